"""What Limen asks of a model of meaning, whoever made it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

SIZE = 512  # numbers of one text


@dataclass(frozen=True, kw_only=True)
class Encoded:
    """A text as the model tells it: `vector` is its numbers in half precision, little-endian, of length one
    together; `signs` says of each of them whether it is above nothing, as a row of 0 and 1."""

    vector: bytes
    signs: str


class Encoder(Protocol):
    """Tells what texts mean."""

    def encoded(self, texts: Sequence[str]) -> list[Encoded]:
        """Each of them, in their order."""
        ...
