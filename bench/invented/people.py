"""Invented people and the ways in which offices write them down. Nobody is real: given and family names that
many people bear are drawn at random, with random dates. The same seed always gives the same people.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

NAMES = Path(__file__).parent / "names.txt"
KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
FIRST_BIRTH, LAST_BIRTH = date(1940, 1, 1), date(2024, 12, 31)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One name as it is written at home, and in Latin letters by several offices; the first is on record."""

    home: str
    spellings: tuple[str, ...]

    @property
    def recorded(self) -> str:
        """As the first office wrote it."""
        return self.spellings[0]


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who does not exist."""

    language: str
    parts: tuple[Part, ...]
    born_on: date

    @property
    def name(self) -> str:
        """As recorded."""
        return " ".join(part.recorded for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class Observed:
    """A person as somebody else wrote them down: what was changed, and in which part, where only one was."""

    kind: str
    parts: tuple[str, ...]
    born_on: date
    place: int | None = None

    @property
    def name(self) -> str:
        """The whole name as it was written this time."""
        return " ".join(self.parts)


@cache
def lists() -> dict[str, dict[str, tuple[Part, ...]]]:
    """Language, then `given` or `family`, then the names."""
    found: dict[str, dict[str, list[Part]]] = {}
    here: list[Part] = []
    for line in NAMES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            language, kind = line.strip("[]").split()
            here = found.setdefault(language, {}).setdefault(kind, [])
        elif line and not line.startswith("#"):
            home, *spellings = (word.replace("_", " ") for word in line.split())
            here.append(Part(home=home, spellings=tuple(dict.fromkeys(spellings))))
    return {
        language: {kind: tuple(parts) for kind, parts in kinds.items()} for language, kinds in found.items()
    }


def parts() -> Iterator[tuple[str, Part]]:
    """Every name of the lists, with its language."""
    for language, kinds in lists().items():
        for listed in kinds.values():
            yield from ((language, part) for part in listed)


# How many given names stand before the family name; in several countries the father's and his father's.
_GIVEN = {"arabic": 2, "sudanese": 3, "eritrean": 2, "somali": 2}


def people(number: int, seed: int) -> Iterator[Person]:
    """So many invented people, the languages in turn."""
    chance = random.Random(seed)
    languages = sorted(lists())
    for count in range(number):
        language = languages[count % len(languages)]
        names = lists()[language]
        given = chance.sample(names["given"], k=_GIVEN.get(language, 1))
        days = chance.randrange((LAST_BIRTH - FIRST_BIRTH).days)
        yield Person(
            language=language,
            parts=(*given, chance.choice(names["family"])),
            born_on=FIRST_BIRTH + timedelta(days=days),
        )


ONE_CHANGE = ("another spelling", "another script", "one typing error")
TWO_CHANGES = ("another script, one typing error", "another spelling, one typing error", "two typing errors")
WHOLE_NAME = ("order swapped", "part missing", "every part spelled anew")


def observed(person: Person, kind: str, chance: random.Random) -> Observed:
    """The person with one kind of change, in one part taken at random or in the whole name."""
    recorded = [part.recorded for part in person.parts]
    if kind in WHOLE_NAME:
        return Observed(kind=kind, parts=tuple(_whole(person, kind, chance)), born_on=person.born_on)
    place = chance.randrange(len(recorded))
    recorded[place] = _changed(person.parts[place], kind, chance)
    return Observed(kind=kind, parts=tuple(recorded), born_on=person.born_on, place=place)


def _whole(person: Person, kind: str, chance: random.Random) -> list[str]:
    recorded = [part.recorded for part in person.parts]
    if kind == "order swapped":
        return recorded[-1:] + recorded[:-1]
    if kind == "part missing":
        if len(recorded) > 1:
            del recorded[chance.randrange(len(recorded))]
        return recorded
    return [chance.choice(part.spellings) for part in person.parts]


def _changed(part: Part, kind: str, chance: random.Random) -> str:
    another = chance.choice(part.spellings[1:] or part.spellings)
    if kind == "another spelling":
        return another
    if kind == "another script":
        return part.home
    if kind == "another script, one typing error":
        return mistyped(part.home, chance, alphabet=part.home)
    if kind == "another spelling, one typing error":
        return mistyped(another, chance)
    if kind == "one typing error":
        return mistyped(part.recorded, chance)
    return mistyped(mistyped(part.recorded, chance), chance)


def mistyped(word: str, chance: random.Random, *, alphabet: str = "") -> str:
    """One letter dropped, doubled, replaced by a neighbour on the keyboard, or changed with the next one."""
    place = chance.randrange(len(word)) if len(word) < 3 else chance.randrange(1, len(word))
    letter, before, after = word[place], word[:place], word[place + 1 :]
    match chance.choice(("dropped", "doubled", "replaced", "changed", "added")):
        case "dropped" if len(word) > 2:
            return before + after
        case "doubled":
            return before + letter * 2 + after
        case "replaced":
            return before + _neighbour(letter, chance, alphabet) + after
        case "added":
            return before + letter + _neighbour(letter, chance, alphabet) + after
        case _:
            return before[:-1] + letter + before[-1:] + after if place else word[::-1]


def _neighbour(letter: str, chance: random.Random, alphabet: str) -> str:
    for row in KEYBOARD:
        if (place := row.find(letter.lower())) >= 0:
            return (
                row[max(0, place - 1)]
                if chance.random() < 0.5 and place
                else row[min(place + 1, len(row) - 1)]
            )
    return chance.choice(alphabet or KEYBOARD[1])


def has_another_script(person: Person) -> bool:
    """Whether the names are written in other letters at home."""
    return not all(part.home.isascii() or part.home == part.recorded for part in person.parts)


def wrong_day(day: date, chance: random.Random) -> date:
    """A date of birth as it is often wrong: day and month changed over, one digit, or only the year kept."""
    match chance.choice(("swapped", "digit", "year only")):
        case "swapped" if day.day <= 12:
            return date(day.year, day.day, day.month)
        case "digit":
            return date(day.year - day.year % 10 + chance.randrange(10), day.month, min(day.day, 28))
        case _:
            return date(day.year, 1, 1)
