"""What is due: whose, how soon, in order, paged by key, and counted honestly."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.deadlines.commands.starting import start
from limen.domain.deadlines.queries.due import DueKey, Whose, Within, clocks_due, count_due
from limen.foundation.rows import acting_as
from tests.cast import Cast, clear
from tests.conftest import House
from tests.lawbook import put_in_force
from tests.workspaces.acting import ask, queries, readings, words
from tests.workspaces.clocks import running

Browsers = Callable[..., Client]
DUE = "/adjudication/due/"


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def law(cast: Cast, now: datetime) -> UUID:
    return put_in_force(cast, now)


def _more(house: House, clock_id: UUID, count: int, *, first: int, effect: str = "target") -> None:
    """As many clocks like that one, the first due so many days from today, each a day later."""
    columns = (
        "compartment, edition_id, pack, term, term_says, calendar, facts, state, work_to, raw_on, value,"
        " is_settled, ruling, started_by_id, started_at, version, case_id"
    )
    ask(
        house,
        f"insert into deadlines_clock (id, about, effect, due_on, {columns})"
        f" select gen_random_uuid(), 'copy ' || %s || n, %s, current_date + %s + n, {columns}"
        " from deadlines_clock, generate_series(0, %s) n where id = %s",
        f"{effect}{first}.",
        effect,
        first,
        count - 1,
        clock_id,
    )


def test_my_cases_come_first_and_units_on_request(
    cast: Cast, browser_of: Browsers, now: datetime, law: UUID
) -> None:
    running(cast, now, about="of Amina")
    facts = {"made_on": now.date().isoformat()}
    start(
        cast.other_case,
        pack="atlantis",
        term="decide",
        facts=facts,
        about="of Basim",
        by=cast.costa.actor,
        at=now,
    )
    assert "of Amina" in words(browser_of(cast.berg), DUE)
    assert "of Basim" not in words(browser_of(cast.berg), DUE + "?whose=unit")
    costa = browser_of(cast.costa)
    assert "No clock runs in these cases." in words(costa, DUE)
    page = words(costa, DUE + "?whose=unit")
    assert "of Amina" in page
    assert "of Basim" in page


def test_a_row_leads_to_its_clock_and_is_noted_as_read(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: UUID
) -> None:
    clock = running(cast, now)
    page = words(browser_of(cast.berg), DUE)
    assert f'href="/adjudication/case/{cast.case}/deadlines/{clock}/"' in page
    assert cast.reference in page
    assert readings(house, cast.case, cast.berg.id) == ["adjudication:due"]


def test_strangers_walls_and_compartments_hold(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: UUID
) -> None:
    costa = clear(house.admin_dsn, cast.costa, "trafficking")
    running(cast, now, about="first sister")
    running(cast, now, by=costa, compartment="trafficking", about="second sister")
    assert "second sister" in words(browser_of(costa), DUE + "?whose=unit")
    assert "second sister" not in words(browser_of(cast.berg), DUE)
    for player in (cast.elio, cast.grit, cast.farah, cast.hana):
        page = words(browser_of(player), DUE + "?whose=unit")
        assert "first sister" not in page
        assert cast.reference not in page
    for player in (cast.ivo, cast.jun, cast.dina):
        words(browser_of(player), DUE, status=403)


def test_what_is_missed_stands_on_top_in_words(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: UUID
) -> None:
    clock = running(cast, now, about="later")
    running(cast, now, term="register", about="sooner")
    _more(house, clock, 1, first=-3, effect="earliest")
    page = words(browser_of(cast.berg), DUE)
    assert page.index("sooner") < page.index("later")
    assert ">Missed</strong>" in page
    assert "May be done now" in page
    overdue = words(browser_of(cast.berg), DUE + "?within=overdue")
    assert "sooner" in overdue
    assert "May be done now" not in overdue


def test_spans_and_kinds_choose_and_every_number_opens_its_list(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: UUID
) -> None:
    clock = running(cast, now)
    _more(house, clock, 4, first=-2)
    _more(house, clock, 10, first=5, effect="limit")
    client = browser_of(cast.berg)
    page = words(client, DUE)
    found = re.findall(r'<a href="([^"]+)"><strong>([\d,+]+)</strong> <span>([^<]+)<', page)
    assert [(number, label) for _url, number, label in found] == [
        ("2", "overdue"),
        ("5", "within 7 days"),
        ("12", "within 30 days"),
        ("15", "all that run"),
    ]
    for url, number, _label in found:
        assert words(client, DUE + unescape(url)).count("data-row-link") == int(number)
    limits = words(client, DUE + "?effect=limit&within=7")
    assert limits.count("data-row-link") == 3
    assert "<strong>0</strong> <span>overdue" in limits


def test_what_no_address_means_is_the_whole_list(
    cast: Cast, browser_of: Browsers, now: datetime, law: UUID
) -> None:
    running(cast, now, about="of Amina")
    for query in ("?within=x&effect=y&whose=z", "?after=x", "?before=é", "?after=" + "-" * 40):
        assert "of Amina" in words(browser_of(cast.berg), DUE + query)


def test_the_list_pages_by_key_and_back(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: UUID
) -> None:
    clock = running(cast, now)
    _more(house, clock, 59, first=1)
    client = browser_of(cast.berg)
    first = words(client, DUE)
    assert first.count("data-row-link") == 50
    second = words(client, DUE + _link(first, "next"))
    assert second.count("data-row-link") == 10
    back = words(client, DUE + _link(second, "prev"))
    assert re.findall(r"copy [\w.]+", back) == re.findall(r"copy [\w.]+", first)


def test_one_row_and_many_ask_the_same(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: UUID
) -> None:
    clock = running(cast, now)
    client = browser_of(cast.berg)
    few, home = queries(client, DUE), queries(client, "/adjudication/")
    _more(house, clock, 45, first=1)
    assert queries(client, DUE) == few
    assert queries(client, "/adjudication/") == home


def test_the_first_page_counts_a_week(
    house: House, cast: Cast, browser_of: Browsers, now: datetime, law: UUID
) -> None:
    clock = running(cast, now)
    client = browser_of(cast.berg)
    assert "<strong>0</strong> <span>due within 7 days in my cases" in words(client, "/adjudication/")
    _more(house, clock, 4, first=-1)
    page = words(client, "/adjudication/")
    assert "<strong>3</strong> <span>due within 7 days in my cases" in page
    assert "<strong>1</strong> <span>overdue in my cases" in page
    assert "in my units" not in page
    assert "in my units" in words(browser_of(cast.costa), "/adjudication/")


def test_beyond_a_thousand_the_count_says_so(house: House, cast: Cast, now: datetime, law: UUID) -> None:
    clock = running(cast, now)
    _more(house, clock, 1100, first=-20)
    with acting_as(cast.berg.actor):
        counts = count_due(whose=Whose.MINE, on=now.date(), by=cast.berg.actor, at=now)
    assert (counts[Within.ANY].found, counts[Within.ANY].is_more) == (1000, True)
    assert (counts[Within.WEEK].found, counts[Within.WEEK].is_more) == (8, False)
    assert (counts[Within.OVERDUE].found, counts[Within.OVERDUE].is_more) == (20, False)


def test_clocks_of_one_day_are_not_lost_between_pages(
    house: House, cast: Cast, now: datetime, law: UUID
) -> None:
    clock = running(cast, now)
    for effect in ("limit", "target"):
        _more(house, clock, 1, first=9, effect=effect)
    ask(
        house,
        "insert into deadlines_clock select (jsonb_populate_record(c, jsonb_build_object('id',"
        " gen_random_uuid(), 'about', 'twin ' || n))).* from deadlines_clock c, generate_series(1, 120) n"
        " where id = %s",
        clock,
    )
    seen: list[UUID] = []
    after: DueKey | None = None
    with acting_as(cast.berg.actor):
        while True:
            page = clocks_due(
                whose=Whose.MINE,
                within=Within.ANY,
                effect=None,
                on=now.date(),
                by=cast.berg.actor,
                at=now,
                after=after,
            )
            seen += [card.clock.id for card in page.cards]
            after = page.after
            if after is None:
                break
    assert len(seen) == len(set(seen)) == 123


def test_the_round_of_an_agency_has_the_page_too(cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.dina), "/casework/due/")
    assert "What is due" in page
    assert "due within 7 days in my units" in words(browser_of(cast.dina), "/casework/")


def _link(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    assert found
    return unescape(found.group(1))
