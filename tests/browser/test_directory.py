"""The directory of services in a real Chromium: open to everybody, on desk and phone, both ways."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from limen.domain.directory.commands.delivering import deliver
from limen.domain.directory.commands.looking import say_capacity, verify
from limen.domain.directory.names.words import Level, Told
from tests.browser.looking import apart, faults_of
from tests.cast import AT, ON, Cast
from tests.domain.directory.samples import WHERE, kept, sheet, whole_service

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}


def _furnish(cast: Cast) -> dict[str, UUID]:
    id = kept(cast.dina, replace(WHERE, is_confidential=True), alert="Sample: ring first.")
    verify(id, on=ON, by=cast.dina.actor, at=AT)
    say_capacity(id, Told(unit="beds", available=2, maximum=9), by=cast.dina.actor, at=AT)
    sent = deliver(
        "sample.json", [whole_service(), {"name": "Sample"}], level=Level.OWN, by=cast.dina.actor, at=AT
    )
    return {"service": id, "place": sheet(id, cast.dina).places[0].id, "file": sent.delivery_id}


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_directory_is_open_to_everybody(
    cast: Cast, window: Window, language: str, width: int
) -> None:
    made = apart(lambda: _furnish(cast))
    here = "/casework/directory/"
    one, files = f"{here}services/{made['service']}/", f"{here}files/"
    faults: list[str] = []
    with window(cast.dina, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for url in (
            here, f"{here}keep/", one, f"{one}print/", f"{one}revise/", f"{one}place/",
            f"{one}places/{made['place']}/", f"{one}verify/", f"{one}capacity/", f"{one}withdraw/", files,
            f"{files}send/", f"{files}{made['file']}/",
        ):  # fmt: skip
            found = page.goto(url)
            assert found.status == 200, url
            assert page.evaluate("document.dir") == LANGUAGES[language]
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
        page.goto(here)
        page.fill("input[name=q]", "letters of the office")
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_selector("main table, main .lm-empty")
        faults += [f"search: {fault}" for fault in (*faults_of(page), *said)]
    assert faults == []


def test_a_file_is_chosen_looked_at_and_taken(cast: Cast, window: Window) -> None:
    with window(cast.dina, width=1280, language="en") as context:
        page = context.new_page()
        page.goto("/casework/directory/files/send/")
        content = json.dumps([whole_service()]).encode()
        file = {"name": "sample.json", "mimeType": "application/json", "buffer": content}
        page.set_input_files("input[type=file]", file)
        page.locator("main form button[type=submit]").first.click()
        page.get_by_role("button", name="Take 1 service").click()
        page.wait_for_selector("main:has-text('Taken')")
