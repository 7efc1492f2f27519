"""Opening a case in an emergency."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from limen.domain.cases.commands.breaking_glass import break_glass, review_opening
from limen.domain.cases.events import GlassBroken
from limen.domain.cases.names import OpeningGround
from limen.domain.cases.queries.sheets import case_sheet
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles

REASON = "She stands at the counter and nobody assigned is in today."


def _break(cast: Cast, by: Player, at: datetime, reason: str = REASON) -> GlassBroken:
    return break_glass(
        reference=cast.reference, ground=OpeningGround.PERSON_PRESENT, reason=reason, by=by.actor, at=at
    )


def test_one_case_opens_to_read_for_an_hour(cast: Cast, now: datetime) -> None:
    broken = _break(cast, cast.farah, now)
    assert broken.until_at - now == timedelta(minutes=60)
    with acting_as(cast.farah.actor):
        sheet = case_sheet(cast.case, by=cast.farah.actor, at=now)
    assert (sheet.is_read, sheet.is_worked_on) == (True, False)


def test_a_short_reason_a_fourth_time_and_an_unreviewed_one_are_refused(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _break(cast, cast.farah, now, "urgent")) == {"reason"}
    for hours in (100, 99, 98):
        opened = _break(cast, cast.farah, now - timedelta(hours=hours))
        if hours > 98:
            review_opening(opened.opening_id, was_justified=True, review_says="", by=cast.costa.actor, at=now)
    assert obstacles(lambda: _break(cast, cast.farah, now)) == {"often", "unreviewed"}


@pytest.mark.parametrize("role", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _break(cast, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["grit", "elio", "dina"])
def test_behind_a_wall_and_elsewhere_there_is_no_such_case(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        _break(cast, getattr(cast, role), now)


def test_it_says_what_happened_and_seals_the_reason(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_break(cast, cast.farah, now), by=cast.farah)
