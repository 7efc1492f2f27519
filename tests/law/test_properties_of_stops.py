"""What holds of every clock that is stopped, made longer or capped: tried on many invented cases."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from limen.law.calendars import Calendar
from limen.law.counting import Sum, end_after
from limen.law.facts import FactValue
from limen.law.lengths import Length, Unit
from limen.law.reckoning import rule
from limen.law.rulings import Extended, Stop
from limen.law.terms import Cap, Effect
from tests.law import packs
from tests.law.invented import CALENDARS, calendars, days, lengths, pauses, quickly, ruled, settled


@quickly
@given(days, st.integers(1, 400), st.integers(1, 400), st.integers(0, 90), calendars)
def test_a_stop_of_some_days_moves_the_end_by_as_many(
    start: date, length: int, after: int, stopped: int, calendar: Calendar
) -> None:
    term = packs.built(f"{length} days", effect=Effect.EARLIEST)
    since = start + timedelta(days=after)
    stop = Stop("pause", since, since + timedelta(days=stopped))
    runs = after <= length
    moved = timedelta(days=stopped if runs else 0)
    plain = ruled(term, start, calendar)
    assert settled(ruled(term, start, calendar, stops=[stop]).due) == settled(plain.due) + moved


@quickly
@given(st.data(), days, st.integers(0, 200), st.booleans(), calendars)
def test_stops_agree_with_walking_day_by_day(
    data: st.DataObject, start: date, length: int, working: bool, calendar: Calendar
) -> None:
    stops = data.draw(st.lists(pauses(start, 120), max_size=4))
    stands = {
        day
        for stop in stops
        for day in packs.days_between(stop.since, settled(stop.until) - timedelta(days=1))
    }
    day, left = start, length
    while left:
        day += timedelta(days=1)
        counts = day not in stands and (calendar.is_working(day) or not working)
        left -= counts
    unit = "working days" if working else "days"
    assert ruled(packs.built(f"{length} {unit}"), start, calendar, stops=stops).raw == day


@quickly
@given(st.data(), days, st.integers(1, 300), calendars)
def test_what_is_left_of_a_stopped_clock_is_what_it_still_needs(
    data: st.DataObject, start: date, length: int, calendar: Calendar
) -> None:
    earlier = data.draw(st.lists(pauses(start, 100), max_size=2))
    since = start + timedelta(days=data.draw(st.integers(-10, 400)))
    term = packs.built(f"{length} days", effect=Effect.EARLIEST)
    ruling = ruled(term, start, calendar, stops=[*earlier, Stop("pause", since)])
    if ruling.stands_still:
        assert ruling.days_left is not None
        assert 1 <= ruling.days_left <= length
        resumed = max(since, start + timedelta(days=1), *(settled(one.until) for one in earlier), since)
        ended = ruled(term, start, calendar, stops=[*earlier, Stop("pause", since, resumed)])
        assert settled(ended.due) == resumed + timedelta(days=ruling.days_left - 1)
    else:
        assert settled(ruling.due) < max(since, start + timedelta(days=1))


@quickly
@given(st.data(), days, lengths, st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order_in_which_things_are_told(
    data: st.DataObject, start: date, value: Length, shuffled: random.Random
) -> None:
    stops = data.draw(st.lists(pauses(start), max_size=4))
    extensions = [
        Extended("more", Length(n, Unit.DAYS)) for n in data.draw(st.lists(st.integers(0, 30), max_size=3))
    ]
    facts: dict[str, FactValue] = {"asked_on": start, "crowded": True, "heard_on": start, "remark": "x"}
    term = packs.built(str(value), extension="1 year")
    told = rule(term, facts, calendar=CALENDARS[1], stops=stops, extensions=extensions)
    names = list(facts)
    for things in (names, stops, extensions):
        shuffled.shuffle(things)
    mixed = {name: facts[name] for name in names}
    assert rule(term, mixed, calendar=CALENDARS[1], stops=stops, extensions=extensions) == told


@quickly
@given(st.data(), days, lengths, calendars)
def test_a_day_on_which_two_causes_stop_the_clock_counts_once(
    data: st.DataObject, start: date, value: Length, calendar: Calendar
) -> None:
    outer = data.draw(pauses(start))
    length = (settled(outer.until) - outer.since).days
    offset = data.draw(st.integers(0, length))
    inner = Stop("pause", outer.since + timedelta(days=offset), outer.until)
    term = packs.built(str(value))
    once = ruled(term, start, calendar, stops=[outer])
    assert ruled(term, start, calendar, stops=[inner, outer, outer]).raw == once.raw
    middle = outer.since + timedelta(days=offset)
    halves = [Stop("pause", outer.since, middle), Stop("pause", middle, outer.until)]
    assert ruled(term, start, calendar, stops=halves).raw == once.raw


@quickly
@given(st.data(), days, lengths, lengths, st.integers(0, 200), calendars)
def test_nothing_passes_a_cap(
    data: st.DataObject, start: date, value: Length, most: Length, before: int, calendar: Calendar
) -> None:
    heard = start - timedelta(days=before)
    cap = Cap(runs_from="heard_on", values=packs.timeline(("1990-01-01", str(most))))
    term = replace(packs.built(str(value), extension="1 year", effect=Effect.VALIDITY), cap=cap)
    stops = data.draw(st.lists(pauses(start), max_size=2))
    facts = {"asked_on": start, "heard_on": heard}
    ruling = rule(term, facts, calendar=calendar, stops=stops, extensions=[Extended("more")])
    latest = end_after(heard, Sum.of([most]), calendar=calendar)
    assert settled(ruling.due) <= latest
    assert (ruling.due == latest) or "capped" not in packs.codes(ruling)
