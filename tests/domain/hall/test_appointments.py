"""Appointments for the next step: booked where there is room, moved, kept, missed, cancelled."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from uuid import UUID

import psycopg
import pytest
from django.db import connections

from limen.domain.hall.commands.appointments import book, cancel, mark_kept, mark_missed, move_appointment
from limen.domain.hall.commands.running import set_hours
from limen.domain.hall.events import AppointmentBooked, HoursSet
from limen.domain.hall.names import AppointmentState, Span, Visit
from limen.domain.hall.queries.appointments import (
    appointment_sheet,
    appointments_of_case,
    appointments_of_day,
    next_appointment,
)
from limen.domain.hall.queries.hours import day_open, hours_of
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Forbidden, Hidden, Refused
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.hall.visits import OPENING, at, next_monday, visit
from tests.domain.told import Journal, obstacles


@pytest.fixture
def monday(now: datetime) -> date:
    """A day on which the office is open."""
    return next_monday(now)


def _book(
    cast: Cast, wanted: Visit, now: datetime, *, case: UUID | None = None, by: Player | None = None
) -> AppointmentBooked:
    actor = (by or cast.hana).actor
    return book(case or cast.case, unit_id=cast.unit, visit=wanted, appointment_id=new_id(), by=actor, at=now)


def _free(cast: Cast, on: date, minutes: int | None = None) -> dict[str, int]:
    with acting_as(cast.hana.actor):
        slots = day_open(cast.unit, on=on, minutes=minutes, by=cast.hana.actor).slots or ()
    return {f"{slot.starts_at:%H:%M}": slot.left for slot in slots}


def test_an_appointment_is_booked_and_seen_through_the_case(
    cast: Cast, now: datetime, hours: HoursSet, monday: date
) -> None:
    booked = _book(cast, visit(at(monday, 10), says="with Berg", language="tir", wants_interpreter=True), now)
    for reader in (cast.hana, cast.berg, cast.costa, cast.farah):
        with acting_as(reader.actor):
            sheet = appointment_sheet(booked.appointment_id, by=reader.actor, at=now)
            listed = appointments_of_day(cast.unit, begins=at(monday, 0), by=reader.actor, at=now)
        assert (sheet.says, sheet.place, sheet.language) == ("with Berg", "Room 4", "tir")
        assert [card.id for card in listed] == [booked.appointment_id]
    for stranger in (cast.grit, cast.dina, cast.elio, cast.ivo):
        with acting_as(stranger.actor):
            assert appointments_of_case(cast.case, by=stranger.actor, at=now) == []
            assert appointments_of_day(cast.unit, begins=at(monday, 0), by=stranger.actor, at=now) == []
            assert next_appointment(cast.case, by=stranger.actor, at=now) is None
            with pytest.raises(Hidden):
                appointment_sheet(booked.appointment_id, by=stranger.actor, at=now)


def test_times_are_those_on_the_wall_of_the_office(
    cast: Cast, now: datetime, hours: HoursSet, monday: date, house: House
) -> None:
    """Nine o'clock in summer is another instant than nine o'clock in winter."""
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute(
            "update identity_organisation set time_zone = 'Europe/Brussels' where id = %s", [cast.authority]
        )
    for day, instant in ((date(2027, 1, 4), "08:00"), (date(2027, 7, 5), "07:00")):
        assert next(iter(_free(cast, day))) == instant
        booked = _book(cast, visit(at(day, int(instant[:2]))), now)
        with acting_as(cast.hana.actor):
            sheet = appointment_sheet(booked.appointment_id, by=cast.hana.actor, at=now)
        assert f"{sheet.local:%H:%M}" == "09:00"


def test_nobody_is_booked_beyond_the_room_that_there_is(
    cast: Cast, now: datetime, hours: HoursSet, monday: date
) -> None:
    assert _free(cast, monday) == dict.fromkeys(("09:00", "09:30", "10:00", "10:30", "11:00", "11:30"), 2)
    _book(cast, visit(at(monday, 10)), now)
    _book(cast, visit(at(monday, 9, 30), minutes=60), now)
    free = _free(cast, monday)
    assert (free["09:00"], free["09:30"], free["10:00"], free["10:30"]) == (2, 1, 0, 2)
    assert obstacles(lambda: _book(cast, visit(at(monday, 10)), now)) == {"full"}
    assert _free(cast, monday, 90) == {"09:00": 0, "09:30": 0, "10:00": 0, "10:30": 2}
    assert obstacles(lambda: _book(cast, visit(at(monday, 9), minutes=90), now)) == {"full"}
    _book(cast, visit(at(monday, 10, 30), minutes=90), now)


def test_who_cannot_see_a_case_cannot_book_over_it(
    cast: Cast, now: datetime, hours: HoursSet, monday: date, house: House
) -> None:
    """A restricted case takes its place, and nobody is told whose it is."""
    for _ in range(2):
        _book(cast, visit(at(monday, 10)), now)
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        connection.execute("update cases_case set is_restricted = true where id = %s", [cast.case])
    assert _free(cast, monday)["10:00"] == 0
    with acting_as(cast.hana.actor):
        assert appointments_of_day(cast.unit, begins=at(monday, 0), by=cast.hana.actor, at=now) == []
    assert obstacles(lambda: _book(cast, visit(at(monday, 10)), now, case=cast.other_case)) == {"full"}


def test_two_who_book_the_last_place_at_the_same_moment_are_not_both_given_it(
    cast: Cast, now: datetime, hours: HoursSet, monday: date
) -> None:
    start, booked, refused = threading.Barrier(6), list[UUID](), list[str]()

    def clerk() -> None:
        try:
            start.wait(timeout=10)
            booked.append(_book(cast, visit(at(monday, 11)), now).appointment_id)
        except Refused as error:
            refused.extend(obstacle.code for obstacle in error.obstacles)
        finally:
            connections.close_all()

    clerks = [threading.Thread(target=clerk) for _ in range(6)]
    for one in clerks:
        one.start()
    for one in clerks:
        one.join(timeout=60)
    assert (len(booked), refused) == (2, ["full"] * 4)


def test_closed_days_odd_times_and_the_past_are_refused(
    cast: Cast, now: datetime, hours: HoursSet, monday: date
) -> None:
    sunday = monday - timedelta(days=1)
    for wanted, codes in (
        (visit(at(monday, 8)), {"not_open"}), (visit(at(monday, 10, 10)), {"not_open"}),
        (visit(at(monday, 11, 30), minutes=60), {"not_open"}), (visit(at(sunday, 10)), {"not_open"}),
        (visit(at(monday - timedelta(days=28), 10)), {"past"}),
        (visit(at(monday, 10), minutes=1), {"minutes"}), (visit(at(monday, 10), place=" "), {"place"}),
        (visit(at(monday, 10), language="xxx"), {"language"}),
        (visit(at(monday, 10), wants_interpreter=True), {"interpreter"}),
    ):  # fmt: skip
        assert obstacles(partial(_book, cast, wanted, now)) == codes
    closed = replace(OPENING, closed_on=(monday,))
    set_hours(cast.unit, opening=closed, version=1, by=cast.costa.actor, at=now)
    assert obstacles(lambda: _book(cast, visit(at(monday, 10)), now)) == {"not_open"}


def test_without_hours_nothing_is_booked(cast: Cast, now: datetime, monday: date) -> None:
    assert obstacles(lambda: _book(cast, visit(at(monday, 10)), now)) == {"no_hours"}


def test_moving_keeps_the_old_one_and_frees_its_place(
    cast: Cast, now: datetime, hours: HoursSet, monday: date
) -> None:
    first = _book(cast, visit(at(monday, 10)), now).appointment_id
    second = new_id()
    move_appointment(first, starts_at=at(monday, 11), new_id=second, why="ill", by=cast.hana.actor, at=now)
    with acting_as(cast.hana.actor):
        states = {card.id: card.state for card in appointments_of_case(cast.case, by=cast.hana.actor, at=now)}
        upcoming = next_appointment(cast.case, by=cast.hana.actor, at=now)
    assert states == {first: AppointmentState.MOVED, second: AppointmentState.BOOKED}
    assert upcoming is not None
    assert upcoming.starts_at == at(monday, 11)
    assert (_free(cast, monday)["10:00"], _free(cast, monday)["11:00"]) == (2, 1)
    by, third = cast.hana.actor, new_id()
    assert obstacles(
        lambda: move_appointment(first, starts_at=at(monday, 9), new_id=third, by=by, at=now)
    ) == {"state"}
    full = _book(cast, visit(at(monday, 10)), now).appointment_id
    _book(cast, visit(at(monday, 11)), now)
    assert obstacles(
        lambda: move_appointment(full, starts_at=at(monday, 11), new_id=third, by=by, at=now)
    ) == {"full"}


def test_what_became_of_it_is_written_down_once(
    cast: Cast, now: datetime, hours: HoursSet, monday: date
) -> None:
    by, later = cast.hana.actor, at(monday, 10, 20)
    kept, missed, cancelled = (
        _book(cast, visit(at(monday, hour)), now).appointment_id for hour in (9, 10, 11)
    )
    assert obstacles(lambda: mark_missed(missed, by=by, at=now)) == {"early"}
    assert obstacles(lambda: cancel(cancelled, why=" ", by=by, at=now)) == {"why"}
    mark_kept(kept, by=by, at=later)
    mark_missed(missed, says="called the reception centre", by=by, at=later)
    cancel(cancelled, why="the interpreter is ill", by=by, at=later)
    for ended in (kept, missed, cancelled):
        assert obstacles(partial(cancel, ended, why="x", by=by, at=later)) == {"state"}
        assert obstacles(partial(mark_kept, ended, by=by, at=later)) == {"state"}
    assert _free(cast, monday)["11:00"] == 2


@pytest.mark.parametrize("role", ["berg", "farah", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(
    role: str, cast: Cast, now: datetime, hours: HoursSet, monday: date
) -> None:
    player = getattr(cast, role)
    booked = _book(cast, visit(at(monday, 10)), now).appointment_id
    with pytest.raises(Forbidden):
        _book(cast, visit(at(monday, 10)), now, by=player)
    with pytest.raises(Forbidden):
        cancel(booked, why="x", by=player.actor, at=now)


@pytest.mark.parametrize("role", ["dina", "elio"])
def test_a_stranger_cannot_even_see_it(
    role: str, cast: Cast, now: datetime, hours: HoursSet, monday: date
) -> None:
    player = getattr(cast, role)
    booked = _book(cast, visit(at(monday, 10)), now).appointment_id
    with pytest.raises(Hidden):
        _book(cast, visit(at(monday, 10)), now, by=player)
    for act in (cancel, mark_missed, mark_kept):
        with pytest.raises(Hidden):
            act(booked, **({"why": "x"} if act is cancel else {}), by=player.actor, at=now)
    assert hours_of(cast.unit, by=player.actor) is None


def test_it_says_what_happened(
    cast: Cast, now: datetime, hours: HoursSet, monday: date, journal: Journal
) -> None:
    booked = _book(cast, visit(at(monday, 10), says="bring papers"), now)
    assert journal.tells(booked, by=cast.hana)
    moved = move_appointment(
        booked.appointment_id, starts_at=at(monday, 11), new_id=new_id(), by=cast.costa.actor, at=now
    )
    assert journal.tells(moved, by=cast.costa)
    later = at(monday, 11, 30)
    assert journal.tells(mark_missed(moved.new_id, by=cast.hana.actor, at=later), by=cast.hana)
    other = _book(cast, visit(at(monday, 9)), now).appointment_id
    assert journal.tells(mark_kept(other, by=cast.hana.actor, at=later), by=cast.hana)
    last = _book(cast, visit(at(monday, 9)), now).appointment_id
    assert journal.tells(cancel(last, why="x", by=cast.hana.actor, at=later), by=cast.hana)


def test_hours_are_set_by_whoever_runs_the_hall_and_never_over_anothers(
    cast: Cast, now: datetime, hours: HoursSet, journal: Journal
) -> None:
    assert journal.tells(hours, by=cast.costa)
    with pytest.raises(Conflict):
        set_hours(cast.unit, opening=OPENING, version=0, by=cast.costa.actor, at=now)
    with pytest.raises(Forbidden):
        set_hours(cast.unit, opening=OPENING, version=1, by=cast.hana.actor, at=now)
    with pytest.raises(Hidden):
        set_hours(cast.unit, opening=OPENING, version=1, by=cast.elio.actor, at=now)
    turned = Span(weekday=0, opens=time(12), closes=time(9))
    twice = (
        Span(weekday=0, opens=time(9), closes=time(12)),
        Span(weekday=0, opens=time(11), closes=time(13)),
    )
    for opening, codes in (
        (replace(OPENING, spans=(turned,)), {"spans"}), (replace(OPENING, spans=twice), {"overlap"}),
        (replace(OPENING, place=" "), {"place"}), (replace(OPENING, minutes=1), {"minutes"}),
        (replace(OPENING, at_once=0), {"at_once"}), (replace(OPENING, calendar="nowhere"), {"calendar"}),
    ):  # fmt: skip
        by = cast.costa.actor
        act = partial(set_hours, cast.unit, opening=opening, version=1, by=by, at=now)
        assert obstacles(act) == codes
