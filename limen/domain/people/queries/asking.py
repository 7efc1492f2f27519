"""What somebody asks about people: words of a name, numbers, a day of birth; in one line or in a form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from limen.domain.people import rules
from limen.foundation.refusals import refuse_if
from limen.likeness.calendars import Calendar
from limen.likeness.comparing.numbers import folded_number
from limen.likeness.days import Precision, UncertainDay
from limen.likeness.reading_days import INSIDE, in_our_digits, read_day
from limen.likeness.refusing import Impossible
from limen.likeness.spelling import pieces_of

LONGEST = 200  # characters of a question; what is longer is cut
MOST_NUMBERS = 24  # ways to read what was typed in groups
MOST_GROUPS = 4
SHORT = 3  # letters of a group that may belong to a number
_SEPARATORS = re.compile(r"[\s,;،؛]+")
# Nobody whom one looks for was born outside: the year is one of another calendar, or none.
_OLD_YEAR, _FAR_YEAR = 1700, 2200


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question about people. `numbers` are as typed: of documents or references of cases. `other_days` are
    what the same numbers mean in other calendars, `other_names` the same name in other letters."""

    name: str = ""
    numbers: tuple[str, ...] = ()
    day: UncertainDay | None = None
    other_days: tuple[UncertainDay, ...] = ()
    other_names: tuple[str, ...] = ()
    issuing_state: str = ""

    @property
    def days(self) -> tuple[UncertainDay, ...]:
        """Every day that may be meant."""
        return (self.day, *self.other_days) if self.day else self.other_days

    @property
    def all_names(self) -> tuple[str, ...]:
        """The name in all the letters in which it was given."""
        return tuple(one for one in (self.name, *self.other_names) if one)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it looks for, without saying for whom: for the reading log."""
        given = (("name", self.all_names), ("number", self.numbers), ("birth", self.days))
        return tuple(kind for kind, values in given if values)


def asked(text: str) -> Asked:
    """Take a line apart. Raises `Refused` when it would list people instead of looking for somebody."""
    rest, vague = _without_vague_years(text[:LONGEST])
    words: list[str] = []
    groups: list[str] = []
    days = vague
    for piece in _SEPARATORS.split(rest.strip()):
        if found := days_typed(piece):
            days = found
            groups.append("")
            continue
        if piece:
            groups.append(piece)
            if not (_has_digit(piece) and folded_number(piece)):
                words.append(piece)
    numbers = tuple(dict.fromkeys(_numbers(groups)))[:MOST_NUMBERS]
    if numbers:
        words = [word for word in words if len(word) > 1]  # a letter beside a number belongs to it
    return checked(
        Asked(name=" ".join(words), numbers=numbers, day=next(iter(days), None), other_days=days[1:])
    )


def checked(one: Asked) -> Asked:
    """The question, when it looks for somebody. Raises `Refused` for a trawl."""
    refuse_if(
        rules.obstacles_to_searching(
            letters=max((sum(map(len, pieces_of(name))) for name in one.all_names), default=0),
            numbers=len(one.numbers),
            has_day=any(day.precision is Precision.EXACT for day in one.days),
        )
    )
    return one


def numbers_typed(text: str) -> tuple[str, ...]:
    """A number from a field of its own, whatever it is written with."""
    whole = "".join(_SEPARATORS.split(text[:LONGEST].strip()))
    return (whole,) if folded_number(whole) else ()


def days_typed(text: str, *, calendar: Calendar | None = None) -> tuple[UncertainDay, ...]:
    """The days that may be meant; none when it is no day. A year long ago is one of another calendar; two of
    them count like that today, and nobody can tell which from the numbers."""
    if calendar is not None:
        return _read(text, calendar)
    found = _read(text, Calendar.GREGORIAN)
    if any(map(_is_of_our_time, found)):
        return found
    others = (day for other in (Calendar.JALALI, Calendar.HIJRI) for day in _read(text, other))
    return tuple(filter(_is_of_our_time, others))


def _is_of_our_time(day: UncertainDay) -> bool:
    return day.latest is not None and _OLD_YEAR <= day.latest.year < _FAR_YEAR


def _read(text: str, calendar: Calendar) -> tuple[UncertainDay, ...]:
    try:
        return (read_day(text, calendar=calendar),)
    except Impossible:
        return ()


def _without_vague_years(text: str) -> tuple[str, tuple[UncertainDay, ...]]:
    """A line without “about 1990” and “1988–1992”, and what they mean."""
    plain = in_our_digits(text)
    found = INSIDE.search(plain)
    if found is None:
        return text, ()
    return plain[: found.start()] + " " + plain[found.end() :], days_typed(found.group())


def _numbers(groups: list[str]) -> Iterator[str]:
    """Every number that may have been typed, alone and in groups: “L 898 902C” is one, in three."""
    for size in range(1, MOST_GROUPS + 1):
        for start in range(len(groups) - size + 1):
            some = groups[start : start + size]
            if any(map(_has_digit, some)) and all(map(_belongs, some)):
                joined = "".join(some)
                if folded_number(joined):
                    yield joined


def _belongs(group: str) -> bool:
    return _has_digit(group) or (0 < len(group) <= SHORT and group.isascii())


def _has_digit(piece: str) -> bool:
    return any(character.isdigit() for character in piece)
