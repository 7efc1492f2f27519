"""Correcting when somebody was born."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.people.commands.correcting import correct_birth
from limen.domain.people.events import BirthCorrected
from limen.domain.people.names import Birth, Source, Told
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.likeness.calendars import Calendar
from limen.likeness.days import exact_day, unknown_day, year_of
from tests.cast import ON, Cast, Player
from tests.domain.people.registrations import NADIA
from tests.domain.told import Journal, obstacles

SAID = Birth.told(year_of(1370, calendar=Calendar.JALALI, told="1370"), source=Source.FAMILY)


def _correct(
    nadia: UUID,
    by: Player,
    at: datetime,
    birth: Birth = SAID,
    version: int = 1,
    why: str = "Her mother says so.",
) -> BirthCorrected:
    return correct_birth(nadia, birth=birth, why=why, version=version, on=ON, by=by.actor, at=at)


def test_it_is_corrected_and_what_stood_there_is_kept(cast: Cast, now: datetime, nadia: UUID) -> None:
    _correct(nadia, cast.berg, now)
    _correct(nadia, cast.costa, now, Birth(state=Told.UNKNOWN), version=2)
    with acting_as(cast.berg.actor):
        sheet = person_sheet(nadia, by=cast.berg.actor, at=now)
    assert (sheet.birth, sheet.version) == (Birth(state=Told.UNKNOWN), 3)
    assert [(one.version, one.birth) for one in sheet.earlier_births] == [(2, SAID), (1, NADIA.birth)]


def test_whoever_comes_second_is_shown_both(cast: Cast, now: datetime, nadia: UUID) -> None:
    _correct(nadia, cast.costa, now)
    with pytest.raises(Conflict) as conflict:
        _correct(nadia, cast.berg, now, Birth.told(exact_day(1990, 1, 1, told="1990")))
    assert (conflict.value.theirs.says, conflict.value.theirs.by_name) == ("1370", "Costa")
    assert conflict.value.base is not None
    assert (conflict.value.base.says, conflict.value.base.by_name) == ("21.3.1991", "Berg")
    assert conflict.value.version == 2


def test_tomorrow_half_a_day_and_no_reason_are_refused(cast: Cast, now: datetime, nadia: UUID) -> None:
    assert obstacles(lambda: _correct(nadia, cast.berg, now, why=" ")) == {"why"}
    tomorrow = Birth.told(exact_day(2026, 11, 3, told="tomorrow"))
    assert obstacles(lambda: _correct(nadia, cast.berg, now, tomorrow)) == {"birth_to_come"}
    spring = Birth.told(unknown_day(told="spring"))
    assert obstacles(lambda: _correct(nadia, cast.berg, now, spring)) == {"birth"}
    assert obstacles(lambda: _correct(nadia, cast.farah, now)) == {"reach"}


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    with pytest.raises(Forbidden):
        _correct(nadia, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit"])
def test_a_stranger_cannot_even_see_the_person(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    with pytest.raises(Hidden):
        _correct(nadia, getattr(cast, role), now)


def test_it_says_what_happened_and_seals_the_day(
    cast: Cast, now: datetime, nadia: UUID, journal: Journal
) -> None:
    assert journal.tells(_correct(nadia, cast.berg, now), by=cast.berg)
