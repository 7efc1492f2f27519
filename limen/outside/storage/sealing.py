"""How a file is sealed: in pieces by AES-256-GCM, so that it streams, and so that nobody can cut it, put its
pieces in another order, or put one file in another's place.

A sealed file is a header (a mark, a salt, the beginning of every nonce) and its pieces. Its own key is
derived from the key in its row, the salt and its id; the nonce of a piece is that beginning, the number of
the piece, and whether it is the last.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import SEEK_CUR
from typing import BinaryIO
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from limen.outside.storage.port import Damaged

PIECE = 256 * 1024  # bytes, before they are sealed
KEY_BYTES = 32
_MARK = b"LIMEN\x00\x01\x00"
_SALT, _NONCE_START, _TAG = 16, 7, 16
HEADER = len(_MARK) + _SALT + _NONCE_START


class Seal:
    """The key of one file and its nonces."""

    def __init__(self, header: bytes, key: bytes, stored_as: UUID) -> None:
        salt = header[len(_MARK) : len(_MARK) + _SALT]
        self._start = header[len(_MARK) + _SALT :]
        self._about = header + stored_as.bytes
        derived = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=b"limen file" + stored_as.bytes)
        self._cipher = AESGCM(derived.derive(key))

    @classmethod
    def read(cls, file: BinaryIO, key: bytes, stored_as: UUID) -> Seal:
        """The seal of a file that was written. Raises `Damaged`."""
        header = file.read(HEADER)
        if len(header) != HEADER or not header.startswith(_MARK):
            raise Damaged("header")
        return cls(header, key, stored_as)

    def closed(self, piece: bytes, number: int, *, is_last: bool) -> bytes:
        """A piece as it lies in the file."""
        return self._cipher.encrypt(self._nonce(number, is_last), piece, self._about)

    def opened(self, sealed: bytes, number: int, *, is_last: bool) -> bytes:
        """A piece as it was written. Raises `Damaged`."""
        try:
            return self._cipher.decrypt(self._nonce(number, is_last), sealed, self._about)
        except InvalidTag:
            raise Damaged(f"piece {number}") from None

    def _nonce(self, number: int, is_last: bool) -> bytes:
        return self._start + number.to_bytes(4, "big") + bytes([is_last])


def new_header() -> bytes:
    """The header of a new file."""
    return _MARK + os.urandom(_SALT + _NONCE_START)


def pieces_in(file: BinaryIO, key: bytes, stored_as: UUID, start: int = 0) -> Iterator[bytes]:
    """The pieces of a sealed file, one in memory at a time, from this byte on. Raises `Damaged`."""
    seal = Seal.read(file, key, stored_as)
    number, skipped = divmod(start, PIECE)
    file.seek(number * (PIECE + _TAG), SEEK_CUR)
    here = file.read(PIECE + _TAG)
    while True:
        following = file.read(PIECE + _TAG)
        yield seal.opened(here, number, is_last=not following)[skipped:]
        skipped = 0
        if not following:
            return
        number, here = number + 1, following
