"""Families as they are typed at the desk and as they are told, for the stories of registration."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.registration.commands.families import register_family
from limen.domain.registration.events import FamilyRegistered
from limen.domain.registration.names.merging import Edit
from limen.domain.registration.names.reading_family import read_family
from limen.domain.registration.names.told import FamilyTold
from limen.domain.registration.names.typed import Fields, family_of
from limen.foundation.ids import new_id
from tests.cast import ON, Player

# Words that stand for nobody: each test that needs a family of its own takes other syllables.
_SYLLABLES = ("ba", "do", "fi", "gu", "ke", "lo", "mi", "na", "pu", "re", "si", "to", "vu", "wa", "ye", "zo")


def unheard(number: int | None = None) -> str:
    """A family name that no other test uses."""
    number = new_id().int & 0xFFFFFFFF if number is None else number
    return "".join(_SYLLABLES[number >> shift & 15] for shift in range(0, 32, 4)).capitalize()


def typed(*people: dict[str, Any], **family: Any) -> Fields:
    """A page of fields, each person under an id of their own."""
    content: Fields = {f"family-{name}": value for name, value in family.items()}
    ids = []
    for one in people:
        person = str(one.pop("id", new_id()))
        ids.append(person)
        content |= {f"person-{person}-{name}": value for name, value in one.items()}
    return content | {"family-persons": ids}


def edit(now: Fields, was: Fields | None = None, window: str = "") -> Edit:
    """What a window sends."""
    return Edit(now=now, was=was or {}, window=window)


def told(content: Fields, registration_id: UUID) -> FamilyTold:
    """What the fields say; a test that types nonsense says so itself."""
    read = read_family(family_of(content), registration_id=registration_id, language="en", on=ON)
    assert read.troubles == ()
    return read.told


def two(name: str | None = None) -> Fields:
    """A mother and her child; of another name they were born on other days."""
    called = name or unheard()
    place = sum(ord(letter) * 7**at for at, letter in enumerate(called))
    day, year = place % 28 + 1, 1960 + place // 28 % 40
    return typed(
        {"part": "applicant", "name": f"Nadia {called}", "birth": f"{day}.3.{year}", "sex": "F",
         "nationality": "Afghanistan", "language": "prs"},
        {"part": "child", "name": f"Omid {called}", "birth": f"{day}.5.{year + 20}", "sex": "refused"},
    )  # fmt: skip


def registered(
    content: Fields, *, by: Player, at: datetime, change: Any = None, **ids: Any
) -> FamilyRegistered:
    """A family that stands at the desk of somebody."""
    facts: dict[str, Any] = {
        "registration_id": new_id(), "case_id": new_id(), "unit_id": by.unit_id, "on": ON
    } | ids  # fmt: skip
    family = told(content, facts["registration_id"])
    return register_family(replace(family, **(change or {})), by=by.actor, at=at, **facts)
