"""One server, one owner: a lock that the kernel drops when its holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class Ownership:
    """The right to start, stop and repair the server of one folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "in-use.lock"
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Take the lock, or answer False when another process holds it."""
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        descriptor = os.open(self._path, flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor
        return True

    def give_up(self) -> None:
        """Let the next one take it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    @property
    def holder(self) -> str:
        """Who holds it, for a message."""
        number = self._path.read_text().strip()
        return f"process {number}" if number else "another process"
