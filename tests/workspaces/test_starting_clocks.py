"""Starting a clock on its page: a term is chosen, its facts are told, the answer is looked at first."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import Cast, clear
from tests.conftest import House
from tests.lawbook import CALENDAR, changed, put_in_force
from tests.workspaces.acting import ask, led_to, send, words
from tests.workspaces.clocks import place, three

Browsers = Callable[..., Client]
TERM = {"pack": "atlantis", "term": "register"}


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def law(cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)


def _filled(day: date, **more: Any) -> dict[str, Any]:
    asked = TERM | {"compartment": "general", "about": "", "fact-crowded": "-"} | three("fact-made_on", day)
    return asked | more


def _seen(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]+)"', page)
    assert found, page
    return found[1]


def _worked_out(client: Client, cast: Cast, fields: dict[str, Any]) -> str:
    answer = send(client, place(cast, "start"), do="work_out", **fields)
    assert answer.status_code == 200, answer.content.decode()
    return str(answer.content.decode())


def test_the_terms_are_searched_in_their_words(cast: Cast, browser_of: Browsers, law: None) -> None:
    client, url = browser_of(cast.berg), place(cast, "start")
    assert "Send the prints" in words(client, url)
    found = words(client, url + "?q=regISTER")
    assert "Register the application" in found
    assert "Send the prints" not in found
    assert "1 term" in found
    assert "No term has these words." in words(client, url + "?q=zzz")


def test_without_a_law_nothing_starts(cast: Cast, browser_of: Browsers) -> None:
    assert "Two policy leads must adopt" in words(browser_of(cast.berg), place(cast, "start"))


def test_a_clock_is_worked_out_and_then_started(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    client, fields = browser_of(cast.berg), _filled(now.date())
    page = _worked_out(client, cast, fields)
    assert "The clock does not run yet." in page
    assert "It runs from" in page
    assert not ask(house, "select 1 from deadlines_clock where case_id = %s", cast.case)
    after = led_to(client, send(client, place(cast, "start"), do="start", seen=_seen(page), **fields))
    assert "Berg started the clock “Register the application”." in after
    assert len(ask(house, "select 1 from deadlines_clock where case_id = %s", cast.case)) == 1


def test_two_clicks_start_one_clock(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    client, fields, op = browser_of(cast.berg), _filled(now.date()), str(uuid4())
    seen = _seen(_worked_out(client, cast, fields))
    sent = [send(client, place(cast, "start"), op=op, do="start", seen=seen, **fields) for _ in range(2)]
    assert sent[0].headers["Location"] == sent[1].headers["Location"]
    assert len(ask(house, "select 1 from deadlines_clock where case_id = %s", cast.case)) == 1


def test_what_was_not_seen_is_shown_first(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    client, fields = browser_of(cast.berg), _filled(now.date())
    seen = _seen(_worked_out(client, cast, fields))
    later = _filled(now.date() - timedelta(days=9))
    answer = send(client, place(cast, "start"), do="start", seen=seen, **later)
    assert "another one than the one you saw" in answer.content.decode()
    assert not ask(house, "select 1 from deadlines_clock where case_id = %s", cast.case)


def test_wrong_input_keeps_what_was_typed(cast: Cast, browser_of: Browsers, now: datetime, law: None) -> None:
    fields = _filled(now.date(), about="the elder sister") | {"fact-made_on_month": "13"}
    page = _worked_out(browser_of(cast.berg), cast, fields)
    assert "Enter a real day" in page
    assert "the elder sister" in page
    assert 'value="13"' in page


def test_a_missing_fact_is_asked_for_at_its_field(cast: Cast, browser_of: Browsers, law: None) -> None:
    page = _worked_out(browser_of(cast.berg), cast, TERM | {"compartment": "general"})
    assert 'href="#id_fact-made_on_day"' in page


def test_what_the_law_cannot_answer_is_said_in_its_words(cast: Cast, browser_of: Browsers, law: None) -> None:
    answer = send(browser_of(cast.berg), place(cast, "start"), do="work_out", **_filled(date(2019, 3, 1)))
    assert answer.status_code == 409
    assert "No version of" in answer.content.decode()
    assert 'value="2019"' in answer.content.decode()


def test_an_hour_is_asked_where_the_law_counts_hours(
    cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    fields = {"pack": "atlantis", "term": "prints", "compartment": "general"}
    fields |= three("fact-taken_at", now.date() - timedelta(days=1))
    client = browser_of(cast.berg)
    assert "hour-taken_at" in _worked_out(client, cast, fields)
    assert "Enter an hour" in _worked_out(client, cast, fields | {"hour-taken_at": "late"})
    page = _worked_out(client, cast, fields | {"hour-taken_at": "9:05"})
    assert "Counted in full hours" in page


def test_a_refused_start_keeps_what_was_typed(
    cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    client, fields = browser_of(cast.berg), _filled(now.date(), about="the twin")
    seen = _seen(_worked_out(client, cast, fields))
    first, answer = (send(client, place(cast, "start"), do="start", seen=seen, **fields) for _ in range(2))
    assert (first.status_code, answer.status_code) == (303, 409)
    assert "runs for the twin already" in answer.content.decode()
    assert 'value="the twin"' in answer.content.decode()


def test_only_own_compartments_are_offered(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    url = place(cast, "start") + "?pack=atlantis&term=register"
    assert "Human trafficking" not in words(browser_of(cast.berg), url)
    berg = clear(house.admin_dsn, cast.berg, "trafficking")
    assert "trafficking" in words(browser_of(berg), url)


def test_who_may_not_start_does_not(cast: Cast, browser_of: Browsers, now: datetime, law: None) -> None:
    for player, status in ((cast.hana, 403), (cast.ivo, 403), (cast.farah, 404), (cast.elio, 404)):
        assert send(browser_of(player), place(cast, "start"), **_filled(now.date())).status_code == status


def test_a_calendar_is_chosen_where_the_pack_has_none(
    cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    put_in_force(cast, now, changed("atlantis/pack.yaml", "calendar: city\n", ""))
    client, fields = browser_of(cast.berg), _filled(now.date())
    assert "Days off differ" in _worked_out(client, cast, fields)
    assert CALENDAR
    page = _worked_out(client, cast, fields | {"calendar": "city"})
    assert "The clock does not run yet." in page
