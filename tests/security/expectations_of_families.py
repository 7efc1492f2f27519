"""The tables of families and of ways to reach people, as `expectations_of_people.py` has those of persons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.security.expected import Candidate, Expected
from tests.security.families_of_scene import RULE, how_it_ended, new_appointment, new_relationship, new_way
from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene

_END = "until_on = current_date, ended_by_id = %(me)s, ended_at = now(), end_why = 'x'"


def _is_ours(me: Somebody, person: UUID) -> bool:
    return bool(me.facts.one("people_person", person)["organisation_id"] == me.organisation)


def _while_it_holds(me: Somebody, row: Fact) -> bool:
    """With the person; what ended stays in the house."""
    is_shown = row["ended_by_id"] is None or _is_ours(me, row["person_id"])
    return me.reads_person(row["person_id"]) and is_shown


def _ends(me: Somebody, row: Fact) -> bool:
    return row["ended_by_id"] is None and me.writes_person(row["person_id"])


def _with_the_file(me: Somebody, row: Fact) -> bool:
    return me.reads_person(row["person_id"])


def sees_relationship(me: Somebody, row: Fact) -> bool:
    """Whoever reads both; what ended stays in the house."""
    is_shown = row["ended_by_id"] is None or row["organisation_id"] == me.organisation
    return is_shown and me.reads_person(row["person_id"]) and me.reads_person(row["other_id"])


def _writes_one(me: Somebody, row: Fact) -> bool:
    return me.writes_person(row["person_id"]) or me.writes_person(row["other_id"])


def _ends_relationship(me: Somebody, row: Fact) -> bool:
    is_running = row["ended_by_id"] is None and row["organisation_id"] == me.organisation
    return is_running and sees_relationship(me, row) and _writes_one(me, row)


def _knows(me: Somebody, person: UUID) -> bool:
    return me.has_just_registered(person) or (me.reads_person(person) and _is_ours(me, person))


def _relationships(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa, authority = scene.people["costa"].id, scene.cast.authority
    for first in facts.all("people_person"):
        for name in ("amina", "both", "new", "protected", "basim"):
            other = scene.persons[name]
            if other == first["id"]:
                continue
            row = new_relationship(me.organisation or authority, first["id"], other, me.me, facts.now)
            writes = me.adds_to_person(first["id"]) or me.adds_to_person(other)
            may = _knows(me, first["id"]) and _knows(me, other) and writes
            elsewhere = {"organisation_id": scene.cast.agency}
            rows += [
                (row, may),
                (row | {"added_by_id": costa}, may and me.me == costa),
                (row | elsewhere, may and me.organisation == scene.cast.agency),
            ]
    return [*rows, (rows[0][0] | how_it_ended(me.me, facts.now), False)]


def _weighings(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for relationship in facts.all("families_relationship"):
        row = {"relationship_id": relationship["id"], "stance": "disputed", "source": "person", "why": "x",
               "weighed_by_id": me.me, "weighed_at": facts.now}  # fmt: skip
        known = facts.all("families_weighing", lambda w: w["relationship_id"] == relationship["id"])  # noqa: B023
        is_mine = me.is_somebody and relationship["added_by_id"] == me.me
        is_ours = relationship["organisation_id"] == me.organisation
        may = sees_relationship(me, relationship) and _writes_one(me, relationship) and is_ours
        rows += [
            (row | {"version": 1}, is_mine and not known),
            (row | {"version": 99}, may),
            (row | {"version": 99, "weighed_by_id": costa}, may and me.me == costa),
        ]
    return rows


def _households(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    costa = scene.people["costa"].id
    return [
        ({"organisation_id": one["id"], "formed_by_id": by, "formed_at": facts.now},
         me.works_on_cases and one["id"] == me.organisation and by == me.me)
        for one in facts.all("identity_organisation") for by in (me.me, costa)
    ]  # fmt: skip


def _may_dwell(me: Somebody, home: Fact) -> bool:
    """Where one reads somebody, or where there is nobody but those whom one has put there oneself."""
    people = me.facts.all("families_dweller", lambda row: row["household_id"] == home["id"])
    is_mine = home["formed_by_id"] == me.me and all(row["added_by_id"] == me.me for row in people)
    reads = any(me.reads_person(row["person_id"]) for row in people)
    return home["organisation_id"] == me.organisation and (is_mine or reads)


def _dwellers(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for home in facts.all("families_household"):
        for person in facts.all("people_person"):
            row = {"household_id": home["id"], "person_id": person["id"], "added_by_id": me.me,
                   "added_at": facts.now}  # fmt: skip
            may = me.adds_to_person(person["id"]) and _may_dwell(me, home)
            rows += [(row, may), (row | {"added_by_id": costa}, may and me.me == costa)]
    return [*rows, (rows[0][0] | how_it_ended(me.me, facts.now), False)]


def _of_each_person(new: Callable[[UUID, UUID, Any], Fact], by: str) -> Callable[..., list[Candidate]]:
    """In one's own name, of whom one writes about or has just registered."""

    def candidates(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
        rows: list[Candidate] = []
        costa = scene.people["costa"].id
        for person in facts.all("people_person"):
            row, may = new(person["id"], me.me, facts.now), me.adds_to_person(person["id"])
            rows += [(row, may), (row | {by: costa}, may and me.me == costa)]
        return rows

    return candidates


def _accompaniment(person: UUID, by: UUID, now: Any) -> Fact:
    return {"person_id": person, "version": 99, "state": "not_asked", "stated_by_id": by, "stated_at": now}


def _appointees(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"id": row["id"], "person_id": person["id"]},
         me.is_somebody and row["added_by_id"] == me.me and _knows(me, person["id"]))
        for row in facts.all("families_appointment") for person in facts.all("people_person")
    ]  # fmt: skip


def _sees_appointee(me: Somebody, row: Fact) -> bool:
    appointment = me.facts.one("families_appointment", row["id"])
    return me.reads_person(row["person_id"]) and _while_it_holds(me, appointment)


def sees_way(me: Somebody, row: Fact) -> bool:
    """With the person; what ended stays in the house."""
    is_shown = row["until_at"] is None or _is_ours(me, row["person_id"])
    return me.reads_person(row["person_id"]) and is_shown


def _sees_rule(me: Somebody, row: Fact) -> bool:
    way = me.facts.one("contacts_way", row["way_id"])
    return sees_way(me, way) and _is_ours(me, way["person_id"])


def _rules(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        (RULE | {"way_id": way["id"], "version": 99, "rule_by_id": me.me, "rule_at": facts.now},
         sees_way(me, way) and me.writes_person(way["person_id"]))
        for way in facts.all("contacts_way")
    ]  # fmt: skip


def sees_message(me: Somebody, row: Fact) -> bool:
    """With the person, in the organisation that wrote it."""
    return me.reads_person(row["person_id"]) and bool(row["organisation_id"] == me.organisation)


def _messages(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa, amina = scene.people["costa"].id, scene.persons["amina"]
    for way in facts.all("contacts_way"):
        for person in {way["person_id"], amina}:
            row = {"organisation_id": me.organisation or scene.cast.authority, "person_id": person,
                   "way_id": way["id"], "template": "please_call", "language": "en", "asked_by_id": me.me,
                   "asked_at": facts.now, "state": "waiting", "next_at": facts.now,
                   "attempts": 0}  # fmt: skip
            may = me.writes_person(person) and person == way["person_id"] and way["until_at"] is None
            rows += [
                (row, may),
                (row | {"asked_by_id": costa}, may and me.me == costa),
                (row | {"state": "sending"}, False),
                (row | {"organisation_id": scene.cast.other}, may and me.organisation == scene.cast.other),
            ]
    return rows


def _sees_household(me: Somebody, row: Fact) -> bool:
    people = me.facts.all("families_dweller", lambda one: one["household_id"] == row["id"])
    return any(_while_it_holds(me, one) for one in people)


EXPECTED_OF_FAMILIES = {
    "families_relationship": Expected(
        sees=sees_relationship, change=_END, updates=_ends_relationship, inserts=_relationships
    ),
    "families_weighing": Expected(
        sees=lambda me, row: sees_relationship(
            me, me.facts.one("families_relationship", row["relationship_id"])
        ),
        inserts=_weighings,
    ),
    "families_household": Expected(sees=_sees_household, inserts=_households),
    "families_dweller": Expected(sees=_while_it_holds, change=_END, updates=_ends, inserts=_dwellers),
    "families_appointment": Expected(
        sees=_while_it_holds, change=_END, updates=_ends,
        inserts=_of_each_person(new_appointment, "added_by_id"),
    ),
    "families_appointee": Expected(sees=_sees_appointee, inserts=_appointees),
    "families_accompaniment": Expected(
        sees=_with_the_file, inserts=_of_each_person(_accompaniment, "stated_by_id")
    ),
    "contacts_way": Expected(
        sees=sees_way, change="rule_by_id = %(me)s",
        updates=lambda me, row: row["until_at"] is None and me.writes_person(row["person_id"]),
        inserts=_of_each_person(
            new_way, "rule_by_id"
        ),
    ),
    "contacts_earlierrule": Expected(sees=_sees_rule, inserts=_rules),
    "contacts_message": Expected(sees=sees_message, inserts=_messages),
}  # fmt: skip
