"""Identifiers that are safe to show: UUID version 7 (RFC 9562), ordered by time, random in the rest."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime, timedelta
from uuid import UUID


def new_id() -> UUID:
    """A fresh UUIDv7. Rows made one after the other lie side by side in an index, and stand in the order in
    which one process made them: the part of a millisecond is kept as well (method 3 of section 6.2)."""
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    part = (nanoseconds << 12) // 1_000_000
    bits = milliseconds << 80 | 0x7 << 76 | part << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=bits)


def first_id(at: datetime) -> UUID:
    """The least of all ids that can be made at or after a moment: where ids stand for the order of making."""
    milliseconds = (at - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    return UUID(int=max(milliseconds, 0) << 80)
