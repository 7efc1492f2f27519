"""What a learned forger can do, and the first thing that a verifier says about it."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.journal.conftest import Archive


def first(archive: Archive, **how: Any) -> tuple[str, int, str]:
    verdict = archive.verify(**how)
    assert not verdict.is_sound
    assert verdict.first is not None
    return verdict.first.stream, verdict.first.seq, verdict.first.what


def forge(archive: Archive, after: int, count: int) -> None:
    """Rewrite the end of a chain with right hashes, using the database's own function: a learned forger."""
    case = archive.cast.case
    with archive.admin() as connection:
        connection.execute("set session_replication_role = replica")
        row = connection.execute(
            "select hash from journal_entry where stream_id = %s and seq = %s", [case, after]
        ).fetchone()
        last = row[0] if row else b""
        for seq in range(after + 1, after + count + 1):
            connection.execute(
                "update journal_entry set prev = %s, facts = replace(facts, 'number', 'nummer')"
                " where stream_id = %s and seq = %s",
                [last, case, seq],
            )
            line = connection.execute(
                "select journal.line(e) from journal_entry e where stream_id = %s and seq = %s", [case, seq]
            ).fetchone()
            assert line
            last = hashlib.sha256(last + line[0].encode()).digest()
            connection.execute(
                "update journal_entry set hash = %s where stream_id = %s and seq = %s", [last, case, seq]
            )
        connection.execute("update journal_head set hash = %s where stream_id = %s", [last, case])
