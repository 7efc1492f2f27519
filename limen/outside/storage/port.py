"""What Limen asks of a store of files, whatever it is made of. A file has an id, and a key that opens it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol
from uuid import UUID


class NotThere(Exception):
    """The store holds no such file."""


class Damaged(Exception):
    """The file was cut, changed or put in another's place, or the key is another file's."""


class Unreachable(OSError):
    """The store is away, or does not take what it is given. Nothing that was kept is lost by it."""


class Incoming(Protocol):
    """A file that is being written. Nobody finds it before it was kept."""

    stored_as: UUID
    key: bytes

    def write(self, data: bytes) -> None:
        """Seal the next bytes."""
        ...

    def keep(self) -> None:
        """Make it last: after this it is found, also when the machine fails the next moment."""
        ...

    def drop(self) -> None:
        """Forget it. Does nothing to a file that was kept."""
        ...


class Store(Protocol):
    """Holds sealed files."""

    def begin(self, key: bytes | None = None) -> Incoming:
        """A new file, under a key of its own or under one that is given."""
        ...

    def read(self, stored_as: UUID, key: bytes, start: int = 0) -> Iterator[bytes]:
        """The bytes of a file, from that one on, piece by piece, each of them proven. Raises `NotThere`;
        `Damaged`, at the latest after the last piece."""
        ...

    def remove(self, stored_as: UUID) -> None:
        """Take a file away for good. Nothing happens when it is not there."""
        ...

    def sweep(self, *, at: datetime) -> int:
        """Take away what was begun a day ago and never kept; how many files."""
        ...
