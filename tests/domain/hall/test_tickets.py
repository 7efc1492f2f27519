"""Numbers in the hall: given out, called, called again, served, done, gone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar
from uuid import UUID

import pytest
from django.db import connections

from limen.domain.hall.commands.tickets import call_next, finish, leave, recall, serve, take_ticket
from limen.domain.hall.events import TicketCalled, TicketIssued
from limen.domain.hall.names import Arrival, CameFor, SeeFirst, TicketState
from limen.domain.hall.queries.figures import figures
from limen.domain.hall.queries.tickets import TicketCard, hall_list, in_line, next_in_line, ticket_sheet
from limen.domain.people.names import Told
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.hall.visits import ARRIVAL
from tests.domain.told import Journal, obstacles

T = TypeVar("T")


def _take(cast: Cast, at: datetime, arrival: Arrival = ARRIVAL, by: Player | None = None) -> TicketIssued:
    by = by or cast.hana
    return take_ticket(cast.unit, arrival=arrival, ticket_id=new_id(), on=ON, by=by.actor, at=at)


def _call(
    cast: Cast, at: datetime, *, by: Player | None = None, which: UUID | None = None, why: str = ""
) -> TicketCalled:
    actor = (by or cast.hana).actor
    return call_next(cast.unit, desk=" 4 ", on=ON, ticket_id=which, why=why, by=actor, at=at)


def _sheet(cast: Cast, ticket_id: UUID) -> TicketCard:
    with acting_as(cast.hana.actor):
        return ticket_sheet(ticket_id, by=cast.hana.actor)


def test_numbers_follow_each_other_and_begin_anew_for_every_unit_and_day(cast: Cast, now: datetime) -> None:
    assert [_take(cast, now).number for _ in range(3)] == [1, 2, 3]
    elsewhere = take_ticket(
        cast.agency_unit, arrival=ARRIVAL, ticket_id=new_id(), on=ON, by=cast.dina.actor, at=now
    )
    tomorrow = take_ticket(
        cast.unit, arrival=ARRIVAL, ticket_id=new_id(), on=now.date(), by=cast.hana.actor, at=now
    )
    assert (elsewhere.number, tomorrow.number) == (1, 1)
    with acting_as(cast.costa.actor):
        page = hall_list(cast.unit, on=ON, by=cast.costa.actor)
    assert [(card.number, card.party_size, card.state) for card in page.cards] == [
        (number, 3, TicketState.WAITING) for number in (1, 2, 3)
    ]


def test_whoever_is_asked_to_be_seen_first_is_called_first_and_the_others_in_order(
    cast: Cast, now: datetime
) -> None:
    first, second = _take(cast, now), _take(cast, now)
    ill = _take(cast, now, replace(ARRIVAL, first=SeeFirst.ILL, first_says="fever"))
    with acting_as(cast.hana.actor):
        line = next_in_line(cast.unit, on=ON, by=cast.hana.actor)
    assert [card.number for card in line] == [3, 1, 2]
    called = [_call(cast, now).ticket_id for _ in range(3)]
    assert called == [ill.ticket_id, first.ticket_id, second.ticket_id]
    assert obstacles(lambda: _call(cast, now)) == {"nobody"}


def test_a_clerk_may_call_anybody_out_of_turn_with_a_reason(cast: Cast, now: datetime) -> None:
    first, second = _take(cast, now), _take(cast, now)
    assert obstacles(lambda: _call(cast, now, which=second.ticket_id)) == {"why"}
    called = _call(cast, now, which=second.ticket_id, why="speaks Tigrinya, as I do")
    assert (called.number, called.desk, called.why) == (2, "4", "speaks Tigrinya, as I do")
    assert obstacles(lambda: _call(cast, now, which=second.ticket_id, why="again")) == {"state"}
    assert _call(cast, now, which=first.ticket_id).number == 1


def test_the_way_of_a_number_through_the_hall(cast: Cast, now: datetime) -> None:
    ticket = _take(cast, now).ticket_id
    by = cast.hana.actor
    assert obstacles(lambda: serve(ticket, by=by, at=now)) == {"state"}
    assert obstacles(lambda: recall(ticket, desk="4", by=by, at=now)) == {"state"}
    _call(cast, now)
    assert recall(ticket, desk="5", by=by, at=now).times == 2
    assert (_sheet(cast, ticket).desk, _sheet(cast, ticket).times_called) == ("5", 2)
    assert obstacles(lambda: finish(ticket, by=by, at=now)) == {"state"}
    serve(ticket, by=by, at=now)
    assert obstacles(lambda: leave(ticket, by=by, at=now)) == {"state"}
    finish(ticket, by=by, at=now)
    assert _sheet(cast, ticket).state is TicketState.DONE
    assert obstacles(lambda: recall(ticket, desk="4", by=by, at=now)) == {"state"}


def test_whoever_has_gone_can_come_back(cast: Cast, now: datetime) -> None:
    ticket = _take(cast, now).ticket_id
    leave(ticket, by=cast.hana.actor, at=now)
    assert _sheet(cast, ticket).state is TicketState.GONE
    assert obstacles(lambda: recall(ticket, desk=" ", by=cast.hana.actor, at=now)) == {"desk"}
    recall(ticket, desk="1", by=cast.hana.actor, at=now)
    assert (_sheet(cast, ticket).state, _sheet(cast, ticket).ended_at) == (TicketState.CALLED, None)


def test_a_party_of_nobody_and_a_language_that_nobody_told_are_refused(cast: Cast, now: datetime) -> None:
    for told, codes in (
        (replace(ARRIVAL, party_size=0), {"party_size"}),
        (replace(ARRIVAL, language="xxx"), {"language"}),
        (replace(ARRIVAL, language_state=Told.UNKNOWN), {"language"}),
        (Arrival(language_state=Told.TOLD, came_for=CameFor.OTHER), {"language"}),
        (replace(ARRIVAL, first_says="ill"), {"first"}),
    ):
        assert obstacles(partial(_take, cast, now, told)) == codes


def test_a_ticket_sent_twice_is_given_once(cast: Cast, now: datetime) -> None:
    ticket = _take(cast, now)

    def again() -> TicketIssued:
        by = cast.hana.actor
        return take_ticket(cast.unit, arrival=ARRIVAL, ticket_id=ticket.ticket_id, on=ON, by=by, at=now)

    assert obstacles(again) == {"received"}
    assert _take(cast, now).number == 2


@pytest.mark.parametrize("role", ["berg", "farah", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _take(cast, now, by=getattr(cast, role))


@pytest.mark.parametrize("role", ["dina", "elio"])
def test_a_stranger_cannot_even_see_the_hall(role: str, cast: Cast, now: datetime) -> None:
    ticket, stranger = _take(cast, now).ticket_id, getattr(cast, role)
    for act in (
        lambda: _take(cast, now, by=stranger), lambda: _call(cast, now, by=stranger),
        lambda: recall(ticket, desk="1", by=stranger.actor, at=now),
        lambda: leave(ticket, by=stranger.actor, at=now),
    ):  # fmt: skip
        with pytest.raises(Hidden):
            act()
    with acting_as(stranger.actor):
        assert hall_list(cast.unit, on=ON, by=stranger.actor).cards == ()


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    ticket = _take(cast, now)
    called = _call(cast, now)
    assert journal.tells(ticket, by=cast.hana)
    assert journal.tells(called, by=cast.hana)
    for act in (
        lambda: recall(ticket.ticket_id, desk="4", by=cast.hana.actor, at=now),
        lambda: serve(ticket.ticket_id, by=cast.hana.actor, at=now),
        lambda: finish(ticket.ticket_id, by=cast.hana.actor, at=now),
    ):
        assert journal.tells(act(), by=cast.hana)
    assert journal.tells(leave(_take(cast, now).ticket_id, by=cast.hana.actor, at=now), by=cast.hana)


def test_two_who_call_at_the_same_moment_never_call_the_same_number(cast: Cast, now: datetime) -> None:
    """Eight clerks, twenty-four numbers, real transactions side by side."""
    for _ in range(24):
        _take(cast, now)
    called, troubles = _at_once(8, lambda: [_call(cast, now).number for _ in range(3)])
    assert troubles == []
    assert sorted(number for numbers in called for number in numbers) == list(range(1, 25))
    assert obstacles(lambda: _call(cast, now)) == {"nobody"}


def test_numbers_given_out_at_the_same_moment_are_all_different(cast: Cast, now: datetime) -> None:
    given, troubles = _at_once(6, lambda: [_take(cast, now).number for _ in range(4)])
    assert troubles == []
    assert sorted(number for numbers in given for number in numbers) == list(range(1, 25))


def test_a_number_that_somebody_is_calling_is_skipped_without_waiting(cast: Cast, now: datetime) -> None:
    """One transaction holds the first number and is not finished: another one is given the second at once."""
    _take(cast, now), _take(cast, now)
    with acting_as(cast.hana.actor):
        assert _call(cast, now).number == 1
        seen, troubles = _at_once(1, lambda: _next_free(cast))
    assert (seen, troubles) == ([2], [])


def _next_free(cast: Cast) -> int:
    with acting_as(cast.costa.actor):
        found = in_line(cast.unit, on=ON).select_for_update(skip_locked=True).first()
        return found.number if found else 0


def _at_once(clerks: int, work: Callable[[], T]) -> tuple[list[T], list[Exception]]:
    start, done, troubles = threading.Barrier(clerks), list[T](), list[Exception]()

    def clerk() -> None:
        try:
            start.wait(timeout=10)
            done.append(work())
        except Exception as error:  # noqa: BLE001 whatever it was, the test tells it
            troubles.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=clerk) for _ in range(clerks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return done, troubles


def test_figures_are_those_of_the_list(cast: Cast, now: datetime) -> None:
    tickets = [_take(cast, now).ticket_id for _ in range(4)]
    for minutes in (10, 20, 60):
        _call(cast, now + timedelta(minutes=minutes))
    serve(tickets[0], by=cast.hana.actor, at=now)
    finish(tickets[0], by=cast.hana.actor, at=now)
    leave(tickets[1], by=cast.hana.actor, at=now)
    with acting_as(cast.costa.actor):
        found = figures(cast.unit, on=ON, begins=now, by=cast.costa.actor, at=now)
    assert (found.arrived, found.people, found.waiting, found.at_desks, found.done, found.gone) == (
        4, 12, 1, 1, 1, 1,
    )  # fmt: skip
    assert found.median_wait == timedelta(minutes=20)
    with acting_as(cast.elio.actor):
        nothing = figures(cast.unit, on=ON, begins=now, by=cast.elio.actor, at=now)
    assert (nothing.arrived, nothing.people, nothing.median_wait) == (0, 0, None)
