"""A dozen ways to tamper with a journal as superuser, every trigger switched off, and to undo it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from uuid import UUID

import psycopg

TABLES = ("journal_entry", "journal_personalfact", "journal_head", "journal_seal", "journal_sealedhead")
# LINE stands for the line that is tampered with, CASE for its chain.
FORGE = (
    "do $do$ declare e journal_entry; last bytea := ''; begin"
    " for e in select * from journal_entry where stream_id = 'CASE' order by seq loop"
    "   e.facts := replace(e.facts, 'lead', 'reviewer'); e.prev := last;"
    "   last := sha256(e.prev || convert_to(journal.line(e), 'UTF8'));"
    "   update journal_entry set facts = e.facts, prev = e.prev, hash = last where id = e.id;"
    " end loop; update journal_head set hash = last where stream_id = 'CASE'; end $do$"
)
TAMPERINGS = {
    "facts altered": ["update journal_entry set facts = replace(facts, 'lead', 'reviewer') where LINE"],
    "instant altered": ["update journal_entry set at = at - interval '1 day' where LINE"],
    "person altered": ["update journal_entry set by_id = gen_random_uuid() where LINE"],
    "personal value altered": [
        "update journal_personalfact set value = '\"Somebody else\"' where entry_id ="
        " (select id from journal_entry where LINE)"
    ],
    "middle line deleted": ["delete from journal_entry where LINE"],
    "two lines swapped": [
        "update journal_entry set seq = -1 where LINE",
        "update journal_entry set seq = %(seq)s where LINE + 1",
        "update journal_entry set seq = %(seq)s + 1 where stream_id = %(case)s and seq = -1",
    ],
    "line inserted": [
        "update journal_entry set seq = -seq where stream_id = %(case)s and seq > %(seq)s",
        "update journal_entry set seq = 1 - seq where stream_id = %(case)s and seq < 0",
        "insert into journal_entry (stream_id, seq, act_id, kind, at, by_id, by_system, organisation_id,"
        " case_id, compartment, facts, prev, hash) select stream_id, seq + 1, act_id, kind, at, by_id,"
        " by_system, organisation_id, case_id, compartment, facts, hash, hash from journal_entry where LINE",
    ],
    "tail cut": ["delete from journal_entry where stream_id = %(case)s and seq > %(seq)s"],
    "tail cut, head wound back": [
        "delete from journal_entry where stream_id = %(case)s and seq > %(seq)s",
        "update journal_head set seq = %(seq)s, sealed_seq = %(seq)s, hash ="
        " (select hash from journal_entry where LINE) where stream_id = %(case)s",
    ],
    "chain rewritten, hashes right": [FORGE],
    "chain gone altogether": [
        "delete from journal_entry where stream_id = %(case)s",
        "delete from journal_head where stream_id = %(case)s",
    ],
    "seal deleted": [
        "delete from journal_sealedhead where seal_id = 1",
        "delete from journal_seal where id = 1",
    ],
}


def tamper(admin_dsn: str, statements: Sequence[str], case: UUID, seq: int) -> None:
    """Do one of them to this line."""
    line = f"stream_id = '{case}' and seq = {seq}"
    with psycopg.connect(admin_dsn) as connection:
        connection.execute("set session_replication_role = replica")
        for statement in statements:
            named = statement.replace("LINE", line).replace("CASE", str(case))
            named = named.replace("%(case)s", f"'{case}'").replace("%(seq)s", str(seq))
            connection.execute(named.encode())


@contextmanager
def taken_back(admin_dsn: str) -> Iterator[None]:
    """Put the tables back as they were, from copies: cheaper than writing the lines once more."""
    with psycopg.connect(admin_dsn) as connection:
        for table in TABLES:
            connection.execute(f"create table if not exists kept_{table} as table {table}".encode())
    yield
    with psycopg.connect(admin_dsn) as connection:
        connection.execute("set session_replication_role = replica")
        for table in reversed(TABLES):
            connection.execute(f"delete from {table}".encode())  # noqa: S608
        for table in TABLES:
            connection.execute(f"insert into {table} select * from kept_{table}".encode())  # noqa: S608
