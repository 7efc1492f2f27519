"""Saying, as somebody else, whether an emergency opening was justified."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.cases.commands.breaking_glass import break_glass, review_opening
from limen.domain.cases.events import OpeningReviewed
from limen.domain.cases.names import OpeningGround
from limen.domain.cases.queries.sheets import openings_to_review
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles

REASON = "A court asks on the telephone and wants an answer now."


def _opened(cast: Cast, by: Player, at: datetime) -> UUID:
    return break_glass(
        reference=cast.reference, ground=OpeningGround.COURT, reason=REASON, by=by.actor, at=at
    ).opening_id


def _review(opening: UUID, by: Player, at: datetime) -> OpeningReviewed:
    return review_opening(opening, was_justified=False, review_says="could have waited", by=by.actor, at=at)


def test_the_opening_waits_for_nobody_any_more(cast: Cast, now: datetime) -> None:
    opening = _opened(cast, cast.farah, now)
    with acting_as(cast.costa.actor):
        assert [card.id for card in openings_to_review(by=cast.costa.actor, at=now)] == [opening]
    _review(opening, cast.costa, now)
    with acting_as(cast.costa.actor):
        assert openings_to_review(by=cast.costa.actor, at=now) == []


def test_it_is_reviewed_once_and_by_somebody_else(cast: Cast, now: datetime) -> None:
    own = _opened(cast, cast.costa, now)
    assert obstacles(lambda: _review(own, cast.costa, now)) == {"self"}
    opening = _opened(cast, cast.farah, now)
    _review(opening, cast.costa, now)
    assert obstacles(lambda: _review(opening, cast.costa, now)) == {"reviewed"}


@pytest.mark.parametrize("role", ["berg", "hana", "ivo", "dina"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _review(_opened(cast, cast.farah, now), getattr(cast, role), now)


def test_a_stranger_cannot_even_see_it(cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        _review(_opened(cast, cast.farah, now), cast.elio, now)


def test_it_says_what_happened_and_seals_the_review(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_review(_opened(cast, cast.farah, now), cast.costa, now), by=cast.costa)
