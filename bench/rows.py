"""What row security costs: every canonical question with it and without, by people who see it differently.

The application asks exactly the same questions twice, interleaved: once as `limen_app`, behind row security,
and once as a role that bypasses it. Both keep the application's own filter. Answers are compared before time
counts. The ratio is the median of the ratios of the rounds.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench import ground
from bench.nationwide import offices
from bench.nationwide.country import Country
from bench.nationwide.filling import filled_once
from bench.nationwide.keeping import DATABASE, SIZES, folder_of
from bench.nationwide.questions import Asked, questions
from limen.site.postgres.embedded import Server

ALLOWED, NEVER = 1.25, 3.0
WALLED_IN, UNWALLED = "limen_app", "limen_unwalled"
_UNWALLED = f"""
do $$ begin
    if not exists (select from pg_roles where rolname = '{UNWALLED}') then
        create role {UNWALLED} login bypassrls in role {WALLED_IN} inherit;
    end if;
end $$;
alter role {UNWALLED} password '{ground.PASSWORD}';
grant connect on database limen to {UNWALLED};
"""


@dataclass(frozen=True, kw_only=True)
class Taxed:
    """One question: its median milliseconds without and with row security, and what that is times."""

    name: str
    without: float
    walled: float
    ratio: float
    rows: int
    is_list: bool


def main(argv: Sequence[str]) -> int:
    """Print a table of medians and ratios; exit 1 when a question costs more than it may."""
    options = _parsed(argv)
    country = Country(size=SIZES.get(options.size) or int(options.size), seed=options.seed)
    with folder_of(options) as folder:
        os.environ |= {"LIMEN_HOSTS": "127.0.0.1", "LIMEN_FILES": f"{folder}/files"}
        with Server(folder / "server", extra=DATABASE) as server:
            ground.prepare(server)
            filled_once(server, folder / "country.json", country)
            found = _measured(server, country, options)
    if options.json:
        Path(options.json).write_text(json.dumps([asdict(one) for one in found], indent=1), encoding="utf-8")
    return _judged(found)


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench rows", description=__doc__)
    parser.add_argument("--size", default="100k", help=f"people, and cases: {', '.join(SIZES)} or a number")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--repeat", type=int, default=12, help="questions of a kind in a round, and role")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--only", default="", help="questions whose name has this in it")
    parser.add_argument("--json", help="a file for the figures")
    parser.add_argument("--keep", help="a folder for the data, used again if it was filled before")
    parser.add_argument("--folder", help="where the data lies while it is measured")
    return parser.parse_args(argv)


def _measured(server: Server, country: Country, options: argparse.Namespace) -> list[Taxed]:
    from django.db import connections

    from limen.foundation.tickets import ticket_for

    tickets: dict[int, str] = {}
    found = []
    print(f"{'question':<40}{'without':>10}{'with':>10}{'ratio':>8}{'rows':>7}", flush=True)
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        connection.execute(_UNWALLED.encode())
        for one in questions(country):
            if options.only not in one.name:
                continue
            if one.who not in tickets:
                tickets[one.who] = ticket_for(offices.signed_in(connection, one.who))
            taxed = _taxed(one, tickets[one.who], options)
            if taxed is None:
                print(f"{one.name:<40}{'longer than a statement may take':>44}", flush=True)
                continue
            sizes = f"{taxed.without:>8.2f}ms{taxed.walled:>8.2f}ms{taxed.ratio:>8.2f}{taxed.rows:>7}"
            print(f"{taxed.name:<40}{sizes}", flush=True)
            found.append(taxed)
    connections.close_all()
    return found


def _taxed(one: Asked, ticket: str, options: argparse.Namespace) -> Taxed | None:
    """Each role's connection is kept over the rounds, as those of a web server are. None for what runs into
    the limit of a statement."""
    from django.db import OperationalError

    from limen.domain.identity.queries.entering import entering
    from limen.foundation.rows import showing

    with showing(ticket):
        person = entering(ticket)
    assert person is not None, "the session was not accepted"
    actor = person.actor

    def ask() -> object:
        """As a page does: one transaction, the ticket shown, one question."""
        with showing(ticket):
            return one.ask(actor)

    times: dict[str, list[float]] = {UNWALLED: [], WALLED_IN: []}
    answers: dict[str, object] = {}
    lines = {user: _Line(user) for user in times}
    try:
        for turn in range(options.rounds):
            for user in sorted(times, reverse=bool(turn % 2)):
                with lines[user]:
                    answers[user] = ask()
                    times[user].append(_median_of(ask, options.repeat))
    except OperationalError:
        return None
    finally:
        for line in lines.values():
            line.close()
    assert repr(answers[UNWALLED]) == repr(answers[WALLED_IN]), f"{one.name}: other answers without walls"
    return Taxed(
        name=one.name,
        without=statistics.median(times[UNWALLED]),
        walled=statistics.median(times[WALLED_IN]),
        ratio=statistics.median(a / b for a, b in zip(times[WALLED_IN], times[UNWALLED], strict=True)),
        rows=_rows_in(answers[WALLED_IN]),
        is_list=one.is_list,
    )


class _Line:
    """Django's connection as one role. Within, it is the one that is used; it is kept for the next time."""

    def __init__(self, user: str) -> None:
        self._user = user
        self._kept: Any = None

    def __enter__(self) -> None:
        from django.db import connection

        connection.settings_dict.update(USER=self._user, PASSWORD=ground.PASSWORD)
        connection.connection = self._kept
        connection.ensure_connection()
        connection.run_on_commit, connection.needs_rollback, connection.in_atomic_block = [], False, False

    def __exit__(self, *_: object) -> None:
        from django.db import connection

        self._kept, connection.connection = connection.connection, None

    def close(self) -> None:
        """Hang up."""
        if self._kept is not None:
            self._kept.close()


def _median_of(ask: Callable[[], object], repeat: int) -> float:
    taken = []
    for _ in range(repeat):
        started = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken)


def _rows_in(answer: object) -> int:
    for name in ("cards", "hits"):
        if hasattr(answer, name):
            return len(getattr(answer, name))
    return len(answer) if isinstance(answer, list | tuple) else 1


def _judged(found: list[Taxed]) -> int:
    """Say which lists cost more than 1.25 times, and which questions more than three times."""
    dear = [one.name for one in found if one.is_list and one.ratio > ALLOWED]
    never = [one.name for one in found if one.ratio > NEVER]
    print(f"lists above {ALLOWED} times: {', '.join(dear) or 'none'}")
    print(f"questions above {NEVER:.0f} times: {', '.join(never) or 'none'}")
    return int(bool(dear or never))
