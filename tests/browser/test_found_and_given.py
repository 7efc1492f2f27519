"""What the night found, giving cases out by skill, one's calendar, and what the administration says of both,
in a real Chromium: open to everybody, on desk and phone, both ways."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from limen.domain.identity.commands.patience import set_patience
from limen.domain.identity.commands.skills import set_skills
from limen.jobs.finding import find
from tests.browser.looking import apart, faults_of
from tests.cast import AT, Cast
from tests.conftest import House
from tests.jobs.nights import as_worker, clock_of
from tests.jobs.test_finding import NIGHT
from tests.lawbook import put_in_force
from tour.steps import send

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 390), ("ar", 1280), ("ar", 390)])
def test_every_page_is_open_to_everybody(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    apart(lambda: _furnish(house, cast))
    faults: list[str] = []

    def look(page: Page, name: str) -> None:
        faults.extend(f"{name}: {fault}" for fault in faults_of(page))
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / f"given-{language}-{width}-{name}.png", full_page=True)

    with window(cast.costa, width=width, language=language) as context:
        page = context.new_page()
        page.goto(f"/adjudication/work/of-unit/{cast.unit}/?found=1")
        look(page, "worklist")
        page.locator("input[name=case]").first.check()
        send(page, page.locator("form[action$='/assign/'] button[type=submit]"))
        look(page, "assign")
        page.goto("/account/calendar/")
        look(page, "no-calendar")
        send(page, page.locator("form[action$='/open/'] button[type=submit]"))
        look(page, "calendar")
        page.goto("/account/calendar/")
        look(page, "calendar-open")
    with window(cast.berg, width=width, language=language) as context:
        page = context.new_page()
        page.goto("/adjudication/tasks/")
        look(page, "tasks")
    with window(cast.ivo, width=width, language=language) as context:
        page = context.new_page()
        for name, url in (("patience", "standing-too-long/"), ("person", f"people/{cast.farah.id}/"),
                          ("skills", f"people/{cast.farah.id}/skills/")):  # fmt: skip
            page.goto(f"/administration/{url}")
            look(page, name)
    assert not faults, "\n".join(faults)


def _furnish(house: House, cast: Cast) -> None:
    put_in_force(cast, AT)
    clock_of(cast, cast.berg, AT)
    by = cast.ivo.actor
    set_patience(stage_days=90, quiet_days=20, by=by, at=AT)
    set_skills(cast.farah.id, languages=["tir", "ara"], countries=["ERI"], by=by, at=AT)
    with as_worker(house):
        find(NIGHT)
