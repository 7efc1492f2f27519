"""Files of a backup: written under another name, hashed, flushed to the disk, and only then there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from limen.site.postgres.backups.keys import BackupKey
from limen.site.postgres.backups.sealing import Opened, Sealer, Sink, Source

ENDING = ".limen"
FAST = 1  # most of a backup is compressed once and never read again


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """What the manifest says of one file."""

    sha256: str
    size: int


class Hashing:
    """Hashes what passes on its way into a file, or out of one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash, self._size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> int:
        """Write and hash."""
        self._hash.update(data)
        self._size += len(data)
        return self._file.write(data)

    def read(self, size: int) -> bytes:
        """Read and hash."""
        data = self._file.read(size)
        self._hash.update(data)
        self._size += len(data)
        return data

    @property
    def stored(self) -> StoredFile:
        """The hash and the length so far."""
        return StoredFile(sha256=self._hash.hexdigest(), size=self._size)


class Squeezing:
    """Compresses what passes."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self._compressor = sink, zlib.compressobj(FAST)

    def write(self, data: bytes) -> int:
        """Compress and pass on."""
        if squeezed := self._compressor.compress(data):
            self._sink.write(squeezed)
        return len(data)

    def close(self) -> None:
        """Pass on the rest."""
        self._sink.write(self._compressor.flush())


class Unsqueezing:
    """The way back."""

    def __init__(self, source: Source) -> None:
        self._source, self._decompressor = source, zlib.decompressobj()

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; none at the end."""
        while not self._decompressor.eof:
            data = self._decompressor.unconsumed_tail or self._source.read(64 * 1024)
            if plain := self._decompressor.decompress(data, size):
                return plain
            if not data:
                break
        return b""


@contextlib.contextmanager
def sealed_file(path: Path, key: BackupKey, *, purpose: str) -> Iterator[tuple[Sealer, Hashing]]:
    """A new sealed file. It gets its name when the block ends well, and is gone when it does not."""
    making = path.with_name(f".{path.name}.part")
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            hashing = Hashing(file)
            sealer = Sealer(hashing, key, purpose=purpose)
            yield sealer, hashing
            sealer.close()
            file.flush()
            os.fsync(file.fileno())
        making.rename(path)
        flush_folder(path.parent)
    finally:
        making.unlink(missing_ok=True)


@contextlib.contextmanager
def opened_file(path: Path, key: BackupKey, *, purpose: str) -> Iterator[tuple[Opened, Hashing]]:
    """An existing sealed file, to read its plain bytes."""
    with path.open("rb") as file:
        hashing = Hashing(file)
        yield Opened(hashing, key, purpose=purpose), hashing


def flush_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
