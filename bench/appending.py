"""Writes lines of the journal as acts do: alone and together, with one writer and with eight.

Lines are written by `journal.append` and `journal.append_each` as limen_app, with facts as acts have them,
one of them personal. The plain insert, the floor, writes the same rows without functions, hashes, heads or
walls: it is told who acts, and believes it. Both are measured in turns, and of each the best turn is taken.
"""

from __future__ import annotations

import json
import multiprocessing
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from limen.foundation.ids import new_id
from limen.foundation.journal import writing
from limen.site.postgres.roles import DatabaseRole

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
PASSWORD = secrets.token_urlsafe(24)
A_CASE = 50  # lines
TOGETHER = 500  # lines
ROUNDS, WRITERS = 3, 8
GOAL = 0.65  # of a plain insert

Connection = psycopg.Connection[Any]
Line = tuple[UUID, str, datetime, UUID, UUID, str, str, str]
Write = Callable[[Connection, Sequence[Line]], None]


@dataclass(frozen=True, kw_only=True)
class Place:
    """The server of this run: its ways in, whose lines are written, and on which cases."""

    admin: str
    by: UUID
    ticket: str
    organisation: UUID
    cases: Sequence[UUID]

    def dsn(self, role: DatabaseRole) -> str:
        return psycopg.conninfo.make_conninfo(self.admin, user=str(role), password=PASSWORD)


APPEND = "select journal.append(%s, %s, %s, %s, %s, %s, %s, %s::jsonb)"
APPEND_EACH = "select journal.append_each(%s, %s, %s, %s::json)"
PLAIN = (
    "with line as (insert into public.plain_entry (stream_id, seq, act_id, kind, at, by_id, by_system,"
    " organisation_id, case_id, compartment, facts, prev, hash) values (%(case)s, %(seq)s, %(act)s, %(kind)s,"
    " %(at)s, %(by)s, '', %(case)s, %(case)s, %(part)s, %(facts)s, '', '') returning id)"
    " insert into public.plain_personal (entry_id, field, value, salt) select line.id, p->>'field',"
    " p->>'value', decode(p->>'salt', 'hex') from line, jsonb_array_elements(%(personal)s::jsonb) p"
)
PLAIN_EACH = (
    "with told as materialized (select nextval('public.plain_entry_id_seq') as id, t.* from"
    " json_to_recordset(%(lines)s::json) t (kind text, the_case uuid, compartment text, facts text,"
    " personal json)), line as (insert into public.plain_entry (id, stream_id, seq, act_id, kind, at,"
    " by_id, by_system, organisation_id, case_id, compartment, facts, prev, hash) select id, the_case, id,"
    " %(act)s, kind, %(at)s, %(by)s, '', the_case, the_case, compartment, facts, '', '' from told)"
    " insert into public.plain_personal (entry_id, field, value, salt) select told.id, p->>'field',"
    " p->>'value', decode(p->>'salt', 'hex') from told, json_array_elements(told.personal) p"
)
PLAIN_TABLES = (
    "create table plain_entry (like journal_entry including all);"
    "create table plain_personal (like journal_personalfact including all);"
    "grant all on plain_entry, plain_personal to limen_app;"
    "grant all on all sequences in schema public to limen_app"
)


def print_rates(place: Place, count: int) -> None:
    """Lines a second, each way, of both, and how they stand to each other."""
    with psycopg.connect(place.admin) as connection:
        connection.execute(PLAIN_TABLES)
    alone = min(count, 3_000)
    many = max(count // ROUNDS, TOGETHER)
    for told, plain, chained, number, batch, writers in (
        ("one line a transaction", _plain, _chained, alone, 1, 1),
        (f"the same, {WRITERS} writers", _plain, _chained, alone, 1, WRITERS),
        (f"{TOGETHER} told together", _plain_each, _chained_each, many, TOGETHER, 1),
        (f"the same, {WRITERS} writers", _plain_each, _chained_each, many, TOGETHER, WRITERS),
        (f"{TOGETHER} one by one, at one go", _plain, _chained, many, TOGETHER, 1),
    ):
        one, other = 0.0, 0.0
        for _ in range(ROUNDS):
            one = max(one, _rate(place, number, plain, batch, writers))
            other = max(other, _rate(place, number, chained, batch, writers))
        print(
            f"{told:<28} plain {one:7.0f}/s   chained {other:7.0f}/s   {other / one:.2f} of plain"
            f" (goal {GOAL})",
            flush=True,
        )


def lines(place: Place, count: int, of: int, writers: int) -> Iterator[Line]:
    """So many lines, each with one personal value. Each writer, by its number, has cases of its own: on one
    case two would wait for each other, which is what the lock is for."""
    cases = place.cases[of::writers]
    for number in range(count):
        case = cases[number * 7919 % len(cases)]
        salt, value = secrets.token_bytes(16), writing.canonical(f"Kovalenko, Oksana ({number})")
        facts = {
            "assignment_id": str(new_id()),
            "member_id": str(place.by),
            "member_name": {"sealed": writing.commitment(salt, value)},
            "part": "lead",
            "why": "Takes over while a colleague is away",
        }
        personal = [{"field": "member_name", "value": value, "salt": salt.hex()}]
        at = AT + timedelta(seconds=number)
        line = writing.canonical(facts), writing.canonical(personal)
        yield new_id(), "cases.assigned", at, place.by, case, "general", *line


def _plain(connection: Connection, batch: Sequence[Line]) -> None:
    for act, kind, at, by, case, part, facts, personal in batch:
        values = {"act": act, "kind": kind, "at": at, "by": by, "case": case, "part": part, "facts": facts}
        connection.execute(PLAIN, values | {"personal": personal, "seq": time.monotonic_ns()})


def _chained(connection: Connection, batch: Sequence[Line]) -> None:
    for line in batch:
        connection.execute(APPEND, line)


def _plain_each(connection: Connection, batch: Sequence[Line]) -> None:
    act, _, at, by, *_ = batch[0]
    connection.execute(PLAIN_EACH, {"lines": _told(batch), "act": act, "at": at, "by": by})


def _chained_each(connection: Connection, batch: Sequence[Line]) -> None:
    act, _, at, by, *_ = batch[0]
    connection.execute(APPEND_EACH, [act, at, by, _told(batch)])


def _told(batch: Sequence[Line]) -> str:
    return json.dumps(
        [
            {"kind": kind, "the_case": str(case), "compartment": part, "facts": facts,
             "personal": json.loads(personal)}
            for _, kind, _, _, case, part, facts, personal in batch
        ]
    )  # fmt: skip


def _rate(place: Place, count: int, write: Write, batch: int, writers: int) -> float:
    """Lines a second of so many writers, each a process of its own, from when all are ready."""
    if writers == 1:
        return count / _write(place, lines(place, count, 0, 1), write, batch, None)
    here = multiprocessing.get_context("fork")
    ready, share = here.Barrier(writers), count // writers
    with here.Manager() as manager:
        taken = manager.list()

        def work(number: int) -> None:
            mine = lines(place, share, number, writers)
            taken.append(_write(place, mine, write, batch, ready))

        crowd = [here.Process(target=work, args=(number,)) for number in range(writers)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        if any(one.exitcode for one in crowd) or len(taken) != writers:
            raise SystemExit("a writer broke off")
        longest: float = max(taken)
        return share * writers / longest


def _write(place: Place, all_lines: Iterator[Line], write: Write, batch: int, ready: Any) -> float:
    """How many seconds it took."""
    told = list(all_lines)
    with psycopg.connect(place.dsn(DatabaseRole.APP)) as connection:
        if ready is not None:
            ready.wait()
        begun = time.monotonic()
        for first in range(0, len(told), batch):
            connection.execute("select set_config('limen.ticket', %s, true)", [place.ticket])
            write(connection, told[first : first + batch])
            connection.commit()
        return time.monotonic() - begun
