"""What a browser prints: the case, the record of an interview and a decision, whole and without what one can
only press; and no block is torn by the end of a sheet."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pypdf
import pytest
from playwright.sync_api import BrowserContext

from limen.domain.interviews.commands.recording import close_record
from limen.domain.interviews.names import BlockKind
from tests.browser.looking import apart
from tests.cast import Cast
from tests.domain.decisions.story import story_of
from tests.domain.interviews.heard import keep, opened, typed
from tour.steps import send

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
BLOCKS = 40
CHROME = ("Find a person", "Who may see this", "Skip to", "Write –", "Comment or correct", "All notes")


def sheets(context: BrowserContext, url: str) -> list[str]:
    """The words on each sheet of paper, in one line."""
    page = context.new_page()
    answer = page.goto(url)
    assert answer is not None
    assert answer.status == 200, url
    page.wait_for_load_state("networkidle")
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [" ".join(sheet.extract_text().split()) for sheet in printed.pages]


def _long_record(cast: Cast) -> UUID:
    """Answers of some lines each, so that sheets end everywhere."""
    now = datetime.now(UTC)
    interview = opened(cast, now)
    middle = " ".join(["We walked by night and slept by day."] * 12)
    blocks = [
        typed(now, f"Begin{place}. {middle} End{place}.", place=place, kind=BlockKind.ANSWER)
        for place in range(1, BLOCKS + 1)
    ]
    keep(interview, *blocks, by=cast.berg.actor, now=now)
    close_record(interview, why_not_put="", by=cast.berg.actor, at=now)
    return interview


def test_a_record_is_printed_whole_and_no_answer_is_torn(cast: Cast, window: Window) -> None:
    interview = apart(lambda: _long_record(cast))
    with window(cast.berg) as context:
        found = sheets(context, f"/adjudication/case/{cast.case}/interviews/{interview}/")
    assert len(found) > 3
    for place in range(1, BLOCKS + 1):
        begun = [sheet for sheet in found if f"Begin{place}." in sheet]
        assert len(begun) == 1, f"answer {place} stands once"
        assert f"End{place}." in begun[0], f"answer {place} is torn"
    assert not [word for word in CHROME if word in " ".join(found)]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_case_is_printed_without_what_one_can_only_press(cast: Cast, window: Window, language: str) -> None:
    with window(cast.berg, language=language) as context:
        [first, *rest] = sheets(context, f"/adjudication/case/{cast.case}/")
        assert cast.reference in first
        assert "Amina" in first
        assert "Berg" in first, "paper says who printed it"
        assert not [word for word in CHROME if word in " ".join((first, *rest))]


def test_a_decision_is_printed_as_it_is_read(cast: Cast, window: Window) -> None:
    story = apart(lambda: story_of(cast, datetime.now(UTC)))
    decision, _ = apart(story.submitted)
    here = f"/adjudication/case/{story.case}/decisions/{decision}/"
    with window(cast.costa) as context:
        page = context.new_page()
        page.goto(f"{here}read/")
        send(page, page.get_by_role("button", name="Open this version"))
        for url in (here, f"{here}read/"):
            printed = " ".join(sheets(context, url))
            assert "The facts" in printed
            assert "Approve this version" not in printed
            assert not [word for word in (*CHROME, "Remark –", "Standard paragraph") if word in printed]
