"""What Limen asks of a program that reads print, whoever wrote it."""

from __future__ import annotations

from typing import Protocol


class NotRead(Exception):
    """Nothing was read: there is no such program here, it took too long, or it failed."""


class NoReader(NotRead):
    """There is no program here that reads pictures."""


class ZoneReader(Protocol):
    """Reads the lines at the foot of a document, of capitals, digits and `<`."""

    def lines_in(self, picture: bytes) -> tuple[str, ...]:
        """The lines that were read in a JPEG, from top to bottom, as they were read and not mended; none when
        there is no print. Raises `NotRead`."""
        ...
