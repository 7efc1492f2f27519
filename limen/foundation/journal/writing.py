"""Writes lines of the journal: what happened, split into plain facts and personal ones."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection

from limen.foundation.actors import Actor
from limen.foundation.events import CaseEvent, Event, PersonEvent

_relay: Callable[[int, str], None] | None = None
# Columns of the line itself, not facts: which act it was; of a case event which case and compartment; of a
# person's the person, whose chain it is.
_OF_EVERY_LINE = frozenset({"act_id"})
_OF_A_CASE_LINE = frozenset({"act_id", "case_id", "compartment"})
_OF_A_PERSON_LINE = frozenset({"act_id", "person_id"})
_APPEND = "select journal.append(%s, %s, %s, %s, %s, %s, %s, %s::jsonb)"
_APPEND_TO_PERSON = "select journal.append_to_person(%s, %s, %s, %s, %s, %s, %s::jsonb)"
_APPEND_EACH = "select journal.append_each(%s, %s, %s, %s::json)"


def append(event: Event, *, by: Actor, at: datetime, act_id: UUID) -> None:
    """Write one line, chained to the last of its stream. The database stamps who acts from the ticket.

    Raises `django.db.Error` when nobody is acting, or when case or person belong to another organisation.
    """
    facts, personal = split(event)
    where: tuple[Any, ...] = (None, "general")
    if isinstance(event, CaseEvent):
        where = (event.case_id, event.compartment)
    elif isinstance(event, PersonEvent):
        where = (event.person_id,)
    line = (act_id, event.kind, at, by.id, *where, canonical(facts), json.dumps(personal))
    with connection.cursor() as cursor:
        cursor.execute(_APPEND_TO_PERSON if isinstance(event, PersonEvent) else _APPEND, line)
        entry_id = int(cursor.fetchone()[0])
    _written(event, entry_id, act_id)


def append_each(events: Sequence[Event], *, by: Actor, at: datetime, act_id: UUID) -> None:
    """Write a line for each of them, in their order, each as `append` does. One query."""
    if not events:
        return
    # One value, however many lines: an array of texts takes longer to put together than to write.
    lines = json.dumps([_line(event) for event in events], ensure_ascii=False, allow_nan=False)
    with connection.cursor() as cursor:
        cursor.execute(_APPEND_EACH, [act_id, at, by.id, lines])
        entry_ids = cursor.fetchone()[0]
    for event, entry_id in zip(events, entry_ids, strict=True):
        _written(event, int(entry_id), act_id)


def _line(event: Event) -> dict[str, object]:
    facts, personal = split(event)
    return {
        "kind": event.kind,
        "the_case": str(event.case_id) if isinstance(event, CaseEvent) else None,
        "person": str(event.person_id) if isinstance(event, PersonEvent) else None,
        "compartment": event.compartment if isinstance(event, CaseEvent) else "general",
        "facts": canonical(facts),
        "personal": personal,
    }


def _written(event: Event, entry_id: int, act_id: UUID) -> None:
    follow_up(entry_id, event.kind)
    # The one write to a frozen event: it now knows which act it was part of.
    object.__setattr__(event, "act_id", act_id)


def follow_up(entry_id: int, kind: str) -> None:
    """Hand a line to the relay, in the transaction that wrote it. For lines that a function wrote."""
    if _relay is not None:
        _relay(entry_id, kind)


def relay_through(relay: Callable[[int, str], None]) -> None:
    """Name the function that enqueues what follows an entry, inside the act's transaction. Wired by the
    site."""
    global _relay  # noqa: PLW0603  (one house, one relay)
    _relay = relay


def split(event: Event) -> tuple[dict[str, object], list[dict[str, str]]]:
    """The facts for the line, personal ones replaced by sealed hashes, and the personal ones themselves."""
    facts: dict[str, object] = {}
    personal: list[dict[str, str]] = []
    columns = columns_of(type(event))
    for field in fields(event):
        if field.name in columns:
            continue
        value = _plain(getattr(event, field.name))
        if field.name in event.personal:
            salt, text = secrets.token_bytes(16), canonical(value)
            personal.append({"field": field.name, "value": text, "salt": salt.hex()})
            facts[field.name] = {"sealed": commitment(salt, text)}
        else:
            facts[field.name] = value
    return facts, personal


def columns_of(event: type[Event]) -> frozenset[str]:
    """The fields of an event that are columns of its line, and so no facts."""
    if issubclass(event, CaseEvent):
        return _OF_A_CASE_LINE
    return _OF_A_PERSON_LINE if issubclass(event, PersonEvent) else _OF_EVERY_LINE


def commitment(salt: bytes, value: str) -> str:
    """What the line keeps of a personal value: provable while it is kept, meaningless once it is erased."""
    return hashlib.sha256(salt + value.encode()).hexdigest()


def canonical(value: object) -> str:
    """One text for one value: sorted keys, no spaces, no escapes beyond what JSON demands."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _plain(value: object) -> object:
    match value:
        case Enum():
            return _plain(value.value)
        case None | bool() | int() | str():
            return value
        case datetime() | date():
            return value.isoformat()
        case UUID():
            return str(value)
        case tuple() | list():
            return [_plain(item) for item in value]
        case frozenset() | set():
            return sorted((_plain(item) for item in value), key=str)
    raise TypeError(f"an event cannot carry a {type(value).__name__}: {value!r}")
