"""An evidence board with its legal analysis as one paper: sections with headings, and what is said under
each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from limen.outside.printing.lettering import isolated, printable
from limen.outside.printing.sentences import is_rtl


@dataclass(frozen=True, kw_only=True)
class BoardEntry:
    """Something on the board: what it is, what it says in lines, and who said so when."""

    head: str
    words: str
    quiet: str = ""


@dataclass(frozen=True, kw_only=True)
class BoardSection:
    """A heading and what stands under it. `is_under`: it belongs to the section before it."""

    title: str
    entries: tuple[BoardEntry, ...]
    is_under: bool = False


@dataclass(frozen=True, kw_only=True)
class BoardPaper:
    """A board as it stands. Every text arrives in the language of the page, which is `language`; `printed`
    says by whom and when, on every page; `printed_at` is local time."""

    language: str
    title: str
    office: str
    reference: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[BoardSection, ...]
    printed: str
    printed_at: datetime


def board_told(paper: BoardPaper) -> dict[str, Any]:
    """A board as the template reads it: texts alone, each line keeping its own direction."""
    return {
        "language": paper.language.split("-")[0],
        "is_rtl": is_rtl(paper.language),
        "title": printable(paper.title),
        "office": isolated(paper.office),
        "reference": printable(paper.reference),
        "facts": [{"name": printable(name), "value": isolated(value) or "–"} for name, value in paper.facts],
        "sections": [
            {
                "title": isolated(one.title),
                "is_under": one.is_under,
                "entries": [
                    {
                        "head": isolated(entry.head),
                        "words": isolated(entry.words),
                        "quiet": isolated(entry.quiet),
                    }
                    for entry in one.entries
                ],
            }
            for one in paper.sections
        ],
        "printed": isolated(paper.printed),
    }
