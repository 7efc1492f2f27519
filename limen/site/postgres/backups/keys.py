"""The key of the backups: one line in one file. Without it no backup can be read, by anybody, ever."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from limen.site.postgres.clusters import write_secret
from limen.site.postgres.trouble import Trouble

PREFIX = "limen-backup-key-1"
ID_BYTES, KEY_BYTES = 8, 32


@dataclass(frozen=True, kw_only=True)
class BackupKey:
    """The master key. Every file gets a key of its own, derived from it."""

    secret: bytes = field(repr=False)

    @property
    def id(self) -> bytes:
        """Names the key without telling anything about it."""
        return hashlib.sha256(b"limen backup key id" + self.secret).digest()[:ID_BYTES]

    @property
    def line(self) -> str:
        """How it is written down."""
        return f"{PREFIX}:{self.id.hex()}:{base64.urlsafe_b64encode(self.secret).decode()}"


def new_key(path: Path) -> BackupKey:
    """Make a key and write it to a file that is not there yet."""
    if path.exists():
        raise Trouble(f"{path} exists already.", remedy="Keep it: older backups need it.")
    key = BackupKey(secret=secrets.token_bytes(KEY_BYTES))
    write_secret(path, key.line + "\n")
    return key


def read_key(path: Path) -> BackupKey:
    """Read a key, and notice a mistyped one: the line carries a check of itself."""
    remedy = f"Bring it from where it was put aside: a line that begins with {PREFIX}."
    try:
        words = path.read_text(encoding="utf-8").strip().split(":")
    except OSError as error:
        raise Trouble(f"The backup key {path} cannot be read ({error.strerror}).", remedy=remedy) from None
    try:
        prefix, name, text = words
        key = BackupKey(secret=base64.urlsafe_b64decode(text))
    except ValueError:
        raise Trouble(f"{path} is not a backup key.", remedy=remedy) from None
    if prefix != PREFIX or len(key.secret) != KEY_BYTES or key.id.hex() != name:
        raise Trouble(f"The backup key in {path} was damaged or mistyped.", remedy=remedy)
    return key
