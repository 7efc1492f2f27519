"""References of cases as the desk makes them: unit, year, running number, and a character that proves them.

The character is that of ISO/IEC 7064, MOD 37,36: it finds every single wrong character and every two that
changed places.
"""

from __future__ import annotations

import unicodedata

_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = 6
LONGEST_PREFIX = 6


def reference_of(prefix: str, year: int, number: int) -> str:
    """Such as PC-2026-000017-K."""
    plain = f"{prefix}-{year}-{number:0{DIGITS}d}"
    return f"{plain}-{check_character(plain)}"


def check_character(text: str) -> str:
    """The character that proves a text of letters and digits; everything else in it is passed over."""
    product = 36
    for character in _borne(text):
        total = (product + _LETTERS.index(character)) % 36 or 36
        product = total * 2 % 37
    return _LETTERS[(37 - product) % 36]


def is_sound(reference: str) -> bool:
    """Whether the last character proves the others: nothing was mistyped."""
    borne = _borne(reference)
    return len(borne) > 1 and check_character(borne[:-1]) == borne[-1]


def prefix_of(unit: str, place: int = 0) -> str:
    """Letters for a unit: the first ones of its words, in Latin capitals. `place` tells apart units of which
    the letters are the same."""
    plain = unicodedata.normalize("NFKD", unit).encode("ascii", "ignore").decode().upper()
    words = [word for word in "".join(c if c.isalnum() else " " for c in plain).split() if word[0].isalpha()]
    letters = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)[:3]
    letters = letters[: LONGEST_PREFIX - 2] or "R"
    return letters + (str(place + 1) if place else "")


def _borne(text: str) -> str:
    return "".join(character for character in text.upper() if character in _LETTERS)
