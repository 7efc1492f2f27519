"""Changing what is safe on a way. What was on record before is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.contacts.commands.keeping import change_rule, end_way
from limen.domain.contacts.events import RuleChanged
from limen.domain.contacts.names import ContactRule, Safety
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from tests.cast import Cast, Player
from tests.domain.contacts.ways import SAFE, added, seen
from tests.domain.told import Journal, obstacles

NEVER = replace(SAFE, safety=Safety.NEVER)


def _change(
    way_id: UUID,
    by: Player,
    at: datetime,
    rule: ContactRule = NEVER,
    version: int = 1,
    why: str = "He reads it.",
) -> RuleChanged:
    return change_rule(way_id, rule=rule, why=why, version=version, by=by.actor, at=at)


def test_it_holds_from_now_on_and_what_held_before_is_kept(cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    _change(way_id, cast.costa, now)
    [way] = seen(nadia, cast.berg, now).ways
    assert (way.rule.rule, way.rule.why, way.rule.by, way.version) == (
        replace(NEVER, time_zone="UTC"), "He reads it.", "Costa", 2,
    )  # fmt: skip
    assert [(one.version, one.rule, one.why, one.by) for one in way.earlier] == [
        (1, replace(SAFE, time_zone="UTC"), None, "Berg")
    ]
    assert not way.is_allowed_now


def test_whoever_comes_second_is_shown_both(cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    _change(way_id, cast.costa, now)
    with pytest.raises(Conflict) as conflict:
        _change(way_id, cast.berg, now, rule=SAFE)
    assert (conflict.value.theirs.says, conflict.value.theirs.by_name) == ("Never. He reads it.", "Costa")
    assert conflict.value.base is not None
    assert (conflict.value.base.says, conflict.value.version) == ("Safe", 2)


def test_no_reason_no_sense_no_reach_and_no_way_any_more_are_refused(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    assert obstacles(lambda: _change(way_id, cast.berg, now, why=" ")) == {"why"}
    bad = replace(SAFE, weekdays=(0,))
    assert obstacles(lambda: _change(way_id, cast.berg, now, bad)) == {"weekdays"}
    end_way(way_id, why="The number is somebody else's now.", by=cast.berg.actor, at=now)
    assert obstacles(lambda: _change(way_id, cast.berg, now)) == {"ended"}


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    with pytest.raises(Forbidden):
        _change(way_id, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah", "hana"])
def test_whoever_does_not_read_the_person_cannot_even_see_it(
    role: str, cast: Cast, now: datetime, nadia: UUID
) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    with pytest.raises(Hidden):
        _change(way_id, getattr(cast, role), now)


def test_it_says_what_happened(cast: Cast, now: datetime, nadia: UUID, journal: Journal) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    assert journal.tells(_change(way_id, cast.berg, now), by=cast.berg)
