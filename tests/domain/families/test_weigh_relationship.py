"""Weighing a relationship anew. What was thought before is kept."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import pytest

from limen.domain.families.commands.relating import end_relationship, relate, weigh_relationship
from limen.domain.families.events import RelationshipEnded, RelationshipWeighed
from limen.domain.families.names import Kind, RelationshipTold, Stance, Weight
from limen.domain.families.queries.cards import RelationshipCard
from limen.domain.families.queries.family import family_of
from limen.domain.people.names import Source
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.families.conftest import Family
from tests.domain.told import Journal, obstacles

DISPUTED = Weight(stance=Stance.DISPUTED, source=Source.FAMILY, said_by="An aunt")


@pytest.fixture
def siblings(cast: Cast, now: datetime, family: Family) -> UUID:
    """Nadia and Omid, as they say."""
    told = RelationshipTold(
        person_id=family.nadia, kind=Kind.SIBLING, other_id=family.omid, since_on=date(2000, 1, 1)
    )
    return relate(told, relationship_id=new_id(), by=cast.berg.actor, at=now).relationship_id


def _weigh(
    which: UUID,
    by: Player,
    at: datetime,
    *,
    weight: Weight = DISPUTED,
    version: int = 1,
    why: str = "A call.",
) -> RelationshipWeighed:
    return weigh_relationship(which, weight=weight, why=why, version=version, by=by.actor, at=at)


def _end(
    which: UUID, by: Player, at: datetime, *, version: int = 1, why: str = "He died.", until_on: date = ON
) -> RelationshipEnded:
    return end_relationship(which, until_on=until_on, why=why, version=version, on=ON, by=by.actor, at=at)


def _card(family: Family, by: Player, at: datetime) -> RelationshipCard:
    with acting_as(by.actor):
        [card] = family_of(family.nadia, by=by.actor, at=at).relationships
    return card


def test_the_latest_holds_and_the_others_are_kept(
    cast: Cast, now: datetime, family: Family, siblings: UUID
) -> None:
    _weigh(siblings, cast.costa, now)
    proven = Weight(stance=Stance.SUPPORTED, source=Source.ASSESSMENT, evidence="Two birth certificates")
    _weigh(siblings, cast.berg, now, weight=proven, version=2, why="They were found.")
    card = _card(family, cast.berg, now)
    assert (card.weighing.weight, card.weighing.why, card.version) == (proven, "They were found.", 3)
    assert [(one.weight, one.by, one.why) for one in card.earlier] == [
        (DISPUTED, "Costa", "A call."), (Weight(), "Berg", None)
    ]  # fmt: skip


def test_whoever_comes_second_is_shown_both(cast: Cast, now: datetime, siblings: UUID) -> None:
    _weigh(siblings, cast.costa, now)
    with pytest.raises(Conflict) as conflict:
        _weigh(siblings, cast.berg, now)
    assert (conflict.value.theirs.says, conflict.value.theirs.by_name) == ("Disputed", "Costa")
    assert conflict.value.base is not None
    assert (conflict.value.base.says, conflict.value.base.by_name) == ("Claimed", "Berg")


def test_it_ends_on_a_day_with_a_reason_and_once(
    cast: Cast, now: datetime, family: Family, siblings: UUID
) -> None:
    assert obstacles(lambda: _end(siblings, cast.berg, now, why=" ")) == {"why"}
    assert obstacles(lambda: _end(siblings, cast.berg, now, until_on=date(1999, 1, 1))) == {"period"}
    assert obstacles(lambda: _end(siblings, cast.berg, now, until_on=date(2999, 1, 1))) == {"to_come"}
    _end(siblings, cast.berg, now)
    card = _card(family, cast.berg, now)
    assert (card.is_ended, card.until_on, card.end_why) == (True, ON, "He died.")


def test_without_a_reason_or_evidence_it_is_refused(cast: Cast, now: datetime, siblings: UUID) -> None:
    assert obstacles(lambda: _weigh(siblings, cast.berg, now, why="")) == {"why"}
    bare = Weight(stance=Stance.SUPPORTED)
    assert obstacles(lambda: _weigh(siblings, cast.berg, now, weight=bare)) == {"evidence"}


@pytest.mark.parametrize("role", ["ivo", "jun", "lena", "hana"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, siblings: UUID) -> None:
    for act in (_weigh, _end):
        with pytest.raises(Forbidden):
            act(siblings, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_both_cannot_even_see_it(
    role: str, cast: Cast, now: datetime, siblings: UUID
) -> None:
    for act in (_weigh, _end):
        with pytest.raises(Hidden):
            act(siblings, getattr(cast, role), now)


def test_it_says_what_happened(cast: Cast, now: datetime, siblings: UUID, journal: Journal) -> None:
    weighed = _weigh(siblings, cast.berg, now)
    assert journal.tells(weighed, by=cast.berg, after=(weighed.kind,))
    ended = _end(siblings, cast.berg, now, version=2)
    assert journal.tells(ended, by=cast.berg, after=(ended.kind,))
