"""A moment of a recording on the pages: it is offered, laid on a board, and leads to where it is played."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import Cast
from tests.domain.assessments.weighed import board
from tests.domain.citations.filed import confirm
from tests.domain.citations.heard_sound import SECONDS, recorded
from tests.domain.people.conftest import nadia
from tests.workspaces.acting import led_to, send, words

Browsers = Callable[..., Client]
__all__ = ["nadia"]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=10)


def test_it_is_laid_on_a_board_and_leads_to_where_it_is_played(
    cast: Cast, nadia: UUID, now: datetime, browser_of: Browsers
) -> None:
    interview, sound = recorded(cast.case, cast.berg, now)
    confirm(interview, cast.berg, now + timedelta(seconds=SECONDS))
    weighed = board(cast, nadia, now)
    fact = weighed.fact()
    berg = browser_of(cast.berg)
    link = f"/adjudication/case/{cast.case}/boards/{weighed.id}/{fact}/evidence/"
    name = f"recording/{sound.hex[-8:]}/t30"
    looked = berg.post(link, {"op": "1", "version": "0", "cite": "at night", "do": "look"}).content.decode()
    assert f'value="{name}"' in looked
    page = led_to(
        berg, send(berg, link, cites=name.replace("t30", "t0m42s"), stance="for", shows="She says.")
    )
    record = f"/adjudication/case/{cast.case}/interviews/{interview}/"
    where = f"{record}?recording={sound}&amp;second=42#moment"
    assert f'href="{where}"' in page
    heard = words(berg, where.replace("&amp;", "&").partition("#")[0])
    assert "what is heard at 0:00:42 of a recording" in heard
    assert f'data-plays="{now + timedelta(seconds=42):%Y-%m-%dT%H:%M:%S}' in heard
    assert f"{record}recordings/{sound}/parts/1/sound/#t=42" in heard, "and so without a script"
    assert f"recording/{sound.hex[-8:]}/t42" in heard


@pytest.mark.parametrize("asked", ["second=42", "second=x", "second=99999999", "recording=1&second=2"])
def test_a_moment_that_is_not_there_shows_the_record_alone(
    cast: Cast, now: datetime, browser_of: Browsers, asked: str
) -> None:
    interview, _sound = recorded(cast.case, cast.berg, now)
    page = words(browser_of(cast.berg), f"/adjudication/case/{cast.case}/interviews/{interview}/?{asked}")
    assert 'id="moment"' not in page


def test_a_stranger_cannot_even_see_it(cast: Cast, now: datetime, browser_of: Browsers) -> None:
    interview, sound = recorded(cast.case, cast.berg, now)
    where = f"/adjudication/case/{cast.case}/interviews/{interview}/?recording={sound}&second=3"
    assert browser_of(cast.elio).get(where).status_code == 404
