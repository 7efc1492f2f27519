"""After everything was killed often enough: is what was acknowledged there, once, whole, and in its chain?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import psycopg

from bench.crashing.house import House
from bench.crashing.writers import Attempt


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What the checker found. Everything but `lost` must be zero even where commits are careless."""

    acknowledged: int
    unknown: int
    lost: int
    duplicated: int
    unasked: int
    half_done: int
    unresolved: int
    refused: int
    broken_chains: int

    @property
    def faults(self) -> int:
        """Everything that must never be."""
        return (self.lost + self.duplicated + self.unasked + self.half_done + self.unresolved + self.refused
                + self.broken_chains)  # fmt: skip


def lost_of(house: House, attempts: list[Attempt]) -> list[Attempt]:
    """Acknowledged notes that are not there, or not under the id that was told."""
    with psycopg.connect(house.admin_dsn()) as connection:
        there = {text: str(key) for key, text in connection.execute("select id, text from notes_note")}
    return [a for a in attempts if a.note_id and not a.is_resolved and there.get(a.text) != a.note_id]


def check(house: House, attempts: list[Attempt], *, lost: int, unknown: int) -> Findings:
    """The whole account, after the unknown ones were sent again."""
    with psycopg.connect(house.admin_dsn()) as connection:
        notes = connection.execute("select id::text, text from notes_note").fetchall()
        lines = connection.execute(
            "select facts::jsonb ->> 'note_id' from journal_entry where kind = 'notes.written'"
        ).fetchall()
        kept = connection.execute("select key from once_done").fetchall()
        broken = connection.execute(_BROKEN_CHAINS).fetchone()
    times = Counter(text for _, text in notes)
    asked = {a.text for a in attempts}
    told, ids = Counter(note_id for (note_id,) in lines), Counter(note_id for note_id, _ in notes)
    without_key = {a.key for a in attempts if a.text in times} - {key for (key,) in kept}
    assert broken is not None
    return Findings(
        acknowledged=sum(1 for a in attempts if a.note_id) - sum(1 for a in attempts if a.is_resolved),
        unknown=unknown,
        lost=lost,
        duplicated=sum(count - 1 for count in times.values()),
        unasked=len(times.keys() - asked),
        half_done=sum(((ids - told) + (told - ids)).values()) + len(without_key),
        unresolved=sum(1 for a in attempts if not a.note_id and not a.refused),
        refused=sum(1 for a in attempts if a.refused),
        broken_chains=int(broken[0]),
    )


# Each line's hash covers the line and the hash before it; numbers have no gap; the head is the last line.
_BROKEN_CHAINS = """
select count(*) from (
    select e.stream_id from (
        select e.*, lag(e.hash, 1, ''::bytea) over chain as before, row_number() over chain as place,
            e.hash = sha256(e.prev || convert_to(journal.line(
                (select x from journal_entry x where x.id = e.id)), 'UTF8')) as is_whole
        from journal_entry e window chain as (partition by e.stream_id order by e.seq)) e
    where e.prev <> e.before or e.seq <> e.place or not e.is_whole
    union
    select h.stream_id from journal_head h where not exists (
        select from (select e.seq, e.hash from journal_entry e where e.stream_id = h.stream_id
            order by e.seq desc limit 1) last where last.seq = h.seq and last.hash = h.hash)
) broken
"""
