"""Registering somebody with a case of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from limen.domain.cases.queries.parties import parties_of
from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.people.names import Belonging, Birth, NationalityTold, Told
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.likeness.days import year_of
from tests.cast import ON, Cast
from tests.domain.people.registrations import NADIA, PASSPORT, named, registered
from tests.domain.told import Journal, obstacles


def test_a_person_and_their_case_are_there_in_one_act(cast: Cast, now: datetime) -> None:
    done = registered(cast.costa, now)
    with acting_as(cast.costa.actor):
        assert case_sheet(done.case_id, by=cast.costa.actor, at=now).called == "Nadia Karimi"
        assert [one.called for one in parties_of(done.case_id, by=cast.costa.actor, at=now)] == [
            "Nadia Karimi"
        ]
        sheet = person_sheet(done.person_id, by=cast.costa.actor, at=now)
    assert [name.written for name in sheet.names] == ["Nadia Karimi", "نادیا کریمی", "Nadya Kareemi"]
    assert [name.script for name in sheet.names] == ["Latn", "Arab", "Latn"]
    assert (sheet.birth, sheet.sex, sheet.gender, sheet.gender_state) == (
        NADIA.birth, NADIA.sex, None, Told.REFUSED
    )  # fmt: skip
    assert [one.country for one in sheet.nationalities] == ["AFG"]
    assert [(one.number, one.zone_is_sound) for one in sheet.documents] == [("L 898902-C", True)]


def test_whoever_registers_without_reading_files_sees_the_list_level_alone(cast: Cast, now: datetime) -> None:
    done = registered(cast.hana, now)
    with acting_as(cast.hana.actor):
        sheet = person_sheet(done.person_id, by=cast.hana.actor, at=now)
    assert (sheet.called, sheet.birth.day and sheet.birth.day.told) == ("Nadia Karimi", "21.3.1991")
    assert [name.written for name in sheet.names] == ["Nadia Karimi"]
    assert (sheet.nationalities, sheet.documents, sheet.is_read) == ((), (), False)


def test_what_was_not_told_says_why_and_what_was_told_says_something(cast: Cast, now: datetime) -> None:
    def refused(**change: object) -> set[str]:
        return obstacles(lambda: registered(cast.hana, now, replace(NADIA, **change)))  # type: ignore[arg-type]

    assert refused(names=()) == {"name"}
    assert refused(names=(named(" ", "- -"),)) == {"name"}
    assert refused(sex=None) == {"sex"}
    assert refused(gender="woman") == {"gender"}
    assert refused(birth=Birth(state=Told.TOLD)) == {"birth"}
    assert refused(birth=replace(NADIA.birth, state=Told.UNKNOWN)) == {"birth"}
    assert refused(birth=Birth.told(year_of(ON.year + 1, told="2027"))) == {"birth_to_come"}
    national = NationalityTold(belonging=Belonging.NATIONAL, country="Afghan")
    assert refused(nationalities=(national,)) == {"nationality"}
    assert refused(documents=(replace(PASSPORT, number=" - ", issuing_state="utopia"),)) == {
        "number", "issuing_state"
    }  # fmt: skip


def test_a_refused_case_leaves_no_person_behind(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: registered(cast.hana, now, reference=cast.reference)) == {"taken"}
    done = registered(cast.hana, now)
    assert obstacles(lambda: registered(cast.hana, now, person_id=done.person_id, case_id=done.case_id)) == {
        "received"
    }


@pytest.mark.parametrize("role", ["berg", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        registered(getattr(cast, role), now)


def test_a_stranger_cannot_see_the_person(cast: Cast, now: datetime) -> None:
    done = registered(cast.hana, now)
    for stranger in (cast.elio, cast.dina, cast.ivo):
        with acting_as(stranger.actor), pytest.raises(Hidden):
            person_sheet(done.person_id, by=stranger.actor, at=now)


def test_it_says_what_happened_and_seals_the_name(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(registered(cast.hana, now), by=cast.hana, after=("people.registered",))
