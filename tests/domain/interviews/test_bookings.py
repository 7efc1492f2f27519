"""Asking an interpreter to come, letting them go, and what they answer: they see the booking and no case."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from limen.domain.cases.commands.walling import wall_off
from limen.domain.cases.names import WallGround
from limen.domain.cases.queries.lists import cases_in_unit
from limen.domain.interviews.commands import bookings, planning
from limen.domain.interviews.events import InterpreterBooked
from limen.domain.interviews.names import BookingState, InterviewState
from limen.domain.interviews.queries.bookings import (
    BookingCard,
    bookings_of,
    bookings_of_mine,
    interpreters_for,
    my_booking,
)
from limen.domain.interviews.queries.sheets import interview_card, interviews_of
from limen.domain.interviews.queries.standing import records_of
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.interviews.heard import appointment, planned
from tests.domain.told import Journal, obstacles

TWO_DAYS = timedelta(days=2)


def ask(
    cast: Cast, now: datetime, interview: UUID, *, by: Player | None = None, whom: Player | None = None
) -> InterpreterBooked:
    return bookings.book_interpreter(
        interview, booking_id=new_id(), interpreter_id=(whom or cast.sami).id,
        by=(by or cast.berg).actor, at=now,
    )  # fmt: skip


def book(cast: Cast, now: datetime, interview: UUID) -> UUID:
    """Sami is asked; the booking."""
    return ask(cast, now, interview).booking_id


def answer(cast: Cast, now: datetime, booking: UUID, *, accepts: bool = True, why: str = "",
           by: Player | None = None) -> Event:  # fmt: skip
    by = by or cast.sami
    return bookings.answer_booking(booking, accepts=accepts, why=why, by=by.actor, at=now)


def met(cast: Cast, at: datetime, booking: UUID, *, is_free: bool = True, words: str = "") -> Event:
    return bookings.say_understanding(
        booking, understands=True, is_free=is_free, words=words, by=cast.sami.actor, at=at
    )


def asked_of(cast: Cast, now: datetime, interview: UUID) -> list[BookingCard]:
    with acting_as(cast.berg.actor):
        return bookings_of(interview, by=cast.berg.actor, at=now)


def test_the_interpreter_sees_the_booking_and_no_case(cast: Cast, now: datetime, journal: Journal) -> None:
    interview = planned(cast, now)
    event = bookings.book_interpreter(
        interview, booking_id=new_id(), interpreter_id=cast.sami.id, by=cast.berg.actor, at=now
    )
    assert journal.tells(event, by=cast.berg)
    me = cast.sami.actor
    with acting_as(me):
        [card] = bookings_of_mine(begins=now, by=me)
        assert (card.place, card.language, card.officer, card.state) == (
            "Room 4", "ara", "Berg", BookingState.ASKED,
        )  # fmt: skip
        assert "Amina" not in repr(card)
        assert str(cast.case) not in repr(card)
        assert interviews_of(cast.case, by=me, at=now) == []
        with pytest.raises(Hidden):
            interview_card(interview, by=me, at=now)
        assert not cases_in_unit(cast.unit, by=me).cards
    with acting_as(cast.berg.actor):
        assert interview_card(interview, by=cast.berg.actor, at=now).interpreter == "Sami"


def test_one_is_asked_at_a_time_and_only_who_interprets(cast: Cast, now: datetime) -> None:
    interview = planned(cast, now)
    assert obstacles(lambda: ask(cast, now, interview, whom=cast.farah)) == {"interpreter"}
    with pytest.raises(Hidden):
        ask(cast, now, interview, whom=cast.elio)
    book(cast, now, interview)
    assert obstacles(lambda: ask(cast, now, interview)) == {"booked"}


def test_an_interview_without_a_language_or_behind_us_asks_nobody(cast: Cast, now: datetime) -> None:
    interview = planned(cast, now)
    told = replace(appointment(now), language=None)
    planning.reschedule(interview, told=told, why="x", by=cast.berg.actor, at=now)
    assert obstacles(lambda: ask(cast, now, interview)) == {"language"}
    planning.cancel(interview, why="x", by=cast.berg.actor, at=now)
    assert obstacles(lambda: ask(cast, now, interview)) == {"state", "language"}


def test_a_wall_keeps_an_interpreter_out(cast: Cast, now: datetime) -> None:
    before = planned(cast, now)
    booking = book(cast, now, before)
    wall_off(
        cast.case, member_id=cast.sami.id, ground=WallGround.FAMILY, why="x", by=cast.costa.actor, at=now
    )
    with acting_as(cast.sami.actor):
        assert bookings_of_mine(begins=now, by=cast.sami.actor) == []
    with pytest.raises(Hidden):
        answer(cast, now, booking)
    another = planned(cast, now)
    assert obstacles(lambda: ask(cast, now, another)) == {"walled"}
    with acting_as(cast.berg.actor):
        card = interview_card(another, by=cast.berg.actor, at=now)
        assert interpreters_for(card, by=cast.berg.actor, at=now) == []


def test_an_answer_comes_before_the_interview_and_a_no_says_why(
    cast: Cast, now: datetime, journal: Journal
) -> None:
    interview = planned(cast, now)
    booking = book(cast, now, interview)
    assert obstacles(lambda: answer(cast, now, booking, accepts=False)) == {"why"}
    assert obstacles(lambda: answer(cast, now + TWO_DAYS, booking)) == {"starts_at"}
    event = answer(cast, now, booking)
    assert journal.tells(event, by=cast.sami)
    assert obstacles(lambda: answer(cast, now, booking)) == {"accepted"}
    answer(cast, now, booking, accepts=False, why="I am ill.")
    assert obstacles(lambda: answer(cast, now, booking)) == {"state"}
    [card] = asked_of(cast, now, interview)
    assert (card.state, card.why) == (BookingState.DECLINED, "I am ill.")


def test_whoever_declined_is_nobody_the_case_can_count_on(cast: Cast, now: datetime) -> None:
    def is_arranged() -> bool:
        with acting_as(cast.berg.actor):
            [standing] = records_of(cast.case, by=cast.berg.actor, at=now)
            return standing.has_interpreter

    interview = planned(cast, now)
    booking = book(cast, now, interview)
    assert is_arranged()
    answer(cast, now, booking, accepts=False, why="x")
    assert not is_arranged()
    book(cast, now, interview)
    assert is_arranged()


def test_who_moves_an_interview_asks_anew(cast: Cast, now: datetime) -> None:
    interview = planned(cast, now)
    booking = book(cast, now, interview)
    answer(cast, now, booking)
    told = replace(appointment(now, days=5, place="Room 9"), interpreter="Sami")
    planning.reschedule(interview, told=told, why="x", by=cast.berg.actor, at=now)
    with acting_as(cast.sami.actor):
        card, _ = my_booking(booking, by=cast.sami.actor)
    assert (card.state, card.place, card.starts_at) == (BookingState.ASKED, "Room 9", told.starts_at)
    named = replace(told, interpreter="Somebody else")
    planning.reschedule(interview, told=named, why="x", by=cast.berg.actor, at=now)
    assert [one.state for one in asked_of(cast, now, interview)] == [BookingState.ENDED]


def test_an_interview_called_off_needs_nobody(cast: Cast, now: datetime) -> None:
    interview = planned(cast, now)
    booking = book(cast, now, interview)
    planning.cancel(interview, why="x", by=cast.berg.actor, at=now)
    assert [one.state for one in asked_of(cast, now, interview)] == [BookingState.ENDED]
    assert obstacles(lambda: answer(cast, now, booking)) == {"state"}


def test_somebody_is_let_go_for_a_reason(cast: Cast, now: datetime, journal: Journal) -> None:
    interview = planned(cast, now)
    booking = book(cast, now, interview)
    by = cast.berg.actor
    assert obstacles(lambda: bookings.release_interpreter(booking, why=" ", by=by, at=now)) == {"why"}
    event = bookings.release_interpreter(booking, why="Another dialect.", by=by, at=now)
    assert journal.tells(event, by=cast.berg)
    with acting_as(by):
        card = interview_card(interview, by=by, at=now)
    assert (card.interpreter, card.state) == ("", InterviewState.PLANNED)


def test_how_it_goes_is_said_on_the_day_and_once(cast: Cast, now: datetime, journal: Journal) -> None:
    interview = planned(cast, now)
    booking = book(cast, now, interview)
    assert obstacles(lambda: met(cast, now + TWO_DAYS, booking)) == {"state"}
    answer(cast, now, booking)
    assert obstacles(lambda: met(cast, now, booking)) == {"starts_at"}
    assert obstacles(lambda: met(cast, now + TWO_DAYS, booking, is_free=False)) == {"words"}
    event = met(cast, now + TWO_DAYS, booking, is_free=False, words="A cousin of my neighbour.")
    assert journal.tells(event, by=cast.sami)
    assert obstacles(lambda: met(cast, now + TWO_DAYS, booking)) == {"said"}
    [card] = asked_of(cast, now, interview)
    assert (card.understands, card.is_free) == (True, False)


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "dina", "sami"])
def test_the_wrong_role_asks_nobody(role: str, cast: Cast, now: datetime) -> None:
    interview = planned(cast, now)
    with pytest.raises(Forbidden):
        ask(cast, now, interview, by=getattr(cast, role))


@pytest.mark.parametrize("role", ["elio", "grit"])
def test_the_stranger_cannot_even_see_it(role: str, cast: Cast, now: datetime) -> None:
    interview = planned(cast, now)
    stranger = getattr(cast, role)
    with pytest.raises(Hidden):
        ask(cast, now, interview, by=stranger)
    booking = book(cast, now, interview)
    with pytest.raises(Hidden):
        bookings.release_interpreter(booking, why="x", by=stranger.actor, at=now)


def test_nobody_answers_for_an_interpreter(cast: Cast, now: datetime) -> None:
    booking = book(cast, now, planned(cast, now))
    with pytest.raises(Forbidden):
        answer(cast, now, booking, by=cast.berg)


def test_an_interpreter_appoints_nothing(house: House, cast: Cast, now: datetime) -> None:
    """Past the application: the row is theirs to answer, and its time and place are not."""
    booking = book(cast, now, planned(cast, now))
    with psycopg.connect(house.dsn(DatabaseRole.APP)) as connection, connection.cursor() as cursor:
        cursor.execute("select set_config('limen.ticket', %s, true)", [cast.sami.actor.ticket])
        cursor.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            cursor.execute(
                "update interviews_booking set state = 'accepted', place = 'elsewhere' where id = %s",
                [booking],
            )


def test_the_officer_is_told_and_nobody_else(house: House, cast: Cast, now: datetime) -> None:
    booking = book(cast, now, planned(cast, now))
    event = answer(cast, now, booking, accepts=False, why="I am ill.")
    with psycopg.connect(house.admin_dsn) as connection:
        found = connection.execute(
            "select id from journal_entry where act_id = %s", [event.act_id]
        ).fetchone()
        assert found is not None
        connection.execute("select access.tell_of(%s)", [found[0]])
        told = connection.execute("select member_id from notices_notice where entry_id = %s", [found[0]])
        assert told.fetchall() == [(cast.berg.id,)]
