"""One office with one unit and many open cases, each held by one of its officers and with a day on which
something is due: the ground on which a whole list is taken out, or given to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from bench.nationwide import offices
from bench.nationwide.keys import key
from bench.nationwide.serving import Site, served
from bench.nationwide.visiting import Visitor
from limen.site.postgres.embedded import Server

ASKS, ANSWERS, OFFICERS = 0, 1, 1_000  # members: who asks for lists, who answers, and the first officer
A_CREW = 5_000  # cases of an officer
UNIT = key("unit", 0)
_HOUSE = """
insert into identity_organisation (id, name, kind, country, language, time_zone, is_listed)
    values (%(org)s, 'Office', 'authority', 'ZZ', 'en', 'UTC', true);
insert into identity_unit (id, organisation_id, name, is_listed) values (%(unit)s, %(org)s, 'Unit', true);
"""
_PERSON = """
with a as (insert into identity_account (id, login, password, is_active) values (%(id)s, %(name)s, '!',
        true)),
    m as (insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)
        values (%(id)s, %(org)s, %(name)s, 'en', 'UTC', 'auto', 1))
insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)
    values (gen_random_uuid(), %(org)s, %(id)s, %(unit)s, %(role)s, %(reach)s, now() - interval '1 year')
"""
_CASES = """
insert into cases_case (id, organisation_id, unit_id, reference, called, phase, opened_on, is_restricted,
        is_walled, version)
    select uuidv7(), %(org)s, %(unit)s, 'ADJ-2026-' || to_char(g, 'FM000000'), 'Person Somebody ' || g,
        (array['registered', 'examination', 'decided'])[1 + g %% 3], date '2026-01-05' + g %% 300,
        false, false, 1
    from generate_series(1, %(cases)s) g;
insert into journal_head (stream_id, seq, hash, sealed_seq) select id, 0, '', 0 from cases_case;
insert into cases_assignment (id, case_id, member_id, part, since_at)
    select uuidv7(), c.id, (%(officers)s::uuid[])[1 + (c.n - 1) / %(crew)s], 'lead', now() - interval '9 days'
    from (select id, row_number() over (order by id) as n from cases_case) c;
insert into deadlines_clock (id, case_id, unit_id, compartment, edition_id, pack, term, term_says, about,
        calendar, facts, state, started_by_id, started_at, version, effect, due_on, value, is_settled, ruling)
    select uuidv7(), id, unit_id, 'general', %(edition)s, 'eu-example', 'examine_merits',
        'Decide on the merits', '', '', '{}',
        'running', %(me)s, now(), 1, 'breach', opened_on + 180, '', true, '{}' from cases_case;
insert into worklists_row (id, organisation_id, unit_id, reference, called, phase, opened_on, is_restricted,
        is_walled, due_order, due_clock, due_says, last_act_at, holders, languages)
    select c.id, c.organisation_id, c.unit_id, c.reference, c.called, c.phase, c.opened_on, false, false,
        k.due_on, k.id, k.term_says, c.opened_on::timestamp at time zone 'UTC', array[a.member_id], '{}'
    from cases_case c join deadlines_clock k on k.case_id = c.id join cases_assignment a on a.case_id = c.id
"""


@dataclass(kw_only=True)
class Worker:
    """Megabytes that the web server's largest worker holds, and the most that one ever held."""

    site: Site

    def held(self, which: str = "VmHWM") -> float:
        """`VmRSS` is now, `VmHWM` the most so far."""
        return max((_memory(pid, which) for pid in _children(self.site.pid)), default=0.0) / 1024


def fill(server: Server, cases: int, spare: int = 1) -> None:
    """Write them as acts would have left them; then let the database look at them. `spare` officers hold
    nothing."""
    words: dict[str, Any] = {"org": key("organisation", 0), "unit": UNIT}
    officers = [key("member", OFFICERS + one) for one in range(-(-cases // A_CREW) + spare)]
    people = [
        (key("member", ASKS), "Asks", "supervisor", 3),
        (key("member", ANSWERS), "Answers", "supervisor", 3),
    ]
    people += [(one, f"Officer {place}", "case_officer", 0) for place, one in enumerate(officers)]
    more = {"officers": officers, "crew": A_CREW, "cases": cases, "edition": key("act", 0), "me": officers[0]}
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        connection.execute("set session_replication_role = replica")
        for statement in (_HOUSE + _CASES).split(";\n"):
            connection.execute(statement.encode(), words | more)
        for id, name, role, reach in people:
            connection.execute(_PERSON, words | {"id": id, "name": name, "role": role, "reach": reach})
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        connection.execute("vacuum analyze")


@contextmanager
def at_the_door(server: Server, folder: Path) -> Iterator[tuple[Site, dict[int, Visitor]]]:
    """Limen served over this, and its two people signed in."""
    from django.conf import settings

    pid = int((folder / "server" / "cluster" / "postmaster.pid").read_text().split()[0])
    with (
        psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection,
        served("limen.site.wsgi:application", pid, LIMEN_AS="app") as site,
    ):
        found = {}
        for who in (ASKS, ANSWERS):
            session = offices.signed_in(connection, who)
            found[who] = Visitor(site, f"{settings.SESSION_COOKIE_NAME}={session}")
        try:
            yield site, found
        finally:
            for one in found.values():
                one.close()


def officer(place: int) -> UUID:
    """The officer of this place; the last one holds nothing."""
    return key("member", OFFICERS + place)


def _children(root: int) -> Iterator[int]:
    for one in Path("/proc").iterdir():
        if one.name.isdigit():
            with suppress(OSError, IndexError):
                if (one / "stat").read_text().rpartition(")")[2].split()[1] == str(root):
                    yield int(one.name)


def _memory(pid: int, which: str) -> int:
    try:
        said = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in said.splitlines() if line.startswith(which)), 0)


def spare(cases: int, place: int) -> UUID:
    """The officer who holds nothing, of this place among them."""
    return officer(-(-cases // A_CREW) + place)
