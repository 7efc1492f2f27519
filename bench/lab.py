"""The policy lab on many open cases: seconds and peak memory, beside a floor that only reads the same rows.

The trial runs as a policy lead, step by step as the page does, through the application's own role.
"""

from __future__ import annotations

import argparse
import resource
import secrets
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from bench import ground
from limen.site.postgres.embedded import Server

if TYPE_CHECKING:
    from limen.domain.policy.queries import Law
    from limen.foundation.actors import Actor

ON = date(2026, 11, 22)
REPOSITORY = Path(__file__).parents[1]
CANDIDATE = REPOSITORY / "docs" / "examples" / "eu-example-2027"
CLOCKS = (
    ("register", ("made_on",)),
    ("special_reception_needs", ("made_on",)),
    ("examine_merits", ("lodged_on",)),
    ("legal_aid_request", ("notified_on",)),
    ("appeal_short", ("lodged_on", "notified_on")),
)


@dataclass(frozen=True, kw_only=True)
class Leads:
    """The two people whom the law takes, and the organisation they answer for."""

    organisation: UUID
    proposer: Actor
    answerer: Actor


def main(argv: Sequence[str]) -> int:
    """Print what a trial costs."""
    parser = argparse.ArgumentParser(prog="bench lab", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--folder", help="where the data lies while it is measured")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        Path(name).chmod(0o711)
        with Server(Path(name) / "server", extra={"shared_buffers": "512MB", "jit": "off"}) as server:
            ground.prepare(server)
            return _measure(server, options.cases)


def _measure(server: Server, cases: int) -> int:
    from limen.domain.policy.queries import law_in_force
    from limen.foundation.rows import acting_as
    from limen.law.library import files_of

    leads = _people(server)
    files = files_of(REPOSITORY / "packs")
    _adopt(leads, files)
    with acting_as(leads.proposer):
        law = law_in_force("eu-example", by=leads.proposer)
    if law is None:
        raise RuntimeError("the edition was not adopted")
    clocks = _fill(server, leads.organisation, cases, law)
    print(f"{cases:,} open cases with {clocks:,} running clocks", flush=True)
    floor = _floor(server, leads.organisation)
    changed = files | {f"eu-example/{path}": text for path, text in files_of(CANDIDATE).items()}
    before, started = _peak(), time.perf_counter()
    card = _trial(leads.proposer, changed)
    seconds = time.perf_counter() - started
    tally = card.tally
    print(f"floor, reading the same rows: {floor:.1f} s")
    print(f"trial: {seconds:.1f} s ({seconds / floor:.1f} times the floor), {cases / seconds:,.0f} cases/s")
    print(f"memory: {before:.0f} MB before, {_peak():.0f} MB at the most")
    print(f"{tally.cases:,} cases, {tally.changed_cases:,} changed; {tally.clocks:,} clocks ruled")
    for id, term in sorted(tally.terms.items()):
        print(f"  {id:<26}{dict(term.counts)} {term.least_days:+} to {term.most_days:+} days")
    return 0 if tally.cases == cases else 1


def _trial(by: Actor, files: dict[str, str]) -> Any:
    from limen.domain.deadlines.commands.trying import go_on, try_out
    from limen.domain.deadlines.queries.trials import trial_sheet
    from limen.foundation.rows import acting_as

    at = datetime.now(UTC)
    trial = try_out("eu-example", files=files, by=by, at=at).trial_id
    with acting_as(by):
        card = trial_sheet(trial, by=by)
    while card.done_at is None:
        with acting_as(by):  # a step is a request of its own
            card = go_on(trial, on=ON, by=by, at=at)
        print(f"\r  {card.percent} %", end="" if sys.stdout.isatty() else "\n", flush=True)
    return card


def _floor(server: Server, organisation: UUID) -> float:
    from limen.domain.deadlines.queries.lab import CASES_AT_ONCE

    started, after = time.perf_counter(), None
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        while True:
            found = connection.execute(
                "select * from access.clocks_of_organisation(%s, %s, %s)",
                [organisation, after, CASES_AT_ONCE],
            ).fetchall()
            if not found:
                return time.perf_counter() - started
            after = found[-1][0]


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _people(server: Server) -> Leads:
    """An organisation with units, officers, and two policy leads who are signed in."""
    from limen.domain.identity.names import Role
    from limen.domain.identity.roles import permissions_of
    from limen.foundation.actors import Actor
    from limen.foundation.tickets import hash_of, new_session_key, ticket_for

    organisation = UUID(int=secrets.randbits(128))
    leads: list[Actor] = []
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        for statement in _PEOPLE.split(";\n"):
            named = {"org": organisation} if "%(" in statement else None
            connection.execute(statement.encode(), named)
        for (member,) in connection.execute("select id from m where i <= 2 order by i").fetchall():
            ticket = ticket_for(new_session_key())
            connection.execute(
                "insert into identity_session (id, ticket_hash, account_id, assurance, data, device, network,"
                " purpose, made_at, seen_at, idle_until, expires_at) values (gen_random_uuid(), %s, %s,"
                " 'passkey', '', '', '', '', now(), now(), now() + interval '1 day',"
                " now() + interval '1 day')",
                [hash_of(ticket), member],
            )
            may = permissions_of([Role.POLICY_LEAD])
            leads.append(
                Actor(id=member, organisation_id=organisation, name="Lead", permissions=may, ticket=ticket)
            )
    return Leads(organisation=organisation, proposer=leads[0], answerer=leads[1])


_PEOPLE = """
select set_config('limen.act', 'bench', false);
create table u as select i, gen_random_uuid() id from generate_series(1, 40) i;
create table m as select i, gen_random_uuid() id, 1 + i % 40 unit from generate_series(1, 400) i;
insert into identity_organisation values (%(org)s, 'Bench', 'authority', 'ZZ', 'en', 'UTC', true);
insert into identity_unit (id, organisation_id, name, is_listed)
    select id, %(org)s, 'Unit ' || i, true from u;
insert into identity_account (id, login, password, is_active) select id, 'm' || i, '!', true from m;
insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)
    select id, %(org)s, 'Member ' || i, 'en', 'UTC', 'auto', 1 from m;
insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)
    select gen_random_uuid(), %(org)s, m.id, u.id,
        case when m.i <= 2 then 'policy_lead' else 'case_officer' end, 0, now() - interval '1 day'
    from m join u on u.i = m.unit
"""
# Every case has a lead; the first two people are policy leads and lead none.
_CASES = """
insert into cases_case (id, organisation_id, unit_id, reference, called, phase, opened_on, is_restricted,
        is_walled, version)
    select gen_random_uuid(), %(org)s, u.id, 'B-' || g, 'Person ' || g, 'examination',
        date '2026-06-12' + (g %% 150), false, false, 1
    from generate_series(1, %(cases)s) g join u on u.i = 1 + g %% 40;
insert into cases_assignment (id, case_id, member_id, part, since_at)
    select gen_random_uuid(), c.id, m.id, 'lead', now()
    from (select id, row_number() over () n from cases_case) c join m on m.i = 3 + c.n % 398
"""


def _adopt(leads: Leads, files: dict[str, str]) -> None:
    from limen.domain.policy.commands import adopt, propose

    at = datetime.now(UTC)
    proposed = propose("eu-example", files=files, why="To be measured.", by=leads.proposer, at=at)
    adopt(proposed.adoption_id, says="", by=leads.answerer, at=at)


_COLUMNS = (
    "id", "case_id", "compartment", "edition_id", "pack", "term", "term_says", "about", "calendar", "facts",
    "state", "started_by_id", "started_at", "version", "effect", "due_on", "due_at", "work_to", "raw_on",
    "days_left", "value", "is_settled", "ruling",
)  # fmt: skip


def _written(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value


def _fill(server: Server, organisation: UUID, cases: int, law: Law) -> int:
    """Open cases with a lead, and the clocks that the law in force gives them, all by COPY."""
    from limen.domain.deadlines.queries.ruled import columns_of, ruling_of

    chance, at, count = Random(7), datetime.now(UTC), 0
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        connection.execute("select set_config('limen.act', 'bench', false)")
        for statement in _CASES.split(";\n"):
            named = {"org": organisation, "cases": cases} if "%(" in statement else None
            connection.execute(statement.encode(), named)
        rows = connection.execute("select id, opened_on from cases_case").fetchall()
        (by,) = connection.execute("select id from m where i = 3").fetchone() or (None,)
        same = {
            "compartment": "general", "edition_id": law.edition_id, "pack": law.pack.id, "about": "",
            "calendar": law.pack.calendar, "state": "running", "started_by_id": by, "started_at": at,
            "version": 1,
        }  # fmt: skip
        columns = ", ".join(_COLUMNS).encode()
        with connection.cursor().copy(b"copy deadlines_clock (" + columns + b") from stdin") as copy:
            for case, opened_on in rows:
                days = {
                    "made_on": opened_on,
                    "lodged_on": opened_on + timedelta(days=14),
                    "notified_on": opened_on + timedelta(days=chance.randint(60, 150)),
                }
                for term, asked in chance.sample(CLOCKS, 3):
                    facts = {name: days[name].isoformat() for name in asked}
                    kept = columns_of(ruling_of(law, term, facts, calendar=""))
                    kept |= {"facts": facts, "term": term, "term_says": law.pack.terms[term].says}
                    kept |= {"id": UUID(int=chance.getrandbits(128)), "case_id": case} | same
                    copy.write_row([_written(kept[name]) for name in _COLUMNS])
                    count += 1
        connection.execute("vacuum analyze")
    return count
