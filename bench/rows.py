"""What row security costs: the same lists with and without it, at 200,000 cases, and raw SQL as the floor.

The application asks exactly the same questions twice, interleaved: once as `limen_app`, behind row security,
and once as a role that bypasses it. Both keep the application's own filter. Answers are compared before time
counts.
"""

from __future__ import annotations

import argparse
import secrets
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from bench import ground
from limen.site.postgres.embedded import Server

ALLOWED = 1.25
UNITS, MEMBERS, ASSIGNED = 40, 400, 60
AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question: how the application asks it, and the same rows by hand-written SQL."""

    name: str
    ask: Callable[[], object]
    floor: tuple[str, list[Any]]


def main(argv: Sequence[str]) -> int:
    """Print a table of medians and ratios; exit 1 when a list costs more than it may."""
    options = _parsed(argv)
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        Path(name).chmod(0o711)
        with Server(Path(name) / "server", extra={"shared_buffers": "1GB", "jit": "off"}) as server:
            people = _prepare(server, options.cases)
            return _measure(server, people, options)


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench rows", description=__doc__)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--repeat", type=int, default=60, help="questions of a kind in a round")
    parser.add_argument("--folder", help="where the data lies while it is measured")
    return parser.parse_args(argv)


def _prepare(server: Server, cases: int) -> dict[str, Any]:
    ground.prepare(server)
    started = time.perf_counter()
    people = _fill(server, cases)
    print(f"{cases:,} cases made in {time.perf_counter() - started:.1f} s", flush=True)
    return people


_DATA = """
select set_config('limen.act', 'bench', false);
create temp table u as select i, gen_random_uuid() id from generate_series(1, {units}) i;
create temp table m as
    select i, gen_random_uuid() id, 1 + i %% {units} unit from generate_series(1, {members}) i;
insert into identity_organisation values (%(org)s, 'Bench', 'authority', 'ZZ', 'en', 'UTC', true);
insert into identity_unit (id, organisation_id, name, is_listed)
    select id, %(org)s, 'Unit ' || i, true from u;
insert into identity_account (id, login, password, is_active) select id, 'm' || i, '!', true from m;
insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)
    select id, %(org)s, 'Member ' || i, 'en', 'UTC', 'auto', 1 from m;
-- Members 1 to 40 supervise their unit, the others are officers who see only what is assigned to them.
insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)
    select gen_random_uuid(), %(org)s, m.id, u.id,
        case when m.i <= {units} then 'supervisor' else 'case_officer' end,
        case when m.i <= {units} then 3 else 0 end, now() - interval '1 day'
    from m join u on u.i = m.unit;
-- A few units are large: the square of a random number crowds the low ones.
insert into cases_case (id, organisation_id, unit_id, reference, called, phase, opened_on,
        is_restricted, is_walled, version)
    select gen_random_uuid(), %(org)s, u.id, 'B-' || g, 'Person ' || g,
        case when random() < 0.7 then 'closed' else 'examination' end,
        date '2020-01-01' + (random() * 2300)::int, random() < 0.002, false, 1
    from (select g, 1 + floor(power(random(), 2) * {units})::int unit
        from generate_series(1, %(cases)s) g) r join u on u.i = r.unit;
insert into cases_assignment (id, case_id, member_id, part, since_at)
    select gen_random_uuid(), c.id, c.member, 'lead', now() - interval '1 day' from (
        select c.id, m.id member, row_number() over (partition by m.id order by c.id) n
        from cases_case c join u on u.id = c.unit_id join m on m.unit = u.i and m.i > {units}
        where c.phase <> 'closed' and hashtext(c.id::text) %% {members} = m.i %% {members}
    ) c where n <= {assigned};
insert into cases_wall (id, case_id, member_id, ground, why, raised_by_id, since_at)
    select gen_random_uuid(), c.id, (select id from m where i = {units} + 7), 'other', '',
        (select id from m where i = 1), now()
    from (select id from cases_case where phase <> 'closed' order by id limit 400) c;
create role limen_unwalled login bypassrls password {password} in role limen_app inherit;
grant connect on database limen to limen_unwalled;
"""


def _fill(server: Server, cases: int) -> dict[str, Any]:
    """People and cases, with the skew of a real office: a few large units, most cases closed."""
    from limen.foundation.tickets import hash_of, new_session_key, ticket_for

    org = UUID(int=secrets.randbits(128))
    script = _DATA.format(units=UNITS, members=MEMBERS, assigned=ASSIGNED, password=f"'{ground.PASSWORD}'")
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        for statement in script.split(";\n"):
            if statement.strip():
                parameters = {"org": org, "cases": cases} if "%(" in statement or "%%" in statement else None
                connection.execute(statement.encode(), parameters)
        connection.execute("vacuum analyze")
        found: dict[str, Any] = {"org": org}
        for who, number in (("supervisor", UNITS), ("officer", None)):
            member, unit = connection.execute(
                "select m.id, p.unit_id from m join identity_posting p on p.member_id = m.id where m.i = %s"
                if number
                else "select a.member_id, p.unit_id from cases_assignment a"
                " join identity_posting p on p.member_id = a.member_id"
                " group by 1, 2 order by count(*) desc limit 1",
                [1] if number else None,
            ).fetchone() or (None, None)
            ticket = ticket_for(new_session_key())
            connection.execute(
                "insert into identity_session (id, ticket_hash, account_id, assurance, data, device, network,"
                " purpose, made_at, seen_at, idle_until, expires_at) values (gen_random_uuid(), %s, %s,"
                " 'passkey', '', '', '', '', now(), now(), now() + interval '1 day',"
                " now() + interval '1 day')",
                [hash_of(ticket), member],
            )
            found[who] = (member, unit, ticket)
    return found


def _measure(server: Server, people: dict[str, Any], options: argparse.Namespace) -> int:
    from django.db import connections

    failed = False
    print(f"{'question':<34}{'without':>10}{'with':>10}{'ratio':>8}{'raw SQL':>10}{'rows':>7}", flush=True)
    for who in ("supervisor", "officer"):
        for question in _questions(who, people):
            times: dict[str, list[float]] = {"limen_app": [], "limen_unwalled": [], "floor": []}
            answers = set()
            for _ in range(options.rounds):
                for user in ("limen_unwalled", "limen_app"):
                    _connect_as(user)
                    answers.add(repr(question.ask()))
                    times[user].append(_median_of(question.ask, options.repeat, people[who][2]))
                times["floor"].append(_floor(server, question, options.repeat))
            if len(answers) != 1:
                print(f"{question.name}: the answers differ with and without row security")
                return 1
            without, walled = (statistics.median(times[u]) for u in ("limen_unwalled", "limen_app"))
            ratio = statistics.median(
                a / b for a, b in zip(times["limen_app"], times["limen_unwalled"], strict=True)
            )
            floor = statistics.median(times["floor"])
            rows = len(getattr(answers and question.ask(), "cards", ())) or "-"
            print(
                f"{question.name:<34}{without:>8.2f}ms{walled:>8.2f}ms{ratio:>8.2f}{floor:>8.2f}ms{rows:>7}"
            )
            failed |= "list" in question.name and ratio > ALLOWED
    connections.close_all()
    print(f"a list may cost at most {ALLOWED} times: {'no' if failed else 'yes'}")
    return int(failed)


def _connect_as(user: str) -> None:
    from django.db import connection

    if connection.settings_dict["USER"] != user:
        connection.close()
        connection.settings_dict.update(USER=user, PASSWORD=ground.PASSWORD)
        connection.ensure_connection()


def _median_of(ask: Callable[[], object], repeat: int, ticket: str) -> float:
    taken = []
    for _ in range(repeat):
        started = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def _floor(server: Server, question: Question, repeat: int) -> float:
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        taken = []
        for _ in range(repeat):
            started = time.perf_counter()
            connection.execute(question.floor[0].encode(), question.floor[1]).fetchall()
            taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def _questions(who: str, people: dict[str, Any]) -> list[Question]:
    from limen.domain.cases.queries import lists, sheets
    from limen.domain.identity.queries.entering import entering
    from limen.foundation.rows import showing

    member, unit, ticket = people[who]

    def asking(ask: Callable[[Any], Any]) -> Callable[[], Any]:
        """As a page does: one transaction, the ticket shown, one question."""

        def asked() -> Any:
            with showing(ticket):
                return ask(actor)

        return asked

    with showing(ticket):
        person = entering(ticket)
    assert person is not None, "the session was not accepted"
    actor = person.actor
    columns = "id, reference, called, phase, opened_on, is_restricted"
    if who == "supervisor":
        deep = lists.Key(opened_on=date(2023, 6, 1), id=UUID(int=0))
        in_unit = (
            f"select {columns} from cases_case where unit_id = %s and phase <> 'closed' and not is_restricted"  # noqa: S608
        )
        return [
            Question(
                name="unit's list, first page",
                ask=asking(lambda by: lists.cases_in_unit(unit, by=by)),
                floor=(f"{in_unit} order by opened_on, id limit 51", [unit]),
            ),
            Question(
                name="unit's list, deep page",
                ask=asking(lambda by: lists.cases_in_unit(unit, by=by, after=deep)),
                floor=(
                    f"{in_unit} and (opened_on, id) > (%s, %s) order by opened_on, id limit 51",
                    [unit, deep.opened_on, deep.id],
                ),
            ),
            Question(
                name="unit's count, up to 1,000",
                ask=asking(lambda by: lists.count_in_unit(unit, by=by)),
                floor=(f"select count(*) from ({in_unit} limit 1001) s", [unit]),  # noqa: S608
            ),
        ]
    one = asking(lambda by: lists.cases_assigned_to_me(by=by, at=AT))().cards[0].id
    mine = (
        f"select {columns} from cases_case c join cases_assignment a on a.case_id = c.id"  # noqa: S608
        " where a.member_id = %s and a.until_at is null and phase <> 'closed'"
    ).replace("select id,", "select c.id,")
    return [
        Question(
            name="my list, first page",
            ask=asking(lambda by: lists.cases_assigned_to_me(by=by, at=AT)),
            floor=(f"{mine} order by opened_on, c.id limit 51", [member]),
        ),
        Question(
            name="one case, its sheet",
            ask=asking(lambda by: sheets.case_sheet(one, by=by, at=AT)),
            floor=(f"select {columns} from cases_case where id = %s", [one]),  # noqa: S608
        ),
    ]
