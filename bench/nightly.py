"""The nightly reckoning over many live clocks: clocks a second and peak memory, beside a floor that reads the
same rows and does one sum for each.

Three nights: one on which nothing changed, the one after another edition was adopted, and the next. Each runs
in a process of its own, as the worker's role. The clocks are filled in by COPY, with what the law in force
says of them.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from bench import ground
from bench.adopted import adopt
from limen.site.postgres.embedded import Server

if TYPE_CHECKING:
    from limen.domain.policy.queries import Law

AT = datetime(2026, 11, 22, 2, 15, tzinfo=UTC)
NOTICED_UNTIL = date(2026, 11, 19)  # what ran out later was not noticed yet: three days of alarms
REPOSITORY = Path(__file__).parents[1]
NEXT_EDITION = REPOSITORY / "docs" / "examples" / "eu-example-2027"
A_CASE = 3  # clocks
# What runs from which day, so many days after the case was opened.
TERMS = {
    "register": {"made_on": 0},
    "special_reception_needs": {"made_on": 0},
    "examine_merits": {"lodged_on": 14},
    "legal_aid_request": {"notified_on": 100},
    "appeal_short": {"lodged_on": 14, "notified_on": 100},
}
NIGHT = """
import json, pathlib, sys
import django; django.setup()
from datetime import datetime
from limen.jobs.nightly import notice_missed, reckon
import time
def memory(which):
    return int(pathlib.Path("/proc/self/status").read_text().split(which)[1].split()[0]) / 1024
at, firsts = datetime.fromisoformat(sys.argv[1]), []
begun = time.monotonic()
missed = notice_missed(at)
alarms = time.monotonic() - begun
found = reckon(at, say=lambda so_far: firsts or firsts.append(memory("VmRSS:")))
print(json.dumps({"clocks": found.clocks, "seconds": found.seconds, "differ": found.differ,
    "reported": found.reported, "missed": missed, "alarms": alarms,
    "first": firsts[0], "peak": memory("VmHWM:")}))
"""


@dataclass(frozen=True, kw_only=True)
class Ground:
    """The organisation, its unit, the member in whose name all was made, and the law in force."""

    organisation: UUID
    unit: UUID
    member: UUID
    law: Law


def main(argv: Sequence[str]) -> int:
    """Print what three nights cost; exit 1 when a night did not rule every clock."""
    parser = argparse.ArgumentParser(prog="bench nightly", description=__doc__)
    parser.add_argument("--clocks", type=int, default=100_000)
    parser.add_argument("--folder", help="where the data lies while it is measured")
    options = parser.parse_args(argv)
    print(f"load before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        Path(name).chmod(0o711)
        with Server(Path(name) / "server", extra={"shared_buffers": "512MB", "jit": "off"}) as server:
            ground.prepare(server)
            done = _measure(server, options.clocks)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    return 0 if done else 1


def _measure(server: Server, clocks: int) -> bool:
    from limen.law.library import files_of

    files = files_of(REPOSITORY / "packs")
    begun = time.monotonic()
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        connection.execute("set session_replication_role = replica")  # rows as acts would have left them
        place = _house(connection, files)
        _fill(connection, place, clocks)
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        connection.execute("vacuum analyze")
    print(f"{clocks:,} live clocks made in {time.monotonic() - begun:.1f} s", flush=True)
    floor = _floor(server, place.law.edition_id)
    print(f"floor, reading the same rows and one sum for each: {floor:.1f} s, {clocks / floor:,.0f} clocks/s")
    nights = [_night("nothing changed", clocks, floor)]
    changed = files | {f"eu-example/{path}": text for path, text in files_of(NEXT_EDITION).items()}
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute("update policy_adoption set state = 'replaced'")
        adopt(connection, place.organisation, place.member, changed, at=AT)
    nights += [_night("another edition", clocks, floor), _night("the night after", clocks, floor)]
    return all(nights)


def _night(name: str, clocks: int, floor: float) -> bool:
    command = [sys.executable, "-c", NIGHT, AT.isoformat()]
    done = subprocess.run(
        command, env=os.environ | {"LIMEN_AS": "jobs"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(done.stderr)
        return False
    found = json.loads(done.stdout.splitlines()[-1])
    rate = found["clocks"] / found["seconds"]
    print(
        f"{name:<16} {found['seconds']:6.1f} s, {rate:7,.0f} clocks/s,"
        f" {found['seconds'] / floor:.1f} times the floor; {found['differ']:,} differ,"
        f" {found['reported']:,} reported; memory {found['first']:.0f} MB after the first page,"
        f" {found['peak']:.0f} MB at the most",
        flush=True,
    )
    if found["missed"]:
        print(
            f"{'':<16} {found['missed']:,} limits ran out: {found['alarms']:.1f} s,"
            f" {found['missed'] / found['alarms']:,.0f} alarms/s with their lines and jobs"
        )
    return bool(found["clocks"] == clocks)


def _floor(server: Server, edition: UUID) -> float:
    begun, after, day = time.monotonic(), UUID(int=0), timedelta(days=1)
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        while found := connection.execute(FLOOR, [edition, after]).fetchall():
            for row in found:
                row[6] + day
            after = found[-1][0]
    return time.monotonic() - begun


FLOOR = """
select c.id, c.version, c.term, c.calendar, c.facts::text, c.state, c.due_on, c.due_at, c.work_to, c.raw_on,
    c.days_left,
    (select jsonb_agg(jsonb_build_array(s.cause, s.since_on, s.until_on))::text from deadlines_stop s
        where s.clock_id = c.id),
    (select jsonb_agg(jsonb_build_array(e.ground, e.length))::text from deadlines_extension e
        where e.clock_id = c.id)
from deadlines_clock c
where c.edition_id = %s and c.state in ('running', 'stopped') and c.id > %s order by c.id limit 2000
"""


# --- the stage ---------------------------------------------------------------------------------------------


def _house(connection: psycopg.Connection[Any], files: dict[str, str]) -> Ground:
    from limen.domain.policy.queries import Law
    from limen.foundation.ids import new_id

    organisation, unit, member = new_id(), new_id(), new_id()
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
        "insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)"
        " values (%s, %s, 'Berg', 'en', 'UTC', 'auto', 1)",
        [member, organisation],
    )
    edition, library = adopt(connection, organisation, member, files, at=AT)
    law = Law(edition_id=edition, pack=library.pack("eu-example"), library=library)
    return Ground(organisation=organisation, unit=unit, member=member, law=law)


CASES = """
insert into cases_case (id, organisation_id, unit_id, reference, called, phase, opened_on, is_restricted,
        is_walled, version)
    select gen_random_uuid(), u.organisation_id, u.id, 'B-' || g, 'Person ' || g, 'examination',
        date '2026-06-12' + (g %% 150), false, false, 1
    from generate_series(1, %s) g, identity_unit u
"""
HEADS = "insert into journal_head (stream_id, seq, hash, sealed_seq) select id, 0, '', 0 from cases_case"
COLUMNS = (
    "id", "case_id", "unit_id", "compartment", "edition_id", "pack", "term", "term_says", "about", "calendar",
    "facts", "state", "started_by_id", "started_at", "version", "missed_at", "effect", "due_on", "due_at",
    "work_to", "raw_on", "days_left", "value", "is_settled", "ruling",
)  # fmt: skip
STOP = (
    "insert into deadlines_stop (id, clock_id, case_id, compartment, cause, cause_says, attributed_to,"
    " does_stop, since_on, until_on, why, recorded_by_id, recorded_at)"
    " values (gen_random_uuid(), %s, %s, 'general', %s, '', 'applicant', %s, %s, %s, '', %s, %s)"
)
EXTENSION = (
    "insert into deadlines_extension (id, clock_id, case_id, compartment, ground, ground_says, length,"
    " decided_on, why, recorded_by_id, recorded_at)"
    " values (gen_random_uuid(), %s, %s, 'general', %s, '', '', %s, '', %s, %s)"
)


def _fill(connection: psycopg.Connection[Any], place: Ground, clocks: int) -> None:
    """Cases, the clocks by COPY, and of every ten long ones a stopped and an extended one."""
    connection.execute(CASES, [-(-clocks // A_CASE)])
    connection.execute(HEADS)
    cases = connection.execute("select id, opened_on from cases_case").fetchall()
    stops: list[tuple[Any, ...]] = []
    extensions: list[tuple[Any, ...]] = []
    columns = ", ".join(COLUMNS).encode()
    with connection.cursor().copy(b"copy deadlines_clock (" + columns + b") from stdin") as copy:
        for kept in _clocks(place, cases, clocks, stops, extensions):
            copy.write_row([Jsonb(kept[n]) if isinstance(kept[n], dict) else kept[n] for n in COLUMNS])
    connection.cursor().executemany(STOP, stops)
    connection.cursor().executemany(EXTENSION, extensions)


def _clocks(
    place: Ground,
    cases: Sequence[tuple[UUID, date]],
    clocks: int,
    stops: list[tuple[Any, ...]],
    extensions: list[tuple[Any, ...]],
) -> Iterator[dict[str, Any]]:
    from limen.domain.deadlines.queries.ruled import answer_of, columns_of
    from limen.law import rulings

    chance, law = Random(7), place.law
    same = {"unit_id": place.unit, "compartment": "general", "edition_id": law.edition_id,
            "pack": law.pack.id, "about": "", "calendar": law.pack.calendar, "state": "running",
            "started_by_id": place.member, "started_at": AT, "version": 1}  # fmt: skip
    for number in range(clocks):
        case, opened_on = cases[number // A_CASE]
        name = list(TERMS)[(number // A_CASE + number) % len(TERMS)]
        facts = {
            fact: (opened_on + timedelta(days=later + chance.randint(0, 20))).isoformat()
            for fact, later in TERMS[name].items()
        }
        term, id, stopped, extended = law.pack.terms[name], UUID(int=chance.getrandbits(128)), [], []
        if term.stops and number % 10 == 0:
            since = opened_on + timedelta(days=40)
            stopped = [rulings.Stop(term.stops[0].id, since, since + timedelta(days=9))]
            stops.append((id, case, stopped[0].cause, term.stops[0].stops, since, stopped[0].until,
                          place.member, AT))  # fmt: skip
        if term.extensions and number % 10 == 1:
            extended = [rulings.Extended(term.extensions[0].id)]
            extensions.append((id, case, extended[0].ground, opened_on, place.member, AT))
        kept = columns_of(answer_of(law, name, facts, calendar="", stops=stopped, extensions=extended))
        ran_out = kept["due_on"] is not None and kept["due_on"] < NOTICED_UNTIL
        yield kept | same | {"id": id, "case_id": case, "facts": facts, "term": name, "term_says": term.says,
                             "missed_at": AT if ran_out else None}  # fmt: skip


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
