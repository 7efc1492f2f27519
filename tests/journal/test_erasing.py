"""Erasing and an append-only chain together: values go, the chain stays, and a line says so (AD-10)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg
import pytest

from limen.domain.cases.commands.walling import wall_off
from limen.domain.cases.names import WallGround
from limen.domain.cases.queries.timeline import timeline
from limen.foundation.ids import new_id
from limen.foundation.journal import writing
from limen.foundation.journal.erasing import erase
from limen.foundation.journal.events import ErasureGround
from limen.foundation.rows import acting_as
from limen.site.postgres.roles import DatabaseRole
from tests.cast import AT, Cast, Player
from tests.conftest import House
from tests.journal.conftest import Archive


def erased(dsn: str, case: UUID, by: Player, **how: Any) -> int:
    """As the worker does it, in somebody's name."""
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        return erase(
            cursor,
            case_id=case,
            ground=ErasureGround.REQUEST,
            asked_by=by.id,
            act_id=new_id(),
            at=AT,
            **how,
        )


def test_values_and_salts_are_gone_and_the_chain_is_whole(sealed: Archive) -> None:
    cast = sealed.cast
    assert erased(sealed.dsn(DatabaseRole.JOBS), cast.case, cast.costa) == 10
    with sealed.admin() as connection:
        left = connection.execute(
            "select count(*), count(*) filter (where e.case_id = %s) from journal_personalfact p"
            " join journal_entry e on e.id = p.entry_id",
            [cast.case],
        ).fetchone()
        line = connection.execute(
            "select kind, by_id, by_system, facts from journal_entry where case_id = %s"
            " order by seq desc limit 1",
            [cast.case],
        ).fetchone()
    assert left == (9, 0)
    assert line is not None
    assert line[:3] == ("journal.erased", None, "Limen")
    assert line[3] == writing.canonical({"asked_by_id": str(cast.costa.id), "count": 10, "ground": "request"})
    verdict = sealed.verify()
    assert verdict.is_sound, verdict.shown
    assert (verdict.lines, verdict.personal, verdict.erased) == (20, 9, 10)
    sealed.seal()
    assert sealed.verify().is_sound


def test_some_entries_alone(sealed: Archive) -> None:
    cast = sealed.cast
    with sealed.admin() as connection:
        ids = [
            row[0]
            for row in connection.execute(
                "select id from journal_entry where case_id in (%s, %s) and seq = 2",
                [cast.case, cast.other_case],
            )
        ]
    assert erased(sealed.dsn(DatabaseRole.JOBS), cast.case, cast.costa, entries=ids) == 1
    assert sealed.verify().erased == 1


def test_a_value_of_few_possibilities_cannot_be_guessed_back(sealed: Archive) -> None:
    """What is left is a hash with 128 random bits that are gone, so trying every name leads nowhere."""
    erased(sealed.dsn(DatabaseRole.JOBS), sealed.cast.case, sealed.cast.costa)
    with sealed.admin() as connection:
        salts = connection.execute(
            "select count(*) from journal_personalfact p join journal_entry e on e.id = p.entry_id"
            " where e.case_id = %s and p.salt is not null",
            [sealed.cast.case],
        ).fetchone()
    assert salts == (0,)


@pytest.mark.parametrize("who", ["berg", "jun", "dina", "elio"])
def test_who_does_not_answer_for_the_organisation_may_not(sealed: Archive, who: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        erased(sealed.dsn(DatabaseRole.JOBS), sealed.cast.case, getattr(sealed.cast, who))
    assert sealed.verify().erased == 0


@pytest.mark.parametrize("role", [DatabaseRole.APP, DatabaseRole.DOOR])
def test_the_web_server_cannot_erase(sealed: Archive, role: DatabaseRole) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied for function erase"):
        erased(sealed.dsn(role), sealed.cast.case, sealed.cast.costa)


def test_nobody_erases_without_a_name_or_a_ground(sealed: Archive) -> None:
    question = "select journal.erase(%s, null, %s, %s, %s, %s)"
    case, costa = sealed.cast.case, sealed.cast.costa.id
    with psycopg.connect(sealed.dsn(DatabaseRole.JOBS), autocommit=True) as connection:
        for one, name in ((case, None), (None, costa), (case, new_id())):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(question, [one, "request", name, new_id(), AT])
        for ground in ("spite", None):
            with pytest.raises(psycopg.errors.CheckViolation):
                connection.execute(question, [case, ground, costa, new_id(), AT])


def test_nobody_writes_a_line_of_the_system_but_by_erasing(sealed: Archive) -> None:
    question = (
        "select journal.append_by_system(%s, 'trial.written', %s, 'Limen', null, %s, 'general', '{}', '[]')"
    )
    for role in (DatabaseRole.APP, DatabaseRole.JOBS):
        with (
            psycopg.connect(sealed.dsn(role)) as connection,
            pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"),
        ):
            connection.execute(question, [new_id(), AT, sealed.cast.case])


def test_the_timeline_says_that_it_was_erased(house: House, cast: Cast) -> None:
    wall_off(
        cast.other_case, member_id=cast.farah.id, ground=WallGround.FAMILY, why="cousins",
        by=cast.costa.actor, at=AT,
    )  # fmt: skip
    with acting_as(cast.costa.actor):
        assert "Farah" in timeline(cast.other_case, by=cast.costa.actor, at=AT)[0].says
    assert erased(house.dsn(DatabaseRole.JOBS), cast.other_case, cast.costa) == 2
    with acting_as(cast.costa.actor):
        lines = [line.says for line in timeline(cast.other_case, by=cast.costa.actor, at=AT)]
    assert lines == [
        "Limen erased 2 personal values of the case from the journal: the person asked for it.",
        "Costa walled off [erased] from the case.",
    ]
