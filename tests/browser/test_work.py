"""My day, worklists and the palette in a real Chromium: open to everybody, on desk and phone, both ways."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from playwright.sync_api import Page, expect

from limen.domain.identity.names import Compartment
from limen.domain.notes.commands import keep_draft
from limen.domain.tasks.commands import add_task
from limen.domain.worklists.commands.exporting import ask_release
from limen.domain.worklists.commands.filters import save_filter
from limen.domain.worklists.names import Question
from limen.foundation.rows import acting_as
from tests.browser.looking import apart, faults_of
from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, more_cases
from tour.steps import send

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}
WIDTHS = (1280, 360)
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_work_is_open_to_everybody(
    house: House, cast: Cast, window: Window, language: str, width: int
) -> None:
    apart(lambda: _furnish(house, cast))
    faults: list[str] = []
    with window(cast.costa, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for name, url in _walk(house, cast):
            answer = page.goto(url)
            assert answer.status == 200, url
            assert page.evaluate("document.dir") == LANGUAGES[language]
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"work-{language}-{width}-{name}.png", full_page=True)
        page.keyboard.press("Control+k")
        expect(page.locator("#palette-box")).to_be_focused()
        page.keyboard.type(cast.reference)
        expect(page.locator("[data-palette] [role=option]")).to_have_count(1)
        faults += [f"palette: {fault}" for fault in (*faults_of(page), *said)]
    assert not faults, "\n".join(faults)


def test_a_task_is_caught_shown_and_kept_by_the_keyboard_alone(cast: Cast, window: Window) -> None:
    with window(cast.berg) as context:
        page: Page = context.new_page()
        page.goto("/adjudication/")
        page.locator("[name=line]").focus()
        page.keyboard.type(f"{cast.reference} ring the school tomorrow")
        page.keyboard.press("Enter")
        expect(page.locator("[name=says]")).to_have_value("ring the school")
        expect(page.locator("[name=reference]")).to_have_value(cast.reference)
        page.locator("[name=says]").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".lm-told")).to_be_visible()
        expect(page.get_by_role("rowheader", name="ring the school")).to_be_visible()


def test_the_palette_leads_to_a_case_by_the_keyboard_alone(cast: Cast, window: Window) -> None:
    with window(cast.berg) as context:
        page: Page = context.new_page()
        page.goto("/adjudication/due/")
        page.keyboard.press("Control+k")
        box = page.locator("#palette-box")
        expect(box).to_be_focused()
        expect(box).to_have_attribute("role", "combobox")
        page.keyboard.type(cast.reference)
        expect(page.locator("[data-palette] [role=option]")).to_have_count(1)
        page.keyboard.press("ArrowDown")
        assert box.get_attribute("aria-activedescendant")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/adjudication/case/{cast.case}/")
        page.keyboard.press("Control+k")
        expect(box).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("[data-palette]")).not_to_be_visible()


def test_marked_rows_are_assigned_with_one_reason(house: House, cast: Cast, window: Window) -> None:
    apart(lambda: more_cases(house, cast.authority, cast.unit, 3))
    with window(cast.costa) as context:
        page: Page = context.new_page()
        page.goto(f"/adjudication/work/of-unit/{cast.unit}/")
        page.get_by_label("Select every row on this page").check()
        send(page, page.get_by_role("button", name="Assign the marked cases"))
        page.get_by_role("radio", name="Farah").check()
        page.get_by_role("radio").filter(visible=True).nth(-1).check()
        page.get_by_label("Why this person").fill("Speaks the language")
        page.get_by_role("button", name="Assign", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("5 of 5 cases were assigned")


def _furnish(house: House, cast: Cast) -> None:
    now = datetime.now(UTC)
    more_cases(house, cast.authority, cast.unit, 60)
    by = cast.costa.actor
    for case, says in ((cast.case, "اتصل بالمدرسة"), (None, "Order new chairs")):
        add_task(case, says=says, due_on=now.date(), for_member_id=cast.costa.id, on=now.date(),
                 compartment=Compartment.GENERAL, by=by, at=now)  # fmt: skip
    with override_settings(EXPORT_ALONE_AT_MOST=1):
        question = Question(unit_id=cast.unit)
        grit, why = cast.grit.actor, "للجرد السنوي"
        ask_release(question, of_unit_id=cast.unit, asked="sort=due", why=why, by=grit, at=now)
    save_filter(name="ملفات", asked="held=nobody", unit_id=cast.unit, by=by, at=now)
    with acting_as(by):
        keep_draft(cast.case, note_id=None, text="Half a sentence", base_version=0, by=by, at=now)


def _walk(house: House, cast: Cast) -> Iterator[tuple[str, str]]:
    unit = f"/adjudication/work/of-unit/{cast.unit}/"
    yield "day", "/adjudication/"
    yield "tasks", "/adjudication/tasks/"
    yield "task", "/adjudication/tasks/add/"
    yield "case-tasks", f"/adjudication/case/{cast.case}/tasks/"
    yield "worklist", unit
    yield "worklist-filtered", f"{unit}?held=nobody&quiet=1&column=called&column=due&column=why&sort=-opened"
    yield "keep-filter", "/adjudication/work/filters/keep/?held=nobody"
    yield "export", f"{unit}export/"
    yield "releases", "/adjudication/work/releases/"
    asked = "select id from worklists_release where member_id = %s"
    ((release,),) = ask(house, asked, cast.grit.id)
    yield "release-answer", f"/adjudication/work/releases/{release}/answer/"
    yield "release-list", f"/adjudication/work/releases/{release}/list/"
    yield "worklist-language", f"{unit}?language=Nothing&column=called&column=languages&column=why"
    yield "palette", "/adjudication/go/"
