"""A board without an analysis says so, names the edition that asks, and is given one on its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import Cast
from tests.domain.assessments.analysed import ANALYSIS_LAW
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.people.conftest import nadia
from tests.lawbook import put_in_force
from tests.workspaces.acting import led_to, send, words

Browsers = Callable[..., Client]
__all__ = ["nadia"]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


def root(weighed: Weighed) -> str:
    return f"/adjudication/case/{weighed.case}/boards/{weighed.id}/analysis/"


def test_the_empty_page_offers_it_and_the_act_names_its_edition(
    weighed: Weighed, browser_of: Browsers
) -> None:
    berg, here = browser_of(weighed.cast.berg), root(weighed)
    page = words(berg, here)
    assert "No legal analysis is open on this board." in page
    assert "The law in force asks nothing for this application" in page
    put_in_force(weighed.cast, weighed.now, ANALYSIS_LAW)
    page = words(berg, here)
    assert "asks nothing" not in page
    assert f'href="{here}open/"' in page
    act = words(berg, f"{here}open/")
    assert "Shelter (Act, section 40)" in act
    assert "By which edition" in act
    edition = act.split('name="edition" value="', 1)[1].split('"', 1)[0]
    page = led_to(berg, send(berg, f"{here}open/", edition=edition))
    assert "opened the legal analysis on an evidence board" in page
    assert "1. <bdi>Home was flooded</bdi>" in page
    assert "Analysis opened later by" in page
    again = send(berg, f"{here}open/", edition=edition)
    assert again.status_code == 409
    assert "The law of a board never changes." in again.content.decode()


def test_strangers_and_other_roles_have_no_such_page(weighed: Weighed, browser_of: Browsers) -> None:
    put_in_force(weighed.cast, weighed.now, ANALYSIS_LAW)
    for name in ("elio", "grit"):
        browser = browser_of(getattr(weighed.cast, name))
        assert browser.get(root(weighed)).status_code == 404
        assert browser.get(f"{root(weighed)}open/").status_code == 404
