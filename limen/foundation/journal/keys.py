"""The key that seals are signed with. Its public name is its algorithm and the whole public key, in one word.

The secret is 32 random bytes in base64url, as the other secrets of an installation are. Another algorithm is
another prefix; a signature says by its key which one it is.
"""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ALGORITHM = "ed25519"
VARIABLE = "LIMEN_SEAL_KEY"


class BadKey(Exception):
    """There is no key to seal with, or what was given is none. The message never repeats it."""


@dataclass(frozen=True)
class SealKey:
    """A private key. It is not shown by `repr`."""

    _private: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def from_text(cls, text: str) -> SealKey:
        """Read `ed25519:` (which may be left out) and 32 bytes in base64url."""
        algorithm, _, secret = text.strip().rpartition(":")
        if algorithm not in ("", ALGORITHM):
            raise BadKey(f"a seal key of the algorithm {algorithm} is not known here")
        try:
            raw = base64.urlsafe_b64decode(secret + "=" * (-len(secret) % 4))
        except (ValueError, binascii.Error):
            raw = b""
        if len(raw) != 32:
            raise BadKey("a seal key is 32 bytes in base64url")
        return cls(Ed25519PrivateKey.from_private_bytes(raw))

    @property
    def id(self) -> str:
        """The public key, as seals and verifiers name it."""
        raw = self._private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        return f"{ALGORITHM}:{base64.urlsafe_b64encode(raw).decode().rstrip('=')}"

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


def from_environment() -> SealKey:
    """The key in LIMEN_SEAL_KEY, or in the file that LIMEN_SEAL_KEY_FILE names. Raises `BadKey`."""
    if file := os.environ.get(f"{VARIABLE}_FILE"):
        try:
            return SealKey.from_text(Path(file).read_text(encoding="utf-8"))
        except OSError as error:
            raise BadKey(f"{VARIABLE}_FILE names a file that cannot be read: {error.strerror}") from None
    if text := os.environ.get(VARIABLE):
        return SealKey.from_text(text)
    raise BadKey(f"{VARIABLE} is not set, nor {VARIABLE}_FILE")


def is_signed(key_id: str, signature: bytes, message: bytes) -> bool:
    """The same answer as `verifier.is_signed`, forty times as fast."""
    algorithm, _, text = key_id.partition(":")
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if algorithm != ALGORITHM:
            return False
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, message)
    except (ValueError, binascii.Error, InvalidSignature):
        return False
    return True
