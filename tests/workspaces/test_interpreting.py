"""The pages of an interpreter: what they are asked to come to, and nothing of the case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands import planning
from limen.domain.interviews.names import Appointment, InterviewKind
from limen.foundation.ids import new_id
from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, led_to, queries, readings, send, words

Browsers = Callable[..., Client]
HOME = "/interpreting/"


@pytest.fixture
def interview(cast: Cast) -> UUID:
    """Later today, or in the first minutes of tomorrow, in a room."""
    now = datetime.now(UTC)
    told = Appointment(
        starts_at=now + timedelta(seconds=40), zone="UTC", minutes=60, place="Room 7", language="ara"
    )
    interview_id = new_id()
    planning.plan(
        cast.case, interview_id=interview_id, about=InterviewKind.SUBSTANTIVE, told=told,
        officer_id=cast.berg.id, compartment=Compartment.GENERAL, by=cast.berg.actor, at=now,
    )  # fmt: skip
    return interview_id


def booked(house: House, cast: Cast, browser_of: Browsers, interview: UUID) -> str:
    """Berg asks Sami, from the page of the interview; the address of the booking."""
    page = f"/adjudication/case/{cast.case}/interviews/{interview}/"
    berg = browser_of(cast.berg)
    assert "interpreter/" in words(berg, page)
    told = led_to(berg, send(berg, f"{page}interpreter/", interpreter_id=str(cast.sami.id)))
    assert "Berg asked Sami to interpret" in told
    assert "Not answered yet" in told
    [(booking,)] = ask(house, "select id from interviews_booking where interview_id = %s", interview)
    return f"{HOME}{booking}/"


def test_the_whole_way_of_a_booking(house: House, cast: Cast, browser_of: Browsers, interview: UUID) -> None:
    where = booked(house, cast, browser_of, interview)
    sami = browser_of(cast.sami)
    home = words(sami, HOME)
    assert where in home
    assert "Room 7" in home
    seen = home + words(sami, where)
    assert not [one for one in ("Amina", cast.reference, str(cast.case), str(interview)) if one in seen]
    assert readings(house, cast.case, cast.sami.id) == ["interpreting:booking"]
    refused = send(sami, f"{where}answer/", comes="no", why="")
    assert refused.status_code == 409
    assert "Say why you cannot come." in refused.content.decode()
    assert "Accepted" in led_to(sami, send(sami, f"{where}answer/", comes="yes", why=""))
    begun = "update interviews_booking set starts_at = now() - interval '1 minute' where interview_id = %s"
    ask(house, begun, interview)
    said = send(sami, f"{where}understanding/", understands="yes", is_free="no", words="A neighbour.")
    assert "there is one, as you said" in led_to(sami, said)
    page = words(browser_of(cast.berg), f"/adjudication/case/{cast.case}/interviews/{interview}/")
    assert "says that there is a tie to somebody concerned" in page
    assert "A neighbour." in page


def test_an_empty_answer_says_what_is_missing(
    house: House, cast: Cast, browser_of: Browsers, interview: UUID
) -> None:
    where = booked(house, cast, browser_of, interview)
    sami = browser_of(cast.sami)
    answer = send(sami, f"{where}answer/", why="I would rather write it down.")
    assert "I would rather write it down." in answer.content.decode()
    assert ask(house, "select state from interviews_booking where interview_id = %s", interview) == [
        ("asked",)
    ]


def test_nobody_is_asked_and_the_page_says_so(cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.sami), HOME)
    assert "You are not asked to be anywhere today." in page
    assert "Nothing lies ahead." in page
    assert "Find a person" not in page


@pytest.mark.parametrize("who", ["berg", "hana", "ivo", "elio"])
def test_nobody_else_has_these_pages(
    who: str, house: House, cast: Cast, browser_of: Browsers, interview: UUID
) -> None:
    where = booked(house, cast, browser_of, interview)
    for url in (HOME, where, f"{where}answer/", f"{where}understanding/"):
        assert browser_of(getattr(cast, who)).get(url).status_code == 403


def test_somebody_who_is_let_go_sees_that(
    house: House, cast: Cast, browser_of: Browsers, interview: UUID
) -> None:
    where = booked(house, cast, browser_of, interview)
    berg, booking = browser_of(cast.berg), where.rstrip("/").rpartition("/")[2]
    page = f"/adjudication/case/{cast.case}/interviews/{interview}/interpreter/{booking}/release/"
    assert "Sami" in words(berg, page)
    led_to(berg, send(berg, page, why="Another dialect."))
    shown = words(browser_of(cast.sami), where)
    assert "Not needed any more" in shown
    assert "Say whether you come" not in shown


def test_the_list_costs_the_same_however_long(
    house: House, cast: Cast, browser_of: Browsers, interview: UUID
) -> None:
    where = booked(house, cast, browser_of, interview)
    sami = browser_of(cast.sami)
    few = queries(sami, HOME)
    columns = "case_id, compartment, interpreter_id, officer_id, zone, minutes, place, link, language"
    ask(
        house,
        f"insert into interviews_booking (id, interview_id, state, starts_at, asked_by_id, asked_at, why,"
        f" {columns}) select gen_random_uuid(), interview_id, 'ended', starts_at + n * interval '1 hour',"
        f" asked_by_id, asked_at, '', {columns} from interviews_booking, generate_series(1, 20) n"
        " where id = %s",
        where.rstrip("/").rpartition("/")[2],
    )
    assert queries(sami, HOME) == few
