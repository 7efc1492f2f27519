"""What holds of every period, whatever the dates: tried on many invented cases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from limen.law.calendars import Calendar
from limen.law.counting import Sum, add_months, end_after, hours_after
from limen.law.dated import Certainty, Dated, Timeline
from limen.law.lengths import Length, Unit
from limen.law.terms import Effect
from tests.law import packs
from tests.law.invented import calendars, days, effects, lengths, quickly, ruled, settled

ELSEWHERE = {
    zone: Calendar("there", says="", zone=zone, weekend=frozenset({5, 6}), days_off={})
    for zone in ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
}


@quickly
@given(days, st.integers(0, 40), lengths, effects, calendars)
def test_a_later_start_never_ends_earlier(
    start: date, later: int, value: Length, effect: Effect, calendar: Calendar
) -> None:
    term = packs.built(str(value), effect=effect)
    one = ruled(term, start, calendar)
    other = ruled(term, start + timedelta(days=later), calendar)
    assert settled(one.raw) <= settled(other.raw)
    assert settled(one.due) <= settled(other.due)


@quickly
@given(days, lengths, lengths, calendars)
def test_an_extension_never_ends_a_period_earlier(
    start: date, value: Length, more: Length, calendar: Calendar
) -> None:
    term = packs.built(str(value), extension=str(more))
    plain, longer = ruled(term, start, calendar), ruled(term, start, calendar, more=more)
    assert settled(plain.raw) <= settled(longer.raw)
    assert settled(plain.due) <= settled(longer.due)


@quickly
@given(days, lengths, effects, st.booleans(), calendars)
def test_an_end_moves_at_most_once_and_only_forwards_to_a_working_day(
    start: date, value: Length, effect: Effect, lenient: bool, calendar: Calendar
) -> None:
    term = packs.built(str(value), effect=effect, counted=packs.counting(two_working_days=lenient))
    ruling = ruled(term, start, calendar)
    raw, due, said = settled(ruling.raw), settled(ruling.due), packs.codes(ruling)
    assert raw <= due
    assert said.count("rolled") <= 1
    if not effect.rolls:
        assert raw == due
        return
    assert calendar.is_working(due)
    if "two_working_days" not in said:
        assert due == raw if calendar.is_working(raw) else due == calendar.next_working(raw)
        assert not any(calendar.is_working(day) for day in packs.days_between(raw, due)[:-1])


@quickly
@given(days, lengths, calendars)
def test_a_period_of_two_days_or_more_holds_two_working_days(
    start: date, value: Length, calendar: Calendar
) -> None:
    ruling = ruled(packs.built(str(value), counted=packs.counting(two_working_days=True)), start, calendar)
    plain = ruled(packs.built(str(value)), start, calendar)
    inside = calendar.working_between(start, settled(ruling.due))
    if value.unit not in (Unit.DAYS, Unit.WORKING_DAYS) or value.number >= 2:
        assert inside >= 2
        assert settled(ruling.due) >= settled(plain.due)
        if calendar.working_between(start, settled(plain.due)) >= 2:
            assert ruling.due == plain.due
    else:
        assert ruling.due == plain.due


@quickly
@given(days, st.integers(-60, 60), calendars)
def test_working_days_agree_with_counting_them_one_by_one(
    start: date, number: int, calendar: Calendar
) -> None:
    day, step = start, timedelta(days=1 if number > 0 else -1)
    left = abs(number)
    while left:
        day += step
        left -= calendar.is_working(day)
    assert calendar.add_working(start, number) == day
    if number > 0:
        assert calendar.working_between(start, day) == number


@quickly
@given(days, st.integers(-200, 200))
def test_months_agree_with_another_library(start: date, months: int) -> None:
    assert add_months(start, months) == start + relativedelta(months=months)


@quickly
@given(days, st.integers(0, 60), st.integers(0, 12), st.integers(0, 400), calendars)
def test_backwards_is_the_mirror_of_forwards(
    start: date, working: int, months: int, number: int, calendar: Calendar
) -> None:
    def there_and_back(begin: date, total: Sum) -> date:
        forwards = end_after(begin, total, calendar=calendar)
        return end_after(forwards, total, calendar=calendar, backwards=True)

    assert there_and_back(start, Sum(days=number)) == start
    assert there_and_back(start.replace(day=min(start.day, 28)), Sum(months=months)).day == min(start.day, 28)
    worked = calendar.next_working(start)
    assert there_and_back(worked, Sum(working_days=working)) == worked
    # A month that lacks the day leaves a gap of at most three days, never a day too many.
    assert timedelta(0) <= start - there_and_back(start, Sum(months=months)) <= timedelta(days=3)


@quickly
@given(days, lengths, calendars)
def test_a_period_counted_backwards_does_not_move_and_ends_no_later_than_it_starts(
    start: date, value: Length, calendar: Calendar
) -> None:
    ruling = ruled(packs.built(str(value), backwards=True), start, calendar)
    assert ruling.due == ruling.raw
    assert settled(ruling.due) <= start


@quickly
@given(
    st.integers(0, 10 * 366 * 24 * 60),
    st.integers(0, 200),
    st.sampled_from(sorted(ELSEWHERE)),
)
def test_hours_are_as_long_on_the_night_when_clocks_change(minutes: int, hours: int, zone: str) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    there = ELSEWHERE[zone]
    included = hours_after(moment, hours, counting=packs.counting(hour_excluded=False), calendar=there)
    assert included - moment == timedelta(hours=hours)
    excluded = hours_after(moment, hours, counting=packs.counting(), calendar=there)
    assert timedelta(0) < excluded - included <= timedelta(hours=1)
    assert excluded.astimezone(ZoneInfo(zone)).minute in (0, 30)


@quickly
@given(
    st.lists(st.tuples(days, st.none() | st.integers(1, 4000)), max_size=6, unique_by=lambda one: one[0]),
    days,
)
def test_a_timeline_gives_the_last_version_that_had_begun(
    given_versions: list[tuple[date, int | None]], day: date
) -> None:
    versions = [
        Dated(
            since=since,
            value=str(since),
            source="Act",
            certainty=Certainty.VERIFIED,
            until=None if lasts is None else since + timedelta(days=lasts),
        )
        for since, lasts in given_versions
    ]
    begun = [one for one in versions if one.since <= day]
    last = max(begun, key=lambda one: one.since, default=None)
    expected = None if last is None or (last.until is not None and day >= last.until) else last
    assert Timeline(versions).on(day) == expected
