"""The address of one's own calendar: what a program finds there, and who finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

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
from limen.domain.tasks.commands import add_task
from limen.foundation.ids import new_id
from tests.cast import Cast, clear
from tests.conftest import House
from tests.domain.hall.visits import OPENING, at, next_monday, visit
from tests.domain.interviews.heard import planned
from tests.lawbook import put_in_force
from tests.workspaces.acting import ask, led_to, readings, send, words
from tests.workspaces.clocks import kept, running

Browsers = Callable[..., Client]
PAGE = "/account/calendar/"


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def _address(client: Client) -> str:
    """Make one, and read it off the page."""
    answer = send(client, f"{PAGE}open/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    found = re.search(r'href="http://testserver(/calendar/[^"]+\.ics)"', answer.content.decode())
    assert found, answer.content.decode()
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
    assert _said(visited) == (f"Appointment {cast.reference}", "Room 4, east wing")
    assert _said(interview) == (f"Interview {cast.reference}", "Room 4")
    assert str(visited["url"]) == f"http://testserver/adjudication/case/{cast.case}/"
    assert visited.decoded("dtstart") == begins
    assert visited.decoded("dtstart").tzinfo is not None
    assert (visited.decoded("dtend") - begins).total_seconds() == 30 * 60
    assert (interview.decoded("dtend") - interview.decoded("dtstart")).total_seconds() == 180 * 60
    text = Client().get(address).content.decode()
    assert f"DTSTART:{begins:%Y%m%dT%H%M%S}Z" in text
    for word in ("Amina", "Berg", "Haddad", "sister"):
        assert word not in text, word
    assert str(visited["uid"]) != str(interview["uid"])
    assert [str(one["uid"]) for one in _entries(address)] == [str(interview["uid"]), str(visited["uid"])]
    assert readings(house, cast.case, cast.berg.id).count("calendar") == 3


def _said(entry: Component) -> tuple[str, str]:
    return str(entry["summary"]), str(entry["location"])


def test_what_is_due_has_its_day_and_a_neutral_word(
    house: House, cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    put_in_force(cast, now)
    clock = running(cast, now, about="of Amina")
    on = now.date() + timedelta(days=1)
    for case_id in (cast.case, None):
        add_task(case_id, says="Ring Amina's school", due_on=on, for_member_id=cast.berg.id,
                 compartment=Compartment.GENERAL, on=now.date(), by=cast.berg.actor, at=now)  # fmt: skip
    address = _address(browser_of(cast.berg))
    of_none, of_case, limit = sorted(_entries(address), key=lambda one: (one.decoded("dtstart"), _what(one)))
    assert (_what(of_none), str(of_none["url"])) == ("Task", "http://testserver/adjudication/tasks/")
    assert (_what(of_case), of_case.decoded("dtstart")) == (f"Task {cast.reference}", on)
    assert _what(limit) == f"Time limit {cast.reference}"
    assert limit.decoded("dtstart") == kept(house, clock, "due_on")[0]
    assert {str(one["transp"]) for one in (of_none, of_case, limit)} == {"TRANSPARENT"}
    text = Client().get(address).content.decode()
    assert f"DTSTART;VALUE=DATE:{on:%Y%m%d}" in text
    for word in ("Amina", "school", "Decide"):
        assert word not in text, word


def _what(entry: Component) -> str:
    return str(entry["summary"])


def test_it_is_a_calendar_by_the_letter(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    _booked(cast, now)
    planned(cast, now)
    content = Client().get(_address(browser_of(cast.berg))).content
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or len(line) > 75 for line in lines), "lines end in CRLF and are folded"
    found = Calendar.from_ical(content)
    assert (str(found["version"]), str(found["prodid"])) == ("2.0", "-//Limen//Limen//EN")
    for one in found.walk("VEVENT"):
        assert not one.errors
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL", "CLASS"} <= set(one)


def test_what_a_program_has_already_is_not_sent_or_read_again(
    house: House, cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    _booked(cast, now)
    berg = browser_of(cast.berg)
    address = _address(berg)
    first = Client().get(address)
    assert first.headers["Cache-Control"] == "private, no-cache"
    asked = {"if-none-match": first.headers["ETag"]}
    again = Client().get(address, headers=asked)
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert readings(house, cast.case, cast.berg.id).count("calendar") == 1
    planned(cast, now)
    news = Client().get(address, headers=asked)
    assert (news.status_code, news.headers["ETag"] == first.headers["ETag"]) == (200, False)
    assert readings(house, cast.case, cast.berg.id).count("calendar") == 2
    send(berg, f"{PAGE}close/")
    assert Client().get(address, headers={"if-none-match": news.headers["ETag"]}).status_code == 404


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
    page = words(berg, PAGE)
    assert "An address is open" in page
    assert "/calendar/" not in page.replace(PAGE, ""), "it was shown once"
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
    its_end = "update identity_session set expires_at = now() where account_id = %s and purpose = 'calendar'"
    ask(house, its_end, cast.berg.id)
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
    assert [_what(one) for one in _entries(address)] == [f"Appointment {cast.reference}"]
    declare_conflict(cast.case, ground=WallGround.OTHER, why="We are related.", by=cast.berg.actor, at=now)
    assert _entries(address) == []


def test_it_is_awake_for_nobody_between_two_askings(house: House, cast: Cast, browser_of: Browsers) -> None:
    address = _address(browser_of(cast.berg))
    asleep = "select idle_until <= now(), seen_at > made_at, ticket_hash from identity_session"
    asleep += " where account_id = %s"
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
