"""Files in a folder of this machine, or of one that it shares. Their names are ids and say nothing."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from limen.outside.storage.port import NotThere
from limen.outside.storage.sealing import KEY_BYTES, PIECE, Seal, new_header, pieces_in

_INCOMING = "incoming"
LEFT_BEHIND = 24 * 60 * 60  # seconds after which an unfinished file belongs to nobody


class FolderStore:
    """A folder: `incoming` for what is being written, two levels of folders for what was kept."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def begin(self, key: bytes | None = None) -> IncomingFile:
        """A new file, under a key of its own or under one that is given."""
        return IncomingFile(self.root, key or secrets.token_bytes(KEY_BYTES))

    def read(self, stored_as: UUID, key: bytes, start: int = 0) -> Iterator[bytes]:
        """The bytes of a file from one on, piece by piece. Raises `NotThere` at once, `Damaged` while it is
        read."""
        try:
            file = place_of(self.root, stored_as).open("rb")
        except FileNotFoundError:
            raise NotThere(str(stored_as)) from None

        def pieces() -> Iterator[bytes]:
            with file:
                yield from pieces_in(file, key, stored_as, start)

        return pieces()

    def remove(self, stored_as: UUID) -> None:
        """Take a file away for good."""
        place_of(self.root, stored_as).unlink(missing_ok=True)

    def sweep(self, *, at: datetime) -> int:
        """Take away what was begun a day ago and never kept; how many files. They are sealed under keys that
        nobody has."""
        gone, until = 0, at.timestamp() - LEFT_BEHIND
        for path in (self.root / _INCOMING).glob("*"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < until:
                    path.unlink()
                    gone += 1
        return gone


class IncomingFile:
    """A file that is being written. At most one piece of it is in memory."""

    def __init__(self, root: Path, key: bytes) -> None:
        self.stored_as, self.key = uuid4(), key
        self._root = root
        self._path = _made(root / _INCOMING) / self.stored_as.hex
        self._file = os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        header = new_header()
        self._seal = Seal(header, key, self.stored_as)
        self._file.write(header)
        self._waiting, self._number = bytearray(), 0

    def write(self, data: bytes) -> None:
        """Seal the next bytes. The last piece is never empty but for an empty file."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._write_piece(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]

    def keep(self) -> None:
        """Write the last piece, and make the file last."""
        self._write_piece(bytes(self._waiting), is_last=True)
        self._waiting.clear()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        place = place_of(self._root, self.stored_as)
        _made(place.parent)
        self._path.rename(place)
        _written_down(place.parent)

    def drop(self) -> None:
        """Forget it. Does nothing to a file that was kept."""
        self._file.close()
        self._path.unlink(missing_ok=True)

    def _write_piece(self, piece: bytes, *, is_last: bool) -> None:
        self._file.write(self._seal.closed(piece, self._number, is_last=is_last))
        self._number += 1


def place_of(root: Path, stored_as: UUID) -> Path:
    """Where a file lies: no folder grows beyond what a file system likes."""
    name = stored_as.hex
    return root / name[:2] / name[2:4] / name


def _made(folder: Path) -> Path:
    """The folder, made with its parents when it is not there, for this account alone."""
    if not folder.is_dir():
        missing = [one for one in (folder, *folder.parents) if not one.is_dir()]
        for one in reversed(missing):
            one.mkdir(mode=0o700, exist_ok=True)
            _written_down(one.parent)
    return folder


def _written_down(folder: Path) -> None:
    """A new name in a folder lasts only when the folder was written down too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
