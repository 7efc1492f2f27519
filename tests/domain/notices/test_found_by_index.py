"""Whoever cites a report is found by an index: among thousands of versions none is read but those."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from limen.domain.citations.names import PassageKey, short, written
from limen.domain.country.commands.keeping import withdraw
from limen.domain.decisions.commands import beginning, writing
from tests.cast import AT, ON, Cast
from tests.conftest import House
from tests.domain.assessments.weighed import board
from tests.domain.country.shelves import shelved
from tests.domain.people.conftest import nadia

__all__ = ["nadia"]

MANY = 20_000
_TELLS = {
    "log_min_duration": "0", "log_analyze": "on", "log_timing": "off", "log_format": "json",
    "log_level": "notice", "log_nested_statements": "on",
}  # fmt: skip
# Versions of other pieces and decisions, each of some two thousand letters and naming a report of its own.
_FILL = """
create temporary table many on commit drop as
    select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid(), '{of}', gen_random_uuid(),
        'content', jsonb_build_object('says', repeat(md5(n::text) || ' ', 60) || 'country/'
            || left(md5(n::text), 8) || '/p1/g1')))).*
    from {table} v, generate_series(1, {many}) n where v.id = (select max(id::text)::uuid from {table});
insert into {table} select * from many;
drop table many;
analyze {table};
"""


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for under in plan.get("Plans", ()):
        yield from _nodes(under)


def test_the_index_finds_who_cites_it(house: House, cast: Cast, nadia: UUID, now: datetime) -> None:
    weighed, report = board(cast, nadia, now), shelved(cast.lena).report_id
    key = PassageKey(of=short(report), page=1, number=1)
    weighed.evidence(weighed.fact(), str(key))
    decision = beginning.begin(
        weighed.case,
        pack="atlantis",
        person_ids=(nadia,),
        application_id=weighed.application,
        by=weighed.by,
        at=now,
    ).decision_id
    writing.save_version(decision, section="why", text=written(key), version=0, on=ON, by=weighed.by, at=now)
    event = withdraw(report, why="Sample reason", by=cast.lena.actor, at=AT)
    plans: list[dict[str, Any]] = []

    def hear(said: psycopg.errors.Diagnostic) -> None:
        _, _, plan = (said.message_primary or "").partition("plan:\n")
        if plan:
            plans.append(json.loads(plan))

    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("set local session_replication_role = replica")
        for table, of in (("decisions_version", "decision_id"), ("assessments_version", "piece_id")):
            admin.execute(_FILL.format(table=table, of=of, many=MANY))
        admin.execute("load 'auto_explain'")
        for name, value in _TELLS.items():
            admin.execute("select set_config(%s, %s, true)", [f"auto_explain.{name}", value])
        admin.add_notice_handler(hear)
        row = admin.execute("select id from journal_entry where act_id = %s", [event.act_id]).fetchone()
        assert row is not None
        told = admin.execute("select access.tell_of_library(%s)", [row[0]]).fetchone()
        admin.rollback()
    assert told is not None
    assert told[0] >= 1
    nodes = [node for plan in plans for node in _nodes(plan["Plan"])]
    read = {
        node["Index Name"]: node["Actual Rows"]
        for node in nodes
        if "names_reports" in str(node.get("Index Name"))
    }
    assert read.keys() == {"decisions_version_names_reports", "assessments_version_names_reports"}
    assert max(read.values()) <= 5, read
    whole = [node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"]
    assert not [one for one in whole if one.endswith("_version")], whole
