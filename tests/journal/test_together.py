"""Many lines of one act: written together, and each as if it had been written alone."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import psycopg
import pytest

from limen.foundation.ids import new_id
from limen.foundation.journal import writing
from limen.site.postgres.roles import DatabaseRole
from tests.cast import AT
from tests.journal.conftest import Archive
from tests.journal.test_concurrency import EACH, THREADS, together
from tests.journal.test_verifying import NASTY

SALT = b"sixteen bytes ok"


def _line(case: UUID | None, said: str, compartment: str = "general") -> dict[str, object]:
    value = writing.canonical(f"Amina № {said}")
    return {
        "kind": "trial.written",
        "the_case": str(case) if case else None,
        "person": None,
        "compartment": compartment,
        "facts": writing.canonical({"said": said, "called": {"sealed": writing.commitment(SALT, value)}}),
        "personal": [{"field": "called", "value": value, "salt": SALT.hex()}],
    }


def _write(archive: Archive, lines: list[dict[str, object]], *, by: UUID | None = None,
           connection: psycopg.Connection[Any]) -> list[int]:  # fmt: skip
    berg = archive.cast.berg.actor
    connection.execute("select set_config('limen.ticket', %s, true)", [berg.ticket])
    said = json.dumps(lines, ensure_ascii=False)
    each = "select journal.append_each(%s, %s, %s, %s::json)"
    row = connection.execute(each, [new_id(), AT, by or berg.id, said]).fetchone()
    assert row
    return list(row[0])


def _read(archive: Archive, ids: list[int]) -> list[tuple[Any, ...]]:
    with archive.admin() as connection:
        return connection.execute(
            "select case_id, stream_id, seq, facts::jsonb->>'said', compartment from unnest(%s::bigint[])"
            " with ordinality n (id, place) join journal_entry e on e.id = n.id order by place",
            [ids],
        ).fetchall()


def test_each_follows_the_last_of_its_chain_in_the_order_in_which_they_are_told(archive: Archive) -> None:
    one, two, ours = archive.cast.case, archive.cast.other_case, archive.cast.authority
    archive.write(one, 3)
    told = [_line(two, "a"), _line(one, "b", "medical"), _line(None, "c"), _line(one, "d"), _line(two, "e")]
    with psycopg.connect(archive.dsn(DatabaseRole.APP)) as connection:
        ids = _write(archive, told, connection=connection)
    assert ids == sorted(ids)
    assert _read(archive, ids) == [
        (two, two, 1, "a", "general"),
        (one, one, 4, "b", "medical"),
        (None, ours, 1, "c", "general"),
        (one, one, 5, "d", "general"),
        (two, two, 2, "e", "general"),
    ]
    archive.write(two, 1)
    verdict = archive.verify()
    assert verdict.is_sound, verdict.shown
    assert (verdict.lines, verdict.streams, verdict.personal) == (9, 3, 9)


def test_any_text_arrives_as_it_was_told(archive: Archive) -> None:
    with psycopg.connect(archive.dsn(DatabaseRole.APP)) as connection:
        told = [_line(archive.cast.case, text) for text in NASTY]
        ids = _write(archive, told, connection=connection)
    assert [row[3] for row in _read(archive, ids)] == NASTY
    assert archive.verify().is_sound


def test_nothing_is_written_for_somebody_else_or_in_a_case_of_others(archive: Archive) -> None:
    mine, nobodys = archive.cast.case, new_id()
    for lines, by in (
        ([_line(mine, "a")], archive.cast.costa.id),
        ([_line(mine, "a"), _line(nobodys, "b")], None),
        ([_line(mine, "a"), _line(None, "b") | {"person": str(nobodys)}], None),
    ):
        with psycopg.connect(archive.dsn(DatabaseRole.APP)) as connection:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                _write(archive, lines, by=by, connection=connection)
            connection.rollback()
    assert archive.verify().lines == 0


def test_eight_hands_that_write_in_many_chains_at_once(archive: Archive) -> None:
    """In whatever order they name them: nobody waits for anybody in a circle."""
    chains = [archive.cast.case, archive.cast.other_case, None]

    def work(number: int) -> None:
        order = chains if number % 2 else chains[::-1]
        with psycopg.connect(archive.dsn(DatabaseRole.APP)) as connection:
            for step in range(EACH // 10):
                told = [_line(chain, f"{number} {step}") for chain in order]
                _write(archive, told, connection=connection)
                connection.commit()

    together(work)
    verdict = archive.verify()
    assert verdict.is_sound, verdict.shown
    assert verdict.lines == THREADS * (EACH // 10) * 3
