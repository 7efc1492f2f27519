"""How the text of a section is written: fields that are pulled in, sources, and standard paragraphs.

`{{reference}}` is a field, `[[source: Interview, block 12]]` a source. A standard paragraph stands between
`[[standard: Called · Unit · 2]]` and `[[end]]`, so that everybody sees whose words it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

_RUN = re.compile(r"\{\{\s*(?P<field>[a-z0-9_:]+)\s*\}\}|\[\[source:(?P<source>[^\[\]\n]{1,400})\]\]")
_STANDARD = re.compile(r"\[\[standard:(?P<of>[^\[\]\n]{1,300})\]\]\n(?P<text>.*?)\n?\[\[end\]\]", re.DOTALL)
# What only signing knows: it is not part of what a second reader approves.
AT_SIGNING = frozenset({"signed_on", "signed_by"})


class RunKind(StrEnum):
    """What a piece of a line is."""

    WORDS = "words"
    FIELD = "field"
    UNKNOWN = "unknown"
    SOURCE = "source"


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of a line: its words, and the name of the field they came from."""

    kind: RunKind
    says: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, and whose standard paragraph it is; of nobody when the author wrote it."""

    of: str
    runs: tuple[Run, ...]


def blocks_of(text: str, fields: Mapping[str, str]) -> tuple[Block, ...]:
    """The paragraphs of a text, with what its fields show."""
    told = text.replace("\r\n", "\n")
    found: list[Block] = []
    end = 0
    for match in _STANDARD.finditer(told):
        found += _paragraphs(told[end : match.start()], "", fields)
        found += _paragraphs(match["text"], match["of"].strip(), fields)
        end = match.end()
    return tuple(found) + tuple(_paragraphs(told[end:], "", fields))


def _paragraphs(text: str, of: str, fields: Mapping[str, str]) -> Iterator[Block]:
    for piece in re.split(r"\n\s*\n", text):
        if piece.strip():
            yield Block(of=of, runs=tuple(_runs(piece.strip(), fields)))


def _runs(text: str, fields: Mapping[str, str]) -> Iterator[Run]:
    end = 0
    for match in _RUN.finditer(text):
        if match.start() > end:
            yield Run(kind=RunKind.WORDS, says=text[end : match.start()])
        name = match["field"]
        if match["source"] is not None:
            yield Run(kind=RunKind.SOURCE, says=match["source"].strip())
        elif name in fields:
            yield Run(kind=RunKind.FIELD, says=fields[name], name=name)
        else:
            yield Run(kind=RunKind.UNKNOWN, says=match[0], name=name)
        end = match.end()
    if end < len(text):
        yield Run(kind=RunKind.WORDS, says=text[end:])


def unknown_fields(texts: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The names in double braces that mean nothing."""
    meant = frozenset(known)
    found = (match["field"] for text in texts for match in _RUN.finditer(text) if match["field"])
    return tuple(dict.fromkeys(name for name in found if name not in meant))


def standard(called: str, unit: str, number: int, text: str) -> str:
    """A standard paragraph as it stands in a section."""
    source = re.sub(r"[\[\]\n]", " ", f"{called} · {unit} · {number}")
    return f"[[standard: {source}]]\n{text.strip()}\n[[end]]"


def with_paragraph(text: str, paragraph: str) -> str:
    """The text of a section with a standard paragraph after it."""
    return f"{text.rstrip()}\n\n{paragraph}\n" if text.strip() else f"{paragraph}\n"


def filled_digest(sections: Mapping[str, str], fields: Mapping[str, str]) -> str:
    """The SHA-256 of what a reader is shown: the text with its fields, but for what only signing knows."""
    shown = {name: says for name, says in fields.items() if name not in AT_SIGNING}
    told = {
        id: [[run.says for run in block.runs] for block in blocks_of(text, shown)]
        for id, text in sections.items()
        if text.strip()
    }
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
