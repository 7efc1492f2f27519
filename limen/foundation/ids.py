"""Identifiers that are safe to show: UUID version 7 (RFC 9562), ordered by time, random in the rest."""

from __future__ import annotations

import secrets
import time
from uuid import UUID


def new_id() -> UUID:
    """A fresh UUIDv7. Rows made one after the other lie side by side in an index, and stand in the order in
    which one process made them: the part of a millisecond is kept as well (method 3 of section 6.2)."""
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    part = (nanoseconds << 12) // 1_000_000
    bits = milliseconds << 80 | 0x7 << 76 | part << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=bits)
