"""Check digits, and what a camera misread where a check digit proves it.

A check digit weighs characters by 7, 3 and 1 and keeps the last digit of the sum. So it cannot tell K from
the filler <, G from 6, or L from 1: such a misreading is never proven, and never proposed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from limen.likeness.mrz.layouts import Field, Plan, Span

FILLER = "<"
_WEIGHTS = (7, 3, 1)
_DIGITS = str.maketrans("OQDIZSB", "0001258")
_MISREAD = {"O": "0", "Q": "0", "D": "0", "I": "1", "Z": "2", "S": "5", "B": "8"}
_CONFUSED = _MISREAD | {"0": "O", "1": "I", "2": "Z", "5": "S", "8": "B"}
MOST_CHANGED = 2
_DIGITS_ONLY = frozenset({Field.BORN, Field.EXPIRES})


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """A misreading that a check digit proves: what was read in a field, and what must have stood there."""

    field: Field
    read: str
    proposed: str


def check_digit(text: str) -> str:
    """The digit that proves the text. Characters other than A to Z, 0 to 9 and < count as fillers."""
    return str(sum(_value(one) * _WEIGHTS[place % 3] for place, one in enumerate(text)) % 10)


def _value(character: str) -> int:
    if "0" <= character <= "9":
        return ord(character) - ord("0")
    return ord(character) - ord("A") + 10 if "A" <= character <= "Z" else 0


def taken(lines: tuple[str, ...], span: Span) -> str:
    """The characters of a span."""
    return lines[span.line][span.start : span.end]


def proven(lines: tuple[str, ...], plan: Plan, field: Field) -> bool:
    """Whether the check digit of a field is right. An empty field may have < for its digit."""
    digit = taken(lines, plan.checks[field])
    if field is Field.WHOLE:
        return check_digit("".join(taken(lines, span) for span in plan.whole)) == digit
    if field is Field.NUMBER and digit == FILLER:
        return _long_number_is_proven(lines, plan)
    text = taken(lines, plan.spans[field])
    is_empty = field is Field.OPTIONAL and not text.strip(FILLER)
    return check_digit(text) == digit or (is_empty and digit == FILLER)


def long_number(lines: tuple[str, ...], plan: Plan) -> tuple[str, str]:
    """A number that is too long for its place goes on in the optional field of a card: it, and its digit."""
    rest = taken(lines, plan.spans[Field.OPTIONAL]).split(FILLER)[0]
    return taken(lines, plan.spans[Field.NUMBER]) + rest[:-1], rest[-1:]


def _long_number_is_proven(lines: tuple[str, ...], plan: Plan) -> bool:
    number, digit = long_number(lines, plan)
    return bool(digit) and check_digit(number) == digit


def corrections(lines: tuple[str, ...], plan: Plan) -> tuple[Correction, ...]:
    """For each field whose digit is wrong: the one reading that its digit proves, if there is exactly one."""
    found = []
    for field in plan.checks:
        if field is Field.WHOLE or proven(lines, plan, field):
            continue
        read = taken(lines, plan.spans[field]) + taken(lines, plan.checks[field])
        candidates = set(_candidates(read, digits_only=field in _DIGITS_ONLY))
        if len(candidates) == 1:
            found.append(Correction(field=field, read=read, proposed=candidates.pop()))
    return tuple(found)


def corrected(lines: tuple[str, ...], plan: Plan, proposals: tuple[Correction, ...]) -> tuple[str, ...]:
    """The lines with what is proposed."""
    changed = list(lines)
    for one in proposals:
        for span, text in (
            (plan.spans[one.field], one.proposed[:-1]),
            (plan.checks[one.field], one.proposed[-1]),
        ):
            line = changed[span.line]
            changed[span.line] = line[: span.start] + text + line[span.end :]
    return tuple(changed)


def _candidates(read: str, *, digits_only: bool) -> Iterator[str]:
    """Field and digit together with as few characters changed as make the digit right."""
    if digits_only:
        plain = read.translate(_DIGITS)
        if plain != read and _holds(plain):
            yield plain
        return
    read = read[:-1] + read[-1].translate(_DIGITS)
    if _holds(read):
        yield read
        return
    places = [place for place, one in enumerate(read[:-1]) if one in _CONFUSED]
    for number in range(1, MOST_CHANGED + 1):
        tried = [_changed(read, chosen) for chosen in combinations(places, number)]
        if found := [one for one in tried if _holds(one)]:
            yield from found
            return


def _changed(read: str, places: tuple[int, ...]) -> str:
    return "".join(_CONFUSED[one] if place in places else one for place, one in enumerate(read))


def _holds(text: str) -> bool:
    return check_digit(text[:-1]) == text[-1]
