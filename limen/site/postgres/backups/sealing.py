"""Encrypted streams: AES-256-GCM in chunks, so that any length is read and written in little memory.

A file is a header and chunks. Each file has a key of its own (HKDF of the master key and a random salt), so a
counter is a safe nonce. The nonce of a chunk is its number and whether it is the last; the header is bound to
every chunk. A chunk that was changed, moved, repeated, cut off or added does not open.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from limen.site.postgres.backups.keys import ID_BYTES, BackupKey
from limen.site.postgres.trouble import Trouble

MAGIC = b"LIMENBK1"
CHUNK = 256 * 1024
TAG = 16
SALT = 32
COMMITMENT = 32
HEADER = len(MAGIC) + ID_BYTES + SALT + COMMITMENT


class Sink(Protocol):
    """Something that takes bytes."""

    def write(self, data: bytes, /) -> object: ...


class Source(Protocol):
    """Something that gives bytes."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, kw_only=True)
class _FileKey:
    """What one file is sealed with, and its header, which commits to the key."""

    cipher: AESGCM
    header: bytes

    @classmethod
    def of(cls, key: BackupKey, salt: bytes, purpose: str) -> _FileKey:
        # The purpose is bound in, so that one authentic file cannot stand in for another. Half of the derived
        # bytes goes into the header: AES-GCM alone does not commit to its key.
        info = MAGIC + key.id + purpose.encode()
        derived = HKDF(algorithm=SHA256(), length=64, salt=salt, info=info).derive(key.secret)
        return cls(cipher=AESGCM(derived[:32]), header=MAGIC + key.id + salt + derived[32:])


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


class Sealer:
    """Write plain bytes in, and sealed ones come out at `sink`. Nothing is complete before `close`."""

    def __init__(self, sink: Sink, key: BackupKey, *, purpose: str) -> None:
        self._sink = sink
        self._file_key = _FileKey.of(key, secrets.token_bytes(SALT), purpose)
        self._held = bytearray()
        self._number = 0
        sink.write(self._file_key.header)

    def write(self, data: bytes) -> int:
        """Take any number of bytes."""
        self._held += data
        # The last chunk is marked, and only `close` knows which it is: always hold one back.
        while len(self._held) > CHUNK:
            self._put(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]
        return len(data)

    def close(self) -> None:
        """Write the last chunk."""
        self._put(bytes(self._held), last=True)
        self._held.clear()

    def _put(self, plain: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._sink.write(self._file_key.cipher.encrypt(nonce, plain, self._file_key.header))
        self._number += 1


def opened(source: Source, key: BackupKey, *, purpose: str) -> Iterator[bytes]:
    """Give back the plain bytes, chunk by chunk. Raises `Trouble` at the first that is not what was written.

    Whoever uses the bytes before the end must be ready to throw them away: the end may be missing.
    """
    header = _exactly(source, HEADER)
    file_key = _file_key_of(header, key, purpose)
    number, chunk = 0, _exactly(source, CHUNK + TAG)
    while True:
        following = _exactly(source, CHUNK + TAG) if len(chunk) == CHUNK + TAG else b""
        try:
            plain = file_key.cipher.decrypt(_nonce(number, last=not following), chunk, header)
        except InvalidTag:
            raise Trouble(
                f"{purpose} was changed or cut off (at chunk {number}).",
                remedy="Do not use it. Take another copy of this backup, or another backup.",
            ) from None
        yield plain
        if not following:
            return
        number, chunk = number + 1, following


def _file_key_of(header: bytes, key: BackupKey, purpose: str) -> _FileKey:
    if len(header) < HEADER or not header.startswith(MAGIC):
        raise Trouble(f"{purpose} is not an encrypted backup of Limen.", remedy="Name another file.")
    found = header[len(MAGIC) : len(MAGIC) + ID_BYTES]
    if found != key.id:
        raise Trouble(
            f"{purpose} was made with the key {found.hex()}, and this is the key {key.id.hex()}.",
            remedy="Give the right one with --key.",
        )
    file_key = _FileKey.of(key, header[len(MAGIC) + ID_BYTES : -COMMITMENT], purpose)
    if not hmac.compare_digest(file_key.header, header):
        raise Trouble(
            f"{purpose} was changed at its beginning, or is another file renamed.",
            remedy="Take another copy of this backup.",
        )
    return file_key


def _exactly(source: Source, size: int) -> bytes:
    """As many bytes as asked for, or fewer at the end: a pipe gives less than it is asked."""
    parts: list[bytes] = []
    while size > 0 and (part := source.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class Opened:
    """The same as `opened`, as something to read from."""

    def __init__(self, source: Source, key: BackupKey, *, purpose: str) -> None:
        self._chunks = opened(source, key, purpose=purpose)
        self._held = b""

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; none at the end."""
        while not self._held:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._held = chunk
        given, self._held = self._held[:size], self._held[size:]
        return given
