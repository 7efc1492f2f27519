"""Rows of an index by which a name is found although it was misspelt, misheard or in another script.

Two names are worth comparing when a key of a word of one is a key of a word of the other. Keys never
decide: `limen.likeness.comparing` looks at what they find.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from limen.likeness.scripts import Script, words
from limen.likeness.sounds import readings, skeleton
from limen.likeness.spelling import Token, tokens_of

# Changes with every change of a key: an index made by another version must be made anew.
KEYS_VERSION = 1

LONGEST_FOLDED = 24
BEGINNING = 7  # letters: of a longer word only its beginning is kept with letters left out
SHORTEST = 3  # letters: Ali is still found when one is wrong
LONG_ENOUGH = 4  # sounds, so that three are left when one is taken away
MOST_HEARD = 2  # readings of which letters are left out


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenKeys:
    """The keys of one word. Spelling is in small letters, sounds are in capitals, so they never meet.

    `sounds`: ways to hear it, without vowels; `@yusuf` for names that are one name in several languages.
    `deletions`: what is left when one letter is left out, for errors of typing. `few`: the same for words of
    two or three sounds. `guesses`: what is only asked."""

    folded: str
    sounds: frozenset[str]
    deletions: frozenset[str]
    few: frozenset[str]
    guesses: frozenset[str]

    @property
    def rows(self) -> frozenset[str]:
        """What to write into an index of one column."""
        return self.sounds | self.deletions | self.few | {self.folded}

    @property
    def probes(self) -> frozenset[str]:
        """What to look for in such an index."""
        return self.sounds | self.deletions | self.guesses | {self.folded}

    @property
    def wide_probes(self) -> frozenset[str]:
        """What to look for when that found too little: it finds more, and three times as much to look at."""
        return self.rows | self.guesses


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """A word of a name as an index of two steps keeps it: its number, and the numbers of its keys."""

    number: int
    keys: frozenset[int]


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
        return (*(one.probes for one in self.tokens), *self.joined)

    @property
    def wide_probes(self) -> tuple[frozenset[str], ...]:
        """The same with the wide probes of each word."""
        return (*(one.wide_probes for one in self.tokens), *self.joined)

    @property
    def words(self) -> tuple[Word, ...]:
        """What to write into an index of two steps: names by their words, and words by their keys. There are
        far fewer words than people. Neighbours that others may have joined are one word more."""
        spelled = (Word(number=number_of(one.folded), keys=_numbers(one.rows)) for one in self.tokens)
        heard = (
            Word(number=number_of("+" + "".join(sorted(one))), keys=_numbers(one)) for one in self.joined
        )
        return tuple(dict.fromkeys((*spelled, *heard)))

    @property
    def asked(self) -> tuple[tuple[int, frozenset[int]], ...]:
        """What to ask such an index, for each word: its own number, and the keys of words that may be meant:
        its probes, and those of it and a neighbour as one."""
        return tuple(
            (number_of(one.folded), _numbers(one.probes.union(*self.joined[max(place - 1, 0) : place + 1])))
            for place, one in enumerate(self.tokens)
        )


def number_of(text: str) -> int:
    """A word or a key as a number of 64 bits, with its sign: the same for ever and everywhere."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=4096)
def _numbers(keys: frozenset[str]) -> frozenset[int]:
    return frozenset(map(number_of, keys))


def name_keys(name: str) -> NameKeys:
    """The keys of a whole name, in any script."""
    tokens = tokens_of(name)
    return NameKeys(
        tokens=tuple(token_keys(one) for one in tokens),
        joined=tuple(_joined(*pair) for pair in pairwise(tokens)),
    )


@lru_cache(maxsize=4096)
def token_keys(token: Token) -> TokenKeys:
    """The keys of one word."""
    folded, is_latin = token.folded[:LONGEST_FOLDED], token.script is Script.LATIN
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
        folded=folded,
        sounds=frozenset(sounds),
        deletions=_deletions(folded, heard),
        few=_few_bones(heard, _mark(is_latin)),
        guesses=_guesses(folded, heard) | _few_bones(heard, _mark(not is_latin)),
    )


def _deletions(folded: str, heard: list[str]) -> frozenset[str]:
    """A letter left out of the beginning of the spelling, of what is heard, and of its consonants."""
    found: set[str] = set()
    if len(folded) >= SHORTEST:
        found |= _one_less(folded[:BEGINNING]) | {folded[:BEGINNING]}
    for beginning in (one[:BEGINNING] for one in heard[:MOST_HEARD]):
        if len(beginning) >= LONG_ENOUGH:
            found |= _one_less(beginning) | {beginning}
    for bones in map(skeleton, heard[:MOST_HEARD]):
        if len(bones) >= LONG_ENOUGH:
            found |= _one_less(bones)
    return frozenset(found)


def _guesses(folded: str, heard: list[str]) -> frozenset[str]:
    """What is only asked, never written into an index: two letters left out, and rarer ways to hear it."""
    beginning = folded[: BEGINNING + 1]
    found: set[str] = set()
    if len(beginning) > SHORTEST:
        found |= {less for one in _one_less(beginning) for less in _one_less(one)} | _one_less(beginning)
    for one in heard[MOST_HEARD:]:
        if len(one) >= LONG_ENOUGH:
            found |= _one_less(one[:BEGINNING])
    return frozenset(found)


def _few_bones(heard: list[str], mark: str) -> frozenset[str]:
    """Words of two or three sounds, with one left out: so common that only another script may ask for them,
    which has no vowels to tell them apart."""
    few = [one for one in map(skeleton, heard[:MOST_HEARD]) if 1 < len(one) < LONG_ENOUGH]
    return frozenset(mark + one for bones in few for one in (bones, *_one_less(bones)))


def _mark(is_latin: bool) -> str:
    return "-" if is_latin else "+"


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
