"""Beginning a decision: about whom, apart from whom, and instead of which."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from limen.domain.decisions.commands.beginning import begin, set_aside
from limen.domain.decisions.events import Begun
from limen.domain.decisions.names import DecisionState
from limen.domain.decisions.queries.sheets import decisions_of
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Player, clear
from tests.conftest import House
from tests.domain.decisions.story import Story
from tests.domain.told import Journal, obstacles


def _begin(story: Story, by: Player, persons: tuple[UUID, ...] | None = None, **more: Any) -> Begun:
    facts: dict[str, Any] = {"pack": "atlantis", "person_ids": persons or (story.amina,)} | more
    return begin(story.case, by=by.actor, at=story.now, **facts)


def test_it_is_about_people_of_the_case_under_the_law_in_force(story: Story) -> None:
    begun = _begin(story, story.cast.berg, (story.amina, story.basim))
    sheet = story.sheet(begun.decision_id)
    assert [one.called for one in sheet.card.persons] == ["Nadia Karimi", "Basim Karimi"]
    assert (sheet.card.state, sheet.card.number) == (DecisionState.DRAFT, 0)
    assert sheet.law.pack.fingerprint == begun.fingerprint


def test_it_is_refused_for_nobody_a_stranger_twice_or_without_a_law(story: Story) -> None:
    berg = story.cast.berg
    assert obstacles(lambda: _begin(story, berg, (story.cast.case,))) == {"persons"}
    assert obstacles(lambda: _begin(story, berg, pack="nowhere")) == {"law"}
    _begin(story, berg)
    assert obstacles(lambda: _begin(story, berg, (story.amina, story.basim))) == {"taken"}


def test_one_that_stands_apart_is_about_one_person_and_says_why(story: Story) -> None:
    both = (story.amina, story.basim)
    assert obstacles(lambda: _begin(story, story.cast.berg, both, is_separate=True)) == {"separate", "why"}


def test_one_in_a_compartment_does_not_exist_for_whoever_is_not_cleared(story: Story, house: House) -> None:
    costa = clear(house.admin_dsn, story.cast.costa, "gbv")
    begun = _begin(
        story, costa, (story.basim,), is_separate=True, why="Her safety", compartment=Compartment.GBV
    )
    assert story.sheet(begun.decision_id, costa).card.is_separate
    with pytest.raises(Hidden):
        story.sheet(begun.decision_id)
    with acting_as(story.cast.berg.actor):
        assert decisions_of(story.case, by=story.cast.berg.actor, at=story.now) == []


def test_a_served_decision_is_corrected_by_a_new_one_only(story: Story) -> None:
    old = story.signed("granted")
    assert obstacles(lambda: _begin(story, story.cast.berg, instead_of=old)) == {"taken", "not_served"} - {
        "taken"
    }


def test_it_is_set_aside_for_a_reason_and_makes_room(story: Story) -> None:
    begun = _begin(story, story.cast.berg)
    by = story.cast.berg.actor
    assert obstacles(lambda: set_aside(begun.decision_id, why=" ", by=by, at=story.now)) == {"why"}
    set_aside(begun.decision_id, why="Withdrawn", by=by, at=story.now)
    assert story.sheet(begun.decision_id).card.state is DecisionState.VOID
    _begin(story, story.cast.berg)


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, story: Story) -> None:
    with pytest.raises(Forbidden):
        _begin(story, getattr(story.cast, role))


def test_whoever_cannot_see_the_case_cannot_begin(story: Story) -> None:
    with pytest.raises(Hidden):
        _begin(story, story.cast.elio)
    assert obstacles(lambda: _begin(story, story.cast.farah)) == {"reach"}


def test_a_forged_clearance_opens_nothing(story: Story, house: House) -> None:
    """The database decides: an actor who says that they are cleared is not."""
    costa = clear(house.admin_dsn, story.cast.costa, "gbv")
    begun = _begin(story, costa, (story.basim,), compartment=Compartment.GBV)
    forged = replace(story.cast.berg.actor, clearances=frozenset({"general", "gbv"}))
    with pytest.raises(Hidden):
        story.sheet(begun.decision_id, replace(story.cast.berg, actor=forged))


def test_it_says_what_happened(story: Story, journal: Journal) -> None:
    assert journal.tells(_begin(story, story.cast.berg), by=story.cast.berg)
