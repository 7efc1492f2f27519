"""Two numbers of documents: the same, or mistaken for each other by an eye, a hand or a camera."""

from __future__ import annotations

import unicodedata

from rapidfuzz.distance import OSA

from limen.likeness.comparing.verdicts import Code, Comparison, Level, Reason

# What a camera or a tired eye takes for the same: each group becomes its first character.
_LOOK_ALIKE = str.maketrans(
    {"O": "0", "Q": "0", "D": "0", "I": "1", "L": "1", "Z": "2", "S": "5", "G": "6", "B": "8"}
)
_LONG_ENOUGH = 5  # characters: in a shorter number one that differs means nothing


def folded_number(given: str) -> str:
    """A number without blanks and signs, in capitals, in the digits 0 to 9: what to index and to compare."""
    characters = unicodedata.normalize("NFKC", given).upper()
    return "".join(_character(one) for one in characters if one.isalnum())


def look_alike(given: str) -> str:
    """The same with letters and digits that look alike as one: a second key for an index."""
    return folded_number(given).translate(_LOOK_ALIKE)


def compare_numbers(first: str, second: str) -> Comparison:
    """How alike two numbers are. Who issued them is for the caller to compare."""
    one, other = folded_number(first), folded_number(second)
    code, level = _verdict(one, other)
    return Comparison(level=level, reasons=(Reason(code=code, first=first, second=second),))


def _verdict(one: str, other: str) -> tuple[Code, Level]:
    if not one or not other:
        return Code.NUMBER_MISSING, Level.UNKNOWN
    if one == other:
        return Code.SAME_NUMBER, Level.SAME
    if one.translate(_LOOK_ALIKE) == other.translate(_LOOK_ALIKE):
        return Code.LOOKS_THE_SAME, Level.ALIKE
    if min(len(one), len(other)) >= _LONG_ENOUGH and OSA.distance(one, other, score_cutoff=1) == 1:
        swapped = len(one) == len(other) and sorted(one) == sorted(other)
        return (Code.CHARACTERS_SWAPPED if swapped else Code.ONE_CHARACTER), Level.NEAR
    return Code.NUMBERS_DIFFER, Level.DIFFERENT


def _character(one: str) -> str:
    digit = unicodedata.digit(one, None)
    return one if digit is None else str(digit)
