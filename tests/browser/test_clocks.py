"""The pages of clocks in a real Chromium: open to everybody, on desk and phone, both ways, and on paper."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connections
from playwright.sync_api import Page, expect

from limen.domain.deadlines.commands.closing import meet
from limen.domain.deadlines.commands.extending import extend
from limen.domain.deadlines.commands.stopping import stop
from tests.cast import Cast, clear
from tests.conftest import House
from tests.lawbook import changed, put_in_force
from tests.workspaces.acting import ask
from tests.workspaces.clocks import running

pytestmark = pytest.mark.browser

T = TypeVar("T")
Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}
WIDTHS = (1280, 390)
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_clocks_is_open_to_everybody(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    costa = clear(house.admin_dsn, cast.costa, "trafficking")
    clocks = _apart(lambda: _furnish(house, cast))
    faults: list[str] = []
    with window(costa, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for name, url in _walk(cast, clocks):
            answer = page.goto(url)
            assert answer.status == 200, url
            assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
            faults += [f"{url}: {fault}" for fault in (*_faults(page), *said)]
            said.clear()
            _keep(page, f"{language}-{width}-{name}")
    assert not faults, "\n".join(faults)


def test_a_clock_is_started_by_hand(house: House, cast: Cast, window: Window) -> None:
    now = datetime.now(UTC)
    _apart(lambda: put_in_force(cast, now))
    with window(cast.berg) as context:
        page = context.new_page()
        page.goto(f"/adjudication/case/{cast.case}/deadlines/")
        page.get_by_role("link", name="Start a clock").click()
        page.get_by_label("Which term of the law?").fill("register")
        page.locator("#main").get_by_role("button", name="Search").click()
        page.get_by_role("link", name="Register the application").click()
        day = page.get_by_role("group", name="Day on which the application was made")
        for label, value in (("Day", now.day), ("Month", now.month), ("Year", now.year)):
            day.get_by_label(label, exact=True).fill(str(value))
        page.get_by_label("Whom or what it is about").fill("the elder sister")
        page.get_by_role("button", name="Work it out").click()
        expect(page.get_by_text("The clock does not run yet.")).to_be_visible()
        assert not [*_faults(page)]
        _keep(page, "worked-out")
        expect(page.get_by_label("Whom or what it is about")).to_have_value("the elder sister")
        page.get_by_role("button", name="Start the clock").click()
        expect(page.locator("main")).to_contain_text("Berg started the clock “Register the application”.")
        expect(page.locator("main")).to_contain_text("the elder sister")


def test_paper_says_why_at_once(house: House, cast: Cast, window: Window) -> None:
    _apart(lambda: _furnish(house, cast))
    with window(cast.costa) as context:
        page = context.new_page()
        page.goto(f"/adjudication/case/{cast.case}/deadlines/")
        page.emulate_media(media="print")
        expect(page.get_by_text("It runs from").first).to_be_visible()
        expect(page.get_by_role("link", name="Start a clock")).to_be_hidden()
        _keep(page, "paper")


def _walk(cast: Cast, clocks: dict[str, UUID]) -> Iterator[tuple[str, str]]:
    file = f"/adjudication/case/{cast.case}/"
    yield from (("home", "/adjudication/"), ("due", "/adjudication/due/"), ("overview", file))
    yield "due-unit", "/adjudication/due/?whose=unit&within=30"
    yield "clocks", f"{file}deadlines/"
    yield "timeline", f"{file}timeline/"
    yield "terms", f"{file}deadlines/start/"
    yield "start", f"{file}deadlines/start/?pack=atlantis&term=register"
    yield "start-hours", f"{file}deadlines/start/?pack=atlantis&term=prints"
    for name, clock in clocks.items():
        yield f"clock-{name}", f"{file}deadlines/{clock}/"
    for name, act in (("long", "stop"), ("long", "extend"), ("long", "done"), ("long", "set-aside")):
        yield f"act-{act}", f"{file}deadlines/{clocks[name]}/{act}/"
    yield "act-resume", f"{file}deadlines/{clocks['still']}/resume/"
    yield "act-rule-again", f"{file}deadlines/{clocks['differs']}/rule-again/"


def _apart(act: Callable[[], T]) -> T:
    """Do something in the house in a thread of its own: this one belongs to the browser."""

    def done() -> T:
        try:
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(done).result()


def _furnish(house: House, cast: Cast) -> dict[str, UUID]:
    """Clocks in every state: long, extended, standing still, missed, met, in hours, of another edition."""
    now = datetime.now(UTC)
    on, by = now.date(), cast.berg.actor
    put_in_force(cast, now)
    clocks = {
        "long": running(cast, now, about="the elder sister"),
        "longer": running(cast, now, about="the younger brother", facts={"made_on": "2026-07-01"}),
        "still": running(cast, now, about="أمينة الحسيني", facts={"made_on": "2026-08-01"}),
        "missed": running(cast, now, term="register"),
        "met": running(cast, now, term="register", about="the younger brother"),
        "appeal": running(cast, now, term="appeal", facts={"served_on": on.isoformat()}),
        "hours": running(cast, now, term="prints", facts={"taken_at": f"{on.isoformat()}T06:00"}),
        "differs": running(cast, now, about="the cousin"),
    }
    acts: dict[str, Any] = {"on": on, "by": by, "at": now}
    extend(clocks["longer"], ground="complex", decided_on=on, why="Eleven witnesses.", version=1, **acts)
    since, until = on - timedelta(days=60), on - timedelta(days=30)
    stop(clocks["longer"], cause="postponed", since_on=since, until_on=until, version=2, **acts)
    stop(clocks["still"], cause="postponed", since_on=on - timedelta(days=20), version=1, **acts)
    stop(clocks["long"], cause="our_delay", since_on=on - timedelta(days=5), version=1, **acts)
    meet(clocks["met"], met_on=on - timedelta(days=4), version=1, **acts)
    put_in_force(cast, now, changed("atlantis/terms/all.yaml", "value: 6 months", "value: 5 months"))
    ask(
        house,
        "insert into deadlines_difference (id, clock_id, case_id, compartment, edition_id, stored_due_on,"
        " found_due_on, found_at, trouble) select gen_random_uuid(), id, case_id, compartment, edition_id,"
        " due_on, due_on - 30, now(), '' from deadlines_clock where id = %s",
        clocks["differs"],
    )
    return clocks


def _faults(page: Page) -> Iterator[str]:
    """What is wrong with the page as it stands."""
    for violation in Axe().run(page).response["violations"]:
        yield f"{violation['id']}: {violation['nodes'][0]['html'][:160]}"
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        yield f"{over} pixels wider than the screen"


def _keep(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
