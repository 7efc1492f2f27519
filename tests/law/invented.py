"""Invented dates, lengths, stops and calendars, and how often each property is tried.

`LIMEN_EXAMPLES=2000` tries more of each.
"""

from __future__ import annotations

import os
import random
from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from limen.law.calendars import Calendar
from limen.law.lengths import Length, Unit
from limen.law.reckoning import rule
from limen.law.rulings import Extended, Ruling, Stop
from limen.law.terms import Effect, Term
from tests.law import packs

quickly = settings(max_examples=int(os.environ.get("LIMEN_EXAMPLES", "35")), deadline=None)

FIRST, LAST = date(2000, 1, 1), date(2060, 12, 31)
_chance = random.Random(19)
HOLIDAYS = {
    day: "Off" for day in packs.days_between(date(1990, 1, 1), date(2080, 12, 31)) if _chance.random() < 0.06
}
CALENDARS = [
    packs.calendar("plain"),
    packs.calendar("odd", off=HOLIDAYS, weekend=frozenset({4, 5})),
    packs.calendar("one", off=HOLIDAYS, weekend=frozenset({6})),
]
IN_DAYS = [Unit.DAYS, Unit.WORKING_DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS]
MOST = {Unit.DAYS: 400, Unit.WORKING_DAYS: 120, Unit.WEEKS: 60, Unit.MONTHS: 40, Unit.YEARS: 5}

calendars = st.sampled_from(CALENDARS)
days = st.dates(FIRST, LAST)
lengths = st.sampled_from(IN_DAYS).flatmap(
    lambda unit: st.builds(Length, st.integers(0, MOST[unit]), st.just(unit))
)
effects = st.sampled_from(list(Effect))


@st.composite
def pauses(draw: st.DrawFn, starts: date, within: int = 300) -> Stop:
    """A stop that begins around the start and ends."""
    since = starts + timedelta(days=draw(st.integers(-20, within)))
    return Stop("pause", since, since + timedelta(days=draw(st.integers(0, 60))))


def ruled(
    term: Term,
    start: date,
    calendar: Calendar,
    *,
    stops: list[Stop] | None = None,
    more: Length | None = None,
) -> Ruling:
    extensions = [Extended("more", more)] if more is not None else []
    return rule(term, {"asked_on": start}, calendar=calendar, stops=stops or [], extensions=extensions)


def settled(day: date | None) -> date:
    assert day is not None
    return day
