"""The one way to change anything.

A command takes facts, changes rows, and returns what happened. The decorator opens the transaction, tells the
database who acts, checks authority at the outermost door, and writes the journal line before it gives back.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar, cast
from uuid import UUID

from django.db import connection

from limen.foundation.actors import Actor
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.journal import writing
from limen.foundation.refusals import Forbidden
from limen.foundation.rows import acting_as

P = ParamSpec("P")
E = TypeVar("E", bound=Event)
E_co = TypeVar("E_co", bound=Event, covariant=True)


class Command(Protocol[P, E_co]):
    """A decorated act: callable as written, and it knows its own name."""

    permission: str
    inner: bool
    __name__: str
    __module__: str
    __doc__: str | None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> E_co: ...


REGISTERED: dict[str, Command[..., Event]] = {}

_current_act: ContextVar[UUID | None] = ContextVar("current_act", default=None)


def command(permission: str, *, inner: bool = False) -> Callable[[Callable[P, E]], Command[P, E]]:
    """Make a function the act named `permission`; with `inner`, one that only other acts may perform."""

    def decorate(body: Callable[P, E]) -> Command[P, E]:
        _must_say_who_and_when(body)

        @wraps(body)
        def perform(*args: P.args, **kwargs: P.kwargs) -> E:
            by, at = cast(Actor, kwargs["by"]), cast(datetime, kwargs["at"])
            if at.tzinfo is None:
                raise ValueError(f"{permission}: `at` is an instant and must know its time zone")
            outer = _current_act.get()
            if outer is not None:
                return _write_down(body(*args, **kwargs), by=by, at=at, act_id=outer)
            if inner:
                raise Forbidden(permission)
            by.require(permission)
            act_id = new_id()
            token = _current_act.set(act_id)
            try:
                with acting_as(by):
                    _open_act(act_id)
                    event = _write_down(body(*args, **kwargs), by=by, at=at, act_id=act_id)
                    _close_act()
                    return event
            finally:
                _current_act.reset(token)

        done = cast(Command[P, E], perform)
        done.permission, done.inner = permission, inner
        REGISTERED[permission] = done
        return done

    return decorate


def write_down_each(events: Sequence[Event], *, by: Actor, at: datetime) -> None:
    """What an act did many times over at once: each is a line of its own, as if an inner command had returned
    it. For the bulk forms of inner commands; raises `Forbidden` outside an act."""
    act_id = _current_act.get()
    if act_id is None:
        raise Forbidden(", ".join(sorted({event.kind for event in events})))
    writing.append_each(events, by=by, at=at, act_id=act_id)


def _must_say_who_and_when(body: Callable[..., Any]) -> None:
    parameters = inspect.signature(body).parameters
    for name in ("by", "at"):
        if name not in parameters or parameters[name].kind is not inspect.Parameter.KEYWORD_ONLY:
            raise TypeError(f"command {body.__qualname__} needs keyword-only `{name}`")


def _write_down(event: E, *, by: Actor, at: datetime, act_id: UUID) -> E:
    if not isinstance(event, Event):
        raise TypeError(f"a command must return what happened, not {type(event).__name__}")
    writing.append(event, by=by, at=at, act_id=act_id)
    return event


def _open_act(act_id: UUID) -> None:
    """Let the tables be written to: outside an act their triggers refuse (journal.within_an_act)."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('limen.act', %s, true)", [str(act_id)])


def _close_act() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('limen.act', '', true)")
