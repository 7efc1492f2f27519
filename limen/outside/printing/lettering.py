"""Which letters the fonts of the press can write, and what is written in place of the others."""

from __future__ import annotations

import unicodedata

import anyascii

# Latin, Greek, Cyrillic, Arabic, Ethiopic: what the fonts cover, but for what Unicode itself leaves open.
_BLOCKS = (
    (0x0020, 0x007E),
    (0x00A0, 0x024F),
    (0x0300, 0x036F),
    (0x0391, 0x03CE),
    (0x0400, 0x052F),
    (0x0620, 0x06D5),
    (0x06EE, 0x06FF),
    (0x1200, 0x135A),
    (0x1360, 0x137C),
    (0x1E00, 0x1EFF),
)
_SINGLE = frozenset(
    "\n\u060c\u061b\u061f\u200c\u200d\u2010\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026\u2039\u203a\u20ac"
)


def is_written(letter: str) -> bool:
    """Whether the press can write it."""
    if letter in _SINGLE:
        return True
    return unicodedata.category(letter) not in {"Cn", "Cc"} and any(
        first <= ord(letter) <= last for first, last in _BLOCKS
    )


def printable(text: str) -> str:
    """The text, with what the press cannot write put into Latin letters or, if nobody sees it, left out."""
    told = unicodedata.normalize("NFC", text)
    spelled = "".join(one if is_written(one) else anyascii.anyascii(one) for one in told)
    return "".join(filter(is_written, spelled))


def isolated(text: str) -> str:
    """A printable text of which each line keeps its own direction, whatever stands around it."""
    return "\n".join(f"\u2068{line}\u2069" for line in printable(text).splitlines())
