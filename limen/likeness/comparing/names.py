"""Two names: which words belong together, which are missing, and whether they stand in another order.

Symmetric and deterministic: the names are put in one order first, and the answer is turned round afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from limen.likeness.comparing.verdicts import Code, Comparison, Level, Reason
from limen.likeness.comparing.words import BY_A_STRETCH, STRENGTH, is_joined, likeness
from limen.likeness.spelling import Token, tokens_of

MOST_WORDS = 12  # of a longer name only the first are compared


class _Pairing(NamedTuple):
    """Words of the first name and words of the second that can be one name; the plainest sorts first."""

    strength: int
    apart: int
    first: tuple[int, ...]
    second: tuple[int, ...]


def compare_names(first: str, second: str) -> Comparison:
    """How alike two whole names are, in any scripts and any order of their words."""
    one, other = tokens_of(first)[:MOST_WORDS], tokens_of(second)[:MOST_WORDS]
    if not one or not other:
        return Comparison(level=Level.UNKNOWN, reasons=())
    if _spelled(one) > _spelled(other):
        return _compare(other, one).mirrored()
    return _compare(one, other)


def _spelled(tokens: tuple[Token, ...]) -> list[tuple[str, str]]:
    return [(token.folded, token.written) for token in tokens]


def _compare(first: tuple[Token, ...], second: tuple[Token, ...]) -> Comparison:
    pairings = _chosen(first, second)
    reasons = [_reason(one, first, second) for one in pairings]
    if _is_swapped(pairings):
        reasons.append(Reason(code=Code.ORDER_SWAPPED))
    left = [_left(first, [one.first for one in pairings]), _left(second, [one.second for one in pairings])]
    reasons += _unpaired(*left)
    return Comparison(level=_level(reasons), reasons=tuple(reasons))


def _chosen(first: tuple[Token, ...], second: tuple[Token, ...]) -> list[_Pairing]:
    """The plainest pairings that do not use a word twice, in the order of the first name."""
    taken_first: set[int] = set()
    taken_second: set[int] = set()
    chosen = []
    for pairing in sorted(_possible(first, second)):
        if taken_first.isdisjoint(pairing.first) and taken_second.isdisjoint(pairing.second):
            taken_first.update(pairing.first)
            taken_second.update(pairing.second)
            chosen.append(pairing)
    return sorted(chosen, key=lambda one: one.first)


def _possible(first: tuple[Token, ...], second: tuple[Token, ...]) -> Iterator[_Pairing]:
    paired: set[int] = set()
    for place, one in enumerate(first):
        for other_place, other in enumerate(second):
            code = likeness(one, other)
            if code is not None:
                paired.add(place)
                yield _Pairing(STRENGTH.index(code), abs(place - other_place), (place,), (other_place,))
    if len(paired) < len(first) or len(first) != len(second):
        yield from _joined(first, second)


def _joined(first: tuple[Token, ...], second: tuple[Token, ...]) -> Iterator[_Pairing]:
    """Two neighbours on one side that are one word on the other."""
    strength = STRENGTH.index(Code.JOINED)
    for place in range(len(first) - 1):
        for other, whole in enumerate(second):
            if is_joined(first[place], first[place + 1], whole):
                yield _Pairing(strength, abs(place - other), (place, place + 1), (other,))
    for other in range(len(second) - 1):
        for place, whole in enumerate(first):
            if is_joined(second[other], second[other + 1], whole):
                yield _Pairing(strength, abs(place - other), (place,), (other, other + 1))


def _reason(pairing: _Pairing, first: tuple[Token, ...], second: tuple[Token, ...]) -> Reason:
    return Reason(
        code=STRENGTH[pairing.strength],
        first=" ".join(first[place].written for place in pairing.first),
        second=" ".join(second[place].written for place in pairing.second),
    )


def _is_swapped(pairings: list[_Pairing]) -> bool:
    places = [one.second for one in pairings]
    return places != sorted(places)


def _left(tokens: tuple[Token, ...], used: list[tuple[int, ...]]) -> list[str]:
    taken = {place for places in used for place in places}
    return [token.written for place, token in enumerate(tokens) if place not in taken]


def _unpaired(first: list[str], second: list[str]) -> Iterator[Reason]:
    """Words without a counterpart: two that contradict each other, or one that only one side knows."""
    both = min(len(first), len(second))
    for one, other in zip(first[:both], second[:both], strict=True):
        yield Reason(code=Code.PART_DIFFERS, first=one, second=other)
    for one in first[both:]:
        yield Reason(code=Code.PART_MISSING, first=one)
    for other in second[both:]:
        yield Reason(code=Code.PART_MISSING, second=other)


def _level(reasons: list[Reason]) -> Level:
    codes = {one.code for one in reasons}
    if codes <= {Code.PART_DIFFERS, Code.PART_MISSING}:
        return Level.DIFFERENT
    if Code.PART_DIFFERS in codes:
        return Level.DISTANT
    if Code.PART_MISSING in codes:
        return Level.PARTLY
    if codes & BY_A_STRETCH:
        return Level.NEAR
    return Level.SAME if codes <= {Code.SAME, Code.ORDER_SWAPPED} else Level.ALIKE
