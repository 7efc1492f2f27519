"""The address of one's own calendar: what a program finds there, and who finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar, Component

from limen.domain.cases.commands.walling import declare_conflict
from limen.domain.cases.names import WallGround
from limen.domain.hall.commands.appointments import book
from limen.domain.hall.commands.running import set_hours
from limen.domain.identity.names import Compartment
from limen.foundation.ids import new_id
from tests.cast import Cast, clear
from tests.conftest import House
from tests.domain.hall.visits import OPENING, at, next_monday, visit
from tests.domain.interviews.heard import planned
from tests.workspaces.acting import ask, led_to, readings, send, words

Browsers = Callable[..., Client]
PAGE = "/account/calendar/"


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def _address(client: Client) -> str:
    """Make one, and read it off the page."""
    page = led_to(client, send(client, f"{PAGE}open/"))
    return _shown(page)


def _shown(page: str) -> str:
    found = re.search(r'href="http://testserver(/calendar/[^"]+\.ics)"', page)
    assert found, page
    return found[1]


def _entries(address: str) -> list[Component]:
    """What a program without a cookie finds."""
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def _booked(cast: Cast, now: datetime) -> datetime:
    """An appointment of Berg's case, and when it is."""
    set_hours(cast.unit, opening=OPENING, version=0, by=cast.costa.actor, at=now)
    begins = at(next_monday(now), 10)
    wanted = visit(begins, place="Room 4, east wing", says="with Amina's sister")
    book(cast.case, unit_id=cast.unit, visit=wanted, appointment_id=new_id(), by=cast.hana.actor, at=now)
    return begins


def test_a_program_finds_when_and_where_and_nothing_about_anybody(
    house: House, cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    begins = _booked(cast, now)
    planned(cast, now)
    address = _address(browser_of(cast.berg))
    interview, visited = _entries(address)
    assert (str(visited["summary"]), str(visited["location"])) == ("Appointment", "Room 4, east wing")
    assert (str(interview["summary"]), str(interview["location"])) == ("Interview", "Room 4")
    assert visited.decoded("dtstart") == begins
    assert visited.decoded("dtstart").tzinfo is not None
    assert (visited.decoded("dtend") - begins).total_seconds() == 30 * 60
    assert (interview.decoded("dtend") - interview.decoded("dtstart")).total_seconds() == 180 * 60
    text = Client().get(address).content.decode()
    assert f"DTSTART:{begins:%Y%m%dT%H%M%S}Z" in text
    for word in ("Amina", "Berg", "Haddad", cast.reference, "sister", str(cast.case)):
        assert word not in text, word
    assert str(visited["uid"]) != str(interview["uid"])
    assert [str(one["uid"]) for one in _entries(address)] == [str(interview["uid"]), str(visited["uid"])]
    assert readings(house, cast.case, cast.berg.id).count("calendar") == 3


def test_somebody_elses_appointments_are_not_in_it(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    _booked(cast, now)
    planned(cast, now)
    for other in (cast.costa, cast.grit, cast.dina, cast.elio):
        assert _entries(_address(browser_of(other))) == []


def test_a_wrong_address_and_a_closed_one_are_missing(
    cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    berg = browser_of(cast.berg)
    first = _address(berg)
    assert Client().post(first).status_code == 405
    assert Client().get("/calendar/guessed.ics").status_code == 404
    second = _address(berg)
    assert (Client().get(first).status_code, Client().get(second).status_code) == (404, 200)
    assert _shown(words(berg, PAGE)) == second, "its owner can look at it again"
    assert "No address is open" in led_to(berg, send(berg, f"{PAGE}close/"))
    assert Client().get(second).status_code == 404
    assert send(berg, f"{PAGE}close/").status_code == 404, "there is none to close"


def test_signing_out_leaves_it_open_and_a_suspended_account_closes_it(
    house: House, cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    planned(cast, now)
    address = _address(browser_of(cast.berg))
    ask(house, "update identity_session set revoked_at = now() where account_id = %s and purpose = ''",
        cast.berg.id)  # fmt: skip
    assert len(_entries(address)) == 1
    ask(house, "update identity_account set is_active = false where id = %s", cast.berg.id)
    assert Client().get(address).status_code == 404


def test_after_its_year_it_is_missing(house: House, cast: Cast, browser_of: Browsers) -> None:
    address = _address(browser_of(cast.berg))
    ask(house, "update identity_session set expires_at = now() where account_id = %s and purpose = 'calendar'",
        cast.berg.id)  # fmt: skip
    assert Client().get(address).status_code == 404


def test_whoever_was_moved_finds_nothing_of_the_old_cases(
    house: House, cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    _booked(cast, now)
    planned(cast, now)
    address = _address(browser_of(cast.berg))
    assert len(_entries(address)) == 2
    ask(house, "update cases_assignment set until_at = now() where member_id = %s", cast.berg.id)
    assert _entries(address) == [], "somebody else is the officer of the case now"
    ask(house, "update cases_assignment set until_at = null where member_id = %s", cast.berg.id)
    assert len(_entries(address)) == 2
    ask(house, "update identity_posting set until_at = now() where member_id = %s", cast.berg.id)
    assert _entries(address) == [], "whoever has no post any more reaches no case"


def test_a_wall_and_a_compartment_close_over_it(
    house: House, cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    _booked(cast, now)
    berg = clear(house.admin_dsn, cast.berg, "medical")
    address = _address(browser_of(berg))
    planned(replace(cast, berg=berg), now, compartment=Compartment.MEDICAL)
    assert len(_entries(address)) == 2
    ask(house, "update identity_clearance set until_at = now() where member_id = %s", berg.id)
    assert [str(one["summary"]) for one in _entries(address)] == ["Appointment"]
    declare_conflict(cast.case, ground=WallGround.OTHER, why="We are related.", by=cast.berg.actor, at=now)
    assert _entries(address) == []


def test_it_is_awake_for_nobody_between_two_askings(house: House, cast: Cast, browser_of: Browsers) -> None:
    address = _address(browser_of(cast.berg))
    asleep = "select idle_until <= now(), seen_at > made_at, ticket_hash from identity_session where account_id = %s"
    [(is_asleep, is_asked, _)] = ask(house, f"{asleep} and purpose = 'calendar'", cast.berg.id)
    assert (is_asleep, is_asked) == (True, False)
    assert _entries(address) == []
    [(is_asleep, is_asked, kept)] = ask(house, f"{asleep} and purpose = 'calendar'", cast.berg.id)
    assert (is_asleep, is_asked) == (True, True)
    token = address.removeprefix("/calendar/").removesuffix(".ics")
    assert token.encode() not in bytes(kept)
    assert "last asked" in words(browser_of(cast.berg), PAGE)


def test_a_cookie_does_not_open_it_and_it_opens_no_page(cast: Cast, browser_of: Browsers) -> None:
    token = _address(browser_of(cast.berg)).removeprefix("/calendar/").removesuffix(".ics")
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = token
    assert client.get("/adjudication/").status_code == 302
    assert Client().get(f"/calendar/{cast.berg.cookie}.ics").status_code == 404


def test_whoever_has_no_cases_is_told_why_there_is_none(cast: Cast, browser_of: Browsers) -> None:
    ivo = browser_of(cast.ivo)
    page = words(ivo, PAGE)
    assert "Your role has no cases" in page
    assert "Make an address" not in page
    assert send(ivo, f"{PAGE}open/").status_code == 403


def test_any_number_of_entries_costs_the_same(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    address, client = _address(browser_of(cast.berg)), Client()

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assert client.get(address).status_code == 200
        return len(questions)

    planned(cast, now)
    few = asked()
    for _ in range(6):
        planned(cast, now)
    assert asked() == few
