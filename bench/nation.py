"""`python3 dev.py bench nation`: Limen at the size of a nation, asked over HTTP by people who are signed in.

An empty Limen is filled with an invented country (`bench/nationwide`), served by the web server it is served
with, and asked for its pages at one and at eight visitors at once. Beside each figure stands the floor, the
same rows in hand-written SQL, and where there is such a thing the same list in a plain Django admin over the
same tables. A page that says hello in a plain project on the same server is the unit of what a page costs.

Ratios are the bar; milliseconds are as good as the machine was quiet, so say what else it was doing.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import psycopg

from bench import ground
from bench.nationwide import offices
from bench.nationwide.acting import Sending, acts
from bench.nationwide.country import Country
from bench.nationwide.filling import filled_once
from bench.nationwide.keeping import DATABASE, SIZES, folder_of
from bench.nationwide.operations import Operation, operations
from bench.nationwide.serving import Site, plain_cookie, plain_environment, served
from bench.nationwide.visiting import Taken, Visitor, asked
from limen.site.postgres.embedded import Server


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One operation: milliseconds at one visitor, processor milliseconds of web server and of database, pages
    a second at eight visitors, and what it is measured against."""

    name: str
    p50: float
    p95: float
    site: float
    database: float
    rate: float
    floor: float | None
    default: float | None
    hellos: float


def main(argv: Sequence[str]) -> int:
    """Fill, serve, ask and print a table; with `--json`, keep the figures in a file too."""
    options = _parsed(argv)
    size = SIZES.get(options.size) or int(options.size)
    country = Country(size=size, seed=options.seed)
    with folder_of(options) as folder:
        os.environ |= {"LIMEN_HOSTS": "127.0.0.1", "LIMEN_FILES": f"{folder}/files"}
        with Server(folder / "server", extra=DATABASE) as server:
            ground.prepare(server)
            counts = filled_once(server, folder / "country.json", country)
            pid = int((folder / "server" / "cluster" / "postmaster.pid").read_text().split()[0])
            sizes = _sizes(server)
            figures = list(_measured(server, pid, country, options))
    if options.json:
        told = {"size": size, "rows": counts, "bytes": sizes, "figures": [asdict(one) for one in figures]}
        Path(options.json).write_text(json.dumps(told, indent=1), encoding="utf-8")
    return 0


def _sizes(server: Server) -> dict[str, int]:
    """The bytes of each larger table with its indexes."""
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        found = connection.execute(
            "select relname, pg_total_relation_size(oid) from pg_class where relkind = 'r'"
            " and relnamespace = 'public'::regnamespace and pg_total_relation_size(oid) > 1000000"
        )
        return dict(found.fetchall())


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench nation", description=__doc__)
    parser.add_argument("--size", default="10k", help=f"people, and cases: {', '.join(SIZES)} or a number")
    parser.add_argument("--times", type=int, default=60, help="how often each page is asked for")
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--only", default="", help="only what has these words in its name")
    parser.add_argument("--json", help="a file for the figures")
    parser.add_argument("--keep", help="a folder for the data, used again if it was filled before")
    parser.add_argument("--folder", help="where the data lies while it is measured")
    return parser.parse_args(argv)


def _measured(server: Server, database: int, country: Country, options: argparse.Namespace) -> Any:
    from django.conf import settings

    os.environ["LIMEN_POOL"] = "1"
    plain = plain_environment(server)
    cookies: dict[int, str] = {}
    with (
        psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection,
        served("limen.site.wsgi:application", database, LIMEN_AS="app") as limen,
        served("bench.nationwide.plain.wsgi:application", database, **plain) as other,
    ):

        def cookie(member: int) -> str:
            if member not in cookies:
                session = offices.signed_in(connection, member)
                cookies[member] = f"{settings.SESSION_COOKIE_NAME}={session}"
            return cookies[member]

        admin = plain_cookie(plain)
        print(f"{'operation':<28}{'p50':>8}{'p95':>8}{'web':>8}{'db':>8}{'a second':>10}{'floor':>8}"
              f"{'admin':>8}{'hellos':>8}", flush=True)  # fmt: skip
        every = chain(operations(country, lambda member: Visitor(limen, cookie(member))), acts(country))
        for one in (one for one in every if options.only in one.name):
            times = min(options.times, one.most) if isinstance(one, Sending) else options.times
            hello = asked(other, admin, _hello, times=options.times)
            page = asked(limen, cookie(one.who), one.ask, times=times)
            crowd = asked(limen, cookie(one.who), one.ask, times=times * 2, at_once=8, warm=1)
            figure = Figure(
                name=one.name, p50=page.p50, p95=page.p95, site=page.site, database=page.database,
                rate=crowd.rate,
                floor=_floor(connection, one, options.times),
                default=_default(other, admin, one, options.times), hellos=page.p50 / hello.p50,
            )  # fmt: skip
            print(_line(figure), flush=True)
            yield figure


def _hello(visitor: Visitor, _turn: int) -> None:
    assert visitor.get("/hello/").text == "hello"


def _floor(connection: psycopg.Connection[Any], one: Operation, times: int) -> float | None:
    if one.change is not None:
        return statistics.median(_changed(connection, *one.change) for _ in range(times))
    if one.floor is None:
        return None
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        connection.execute(one.floor[0].encode(), one.floor[1]).fetchall()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def _changed(connection: psycopg.Connection[Any], statement: str, values: dict[str, Any]) -> float:
    """Milliseconds of a change with triggers at rest, which is taken back."""
    with connection.transaction(force_rollback=True):
        connection.execute("set local session_replication_role = replica")
        began = time.perf_counter()
        connection.execute(statement.encode(), values).fetchall()
        return (time.perf_counter() - began) * 1000


def _default(site: Site, cookie: str, one: Operation, times: int) -> float | None:
    if not one.default:
        return None

    def ask(visitor: Visitor, _turn: int) -> None:
        answer = visitor.get(one.default)
        assert answer.status == 200, f"the plain admin answers {answer.status} for {one.default}"
        assert "field-reference" in answer.text, "the plain admin lists no case"

    taken: Taken = asked(site, cookie, ask, times=max(10, times // 4))
    return taken.p50


def _line(one: Figure) -> str:
    def beside(value: float | None) -> str:
        return f"{value:>8.1f}" if value is not None else f"{'':>8}"

    return (f"{one.name:<28}{one.p50:>8.1f}{one.p95:>8.1f}{one.site:>8.1f}{one.database:>8.1f}"
            f"{one.rate:>10.1f}{beside(one.floor)}{beside(one.default)}{one.hellos:>8.1f}")  # fmt: skip
