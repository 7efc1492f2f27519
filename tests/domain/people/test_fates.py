"""Recording that somebody is missing or has died, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.people.commands.fates import record_fate, reverse_fate
from limen.domain.people.events import FateRecorded, FateReversed
from limen.domain.people.names import FateKind, FateTold, Source
from limen.domain.people.queries.kept import Further
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.likeness.calendars import Calendar
from limen.likeness.days import UncertainDay, exact_day, month_of, unknown_day, year_of
from tests.cast import ON, Cast, Player
from tests.domain.told import Journal, obstacles

MISSING = FateTold(
    fate=FateKind.MISSING, day=month_of(2026, 9, told="September"), source=Source.FAMILY,
    evidence="Her sister has heard nothing since the crossing.",
)  # fmt: skip
DEAD = FateTold(
    fate=FateKind.DECEASED, day=exact_day(2026, 10, 4, told="4.10.2026"), source=Source.DOCUMENT,
    evidence="Certificate of the registrar, no. 12.",
)  # fmt: skip


def _record(nadia: UUID, by: Player, at: datetime, fate: FateTold = MISSING) -> FateRecorded:
    return record_fate(nadia, fate=fate, fate_id=new_id(), on=ON, by=by.actor, at=at)


def _reverse(key: UUID, by: Player, at: datetime, why: str = "She called.") -> FateReversed:
    return reverse_fate(key, why=why, by=by.actor, at=at)


def _further(nadia: UUID, by: Player, at: datetime) -> Further:
    with acting_as(by.actor):
        return person_sheet(nadia, by=by.actor, at=at).further


def test_it_is_recorded_known_better_and_taken_back(cast: Cast, now: datetime, nadia: UUID) -> None:
    _record(nadia, cast.berg, now)
    dead = _record(nadia, cast.costa, now, DEAD)
    further = _further(nadia, cast.berg, now)
    assert further.fate is not None
    assert further.fate.told == DEAD
    assert [one.told for one in further.earlier_fates] == [MISSING]
    _reverse(dead.fate_id, cast.berg, now)
    further = _further(nadia, cast.berg, now)
    assert further.fate is None
    assert further.earlier_fates[0].ended is not None
    assert {one.ended.why for one in further.earlier_fates if one.ended} == {"She called.", None}
    assert obstacles(lambda: _reverse(dead.fate_id, cast.berg, now)) == {"ended"}


@pytest.mark.parametrize(
    "day",
    [unknown_day(told="nobody knows"), year_of(1404, calendar=Calendar.JALALI, told="1404"), DEAD.day],
)
def test_a_day_of_any_sureness_is_given_back(
    day: UncertainDay, cast: Cast, now: datetime, nadia: UUID
) -> None:
    _record(nadia, cast.berg, now, replace(DEAD, day=day))
    fate = _further(nadia, cast.berg, now).fate
    assert fate is not None
    assert fate.told.day == day


def test_what_rests_on_nothing_lies_ahead_or_has_no_reason_is_refused(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    nothing = replace(MISSING, evidence=" ", day=unknown_day())
    assert obstacles(lambda: _record(nadia, cast.berg, now, nothing)) == {"evidence", "day"}
    tomorrow = replace(DEAD, day=exact_day(2026, 11, 3, told="tomorrow"))
    assert obstacles(lambda: _record(nadia, cast.berg, now, tomorrow)) == {"day_to_come"}
    long = replace(DEAD, evidence="x" * 1001)
    assert obstacles(lambda: _record(nadia, cast.berg, now, long)) == {"evidence_too_long"}
    key = _record(nadia, cast.berg, now).fate_id
    assert obstacles(lambda: _reverse(key, cast.berg, now, " ")) == {"why"}
    assert obstacles(lambda: _reverse(key, cast.berg, now, "x" * 501)) == {"why_too_long"}


def test_whoever_only_lists_is_not_told(cast: Cast, now: datetime, nadia: UUID) -> None:
    _record(nadia, cast.berg, now)
    assert _further(nadia, cast.farah, now) == Further()


def test_it_says_what_happened_and_seals_the_evidence(
    cast: Cast, now: datetime, nadia: UUID, journal: Journal
) -> None:
    recorded = _record(nadia, cast.berg, now)
    assert journal.tells(recorded, by=cast.berg)
    assert journal.tells(_reverse(recorded.fate_id, cast.berg, now), by=cast.berg)
