"""Finding persons: how fast and how surely, at many people, beside an exact lookup in raw SQL.

Invented people of many regions are put on record with one name each, in Latin letters, as a first office
would have written it. Then each kind of change is asked for through the application: ticket, walls, ranking.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from bench import ground
from bench.invented.people import (
    ONE_CHANGE,
    TWO_CHANGES,
    WHOLE_NAME,
    Observed,
    Person,
    has_another_script,
    observed,
    wrong_day,
)
from bench.nationwide.keeping import folder_of
from bench.peopling import AT, key, number_of_paper, peopled
from bench.turns import print_turns
from limen.site.postgres.embedded import Server

DATABASE = {"shared_buffers": "1GB", "jit": "off", "random_page_cost": "1.1", "max_wal_size": "16GB"}
TEN, TWENTY = 10, 20
Answer = list[tuple[UUID, str]]
Ask = Callable[[Observed, int], Answer]
KINDS = ("as recorded", *ONE_CHANGE, *TWO_CHANGES, *WHOLE_NAME)


@dataclass(kw_only=True)
class Tally:
    """Of one kind of question: how long each took, and whom it found: somebody of exactly that name among the
    first ten, and among the first twenty; the person among the first ten."""

    taken: list[float] = field(default_factory=list)
    of_the_name: int = 0
    at_twenty: int = 0
    the_person: int = 0

    @property
    def figures(self) -> list[float]:
        """p50, p95, and the shares of those who were found."""
        asked = len(self.taken) or 1
        times = [_percentile(self.taken, 50), _percentile(self.taken, 95)] if self.taken else [0.0, 0.0]
        return [*times, self.of_the_name / asked, self.at_twenty / asked, self.the_person / asked]

    def row(self, kind: str) -> str:
        """A line of the table."""
        if not self.taken:
            return f"{kind:<52}   of those who were asked for, none can be written so"
        asked = len(self.taken)
        p50, p95, *shares = self.figures
        return (
            f"{kind:<52}{p50:>9.1f}{p95:>9.1f}" + "".join(f"{one:>12.3f}" for one in shares) + f"{asked:>8}"
        )


def main(argv: Sequence[str]) -> int:
    """Print the tables. Figures are printed, not judged: say what else the machine was doing."""
    options = _parsed(argv)
    chosen = random.Random(options.seed).sample(range(options.people), k=min(options.people, options.asked))
    with folder_of(options) as folder, Server(folder / "server", extra=DATABASE) as server:
        ground.prepare(server)
        folk = peopled(server, folder / "people.txt", options.people, options.seed, chosen)
        _print_sizes(server, folk.number)
        figures = _searched(server, folk.some, folk.ticket, options)
        if not options.keep:
            print_turns(folk.ticket, key(3, 0), options.seed)
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=1), encoding="utf-8")
    return 0


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench people", description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--asked", type=int, default=200, help="questions of each kind")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--json", help="a file for the figures")
    parser.add_argument("--keep", help="a folder for the data, used again if it was filled before")
    parser.add_argument("--folder", help="where the data lies while it is measured")
    return parser.parse_args(argv)


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


def _searched(
    server: Server, some: dict[int, Person], ticket: str, options: argparse.Namespace
) -> dict[str, list[float]]:
    """Print a line for each kind of question; gives back p50, p95 and who was found of each."""
    from limen.domain.cases.queries.finding import find_people
    from limen.domain.identity.queries.entering import entering
    from limen.domain.people.queries.search import likely_same
    from limen.foundation.rows import showing

    with showing(ticket):
        person = entering(ticket)
    assert person is not None, "the session was not accepted"
    actor = person.actor

    def found(text: str) -> Answer:
        with showing(ticket):
            return [
                (one.person.id, one.person.called) for one in find_people(text, by=actor, at=AT, most=TWENTY)
            ]

    def known(seen: Observed, number: int) -> Answer:
        with showing(ticket):
            told = _told(seen, number)
            return [(one.id, one.called) for one in likely_same(told, by=actor, at=AT)]

    wrong = random.Random(options.seed)
    asks: list[tuple[str, str, Ask]] = [(kind, kind, lambda seen, _: found(seen.name)) for kind in KINDS]
    asks += [
        (f"{kind}, and the date of birth", kind, lambda seen, _: found(f"{seen.name} {seen.born_on}"))
        for kind in KINDS
    ]
    asks += [
        ("another spelling, and a wrong date of birth", "another spelling",
         lambda seen, _: found(f"{seen.name} {wrong_day(seen.born_on, wrong)}")),
        ("number of a document", "as recorded", lambda _, number: found(number_of_paper(number))),
        ("check before creation: spelled anew", "every part spelled anew", known),
        ("floor: exact name in raw SQL", "as recorded", _floor(server)),
    ]  # fmt: skip
    head = ("p50", "p95", "of the name", "at twenty", "the person", "asked")
    print("\n{:<52}{:>9}{:>9}{:>12}{:>12}{:>12}{:>8}".format("milliseconds; among the first ten", *head))
    figures: dict[str, list[float]] = {}
    for name, kind, ask in asks:
        tally = _asked(some, kind, options.seed, ask)
        print(tally.row(name), flush=True)
        figures[name] = tally.figures
    return figures


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
            DocumentShown(
                document=DocumentKind.PASSPORT, number=f"Q{number_of_paper(number)}", issuing_state="UTO"
            ),
        ),
    )


def _asked(some: dict[int, Person], kind: str, seed: int, ask: Ask) -> Tally:
    """Ask once for each of some people. `of the name`: somebody of exactly the recorded name was shown."""
    chance, tally = random.Random(seed), Tally()
    for number, person in some.items():
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
        tally.of_the_name += any(called == person.name for _, called in answer[:TEN])
        tally.at_twenty += any(called == person.name for _, called in answer)
        tally.the_person += any(one == key(4, number) for one, _ in answer[:TEN])
    return tally


def _floor(server: Server) -> Ask:
    """Looks up who bears exactly this name, without walls, ranking or Django."""
    connection = psycopg.connect(server.admin_dsn("limen"), autocommit=True)

    def look(seen: Observed, _: int) -> Answer:
        return connection.execute(
            "select id, called from people_person where organisation_id = %s"
            " and called = %s collate \"C\" limit 10", [key(1, 0), seen.name]
        ).fetchall()  # fmt: skip

    return look


def _percentile(values: list[float], share: int) -> float:
    if len(values) < 2:
        return values[0]
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1]


if __name__ == "__main__":
    raise SystemExit(main([]))
