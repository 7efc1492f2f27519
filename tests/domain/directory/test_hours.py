"""Opening hours: weeks, months, offsets, nights, and what nobody can tell."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from limen.domain.directory.names.hours import DAYS, NotHours, is_open, line_of, schedule_of
from limen.domain.directory.names.nearness import Point, kilometres, point_typed
from limen.domain.directory.names.words import Said

BERLIN = ZoneInfo("Europe/Berlin")


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "when", "answer"),
    [
        (schedule_of("MO-FR 09:00-17:00"), "2026-11-02T08:00", True),  # nine in Berlin
        (schedule_of("MO-FR 09:00-17:00"), "2026-11-02T07:59", False),
        (schedule_of("MO-FR 09:00-17:00"), "2026-11-02T16:00", False),
        (schedule_of("MO-FR 09:00-17:00"), "2026-07-06T07:30", True),  # summer there
        (schedule_of("FR 22:00-02:00"), "2026-11-07T00:30", True),  # Saturday, half past one
        (schedule_of("FR 22:00-02:00"), "2026-11-06T00:30", False),
        ({"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00Z", "closes_at": "10:00Z"},
         "2026-11-02T09:30", True),
        ({"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "10:00", "timezone": -5},
         "2026-11-02T14:30", True),
        ({"freq": "MONTHLY", "byday": "1MO", "opens_at": "09:00", "closes_at": "10:00"},
         "2026-11-02T08:30", True),
        ({"freq": "MONTHLY", "byday": "-1MO", "opens_at": "09:00", "closes_at": "10:00"},
         "2026-11-02T08:30", False),
        ({"freq": "MONTHLY", "bymonthday": "2,3", "opens_at": "09:00", "closes_at": "10:00"},
         "2026-11-02T08:30", True),
        ({"freq": "WEEKLY", "byday": "MO", "interval": 2, "dtstart": "2026-10-26", "opens_at": "09:00",
          "closes_at": "10:00"}, "2026-11-02T08:30", False),
        ({"freq": "WEEKLY", "byday": "MO", "interval": 2, "dtstart": "2026-10-19", "opens_at": "09:00",
          "closes_at": "10:00"}, "2026-11-02T08:30", True),
        ({"freq": "WEEKLY", "byday": "MO", "interval": 2, "opens_at": "09:00", "closes_at": "10:00"},
         "2026-11-02T08:30", None),
        ({"byday": "MO", "valid_to": "2026-10-01", "opens_at": "09:00", "closes_at": "10:00"},
         "2026-11-02T08:30", False),
        ({"description": "ring first"}, "2026-11-02T08:30", None),
    ],
)  # fmt: skip
def test_open_or_not_or_nobody_knows(said: Said, when: str, answer: bool | None) -> None:
    assert is_open([said], at=at(when), zone=BERLIN) is answer


def test_without_schedules_nobody_knows() -> None:
    assert is_open([], at=at("2026-11-02T08:30"), zone=BERLIN) is None


@given(
    days=some.sets(some.sampled_from(DAYS), min_size=1),
    opens=some.times(),
    closes=some.times(),
)
def test_a_line_says_what_was_typed(days: set[str], opens: object, closes: object) -> None:
    byday = ",".join(day for day in DAYS if day in days)
    line = f"{byday} {opens:%H:%M}-{closes:%H:%M}"
    assert line_of(schedule_of(line)) == line


@pytest.mark.parametrize("line", ["", "MO", "XX 09:00-10:00", "MO 25:00-26:00", "MO-TU-WE 09:00-10:00"])
def test_what_is_no_line_is_refused(line: str) -> None:
    with pytest.raises(NotHours):
        schedule_of(line)


_POINTS = some.builds(Point, latitude=some.floats(-90, 90), longitude=some.floats(-180, 180))


@given(one=_POINTS, other=_POINTS)
def test_the_way_is_as_far_back_and_never_longer_than_half_around(one: Point, other: Point) -> None:
    assert kilometres(one, other) == pytest.approx(kilometres(other, one), abs=1e-6)
    assert 0 <= kilometres(one, other) <= 20016


def test_a_known_way() -> None:
    berlin, paris = point_typed("52.5200, 13.4050"), point_typed("48.8566 2.3522")
    assert berlin is not None
    assert paris is not None
    assert kilometres(berlin, paris) == pytest.approx(877.5, abs=1)
    assert point_typed("91, 0") is None
    assert point_typed("Harbour") is None
