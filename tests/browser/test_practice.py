"""Practice notes in a real Chromium: open to everybody, on desk and phone, both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from limen.domain.practice.commands.asking import reply
from limen.domain.practice.commands.keeping import endorse
from tests.browser.looking import apart, faults_of
from tests.cast import AT, Cast
from tests.domain.practice.papers import drafted, in_use, waiting
from tests.domain.practice.test_asking import asked

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}


def _furnish(cast: Cast) -> dict[str, UUID]:
    used = in_use(cast.berg, cast.costa)
    endorse(used, by=cast.farah.actor, at=AT)
    says = "Sample: write to sample@example.org before 21.3.1991."
    question = asked(cast.farah)
    reply(question, says="Sample: perhaps.", by=cast.berg.actor, at=AT)
    return {
        "used": used,
        "draft": drafted(cast.berg, says=says),
        "waits": waiting(cast.costa),
        "asked": question,
    }


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_practice_notes_is_open_to_everybody(
    cast: Cast, window: Window, language: str, width: int
) -> None:
    made = apart(lambda: _furnish(cast))
    notes = {name: f"/adjudication/practice/notes/{id}/" for name, id in made.items()}
    here = "/adjudication/practice/"
    faults: list[str] = []
    with window(cast.berg, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for url in (
            here, f"{here}mine/", f"{here}write/", f"{here}questions/", f"{here}questions/ask/",
            f"{here}questions/{made['asked']}/", f"{here}questions/{made['asked']}/reply/", notes["used"],
            f"{notes['used']}look-again/", f"{notes['draft']}submit/", f"{notes['waits']}confirm/",
            f"/adjudication/case/{cast.case}/practice/", "/adjudication/",
        ):  # fmt: skip
            found = page.goto(url)
            assert found.status == 200, url
            assert page.evaluate("document.dir") == LANGUAGES[language]
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
        page.goto(here)
        page.fill("input[name=q]", "registers flood")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_selector("main table, main .lm-empty")
        faults += [f"search: {fault}" for fault in (*faults_of(page), *said)]
    assert faults == []


def test_what_is_typed_is_kept_while_one_types(cast: Cast, window: Window) -> None:
    with window(cast.berg, width=1280, language="en") as context:
        page = context.new_page()
        page.goto("/adjudication/practice/write/")
        page.fill("textarea[name=says]", "Sample: half a sentence")
        page.wait_for_selector("[data-draft-status]:has-text('on the server')", timeout=15_000)
        page.goto("/adjudication/practice/write/")
        assert page.input_value("textarea[name=says]") == "Sample: half a sentence"
