"""Taking one's own proposal back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.policy.commands import adopt, withdraw
from limen.domain.policy.events import Withdrawn
from limen.domain.policy.names import AdoptionState
from limen.foundation.refusals import Forbidden, Hidden
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.policy.answering import made_policy_lead, proposed, seen
from tests.domain.told import Journal, obstacles


def _withdraw(adoption: UUID, by: Player, at: datetime) -> Withdrawn:
    return withdraw(adoption, by=by.actor, at=at)


def test_nobody_need_answer_it_any_more(cast: Cast, now: datetime) -> None:
    adoption = proposed(cast, now)
    _withdraw(adoption, cast.lena, now)
    card = seen(adoption, cast.mats)
    assert (card.state, card.answered_by, card.answered_at) == (AdoptionState.WITHDRAWN, "", None)
    assert seen(proposed(cast, now), cast.mats).state == AdoptionState.PROPOSED


def test_somebody_elses_and_an_answered_one_are_refused(cast: Cast, now: datetime) -> None:
    adoption = proposed(cast, now)
    assert obstacles(lambda: _withdraw(adoption, cast.mats, now)) == {"not_yours"}
    adopt(adoption, says="", by=cast.mats.actor, at=now)
    assert obstacles(lambda: _withdraw(adoption, cast.lena, now)) == {"closed"}
    assert seen(adoption, cast.lena).state == AdoptionState.ADOPTED


def test_twice_is_once(cast: Cast, now: datetime) -> None:
    adoption = proposed(cast, now)
    _withdraw(adoption, cast.lena, now)
    assert obstacles(lambda: _withdraw(adoption, cast.lena, now)) == {"closed"}


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "ivo", "jun", "dina", "elio"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    adoption = proposed(cast, now)
    with pytest.raises(Forbidden):
        _withdraw(adoption, getattr(cast, role), now)


def test_a_policy_lead_elsewhere_cannot_even_see_it(cast: Cast, now: datetime, house: House) -> None:
    adoption = proposed(cast, now)
    with pytest.raises(Hidden):
        _withdraw(adoption, made_policy_lead(house, cast.elio), now)


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_withdraw(proposed(cast, now), cast.lena, now), by=cast.lena)
