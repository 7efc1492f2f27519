"""What else is on record of persons, as `expectations_of_people.py` holds the rest: shown while it counts,
and kept in the house when it was ended. Needs never leave the house."""

from __future__ import annotations

from collections.abc import Callable

from tests.security.expected import Candidate, Expected
from tests.security.kept_of_scene import ENDING, ended, new_row
from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene

# Ends a row in one's own name.
_END = "ended_by_id = %(me)s, ended_at = now(), ended_why = 'x'"
_Inserts = Callable[[Scene, Facts, Somebody], list[Candidate]]


def _is_ours(me: Somebody, row: Fact) -> bool:
    person = me.facts.one("people_person", row["person_id"])
    return bool(person["organisation_id"] == me.organisation)


def _sees(me: Somebody, row: Fact) -> bool:
    return me.reads_person(row["person_id"]) and (row["ended_at"] is None or _is_ours(me, row))


def _in_the_house(me: Somebody, row: Fact) -> bool:
    return me.reads_person(row["person_id"]) and _is_ours(me, row)


def _ends(me: Somebody, row: Fact) -> bool:
    return row["ended_at"] is None and me.writes_person(row["person_id"])


def _added(table: str) -> _Inserts:
    """In one's own name, of whom one writes about or has just registered, and not yet ended."""

    def candidates(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
        rows: list[Candidate] = []
        costa = scene.people["costa"].id
        for person in facts.all("people_person"):
            row = new_row(table, person["id"], me.me, facts.now)
            may = me.adds_to_person(person["id"])
            rows += [
                (row, may),
                (row | {"added_by_id": costa}, may and me.me == costa),
                (row | ended(me.me, facts.now), False),
            ]
            if table == "people_picture":
                rows += [
                    (row | {"document_id": document["id"]}, may and document["person_id"] == person["id"])
                    for document in facts.all("people_persondocument")
                ]
        return rows

    return candidates


def _needs(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for person in facts.all("people_person"):
        for organisation in {person["organisation_id"], scene.cast.agency, scene.cast.authority}:
            row = new_row("people_need", person["id"], me.me, facts.now) | {"organisation_id": organisation}
            may = me.adds_to_person(person["id"]) and organisation == me.organisation
            rows += [
                (row, may),
                (row | {"added_by_id": costa}, may and me.me == costa),
                (row | ended(me.me, facts.now), False),
            ]
    return rows


def _reviews(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """Of each need, in its person's name or another's."""
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for need in facts.all("people_need"):
        for person in {need["person_id"], scene.persons["amina"]}:
            row = {
                "need_id": need["id"], "person_id": person, "outcome": "ended", "why": "x", "version": 99,
                "guarantees": [], "review_on": facts.now.date(), "added_by_id": me.me,
                "added_at": facts.now,
            }  # fmt: skip
            may = me.writes_person(person) and person == need["person_id"]
            rows += [(row, may), (row | {"added_by_id": costa}, may and me.me == costa)]
    return rows


def _answers(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"person_id": person["id"], "about": "sex", "version": 99, "state": "refused",
          "added_by_id": me.me, "added_at": facts.now}, me.writes_person(person["id"]))
        for person in facts.all("people_person")
    ]  # fmt: skip


def _nationalities(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for person in facts.all("people_person"):
        row = {"person_id": person["id"], "belonging": "unknown", "source": "person", "added_by_id": me.me,
               "added_at": facts.now}  # fmt: skip
        may = me.adds_to_person(person["id"])
        rows += [
            (row, may),
            (row | {"added_by_id": costa}, may and me.me == costa),
            (row | ended(me.me, facts.now), False),
        ]
    return rows


EXPECTED_OF_KEPT = {
    **{table: Expected(sees=_sees, change=_END, updates=_ends, inserts=_added(table)) for table in ENDING},
    "people_nationality": Expected(sees=_sees, change=_END, updates=_ends, inserts=_nationalities),
    "people_need": Expected(sees=_in_the_house, change=_END, updates=_ends, inserts=_needs),
    "people_needreview": Expected(sees=_in_the_house, inserts=_reviews),
    "people_earlieranswer": Expected(sees=_in_the_house, inserts=_answers),
}
