"""What my day asks of each noun: what is on today, and what was left half done.

A noun registers a source when its pages are loaded; my day keeps no copy. A source asks a fixed number of
questions however much it finds, and filters by who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.web.components.shapes import Text
from limen.web.requests import Request


@dataclass(frozen=True, kw_only=True)
class Span:
    """A day where the person sits: its date, its first instant, and the first one after it."""

    on: date
    begins: datetime
    ends: datetime


@dataclass(frozen=True, kw_only=True)
class OnToday:
    """Something that happens today. `under` is everything else that one needs on the way there."""

    at: datetime
    what: Text
    url: str
    case_id: UUID
    reference: str
    called: str
    under: tuple[Text, ...] = ()
    state: Text = ""


@dataclass(frozen=True, kw_only=True)
class LeftHalfDone:
    """Something begun and not finished, and where to go on with it."""

    saved_at: datetime
    what: Text
    url: str
    says: str = ""
    case_id: UUID | None = None
    reference: str = ""


TodaySource = Callable[[Request, Span], Sequence[OnToday]]
LeftSource = Callable[[Request], Sequence[LeftHalfDone]]

_TODAY: dict[str, TodaySource] = {}
_LEFT: dict[str, LeftSource] = {}


def on_today(noun: str, source: TodaySource) -> None:
    """From now on my day asks this noun what is on."""
    _TODAY[noun] = source


def left_half_done(noun: str, source: LeftSource) -> None:
    """From now on my day asks this noun what was left unfinished."""
    _LEFT[noun] = source


def what_is_on(request: Request, span: Span) -> list[OnToday]:
    """What every noun has today, by its time."""
    found = [one for source in _TODAY.values() for one in source(request, span)]
    return sorted(found, key=lambda one: one.at)


def what_was_left(request: Request) -> list[LeftHalfDone]:
    """What was left unfinished, the latest first."""
    found = [one for source in _LEFT.values() for one in source(request)]
    return sorted(found, key=lambda one: one.saved_at, reverse=True)
