"""Putting on record what one person is to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.queries.timeline import person_timeline
from limen.domain.families.commands.relating import keep_relationship, relate
from limen.domain.families.events import Related
from limen.domain.families.names import Kind, RelationshipTold, Stance, Union, Weight
from limen.domain.families.queries.cards import FamilyCard
from limen.domain.families.queries.family import family_of
from limen.domain.people.names import Source
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.families.conftest import Family
from tests.domain.told import Journal, obstacles


def _told(first: UUID, other: UUID, kind: Kind = Kind.SIBLING, **more: Any) -> RelationshipTold:
    return RelationshipTold(person_id=first, kind=kind, other_id=other, **more)


def _relate(told: RelationshipTold, by: Player, at: datetime) -> Related:
    return relate(told, relationship_id=new_id(), by=by.actor, at=at)


def _family(person_id: UUID, by: Player, at: datetime) -> FamilyCard:
    with acting_as(by.actor):
        return family_of(person_id, by=by.actor, at=at)


def test_it_is_seen_from_both_sides(cast: Cast, now: datetime, family: Family) -> None:
    weight = Weight(
        stance=Stance.SUPPORTED, source=Source.DOCUMENT, said_by="Nadia", evidence="Tazkira of both"
    )
    told = _told(family.nadia, family.omid, Kind.PARENT, weight=weight, since_on=date(2010, 4, 1))
    _relate(told, cast.berg, now)
    [of_nadia] = _family(family.nadia, cast.berg, now).relationships
    [of_omid] = _family(family.omid, cast.berg, now).relationships
    assert (of_nadia.is_first, of_nadia.relative.called) == (True, "Omid Karimi")
    assert (of_omid.is_first, of_omid.relative.called) == (False, "Nadia Karimi")
    assert (of_nadia.kind, of_nadia.weighing.weight, of_nadia.weighing.by) == (Kind.PARENT, weight, "Berg")
    assert (of_nadia.since_on, of_nadia.is_ended, of_nadia.version) == (date(2010, 4, 1), False, 1)


def test_partners_say_how_they_are_joined_and_others_in_words(
    cast: Cast, now: datetime, family: Family
) -> None:
    _relate(_told(family.nadia, family.omid, Kind.PARTNER, union=Union.RELIGIOUS), cast.berg, now)
    _relate(_told(family.omid, family.nadia, Kind.OTHER, words="neighbour at home"), cast.berg, now)
    cards = _family(family.nadia, cast.berg, now).relationships
    assert [(one.kind, one.union, one.words, one.is_first) for one in cards] == [
        (Kind.PARTNER, Union.RELIGIOUS, None, True),
        (Kind.OTHER, None, "neighbour at home", False),
    ]


def test_what_makes_no_sense_is_refused(cast: Cast, now: datetime, family: Family) -> None:
    good = _told(family.nadia, family.omid)
    for told, codes in (
        (_told(family.nadia, family.nadia), {"oneself"}),
        (replace(good, kind=Kind.OTHER_RELATIVE), {"words"}),
        (replace(good, words="  "), {"words"}),
        (replace(good, words="x" * 201), {"too_long"}),
        (replace(good, union=Union.CIVIL), {"union"}),
        (replace(good, weight=Weight(stance=Stance.SUPPORTED)), {"evidence"}),
        (replace(good, weight=Weight(said_by=" ")), {"empty"}),
        (replace(good, since_on=date(2020, 1, 2), until_on=date(2020, 1, 1)), {"period"}),
    ):
        assert obstacles(lambda told=told: _relate(told, cast.berg, now)) == codes  # type: ignore[misc]


def test_it_is_said_once_in_either_direction(cast: Cast, now: datetime, family: Family) -> None:
    _relate(_told(family.nadia, family.omid), cast.berg, now)
    assert obstacles(lambda: _relate(_told(family.omid, family.nadia), cast.costa, now)) == {"related"}
    _relate(_told(family.nadia, family.omid, Kind.PARENT), cast.berg, now)
    again = _told(family.nadia, family.omid, Kind.PARENT)
    assert obstacles(lambda: _relate(again, cast.berg, now)) == {"related"}


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, family: Family) -> None:
    with pytest.raises(Forbidden):
        _relate(_told(family.nadia, family.omid), getattr(cast, role), now)


def test_whoever_only_lists_is_refused_and_a_stranger_sees_nobody(
    cast: Cast, now: datetime, family: Family
) -> None:
    told = _told(family.nadia, family.omid)
    for name in ("farah", "hana"):
        assert obstacles(lambda name=name: _relate(told, getattr(cast, name), now)) == {"reach"}  # type: ignore[misc]
    for name in ("elio", "dina", "grit"):
        with pytest.raises(Hidden):
            _relate(told, getattr(cast, name), now)


def test_nobody_relates_to_somebody_whom_they_do_not_read(cast: Cast, now: datetime, family: Family) -> None:
    with pytest.raises(Hidden):
        _relate(_told(family.nadia, family.sara), cast.berg, now)


def test_a_relative_in_hiding_is_not_there_at_all(cast: Cast, now: datetime, family: Family) -> None:
    """No card, no count, no line: whoever reads one of the two learns nothing of the other."""
    _relate(_told(family.nadia, family.omid), cast.berg, now)
    before = _lines(family.nadia, cast.berg, now)
    related = _relate(_told(family.nadia, family.sara), cast.costa, now)
    assert len(_family(family.nadia, cast.costa, now).relationships) == 2
    assert len(_family(family.sara, cast.costa, now).relationships) == 1
    card = _family(family.nadia, cast.berg, now)
    assert [one.relative.id for one in card.relationships] == [family.omid]
    assert str(family.sara) not in repr(card)
    assert _lines(family.nadia, cast.berg, now) == before
    assert len(_lines(family.nadia, cast.costa, now)) == len(before) + 1
    with acting_as(cast.berg.actor), connection.cursor() as cursor:
        cursor.execute("select count(*) from families_relationship where id = %s", [related.relationship_id])
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "select count(*) from families_weighing where relationship_id = %s", [related.relationship_id]
        )
        assert cursor.fetchone() == (0,)


def _lines(person_id: UUID, by: Player, at: datetime) -> list[str]:
    with acting_as(by.actor):
        return [line.says for line in person_timeline(person_id, by=by.actor, at=at)]


def test_whoever_only_lists_is_told_nothing(cast: Cast, now: datetime, family: Family) -> None:
    _relate(_told(family.nadia, family.omid), cast.berg, now)
    card = _family(family.nadia, cast.farah, now)
    assert (card.is_read, card.relationships, card.person.called) == (False, (), "Nadia Karimi")
    for name in ("elio", "dina", "grit", "ivo"):
        with pytest.raises(Hidden):
            _family(family.nadia, getattr(cast, name), now)


def test_it_is_kept_within_an_act_alone(cast: Cast, now: datetime, family: Family) -> None:
    with pytest.raises(Forbidden):
        keep_relationship(
            _told(family.nadia, family.omid), relationship_id=new_id(), by=cast.berg.actor, at=now
        )


def test_the_questions_do_not_grow_with_the_family(cast: Cast, now: datetime, family: Family) -> None:
    _relate(_told(family.nadia, family.omid), cast.berg, now)

    def count() -> int:
        with acting_as(cast.costa.actor), CaptureQueriesContext(connection) as queries:
            family_of(family.nadia, by=cast.costa.actor, at=now)
        return len(queries)

    few = count()
    _relate(_told(family.nadia, family.sara), cast.costa, now)
    _relate(_told(family.nadia, family.sara, Kind.PARENT), cast.costa, now)
    assert count() == few <= 11


def test_it_says_what_happened_in_both_chains(
    cast: Cast, now: datetime, family: Family, journal: Journal
) -> None:
    related = _relate(_told(family.nadia, family.omid), cast.berg, now)
    assert journal.tells(related, by=cast.berg, after=("families.related",))
    for person in (family.nadia, family.omid):
        assert _lines(person, cast.berg, now)[0] == (
            "Berg put a relationship on record (Brother or sister): Claimed."
        )
