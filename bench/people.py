"""Finding persons: how fast and how surely, at many people, beside an exact lookup in raw SQL.

Invented people of many regions are put on record with one name each, in Latin letters, as a first office
would have written it. Then each kind of change is asked for through the application: ticket, walls, ranking.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

from bench import ground
from bench.invented.people import (
    ONE_CHANGE,
    TWO_CHANGES,
    WHOLE_NAME,
    Observed,
    Person,
    has_another_script,
    observed,
    people,
    wrong_day,
)
from bench.office import OFFICE
from bench.turns import print_turns
from limen.site.postgres.embedded import Server

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
KINDS = ("as recorded", *ONE_CHANGE, *TWO_CHANGES, *WHOLE_NAME)
UNITS, IN_A_CASE = 20, 2


@dataclass(kw_only=True)
class Tally:
    """Of one kind of question: how long each took, and whom it found among the first ten."""

    taken: list[float] = field(default_factory=list)
    of_the_name: int = 0
    the_person: int = 0

    def row(self, kind: str) -> str:
        """A line of the table."""
        if not self.taken:
            return f"{kind:<44}   of those who were asked for, none can be written so"
        asked = len(self.taken)
        return (f"{kind:<44}{_percentile(self.taken, 50):>9.1f}{_percentile(self.taken, 95):>9.1f}"
                f"{self.of_the_name / asked:>12.3f}{self.the_person / asked:>12.3f}{asked:>8}")  # fmt: skip


def main(argv: Sequence[str]) -> int:
    """Print the tables. Figures are printed, not judged: say what else the machine was doing."""
    options = _parsed(argv)
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        Path(name).chmod(0o711)
        with Server(Path(name) / "server", extra={"shared_buffers": "1GB", "jit": "off"}) as server:
            ground.prepare(server)
            folk = list(people(options.people, options.seed))
            ticket = _fill(server, folk)
            _print_sizes(server, len(folk))
            _print_searches(server, folk, ticket, options)
            print_turns(ticket, _key(3, 0), options.seed)
            return 0


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench people", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--asked", type=int, default=200, help="questions of each kind")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--folder", help="where the data lies while it is measured")
    return parser.parse_args(argv)


def _fill(server: Server, folk: list[Person]) -> str:
    """One office with some units, in which its supervisor works everywhere; two people in a case. Gives back
    the supervisor's ticket."""
    from limen.foundation.tickets import hash_of, new_session_key, ticket_for

    began = time.perf_counter()
    org, me, ticket = _key(1, 0), _key(2, 0), ticket_for(new_session_key())
    units = [_key(3, number) for number in range(UNITS)]
    with psycopg.connect(server.admin_dsn("limen")) as connection, connection.cursor() as cursor:
        cursor.execute("select set_config('limen.act', 'bench', true)")
        since = AT - timedelta(days=1)
        cursor.execute(
            OFFICE, {"org": org, "me": me, "ticket": hash_of(ticket), "since": since, "units": units}
        )
        for table, rows in _rows(folk, org, me, units).items():
            _copied(cursor, table, rows)
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        connection.execute('create index bench_floor on people_person (organisation_id, called collate "C")')
        connection.execute("vacuum analyze")
    print(f"{len(folk):,} people put on record in {time.perf_counter() - began:.0f} s", flush=True)
    return ticket


def _key(kind: int, number: int) -> UUID:
    return UUID(int=kind << 64 | number)


def _copied(cursor: psycopg.Cursor[Any], table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    with cursor.copy(f"copy {table} ({', '.join(first)}) from stdin".encode()) as copy:
        copy.write_row(list(first.values()))
        for row in rows:
            copy.write_row(list(row.values()))


def _rows(folk: list[Person], org: UUID, me: UUID, units: list[UUID]) -> dict[str, Iterator[dict[str, Any]]]:
    from limen.likeness.keys import KEYS_VERSION, name_keys

    by = {"added_by_id": me, "added_at": AT}
    cases = range((len(folk) + IN_A_CASE - 1) // IN_A_CASE)
    return {
        "people_person": (
            {"id": _key(4, number), "organisation_id": org, "called": one.name, "sex_state": "not_asked",
             "gender_state": "not_asked", "birth_state": "told", "birth_words": one.born_on.isoformat(),
             "birth_calendar": "gregorian", "birth_precision": "exact",
             "birth_numbers": [one.born_on.year, one.born_on.month, one.born_on.day],
             "birth_earliest": one.born_on, "birth_latest": one.born_on, "birth_source": "person",
             "birth_by_id": me, "birth_at": AT, "registered_by_id": me, "registered_at": AT, "version": 1}
            for number, one in enumerate(folk)
        ),
        "people_name": (
            {"id": _key(5, number), "person_id": _key(4, number), "kind": "legal", "parts": Jsonb([]),
             "written": one.name, "script": "Latn", "source": "person", "is_main": True, **by}
            for number, one in enumerate(folk)
        ),
        "people_namekey": (
            {"id": _key(5, number), "person_id": _key(4, number), "is_main": True,
             "words": [word.number for word in name_keys(one.name).words], "version": KEYS_VERSION}
            for number, one in enumerate(folk)
        ),
        "people_wordkey": (
            {"word": word.number, "key": key}
            for word in dict.fromkeys(word for one in folk for word in name_keys(one.name).words)
            for key in word.keys
        ),
        "people_persondocument": (
            {"id": _key(6, number), "person_id": _key(4, number), "document": "passport",
             "number": _number(number), "number_key": _number(number), "issuing_state": "UTO",
             "examination": "not_examined", **by}
            for number in range(len(folk))
        ),
        "cases_case": (
            {"id": _key(7, number), "organisation_id": org, "unit_id": units[number % UNITS],
             "reference": f"B-{number}", "called": folk[number * IN_A_CASE].name, "phase": "examination",
             "opened_on": AT.date(), "is_restricted": False, "is_walled": False, "version": 1}
            for number in cases
        ),
        "cases_party": (
            {"id": _key(8, number), "case_id": _key(7, number // IN_A_CASE), "person_id": _key(4, number),
             "part": "applicant", "since_at": AT - timedelta(days=1)}
            for number in range(len(folk))
        ),
    }  # fmt: skip


def _number(number: int) -> str:
    return f"P{number * 7919 % 100_000_000:08}"


def _print_sizes(server: Server, number: int) -> None:
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        row = connection.execute(
            "select avg(cardinality(words)), max(cardinality(words)), pg_relation_size('people_namekey'),"
            " pg_relation_size('people_namekey_words'), count(*), (select count(distinct word) from"
            " people_wordkey), pg_total_relation_size('people_wordkey') from people_namekey"
        ).fetchone()
    assert row is not None
    average, most, table, index, rows, words, of_words = row
    print(f"index rows for a person: {rows / number:.1f}, of {average:.1f} words on average, {most} at most;"
          f" {table / number:.0f} bytes of table and {index / number:.0f} of index for a person;"
          f" {words:,} words in {of_words / 1e6:.1f} MB")  # fmt: skip


def _print_searches(server: Server, folk: list[Person], ticket: str, options: argparse.Namespace) -> None:
    from limen.domain.cases.queries.finding import find_people
    from limen.domain.identity.queries.entering import entering
    from limen.domain.people.queries.search import likely_same
    from limen.foundation.rows import showing

    with showing(ticket):
        person = entering(ticket)
    assert person is not None, "the session was not accepted"
    actor = person.actor

    def found(text: str) -> list[tuple[UUID, str]]:
        with showing(ticket):
            return [(one.person.id, one.person.called) for one in find_people(text, by=actor, at=AT)]

    def known(seen: Observed, number: int) -> list[tuple[UUID, str]]:
        with showing(ticket):
            told = _told(seen, number)
            return [(one.id, one.called) for one in likely_same(told, by=actor, at=AT)]

    chance = random.Random(options.seed)
    some = chance.sample(range(len(folk)), k=min(len(folk), options.asked))
    head = ("p50", "p95", "of the name", "the person", "asked")
    print("\n{:<44}{:>9}{:>9}{:>12}{:>12}{:>8}".format("milliseconds; among the first ten", *head))
    for kind in KINDS:
        print(_asked(folk, some, kind, options.seed, lambda seen, _: found(seen.name)).row(kind), flush=True)
    for kind in KINDS:
        tally = _asked(
            folk, some, kind, options.seed, lambda seen, _: found(f"{seen.name} {seen.born_on.isoformat()}")
        )
        print(tally.row(f"{kind}, and the date of birth"), flush=True)
    wrong = random.Random(options.seed)

    def misdated(seen: Observed, _: int) -> list[tuple[UUID, str]]:
        return found(f"{seen.name} {wrong_day(seen.born_on, wrong).isoformat()}")

    tally = _asked(folk, some, "another spelling", options.seed, misdated)
    print(tally.row("another spelling, and a wrong date of birth"))
    tally = _asked(folk, some, "as recorded", options.seed, lambda _, number: found(_number(number)))
    print(tally.row("number of a document"))
    tally = _asked(folk, some, "every part spelled anew", options.seed, known)
    print(tally.row("check before creation: spelled anew"))
    print(_floor(server, folk, some).row("floor: exact name in raw SQL"))


def _told(seen: Observed, number: int) -> Any:
    """What is told at the counter: a name, a date of birth, and a passport that nobody has seen yet."""
    from limen.domain.people.names import Birth, DocumentKind, DocumentShown, NameTold, Registration
    from limen.likeness.days import exact_day
    from limen.likeness.names import Part

    day = seen.born_on
    return Registration(
        names=(NameTold(parts=tuple(Part(text=part) for part in seen.parts)),),
        birth=Birth.told(exact_day(day.year, day.month, day.day, told=day.isoformat())),
        documents=(
            DocumentShown(document=DocumentKind.PASSPORT, number=f"Q{_number(number)}", issuing_state="UTO"),
        ),
    )


def _asked(
    folk: list[Person], some: list[int], kind: str, seed: int,
    ask: Callable[[Observed, int], list[tuple[UUID, str]]],
) -> Tally:  # fmt: skip
    """Ask once for each of some people. `of the name`: somebody of exactly the recorded name was shown."""
    chance, tally = random.Random(seed), Tally()
    for number in some:
        person = folk[number]
        if "script" in kind and not has_another_script(person):
            continue
        seen = (
            Observed(kind=kind, parts=tuple(part.recorded for part in person.parts), born_on=person.born_on)
            if kind == "as recorded"
            else observed(person, kind, chance)
        )
        began = time.perf_counter()
        answer = ask(seen, number)
        tally.taken.append((time.perf_counter() - began) * 1000)
        tally.of_the_name += any(called == person.name for _, called in answer)
        tally.the_person += any(key == _key(4, number) for key, _ in answer)
    return tally


def _floor(server: Server, folk: list[Person], some: list[int]) -> Tally:
    """What it costs to look up who bears exactly this name, without walls, ranking or Django."""
    with psycopg.connect(server.admin_dsn("limen")) as connection:

        def look(seen: Observed, _: int) -> list[tuple[UUID, str]]:
            return connection.execute(
                "select id, called from people_person where organisation_id = %s"
                " and called = %s collate \"C\" limit 10", [_key(1, 0), seen.name]
            ).fetchall()  # fmt: skip

        return _asked(folk, some, "as recorded", 0, look)


def _percentile(values: list[float], share: int) -> float:
    if len(values) < 2:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


if __name__ == "__main__":
    raise SystemExit(main([]))
