"""Words of lists in the languages in which lists come: headers of columns, sexes, places in a family, kinds
of documents, older names of states, and ways to say that nothing is known. They stand in `words.json`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import TypeVar

from limen.domain.cases.names import PartyPart
from limen.domain.imports.names import Field
from limen.domain.people.names import DocumentKind, Sex

_Kind = TypeVar("_Kind", bound=Enum)


def field_of(header: str) -> Field:
    """What a column with this header probably says; `Field.NOTHING` when nobody knows."""
    wanted = _folded(header).removesuffix(":").strip()
    return _FIELD_OF.get(wanted, Field.NOTHING)


def suggested(headers: Iterable[str]) -> tuple[Field, ...]:
    """What each column probably says. Nothing is suggested twice, but the kinds of names that may be."""
    found: list[Field] = []
    for header in headers:
        field = field_of(header)
        found.append(Field.NOTHING if field in found else field)
    return tuple(found)


def sex_of(text: str) -> Sex | None:
    """The sex that a word says."""
    return _SEX_OF.get(_folded(text))


def part_of(text: str) -> PartyPart | None:
    """The place in a family that a word says; None for the head of it, too."""
    return _PART_OF.get(_folded(text))


def is_head(text: str) -> bool:
    """Whether a word says that a row is of the head of a family."""
    return _folded(text) in _HEAD_WORDS


def document_kind_of(text: str) -> DocumentKind | None:
    """The kind of document that a word says."""
    return _DOCUMENT_OF.get(_folded(text))


def country_by_another_name(text: str) -> str | None:
    """The state that a list calls by a name which is not the one of today, or longer."""
    return _COUNTRY_OF.get(_folded(text))


def says_unknown(text: str) -> bool:
    """Whether the word means that nothing is known."""
    return _folded(text) in _UNKNOWN_WORDS


def says_refused(text: str) -> bool:
    """Whether the word means that nothing was said."""
    return _folded(text) in _REFUSED_WORDS


def says_stateless(text: str) -> bool:
    """Whether the word means that somebody belongs to no state."""
    return _folded(text) in _STATELESS_WORDS


def _folded(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("’", "'").casefold().split())


def _by_word(table: str, kinds: type[_Kind]) -> dict[str, _Kind]:
    return {_folded(word): kinds(kind) for kind, words in _TABLES[table].items() for word in words}


def _answer(kind: str) -> frozenset[str]:
    return frozenset(map(_folded, _TABLES["answers"][kind]))


_TABLES: dict[str, dict[str, list[str]]] = json.loads(
    (Path(__file__).parent / "words.json").read_text(encoding="utf-8")
)
_FIELD_OF = _by_word("headers", Field)
_SEX_OF = _by_word("sexes", Sex)
_PART_OF = _by_word("parts", PartyPart)
_DOCUMENT_OF = _by_word("documents", DocumentKind)
_COUNTRY_OF = {_folded(word): code for code, names in _TABLES["countries"].items() for word in names}
_HEAD_WORDS, _UNKNOWN_WORDS = _answer("head"), _answer("unknown")
_REFUSED_WORDS, _STATELESS_WORDS = _answer("refused"), _answer("stateless")
