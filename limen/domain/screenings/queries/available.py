"""Which questionnaires there are here: those that came with Limen, and what the house added."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from limen.instruments.definitions import Instrument
from limen.instruments.library import FollowUp, Instruments, instruments_in
from limen.law.lengths import Unit

_SPANS = {Unit.HOURS: timedelta(hours=1), Unit.DAYS: timedelta(days=1), Unit.WEEKS: timedelta(weeks=1)}


def instruments_here() -> Instruments:
    """All of them, read once while the process lasts. Raises `PackTroubles`."""
    return instruments_in(settings.INSTRUMENTS, settings.OWN_INSTRUMENTS)


def instrument_named(id: str) -> Instrument | None:
    """One of them, or None."""
    return instruments_here().by_id.get(id)


def time_of(rule: FollowUp) -> timedelta:
    """How long it is. Raises `KeyError` for months and the like, which a follow-up never is."""
    return rule.within.number * _SPANS[rule.within.unit]
