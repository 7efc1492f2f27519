"""Whole statements that Django writes once for all who are alike, and that the database plans once.

`written` does this for a wall inside a question. A list that people open all day asks the same few
statements over and over, and most of its time goes into writing and planning them. Here the whole statement
is kept, with stand-ins where it names who asks, when, and what was asked for. What changes the text (a filter
that is there or not, an order, a number of ids) is part of what it is kept by; what is only a value is put in
each time.

As there, a value that cannot be told apart from the rest is refused when the statement is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from limen.foundation.actors import Actor
from limen.foundation.prepared import rows_of
from limen.foundation.written import NOW, Unwritable, shape_of, stand_ins_of

Given = TypeVar("Given")
Build = Callable[[Actor, datetime, Given], QuerySet[Any, Any]]
Statement = tuple[str, tuple[Any, ...]]

_FIRST_ID, _FIRST_WORD = 0x57A7 << 64, 0xE000
SIZES = (1, 8, 64, 512)


def asked(build: Build[Given], given: Given, *, by: Actor, at: datetime = NOW) -> list[tuple[Any, ...]]:
    """The rows of `build(by, at, given)`, a query of values. `build` is a function of a module; `given` a
    dataclass or a tuple of values that can be hashed. A build that does not look at the moment needs none.
    Raises `Unwritable`."""
    text, values = _written(build, given, by, at)
    return rows_of(text, values) if text else []


def counted(build: Build[Given], given: Given, *, by: Actor, at: datetime = NOW) -> int:
    """How many rows there are."""
    text, values = _written(build, given, by, at)
    return int(rows_of(f"select count(*) from ({text}) found", values)[0][0]) if text else 0  # noqa: S608


def _written(build: Build[Given], given: Given, by: Actor, at: datetime) -> tuple[str, list[Any]]:
    theirs: dict[Any, Any] = {}
    kept = _statement(build, _shaped(given, theirs, count()), shape_of(by))
    if kept is None:
        return "", []
    text, values = kept
    theirs |= stand_ins_of(by, at)
    return text, [_filled(value, theirs) for value in values]


def padded(ids: Iterable[UUID]) -> tuple[UUID, ...]:
    """The ids with one of them repeated, so that few different numbers of them are ever asked for."""
    found = tuple(dict.fromkeys(ids))
    size = next((size for size in SIZES if size >= len(found)), len(found))
    return found + found[:1] * (size - len(found)) if found else ()


def _shaped(given: Any, theirs: dict[Any, Any], number: Iterator[int]) -> Any:
    """The same with stand-ins for its ids, days, instants and words; `theirs` learns whose each is."""
    if isinstance(given, tuple):
        return tuple(_shaped(one, theirs, number) for one in given)
    if is_dataclass(given) and not isinstance(given, type):
        inner = {field.name: _shaped(getattr(given, field.name), theirs, number) for field in fields(given)}
        return replace(given, **inner)
    stand_in = _stand_in(given, number)
    if stand_in is not None:
        theirs[stand_in] = given
        return stand_in
    return given


def _stand_in(given: Any, number: Iterator[int]) -> Any:
    """Days and instants are of years in which nothing happened, words of letters that nobody writes. A name
    of an enumeration is no word, and an empty one says that nothing was asked."""
    if isinstance(given, UUID):
        return UUID(int=_FIRST_ID + next(number))
    if isinstance(given, datetime):
        return datetime(2, 1, 1, 0, 0, 0, next(number) + 1, tzinfo=UTC)
    if isinstance(given, date):
        return date.fromordinal(date(3, 1, 1).toordinal() + next(number))
    if type(given) is str and given:
        return chr(_FIRST_WORD + next(number)) * 3
    return None


@lru_cache(maxsize=1024)
def _statement(build: Build[Any], given: Any, by: Actor) -> Statement | None:
    """The text and its values, stand-ins among them; None when nothing can be found by it."""
    try:
        text, values = build(by, NOW, given).query.get_compiler("default").as_sql()
    except EmptyResultSet:
        return None
    learnt: dict[Any, Any] = dict.fromkeys(_stand_ins_in(given))
    known = learnt.keys() | stand_ins_of(by, NOW).keys()
    for value in _flat(values):
        _refuse(value, known)
    for one in learnt:
        if str(one) in text or str(one).replace("-", "") in text:
            raise Unwritable("a statement with a value in its text")
    return text, tuple(values)


def _refuse(value: Any, known: Iterable[Any]) -> None:
    is_value = isinstance(value, UUID | date) or (type(value) is str and _is_private(value))
    if isinstance(value, bytes) or (is_value and value not in set(known)):
        raise Unwritable(f"a statement with a value of its own: {value!r}")
    if isinstance(value, str) and any(str(one) in value and one != value for one in known if str(one)):
        raise Unwritable(f"a statement that hides a value: {value!r}")


def _is_private(value: str) -> bool:
    return any("\ue000" <= letter <= "\uf8ff" for letter in value)


def _stand_ins_in(given: Any) -> Iterator[Any]:
    if isinstance(given, tuple):
        for one in given:
            yield from _stand_ins_in(one)
    elif is_dataclass(given) and not isinstance(given, type):
        for field in fields(given):
            yield from _stand_ins_in(getattr(given, field.name))
    elif isinstance(given, UUID | date) or (type(given) is str and given):
        yield given


def _flat(values: Sequence[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list | tuple):
            yield from _flat(value)
        else:
            yield value


def _filled(value: Any, theirs: dict[Any, Any]) -> Any:
    if isinstance(value, list | tuple):
        return [_filled(one, theirs) for one in value]
    return theirs.get(value, value) if isinstance(value, UUID | date | str) else value
