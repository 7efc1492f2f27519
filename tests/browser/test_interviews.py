"""The interview desk in a real Chromium: typed by the keyboard alone, and what is left of it when the network
is cut or the window closed. Kills of the server are in `tests/crash`; its speed: `python -m bench interview`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any, TypeVar
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from limen.domain.interviews.commands.planning import prepare
from limen.domain.interviews.commands.recording import note_inconsistency
from limen.domain.interviews.names import MOST_AT_ONCE, BlockKind, prepared_from
from limen.foundation.ids import new_id
from tests.browser.looking import apart, faults_of
from tests.cast import Cast
from tests.conftest import House
from tests.domain.interviews.heard import closed, keep, opened, planned, told_again, typed
from tests.workspaces.acting import ask
from tour.camera import LONGEST

pytestmark = pytest.mark.browser

T = TypeVar("T")
Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}
WIDTHS = (1280, 360)
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


def _said(house: House, interview: UUID) -> list[tuple[Any, ...]]:
    columns = "kind, speaker, words, markers, language"
    query = f"select {columns} from interviews_block where interview_id = %s order by place"
    return apart(lambda: ask(house, query, interview))


def _desk(page: Page, cast: Cast, interview: UUID) -> None:
    page.goto(f"/adjudication/case/{cast.case}/interviews/{interview}/desk/")
    page.locator("[data-interview][data-started]").wait_for()
    page.locator("textarea[name=words]").focus()


def _until(page: Page, ask: Callable[[], T], wanted: Callable[[T], bool]) -> T:
    """What is asked for, asked again until it is as wanted or long enough was waited for it."""
    for _attempt in range(LONGEST // 250):
        if wanted(ask()):
            break
        page.wait_for_timeout(250)
    return ask()


def _status(page: Page, state: str) -> None:
    expect(page.locator("[data-keep-status]")).to_have_attribute("data-state", state)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_interviews_is_open_to_everybody(
    cast: Cast, window: Window, language: str, width: int
) -> None:
    pages = apart(lambda: list(_walk(cast)))
    faults: list[str] = []
    with window(cast.berg, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for name, url in pages:
            answer = page.goto(url)
            assert answer.status == 200, url
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
            if PICTURES:
                page.screenshot(
                    path=Path(PICTURES) / f"interview-{language}-{width}-{name}.png", full_page=True
                )
    assert not faults, "\n".join(faults)


def test_a_record_is_typed_by_the_keyboard_alone(house: House, cast: Cast, window: Window) -> None:
    interview = apart(lambda: opened(cast, datetime.now(UTC)))
    with window(cast.berg) as context:
        page: Page = context.new_page()
        _desk(page, cast, interview)
        keys = page.keyboard
        keys.type("Why did you leave?")
        keys.press("Enter")
        keys.type("They came at night.")
        keys.press("Shift+Enter")
        keys.type("كيف")
        keys.press("Alt+1")
        keys.press("Alt+5")
        keys.press("F7")
        keys.press("Enter")
        keys.press("F4")
        keys.type("A child cries next door.")
        keys.press("Enter")
        keys.press("Alt+ArrowUp")
        keys.press("End")
        keys.type(" We wait.")
        keys.press("Enter")
        _status(page, "both")
        expect(page.locator("[data-blocks] > li")).to_have_count(3)
    assert _said(house, interview) == [
        ("question", "officer", "Why did you leave?", [], "ara"),
        ("answer", "applicant", "They came at night.\nكيف", ["distress", "fact"], "eng"),
        ("remark", "officer", "A child cries next door. We wait.", [], "ara"),
    ]


def test_a_cut_network_costs_nothing_even_when_the_page_is_closed(
    house: House, cast: Cast, window: Window
) -> None:
    """What was typed without a network lies sealed on the device, and is sent once the page is open again."""
    interview = apart(lambda: opened(cast, datetime.now(UTC)))
    with window(cast.berg) as context:
        page: Page = context.new_page()
        _desk(page, cast, interview)
        context.set_offline(True)
        page.keyboard.type("Where were you then?")
        page.keyboard.press("Enter")
        page.keyboard.type("At my uncle's house")
        _status(page, "device")
        assert _said(house, interview) == []
        held = _until(page, lambda: page.evaluate(_HELD), lambda held: len(held) == 2)
        assert len(held) == 2
        assert not any("uncle" in one for one in held), "the device holds words in clear"
        page.close()
        context.set_offline(False)
        page = context.new_page()
        _desk(page, cast, interview)
        # The device brings them back, unless the closing page sent them in the moment the network returned.
        expect(page.locator("[data-blocks]")).to_contain_text("At my uncle's house")
        typed = ["Where were you then?", "At my uncle's house"]
        said = _until(page, lambda: [row[2] for row in _said(house, interview)], lambda said: said == typed)
    assert said == typed


def test_a_closed_window_loses_at_most_two_seconds(house: House, cast: Cast, window: Window) -> None:
    interview = apart(lambda: opened(cast, datetime.now(UTC)))
    words = [f"word{number}" for number in range(40)]
    with window(cast.berg) as context:
        page: Page = context.new_page()
        _desk(page, cast, interview)
        for word in words:  # about five seconds without a pause
            page.keyboard.type(f"{word} ", delay=20)
    sleep(3)  # what was on its way has arrived, or never will
    there = " ".join(row[2] for row in _said(house, interview)).split()
    lost = [word for word in words if word not in there]
    assert len(lost) <= 16, f"{len(lost)} of {len(words)} words lost: more than were typed in two seconds"


def test_a_taken_record_says_so_and_keeps_what_was_typed(house: House, cast: Cast, window: Window) -> None:
    interview = apart(lambda: opened(cast, datetime.now(UTC)))
    with window(cast.berg) as context:
        page: Page = context.new_page()
        _desk(page, cast, interview)
        hold = "update interviews_interview set holder_id = %s where id = %s"
        apart(lambda: ask(house, hold, cast.costa.id, interview))
        page.keyboard.type("And then?")
        _status(page, "held")
        expect(page.locator("textarea[name=words]")).to_have_value("And then?")


def test_a_record_of_a_thousand_blocks_is_typed_on_as_it_was_begun(
    house: House, cast: Cast, window: Window
) -> None:
    """One block is a form; the others are text, and those out of sight are not laid out."""
    interview = apart(lambda: opened(cast, datetime.now(UTC)))
    apart(lambda: _fill(cast, interview, 1000))
    with window(cast.berg) as context:
        page: Page = context.new_page()
        _desk(page, cast, interview)
        lines = page.locator("[data-blocks] > li")
        expect(lines).to_have_count(1000)
        assert lines.first.evaluate("line => getComputedStyle(line).contentVisibility") == "auto"
        assert page.locator("textarea, [contenteditable]").count() == 1
        expect(lines.last).to_be_in_viewport()
        for words in ("Line 1001 in full", "Line 1002 in full"):
            page.keyboard.type(words, delay=5)
            page.keyboard.press("Enter")
        _status(page, "both")
        expect(lines.last).to_be_in_viewport()
        expect(lines.last).to_contain_text("Line 1002 in full")
    said = [row[2] for row in _said(house, interview)]
    assert said == [
        *(f"Line {number}" for number in range(1, 1001)),
        "Line 1001 in full",
        "Line 1002 in full",
    ]


def test_a_closed_record_leaves_nothing_on_the_device(house: House, cast: Cast, window: Window) -> None:
    interview = apart(lambda: opened(cast, datetime.now(UTC)))
    with window(cast.berg) as context:
        page: Page = context.new_page()
        _desk(page, cast, interview)
        page.keyboard.type("Why?")
        _status(page, "both")
        assert len(page.evaluate(_HELD)) == 1
        page.goto(f"/adjudication/case/{cast.case}/interviews/{interview}/close/")
        page.locator("main form button").first.click()
        page.locator("[data-interview-forget]").wait_for(state="attached")
        assert _until(page, lambda: page.evaluate(_HELD), lambda held: held == []) == []


def _fill(cast: Cast, interview: UUID, count: int) -> None:
    now = datetime.now(UTC)
    for start in range(1, count, MOST_AT_ONCE):
        blocks = [typed(now, f"Line {n}", place=n) for n in range(start, start + MOST_AT_ONCE)]
        keep(interview, *blocks, by=cast.berg.actor, now=now)


# Everything the browser holds of interviews, as text.
_HELD = """() => new Promise((resolve, reject) => {
  const request = indexedDB.open("limen-interviews");
  request.onerror = reject;
  request.onsuccess = () => {
    const asked = request.result.transaction("blocks").objectStore("blocks").getAll();
    const text = (row) => row.id + new TextDecoder("latin1").decode(row.sealed);
    asked.onsuccess = () => resolve(asked.result.map(text));
    asked.onerror = reject;
  };
})"""


def _walk(cast: Cast) -> Iterator[tuple[str, str]]:
    now = datetime.now(UTC)
    by, file = cast.berg.actor, f"/adjudication/case/{cast.case}/interviews/"
    ahead, held = planned(cast, now), opened(cast, now)
    questions = prepared_from("# الرحلة\nمتى غادرت؟\nHow did you travel?")
    prepare(held, questions=questions, version=1, by=by, at=now)
    blocks = (typed(now, "Why did you leave?"), typed(now, "جاؤوا ليلا", place=2, kind=BlockKind.ANSWER))
    keep(held, *blocks, by=by, now=now)
    noted = note_inconsistency(held, inconsistency_id=new_id(), words="May, and June.", by=by, at=now)
    done, read = closed(cast, now), told_again(cast, now)
    yield "list", file
    yield "plan", f"{file}plan/"
    yield "ahead", f"{file}{ahead}/"
    yield "prepare", f"{file}{ahead}/prepare/"
    yield "move", f"{file}{ahead}/move/"
    yield "open", f"{file}{ahead}/open/"
    yield "desk", f"{file}{held}/desk/"
    yield "held", f"{file}{held}/"
    yield "put", f"{file}{held}/inconsistencies/{noted.inconsistency_id}/put/"
    yield "close", f"{file}{held}/close/"
    yield "closed", f"{file}{done}/"
    yield "read-back", f"{file}{done}/read-back/"
    yield "confirm", f"{file}{read}/confirm/"
    yield "refused", f"{file}{read}/refused/"
