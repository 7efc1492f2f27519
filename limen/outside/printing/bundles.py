"""Several documents as one file: a cover, an index, then every page under the number that the index names,
stamped with the mark of its document."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from limen.outside.printing.lettering import isolated, printable
from limen.outside.printing.sentences import is_rtl


@dataclass(frozen=True, kw_only=True)
class BundlePage:
    """A page: a picture of it (WebP) or words alone. What it is called is stamped on it, and told to whoever
    cannot see the picture."""

    called: str
    words: str = ""
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, kw_only=True)
class BundlePart:
    """A document: a line of the index, and its pages. `mark` is its number in words."""

    mark: str
    title: str
    day: str
    about: str
    pages: tuple[BundlePage, ...]


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Documents in their order. Every text arrives in the language of the index, which is `language`; `heads`
    are the names of its columns, `facts` stand on the cover, `printed_at` is local time."""

    language: str
    title: str
    office: str
    reference: str
    facts: tuple[tuple[str, str], ...]
    index: str
    heads: tuple[str, str, str, str, str]
    parts: tuple[BundlePart, ...]
    says: str
    printed_at: datetime


def bundle_told(bundle: Bundle) -> dict[str, Any]:
    """A bundle as the template reads it."""
    return {
        "language": bundle.language,
        "is_rtl": is_rtl(bundle.language),
        "title": printable(bundle.title),
        "office": isolated(bundle.office),
        "reference": printable(bundle.reference),
        "facts": [[printable(term), isolated(value)] for term, value in bundle.facts],
        "index": printable(bundle.index),
        "heads": [printable(head) for head in bundle.heads],
        "says": printable(bundle.says),
        "parts": [
            {
                "mark": printable(part.mark),
                "title": isolated(part.title),
                "day": printable(part.day),
                "about": printable(part.about),
                "pages": [_page(page) for page in part.pages],
            }
            for part in bundle.parts
        ],
    }


def _page(page: BundlePage) -> dict[str, Any]:
    return {
        "called": printable(page.called),
        "lines": [] if page.picture else [isolated(line) for line in page.words.splitlines() if line.strip()],
        "picture": base64.b64encode(page.picture).decode(),
    }
