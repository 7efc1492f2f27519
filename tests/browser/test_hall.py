"""The hall in a real Chromium: open to everybody, on desk and phone, both ways; a scan by the keyboard."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from limen.domain.hall.commands.appointments import book
from limen.domain.hall.commands.running import open_display, set_hours
from limen.domain.hall.commands.tickets import call_next, take_ticket
from limen.domain.hall.names import SeeFirst
from limen.foundation.ids import new_id
from tests.browser.looking import apart, faults_of
from tests.cast import Cast
from tests.conftest import House
from tests.domain.hall.visits import ARRIVAL, OPENING, at, next_monday, visit
from tests.workspaces.acting import ask

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}
WIDTHS = (1280, 390)
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages
LINES = ("P<SWEERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36SWE7408122F3204153<<<<<<<<<<<<<<04")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_hall_is_open_to_everybody(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    apart(lambda: _furnish(cast))
    token = "select token from hall_display order by opened_at desc limit 1"
    screen = f"/screen/{apart(lambda: ask(house, token))[0][0]}/"
    faults: list[str] = []
    with window(cast.costa, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for name, url in (*_walk(cast), ("screen", screen)):
            answer = page.goto(url)
            assert answer.status == 200, url
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"hall-{language}-{width}-{name}.png", full_page=True)
    assert not faults, "\n".join(faults)


def test_a_scan_fills_the_screen_and_enter_registers(house: House, cast: Cast, window: Window) -> None:
    """A reader types two lines, each with Enter; the page reads them by itself; Enter again registers."""
    with window(cast.hana, width=1280, language="en") as context:
        page: Page = context.new_page()
        page.goto(f"/registration/hall/{cast.unit}/many/")
        expect(page.locator("textarea[name=zone]")).to_be_focused()
        for line in LINES:
            page.keyboard.type(line)
            page.keyboard.press("Enter")
        name = page.locator("input[name=name]")
        expect(name).to_have_value("Anna Maria Eriksson")
        expect(name).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".lm-registered__reference")).to_be_visible()
        expect(page.locator("textarea[name=zone]")).to_be_focused()
        expect(page.locator("textarea[name=zone]")).to_have_value("")
    found = apart(lambda: ask(
        house, "select count(*) from hall_receipt r join people_person p on p.id = r.person_id"
        " where p.called = 'Anna Maria Eriksson' and p.organisation_id = %s", cast.authority,
    ))  # fmt: skip
    assert found == [(1,)]


def _furnish(cast: Cast) -> None:
    now = datetime.now(UTC)
    by, monday = cast.costa.actor, next_monday(now)
    set_hours(cast.unit, opening=OPENING, version=0, by=by, at=now)
    open_display(cast.unit, display_id=new_id(), by=by, at=now)
    for first in (None, SeeFirst.ILL, None):
        arrival = ARRIVAL if first is None else type(ARRIVAL)(first=first, first_says="fever")
        take_ticket(cast.unit, arrival=arrival, ticket_id=new_id(), on=now.date(), by=by, at=now)
    call_next(cast.unit, desk="4", on=now.date(), by=by, at=now)
    for hour in (9, 10):
        told = visit(at(monday, hour), says="ليلى")
        book(cast.case, unit_id=cast.unit, visit=told, appointment_id=new_id(), by=by, at=now)


def _walk(cast: Cast) -> Iterator[tuple[str, str]]:
    hall, case = f"/registration/hall/{cast.unit}/", f"/registration/case/{cast.case}/"
    monday = next_monday(datetime.now(UTC))
    yield "list", hall
    yield "give-out", f"{hall}give-out/?number=7"
    yield "desk", f"{hall}desk/?desk=4"
    yield "day", f"{hall}appointments/?day={monday}"
    yield "hours", f"{hall}hours/"
    yield "screens", f"{hall}screens/"
    yield "many", f"{hall}many/"
    yield "appointments", f"{case}appointments/"
    yield "book", f"{case}appointments/book/?day={monday}"
    yield "receipt", f"{case}receipt/"
