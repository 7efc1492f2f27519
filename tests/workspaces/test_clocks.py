"""The clocks of a file on its pages: shown with their reasons, started after a look, changed by acts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from limen.domain.deadlines.commands.stopping import stop
from tests.cast import Cast, clear
from tests.conftest import House
from tests.lawbook import CALENDAR, changed, put_in_force
from tests.workspaces.acting import ask, led_to, queries, readings, send, words
from tests.workspaces.clocks import kept, place, running, three

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


# Looking


def test_a_clock_says_when_and_why(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    clock = running(cast, now, about="the second child")
    page = words(browser_of(cast.costa), place(cast))
    assert "Decide on the application" in page
    assert "<bdi>the second child</bdi>" in page
    assert re.search(r'lm-ribbon__left">in \d+ days<', page)
    assert "Time limit: it has to be done by then. For the authority." in page
    assert "The version of 1 January 2020 applies (6 months)" in page
    assert "Settled: the rule was read in the law." in page
    assert 'role="img" aria-label="Began on' in page
    assert "no lawyer has signed it" in page
    one = words(browser_of(cast.costa), place(cast, clock))
    assert "Day on which the application was made" in one
    assert "Started by" in one
    assert readings(house, cast.case, cast.costa.id) == ["adjudication:case_clocks", "adjudication:clock"]


def test_what_nobody_read_in_the_law_is_not_settled(
    cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    running(cast, now, term="appeal", facts={"served_on": now.date().isoformat()})
    page = words(browser_of(cast.costa), place(cast))
    assert "Not settled: the rule was written from memory" in page
    assert "Settled: the rule was read" not in page


def test_red_is_for_a_limit_that_is_over_or_near(
    cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    running(cast, now, term="register")
    page = words(browser_of(cast.costa), place(cast))
    assert "lm-ribbon--danger" in page
    assert ">Missed</strong>" in page
    assert re.search(r"\d+ days? over", page)


def test_the_first_page_of_a_file_shows_three(
    cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    for number in range(4):
        running(cast, now, about=f"child {number}")
    page = words(browser_of(cast.berg), f"/adjudication/case/{cast.case}/")
    assert page.count('class="lm-ribbon lm-ribbon--') == 3
    assert "All deadlines" in page


def test_many_clocks_ask_as_little_as_one(cast: Cast, browser_of: Browsers, now: datetime, law: None) -> None:
    running(cast, now, about="child 0")
    client = browser_of(cast.costa)
    few = queries(client, place(cast))
    for number in range(1, 8):
        running(cast, now, about=f"child {number}")
    assert queries(client, place(cast)) == few


def test_a_compartment_is_not_there_for_others(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    costa = clear(house.admin_dsn, cast.costa, "trafficking")
    clock = running(cast, now, by=costa, compartment="trafficking")
    assert "Decide on the application" in words(browser_of(costa), place(cast))
    assert "Decide on the application" not in words(browser_of(cast.berg), place(cast))
    words(browser_of(cast.berg), place(cast, clock), status=404)


def test_strangers_find_no_clock(cast: Cast, browser_of: Browsers, now: datetime, law: None) -> None:
    clock = running(cast, now)
    for player in (cast.elio, cast.grit, cast.farah, cast.hana):
        for parts in ((), (clock,)):
            words(browser_of(player), place(cast, *parts), status=404)
    other = f"/adjudication/case/{cast.other_case}/deadlines/{clock}/"
    words(browser_of(cast.costa), other, status=404)


# Starting


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


# Changing


def test_a_clock_is_stopped_and_goes_on(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    clock, client = running(cast, now), browser_of(cast.berg)
    before = kept(house, clock)[1]
    form = words(client, place(cast, clock, "stop"))
    assert "The applicant asked for another day – The applicant. It stops the clock." in form
    assert "We had no interpreter – The authority. It does not stop the clock." in form
    since = three("since_on", now.date() - timedelta(days=5))
    page = led_to(client, send(client, place(cast, clock, "stop"), cause="postponed", version=1, **since))
    assert "Standing still" in page
    assert "days left" in page
    assert kept(house, clock) == ("stopped", None, 2)
    until = three("until_on", now.date())
    page = led_to(client, send(client, place(cast, clock, "resume"), version=2, **until))
    assert "let the clock “Decide on the application” go on" in page
    assert kept(house, clock)[1] >= before + timedelta(days=5)


def test_a_refused_stop_keeps_what_was_typed(
    cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    clock = running(cast, now)
    later = three("since_on", now.date() + timedelta(days=9))
    sent: dict[str, Any] = {"cause": "postponed", "version": 1, "why": "A wedding.", **later}
    answer = send(browser_of(cast.berg), place(cast, clock, "stop"), **sent)
    assert answer.status_code == 409
    assert "cannot begin in the future" in answer.content.decode()
    assert "A wedding." in answer.content.decode()


def test_a_clock_is_extended_on_a_ground(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    clock, client = running(cast, now), browser_of(cast.berg)
    assert "Difficult questions – at most 3 months" in words(client, place(cast, clock, "extend"))
    sent: dict[str, Any] = {
        "ground": "complex",
        "number": "",
        "unit": "months",
        "why": "Eleven witnesses.",
        "version": 1,
    }
    sent |= three("decided_on", now.date())
    too_long = send(client, place(cast, clock, "extend"), **sent | {"number": "4"})
    assert too_long.status_code == 409
    assert "Eleven witnesses." in too_long.content.decode()
    page = led_to(client, send(client, place(cast, clock, "extend"), **sent))
    assert "Berg extended the clock" in page
    assert "Made longer by 3 months" in page
    assert "All that the law allows" in page
    again = words(client, place(cast, clock))
    assert "It was extended on every ground that the law knows." in again


def test_what_was_due_is_done(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    clock, client = running(cast, now), browser_of(cast.berg)
    page = led_to(client, send(client, place(cast, clock, "done"), version=1, **three("met_on", now.date())))
    assert "was done on" in page
    assert "in time" in page
    assert kept(house, clock)[0] == "met"
    assert "It was done</a>" not in words(client, place(cast, clock))


def test_late_is_said_as_late(cast: Cast, browser_of: Browsers, now: datetime, law: None) -> None:
    clock, client = running(cast, now, term="register"), browser_of(cast.berg)
    page = led_to(client, send(client, place(cast, clock, "done"), version=1, **three("met_on", now.date())))
    assert "Done too late" in page
    assert re.search(r"\d+ days? late", page)


def test_a_clock_is_set_aside_with_a_reason(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    clock, client = running(cast, now), browser_of(cast.berg)
    assert send(client, place(cast, clock, "set-aside"), version=1, why="").status_code == 200
    page = led_to(client, send(client, place(cast, clock, "set-aside"), version=1, why="Started twice."))
    assert "aside: Started twice." in page
    assert kept(house, clock)[0] == "set_aside"


def test_a_conflict_shows_the_clock_as_it_stands(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    clock = running(cast, now)
    today = now.date()
    stop(clock, cause="our_delay", since_on=today, on=today, version=1, by=cast.costa.actor, at=now)
    client = browser_of(cast.berg)
    sent = {"why": "Started twice, by mistake."}
    answer = send(client, place(cast, clock, "set-aside"), version=1, **sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this clock" in page
    assert sent["why"] in page
    assert '<input type="hidden" name="version" value="2"' in page
    assert kept(house, clock)[0] == "running"
    led_to(client, send(client, place(cast, clock, "set-aside"), version=2, **sent))
    assert kept(house, clock)[0] == "set_aside"


def test_a_difference_is_looked_at_and_answered(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    clock, client = running(cast, now), browser_of(cast.berg)
    assert "Look at the difference" not in words(client, place(cast, clock))
    due = kept(house, clock)[1]
    put_in_force(cast, now, changed("atlantis/terms/all.yaml", "value: 6 months", "value: 5 months"))
    ask(
        house,
        "insert into deadlines_difference (id, clock_id, case_id, compartment, edition_id, stored_due_on,"
        " found_due_on, found_at, trouble) select gen_random_uuid(), c.id, c.case_id, c.compartment,"
        " a.edition_id, c.due_on, c.due_on - 30, now(), '' from deadlines_clock c join policy_adoption a"
        " on a.pack = c.pack and a.state = 'adopted' and a.organisation_id = %s where c.id = %s",
        cast.authority,
        clock,
    )
    assert "Look at the difference" in words(client, place(cast, clock))
    both = words(client, place(cast, clock, "rule-again"))
    assert "6 months" in both
    assert "5 months" in both
    page = led_to(client, send(client, place(cast, clock, "rule-again"), version=1))
    assert "let the edition in force rule the clock" in page
    assert kept(house, clock)[1] < due
    assert "Look at the difference" not in page


@pytest.mark.parametrize("act", ["stop", "resume", "extend", "done", "set-aside", "rule-again"])
def test_who_may_not_change_a_clock_does_not(
    act: str, house: House, cast: Cast, browser_of: Browsers, now: datetime, law: None
) -> None:
    clock = running(cast, now)
    before = kept(house, clock)
    sent: dict[str, Any] = {
        "version": 1,
        "why": "x",
        "cause": "postponed",
        "ground": "complex",
        "unit": "months",
    }
    for name in ("since_on", "until_on", "met_on", "decided_on"):
        sent |= three(name, now.date())
    for player, status in ((cast.hana, 403), (cast.jun, 403), (cast.farah, 404), (cast.elio, 404)):
        assert send(browser_of(player), place(cast, clock, act), **sent).status_code == status
    assert kept(house, clock) == before


def test_the_timeline_says_days_in_words(cast: Cast, browser_of: Browsers, now: datetime, law: None) -> None:
    clock, client = running(cast, now), browser_of(cast.berg)
    send(client, place(cast, clock, "done"), version=1, **three("met_on", date(2026, 11, 20)))
    page = words(client, f"/adjudication/case/{cast.case}/timeline/")
    assert "was done on 20 November 2026." in page
