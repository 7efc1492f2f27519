"""Conditions that Django writes once for all who are alike, and then only fills in.

A wall is asked with every question, often several times, and Django takes longer to build and write it than
the database to answer. What it says depends on who asks only by values: their id, their units, the moment.
So it is written once for everybody of one shape (the same permissions, clearances and reaches), with
stand-ins in the place of the values; later only the values are put in. The text is Django's own, not ours.

A value that cannot be told apart from the rest of the text is refused when the condition is written: a wall
never stands with somebody else's values in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db import connection
from django.db.models import BooleanField, Expression, F, Model, Q

from limen.foundation.actors import Actor

Build = Callable[[Actor, datetime], Q]

_ME, _HOUSE = UUID(int=0xA11CE), UUID(int=0x40B5E)
NOW = datetime(1, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
_FIRST_UNIT = 0x0417 << 64
_ALIAS = re.compile(r'(?<![\w"$])([A-Z]+\d+)(?=[\s.),]|$)')
_serial = count(1)


class Unwritable(TypeError):
    """A condition that cannot be written once for all: it joins tables, or hides a value in its text."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A condition as text: what stands between the columns of the row asked about, which columns these are,
    and its values, where a stand-in says which value of the asker goes there."""

    between: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[Any, ...]


class _Condition(Expression):
    """The text over the columns of whatever row it is asked of."""

    conditional = True

    def __init__(self, between: Sequence[str], columns: Sequence[Any], values: Sequence[Any]) -> None:
        super().__init__(output_field=BooleanField())
        self.between, self.values = tuple(between), tuple(values)
        self.columns = [F(one) if isinstance(one, str) else one for one in columns]

    def get_source_expressions(self) -> list[Any]:
        return self.columns

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        self.columns = list(exprs)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        said = [self.between[0]]
        for column, after in zip(self.columns, self.between[1:], strict=True):
            said += (compiler.compile(column)[0], after)
        return f"({''.join(said)})", self.values


def written(model: type[Model], build: Build, *, by: Actor, at: datetime) -> Q:
    """What `build(by, at)` says of rows of `model`. `build` is a function of a module, or a `partial` of one
    with values that can be hashed: it is called once for each shape. Raises `Unwritable`."""
    text = _text(model, build, shape_of(by))
    if isinstance(text, Q):
        return text
    theirs = stand_ins_of(by, at)
    values = [
        theirs.get(value, value) if isinstance(value, UUID | datetime) else value for value in text.values
    ]
    return Q(_Condition(text.between, text.columns, values))


def shape_of(by: Actor) -> Actor:
    """Everybody who is alike: stand-ins in the place of who it is, and of which units."""
    return replace(
        by,
        id=_ME,
        organisation_id=_HOUSE,
        name="",
        ticket="",
        units=tuple((UUID(int=_FIRST_UNIT + place), reach) for place, (_, reach) in enumerate(by.units)),
    )


def stand_ins_of(by: Actor, at: datetime) -> dict[Any, Any]:
    """For whom and what the stand-ins stand this time."""
    theirs: dict[Any, Any] = {_ME: by.id, _HOUSE: by.organisation_id, NOW: at}
    return theirs | {UUID(int=_FIRST_UNIT + place): unit for place, (unit, _) in enumerate(by.units)}


@lru_cache(maxsize=1024)
def _text(model: type[Model], build: Build, shape: Actor) -> _Text | Q:
    query = model._base_manager.filter(build(shape, NOW)).query
    table = query.get_initial_alias()
    try:
        said, values = query.where.as_sql(query.get_compiler("default"), connection)
    except EmptyResultSet:
        return Q(pk__in=[])
    except FullResultSet:
        return Q()
    joined = {alias for alias, used in query.alias_refcount.items() if used} - {table}
    if joined:
        raise Unwritable(f"a condition on {table} that joins {joined}")
    _refuse_strangers(shape, values)
    # Inner names become this text's own, so that it means the same wherever it is put.
    said = _ALIAS.sub(rf"w{next(_serial)}_\1", said)
    parts = re.split(rf'"{re.escape(table)}"\."(\w+)"', said)
    if f'"{table}"' in "".join(parts[::2]).replace(f'FROM "{table}"', ""):
        raise Unwritable(f"a condition that names {table} in a way that is not understood")
    fields = {field.column: field.attname for field in model._meta.concrete_fields}
    return _Text(
        between=tuple(parts[::2]), columns=tuple(fields[one] for one in parts[1::2]), values=tuple(values)
    )


def _refuse_strangers(shape: Actor, values: Sequence[Any]) -> None:
    """Every id and every moment is a stand-in, and no stand-in is hidden inside another value."""
    known: set[UUID | datetime] = {_ME, _HOUSE, NOW, *(unit for unit, _ in shape.units)}
    for value in _flat(values):
        is_known = value in known if isinstance(value, UUID | datetime) else not isinstance(value, bytes)
        if not is_known or (isinstance(value, str) and any(_in(one, value) for one in known)):
            raise Unwritable(f"a condition with a value of its own: {value!r}")


def _in(stand_in: UUID | datetime, value: str) -> bool:
    if isinstance(stand_in, UUID):
        return str(stand_in) in value or stand_in.hex in value
    return stand_in.isoformat()[:19] in value or str(stand_in)[:19] in value


def _flat(values: Sequence[Any]) -> Iterator[Any]:
    for value in values:
        if isinstance(value, list | tuple | set | frozenset):
            raise Unwritable(f"a condition with a list in one value: {value!r}")
        yield value
