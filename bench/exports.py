"""`python3 dev.py bench exports`: a whole list asked for, let out by a second person and taken out, over HTTP
by people who are signed in; in each form a list leaves in, with the most memory the web server held.

The floor is the same rows by COPY as a superuser: no wall, nobody's name looked up, no line anywhere.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from bench import ground, one_unit
from bench.nationwide.visiting import Visitor
from bench.one_unit import ANSWERS, ASKS, UNIT, Worker
from limen.site.postgres.embedded import Server

WORK = "/adjudication/work/"
FORMS = ("xlsx", "csv")
_FLOOR = """copy (select r.reference, r.called, r.phase, r.due_order, r.due_says, m.name, r.last_act_at
    from worklists_row r left join identity_member m on m.id = r.holders[1]
    where r.unit_id = '%s' and r.phase <> 'closed' order by r.due_order, r.id) to stdout (format csv)"""


def main(argv: Sequence[str]) -> int:
    """Print the figures; say what else the machine was doing."""
    parser = argparse.ArgumentParser(prog="bench exports", description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--folder", help="where the data lies while it is measured")
    options = parser.parse_args(argv)
    print(f"load before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        folder = Path(name)
        folder.chmod(0o711)
        os.environ |= {"LIMEN_HOSTS": "127.0.0.1", "LIMEN_FILES": f"{folder}/files"}
        with Server(folder / "server", extra={"shared_buffers": "512MB", "jit": "off"}) as server:
            ground.prepare(server)
            one_unit.fill(server, options.cases)
            floor = _floor(server)
            print(f"floor, the same rows by COPY: {floor:.2f} s", flush=True)
            for form in FORMS:
                # A web server of its own for each, so that the most memory is that of this form.
                with one_unit.at_the_door(server, folder) as (site, people):
                    _measure(people, Worker(site=site), form, options.cases, floor)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    return 0


def _measure(people: dict[int, Visitor], worker: Worker, form: str, cases: int, floor: float) -> None:
    gate = f"{WORK}of-unit/{UNIT}/export/"
    for one in people.values():
        assert one.get(f"{WORK}releases/").status == 200
    before = worker.held()
    asked, release = _asked_for(people, gate)
    began = time.perf_counter()
    _sent(people[ANSWERS], f"{release}answer/", 303, is_agreed="yes", why="Fine")
    let_out = time.perf_counter() - began
    began = time.perf_counter()
    content = people[ASKS].file(f"{release}take/", urlencode({"op": str(uuid4()), "shape_of_file": form}))
    taken = time.perf_counter() - began
    most = worker.held()
    rows = _rows_in(content, form)
    assert rows == cases, f"{rows} rows and not {cases}"
    print(
        f"{form:<5} {cases:,} cases, {len(content) / 1e6:.1f} MB: asked for in {asked:.2f} s, let out in"
        f" {let_out:.2f} s, taken out in {taken:.2f} s ({cases / taken:,.0f} rows/s, {taken / floor:.0f}"
        f" times the floor); {before:.0f} MB before, {most:.0f} MB at the most",
        flush=True,
    )


def _asked_for(people: dict[int, Visitor], gate: str) -> tuple[float, str]:
    """How long asking took, and where what was asked for is."""
    began = time.perf_counter()
    _sent(people[ASKS], gate, 303, why="Inventory")
    spent = time.perf_counter() - began
    (found,) = re.findall(rf'href="({WORK}releases/[0-9a-f-]+/)answer/"', _page(people[ANSWERS]))
    return spent, found


def _page(visitor: Visitor) -> str:
    return visitor.get(f"{WORK}releases/").text


def _sent(visitor: Visitor, address: str, status: int, **fields: str) -> None:
    answer = visitor.post(address, urlencode({"op": str(uuid4()), **fields}))
    assert answer.status == status, f"{answer.status} for {address}: {answer.text[:2000]}"


def _rows_in(content: bytes, form: str) -> int:
    """How many cases stand in a file, read with another program's eyes."""
    if form == "csv":
        import csv

        return sum(1 for _ in csv.reader(content.decode("utf-8-sig").splitlines())) - 1
    from openpyxl import load_workbook

    sheet = load_workbook(BytesIO(content), read_only=True).worksheets[0]
    return sum(1 for _ in sheet.iter_rows()) - 1


def _floor(server: Server) -> float:
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        began = time.perf_counter()
        with connection.cursor().copy((_FLOOR % UNIT).encode()) as copy:
            for _ in copy:
                pass
        return time.perf_counter() - began
