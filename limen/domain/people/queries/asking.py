"""What somebody typed into the search box: words of a name, numbers, a day of birth."""

from __future__ import annotations

import re
from dataclasses import dataclass

from limen.domain.people import rules
from limen.foundation.refusals import refuse_if
from limen.likeness.comparing.numbers import folded_number
from limen.likeness.days import Precision, UncertainDay
from limen.likeness.reading_days import read_day
from limen.likeness.refusing import Impossible
from limen.likeness.spelling import pieces_of

LONGEST = 200  # characters of a question; what is longer is cut
_SEPARATORS = re.compile(r"[\s,;،؛]+")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question about people. `numbers` are as typed: of documents or references of cases."""

    name: str
    numbers: tuple[str, ...]
    day: UncertainDay | None


def asked(text: str) -> Asked:
    """Take a line apart. Raises `Refused` when it would list people instead of looking for somebody."""
    words, numbers, day = [], [], None
    for piece in _SEPARATORS.split(text[:LONGEST].strip()):
        if found := _day(piece):
            day = found
        elif any(character.isdigit() for character in piece) and folded_number(piece):
            numbers.append(piece)
        elif piece:
            words.append(piece)
    if len(numbers) > 1:
        numbers.append("".join(numbers))  # a number typed in groups
    name = " ".join(words)
    refuse_if(
        rules.obstacles_to_searching(
            letters=sum(map(len, pieces_of(name))),
            numbers=len(numbers),
            has_day=day is not None and day.precision is Precision.EXACT,
        )
    )
    return Asked(name=name, numbers=tuple(numbers), day=day)


def _day(piece: str) -> UncertainDay | None:
    """A day, a month or a year; four digits alone are rather a year than a number."""
    try:
        return read_day(piece)
    except Impossible:
        return None
