"""A decision in a real Chromium: sent back, mended, approved, signed and served; open to everybody."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looking import apart, faults_of
from tests.cast import Cast
from tests.domain.decisions.story import story_of
from tour.steps import send

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 1280), ("ar", 360), ("en", 360)])
def test_every_page_of_a_decision_is_open_to_everybody(
    cast: Cast, window: Window, language: str, width: int
) -> None:
    walk = apart(lambda: _furnished(cast))
    faults: list[str] = []
    with window(cast.costa, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        for number, url in enumerate(walk):
            answer = page.goto(f"/adjudication/{url}")
            assert answer.status == 200, url
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
            if PICTURES:
                name = f"decision-{language}-{width}-{number:02}.png"
                page.screenshot(path=Path(PICTURES) / name, full_page=True)
    assert not faults, "\n".join(faults)


def _furnished(cast: Cast) -> list[str]:
    """Decisions in the states that a page draws, and every page of them that opens."""
    from limen.domain.decisions.commands.answering import comment
    from limen.domain.decisions.commands.paragraphs import keep_paragraph
    from tests.cast import ON

    story = story_of(cast, datetime.now(UTC))
    by, at = cast.costa.actor, story.now
    keep_paragraph(cast.unit, called="Advice", text="Ask a lawyer.", by=by, at=at)
    decision, _digest = story.opened()
    comment(decision, section="facts", quoted="facts", says="Which ones?", on=ON, by=by, at=at)
    signed = story.signed("rejected", (story.basim,))
    one, two = (f"case/{story.case}/decisions/{key}" for key in (decision, signed))
    return [
        "decisions/to-read/", "decisions/standard/", "decisions/standard/keep/",
        f"case/{story.case}/decisions/", f"case/{story.case}/decisions/begin/", f"{one}/", f"{one}/versions/",
        f"{one}/write/facts/", f"{one}/standard/remedy/", f"{one}/outcome/{story.amina}/",
        f"{one}/remark/facts/", f"{one}/answer/interviews.held/", f"{one}/waive/contents.translations/",
        f"{one}/read/", f"{one}/approve/", f"{one}/send-back/", f"{one}/sign/", f"{two}/",
        f"{two}/serve/{story.basim}/",
    ]  # fmt: skip


def _go(page: Page, name: str) -> None:
    send(page, page.get_by_role("link", name=name, exact=True).first)


def test_author_and_reader_bring_it_to_service(cast: Cast, window: Window) -> None:
    """Costa sends it back with a remark; Berg mends it; Costa approves; Berg signs and serves."""
    story = apart(lambda: story_of(cast, datetime.now(UTC)))
    decision, _ = apart(story.submitted)
    here = f"/adjudication/case/{story.case}/decisions/{decision}/"
    with window(cast.berg) as writer, window(cast.costa) as reader:
        berg, costa = writer.new_page(), reader.new_page()
        costa.goto(here)
        _go(costa, "Read it as second reader")
        send(costa, costa.get_by_role("button", name="Open this version"))
        send(costa, costa.get_by_role("link", name="Remark – The facts"))
        costa.get_by_label("The words it is about").fill("facts of")
        costa.get_by_label("Remark", exact=True).fill("Which facts?")
        send(costa, costa.get_by_role("button", name="Save the remark"))
        _go(costa, "Send it back")
        send(costa, costa.get_by_role("button", name="Send it back to the author"))
        berg.goto(here)
        send(berg, berg.get_by_role("link", name="It is dealt with"))
        send(berg, berg.get_by_role("button", name="It is dealt with"))
        send(berg, berg.get_by_role("link", name="Write – The facts"))
        berg.locator("textarea[name=text]").fill("He fled in May. {{persons}}")
        send(berg, berg.get_by_role("button", name="Look at it first"))
        expect(berg.locator("aside .lm-chip")).to_have_text("Nadia Karimi")
        send(berg, berg.get_by_role("button", name="Save as a version"))
        _go(berg, "Send to the second reader")
        send(berg, berg.get_by_role("button", name="Send it"))
        costa.goto(f"{here}read/")
        send(costa, costa.get_by_role("button", name="Open this version"))
        _go(costa, "Approve this version")
        send(costa, costa.get_by_role("button", name="Approve it"))
        berg.goto(f"{here}sign/")
        send(berg, berg.get_by_role("button", name="Sign it"))
        expect(berg.get_by_role("link", name="The decision as PDF")).to_be_visible()
        berg.goto(f"{here}serve/{story.amina}/")
        berg.get_by_label("Handed over in person").check()
        berg.get_by_label("Language in which it was explained").select_option("ara")
        berg.get_by_label("Proof").fill("Signed receipt 12")
        send(berg, berg.get_by_role("button", name="Record the service"))
        expect(berg.get_by_text("can be challenged until")).to_be_visible()
