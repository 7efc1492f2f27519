"""The record of an interview as a Word file: text stays text, each in its own direction."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest

from limen.outside.printing import Beside, CannotPrint, PrintedBlock, Record, RecordWriter
from limen.outside.printing.word_records import kept, runs_from_the_right

RECORD = Record(
    language="en", title="Record", reference="AP-1", office="Office & <North>", facts=(("Case", "AP-1"),),
    blocks=(
        PrintedBlock(head="Question", words="He wrote {{ 7 * 7 }} & <b>.\r\nAnd {% raw %}.\x07"),
        PrintedBlock(
            head="Answer", words="متى؟", is_answer=True, beside=(Beside(head="Correction", words="At dawn"),)
        ),
    ),
    answered_title="What did not fit", answered=(("May, and June.", "It was May."),), hash_says="Hash",
    digest="a" * 64, sign_here=("Officer", "Applicant"),
    printed_at=datetime.fromisoformat("2026-11-02T09:30"),
)  # fmt: skip


def _inside(word: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        assert packed.testzip() is None
        return packed.read(name).decode()


def _paragraph(inside: str, words: str) -> str:
    found: str
    [found] = [one for one in re.findall(r"<w:p>.*?</w:p>", inside, re.DOTALL) if f">{words}<" in one]
    return found


def test_it_says_what_the_record_says_as_text() -> None:
    word = RecordWriter().record(RECORD)
    inside = _inside(word)
    assert "Office &amp; &lt;North&gt;" in inside
    assert "He wrote {{ 7 * 7 }} &amp; &lt;b&gt;." in inside
    assert "And {% raw %}." in inside
    for words in ("Correction", "At dawn", "May, and June.", "It was May.", "a" * 64):
        assert words in inside
    assert inside.count("______  ") == len(RECORD.sign_here)
    footers = [name for name in zipfile.ZipFile(io.BytesIO(word)).namelist() if "footer" in name]
    assert any("AP-1 · 2026-11-02 09:30" in _inside(word, name) for name in footers)


@pytest.mark.parametrize(("language", "is_rtl"), [("en", False), ("ar", True)])
def test_every_text_keeps_its_own_direction(language: str, is_rtl: bool) -> None:
    inside = _inside(RecordWriter().record(replace(RECORD, language=language)))
    assert "w:bidi" in _paragraph(inside, "متى؟")
    assert "w:bidi" not in _paragraph(inside, "At dawn")
    assert ("w:bidi" in _paragraph(inside, "Question")) is is_rtl


def test_a_thousand_blocks_are_no_trouble_and_too_little_time_is_told() -> None:
    long = replace(RECORD, blocks=RECORD.blocks * 500)
    assert _inside(RecordWriter().record(long)).count("At dawn") == 500
    with pytest.raises(CannotPrint):
        RecordWriter(seconds=0).record(RECORD)


def test_what_no_word_file_may_hold_is_left_out() -> None:
    assert kept("a\x00b\ud800c\r\nd\ufffe") == "abc\nd"
    assert runs_from_the_right("12 متى")
    assert not runs_from_the_right("12")
    assert not runs_from_the_right("a متى")
