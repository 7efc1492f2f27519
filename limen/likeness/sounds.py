"""What is heard when a name is read aloud, written so that officials of several countries write the same.

Consonants that they confuse become one letter; a vowel is only known to be there. An ambiguous spelling has
several readings, the likeliest first.

    A vowel at the beginning · P b p · T d t · K k q g c j · H h kh x · S s z sh ç · F f ph · V v w · M N L R
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice

VOWEL = "a"
MOST_READINGS = 4
LONGEST_SKELETON = 8

# Letters that are read together, longest first, and their readings.
_TOGETHER: dict[str, tuple[str, ...]] = {
    "dsch": ("K",),
    "tsch": ("S",),
    "shch": ("S",),
    "chtch": ("S",),
    "szcz": ("S",),
    "dzh": ("K",),
    "sch": ("S", "SK"),
    "tch": ("S",),
    "ch": ("S", "H", "K"),
    "cz": ("S",),
    "sh": ("S",),
    "sz": ("S",),
    "ts": ("TS", "S"),
    "tz": ("TS", "S"),
    "dz": ("S", "TS"),
    "zh": ("K", "S"),
    "kh": ("H", "K"),
    "gh": ("K",),
    "ck": ("K",),
    "dj": ("K",),
    "ph": ("F",),
    "th": ("T", "S"),
    "dh": ("T", "S"),
    "bh": ("P",),
}
_ALONE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("bp", ("P",)),
    **dict.fromkeys("dt", ("T",)),
    **dict.fromkeys("gkq", ("K",)),
    **dict.fromkeys("sz", ("S",)),
    **{letter: (letter.upper(),) for letter in "fmnlr"},
    **dict.fromkeys("aeiouy", (VOWEL,)),
    "v": ("V",),
    "w": ("V",),
    "h": ("H",),
    "j": ("K", VOWEL),
    "x": ("H", "KS"),
    "c": ("K",),
}
# The same letters at the beginning, inside and at the end are not always the same sound.
_FIRST = {"c": ("K", VOWEL), "x": ("H", "KS")}
_INSIDE = {"w": (VOWEL, "V"), "v": ("V", VOWEL), "x": ("KS", "H")}
_LAST = {
    "h": (VOWEL, "H"),
    "kh": ("H", "K"),
    "w": (VOWEL, "V"),
    "v": ("V", VOWEL),
    "c": ("K", VOWEL),
    "x": ("KS", "H"),
}
_PIECE = re.compile("|".join([*sorted(_TOGETHER, key=lambda one: (-len(one), one)), "[a-z]"]))
# What writers of Latin letters do to what was one sound: Ouattara is Wattara, Abd al-Rahman is Abdurrahman,
# Nur al-Din is Nureddin.
_SAME_SOUND = (
    (re.compile("^ou(?=[aei])"), "w"),
    (re.compile("^(c?abd)[aeiou]*l?(?=(?:r|s|z|n|t|d)[^l])"), r"\1"),
    (re.compile("(?<=[aeiou])l(?=d?din)"), ""),
)


@lru_cache(maxsize=16_384)
def readings(latin: str) -> tuple[str, ...]:
    """Up to four ways to read a Latin spelling: consonants as classes, a small a for every run of vowels."""
    for written, heard in _SAME_SOUND:
        latin = written.sub(heard, latin)
    found = list(_PIECE.finditer(latin))
    pieces = [
        _reading(
            piece[0], latin[piece.end() : piece.end() + 1], first=not place, last=place == len(found) - 1
        )
        for place, piece in enumerate(found)
    ]
    read = dict.fromkeys(_collapsed(one) for one in _likeliest_first(pieces))
    return tuple(islice(read, MOST_READINGS))


def skeleton(read: str) -> str:
    """Only the consonants of a reading, and whether it begins with a vowel. Doubled ones count once, because
    scripts without vowels cannot tell them apart."""
    consonants = read.replace(VOWEL, "")
    initial = VOWEL.upper() if read.startswith(VOWEL) else ""
    return (initial + _once(consonants))[:LONGEST_SKELETON]


def _likeliest_first(pieces: list[tuple[str, ...]]) -> Iterator[str]:
    """The likeliest reading of every piece; then one piece read otherwise; then two."""
    likeliest = [piece[0] for piece in pieces]
    yield "".join(likeliest)
    others = [(place, other) for place, piece in enumerate(pieces) for other in piece[1:]]
    for number in (1, 2):
        for changes in combinations(others, number):
            changed = likeliest.copy()
            for place, other in changes:
                changed[place] = other
            yield "".join(changed)


def _reading(letters: str, following: str, *, first: bool, last: bool) -> tuple[str, ...]:
    """How letters are read that stand at the beginning, inside or at the end."""
    if letters == "c" and following and following in "eiy":
        return ("K", "S")
    special = _FIRST if first else _LAST if last else _INSIDE
    return special.get(letters) or _TOGETHER.get(letters) or _ALONE[letters]


def _collapsed(read: str) -> str:
    """Doubled letters once; no vowel at the end, where it is heard least."""
    return _once(read).rstrip(VOWEL) or VOWEL


def _once(read: str) -> str:
    return _DOUBLED.sub(r"\1", read)


_DOUBLED = re.compile(r"(.)\1+")
