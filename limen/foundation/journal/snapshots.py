"""Reads the whole journal as it stands at one moment, row by row, in the order in which a verifier walks it.

The role is limen_backup: it reads past row security and can write nothing, so looking cannot change what is
looked at. Nothing but plain tables is asked: a function of the database could have been exchanged as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from psycopg import IsolationLevel, sql

from limen.foundation.journal.verifier import Head, Mark, Seal

AT_ONCE = 2_000  # rows that a cursor brings in one go

# The twelve words of a line (as journal.line says them), its two hashes, and its personal values.
_LINES = """
select e.stream_id::text, e.seq::text, e.act_id::text, e.kind,
    coalesce(to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.at::text),
    coalesce(e.by_id::text, ''), e.by_system, coalesce(e.session_id::text, ''), e.organisation_id::text,
    coalesce(e.case_id::text, ''), e.compartment, e.facts, coalesce(e.prev, ''), coalesce(e.hash, ''),
    (select json_agg(json_build_array(p.field, p.value, encode(p.salt, 'hex')) order by p.field)
        from public.journal_personalfact p where p.entry_id = e.id)
from public.journal_entry e
"""
_SEALS = """
select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), lines, streams, tree, root,
    key_id, signature
from public.journal_seal where id > %s order by id
"""
_STARTS = """
select distinct on (stream_id) stream_id::text, seq, hash from public.journal_sealedhead
where seal_id <= %s order by stream_id, seq desc
"""


class Snapshot:
    """One moment of the journal; of one case's chain when `case` is given. Seals are always all of them."""

    def __init__(self, connection: psycopg.Connection[Any], case: UUID | None = None) -> None:
        self._connection, self._case = connection, case

    def lines(self, since: int | None = None) -> Iterator[Sequence[Any]]:
        """Every line by chain and number; with `since`, those after what it and earlier seals hold."""
        question, values = _LINES, []
        if since is not None:
            starts = _STARTS.replace("stream_id::text", "stream_id")
            question += f" left join ({starts}) start using (stream_id)"
            values.append(since)
        where = ["e.seq > coalesce(start.seq, 0)"] if since is not None else []
        return self._asked(question, "e.stream_id", "e.seq", where=where, values=values)

    def heads(self) -> Iterator[Head]:
        """Where each chain says that it ends."""
        question = "select h.stream_id::text, h.seq, h.hash, h.sealed_seq from public.journal_head h"
        return (Head(*row) for row in self._asked(question, "h.stream_id"))

    def marks(self, since: int | None = None) -> Iterator[Mark]:
        """What the seals recorded, by chain and number."""
        question = "select m.stream_id::text, m.seq, m.hash, m.seal_id from public.journal_sealedhead m"
        where = [f"m.seal_id > {since:d}"] if since is not None else []
        return (Mark(*row) for row in self._asked(question, "m.stream_id", "m.seq", "m.seal_id", where=where))

    def marks_by_seal(self, since: int = 0) -> Iterator[Mark]:
        """What the seals recorded, of all chains, by seal and chain."""
        question = (
            "select stream_id::text, seq, hash, seal_id from public.journal_sealedhead"
            " where seal_id > %s order by seal_id, journal_sealedhead.stream_id"
        )
        return (Mark(*row) for row in self._rows(question, [since]))

    def seals(self, since: int = 0) -> Iterator[Seal]:
        """The seals after number `since`."""
        return (Seal(*row) for row in self._rows(_SEALS, [since]))

    def starts(self, since: int) -> dict[str, tuple[int, bytes]]:
        """How far each chain had come by this seal. Held in memory: about 200 bytes a chain."""
        return {stream: (seq, last) for stream, seq, last in self._rows(_STARTS, [since])}

    def last_seal(self) -> int:
        """The number of the last seal; 0 when none was set."""
        return int(next(self._rows("select coalesce(max(id), 0) from public.journal_seal", []))[0])

    def _asked(
        self, question: str, *order: str, where: Sequence[str] = (), values: Sequence[object] = ()
    ) -> Iterator[Sequence[Any]]:
        conditions, given = list(where), list(values)
        if self._case is not None:
            conditions.append(f"{order[0]} = %s")
            given.append(self._case)
        if conditions:
            question += " where " + " and ".join(conditions)
        return self._rows(f"{question} order by {', '.join(order)}", given)

    def _rows(self, question: str, values: Sequence[object]) -> Iterator[Sequence[Any]]:
        self._opened = getattr(self, "_opened", 0) + 1
        with self._connection.cursor(name=f"journal_{self._opened}") as cursor:
            cursor.itersize = AT_ONCE
            cursor.execute(sql.SQL(question), values)
            yield from cursor


@contextmanager
def snapshot(dsn: str, case: UUID | None = None) -> Iterator[Snapshot]:
    """Everything read within the block is of one moment, and nothing can be written."""
    with psycopg.connect(dsn, application_name="limen journal") as connection:
        connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
        yield Snapshot(connection, case)
