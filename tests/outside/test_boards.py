"""The paper of a board: every section with its heading, four scripts, and nothing typed is markup."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace
from datetime import datetime
from typing import Any

from pypdf import PdfReader

from limen.outside.printing import BoardEntry, BoardPaper, BoardSection, Typesetter

PAPER = BoardPaper(
    language="en",
    title="Evidence board",
    office="Office of Protection (invented)",
    reference="AP-2026-0042",
    facts=(("How it is weighed", "Fact by fact (Act, 30)"), ("Printed by", "Berg · 23 November 2026")),
    sections=(
        BoardSection(
            title="1. The river took the house.",
            entries=(
                BoardEntry(
                    head="Speaks for it", words="Letter, page 2\nأخذ النهر البيت", quiet="Berg · today"
                ),
                BoardEntry(head="", words="Река забрала дом. #heading[x] $x$ ወንዙ ቤቱን ወሰደ"),
            ),
        ),
        BoardSection(title="Legal analysis", entries=()),
        BoardSection(title="1. Home was flooded", entries=(BoardEntry(head="", words="Met"),), is_under=True),
    ),
    printed="Printed by Berg, 23 November 2026, 20:00",
    printed_at=datetime.fromisoformat("2026-11-23T20:00"),
)


def read(paper: BoardPaper) -> tuple[PdfReader, str]:
    reader = PdfReader(io.BytesIO(Typesetter(seconds=30).board(paper)))
    text = " ".join(page.extract_text() for page in reader.pages)
    return reader, unicodedata.normalize("NFKC", " ".join(text.split()))


def test_it_says_everything_in_every_script() -> None:
    reader, text = read(PAPER)
    for said in (
        "Evidence board", "AP-2026-0042", "Fact by fact (Act, 30)", "1. The river took the house.",
        "Speaks for it", "Letter, page 2", "Berg · today", "Река забрала дом.", "#heading[x] $x$",
        "ወንዙ ቤቱን ወሰደ", "Legal analysis", "1. Home was flooded", "Met",
        "Printed by Berg, 23 November 2026, 20:00",
    ):  # fmt: skip
        assert said in text, said
    assert set("أخذالنهرالبيت") <= set(text)
    assert _titles(reader.outline) == [
        "Evidence board",
        "1. The river took the house.",
        "Legal analysis",
        "1. Home was flooded",
    ]


def test_the_same_board_gives_the_same_bytes_and_an_arabic_one_runs_from_the_right() -> None:
    press = Typesetter(seconds=30)
    assert press.board(PAPER) == press.board(PAPER)
    arabic = replace(PAPER, language="ar", title="لوحة الأدلة")
    reader, _text = read(arabic)
    assert str(reader.root_object["/Lang"]) == "ar"


def _titles(outline: Any) -> list[str]:
    """The headings in their order, whatever stands under what, without marks of direction."""
    if not isinstance(outline, list):
        return [str(outline.title).strip("\u2068\u2069")]
    return [each for one in outline for each in _titles(one)]
