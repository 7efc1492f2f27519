"""The journal: what chaining costs, how fast it verifies, and whether tampering is found among 100,000 lines.

Lines are written by `journal.append` as limen_app, with facts as acts have them, one of them personal. The
plain insert writes the same rows without functions, hashes or heads: the floor.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from bench.tamperings import TAMPERINGS, taken_back, tamper
from limen.foundation.ids import new_id
from limen.foundation.journal import writing
from limen.foundation.journal.exporting import export
from limen.foundation.journal.keys import SealKey
from limen.foundation.journal.sealing import seal_through
from limen.foundation.journal.verifying import Verdict, verify_database
from limen.site.postgres.embedded import Server
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
PASSWORD, KEY = secrets.token_urlsafe(24), SealKey.from_text(secrets.token_urlsafe(32))
IN_ONE_TRANSACTION = 500
A_CASE = 50  # lines

Connection = psycopg.Connection[Any]


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


def main(argv: Sequence[str]) -> int:
    """Print rates and findings; exit 1 when a tampering was not found."""
    parser = argparse.ArgumentParser(prog="bench journal", description=__doc__)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--folder", help="where the server's folder is made (default: the temporary folder)")
    options = parser.parse_args(argv)
    print(f"load before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        Path(name).chmod(0o711)
        with Server(Path(name) / "server") as server:
            place = _prepare(server, max(options.lines // A_CASE, 10))
            _write(place, options.lines)
            _look(place, Path(name))
            missed = _tamper(place)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    return 1 if missed else 0


# --- the stage ---------------------------------------------------------------------------------------------


def _prepare(server: Server, count: int) -> Place:
    provision(server.admin_dsn(), database="limen", passwords=dict.fromkeys(DatabaseRole, PASSWORD))
    environment = os.environ | {
        "LIMEN_AS": "owner",
        "LIMEN_SECRET_KEY": secrets.token_hex(32),
        "LIMEN_PEPPER": secrets.token_hex(32),
        "DJANGO_SETTINGS_MODULE": "limen.site.settings",
    }
    for role in DatabaseRole:
        environment[role.variable] = server.dsn(user=str(role), password=PASSWORD, dbname="limen")
    environment |= {
        role.variable: f"postgresql://{role}:{PASSWORD}@/limen?host={server.host}&port={server.port}"
        for role in DatabaseRole
    }
    command = [sys.executable, "-m", "django", "migrate", "--skip-checks", "--verbosity=0"]
    subprocess.run(command, check=True, env=environment)
    admin = server.admin_dsn("limen")
    ticket, by, organisation, unit = secrets.token_hex(32), new_id(), new_id(), new_id()
    cases = [new_id() for _ in range(count)]
    with psycopg.connect(admin) as connection:
        connection.execute("set session_replication_role = replica")  # rows as acts would have left them
        connection.execute(
            "insert into identity_organisation (id, name, kind, country, language, time_zone, is_listed)"
            " values (%s, 'Office', 'authority', 'ZZ', 'en', 'UTC', true)",
            [organisation],
        )
        connection.execute(
            "insert into identity_unit (id, organisation_id, name, is_listed) values (%s, %s, 'Unit', true)",
            [unit, organisation],
        )
        connection.execute(
            "insert into identity_account (id, login, password, is_active) values (%s, 'berg', '!', true)",
            [by],
        )
        connection.execute(
            "insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)"
            " values (%s, %s, 'Berg', 'en', 'UTC', 'auto', 1)",
            [by, organisation],
        )
        connection.execute(
            "insert into identity_session (id, ticket_hash, account_id, assurance, data, device, network,"
            " purpose, made_at, seen_at, idle_until, expires_at) values (%s, %s, %s, 'passkey', '', '', '',"
            " '', now(), now(), now() + interval '9 hours', now() + interval '9 hours')",
            [new_id(), hashlib.sha256(ticket.encode()).digest(), by],
        )
        connection.cursor().executemany(
            "insert into cases_case (id, organisation_id, unit_id, reference, called, phase, opened_on,"
            " is_restricted, is_walled, version)"
            " values (%s, %s, %s, %s, 'A', 'examination', %s, false, false, 1)",
            [(case, organisation, unit, f"AP-{number}", AT.date()) for number, case in enumerate(cases)],
        )
    return Place(admin=admin, by=by, ticket=ticket, organisation=organisation, cases=cases)


# --- writing -----------------------------------------------------------------------------------------------


def _lines(place: Place, count: int) -> Iterator[tuple[UUID, str, datetime, UUID, UUID, str, str, str]]:
    for number in range(count):
        case = place.cases[number * 7919 % len(place.cases)]
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


APPEND = "select journal.append(%s, %s, %s, %s, %s, %s, %s, %s::jsonb)"
PLAIN = (
    "with line as (insert into public.plain_entry (stream_id, seq, act_id, kind, at, by_id, by_system,"
    " organisation_id, case_id, compartment, facts, prev, hash) values (%(case)s, %(seq)s, %(act)s, %(kind)s,"
    " %(at)s, %(by)s, '', %(case)s, %(case)s, %(part)s, %(facts)s, '', '') returning id)"
    " insert into public.plain_personal (entry_id, field, value, salt) select line.id, p->>'field',"
    " p->>'value', decode(p->>'salt', 'hex') from line, jsonb_array_elements(%(personal)s::jsonb) p"
)
PLAIN_TABLES = (
    "create table plain_entry (like journal_entry including all);"
    "create table plain_personal (like journal_personalfact including all);"
    "grant all on plain_entry, plain_personal to limen_app;"
    "grant all on all sequences in schema public to limen_app"
)


def _write(place: Place, count: int) -> None:
    """Both in the same transactions of many lines, and alone, one line to a transaction, as acts are."""
    with psycopg.connect(place.admin) as connection:
        connection.execute(PLAIN_TABLES)
    few = min(count, 20_000)
    plain = _rate(place, few, _plain, IN_ONE_TRANSACTION)
    chained = _rate(place, count, _chained, IN_ONE_TRANSACTION)
    alone = min(count, 3_000)
    plain_alone, chained_alone = _rate(place, alone, _plain, 1), _rate(place, alone, _chained, 1)
    for told, one, other in (
        (f"{IN_ONE_TRANSACTION} lines a transaction", plain, chained),
        ("one line a transaction", plain_alone, chained_alone),
    ):
        ratio = one / other
        print(f"{told:<28} plain {one:7.0f}/s   chained {other:7.0f}/s   plain is {ratio:.2f} times as fast")


def _plain(connection: Connection, line: Sequence[Any]) -> None:
    act, kind, at, by, case, part, facts, personal = line
    values = {"act": act, "kind": kind, "at": at, "by": by, "case": case, "part": part, "facts": facts}
    connection.execute(PLAIN, values | {"personal": personal, "seq": time.monotonic_ns()})


def _chained(connection: Connection, line: Sequence[Any]) -> None:
    connection.execute(APPEND, line)


def _rate(place: Place, count: int, write: Callable[[Connection, Sequence[Any]], None], batch: int) -> float:
    lines = list(_lines(place, count))
    with psycopg.connect(place.dsn(DatabaseRole.APP)) as connection:
        begun = time.monotonic()
        for number, line in enumerate(lines):
            if number % batch == 0:
                connection.commit()
                connection.execute("select set_config('limen.ticket', %s, true)", [place.ticket])
            write(connection, line)
        connection.commit()
        return count / (time.monotonic() - begun)


# --- looking -----------------------------------------------------------------------------------------------


def _seal(place: Place) -> float:
    begun = time.monotonic()
    with psycopg.connect(place.dsn(DatabaseRole.JOBS)) as connection, connection.cursor() as cursor:
        seal_through(cursor, key=KEY, at=AT)
    return time.monotonic() - begun


def _verify(place: Place) -> Verdict:
    return verify_database(place.dsn(DatabaseRole.BACKUP), trusted={KEY.id})


# The most memory that the verifier ever held, as the kernel counts it for this program alone.
MEASURED = (
    "import pathlib, runpy, sys\n"
    "sys.argv = sys.argv[1:]\n"
    "try: runpy.run_path(sys.argv[0], run_name='__main__')\n"
    "finally:\n"
    "    told = pathlib.Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]\n"
    "    print(f'(most memory: {int(told) // 1024} MB)')\n"
)


def _look(place: Place, folder: Path) -> None:
    seconds = _seal(place)
    print(f"one seal over {len(place.cases)} chains that grew: {seconds:.2f} s")
    verdict = _verify(place)
    print(
        f"verified {verdict.lines} lines, {verdict.personal} personal values: {verdict.seconds:.1f} s,"
        f" {verdict.lines_per_second:.0f} lines/s, {'sound' if verdict.is_sound else verdict.first}"
    )
    begun = time.monotonic()
    export(place.dsn(DatabaseRole.BACKUP), folder / "all.zip", key=KEY.id, at=AT)
    print(f"exported: {time.monotonic() - begun:.1f} s, {(folder / 'all.zip').stat().st_size / 1e6:.1f} MB")
    verifier = Path(__file__).parent.parent / "limen/foundation/journal/verifier.py"
    begun = time.monotonic()
    words = [str(verifier), str(folder / "all.zip"), "--key", KEY.id]
    command = [sys.executable, "-I", "-c", MEASURED, *words]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    print(f"verified the export alone: {time.monotonic() - begun:.1f} s: {said[-2]} {said[-1]}")


def _tamper(place: Place) -> int:
    """Each on the same house, taken back after it was looked at. Gives how many were missed."""
    missed = 0
    for name, statements in TAMPERINGS.items():
        with taken_back(place.admin):
            tamper(place.admin, statements, place.cases[len(place.cases) // 2], 20)
            verdict = _verify(place)
        found = "no " if verdict.is_sound else "yes"
        missed += verdict.is_sound
        print(f"  {name:<30} found: {found}  {verdict.first or ''}")
    return missed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
