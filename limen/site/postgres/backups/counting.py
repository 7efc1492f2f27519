"""Counting what is in a database, and comparing two counts: the plainest proof that nothing is missing."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from limen.site.postgres.backups.manifests import Counts

TABLES = """
SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_'
ORDER BY 1, 2
"""

# One number for all chains of the journal: where each of them ends.
HEADS = """
SELECT count(*) || ':' || encode(sha256(convert_to(coalesce(string_agg(
    stream_id::text || seq::text || encode(hash, 'hex'), '|' ORDER BY stream_id), ''), 'UTF8')), 'hex')
FROM public.journal_head
"""


def counted(connection: psycopg.Connection[Any]) -> Counts:
    """Count every table, within the transaction that the connection is in."""
    rows: dict[str, int] = {}
    for schema, table in connection.execute(TABLES).fetchall():
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
        row = connection.execute(query).fetchone()
        rows[f"{schema}.{table}"] = row[0] if row else 0
    journal = ""
    if "public.journal_head" in rows and (row := connection.execute(HEADS).fetchone()):
        journal = row[0]
    return Counts(rows=rows, journal=journal)


def differences(found: Counts, *, before: Counts, after: Counts) -> list[str]:
    """What is not as it was. A table that changed while it was copied may have any count in between."""
    faults: list[str] = []
    for table in sorted({*before.rows, *after.rows, *found.rows}):
        count = found.rows.get(table)
        low, high = sorted((before.rows.get(table, 0), after.rows.get(table, 0)))
        if count is None and table in before.rows and table in after.rows:
            faults.append(f"{table} is missing")
        elif count is not None and not low <= count <= high:
            wanted = f"{low}" if low == high else f"{low} to {high}"
            faults.append(f"{table} has {count} rows instead of {wanted}")
    if before.journal == after.journal != found.journal:
        faults.append("the journal does not end where it did")
    return faults
