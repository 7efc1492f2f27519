"""The tables of persons and of their parts in cases, as `expectations.py` holds the others."""

from __future__ import annotations

from psycopg.types.json import Jsonb

from limen.foundation.ids import new_id
from tests.security.expected import Candidate, Expected
from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene


def _persons(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    costa = scene.people["costa"].id
    for organisation in facts.all("identity_organisation"):
        row = _told(facts) | {
            "organisation_id": organisation["id"], "called": "x", "sex_state": "unknown",
            "gender_state": "unknown", "registered_by_id": me.me, "registered_at": facts.now,
            "birth_by_id": me.me, "version": 1,
        }  # fmt: skip
        may = me.works_on_cases and organisation["id"] == me.organisation
        rows += [
            (row, may),
            (row | {"registered_by_id": costa}, may and me.me == costa),
            (row | {"birth_by_id": costa}, may and me.me == costa),
            (row | {"sex_by_id": me.me}, False),
            (row | {"gender_by_id": costa}, False),
        ]
    return rows


def _told(facts: Facts) -> Fact:
    return {"birth_state": "unknown", "birth_numbers": [], "birth_at": facts.now}


def _earlier_births(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        (_told(facts) | {"person_id": person["id"], "birth_by_id": me.me, "version": 9},
         me.writes_person(person["id"]))
        for person in facts.all("people_person")
    ]  # fmt: skip


def _names(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"person_id": person["id"], "kind": "alias", "parts": Jsonb([]), "written": "x", "script": "Latn",
          "source": "person", "is_main": False, "added_by_id": by, "added_at": facts.now},
         me.adds_to_person(person["id"]) and by == me.me)
        for person in facts.all("people_person") for by in (me.me, scene.people["costa"].id)
    ]  # fmt: skip


def _keys(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    """Of each name, for its person or another one; and for no name at all."""
    rows: list[Candidate] = []
    for name in facts.all("people_name"):
        row: Fact = {}
        for person in (name["person_id"], scene.persons["amina"]):
            row = {"id": name["id"], "person_id": person, "is_main": name["is_main"], "words": [1],
                   "version": 1}  # fmt: skip
            may = me.adds_to_person(person) and person == name["person_id"]
            rows += [(row, may), (row | {"is_main": not name["is_main"]}, False)]
        rows.append((row | {"id": new_id()}, False))
    return rows


def _documents(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    return [
        ({"person_id": person["id"], "document": "other", "number": "1", "number_key": "1",
          "issuing_state": "UTO", "examination": "doubt", "added_by_id": by, "added_at": facts.now},
         me.adds_to_person(person["id"]) and by == me.me)
        for person in facts.all("people_person") for by in (me.me, scene.people["costa"].id)
    ]  # fmt: skip


def _parties(scene: Scene, facts: Facts, me: Somebody) -> list[Candidate]:
    rows: list[Candidate] = []
    for case in facts.all("cases_case"):
        for person in facts.all("people_person"):
            row = {"case_id": case["id"], "person_id": person["id"], "part": "family", "since_at": facts.now}
            rows.append((row, me.joins(case["id"], person["id"])))
    return [*rows, (rows[0][0] | {"until_at": facts.now}, False)]


def _with_the_file(me: Somebody, row: Fact) -> bool:
    return me.reads_person(row["person_id"])


def _in_the_house(me: Somebody, row: Fact) -> bool:
    """What was on record before is not shared."""
    person = me.facts.one("people_person", row["person_id"])
    return me.reads_person(row["person_id"]) and bool(person["organisation_id"] == me.organisation)


EXPECTED_OF_PEOPLE = {
    "people_person": Expected(
        sees=lambda me, row: me.lists_person(row["id"]), change="birth_by_id = %(me)s",
        updates=lambda me, row: me.writes_person(row["id"]), inserts=_persons,
    ),
    "people_earlierbirth": Expected(sees=_in_the_house, inserts=_earlier_births),
    "people_name": Expected(sees=Somebody.sees_name, inserts=_names),
    "people_namekey": Expected(sees=Somebody.sees_name, inserts=_keys),
    "people_persondocument": Expected(sees=_with_the_file, inserts=_documents),
    "cases_party": Expected(
        sees=lambda me, row: me.sees_case(row["case_id"]), change="until_at = until_at",
        updates=lambda me, row: me.reaches(row["case_id"], 3), inserts=_parties,
    ),
}  # fmt: skip
