"""Tokens of a name in any script, folded so that what nobody would notice makes no difference.

A token is what somebody would call one word of a name. Particles (al-, ibn, van) belong to the word beside
them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from anyascii import anyascii

from limen.likeness.scripts import Script, letters, script_of, words

LONGEST_NAME = 500  # characters; what is longer is no name, and is cut before it costs anything
# Written inside a word without dividing it: apostrophes, tatweel, joiners, marks of direction.
_UNHEARD = frozenset(
    "'’‘`\u00b4\u02bc\u02bb\u02bd\u02bf\u02be\u055a\u0640\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\ufeff\u00b7"
)
_GHE = "\N{CYRILLIC SMALL LETTER GHE}"
_TABLES = {
    Script.LATIN: "latin",
    Script.ARABIC: "arabic",
    Script.CYRILLIC: "cyrillic",
    Script.ETHIOPIC: "ethiopic",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """One word of a name. `folded` is for equality and typing errors; `forms` are Latin spellings to be
    heard, the likeliest first; `joined` is the word with its particles, when it has any."""

    written: str
    script: Script
    folded: str
    forms: tuple[str, ...]
    joined: str = ""

    def __hash__(self) -> int:
        """Of what the rest follows from: words are looked up often."""
        return hash((self.written, self.joined))

    @property
    def is_initial(self) -> bool:
        """A single Latin or Cyrillic letter: M. for Maryam."""
        return len(self.written) == 1 and self.script in (Script.LATIN, Script.CYRILLIC)


@lru_cache(maxsize=16_384)
def tokens_of(name: str) -> tuple[Token, ...]:
    """The words of a name, in their order. A name of particles alone keeps them as words."""
    pieces = [piece for piece in map(_token, pieces_of(name)) if piece.folded]
    return tuple(_with_particles(pieces)) or tuple(pieces)


def pieces_of(name: str) -> tuple[str, ...]:
    """The name cut where words end: at blanks, hyphens and other signs; apostrophes divide nothing."""
    composed = unicodedata.normalize("NFKC", name[:LONGEST_NAME])
    return tuple("".join(map(_part_of_word, composed)).split())


@cache
def _part_of_word(character: str) -> str:
    if character in _UNHEARD:
        return ""
    return character if unicodedata.category(character)[0] in "LM" else " "


@lru_cache(maxsize=16_384)
def _token(piece: str) -> Token:
    script = script_of(piece)
    small = piece.casefold()
    forms = tuple(dict.fromkeys(_latin_forms(small, script)))
    folded = _plain(small) if script is Script.LATIN else forms[0]
    return Token(written=piece, script=script, folded=folded, forms=forms)


def latin_forms(word: str) -> tuple[str, ...]:
    """The word in Latin letters, as several officials might write it, the likeliest first."""
    return _token("".join(pieces_of(word))).forms


def _latin_forms(piece: str, script: Script) -> Iterator[str]:
    composed = unicodedata.normalize("NFC", piece)
    table = letters(_TABLES[script]) if script in _TABLES else {}
    latin = "".join(table[one] if one in table else _letter(one) for one in composed)
    yield latin
    if script is Script.ARABIC and composed.endswith(("ة", "ۃ")):
        yield latin[:-1] + "t"
    if script is Script.CYRILLIC and _GHE in composed:
        yield latin.replace("g", "h")  # Ukrainian and Belarusian


@cache
def _letter(character: str) -> str:
    """A letter that has no table: without its marks, or as the general library spells it."""
    if unicodedata.category(character)[0] == "M" and not unicodedata.name(character, "").startswith(_SPOKEN):
        return ""
    bare = unicodedata.normalize("NFD", character)[0]
    spelled = bare if bare.isascii() else anyascii(bare)
    return "".join(one for one in spelled.casefold() if "a" <= one <= "z")


# Scripts whose vowels are marks: there a mark is heard.
_SPOKEN = (
    "TAMIL",
    "DEVANAGARI",
    "BENGALI",
    "SINHALA",
    "MYANMAR",
    "KHMER",
    "THAI",
    "GUJARATI",
    "GURMUKHI",
    "TELUGU",
)


def _plain(piece: str) -> str:
    """Latin letters without their marks: what remains when a form or a machine takes only a to z."""
    return "".join(_letter(one) for one in unicodedata.normalize("NFC", piece))


def _with_particles(pieces: list[Token]) -> Iterator[Token]:
    """Words that carry a name, each with the particles before and after it as one joined form."""
    before: list[str] = []
    waiting: Token | None = None
    for place, piece in enumerate(pieces):
        following = pieces[place + 1].folded if place + 1 < len(pieces) else ""
        if waiting is not None and piece.folded in _particles("after"):
            waiting = _joining(waiting, (waiting.joined or waiting.folded) + piece.folded)
        elif following and _leads(piece.folded, following):
            before.append(piece.folded)
        else:
            if waiting is not None:
                yield waiting
            waiting = _joining(piece, "".join([*before, piece.folded])) if before else piece
            before = []
    if waiting is not None:
        yield waiting


def _joining(piece: Token, joined: str) -> Token:
    return Token(
        written=piece.written, script=piece.script, folded=piece.folded, forms=piece.forms, joined=joined
    )


def _leads(word: str, following: str) -> bool:
    """Whether the word is a particle of the next one; an article may have taken that one's first letter."""
    return word in _particles("before") or (
        word in _particles("before_same_letter") and following[0] == word[-1]
    )


@cache
def _particles(kind: str) -> frozenset[str]:
    return frozenset(words("particles")[kind])


def is_honorific(word: str) -> bool:
    """Whether the word is a form of address rather than a name; some words are both."""
    return _plain("".join(pieces_of(word)).casefold()) in _particles("honorifics")
