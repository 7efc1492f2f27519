"""How the text of a section is written: fields that are pulled in, citations, sources, standard paragraphs.

`{{reference}}` is a field, `[[cite: document/3f9a1c2e/v1/p2]]` a citation of something in the file, and
`[[source: Act, section 20]]` a source in words. A standard paragraph stands between
`[[standard: Called · Unit · 2]]` and `[[end]]`, so that everybody sees whose words it is.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from limen.domain.citations.names import key_from

_RUN = re.compile(
    r"\{\{\s*(?P<field>[a-z0-9_:]+)\s*\}\}|\[\[source:(?P<source>[^\[\]\n]{1,400})\]\]"
    r"|\[\[cite:(?P<cite>[^\[\]\n]{1,200})\]\]"
)
_STANDARD = re.compile(r"\[\[standard:(?P<of>[^\[\]\n]{1,300})\]\]\n(?P<text>.*?)\n?\[\[end\]\]", re.DOTALL)
# What only signing knows: it is not part of what a second reader approves.
AT_SIGNING = frozenset({"signed_on", "signed_by"})
NOTHING_CITED: Mapping[str, str] = MappingProxyType({})


class RunKind(StrEnum):
    """What a piece of a line is."""

    WORDS = "words"
    FIELD = "field"
    UNKNOWN = "unknown"
    SOURCE = "source"
    CITED = "cited"


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of a line: its words, and the name of the field or of the cited thing they came from."""

    kind: RunKind
    says: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, and whose standard paragraph it is; of nobody when the author wrote it."""

    of: str
    runs: tuple[Run, ...]


def blocks_of(
    text: str, fields: Mapping[str, str], cited: Mapping[str, str] = NOTHING_CITED
) -> tuple[Block, ...]:
    """The paragraphs of a text, with what its fields and its citations show."""
    told = text.replace("\r\n", "\n")
    found: list[Block] = []
    end = 0
    for match in _STANDARD.finditer(told):
        found += _paragraphs(told[end : match.start()], "", fields, cited)
        found += _paragraphs(match["text"], match["of"].strip(), fields, cited)
        end = match.end()
    return tuple(found) + tuple(_paragraphs(told[end:], "", fields, cited))


def _paragraphs(text: str, of: str, fields: Mapping[str, str], cited: Mapping[str, str]) -> Iterator[Block]:
    for piece in re.split(r"\n\s*\n", text):
        if piece.strip():
            yield Block(of=of, runs=tuple(_runs(piece.strip(), fields, cited)))


def _runs(text: str, fields: Mapping[str, str], cited: Mapping[str, str]) -> Iterator[Run]:
    end = 0
    for match in _RUN.finditer(text):
        if match.start() > end:
            yield Run(kind=RunKind.WORDS, says=text[end : match.start()])
        yield _pulled_in(match, fields, cited)
        end = match.end()
    if end < len(text):
        yield Run(kind=RunKind.WORDS, says=text[end:])


def _pulled_in(match: re.Match[str], fields: Mapping[str, str], cited: Mapping[str, str]) -> Run:
    if match["source"] is not None:
        return Run(kind=RunKind.SOURCE, says=match["source"].strip())
    if match["cite"] is not None:
        key = key_from(match["cite"])
        if key is None:
            return Run(kind=RunKind.UNKNOWN, says=match[0])
        return Run(kind=RunKind.CITED, says=cited.get(str(key), ""), name=str(key))
    name = match["field"]
    if name in fields:
        return Run(kind=RunKind.FIELD, says=fields[name], name=name)
    return Run(kind=RunKind.UNKNOWN, says=match[0], name=name)


def unknown_fields(texts: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The names in double braces that mean nothing."""
    meant = frozenset(known)
    found = (match["field"] for text in texts for match in _RUN.finditer(text) if match["field"])
    return tuple(dict.fromkeys(name for name in found if name not in meant))


def fields_in(texts: Iterable[str]) -> frozenset[str]:
    """The names in double braces, whether they mean something or not."""
    return frozenset(match["field"] for text in texts for match in _RUN.finditer(text) if match["field"])


def unreadable_citations(text: str) -> tuple[str, ...]:
    """What stands where something is cited and names nothing."""
    found = (match["cite"].strip() for match in _RUN.finditer(text) if match["cite"] is not None)
    return tuple(dict.fromkeys(name for name in found if key_from(name) is None))


def sources_in(texts: Iterable[str]) -> tuple[Run, ...]:
    """What these texts rest on, each once, in the order in which it is met: its number is its place. A source
    in words has no name, and what is cited no words yet."""
    runs = (run for text in texts for block in blocks_of(text, {}) for run in block.runs)
    return tuple(dict.fromkeys(run for run in runs if run.kind in (RunKind.SOURCE, RunKind.CITED)))


def standard(called: str, unit: str, number: int, text: str) -> str:
    """A standard paragraph as it stands in a section."""
    source = re.sub(r"[\[\]\n]", " ", f"{called} · {unit} · {number}")
    return f"[[standard: {source}]]\n{text.strip()}\n[[end]]"


def with_paragraph(text: str, paragraph: str) -> str:
    """The text of a section with a standard paragraph after it."""
    return f"{text.rstrip()}\n\n{paragraph}\n" if text.strip() else f"{paragraph}\n"


def filled_digest(
    sections: Mapping[str, str], fields: Mapping[str, str], cited: Mapping[str, str] = NOTHING_CITED
) -> str:
    """The SHA-256 of what a reader is shown: the text with its fields and with what is cited, but for what
    only signing knows."""
    shown = {name: says for name, says in fields.items() if name not in AT_SIGNING}
    told = {
        id: [[run.says for run in block.runs] for block in blocks_of(text, shown, cited)]
        for id, text in sections.items()
        if text.strip()
    }
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
