"""Arguments on the pages: written down, left for a reason, addressed in a draft, offered to who writes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.decisions.commands import beginning, writing
from tests.cast import ON, Cast
from tests.domain.assessments.analysed import ANALYSIS_ALONE, analysed
from tests.domain.assessments.argued import SAYS, argue, cite, leave
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.people.conftest import nadia
from tests.workspaces.acting import led_to, queries, send, words

Browsers = Callable[..., Client]
__all__ = ["nadia"]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


@pytest.fixture
def decision(weighed: Weighed, nadia: UUID) -> UUID:
    return beginning.begin(
        weighed.case, pack="atlantis", person_ids=(nadia,), application_id=weighed.application,
        by=weighed.by, at=weighed.now,
    ).decision_id  # fmt: skip


def root(weighed: Weighed) -> str:
    return f"/adjudication/case/{weighed.case}/boards/{weighed.id}/"


def test_an_argument_is_written_down_and_left_for_a_reason(weighed: Weighed, browser_of: Browsers) -> None:
    berg, here, on = browser_of(weighed.cast.berg), root(weighed), weighed.now.date()
    page = words(berg, here)
    assert "No argument is written down. That says nothing of whether one was put forward." in page
    told: dict[str, Any] = {
        "says": SAYS, "told": "Twice.", "by_whom": "other", "who": "The law clinic", "source": "A letter",
        "put_on_day": on.day, "put_on_month": on.month, "put_on_year": on.year,
    }  # fmt: skip
    missing = send(berg, f"{here}arguments/state/", **{**told, "who": ""})
    assert "Say in words who that is." in missing.content.decode()
    page = led_to(berg, send(berg, f"{here}arguments/state/", **told))
    assert all(one in page for one in (SAYS, "The law clinic", "A letter", "Not addressed yet"))
    piece = page.split(f"{here}arguments/", 2)[1].split("/", 1)[0]
    again = words(berg, f"{here}arguments/{piece}/")
    assert all(one in again for one in (f'value="{SAYS}"', f'value="{on.year}"', 'value="other"'))
    page = led_to(berg, send(berg, f"{here}arguments/{piece}/leave/", why="She took it back.", version="1"))
    assert "Needs no answer, with a reason" in page
    assert "She took it back." in page
    assert "After a change that is to be said anew." in words(berg, f"{here}arguments/{piece}/")
    said = words(berg, f"{here}{piece}/versions/")
    assert "Somebody else on behalf of the applicant" in said
    asked = words(berg, f"{here}{piece}/withdraw/")
    assert "stays on the board: say there why." in asked
    page = led_to(berg, send(berg, f"{here}{piece}/withdraw/", why="Written twice."))
    assert f'<li id="piece-{piece}">' in page.split('id="withdrawn"')[1]


def test_the_board_says_in_which_section_it_is_addressed(
    weighed: Weighed, decision: UUID, browser_of: Browsers
) -> None:
    berg, piece = browser_of(weighed.cast.berg), argue(weighed).piece_id
    where = f"/adjudication/case/{weighed.case}/decisions/{decision}/"
    assert f"{root(weighed)}#piece-{piece}" in words(berg, where), "the gate leads to it"
    writing.save_version(
        decision, section="why", text=f"It is a refuge {cite(piece)}.", version=0, on=ON, by=weighed.by,
        at=weighed.now,
    )  # fmt: skip
    page = words(berg, root(weighed))
    assert "Addressed in a decision" in page
    assert f'href="{where}#section-why"' in page
    assert f"{root(weighed)}#piece-{piece}" in words(berg, where), "the citation leads to it"


def test_those_that_wait_are_offered_first(weighed: Weighed, decision: UUID, browser_of: Browsers) -> None:
    berg = browser_of(weighed.cast.berg)
    cited, left, waits = (argue(weighed, one).piece_id for one in ("Cited one.", "Left one.", "Waiting one."))
    leave(weighed, left)
    writing.save_version(
        decision, section="why", text=f"So {cite(cited)}.", version=0, on=ON, by=weighed.by, at=weighed.now
    )
    where = f"/adjudication/case/{weighed.case}/decisions/{decision}/"
    for url in (f"{where}write/why/", f"{where}citable/"):
        offered = words(berg, url).split('<div id="citable">')[1]
        assert [offered.index(one) for one in ("Waiting one.", "Cited one.", "Left one.")] == sorted(
            offered.index(one) for one in ("Waiting one.", "Cited one.", "Left one.")
        )
        assert cite(waits) in offered


def test_a_board_that_weighs_nothing_has_them_too(
    cast: Cast, nadia: UUID, now: datetime, browser_of: Browsers
) -> None:
    found = analysed(cast, nadia, now, law=ANALYSIS_ALONE)
    piece = argue(found.on).piece_id
    argue(found.on, "Said better.", piece=piece, version=1)
    page = words(browser_of(cast.berg), f"{root(found.on)}analysis/")
    assert all(one in page for one in ("Said better.", f"{root(found.on)}{piece}/versions/"))


def test_the_stranger_sees_none(weighed: Weighed, browser_of: Browsers) -> None:
    piece, here = argue(weighed).piece_id, root(weighed)
    for name in ("elio", "grit"):
        browser = browser_of(getattr(weighed.cast, name))
        for where in ("arguments/state/", f"arguments/{piece}/", f"arguments/{piece}/leave/"):
            assert browser.get(f"{here}{where}").status_code == 404


def test_a_board_costs_the_same_whatever_was_argued(
    weighed: Weighed, decision: UUID, browser_of: Browsers
) -> None:
    berg, piece = browser_of(weighed.cast.berg), argue(weighed).piece_id
    writing.save_version(
        decision, section="why", text=cite(piece), version=0, on=ON, by=weighed.by, at=weighed.now
    )
    words(berg, root(weighed))
    before = queries(berg, root(weighed))
    for number in range(8):
        argue(weighed, f"Argument {number}.")
    assert queries(berg, root(weighed)) == before
