"""Registering people from the rows of a list."""

from __future__ import annotations

from datetime import datetime

import pytest

from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.cases.queries.timeline import organisation_timeline
from limen.domain.imports.commands.taking import stage_rows, take_rows
from limen.domain.imports.models import Taken
from limen.domain.imports.names import ImportState, OnLikely, RowState
from limen.domain.imports.queries.rows import rows_in
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.outside.sheets import Line
from tests.cast import ON, Cast
from tests.domain.imports.lists import (
    ROWS,
    done,
    mapped,
    received,
    run,
    sheet_of,
    started,
    workbook,
)
from tests.domain.told import Journal, obstacles


def test_people_are_registered_and_a_family_has_one_case(cast: Cast, now: datetime) -> None:
    import_id, card = done(cast.hana, now)
    assert (card.state, card.registered, card.total) == (ImportState.FINISHED, 3, 3)
    with acting_as(cast.hana.actor):
        rows = rows_in(import_id, RowState.REGISTERED, by=cast.hana.actor, at=now)
        cases = {row.case_id for row in rows if row.case_id}
        called = {case_sheet(one, by=cast.hana.actor, at=now).called for one in cases}
    assert called == {"Samira Haddad", "Oksana Melnyk"}
    assert all(row.cells == () for row in rows), "words are kept only until somebody was registered from them"


def test_what_cannot_be_understood_says_where_and_the_others_are_registered(
    cast: Cast, now: datetime
) -> None:
    rows = (*ROWS, ("A-4", "", "", "1.1.2099", "q", "Atlantis", ""), ("A-5", "=1+1", "Sow", "", "", "", ""))
    import_id, card = done(cast.hana, now, workbook(rows=rows))
    assert (card.registered, card.wrong) == (3, 2)
    with acting_as(cast.hana.actor):
        first, second = rows_in(import_id, RowState.WRONG, by=cast.hana.actor, at=now)
    assert {(one.code, one.column) for one in first.troubles} == {("sex", 4), ("nationality", 5)}
    assert [(one.code, one.column) for one in second.troubles] == [("formula", 1)]
    assert second.cells[1] == "=1+1"


def test_the_same_list_again_registers_nobody(cast: Cast, now: datetime) -> None:
    done(cast.hana, now)
    _, again = done(cast.hana, now)
    assert (again.registered, again.known, again.aside) == (0, 3, 0)


def test_a_row_that_comes_with_other_words_is_put_aside(cast: Cast, now: datetime) -> None:
    done(cast.hana, now)
    rows = (("A-3", "Oksana", "Melnyk", "1970", "w", "Ukraine", ""),)
    import_id, again = done(cast.hana, now, workbook(rows=rows))
    assert (again.registered, again.aside) == (0, 1)
    with acting_as(cast.hana.actor):
        (row,) = rows_in(import_id, RowState.ASIDE, by=cast.hana.actor, at=now)
    assert [one.code for one in row.troubles] == ["changed"]
    assert [one.called for one in row.likely] == ["Oksana Melnyk"]


def test_what_broke_off_goes_on_and_does_each_row_once(cast: Cast, now: datetime) -> None:
    by = cast.hana
    import_id = received(by, now)
    mapped(import_id, by, now)
    started(import_id, by, now)
    lines = [Line(number, [str(cell) for cell in row]) for number, row in enumerate(ROWS, start=2)]
    stage_rows(import_id, lines=lines[:2], is_all=False, by=by.actor, at=now)
    take_rows(import_id, on=ON, at_once=1, by=by.actor, at=now)
    assert sheet_of(import_id, by).state is ImportState.RUNNING, "the file has not been read to its end"
    card = run(import_id, by, now)
    assert (card.state, card.total, card.registered) == (ImportState.FINISHED, 3, 3)
    assert obstacles(lambda: take_rows(import_id, on=ON, by=by.actor, at=now)) == {"state"}


def test_a_broken_act_leaves_its_rows_waiting(
    cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = cast.hana
    import_id = received(by, now)
    mapped(import_id, by, now)
    started(import_id, by, now)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the power failed")

    with monkeypatch.context() as patched:
        patched.setattr(Taken.objects, "bulk_create", broken)
        with pytest.raises(RuntimeError):
            run(import_id, by, now)
    card = run(import_id, by, now)
    assert (card.registered, card.known, card.aside) == (3, 0, 0), "nobody had been registered"


def test_a_likely_person_is_put_aside_or_registered_as_it_was_chosen(cast: Cast, now: datetime) -> None:
    done(cast.hana, now)
    rows = (("B-1", "Sameera", "Haddad", "12.05.1990", "f", "SYR", ""),)
    import_id, card = done(cast.hana, now, workbook(rows=rows), source="Another agency")
    assert (card.registered, card.aside) == (0, 1)
    with acting_as(cast.hana.actor):
        (row,) = rows_in(import_id, RowState.ASIDE, by=cast.hana.actor, at=now)
    assert [one.called for one in row.likely] == ["Samira Haddad"]
    _, card = done(cast.hana, now, workbook(rows=rows), source="A third", on_likely=OnLikely.REGISTER)
    assert (card.registered, card.aside) == (1, 0)


def test_a_namesake_with_another_birth_is_somebody_else(cast: Cast, now: datetime) -> None:
    done(cast.hana, now)
    rows = (("B-1", "Samira", "Haddad", "03.09.1961", "f", "SYR", ""),)
    _, card = done(cast.hana, now, workbook(rows=rows), source="Another agency")
    assert (card.registered, card.aside) == (1, 0)


def test_a_reference_that_stands_twice_in_a_list_is_looked_at(cast: Cast, now: datetime) -> None:
    rows = (*ROWS, ("A-1", "Other", "Person", "1960", "m", "", ""))
    import_id, card = done(cast.hana, now, workbook(rows=rows))
    assert (card.registered, card.aside) == (3, 1)
    with acting_as(cast.hana.actor):
        (row,) = rows_in(import_id, RowState.ASIDE, by=cast.hana.actor, at=now)
    assert [one.code for one in row.troubles] == ["twice"]


@pytest.mark.parametrize("role", ["berg", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    import_id = received(cast.hana, now)
    with pytest.raises(Forbidden):
        take_rows(import_id, on=ON, by=getattr(cast, role).actor, at=now)


@pytest.mark.parametrize("role", ["elio", "dina"])
def test_a_stranger_cannot_even_see_the_list(role: str, cast: Cast, now: datetime) -> None:
    import_id = received(cast.hana, now)
    with pytest.raises(Hidden):
        take_rows(import_id, on=ON, by=getattr(cast, role).actor, at=now)


def test_it_says_what_happened_and_no_word_of_any_row(cast: Cast, now: datetime, journal: Journal) -> None:
    by = cast.hana
    import_id = received(by, now)
    mapped(import_id, by, now)
    started(import_id, by, now)
    lines = [Line(2, [str(cell) for cell in ROWS[2]])]
    stage_rows(import_id, lines=lines, is_all=True, by=by.actor, at=now)
    taken = take_rows(import_id, on=ON, by=by.actor, at=now)
    assert journal.tells(taken, by=by, after=("people.registered", "cases.applicant_registered"))
    assert (taken.registered, taken.is_last) == (1, True)
    with acting_as(by.actor):
        lines_told = [line.says for line in organisation_timeline(by=by.actor, at=now)]
    assert "Of a list, 1 persons were registered for Hana." in lines_told
    assert not any("Melnyk" in says for says in lines_told)
