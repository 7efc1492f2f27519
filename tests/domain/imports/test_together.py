"""Rows that are taken together become what they would have become one after the other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.commands.arriving import Arrival, Reception
from limen.domain.cases.models import Case, Party
from limen.domain.cases.names import PartyPart
from limen.domain.imports.commands.taking import stage_rows, take_rows
from limen.domain.imports.models import Row
from limen.domain.imports.names import OnLikely, RowState
from limen.domain.imports.queries.rows import rows_in
from limen.domain.people.events import Registered
from limen.domain.people.names import NameTold, Registration
from limen.foundation.commands import write_down_each
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden
from limen.foundation.rows import acting_as
from limen.likeness.names import Part
from limen.outside.sheets import Line
from tests.cast import ON, Cast, Player
from tests.conftest import House
from tests.domain.imports.lists import HEADERS, mapped, received, started, workbook

# Somebody twice under two references and misspelt, a family whose head comes twice, one that cannot be
# understood, a reference twice, a number that cannot be a phone number, somebody born on another day.
MIXED: tuple[tuple[object, ...], ...] = (
    ("M-1", "Samira", "Haddad", "12.05.1990", "f", "Syria", "1", "+49 30 1234567"),
    ("M-2", "Yousef", "Haddad", "03.02.1988", "m", "Syria", "1", ""),
    ("M-3", "Sameera", "Haddad", "12.05.1990", "f", "Syria", "", ""),
    ("M-4", "Oksana", "Melnyk", "01.07.1970", "w", "Ukraine", "2", ""),
    ("M-5", "Oksana", "Melnik", "01.07.1970", "w", "Ukraine", "3", ""),
    ("M-6", "Petro", "Melnyk", "30.12.2010", "m", "Ukraine", "3", ""),
    ("M-7", "", "", "31.02.1990", "q", "Atlantis", "", ""),
    ("M-2", "Somebody", "Else", "09.09.1999", "m", "", "", ""),
    ("M-8", "Daniel", "Tesfay", "10.10.1985", "m", "Eritrea", "4", "no number at all"),
    ("M-9", "Rahel", "Tesfay", "11.11.1987", "f", "Eritrea", "4", ""),
    ("M-10", "Samira", "Haddad", "03.09.1961", "f", "Syria", "", ""),
)
WITH_PHONE = (*HEADERS, "Phone")


def _became(by: Player, import_id: UUID, at: datetime) -> list[tuple[object, ...]]:
    """Of each row: its state, what was wrong with it, who may be the same, and beside whom in a case."""
    with acting_as(by.actor):
        rows = list(Row.objects.filter(listing_id=import_id).order_by("number"))
        numbers = {row.person_id: row.number for row in rows if row.person_id}
        people: dict[UUID, list[tuple[int, str]]] = {}
        for party in Party.objects.filter(person_id__in=numbers):
            people.setdefault(party.case_id, []).append((numbers[party.person_id], party.part))
        cases = {case.id: (case.reference[-3:], case.called) for case in Case.objects.filter(id__in=people)}
    return [
        (
            row.number,
            row.state,
            [one["code"] for one in row.troubles],
            sorted(numbers[key] for key in row.likely if key in numbers),
            sorted(people[row.case_id]) if row.case_id else None,
            cases.get(row.case_id) if row.case_id else None,
        )
        for row in rows
    ]


@pytest.mark.parametrize("on_likely", list(OnLikely))
def test_together_is_as_one_after_the_other(on_likely: OnLikely, cast: Cast, now: datetime) -> None:
    became = {}
    for by, at_once in ((cast.hana, 1), (cast.dina, 100)):
        import_id = received(by, now, workbook(WITH_PHONE, MIXED))
        mapped(import_id, by, now)
        started(import_id, by, now, on_likely=on_likely)
        lines = [Line(place, [str(cell) for cell in row]) for place, row in enumerate(MIXED, start=2)]
        stage_rows(import_id, lines=lines, is_all=True, by=by.actor, at=now)
        while not take_rows(import_id, on=ON, at_once=at_once, by=by.actor, at=now).is_last:
            pass
        became[by.id] = _became(by, import_id, now)
    alone, together = became.values()
    assert together == alone
    states = [one[1] for one in together]
    if on_likely is OnLikely.PUT_ASIDE:
        assert [states[place] for place in (2, 4)] == [RowState.ASIDE] * 2
        assert together[2][3] == [2], "the row before is on record when the next one is looked at"
        assert together[5][1] == RowState.REGISTERED, "whose head was put aside opens the case"
    assert states[6:9] == [RowState.WRONG, RowState.ASIDE, RowState.WRONG]
    assert [one[2] for one in together][7:9] == [["twice"], ["phone"]]


def test_what_the_database_refuses_sets_aside_one_row(cast: Cast, now: datetime, house: House) -> None:
    """The reference of the seventh row is that of a case which the clerk may not know of."""
    rows = tuple((f"R-{number}", _letters(number), "Diallo", "1990", "f", "", "") for number in range(1, 14))
    import_id = received(cast.hana, now, workbook(rows=rows))
    mapped(import_id, cast.hana, now)
    started(import_id, cast.hana, now, prefix="TAKEN-", on_likely=OnLikely.REGISTER)
    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("select set_config('limen.act', 'test', true)")
        unit = admin.execute(
            "insert into identity_unit (id, organisation_id, name, is_listed) values (%s, %s, 'Hidden', true)"
            " returning id",
            [new_id(), cast.authority],
        ).fetchone()
        assert unit is not None
        admin.execute(
            "insert into cases_case (id, organisation_id, unit_id, reference, called, phase, opened_on,"
            " is_restricted, is_walled, version) values (%s, %s, %s, 'TAKEN-000008', 'X', 'registered', %s,"
            " true, false, 1)",
            [new_id(), cast.authority, unit[0], ON],
        )
    lines = [Line(place, [str(cell) for cell in row]) for place, row in enumerate(rows, start=2)]
    stage_rows(import_id, lines=lines, is_all=True, by=cast.hana.actor, at=now)
    taken = take_rows(import_id, on=ON, by=cast.hana.actor, at=now)
    assert (taken.registered, taken.wrong, taken.is_last) == (12, 1, True)
    with acting_as(cast.hana.actor):
        (wrong,) = rows_in(import_id, RowState.WRONG, by=cast.hana.actor, at=now)
        registered = rows_in(import_id, RowState.REGISTERED, by=cast.hana.actor, at=now)
    assert (wrong.number, [one.code for one in wrong.troubles]) == (8, ["taken"])
    assert len({row.case_id for row in registered}) == 12


def test_each_person_has_a_line_and_each_case(cast: Cast, now: datetime, house: House) -> None:
    import_id = received(cast.hana, now, workbook(WITH_PHONE, MIXED[:2]))
    mapped(import_id, cast.hana, now)
    started(import_id, cast.hana, now)
    lines = [Line(place, [str(cell) for cell in row]) for place, row in enumerate(MIXED[:2], start=2)]
    stage_rows(import_id, lines=lines, is_all=True, by=cast.hana.actor, at=now)
    taken = take_rows(import_id, on=ON, by=cast.hana.actor, at=now)
    with psycopg.connect(house.admin_dsn) as admin:
        lines_told = admin.execute(
            "select kind, stream_id, seq, by_id, at, case_id, prev = '' from journal_entry where act_id = %s"
            " order by id",
            [taken.act_id],
        ).fetchall()
        sealed = admin.execute(
            "select e.kind, f.field from journal_personalfact f join journal_entry e on e.id = f.entry_id"
            " where e.act_id = %s order by f.id",
            [taken.act_id],
        ).fetchall()
    with acting_as(cast.hana.actor):
        first, second = Row.objects.filter(listing_id=import_id).order_by("number")
    assert [(line[0], line[1], line[2]) for line in lines_told[:5]] == [
        ("people.registered", first.person_id, 1),
        ("people.registered", second.person_id, 1),
        ("contacts.way_added", first.person_id, 2),
        ("cases.applicant_registered", first.case_id, 1),
        ("cases.party_added", first.case_id, 2),
    ]
    assert lines_told[5][0] == "imports.rows_taken"
    assert {(line[3], line[4]) for line in lines_told} == {(cast.hana.id, now)}
    assert [line[6] for line in lines_told[:5]] == [True, True, False, True, False], "chained to the last"
    assert ("people.registered", "called") in sealed


def test_the_number_of_queries_does_not_grow(cast: Cast, now: datetime) -> None:
    counted = []
    for size in (3, 24):
        rows = tuple(
            (
                f"{size}-{number}",
                _letters(size * 31 + number),
                _letters(number * 97 + size),
                year,
                "f",
                "Mali",
                "",
            )
            for number, year in enumerate(range(1940, 1940 + 3 * size, 3))
        )
        import_id = received(cast.hana, now, workbook(rows=rows), source=f"Agency {size}")
        mapped(import_id, cast.hana, now)
        started(import_id, cast.hana, now)
        lines = [Line(place, [str(cell) for cell in row]) for place, row in enumerate(rows, start=2)]
        stage_rows(import_id, lines=lines, is_all=True, by=cast.hana.actor, at=now)
        with CaptureQueriesContext(connection) as asked:
            taken = take_rows(import_id, on=ON, by=cast.hana.actor, at=now)
        assert taken.registered == size
        counted.append(len(asked))
    assert max(counted) <= 36, "those who are found are read by four more"


def _letters(number: int) -> str:
    """A word that is like no other one."""
    syllables = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "ro", "tu")
    return "".join(syllables[int(one)] for one in f"{number * 7919 % 100_000:05}").title()


def test_nobody_is_received_outside_an_act(cast: Cast, now: datetime) -> None:
    by = cast.hana.actor
    told = Registration(names=(NameTold(parts=(Part(text="Amal"),)),))
    person_id, case_id = new_id(), new_id()
    one = Arrival(person_id=person_id, told=told, case_id=case_id, part=PartyPart.APPLICANT, reference="Z-1")
    with pytest.raises(DatabaseError, match="changes only within an act"), acting_as(by):
        Reception.of((), unit_id=cast.unit, opened_on=ON, on=ON, by=by, at=now).receive([one])
    with pytest.raises(Forbidden):
        write_down_each([Registered(person_id=person_id, called="Amal")], by=by, at=now)
