"""The earlier versions of a piece of a board on a page of their own: who, when, and what changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.assessments.commands import facts
from limen.domain.assessments.names import Bearing, Fact, Finding, Look
from tests.cast import Cast
from tests.domain.assessments.weighed import CIRCUMSTANCES, Weighed, board
from tests.domain.people.conftest import nadia
from tests.workspaces.acting import words

Browsers = Callable[..., Client]
__all__ = ["nadia"]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


def root(weighed: Weighed) -> str:
    return f"/adjudication/case/{weighed.case}/boards/{weighed.id}/"


def _restated(weighed: Weighed) -> UUID:
    fact = weighed.fact()
    again = Fact(says="The river took the house in May.", element="flood")
    facts.state_fact(
        weighed.id, fact=again, piece_id=fact, version=1, by=weighed.cast.berg.actor, at=weighed.now
    )
    return fact


def test_each_version_says_who_wrote_it_and_what_it_changed(weighed: Weighed, browser_of: Browsers) -> None:
    fact = _restated(weighed)
    berg = browser_of(weighed.cast.berg)
    assert f'href="{fact}/versions/"' in words(berg, root(weighed))
    page = words(berg, f"{root(weighed)}{fact}/versions/")
    second, first = page.split('id="version-1"')
    assert "The river took the house in May." in second
    assert "Before that" in second
    assert "Taken out." in second, "what was told is not said again"
    assert "As told in the interview." in second
    assert "What it bears on" not in second, "that did not change"
    assert "<p>The river took the house.</p>" in first
    assert "<p>The flood</p>" in first, "an item of the template is said in words"
    assert "Before that" not in first
    assert "Berg" in first


def test_a_list_and_a_conclusion_are_said_in_words(weighed: Weighed, browser_of: Browsers) -> None:
    fact = weighed.fact()
    weighed.consider()
    weighed.consider(Look(answers={**CIRCUMSTANCES.answers, "circumstances.age": Bearing.NOT_KNOWN},
                          words=CIRCUMSTANCES.words), version=1)  # fmt: skip
    weighed.conclude(fact, Finding.ACCEPTED, "First words.")
    weighed.conclude(fact, Finding.ACCEPTED, "Second words.", version=1)
    berg, sheet = browser_of(weighed.cast.berg), weighed.sheet()
    assert sheet.circumstances is not None
    page = words(berg, f"{root(weighed)}{sheet.circumstances.id}/versions/")
    assert "<p>Asked, and not known</p>" in page
    assert page.count("She lost her brother in the flood.") == 1, "only what changed is said again"
    drawn = weighed.beside(fact).conclusion
    assert drawn is not None
    page = words(berg, f"{root(weighed)}{drawn.id}/versions/")
    assert "<p>Second words.</p>" in page
    assert page.count("First words.") == 2, "what it said, and what stood before the second"


def test_what_was_withdrawn_stays_readable_and_a_stranger_sees_nothing(
    weighed: Weighed, browser_of: Browsers
) -> None:
    fact = _restated(weighed)
    facts.withdraw_piece(
        weighed.id, piece_id=fact, why="Wrong case.", by=weighed.cast.berg.actor, at=weighed.now
    )
    where = f"{root(weighed)}{fact}/versions/"
    berg = browser_of(weighed.cast.berg)
    assert "It was withdrawn from the board." in words(berg, where)
    assert "/versions/" in words(berg, root(weighed))
    assert browser_of(weighed.cast.elio).get(where).status_code == 404
    assert berg.get(f"{root(weighed)}{weighed.id}/versions/").status_code == 404
