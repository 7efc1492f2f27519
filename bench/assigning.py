"""`python3 dev.py bench assigning`: a whole list given to one person in one act, over HTTP by a supervisor
who is signed in, with a line of the journal in each case and the row of each in the worklist.

The floor is the same rows in five statements as a superuser whose triggers rest: no wall, nobody asked, no
chain locked, nothing worked out. It is taken back.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from bench import ground, one_unit
from bench.nationwide.keys import key
from bench.nationwide.visiting import Visitor
from bench.one_unit import ASKS, UNIT
from limen.site.postgres.embedded import Server

GOAL = 10.0  # seconds for 5,000 cases
ADDRESS = f"/adjudication/work/of-unit/{UNIT}/assign-all/"
WHY = "Takes over while a colleague is away"
_FLOOR = (
    "insert into cases_assignment (id, case_id, member_id, part, since_at)"
    " select uuidv7(), id, %(member)s, 'lead', now() from cases_case",
    "insert into journal_entry (stream_id, seq, act_id, kind, at, by_id, by_system, organisation_id, case_id,"
    " compartment, facts, prev, hash) select id, 1, %(member)s, 'cases.assigned_together', now(), %(member)s,"
    " '', organisation_id, id, 'general', json_build_object('assignment_id', id, 'member_id',"
    " %(member)s::uuid, 'member_name', json_build_object('sealed', encode(sha256(uuid_send(id)), 'hex')),"
    " 'part', 'lead', 'why', %(why)s::text)::text, '', sha256(uuid_send(id)) from cases_case",
    "insert into journal_personalfact (entry_id, field, value, salt) select id, 'member_name', 'Officer 1',"
    " substr(hash, 1, 16) from journal_entry where act_id = %(member)s",
    "update journal_head h set seq = h.seq + 1, hash = sha256(h.hash) where h.stream_id in"
    " (select id from cases_case)",
    "update worklists_row set holders = holders || %(member)s::uuid, last_act_at = now()",
)
_LEFT = """
select (select count(*) from cases_assignment where member_id = %(member)s and until_at is null),
    (select count(*) from worklists_row where %(member)s = any (holders)), count(distinct act_id),
    count(distinct stream_id)
from journal_entry where kind = 'cases.assigned_together' and id > %(last)s
"""


def main(argv: Sequence[str]) -> int:
    """Print the figures; exit 1 when something was left out."""
    parser = argparse.ArgumentParser(prog="bench assigning", description=__doc__)
    parser.add_argument("--cases", type=int, default=5_000, help="5,000 is the most that one act gives")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", help="where the data lies while it is measured")
    options = parser.parse_args(argv)
    print(f"load before: {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory(prefix="limen-bench-", dir=options.folder) as name:
        folder = Path(name)
        folder.chmod(0o711)
        os.environ |= {"LIMEN_HOSTS": "127.0.0.1", "LIMEN_FILES": f"{folder}/files"}
        with Server(folder / "server", extra={"shared_buffers": "512MB", "jit": "off"}) as server:
            ground.prepare(server)
            one_unit.fill(server, options.cases, spare=options.rounds)
            floor = min(_floor(server) for _ in range(options.rounds))
            print(f"floor, the same rows in five statements: {floor:.2f} s", flush=True)
            with one_unit.at_the_door(server, folder) as (site, people):
                taken = [
                    _round(server, site, people[ASKS], one_unit.spare(options.cases, place), options.cases)
                    for place in range(options.rounds)
                ]
    least, goal = min(taken), GOAL * options.cases / 5_000
    print(
        f"{options.cases:,} cases in one act: {least:.2f} s at the least, {least / floor:.1f} times the floor"
    )
    print(f"{least / options.cases * 1000:.2f} ms a case; goal {goal:.0f} s, {least / goal:.2f} of it")
    print(f"load after: {os.getloadavg()[0]:.1f}")
    return 0


def _round(server: Server, site: Any, visitor: Visitor, member: Any, cases: int) -> float:
    """Give all of them to this member; how many seconds it took."""
    assert visitor.get(ADDRESS).status == 200
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        found = connection.execute("select coalesce(max(id), 0) from journal_entry").fetchone()
    assert found is not None
    said = {"op": str(uuid4()), "member_id": str(member), "part": "lead", "why": WHY, "expected": str(cases)}
    before, began = site.busy(), time.perf_counter()
    answer = visitor.post(ADDRESS, urlencode(said | {"is_sure": "on"}))
    taken = time.perf_counter() - began
    web, database = (after - first for after, first in zip(site.busy(), before, strict=True))
    assert answer.status == 200, f"{answer.status}: {answer.text[:2000]}"
    assert "None was left out" in answer.text, answer.text[:4000]
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        left = connection.execute(_LEFT, {"member": member, "last": found[0]}).fetchone()
    assert left == (cases, cases, 1, cases), f"{left}: not all of them were given, or not in one act"
    print(f"  {taken:.2f} s; processor: web {web:.2f} s, database {database:.2f} s", flush=True)
    return taken


def _floor(server: Server) -> float:
    words = {"member": key("member", one_unit.OFFICERS - 1), "why": WHY}
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        connection.execute("set session_replication_role = replica")
        began = time.perf_counter()
        for statement in _FLOOR:
            connection.execute(statement.encode(), words)
        taken = time.perf_counter() - began
        connection.rollback()
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as connection:
        connection.execute("vacuum analyze")
    return taken
