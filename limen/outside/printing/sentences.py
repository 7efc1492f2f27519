"""The sentences of printed papers: a dated file for each language that says whether a person read it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).with_name("words")
ENGLISH = "en"
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur"}


@dataclass(frozen=True, kw_only=True)
class Words:
    """The sentences of one language. `reads`: the codes of ISO 639-3 whose readers get this text."""

    language: str
    reads: tuple[str, ...]
    dated: date
    is_machine_made: bool
    says: dict[str, str]
    purposes: dict[str, str]

    @property
    def is_rtl(self) -> bool:
        """Whether it is written from right to left."""
        return is_rtl(self.language)

    def __getitem__(self, name: str) -> str:
        return self.says[name]


def is_rtl(language: str) -> bool:
    """Whether a language (a code of ISO 639-1, perhaps with a region) is written from right to left."""
    return language.split("-")[0] in _RIGHT_TO_LEFT


@cache
def all_words() -> dict[str, Words]:
    """Every language in which papers are printed, by its short code."""
    found = (_read(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(_FOLDER.glob("*.json")))
    return {words.language: words for words in found}


def languages_for(language: str | None, office: str) -> tuple[str, ...]:
    """In which languages somebody gets a paper. `language` is a code of three letters, or None when nobody
    asked.

    Their own when there are texts in it, with English beside a text that no person has read yet; otherwise
    English and the language of the office side by side.
    """
    own = next((words.language for words in all_words().values() if language in words.reads), None)
    wanted = [own or ENGLISH]
    if own is None or all_words()[own].is_machine_made:
        wanted.append(ENGLISH)
    if own is None and office in all_words():
        wanted.append(office)
    return tuple(dict.fromkeys(wanted))


def is_printed_in(language: str) -> bool:
    """Whether there are texts in a language, by its code of three letters."""
    return any(language in words.reads for words in all_words().values())


def _read(found: dict[str, Any]) -> Words:
    kept = ("language", "reads", "dated", "is_machine_made", "purposes")
    return Words(
        language=found["language"],
        reads=tuple(found["reads"]),
        dated=date.fromisoformat(found["dated"]),
        is_machine_made=found["is_machine_made"],
        says={name: text for name, text in found.items() if name not in kept},
        purposes=found["purposes"],
    )
