"""Words of notes and pages: invented syllables in the measure of a real language, a few of them in every text
and most of them rare. Nothing in them means anything."""

from __future__ import annotations

from random import Random

WORDS = 20_000
_BEGINNINGS = ("ba", "do", "fe", "gu", "ka", "lo", "mi", "nu", "pe", "ra", "si", "ta", "ve", "wo", "ze")
_MIDDLES = ("", "ra", "len", "mi", "sto", "nu", "ka", "vel", "dor", "gin", "pas", "ten", "lu", "bri")
_ENDINGS = ("n", "r", "s", "t", "la", "mo", "ne", "ri", "so", "tu")


def vocabulary(seed: int) -> list[str]:
    """The words, the commonest first."""
    found = {f"{a}{b}{c}{d}" for a in _BEGINNINGS for b in _MIDDLES for c in _MIDDLES for d in _ENDINGS}
    listed = sorted(found)
    Random(seed).shuffle(listed)
    return listed[:WORDS]


def shared(number: int) -> str:
    """The word that a text alone has, such as a reference of somebody else's."""
    return f"zq{number}"


class Writer:
    """Texts of 12 to 47 words. The word of rank r comes about as often as 1/r."""

    def __init__(self, seed: int) -> None:
        self._words, self._chance = vocabulary(seed), Random(seed + 1)

    def text(self, number: int) -> str:
        """The next text; `number` makes one of its words its own."""
        drawn = self._chance.random
        words = self._words
        length = 12 + int(drawn() * 35)
        said = [words[int(len(words) ** drawn()) - 1] for _ in range(length)]
        said[length // 2] = shared(number)
        return " ".join(said).capitalize() + "."
