"""Persons of a scene: seen through one case, through two, through none, and all that hangs on them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from limen.likeness.keys import KEYS_VERSION, name_keys
from tests.cast import Cast, Player
from tests.security.kept_of_scene import what_is_kept
from tests.security.rows import CANARY, insert


def who_is_on_record(
    cursor: psycopg.Cursor[Any], cast: Cast, people: dict[str, Player], restricted: UUID, now: datetime
) -> dict[str, UUID]:
    """One person for every way of being seen or hidden."""
    made = [
        ("amina", cast.authority, "berg"), ("basim", cast.authority, "hana"),
        ("both", cast.authority, "costa"), ("left", cast.authority, "costa"),
        ("protected", cast.authority, "berg"), ("new", cast.authority, "hana"),
        ("client", cast.agency, "dina"), ("celeste", cast.other, "elio"),
    ]  # fmt: skip
    persons = {name: _person(cursor, name, where, people[by].id, now) for name, where, by in made}

    def part(case: UUID, name: str, until_at: datetime | None = None) -> None:
        insert(cursor, "cases_party", case_id=case, person_id=persons[name], part="applicant",
               since_at=now - timedelta(days=3), until_at=until_at)  # fmt: skip

    part(cast.case, "amina")
    part(cast.other_case, "basim")
    part(cast.case, "both")
    part(restricted, "both")
    part(cast.other_case, "left", until_at=now - timedelta(hours=1))
    part(cast.case, "left", until_at=now + timedelta(hours=1))
    part(restricted, "protected")
    part(restricted, "basim", until_at=now - timedelta(hours=1))
    part(cast.dina_case, "client")
    part(cast.elio_case, "celeste")
    return persons


def _person(cursor: psycopg.Cursor[Any], name: str, organisation: UUID, by: UUID, now: datetime) -> UUID:
    told = {"birth_state": "unknown", "birth_numbers": [], "birth_by_id": by, "birth_at": now}
    person = insert(
        cursor, "people_person", organisation_id=organisation, called=f"{CANARY} {name}", sex_state="refused",
        gender_state="not_asked", registered_by_id=by, registered_at=now, version=2, **told,
    )  # fmt: skip
    insert(cursor, "people_earlierbirth", person_id=person, version=1, **told)
    for is_main in (True, False):
        written = f"{name} Canary" if is_main else f"{name} Alias"
        key = insert(
            cursor, "people_name", person_id=person, kind="legal", parts=Jsonb([]), written=written,
            script="Latn", source="person", is_main=is_main, added_by_id=by, added_at=now,
        )  # fmt: skip
        insert(cursor, "people_namekey", id=key, person_id=person, is_main=is_main,
               words=[word.number for word in name_keys(written).words], version=KEYS_VERSION)  # fmt: skip
    insert(cursor, "people_nationality", person_id=person, belonging="stateless", source="person",
           added_by_id=by, added_at=now)  # fmt: skip
    insert(cursor, "people_persondocument", person_id=person, document="passport", number=f"P {name} 1",
           number_key=f"P{name}1".upper(), issuing_state="UTO", examination="not_examined",
           added_by_id=by, added_at=now)  # fmt: skip
    what_is_kept(cursor, person, organisation, by, now)
    return person


def lines_of_persons(cast: Cast, persons: dict[str, UUID]) -> list[tuple[UUID, UUID | None, str, str, UUID]]:
    """Lines of the journal about persons: organisation, no case, compartment, who wrote it, whose chain."""
    return [
        (cast.authority, None, "general", "berg", persons["amina"]),
        (cast.authority, None, "general", "hana", persons["basim"]),
        (cast.authority, None, "general", "berg", persons["protected"]),
        (cast.agency, None, "general", "dina", persons["client"]),
        (cast.other, None, "general", "elio", persons["celeste"]),
    ]
