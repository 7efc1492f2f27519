"""Arguments on a board in a real Chromium: written down by keyboard alone and kept while they are typed, open
to everybody at the desk and on a phone, and on paper without its links."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.decisions.commands import beginning, writing
from limen.foundation.ids import new_id
from tests.browser.looking import apart, faults_of
from tests.cast import ON, Cast
from tests.domain.assessments.argued import SAYS, argue, cite, leave
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.people.registrations import NADIA

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
PICTURES = os.environ.get("LIMEN_PICTURES", "")  # a folder for whoever wants to look at the pages


def _furnished(cast: Cast) -> tuple[Weighed, UUID, UUID]:
    """A board with three arguments: one that a draft addresses, one that needs no answer, one that waits."""
    now = datetime.now(UTC)
    nadia = add_party(
        cast.case, person_id=new_id(), part=PartyPart.FAMILY, told=NADIA, on=ON, by=cast.berg.actor, at=now
    ).person_id
    found = board(cast, nadia, now)
    decision = beginning.begin(
        found.case, pack="atlantis", person_ids=(nadia,), application_id=found.application, by=found.by,
        at=now,
    ).decision_id  # fmt: skip
    cited, left = argue(found, "The river comes each year.").piece_id, argue(found, "It was hers.").piece_id
    leave(found, left, "She took it back when she was heard.")
    writing.save_version(
        decision, section="why", text=f"So {cite(cited)}.", version=0, on=ON, by=found.by, at=now
    )
    return found, argue(found).piece_id, decision


def _picture(page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def test_an_argument_is_written_down_by_keyboard_and_what_is_typed_is_kept(
    cast: Cast, window: Window
) -> None:
    found, _waits, _decision = apart(lambda: _furnished(cast))
    base = f"/adjudication/case/{found.case}/boards/{found.id}/"
    with window(cast.berg) as context:
        page = context.new_page()
        page.goto(base)
        page.get_by_role("link", name="Write down an argument").press("Enter")
        page.get_by_label("The argument, in a line").fill("The bridge is gone.")
        page.get_by_label("The applicant", exact=True).press("Space")
        expect(page.locator("[data-draft-status]")).to_have_attribute("data-state", "saved")
        page.reload()
        expect(page.get_by_label("The argument, in a line")).to_have_value("The bridge is gone.")
        expect(page.get_by_label("The applicant", exact=True)).to_be_checked()
        for part, value in (("Day", found.now.day), ("Month", found.now.month), ("Year", found.now.year)):
            page.get_by_label(part, exact=True).fill(str(value))
        page.get_by_label("Or another source, in words").fill("Told at the counter")
        page.get_by_role("button", name="Save the argument").press("Enter")
        expect(page.locator("#arguments").get_by_text("Told at the counter")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.get_by_role("link", name="Write down an argument")).to_be_hidden()
        expect(page.get_by_text("She took it back when she was heard.")).to_be_visible()
        _picture(page, "arguments-on-paper")


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("en", 360), ("ar", 360)])
def test_arguments_are_open_to_everybody(cast: Cast, window: Window, language: str, width: int) -> None:
    found, waits, decision = apart(lambda: _furnished(cast))
    case = f"/adjudication/case/{found.case}/"
    base = f"{case}boards/{found.id}/"
    pages = (base, f"{base}arguments/state/", f"{base}arguments/{waits}/", f"{base}arguments/{waits}/leave/",
             f"{case}decisions/{decision}/", f"{case}decisions/{decision}/write/why/")  # fmt: skip
    with window(cast.berg, language=language, width=width) as context:
        page = context.new_page()
        for place, where in enumerate(pages):
            page.goto(where)
            assert list(faults_of(page)) == [], where
            _picture(page, f"arguments-{language}-{width}-{place}")
        expect(page.locator("#citable .lm-citable").first).to_contain_text(SAYS)
