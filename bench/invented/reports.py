"""Invented passages and questions in eight languages with known answers, for finding what means the same; the
texts lie in `reports.json`. Nothing there is said of a real place, and one hand wrote all of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_TOLD: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
LANGUAGES: tuple[str, ...] = tuple(_TOLD["languages"])


def passages() -> Iterator[tuple[str, str, int]]:
    """Language, text, and the number of the subject; -1 for what no question asks."""
    for number, subject in enumerate(_TOLD["subjects"]):
        for language, told in zip(LANGUAGES, subject, strict=True):
            yield language, told["passage"], number
    for beside in _TOLD["beside"]:
        for language, text in zip(LANGUAGES, beside, strict=True):
            for place in _TOLD["places"]:
                yield language, text.format(place), -1


def questions() -> Iterator[tuple[str, str, int]]:
    """Language, question, and the number of the subject that answers it."""
    for number, subject in enumerate(_TOLD["subjects"]):
        for language, told in zip(LANGUAGES, subject, strict=True):
            yield language, told["question"], number
