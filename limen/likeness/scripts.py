"""Which script a name is written in, and the tables by which letters of other scripts become Latin ones."""

from __future__ import annotations

import json
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path

TABLES = Path(__file__).parent / "letters"


class Script(StrEnum):
    """Scripts by their ISO 15924 codes; `OTHER` is any other, `NONE` a text without letters."""

    LATIN = "Latn"
    ARABIC = "Arab"
    CYRILLIC = "Cyrl"
    ETHIOPIC = "Ethi"
    GREEK = "Grek"
    HEBREW = "Hebr"
    ARMENIAN = "Armn"
    GEORGIAN = "Geor"
    DEVANAGARI = "Deva"
    BENGALI = "Beng"
    TAMIL = "Taml"
    SINHALA = "Sinh"
    MYANMAR = "Mymr"
    HANGUL = "Hang"
    HAN = "Hani"
    OTHER = "Zyyy"
    NONE = "Zxxx"


_BY_FIRST_WORD = {
    "LATIN": Script.LATIN,
    "ARABIC": Script.ARABIC,
    "CYRILLIC": Script.CYRILLIC,
    "ETHIOPIC": Script.ETHIOPIC,
    "GREEK": Script.GREEK,
    "HEBREW": Script.HEBREW,
    "ARMENIAN": Script.ARMENIAN,
    "GEORGIAN": Script.GEORGIAN,
    "DEVANAGARI": Script.DEVANAGARI,
    "BENGALI": Script.BENGALI,
    "TAMIL": Script.TAMIL,
    "SINHALA": Script.SINHALA,
    "MYANMAR": Script.MYANMAR,
    "HANGUL": Script.HANGUL,
    "CJK": Script.HAN,
}


def script_of(text: str) -> Script:
    """The script of the first letter: names of two scripts are read token by token."""
    for character in text:
        if character.isalpha():
            return _script_of_letter(character)
    return Script.NONE


@cache
def _script_of_letter(character: str) -> Script:
    if character.isascii():
        return Script.LATIN
    name = unicodedata.name(character, "").split(" ", 1)[0]
    return _BY_FIRST_WORD.get(name, Script.OTHER)


@cache
def letters(table: str) -> dict[str, str]:
    """The table of a script: a letter, and what is written for it in Latin letters."""
    read: dict[str, str] = json.loads((TABLES / f"{table}.json").read_text(encoding="utf-8"))
    return read


@cache
def words(table: str) -> dict[str, tuple[str, ...]]:
    """A table of lists of words: particles and namesakes."""
    read: dict[str, list[str]] = json.loads((TABLES / f"{table}.json").read_text(encoding="utf-8"))
    return {key: tuple(listed) for key, listed in read.items()}
