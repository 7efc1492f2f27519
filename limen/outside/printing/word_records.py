"""The record of an interview as a Word file, for whoever has to work on with its words.

Nothing is put into Latin letters here: a reader of Word files has fonts of their own.
"""

from __future__ import annotations

import base64
import unicodedata
from pathlib import Path
from typing import Any

from limen.outside.printing.port import CannotPrint, PrintedBlock, Record
from limen.outside.printing.sentences import is_rtl
from limen.outside.printing.typesetting import pressed

_TEMPLATE = Path(__file__).resolve().parent / "template" / "record.docx"
_LIMIT = 30
_MOST = 20_000_000


class RecordWriter:
    """Writes records by docxtpl. `seconds` is the time after which a file is given up."""

    def __init__(self, *, seconds: int = _LIMIT) -> None:
        self.seconds = seconds

    def record(self, record: Record) -> bytes:
        """The record as a Word file. Raises `CannotPrint`."""
        asked = {
            "template": base64.b64encode(_TEMPLATE.read_bytes()).decode(),
            "told": record_told(record),
            "seconds": self.seconds,
            "most": _MOST,
        }
        found = pressed("word_press.py", asked, seconds=self.seconds)
        if not found.startswith(b"PK"):
            raise CannotPrint("the Word file was not written")
        return found


def record_told(record: Record) -> dict[str, Any]:
    """What the template is given: each text with its own direction, by its first letter that has one."""
    return {
        "is_rtl": is_rtl(record.language),
        "title": kept(record.title),
        "reference": kept(record.reference),
        "office": _said(record.office),
        "facts": [{"name": kept(name), **_said(value)} for name, value in record.facts],
        "blocks": [_block(one) for one in record.blocks],
        "answered_title": kept(record.answered_title),
        "answered": [{"put": _said(words), "answer": _said(answer)} for words, answer in record.answered],
        "hash_says": kept(record.hash_says),
        "digest": record.digest,
        "sign_here": [kept(name) for name in record.sign_here],
        "printed": record.printed_at.strftime("%Y-%m-%d %H:%M"),
    }


def kept(text: str) -> str:
    """The text without what no Word file may hold: control characters other than the end of a line."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one == "\n" or unicodedata.category(one) not in {"Cc", "Cs", "Cn"})


def runs_from_the_right(text: str) -> bool:
    """Whether its first letter with a direction is written from right to left."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def _said(text: str) -> dict[str, Any]:
    return {"words": kept(text), "is_rtl": runs_from_the_right(text)}


def _block(one: PrintedBlock) -> dict[str, Any]:
    return {
        "head": kept(one.head),
        **_said(one.words),
        "beside": [{"head": kept(beside.head), **_said(beside.words)} for beside in one.beside],
    }
