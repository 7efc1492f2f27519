"""Two words of names: whether they can be one name, and why."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from limen.likeness.comparing.verdicts import Code
from limen.likeness.keys import TokenKeys, token_keys
from limen.likeness.sounds import readings, skeleton
from limen.likeness.spelling import Token

# The plainest first: words are paired in this order.
STRENGTH = (
    Code.SAME,
    Code.SAME_IN_ANOTHER_SCRIPT,
    Code.JOINED,
    Code.ONE_LETTER,
    Code.SOUNDS_ALIKE,
    Code.SAME_IN_ANOTHER_LANGUAGE,
    Code.NEARLY_IN_ANOTHER_SCRIPT,
    Code.TWO_LETTERS,
    Code.INITIAL_ONLY,
)
BY_A_STRETCH = frozenset({Code.NEARLY_IN_ANOTHER_SCRIPT, Code.TWO_LETTERS, Code.INITIAL_ONLY})
_FEW_SOUNDS = 3  # with fewer, vowels must agree too: Huda is not Hadi
_ROUNDED, _VOWELS = re.compile("[aeiouyw]*[ouw][aeiouyw]*"), re.compile("[aeiy]+")


@lru_cache(maxsize=32_768)
def likeness(first: Token, second: Token) -> Code | None:
    """Why the words can be one name, the plainest reason; None when they cannot. Symmetric."""
    one_script = first.script is second.script
    if first.folded == second.folded or _share_joined(first, second):
        return Code.SAME if one_script else Code.SAME_IN_ANOTHER_SCRIPT
    if first.is_initial or second.is_initial:
        return _initial(first, second)
    keys = token_keys(first), token_keys(second)
    return _in_one_script(first, second, *keys) if one_script else _across_scripts(*keys)


def _share_joined(first: Token, second: Token) -> bool:
    joined = {first.joined, first.folded} & {second.joined, second.folded}
    return bool(joined - {""})


def _initial(first: Token, second: Token) -> Code | None:
    return Code.INITIAL_ONLY if first.folded[0] == second.folded[0] else None


def _in_one_script(first: Token, second: Token, keys: TokenKeys, other_keys: TokenKeys) -> Code | None:
    shorter = min(len(first.folded), len(second.folded))
    letters = OSA.distance(first.folded, second.folded, score_cutoff=2)
    if letters == 1 and shorter >= 3:
        return Code.ONE_LETTER
    shared = keys.sounds & other_keys.sounds
    if any(not one.startswith("@") and _heard_alike(one, first, second) for one in shared):
        return Code.SOUNDS_ALIKE
    if any(one.startswith("@") for one in shared):
        return Code.SAME_IN_ANOTHER_LANGUAGE
    return Code.TWO_LETTERS if letters == 2 and shorter >= 5 else None


def _heard_alike(shared: str, first: Token, second: Token) -> bool:
    """Whether words with a sound in common sound alike: those with few consonants by their vowels too."""
    if len(shared) >= _FEW_SOUNDS:
        return True
    return _tune(first.forms[0]) == _tune(second.forms[0])


@lru_cache(maxsize=16_384)
def _tune(latin: str) -> str:
    """Where vowels are heard, and whether they are rounded: Huda and Hoda alike, Hadi otherwise."""
    vowels = _VOWELS.sub("a", _ROUNDED.sub("u", latin))
    return "".join(one for one in vowels if one in "au").rstrip("a")


def _across_scripts(keys: TokenKeys, other_keys: TokenKeys) -> Code | None:
    shared = keys.sounds & other_keys.sounds
    if any(not one.startswith("@") for one in shared):
        return Code.SAME_IN_ANOTHER_SCRIPT
    if shared:
        return Code.SAME_IN_ANOTHER_LANGUAGE
    for one in keys.sounds:
        for other in other_keys.sounds:
            if min(len(one), len(other)) >= _FEW_SOUNDS and OSA.distance(one, other, score_cutoff=1) == 1:
                return Code.NEARLY_IN_ANOTHER_SCRIPT
    return None


@lru_cache(maxsize=16_384)
def joined(first: Token, second: Token) -> tuple[str, str]:
    """Two words as one: the spelling, and its sound."""
    together = first.folded + (second.joined or second.folded)
    form = first.forms[0] + (second.joined or second.forms[0])
    return together, skeleton(readings(form)[0])


def is_joined(first: Token, second: Token, whole: Token) -> bool:
    """Whether one word is the other two written together: Hailemariam for Haile Mariam."""
    if first.script is whole.script and len(whole.folded) <= max(len(first.folded), len(second.folded)):
        return False
    together, sound = joined(first, second)
    if together == whole.folded:
        return True
    return len(sound) > _FEW_SOUNDS and sound in token_keys(whole).sounds
