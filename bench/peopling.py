"""Puts many invented people on record: one office with some units, in which its supervisor works everywhere.

Everybody is written in one pass, into each table by a connection of its own; what may be made afterwards is:
indexes, and how each table is spread.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import UUID

import psycopg

from bench.invented.keyed import Keyed
from bench.invented.people import Person, people
from bench.nationwide.copying import INDEXES
from bench.office import OFFICE, SESSION
from limen.site.postgres.embedded import Server

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
UNITS, IN_A_CASE, _AT_ONCE = 20, 2, 5_000
_BY = "\t".join((str(UUID(int=2 << 64)), str(AT)))
_COLUMNS = {
    "people_person": "id, organisation_id, called, sex_state, gender_state, birth_state, birth_words,"
    " birth_calendar, birth_precision, birth_numbers, birth_earliest, birth_latest, birth_source,"
    " birth_by_id, birth_at, registered_by_id, registered_at, version",
    "people_name": "id, person_id, kind, parts, written, script, source, is_main, added_by_id, added_at",
    "people_namekey": "id, person_id, is_main, words, version",
    "people_persondocument": "id, person_id, document, number, number_key, issuing_state, examination,"
    " added_by_id, added_at",
    "cases_case": "id, organisation_id, unit_id, reference, called, phase, opened_on, is_restricted,"
    " is_walled, version",
    "cases_party": "id, case_id, person_id, part, since_at",
}


@dataclass(frozen=True, kw_only=True)
class Peopled:
    """So many people are on record; the ticket is the supervisor's, `some` a few of the people by number."""

    number: int
    ticket: str
    some: dict[int, Person]


def key(kind: int, number: int) -> UUID:
    """The id of what is filled in."""
    return UUID(int=kind << 64 | number)


def number_of_paper(number: int) -> str:
    """The number of somebody's passport."""
    return f"P{number * 7919 % 100_000_000:08}"


def peopled(server: Server, note: Path, number: int, seed: int, chosen: Iterable[int]) -> Peopled:
    """Fill an empty Limen, unless `note` says that it holds the same people; keep the chosen ones at hand."""
    same, wanted = f"{number} {seed}", set(chosen)
    some: dict[int, Person] = {}

    def remembered() -> Iterator[tuple[int, Person]]:
        for place, one in enumerate(people(number, seed)):
            if place in wanted:
                some[place] = one
            yield place, one

    if note.exists():
        assert note.read_text(encoding="utf-8") == same, "in this folder lie other people"
        for _ in remembered():
            pass
    else:
        _fill(server, remembered(), number)
        note.write_text(same, encoding="utf-8")
    return Peopled(number=number, ticket=_signed_in(server), some=some)


def _fill(server: Server, folk: Iterator[tuple[int, Person]], number: int) -> None:
    began, keyed = time.perf_counter(), Keyed()
    _office(server)
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        later = [pair for table in _COLUMNS for pair in connection.execute(INDEXES, [table]).fetchall()]
        for index, _ in later:
            connection.execute(f"drop index {index}".encode())
        _copy_all(server, folk, keyed)
        connection.execute("set session_replication_role = replica")
        with connection.cursor().copy("copy people_wordkey (word, key) from stdin") as copy:
            for word, keys in keyed.keys.items():
                copy.write("".join(f"{word}\t{one}\n" for one in keys))
        connection.execute("set maintenance_work_mem = '512MB'")
        for _, definition in later:
            connection.execute(definition.encode())
        connection.execute('create index bench_floor on people_person (organisation_id, called collate "C")')
        connection.execute("vacuum analyze")
        connection.execute("checkpoint")
    print(f"{number:,} people put on record in {time.perf_counter() - began:.0f} s", flush=True)


def _office(server: Server) -> None:
    units = [key(3, number) for number in range(UNITS)]
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        connection.execute("select set_config('limen.act', 'bench', true)")
        values = {"org": key(1, 0), "me": key(2, 0), "since": AT - timedelta(days=1), "units": units}
        connection.execute(OFFICE, values)


def _signed_in(server: Server) -> str:
    from limen.foundation.tickets import hash_of, new_session_key, ticket_for

    ticket = ticket_for(new_session_key())
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        connection.execute(SESSION, {"me": key(2, 0), "ticket": hash_of(ticket)})
    return ticket


def _copy_all(server: Server, folk: Iterator[tuple[int, Person]], keyed: Keyed) -> None:
    """A connection for each table, that all of them take in what comes at once."""
    with ExitStack() as held, ThreadPoolExecutor(len(_COLUMNS)) as pool:
        copies = {}
        for table, columns in _COLUMNS.items():
            connection = held.enter_context(psycopg.connect(server.admin_dsn("limen")))
            connection.execute("set session_replication_role = replica")
            copy = connection.cursor().copy(f"copy {table} ({columns}) from stdin".encode())
            copies[table] = held.enter_context(copy)
        while batch := list(islice(folk, _AT_ONCE)):
            lines: dict[str, list[str]] = {table: [] for table in _COLUMNS}
            for number, one in batch:
                _write(lines, number, one, keyed)
            list(pool.map(lambda table: copies[table].write("".join(lines[table])), _COLUMNS))  # noqa: B023


def _write(lines: dict[str, list[str]], number: int, one: Person, keyed: Keyed) -> None:
    person, name, born, org = key(4, number), one.name, one.born_on, key(1, 0)
    words = ",".join(map(str, keyed.words_of(number, one)))
    lines["people_person"].append(
        f"{person}\t{org}\t{name}\tnot_asked\tnot_asked\ttold\t{born}\tgregorian\texact"
        f"\t{{{born.year},{born.month},{born.day}}}\t{born}\t{born}\tperson\t{_BY}\t{_BY}\t1\n"
    )
    lines["people_name"].append(f"{key(5, number)}\t{person}\tlegal\t[]\t{name}\tLatn\tperson\tt\t{_BY}\n")
    lines["people_namekey"].append(f"{key(5, number)}\t{person}\tt\t{{{words}}}\t{_version()}\n")
    paper = number_of_paper(number)
    lines["people_persondocument"].append(
        f"{key(6, number)}\t{person}\tpassport\t{paper}\t{paper}\tUTO\tnot_examined\t{_BY}\n"
    )
    case = key(7, number // IN_A_CASE)
    if number % IN_A_CASE == 0:
        unit = key(3, number // IN_A_CASE % UNITS)
        lines["cases_case"].append(
            f"{case}\t{org}\t{unit}\tB-{number // IN_A_CASE}\t{name}\texamination\t{AT.date()}\tf\tf\t1\n"
        )
    lines["cases_party"].append(f"{key(8, number)}\t{case}\t{person}\tapplicant\t{AT - timedelta(days=1)}\n")


def _version() -> int:
    from limen.likeness.keys import KEYS_VERSION

    return KEYS_VERSION
