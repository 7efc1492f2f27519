"""The clocks of a file on its pages: shown with their reasons, and changed by acts."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from limen.domain.deadlines.commands.stopping import stop
from tests.cast import Cast, clear
from tests.conftest import House
from tests.lawbook import changed, put_in_force
from tests.workspaces.acting import ask, led_to, queries, readings, send, words
from tests.workspaces.clocks import kept, place, running, three

Browsers = Callable[..., Client]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def law(cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)


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
