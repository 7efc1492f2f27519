"""Readers for tests and for machines without the program."""

from __future__ import annotations

from dataclasses import dataclass

from limen.outside.reading.port import NoReader


@dataclass(frozen=True, kw_only=True)
class Recites:
    """Gives back the same lines whatever it is shown."""

    lines: tuple[str, ...]

    def lines_in(self, picture: bytes) -> tuple[str, ...]:
        """The lines."""
        return self.lines


class Absent:
    """Where no program is installed."""

    def lines_in(self, picture: bytes) -> tuple[str, ...]:
        """Raises `NoReader`."""
        raise NoReader
