"""What in the fields cannot be read yet, each with the field that it is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """A field, and what a person can do about it."""

    field: str
    says: str


class Troubles:
    """Collects troubles while fields are read."""

    def __init__(self) -> None:
        self._found: list[Trouble] = []

    def add(self, field: str, says: str) -> None:
        """Remember one."""
        self._found.append(Trouble(field=field, says=says))

    @property
    def all(self) -> tuple[Trouble, ...]:
        """What was found, each once."""
        return tuple(dict.fromkeys(self._found))
