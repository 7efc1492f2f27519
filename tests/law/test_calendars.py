"""Calendars: which days are worked, in a place, and how they are written down."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from limen.law.calendars import Calendar
from limen.law.refusing import Unanswerable
from tests.law import packs

CHRISTMAS = {date(2026, 12, 25): "Christmas Day"}


def town(text: str = packs.TOWN) -> Calendar:
    return packs.library({"calendars/town.yaml": text}).calendar("town")


def test_weekends_and_holidays_are_not_worked() -> None:
    there = packs.calendar(off=CHRISTMAS)
    friday, saturday, monday = date(2026, 12, 25), date(2026, 12, 26), date(2026, 12, 28)
    assert not there.is_working(friday)
    assert there.why_off(friday) == "Christmas Day"
    assert not there.is_working(saturday)
    assert there.why_off(saturday) == ""
    assert there.next_working(friday) == monday == there.next_working(monday)
    assert there.previous_working(saturday) == date(2026, 12, 24)


def test_working_days_are_added_forwards_and_backwards() -> None:
    there = packs.calendar(off=CHRISTMAS)
    assert there.add_working(date(2026, 12, 23), 2) == date(2026, 12, 28)
    assert there.add_working(date(2026, 12, 28), -2) == date(2026, 12, 23)
    assert there.add_working(date(2026, 12, 26), 0) == date(2026, 12, 26)
    assert there.working_between(date(2026, 12, 23), date(2026, 12, 28)) == 2


def test_a_day_outside_the_known_years_is_refused() -> None:
    there = packs.calendar()
    for ask in (
        lambda: there.is_working(date(1989, 12, 31)),
        lambda: there.next_working(date(2081, 1, 1)),
        lambda: there.add_working(date(2080, 12, 30), 5),
        lambda: there.add_working(date(1990, 1, 2), -5),
        lambda: there.civil_day(datetime(1, 1, 1, tzinfo=UTC)),
    ):
        with pytest.raises(Unanswerable) as refused:
            ask()
        assert refused.value.code == "years_out_of_range"
        assert str(refused.value).endswith("outside the years that the calendar “town” knows (1990 to 2080).")


def test_the_edges_of_the_known_years_do_not_wrap_around() -> None:
    there = packs.calendar(off={date(1990, 1, 1): "First", date(2080, 12, 31): "Last"})
    with pytest.raises(Unanswerable):
        there.previous_working(date(1990, 1, 1))
    with pytest.raises(Unanswerable):
        there.next_working(date(2080, 12, 31))


def test_the_civil_day_is_that_of_the_place() -> None:
    there = packs.calendar()
    assert there.civil_day(datetime(2026, 6, 12, 22, 30, tzinfo=UTC)) == date(2026, 6, 13)
    assert there.civil_day(date(2026, 6, 12)) == date(2026, 6, 12)


def test_the_same_days_have_the_same_fingerprint_whatever_they_are_called() -> None:
    named, renamed = packs.calendar(off=CHRISTMAS), packs.calendar("x", off={date(2026, 12, 25): "Noel"})
    assert named.fingerprint == renamed.fingerprint
    assert named.fingerprint != packs.calendar().fingerprint


@pytest.mark.parametrize(
    ("rule", "off", "worked"),
    [
        ("on: 05-20", "2026-05-20", "2026-05-21"),
        ("on: easter", "2026-04-05", "2026-04-02"),
        ("on: easter +39", "2026-05-14", "2026-05-15"),
        ("on: easter -2", "2026-04-03", "2026-04-02"),
        ("on: last thursday of october", "2026-10-29", "2026-10-22"),
        ("on: first monday of may", "2026-05-04", "2026-05-11"),
        ("on: 2026-03-02", "2026-03-02", "2027-03-02"),
        ("on: 05-23, if_on: {saturday: -1}", "2026-05-22", "2026-05-25"),
        ("on: 05-24, if_on: {sunday: +1}", "2026-05-25", "2026-05-26"),
        ("on: 05-20, since: 2026-01-01", "2026-05-20", "2025-05-20"),
        ("on: 05-20, until: 2027-05-20", "2026-05-20", "2027-05-20"),
        ("on: 02-29", "2028-02-29", "2027-03-01"),
    ],
)
def test_a_rule_for_a_day_off_is_kept(rule: str, off: str, worked: str) -> None:
    there = town(f"says: T\nzone: UTC\ndays:\n  - {{says: Off, {rule}}}\n")
    assert there.why_off(date.fromisoformat(off)) == "Off"
    assert not there.is_working(date.fromisoformat(off))
    assert there.is_working(date.fromisoformat(worked))


def test_a_saturday_can_be_worked_and_a_calendar_inherits() -> None:
    changes = {
        "calendars/north.yaml": "says: North\ninherits: town\n"
        "days: [{says: Fishers, on: 09-14}]\nworking: [{says: Instead, on: 2026-12-26}]\n"
    }
    north = packs.library(changes).calendar("NORTH")
    assert north.zone.key == "Europe/Berlin"
    assert not north.is_working(date(2026, 9, 14))
    assert not north.is_working(date(2026, 12, 25))
    assert north.is_working(date(2026, 12, 26))
    assert north.why_off(date(2026, 12, 26)) == ""


def test_days_off_come_from_the_maintained_library_too() -> None:
    there = town("says: T\nzone: Europe/Berlin\nlibrary: {country: DE, subdivision: BY}\n")
    assert there.why_off(date(2027, 1, 6)) == "Epiphany"
    assert not there.is_working(date(2026, 10, 3))


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("days: [{says: X, on: soon}]", "line 3: “soon” is not a rule for a day. Write 05-20"),
        ("days: [{says: X, on: 2026-02-30}]", "line 3: “2026-02-30” is not a rule for a day."),
        ("days: [{says: X, on: 02-30}]", "line 3: “02-30” is not a rule for a day."),
        ("days: [{says: X, on: 05-20, if_on: {sunday: 1}}]", "line 3: “sunday: 1” moves no day."),
        ("weekend: [caturday]", "line 1: “caturday” is not a weekend. Write some of: monday"),
        ("library: {country: XX}", "line 3: The library of public holidays does not know XX."),
        ("library: {country: utils}", "line 3: The library of public holidays does not know utils."),
        (
            "library: {country: DE, subdivision: QQ}",
            "line 3: The library of public holidays does not know DE QQ.",
        ),
        ("inherits: moon", "line 1: It inherits “moon”, which is no other calendar. There are: town."),
    ],
)
def test_a_calendar_that_makes_no_sense_is_told_with_its_line(text: str, trouble: str) -> None:
    said = packs.troubles({"calendars/town.yaml": f"says: T\nzone: UTC\n{text}\n"})
    assert said[0].startswith(f"calendars/town.yaml, {trouble}"), said


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "Europe", "''", "../etc", "x" * 300])
def test_a_zone_that_is_not_there_is_told(zone: str) -> None:
    said = packs.troubles({"calendars/town.yaml": f"says: T\nzone: {zone}\n"})
    assert any("There is no time zone called" in one for one in said), said
