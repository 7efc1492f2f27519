"""The keys of many invented names: two neighbouring parts are looked at once, for many share them."""

from __future__ import annotations

from itertools import pairwise

from bench.invented.people import Person

_LOOKED_AT = 10_000  # of so many persons one is compared with what the keys of the whole name are


class Keyed:
    """Remembers the words of each two neighbours, and the keys of each word."""

    def __init__(self) -> None:
        self._pairs: dict[str, tuple[int, ...]] = {}
        self.keys: dict[int, frozenset[int]] = {}

    def words_of(self, number: int, person: Person) -> list[int]:
        """The words of the name as an index keeps them. Raises `AssertionError` when they are not those that
        the application would write."""
        parts = [part.recorded for part in person.parts]
        pairs = [" ".join(pair) for pair in pairwise(parts)] or parts
        words = list(dict.fromkeys(word for pair in pairs for word in self._words(pair)))
        if number % _LOOKED_AT == 0:
            self._compare(person.name, words)
        return words

    def _words(self, pair: str) -> tuple[int, ...]:
        if (found := self._pairs.get(pair)) is None:
            from limen.likeness.keys import name_keys

            words = name_keys(pair).words
            self.keys |= {word.number: word.keys for word in words}
            found = self._pairs[pair] = tuple(word.number for word in words)
        return found

    def _compare(self, name: str, words: list[int]) -> None:
        from limen.likeness.keys import name_keys

        assert {word.number for word in name_keys(name).words} == set(words), name
