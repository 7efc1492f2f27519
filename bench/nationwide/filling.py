"""Fills an empty Limen with the invented country."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, Protocol

import psycopg

from bench.adopted import adopt
from bench.nationwide import files, moving, offices, papers, persons
from bench.nationwide.clocks import Clocks
from bench.nationwide.copying import fill
from bench.nationwide.country import Country
from bench.nationwide.keys import key

REPOSITORY = Path(__file__).parents[2]
# The same rows as the trigger's function makes one by one; it is asked about some of them afterwards.
WORKLISTS = """
insert into worklists_row (id, organisation_id, unit_id, reference, called, phase, opened_on, is_restricted,
    is_walled, due_order, due_clock, due_says, last_act_at, holders, languages)
select c.id, c.organisation_id, c.unit_id, c.reference, c.called, c.phase, c.opened_on, c.is_restricted,
    c.is_walled, coalesce(k.due_on, date '9999-12-31'), k.id, coalesce(k.term_says, ''), e.at,
    coalesce(a.holders, '{}'), '{}'
from cases_case c
left join (select distinct on (case_id) case_id, due_on, id, term_says from deadlines_clock
    where state = 'running' and compartment = 'general' order by case_id, due_on, id) k on k.case_id = c.id
left join (select stream_id, max(at) as at from journal_entry group by stream_id) e on e.stream_id = c.id
left join (select case_id, array_agg(member_id order by since_at, id) as holders from cases_assignment
    where until_at is null group by case_id) a on a.case_id = c.id
"""
LOOKED_AT = 500


class Ground(Protocol):
    """Where an empty Limen is: an embedded server, or a database of the tests."""

    def admin_dsn(self, dbname: str = ..., /) -> str:
        """The stage hands' way in."""


def populate(server: Ground, country: Country) -> dict[str, int]:
    """How many rows each table was given."""
    began = time.perf_counter()
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        connection.execute("set session_replication_role = replica")  # rows as acts would have left them
        connection.execute("set maintenance_work_mem = '512MB'")
        connection.execute("set synchronous_commit = off")
        people = offices.build(connection, country)
        law = _law(connection)
        connection.commit()
        print(f"{people:,} people work there", flush=True)
        counts = fill(connection, persons.tables(country))
        counts |= fill(connection, files.tables(country, Clocks(law=law)))
        counts |= fill(connection, papers.tables(country))
        counts["applications_application"] = moving.lodge(connection, country, law.edition_id)
        connection.execute(
            "select setval(pg_get_serial_sequence('journal_entry', 'id'), max(id)) from journal_entry"
        )
    counts["worklists_row"] = _worklists(server, country)
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")
    print(f"{sum(counts.values()):,} rows in {time.perf_counter() - began:.0f} s", flush=True)
    return counts


def filled_once(server: Ground, note: Path, country: Country) -> dict[str, int]:
    """The same, unless `note` says that it was filled with the same country before."""
    same = asdict(country)
    if note.exists():
        kept: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        assert kept["country"] == same, f"in this folder lies another country: {kept['country']}"
        return dict(kept["rows"])
    counts = populate(server, country)
    note.write_text(json.dumps({"country": same, "rows": counts}), encoding="utf-8")
    return counts


def _law(connection: psycopg.Connection[Any]) -> Any:
    from limen.domain.policy.queries import Law
    from limen.law.library import files_of

    organisation, member = key("organisation", 0), key("member", offices.NATIONAL)
    edition, library = adopt(connection, organisation, member, files_of(REPOSITORY / "packs"), at=offices.AT)
    return Law(edition_id=edition, pack=library.pack("eu-example"), library=library)


def _worklists(server: Ground, country: Country) -> int:
    """The projection in one statement; raises when the function that keeps it would have made other rows."""
    began = time.perf_counter()
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        for setting in ("session_replication_role = replica", "work_mem = '256MB'"):
            connection.execute(f"set {setting}".encode())
        rows = connection.execute(WORKLISTS).rowcount
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        connection.execute("analyze")
        connection.execute("select set_config('limen.act', 'bench', false)")
        for case in (0, country.size // 2):
            looked, mended = connection.execute(
                "select looked, mended from access.mend_worklist(%s, %s)", [key("case", case), LOOKED_AT]
            ).fetchone() or (0, 0)
            assert looked == LOOKED_AT, "a part of the cases is missing"
            assert mended == 0, f"{mended} of {looked} rows were not what the trigger makes"
    print(f"  {'worklists_row':<24}{rows:>12,} rows{time.perf_counter() - began:>8.1f} s", flush=True)
    return rows
