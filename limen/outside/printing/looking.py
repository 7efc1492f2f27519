"""A template that an authority brings, looked at before any decision is written with it."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from limen.outside.printing.port import CannotPrint, Paper, PaperPart
from limen.outside.printing.typesetting import paper_told, pressed

_LIMIT = 20
_MOST = 20_000_000
# What must be found again in a filled template, by the name of the placeholder that brings it.
_MARKS = {
    "paragraph": "Markparagraph",
    "fact.value": "Markfact",
    "note": "Marknote",
    "signed": "Marksigned",
}
_FULL = Paper(
    language="en",
    title="Marktitle",
    office="Markoffice",
    reference="Markreference",
    facts=(("Markname", "Markfact"),),
    parts=(PaperPart(title="Markpart", paragraphs=("Markparagraph",), language="en"),),
    notes_title="Markheading",
    notes=("Marknote",),
    signed="Marksigned",
    printed_at=datetime(2026, 1, 1, tzinfo=UTC),
)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong: a code, and the name or address that it is about, as the file says it."""

    code: str
    detail: str


@dataclass(frozen=True, kw_only=True)
class Look:
    """The names that a template asks for, and what stands against it."""

    names: tuple[str, ...]
    faults: tuple[Fault, ...]


class Looker(Protocol):
    """Looks at templates."""

    def look(self, template: bytes) -> Look:
        """What it asks for and what is wrong with it; never raises for what the file holds."""
        ...


class TemplateLooker:
    """Looks in a process of its own. `seconds` is the time after which it is given up."""

    def __init__(self, *, seconds: int = _LIMIT) -> None:
        self.seconds = seconds

    def look(self, template: bytes) -> Look:
        """Opened, read and filled on trial, with limits on time and memory."""
        empty = replace(_FULL, facts=(), parts=(), notes=(), notes_title="", signed="")
        asked = {
            "template": base64.b64encode(template).decode(),
            "full": paper_told(_FULL),
            "empty": paper_told(empty),
            "marks": _MARKS,
            "seconds": self.seconds,
            "most": _MOST,
        }
        try:
            told = json.loads(pressed("word_look.py", asked, seconds=self.seconds))
        except (CannotPrint, ValueError):
            return Look(names=(), faults=(Fault(code="gave_up", detail=""),))
        faults = tuple(Fault(code=code, detail=detail) for code, detail in told["faults"])
        return Look(names=tuple(told["names"]), faults=faults)
