"""`python -m bench casefile`: every page of one file, as the demonstration left it and made huge.

The demonstration's richest case is asked for through the whole application, signed in as its officer with all
walls up, before and after it is given 500 documents, 20 interviews and 5,000 lines of the journal by copying
rows that are there. A page may ask no question more of the huge file than of the small one. The floor is the
same first rows of the three lists in hand-written SQL.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from bench import ground
from limen.site.postgres.embedded import Server

GOAL_MS = 150
DOCUMENTS, INTERVIEWS, BLOCKS, LINES = 500, 20, 100, 5_000
PAGES = (
    "case", "case_people", "case_applications", "case_documents", "case_interviews", "case_decisions",
    "case_tasks", "case_notes", "case_clocks", "case_timeline", "case_access", "case_readers",
)  # fmt: skip
RICHEST = """
select c.id, a.member_id from cases_case c join cases_assignment a on a.case_id = c.id and a.part = 'lead'
where exists (select from documents_document d where d.case_id = c.id)
order by (select count(*) from interviews_block b where b.case_id = c.id) desc, c.id limit 1
"""
FLOOR = """
select (select count(*) from (select * from documents_document where case_id = %(case)s
    order by received_on desc, id desc limit 50) d),
  (select count(*) from (select * from interviews_interview where case_id = %(case)s
    order by starts_at desc limit 50) i),
  (select count(*) from (select * from journal_entry where stream_id = %(case)s order by seq desc limit 50) j)
"""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One page: how many questions it asks of the database, and its times in milliseconds."""

    questions: int
    times: list[float]

    @property
    def p50(self) -> float:
        """The median."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """The 95th percentile."""
        return statistics.quantiles(self.times, n=20, method="inclusive")[-1]


def main(argv: Sequence[str]) -> int:
    """Print a table of pages; exit 1 when one asks more of the huge file, or takes longer than it may."""
    parser = argparse.ArgumentParser(prog="bench casefile", description=__doc__)
    parser.add_argument("--asked", type=int, default=60, help="times each page is asked for")
    parser.add_argument("--folder", help="where the data lies while it is measured")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        Path(name).chmod(0o711)
        os.environ |= {"LIMEN_FILES": f"{name}/files", "LIMEN_HOSTS": "testserver"}
        with Server(Path(name) / "server") as server:
            ground.prepare(server)
            logging.getLogger("limen.web").setLevel(
                logging.WARNING
            )  # a line for each request hides the table
            return _measure(server, options.asked)


def _measure(server: Server, asked: int) -> int:
    from limen.site.demo import load

    dsn = server.admin_dsn("limen")
    load(dsn, say=lambda line: print(line, flush=True))
    with psycopg.connect(dsn, autocommit=True) as connection:
        case, officer = connection.execute(RICHEST).fetchone() or (None, None)
        assert case, "the demonstration has no case with documents and an officer"
        cookie = _signed_in(connection, officer)
        small = {page: _asked(cookie, page, case, max(10, asked // 3)) for page in PAGES}
        _enlarge(connection, case)
        connection.execute("vacuum analyze")
        huge = {page: _asked(cookie, page, case, asked) for page in PAGES}
        floor = _floor(connection, case, asked)
    return _told(small, huge, floor)


def _signed_in(connection: psycopg.Connection[Any], member: UUID) -> str:
    """The cookie of a session of theirs that lasts for the measurement."""
    from limen.foundation.ids import new_id
    from limen.foundation.tickets import hash_of, new_session_key, ticket_for

    key, now = new_session_key(), datetime.now(UTC)
    later = now + timedelta(hours=2)
    connection.execute(
        "insert into identity_session (id, ticket_hash, account_id, assurance, data, device, network,"
        " purpose, made_at, seen_at, idle_until, expires_at)"
        " values (%s, %s, %s, 'passkey', '', '', '', '', %s, %s, %s, %s)",
        [new_id(), hash_of(ticket_for(key)), member, now, now, later, later],
    )
    return key


def _asked(cookie: str, page: str, case: UUID, times: int) -> Measured:
    from django.conf import settings
    from django.test import Client
    from django.urls import reverse

    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    address = reverse(f"adjudication:{page}", args=[case])
    for _ in range(3):
        client.get(address)
    questions = _counted(client, address)
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        answer = client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, f"{page} answered {answer.status_code}"
    return Measured(questions=questions, times=taken)


def _counted(client: Any, address: str) -> int:
    from contextlib import ExitStack

    from django.db import connections
    from django.test.utils import CaptureQueriesContext

    with ExitStack() as stack:
        watched = [stack.enter_context(CaptureQueriesContext(connections[name])) for name in connections]
        client.get(address)
        return sum(len(one) for one in watched)


def _enlarge(connection: psycopg.Connection[Any], case: UUID) -> None:
    """Copies of what is there, until the file is as large as the goal says. Triggers and chains rest."""
    connection.execute("set session_replication_role = replica")
    document = _one(connection, "documents_document", case)
    version = _one(connection, "documents_version", case)
    interview = _one(connection, "interviews_interview", case)
    block = _one(connection, "interviews_block", case)
    for _ in _missing(connection, "documents_document", case, DOCUMENTS):
        document_id = _copied(connection, "documents_document", document)
        _copied(connection, "documents_version", version, document_id=document_id, number=1, stored_as=None)
    for number in _missing(connection, "interviews_interview", case, INTERVIEWS):
        starts = datetime(2026, 1, 1, 9, tzinfo=UTC) + timedelta(days=number)
        interview_id = _copied(connection, "interviews_interview", interview, starts_at=starts.isoformat())
        for place in range(BLOCKS):
            _copied(connection, "interviews_block", block, interview_id=interview_id, place=place)
    lines = connection.execute(
        "select id, (select max(seq) from journal_entry where stream_id = %(case)s) from journal_entry"
        " where case_id = %(case)s and stream_id = %(case)s order by seq",
        {"case": case},
    ).fetchall()
    for number in _missing(connection, "journal_entry", case, LINES):
        line, last = lines[number % len(lines)]
        _copied(connection, "journal_entry", line, seq=last + 1 + number)
    connection.execute("set session_replication_role = origin")


def _one(connection: psycopg.Connection[Any], table: str, case: UUID) -> object:
    question = sql.SQL("select id from {} where case_id = %s order by id limit 1").format(
        sql.Identifier(table)
    )
    found = connection.execute(question, [case]).fetchone()
    assert found, f"the case has no row of {table}"
    return found[0]


def _missing(connection: psycopg.Connection[Any], table: str, case: UUID, wanted: int) -> Iterator[int]:
    question = sql.SQL("select count(*) from {} where case_id = %s").format(sql.Identifier(table))
    there = (connection.execute(question, [case]).fetchone() or (0,))[0]
    yield from range(wanted - there)


def _copied(connection: psycopg.Connection[Any], table: str, row: object, **other: object) -> UUID | None:
    """The row once more under an id of its own; what is None in `other` gets a fresh one too."""
    from limen.foundation.ids import new_id

    is_numbered = table == "journal_entry"
    changed = {name: str(new_id() if value is None else value) for name, value in other.items()}
    if not is_numbered:
        changed["id"] = str(new_id())
    columns = sql.SQL(", ").join(map(sql.Identifier, _columns(connection, table)))
    connection.execute(
        sql.SQL(
            "insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table},"
            " (select to_jsonb(o) from {table} o where o.id = %s) || %s::jsonb)"
        ).format(table=sql.Identifier(table), columns=columns),
        [row, json.dumps(changed)],
    )
    return None if is_numbered else UUID(changed["id"])


_known: dict[str, list[str]] = {}


def _columns(connection: psycopg.Connection[Any], table: str) -> list[str]:
    """Those that are written, and not made by the database."""
    if table not in _known:
        found = connection.execute(
            "select column_name from information_schema.columns where table_name = %s"
            " and is_generated = 'NEVER' and is_identity = 'NO'",
            [table],
        )
        _known[table] = [name for (name,) in found]
    return _known[table]


def _floor(connection: psycopg.Connection[Any], case: UUID, times: int) -> Measured:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        connection.execute(FLOOR, {"case": case}).fetchone()
        taken.append((time.perf_counter() - began) * 1000)
    return Measured(questions=1, times=taken)


def _told(small: dict[str, Measured], huge: dict[str, Measured], floor: Measured) -> int:
    print(f"\n{DOCUMENTS} documents, {INTERVIEWS} interviews, {LINES:,} lines of the journal")
    print(f"{'page':<20}{'queries':>9}{'small':>7}{'p50 ms':>9}{'p95 ms':>9}{'to small':>10}")
    failed = 0
    for page, one in huge.items():
        ratio = one.p50 / small[page].p50
        is_more = one.questions > small[page].questions
        failed += is_more or one.p95 > GOAL_MS
        print(
            f"{page:<20}{one.questions:>9}{small[page].questions:>7}{one.p50:>9.1f}{one.p95:>9.1f}{ratio:>10.2f}"
            f"{'  more queries than of the small file' if is_more else ''}"
        )
    print(f"{'floor: three lists':<20}{1:>9}{'':>7}{floor.p50:>9.1f}{floor.p95:>9.1f}")
    return 1 if failed else 0
