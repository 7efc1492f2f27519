"""Word files from a template that a secretary can edit, filled in a process of its own with limits.

A template holds a small language (Jinja). It is read in a sandbox that knows the paper alone: what reaches
for anything else is refused, and nothing is written.
"""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Protocol

from limen.outside.printing.port import CannotPrint, Paper
from limen.outside.printing.typesetting import paper_told, pressed

_HERE = Path(__file__).resolve().parent
_LIMIT = 20
_MOST = 20_000_000


class Writer(Protocol):
    """Writes Word files."""

    def paper(self, paper: Paper, *, template: bytes) -> bytes:
        """The paper as a Word file. Raises `CannotPrint` when the template asks for what it may not."""
        ...


class WordWriter:
    """Writes by docxtpl. `seconds` is the time after which a file is given up."""

    def __init__(self, *, seconds: int = _LIMIT) -> None:
        self.seconds = seconds

    def paper(self, paper: Paper, *, template: bytes) -> bytes:
        """The paper as a Word file."""
        asked = {
            "template": base64.b64encode(template).decode(),
            "told": paper_told(paper),
            "seconds": self.seconds,
            "most": _MOST,
        }
        found = pressed("word_press.py", asked, seconds=self.seconds)
        if not found.startswith(b"PK"):
            raise CannotPrint("the Word file was not written")
        return found


def default_template() -> bytes:
    """The template of the house, for whoever has none of their own."""
    return (_HERE / "template" / "decision.docx").read_bytes()
