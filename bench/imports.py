"""What a list from elsewhere costs: people from an Excel workbook, row by row, through every act and wall.

The rows are made by this script: families, people of many regions, some rows that cannot be understood and
some people who come twice. They are run by the worker's own child process. The floor is what the import left
behind, copied as a superuser into empty tables of the same shape, with their keys and indexes: no act, no
wall, nothing worked out.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from openpyxl import Workbook, load_workbook

from bench import ground
from bench.invented.people import Person, people
from limen.site.postgres.embedded import Server

HEADERS = ("Ref", "Given name", "Family name", "Date of birth", "Sex", "Nationality", "Language", "Passport",
           "Issuing country", "Household", "Relationship")  # fmt: skip
TABLES = ("people_person", "people_name", "people_namekey", "people_nationality",
          "people_persondocument", "people_language", "cases_case", "cases_party", "imports_row",
          "imports_taken", "journal_entry", "journal_head", "journal_personalfact")  # fmt: skip
WRONG, AGAIN, IN_A_FAMILY = 0.01, 0.01, 4
SAMPLES = 10
STATES = ("SYR", "AFG", "UKR", "ERI", "IRQ", "SOM", "TUR", "GIN", "stateless")

_OFFICE = """
with o as (insert into identity_organisation (id, name, kind, country, language, time_zone, is_listed)
        values (%(org)s, 'Bench', 'authority', 'ZZ', 'en', 'UTC', true)),
    a as (insert into identity_account (id, login, password, is_active) values (%(me)s, 'me', '!', true)),
    m as (insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)
        values (%(me)s, %(org)s, 'Me', 'en', 'UTC', 'auto', 1)),
    u as (insert into identity_unit (id, organisation_id, name, is_listed)
        values (%(unit)s, %(org)s, 'U', true)),
    p as (insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)
        values (gen_random_uuid(), %(org)s, %(me)s, %(unit)s, 'registration_clerk', 1, %(since)s))
insert into identity_session (id, ticket_hash, account_id, assurance, data, device, network, purpose, made_at,
        seen_at, idle_until, expires_at)
    values (gen_random_uuid(), %(ticket)s, %(me)s, 'passkey', '', '', '', '', now(), now(),
        now() + interval '1 day', now() + interval '1 day')
"""


@dataclass(kw_only=True)
class Run:
    """The child process while it works: when each part was done, and how much memory it held."""

    began: float
    seconds: float = 0.0
    peak: int = 0
    marks: tuple[tuple[int, float, int], ...] = ()


def main(argv: Sequence[str]) -> int:
    """Print the figures; they are printed, not judged: say what else the machine was doing."""
    options = _parsed(argv)
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        Path(name).chmod(0o711)
        with Server(Path(name) / "server", extra={"shared_buffers": "512MB", "jit": "off"}) as server:
            ground.prepare(server)
            content = _workbook(options.rows, options.seed)
            print(f"{options.rows:,} rows in {len(content) / 1e6:.1f} MB of Excel", flush=True)
            import_id, by = _received(server, content)
            run = _run(server, import_id)
            _print_run(server, import_id, run, options.rows)
            _print_error_file(import_id, by)
            _print_floor(server, options.rows, run.seconds)
            return 0


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench imports", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--folder", help="where the data lies while it is measured")
    return parser.parse_args(argv)


def _workbook(rows: int, seed: int) -> bytes:
    """The list, as a table program would write it."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("People")
    sheet.append(HEADERS)
    for row in _rows(rows, seed):
        sheet.append(row)
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def _rows(rows: int, seed: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(seed)
    before: tuple[object, ...] | None = None
    for number, person in enumerate(people(rows, seed), start=1):
        row = _row(number, person, chance)
        if before is not None and chance.random() < AGAIN:
            row = (row[0], *before[1:9], "", "")  # the same person under another reference
        if chance.random() < WRONG:
            row = (*row[:3], "31.02.1990", *row[4:])
        yield row
        before = row


def _row(number: int, person: Person, chance: random.Random) -> tuple[object, ...]:
    given, *rest = person.name.split()
    place = number % IN_A_FAMILY
    passport = f"P{number:07d}" if chance.random() < 0.6 else ""
    return (
        f"REF-{number:06d}",
        given,
        " ".join(rest),
        f"{person.born_on:%d.%m.%Y}",
        chance.choice("FM"),
        chance.choice(STATES),
        chance.choice(("Arabic", "Dari", "Ukrainian", "Tigrinya", "")),
        passport,
        "SYR" if passport else "",
        f"H{number // IN_A_FAMILY:05d}",
        ("head", "spouse", "child", "child")[place],
    )


def _received(server: Server, content: bytes) -> tuple[UUID, Any]:
    """The list, sent and started by a clerk."""
    from limen.domain.cases.names import PartyPart
    from limen.domain.identity.queries.entering import entering
    from limen.domain.imports.commands.receiving import map as map_columns
    from limen.domain.imports.commands.receiving import receive
    from limen.domain.imports.commands.running import start
    from limen.domain.imports.names import Mapping, OnLikely
    from limen.domain.imports.queries.sheets import import_sheet
    from limen.domain.imports.rules.words import suggested
    from limen.foundation.ids import new_id
    from limen.foundation.rows import acting_as, showing
    from limen.foundation.tickets import hash_of, new_session_key, ticket_for

    at, unit, ticket = datetime.now(UTC), new_id(), ticket_for(new_session_key())
    words = {"org": new_id(), "me": new_id(), "unit": unit, "ticket": hash_of(ticket)}
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        connection.execute("select set_config('limen.act', 'bench', true)")
        connection.execute(_OFFICE, words | {"since": at - timedelta(days=1)})
    with showing(ticket):
        person = entering(ticket)
    assert person is not None
    by, import_id = person.actor, new_id()
    began = time.perf_counter()
    receive(
        import_id=import_id,
        file_name="list.xlsx",
        content=content,
        source="Bench",
        unit_id=unit,
        by=by,
        at=at,
    )
    print(f"received and looked at in {time.perf_counter() - began:.2f} s", flush=True)
    with acting_as(by):
        columns = import_sheet(import_id, by=by).columns
    map_columns(import_id, mapping=Mapping(fields=suggested(columns)), by=by, at=at)
    start(
        import_id,
        part=PartyPart.APPLICANT,
        on_likely=OnLikely.PUT_ASIDE,
        prefix="B-",
        opened_on=at.date(),
        keep_days=30,
        by=by,
        at=at,
    )
    return import_id, by


def _run(server: Server, import_id: UUID) -> Run:
    """The worker's child, watched."""
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        found = connection.execute("select errand from imports_import where id = %s", [import_id]).fetchone()
        assert found is not None
        run = Run(began=time.perf_counter())
        words = [str(import_id), str(found[0]), "100000"]
        environment = os.environ | {"LIMEN_AS": "app"}
        child = subprocess.Popen([sys.executable, "-m", "limen.jobs.errand", *words], env=environment)
        marks: list[tuple[int, float, int]] = []
        last = 0
        while child.poll() is None:
            time.sleep(0.5)
            memory = _memory(child.pid)
            run.peak = max(run.peak, memory)
            staged, done = _progress(connection, import_id)
            if staged and (not marks or done - last >= max(staged // SAMPLES, 1)):
                marks.append((done, time.perf_counter() - run.began, memory))
                last = done
    run.seconds, run.marks = time.perf_counter() - run.began, tuple(marks)
    if child.returncode:
        raise SystemExit(f"the errand ended with {child.returncode}")
    return run


def _progress(connection: psycopg.Connection[Any], import_id: UUID) -> tuple[int, int]:
    row = connection.execute(
        "select case when is_staged then total else 0 end, registered + known + aside + wrong"
        " from imports_import where id = %s",
        [import_id],
    ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


def _memory(pid: int) -> int:
    """Kilobytes that a process holds."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")), 0)


def _print_run(server: Server, import_id: UUID, run: Run, rows: int) -> None:
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        row = connection.execute(
            "select state, total, registered, known, aside, wrong from imports_import where id = %s",
            [import_id],
        ).fetchone()
        counted = connection.execute("select count(*) from people_person").fetchone()
        lines = connection.execute("select count(*) from journal_entry").fetchone()
    assert row is not None
    assert counted is not None
    assert lines is not None
    print(f"{'rows done':>12}{'seconds':>10}{'MB held':>10}")
    for done, seconds, memory in run.marks:
        print(f"{done:>12,}{seconds:>10.1f}{memory / 1024:>10.0f}")
    print(
        f"{row[0]}: {row[1]:,} rows, {row[2]:,} registered, {row[3]:,} known, {row[4]:,} to look at, "
        f"{row[5]:,} not understood; {counted[0]:,} people on record, {lines[0]:,} lines of the journal"
    )
    print(
        f"{run.seconds:.1f} s, {rows / run.seconds:,.0f} rows/s, at most {run.peak / 1024:.0f} MB", flush=True
    )


def _print_error_file(import_id: UUID, by: Any) -> None:
    from limen.domain.imports.queries.rows import error_file
    from limen.foundation.rows import acting_as

    began = time.perf_counter()
    with acting_as(by):
        content = error_file(import_id, says="To mend", right_to_left=False, by=by)
    seconds = time.perf_counter() - began
    sheet: Any = load_workbook(io.BytesIO(content), read_only=True).active
    count = sum(1 for _ in sheet.iter_rows()) - 1
    print(f"error file: {count:,} rows, {len(content) / 1e3:.0f} kB, {seconds:.2f} s", flush=True)


def _print_floor(server: Server, rows: int, seconds: float) -> None:
    """The same rows once more by COPY, into tables of the same shape."""
    taken = 0.0
    with psycopg.connect(server.admin_dsn("limen")) as connection, connection.cursor() as cursor:
        cursor.execute("create schema bench_floor")
        for table in TABLES:
            if not cursor.execute("select to_regclass(%s)", [f"public.{table}"]).fetchone()[0]:  # type: ignore[index]
                continue
            cursor.execute(f"create table bench_floor.{table} (like public.{table} including all)".encode())
            with tempfile.TemporaryFile() as kept:
                with cursor.copy(f"copy public.{table} to stdout (format binary)".encode()) as out:
                    for block in out:
                        kept.write(block)
                kept.seek(0)
                began = time.perf_counter()
                with cursor.copy(f"copy bench_floor.{table} from stdin (format binary)".encode()) as into:
                    while block := kept.read(1 << 20):
                        into.write(block)
                taken += time.perf_counter() - began
        connection.rollback()
    times = seconds / taken
    print(
        f"floor, COPY: {taken:.1f} s, {rows / taken:,.0f} rows/s; the import takes {times:.0f} times as long"
    )
