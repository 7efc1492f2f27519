"""Rows of an index by which a name is found although it was misspelt, misheard or in another script.

Two names are worth comparing when a key of a word of one is a key of a word of the other. Keys never
decide: `limen.likeness.comparing` looks at what they find.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from limen.likeness.scripts import words
from limen.likeness.sounds import readings, skeleton
from limen.likeness.spelling import Token, tokens_of

# Changes with every change of a key: an index made by another version must be made anew.
KEYS_VERSION = 1

LONGEST_FOLDED = 24
HEARD_LETTERS = 7  # of a longer word only the beginning is kept with letters left out
SHORT = range(3, 6)  # letters of words that sound too little: letters are left out of their spelling
LONG_ENOUGH = 4  # sounds, so that three are left when one is taken away
_LEFT = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenKeys:
    """The keys of one word. Spelling is in small letters, sounds are in capitals, so they never meet.

    `sounds`: ways to hear it, without vowels; `@yusuf` for names that are one name in several languages.
    `deletions`: what is left when one letter is left out, for errors of typing."""

    folded: str
    sounds: frozenset[str]
    deletions: frozenset[str]

    @property
    def rows(self) -> frozenset[str]:
        """All of them, for an index of one column."""
        return self.sounds | self.deletions | {self.folded}


@dataclass(frozen=True, kw_only=True, slots=True)
class NameKeys:
    """The keys of a name: of each word, and the sounds of neighbours that others may have joined."""

    tokens: tuple[TokenKeys, ...]
    joined: tuple[frozenset[str], ...]

    @property
    def rows(self) -> frozenset[str]:
        """What to write into the index for a person who bears this name."""
        return frozenset().union(*(one.rows for one in self.tokens), *self.joined)

    @property
    def probes(self) -> tuple[frozenset[str], ...]:
        """What to look for: one set for each word, then one for each pair of neighbours. A row of an index
        that is in a set answers for that word."""
        return (*(one.rows for one in self.tokens), *self.joined)


def name_keys(name: str) -> NameKeys:
    """The keys of a whole name, in any script."""
    tokens = tokens_of(name)
    return NameKeys(
        tokens=tuple(token_keys(one) for one in tokens),
        joined=tuple(_joined(*pair) for pair in pairwise(tokens)),
    )


@lru_cache(maxsize=65_536)
def token_keys(token: Token) -> TokenKeys:
    """The keys of one word."""
    folded = token.folded[:LONGEST_FOLDED]
    heard = [one for form in token.forms for one in readings(form)]
    sounds = {skeleton(one) for one in heard}
    if token.joined:
        sounds.add(skeleton(readings(token.joined)[0]))
    bare = _without_affixes(token.forms[0])
    if bare:
        sounds.add(skeleton(readings(bare)[0]))
    if token.folded in _namesakes():
        sounds.add("@" + _namesakes()[token.folded])
    return TokenKeys(
        folded=folded, sounds=frozenset(sounds), deletions=_deletions(folded, heard[0], skeleton(heard[0]))
    )


def _deletions(folded: str, heard: str, bones: str) -> frozenset[str]:
    """A letter left out of a short word's spelling; of the beginning of what is heard; of its consonants."""
    found: set[str] = set()
    if len(folded) in SHORT:
        found |= _one_less(folded)
    beginning = heard[:HEARD_LETTERS]
    if len(beginning) > _LEFT:
        found |= _one_less(beginning) | {beginning}
    if len(bones) >= LONG_ENOUGH:
        found |= _one_less(bones)
    return frozenset(found)


def _one_less(text: str) -> set[str]:
    return {text[:place] + text[place + 1 :] for place in range(len(text))}


def _joined(first: Token, second: Token) -> frozenset[str]:
    """Haile Mariam as Hailemariam: the sounds of two words as one."""
    together = first.forms[0] + (second.joined or second.forms[0])
    return frozenset({skeleton(readings(together)[0])})


_ARTICLES = ("al", "el", "ul")
_SUFFIXES = ("zadeh", "zada", "zade", "oglu", "ogly", "pour", "nejad", "khel")
_CARRIES_A_NAME = 4  # letters that must be left beside a particle


def _without_affixes(latin: str) -> str:
    """Alahmad without its article, Hassanzadeh without its suffix; nothing when there is none."""
    if latin.startswith(_ARTICLES) and len(latin) >= _CARRIES_A_NAME + 2:
        return latin[2:]
    for suffix in _SUFFIXES:
        if latin.endswith(suffix) and len(latin) >= _CARRIES_A_NAME + len(suffix):
            return latin.removesuffix(suffix)
    return ""


@lru_cache(maxsize=1)
def _namesakes() -> dict[str, str]:
    return {spelling: name for name, spellings in words("namesakes").items() for spelling in spellings}
