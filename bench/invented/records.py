"""Invented records of which it is known who is who: people written down once, twice or three times.

What two offices write of one person differs as it does at counters: the spelling, the script, the order, a
typing error, a day that was misread or not told, a passport that was renewed or never shown.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bench.invented.people import (
    Person,
    has_another_script,
    mistyped,
    observed,
    people,
    wrong_day,
)

# Of a hundred people so many are on record twice, and so many three times.
TWICE, THRICE = 18, 4
NAMES = {
    "as recorded": 28,
    "another spelling": 18,
    "every part spelled anew": 14,
    "another script": 12,
    "one typing error": 12,
    "order swapped": 8,
    "part missing": 4,
    "two typing errors": 2,
    "another spelling, one typing error": 2,
}
DAYS = {"the same": 78, "wrong": 15, "not told": 4, "the year alone": 3}
PLACES = 24  # towns of each region; half as many people come from the second as from the first, and so on


@dataclass(frozen=True, kw_only=True)
class Written:
    """A record, and who it is of."""

    who: int
    kind: str
    name: str
    also: str | None
    born_on: date | None
    is_year_alone: bool
    sex: str | None
    number: str | None
    place: str | None


def records(number: int, seed: int) -> Iterator[Written]:
    """Records of so many invented people, those of one person one after the other."""
    chance = random.Random(f"records {seed}")
    for who, person in enumerate(people(number, seed)):
        sex, place = chance.choice("FM"), _place(person, chance)
        number_of = f"P{chance.randrange(10**8):08}" if chance.random() < 0.65 else None
        home = " ".join(part.home for part in person.parts)
        yield Written(
            who=who, kind="as recorded", name=person.name, also=home if chance.random() < 0.25 else None,
            born_on=person.born_on if chance.random() < 0.97 else None, is_year_alone=False, sex=sex,
            number=number_of, place=place if chance.random() < 0.8 else None,
        )  # fmt: skip
        drawn = chance.randrange(100)
        for _ in range(2 if drawn < THRICE else 1 if drawn < THRICE + TWICE else 0):
            yield _again(who, person, sex, place, number_of, chance)


def _again(
    who: int, person: Person, sex: str, place: str, number: str | None, chance: random.Random
) -> Written:
    kind = _drawn(NAMES, chance)
    if "script" in kind and not has_another_script(person):
        kind = "another spelling"
    name = person.name if kind == "as recorded" else observed(person, kind, chance).name
    day = _drawn(DAYS, chance)
    born_on = {"not told": None, "wrong": wrong_day(person.born_on, chance)}.get(day, person.born_on)
    return Written(
        who=who, kind=f"{kind}; day: {day}", name=name, also=None, born_on=born_on,
        is_year_alone=day == "the year alone",
        sex=_drawn({sex: 97, "": 2.5, "M" if sex == "F" else "F": 0.5}, chance) or None,
        number=_shown_again(number, chance),
        place=_drawn({place: 70, "": 25, f"{person.language} elsewhere": 5}, chance) or None,
    )  # fmt: skip


def _shown_again(number: str | None, chance: random.Random) -> str | None:
    """The same passport, once misread; a new one; or none."""
    drawn = chance.random()
    if drawn < 0.25:
        return None
    if number is None or drawn < 0.4:
        return f"P{chance.randrange(10**8):08}"
    return mistyped(number, chance, alphabet="0123456789") if drawn < 0.43 else number


def _place(person: Person, chance: random.Random) -> str:
    return f"{person.language} {min(int(chance.expovariate(0.15)), PLACES - 1)}"


def _drawn(shares: dict[str, float] | dict[str, int], chance: random.Random) -> str:
    return chance.choices(list(shares), weights=list(shares.values()))[0]
