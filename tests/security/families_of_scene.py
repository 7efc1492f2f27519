"""Families of a scene, and ways to reach its people: of persons whom one reads, and of one in hiding."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from tests.cast import Player
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Fact

_OF_PERSONS = "person_id in (select id from people_person where organisation_id = any (%(o)s))"
# As in `scene.py`: how the rows of each table belong to a scene.
BELONGS_OF_FAMILIES = {
    "families_relationship": "organisation_id = any (%(o)s)",
    "families_weighing": "relationship_id in (select id from families_relationship"
    " where organisation_id = any (%(o)s))",
    "families_household": "organisation_id = any (%(o)s)",
    "families_dweller": _OF_PERSONS,
    "families_appointment": _OF_PERSONS,
    "families_appointee": f"id in (select id from families_appointment where {_OF_PERSONS})",
    "families_accompaniment": _OF_PERSONS,
    "contacts_way": _OF_PERSONS,
    "contacts_earlierrule": f"way_id in (select id from contacts_way where {_OF_PERSONS})",
    "contacts_message": "organisation_id = any (%(o)s)",
}
RULE: Fact = {
    "safety": "safe", "weekdays": [1, 2, 3, 4, 5, 6, 7], "time_zone": "UTC", "may_leave_message": "yes",
    "may_say_who": "no", "may_say_what": "no", "is_preferred": False,
}  # fmt: skip


def how_it_ended(by: UUID, now: datetime) -> Fact:
    """What stands in a row of a family that has ended."""
    return {"until_on": now.date(), "ended_by_id": by, "ended_at": now, "end_why": CANARY}


def new_relationship(organisation: UUID, first: UUID, other: UUID, by: UUID, now: datetime) -> Fact:
    """One that can be said of the same two any number of times."""
    return {
        "organisation_id": organisation, "person_id": first, "other_id": other, "kind": "other",
        "words": CANARY, "added_by_id": by, "added_at": now, "version": 1,
    }  # fmt: skip


def new_appointment(person: UUID, by: UUID, now: datetime) -> Fact:
    """A guardian."""
    return {
        "person_id": person, "kind": "guardian", "name": CANARY, "appointed_on": now.date(),
        "added_by_id": by, "added_at": now,
    }  # fmt: skip


def new_way(person: UUID, by: UUID, now: datetime) -> Fact:
    """A mailbox that is safe."""
    return RULE | {
        "person_id": person, "kind": "email", "value": f"{person}@canary.example",
        "address": f"{person}@canary.example", "added_by_id": by, "added_at": now, "rule_by_id": by,
        "rule_at": now, "version": 2,
    }  # fmt: skip


def who_belongs_together(
    cursor: psycopg.Cursor[Any], people: dict[str, Player], persons: dict[str, UUID], now: datetime
) -> None:
    """Relationships, households, appointments, ways and messages; of each one that ended."""
    authority = people["costa"].actor.organisation_id

    def related(first: str, other: str, by: str, *, is_ended: bool = False, is_weighed: bool = True) -> None:
        row = new_relationship(authority, persons[first], persons[other], people[by].id, now)
        ended = how_it_ended(people[by].id, now) if is_ended else {}
        key = insert(cursor, "families_relationship", **row, **ended)
        for version in (1, 2) if is_weighed else ():
            insert(cursor, "families_weighing", relationship_id=key, version=version, stance="claimed",
                   source="person", why=CANARY, weighed_by_id=people[by].id, weighed_at=now)  # fmt: skip

    related("amina", "both", "berg")
    related("amina", "left", "costa")
    related("both", "left", "costa", is_ended=True)
    related("amina", "protected", "berg")
    related("amina", "basim", "costa")
    related("basim", "both", "costa")
    related("new", "amina", "hana", is_weighed=False)
    _who_lives_together(cursor, people, persons, now)
    for name, person in persons.items():
        by = people["hana" if name == "new" else "berg"].id
        _who_acts_for(cursor, person, persons["protected"], by, now)
        _how_to_reach(cursor, person, by, now)


def _who_lives_together(
    cursor: psycopg.Cursor[Any], people: dict[str, Player], persons: dict[str, UUID], now: datetime
) -> None:
    homes = (
        ("costa", ("amina", "both", "protected")), ("hana", ("new",)), ("costa", ("basim", "new")),
        ("dina", ("client",)), ("elio", ("celeste",)), ("berg", ()),
    )  # fmt: skip
    for by, names in homes:
        member = people[by]
        home = insert(cursor, "families_household", organisation_id=member.actor.organisation_id,
                      formed_by_id=member.id, formed_at=now)  # fmt: skip
        for name in names:
            for more in (how_it_ended(member.id, now), {}):
                insert(cursor, "families_dweller", household_id=home, person_id=persons[name],
                       added_by_id=member.id, added_at=now, **more)  # fmt: skip


def _who_acts_for(cursor: psycopg.Cursor[Any], person: UUID, whom: UUID, by: UUID, now: datetime) -> None:
    for more in (how_it_ended(by, now), {}):
        key = insert(cursor, "families_appointment", **new_appointment(person, by, now), **more)
        insert(cursor, "families_appointee", id=key, person_id=whom if more else person)
    for version in (1, 2):
        insert(cursor, "families_accompaniment", person_id=person, version=version, state="not_clear",
               why=CANARY, stated_by_id=by, stated_at=now)  # fmt: skip


def _how_to_reach(cursor: psycopg.Cursor[Any], person: UUID, by: UUID, now: datetime) -> None:
    cursor.execute("select organisation_id from people_person where id = %s", [person])
    (organisation,) = cursor.fetchone() or (None,)
    for more in ({"until_at": now - timedelta(hours=1), "ended_by_id": by, "end_why": CANARY}, {}):
        way = insert(cursor, "contacts_way", **new_way(person, by, now), **more)
        insert(cursor, "contacts_earlierrule", way_id=way, version=1, rule_by_id=by, rule_at=now, **RULE)
        insert(cursor, "contacts_message", organisation_id=organisation, person_id=person, way_id=way,
               template="please_call", language="en", asked_by_id=by, asked_at=now, state="waiting",
               next_at=now + timedelta(days=900), attempts=0)  # fmt: skip
