"""The board and the analysis as a paper: what stands on the page stands in the file, with its law and its
printer; it is a reading, and nobody else has it."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pypdfium2
import pytest
from django.conf import settings
from django.test import Client
from pypdf import PdfReader

from limen.domain.assessments.commands import facts
from limen.domain.assessments.names import Finding
from tests.cast import Cast
from tests.conftest import House
from tests.domain.assessments.analysed import ANALYSIS_ALONE, Analysed, analysed
from tests.domain.assessments.argued import argue
from tests.domain.people.conftest import nadia
from tests.workspaces.acting import readings, words

Browsers = Callable[..., Client]
__all__ = ["nadia"]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def found(cast: Cast, nadia: UUID, now: datetime) -> Analysed:
    return analysed(cast, nadia, now)


def root(found: Analysed) -> str:
    return f"/adjudication/case/{found.on.case}/boards/{found.id}/"


def paper(browser: Client, found: Analysed) -> str:
    """The text of the file, whatever its lines, as two readers give it: neither reads all joined letters."""
    answer = browser.get(f"{root(found)}board.pdf")
    assert answer.status_code == 200, answer.content[:300]
    assert answer["Content-Type"] == "application/pdf"
    read = [one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages]
    read += [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(answer.content)]
    return unicodedata.normalize("NFKC", " ".join(" ".join(read).split()))


def test_everything_on_the_board_is_on_the_paper(house: House, found: Analysed, browser_of: Browsers) -> None:
    on = found.on
    fact, gone = on.fact(), on.fact("She was not at home.")
    name = f"fact/{fact.hex[-8:]}"
    on.evidence(fact)
    on.put(on.differs(fact, "March or May"))
    on.differs(None, "The name of the street")
    on.consider()
    on.conclude(fact, Finding.ACCEPTED, "The letter carries it.")
    harm = found.harm(facts=name)
    found.answer("flooded", reasons="The street stood under water.", cites=name)
    found.answer("at_risk", harm)
    found.answer("form", harm, reasons="Each spring.", chosen="water")
    argue(on)
    facts.withdraw_piece(on.id, piece_id=gone, why="It was told twice.", by=on.by, at=on.now)
    text = paper(browser_of(on.cast.berg), found)
    card = on.sheet().card
    for said in (
        "Evidence board and legal analysis", "Fact by fact", card.fingerprint[:12],
        "Shelter (Act, section 40)",
        "1. The river took the house.", "A letter", "It was hers.", "March or May",
        "The interpreter said March.", "The name of the street", "Not put to the applicant yet.",
        "She lost her brother in the flood.", "Accepted", "The letter carries it.", "The water comes back.",
        "The street stood under water.", "fact 1: The river took the house.", "By water", "Each spring.",
        "4. Nobody helps against it", "Open", "Waits for another answer", "The school is no refuge.",
        "Not addressed yet", "She was not at home.", "Withdrawn, because: It was told twice.",
        "Printed by Berg",
    ):  # fmt: skip
        assert said in text, said
    assert "adjudication:board_pdf" in readings(house, on.case, on.cast.berg.id)


def test_both_pages_lead_to_it(found: Analysed, browser_of: Browsers) -> None:
    berg = browser_of(found.on.cast.berg)
    for page in (root(found), f"{root(found)}analysis/"):
        assert f'href="{root(found)}board.pdf"' in words(berg, page)


def test_where_the_law_weighs_nothing_it_is_the_analysis(
    cast: Cast, nadia: UUID, now: datetime, browser_of: Browsers
) -> None:
    found = analysed(cast, nadia, now, law=ANALYSIS_ALONE)
    text = paper(browser_of(cast.berg), found)
    assert "1. Home was flooded" in text
    assert "The account as a whole" not in text


def test_it_is_set_in_the_language_of_the_page(found: Analysed, browser_of: Browsers) -> None:
    # Letters without dots: the font sets dots as signs of their own, which a reader of the file finds apart.
    found.on.fact("عاد مسرورا")
    berg = browser_of(found.on.cast.berg)
    berg.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    text = paper(berg, found)
    assert "ارورسم" in text or "مسرورا" in text
    assert "Home was flooded" in text, "what the law says stays in the words of the law"


def test_the_stranger_has_no_paper(found: Analysed, browser_of: Browsers) -> None:
    for name in ("elio", "grit"):
        browser = browser_of(getattr(found.on.cast, name))
        assert browser.get(f"{root(found)}board.pdf").status_code == 404
