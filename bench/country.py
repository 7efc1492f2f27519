"""`python3 dev.py bench country`: what is found of invented passages in eight languages, by words, by meaning
and by both; how long a search takes among many passages; how fast a folder of PDFs is brought in."""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import numpy as np
import psycopg
import yaml
from psycopg import sql

from bench import ground
from bench.invented.reports import LANGUAGES, passages, questions
from bench.office import OFFICE, SESSION
from limen.site.postgres.embedded import Server
from limen.site.postgres.roles import DatabaseRole
from tests.outside.papers import pdf

ON = date(2026, 11, 23)
AT_ONCE, PAGES = 2000, 10


def main(argv: Sequence[str]) -> int:
    """Print the figures; say what else the machine was doing."""
    parser = argparse.ArgumentParser(prog="bench country", description=__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=100)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--folder", help="where the data lies while it is measured")
    options = parser.parse_args(argv)
    print(f"load before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        folder = Path(name)
        folder.chmod(0o711)
        os.environ["LIMEN_FILES"] = f"{folder}/files"
        with Server(folder / "server", extra={"shared_buffers": "512MB", "jit": "off"}) as server:
            ground.prepare(server)
            by, login = _office(server)
            _recall(server, by)
            _import(server, folder, login, options.files)
            _speed(server, by, options.passages, options.searches)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    return 0


def _office(server: Server) -> tuple[Any, str]:
    """A policy lead who is a supervisor as well."""
    from limen.domain.identity.names import Role
    from limen.domain.identity.roles import permissions_of
    from limen.foundation.actors import Actor, Reach
    from limen.foundation.tickets import hash_of, new_session_key, ticket_for

    organisation, me, unit = uuid4(), uuid4(), uuid4()
    ticket = ticket_for(new_session_key())
    with psycopg.connect(server.admin_dsn("limen")) as admin:
        admin.execute("select set_config('limen.act', gen_random_uuid()::text, true)")
        since = datetime(2026, 1, 1, tzinfo=UTC)
        admin.execute(OFFICE, {"org": organisation, "me": me, "units": [unit], "since": since})
        admin.execute(SESSION, {"ticket": hash_of(ticket), "me": me})
        admin.execute(
            "insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)"
            " values (gen_random_uuid(), %s, %s, %s, 'policy_lead', 0, %s)",
            [organisation, me, unit, since],
        )
    permissions = permissions_of([Role.SUPERVISOR, Role.POLICY_LEAD])
    actor = Actor(
        id=me, organisation_id=organisation, name="Me", permissions=permissions, units=((unit, Reach.WORK),),
        clearances=frozenset({"general"}), ticket=ticket,
    )  # fmt: skip
    return actor, "me"


def _recall(server: Server, by: Any) -> None:
    """Of the known answers, which are among the first ten."""
    from limen.domain.country.queries.searching import Wanted, Way, passages_found
    from limen.foundation.rows import acting_as
    from limen.outside.meaning import encoder_here

    known = list(passages())
    subjects: dict[str, int] = {text: subject for _language, text, subject in known}
    _shelve(known, by)
    began = time.monotonic()
    count = _mean(server)
    rate = count / (time.monotonic() - began)
    print(f"{len(known)} passages in {len(LANGUAGES)} languages; the model told {rate:.0f} a second")
    spoken = {text: language for language, text, _ in known}
    print("recall at 10: own = the answer in the language of the question, all = in all languages")
    print(f"{'':10}" + "".join(f"{way.value + ' own':>13}{way.value + ' all':>13}" for way in Way))
    for language in LANGUAGES:
        line = f"{language:10}"
        for way in Way:
            own: list[int] = []
            every: list[float] = []
            for code, question, subject in questions():
                if code != language:
                    continue
                with acting_as(by):
                    found = passages_found(
                        Wanted(words=question, way=way), encoder=encoder_here(), on=ON, by=by
                    )
                hits = [h.passage.text for h in found.hits[:10] if subjects.get(h.passage.text) == subject]
                own.append(any(spoken[text] == language for text in hits))
                every.append(len(hits) / len(LANGUAGES))
            line += f"{statistics.mean(own):13.2f}{statistics.mean(every):13.2f}"
        print(line, flush=True)


def _shelve(known: Sequence[tuple[str, str, int]], by: Any) -> None:
    from limen.domain.country.commands.keeping import keep
    from limen.domain.country.names import About, Archived, PageText

    for language in LANGUAGES:
        pages = [PageText(text=text) for code, text, _ in known if code == language]
        about = About(title=f"Sample {language}", publisher="Sample", language=language, countries=("ATA",),
                      published_on=date(2026, 1, 1))  # fmt: skip
        file = Archived(stored_as=uuid4(), key=b"k", file_name="sample.txt", media_type="text/plain", size=1,
                        digest=uuid4().hex * 2)  # fmt: skip
        keep(about, file=file, pages=pages, on=ON, by=by, at=datetime.now(UTC))


def _mean(server: Server) -> int:
    """As the worker does it, over its own connection."""
    from limen.outside.meaning import encoder_here

    count = 0
    with psycopg.connect(ground.url(server, DatabaseRole.JOBS)) as worker:
        ask = "select id, text from access.passages_without_meaning(64)"
        while waiting := worker.execute(ask).fetchall():
            told = encoder_here().encoded([text for _, text in waiting])
            worker.execute(
                "select access.keep_meanings(%s::uuid[], %s::text[], %s::bytea[])",
                [[id for id, _ in waiting], [one.signs for one in told], [one.vector for one in told]],
            )
            worker.commit()
            count += len(waiting)
    return count


def _import(server: Server, folder: Path, login: str, files: int) -> None:
    """A folder of PDFs of ten pages each, one of fifty of which is broken."""
    from limen.site.library.shelving import bring_in, session_of

    shelf = folder / "shelf"
    shelf.mkdir()
    lines = []
    texts = [text for language, text, _ in passages() if language == "eng"]
    for number in range(files):
        name, pages = f"{number}.pdf", [f"{text} {number}" for text in texts[:PAGES]]
        (shelf / name).write_bytes(b"%PDF-1.7 broken" if number % 50 == 49 else pdf(*pages))
        lines.append({"file": name, "title": name, "publisher": "Sample", "language": "eng",
                      "countries": ["ATA"], "published_on": "2026-01-01"})  # fmt: skip
    (shelf / "catalogue.yaml").write_text(yaml.safe_dump(lines), encoding="utf-8")
    for which in ("first", "again"):
        began = time.monotonic()
        with session_of(login, server.admin_dsn("limen")) as ticket:
            brought = bring_in(shelf, shelf / "catalogue.yaml", ticket, lambda _name: None)
        seconds = time.monotonic() - began
        print(f"{which}: {files} PDFs of {PAGES} pages in {seconds:.1f} s ({files / seconds:.1f} a second): "
              f"{brought.kept} kept with {brought.pages} pages, {brought.already} there already,"
              f" {len(brought.failures)} failed: {brought.failures[:1]}", flush=True)  # fmt: skip


def _speed(server: Server, by: Any, count: int, searches: int) -> None:
    """Searches among many passages whose numbers are made up, signed in, without the web server."""
    from limen.domain.country.queries.searching import Wanted, Way, passages_found
    from limen.foundation.rows import acting_as
    from limen.outside.meaning import encoder_here

    _fill(server, by, count)
    said = [question for _language, question, _subject in questions()]
    for way in Way:
        times = []
        for number in range(searches):
            wanted = Wanted(words=said[number % len(said)], way=way)
            began = time.perf_counter()
            with acting_as(by):
                passages_found(wanted, encoder=encoder_here(), on=ON, by=by)
            times.append(1000 * (time.perf_counter() - began))
        times.sort()
        print(f"{count:,} passages, {way.value}: p50 {times[len(times) // 2]:.0f} ms,"
              f" p95 {times[int(len(times) * 0.95)]:.0f} ms ({searches} searches)", flush=True)  # fmt: skip


def _fill(server: Server, by: Any, count: int) -> None:
    made = random.Random(7)
    numbers = np.random.default_rng(7)
    texts = list(passages())
    with psycopg.connect(server.admin_dsn("limen")) as admin:
        admin.execute("select set_config('limen.act', gen_random_uuid()::text, true)")
        report = admin.execute("select id from country_report limit 1").fetchone()
        assert report is not None
        for _begin in range(0, count, AT_ONCE):
            of = _copy_of(admin, report[0])
            rows = [(uuid4(), of, "eng", number, 1, _text(made, texts)) for number in range(1, AT_ONCE + 1)]
            vectors = numbers.standard_normal((AT_ONCE, 512)).astype(np.float32)
            vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
            _put(admin, rows, vectors)
        admin.commit()
        admin.autocommit = True
        admin.execute("vacuum analyze country_passage")
        admin.execute("vacuum analyze country_meaning")


def _text(made: random.Random, texts: Sequence[tuple[str, str, int]]) -> str:
    return " ".join(made.choice(texts)[1] for _ in range(4)) + f" {made.randrange(10**6)}"


def _copy_of(admin: psycopg.Connection[Any], report: UUID) -> UUID:
    of = uuid4()
    columns = admin.execute(
        "select string_agg(attname, ', ' order by attnum) from pg_attribute where attrelid ="
        " 'country_report'::regclass and attnum > 0 and attgenerated = ''"
        " and attname not in ('id', 'digest', 'stored_as')"
    ).fetchone()
    assert columns is not None
    admin.execute(
        sql.SQL(
            "insert into country_report (id, digest, stored_as, {0}) select %s, %s, %s, {0}"
            " from country_report where id = %s"
        ).format(sql.SQL(columns[0])),
        [of, uuid4().hex * 2, uuid4(), report],
    )
    return of


def _put(admin: psycopg.Connection[Any], rows: Sequence[tuple[Any, ...]], vectors: Any) -> None:
    with admin.cursor() as cursor:
        into = "copy country_passage (id, report_id, language, page, number, text, is_read_by_machine)"
        with cursor.copy(f"{into} from stdin") as copy:
            for row in rows:
                copy.write_row((*row, False))
        with cursor.copy("copy country_meaning (id, passage_id, report_id, bits, vector) from stdin") as copy:
            for row, vector in zip(rows, vectors, strict=True):
                signs = "".join("1" if one > 0 else "0" for one in vector)
                copy.write_row((row[0], row[0], row[1], signs, vector.astype("<f2").tobytes()))
