"""A record in the columns that are compared at night: names as they sound, days as far as they are known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from limen.likeness.comparing.numbers import folded_number
from limen.likeness.keys import token_keys
from limen.likeness.sounds import readings, skeleton
from limen.likeness.spelling import Token, tokens_of
from limen.linkage.records import Record

SHORTEST_NUMBER = 5  # characters: a shorter one tells nobody apart
_NAMESAKE = "@"


def compared(
    *,
    key: str,
    house: str,
    name: str,
    also: Iterable[str] = (),
    born_from: date | None = None,
    born_until: date | None = None,
    is_exact: bool = False,
    sex: str | None = None,
    numbers: Iterable[tuple[str, str]] = (),
    place: str | None = None,
) -> Record:
    """The columns of one record. `numbers` are of documents, with the state that issued each."""
    tokens = tokens_of(name)
    return Record(
        key=key,
        house=house,
        words=tuple(token.folded for token in tokens),
        heard=tuple(_heard(token) for token in tokens),
        also_heard=tuple({_heard(token) for one in also for token in tokens_of(one)} | _joined(tokens)),
        born=born_from.isoformat() if is_exact and born_from else None,
        born_from=born_from.isoformat() if born_from else None,
        born_until=born_until.isoformat() if born_until else None,
        sex=sex,
        numbers=tuple(
            f"{state}{folded}"
            for state, number in numbers
            if len(folded := folded_number(number)) >= SHORTEST_NUMBER
        ),
        place=place,
    )


def _heard(token: Token) -> str:
    """How a word sounds, one way: the same for all the spellings of a name that has several."""
    known = sorted(one for one in token_keys(token).sounds if one.startswith(_NAMESAKE))
    return known[0] if known else skeleton(readings(token.forms[0])[0]) or token.folded


def _joined(tokens: tuple[Token, ...]) -> set[str]:
    """Neighbours as one word: others may have written them together."""
    return {skeleton(readings(one.forms[0] + other.forms[0])[0]) for one, other in pairwise(tokens)}
