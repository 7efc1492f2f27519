"""The journal: what chaining costs, how fast it verifies, and whether tampering is found among 100,000 lines.

How lines are written is in `bench/appending.py`.
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
from collections.abc import Sequence
from pathlib import Path

import psycopg

from bench.appending import A_CASE, AT, PASSWORD, Place, print_rates
from bench.tamperings import TAMPERINGS, taken_back, tamper
from limen.foundation.ids import new_id
from limen.foundation.journal.exporting import export
from limen.foundation.journal.keys import SealKey
from limen.foundation.journal.sealing import seal_through
from limen.foundation.journal.verifying import Verdict, verify_database
from limen.site.postgres.embedded import Server
from limen.site.postgres.provision import provision
from limen.site.postgres.roles import DatabaseRole

KEY = SealKey.from_text(secrets.token_urlsafe(32))


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
            print_rates(place, options.lines)
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
