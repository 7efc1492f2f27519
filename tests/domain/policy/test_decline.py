"""Turning a proposal down, as the second person."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.policy.commands import adopt, decline
from limen.domain.policy.events import Declined
from limen.domain.policy.names import AdoptionState
from limen.domain.policy.queries import law_in_force
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.policy.answering import made_policy_lead, proposed, seen
from tests.domain.told import Journal, obstacles
from tests.lawbook import changed, put_in_force


def _decline(adoption: UUID, by: Player, at: datetime, why: str = "Section 2 is wrong.") -> Declined:
    return decline(adoption, why=why, by=by.actor, at=at)


def test_what_was_in_force_stays_and_the_reason_is_told(cast: Cast, now: datetime) -> None:
    before = put_in_force(cast, now)
    adoption = proposed(cast, now, changed("atlantis/terms/all.yaml", "value: 5 days", "value: 50 days"))
    _decline(adoption, cast.mats, now)
    card = seen(adoption, cast.lena)
    assert (card.state, card.answered_by, card.answer_says) == (
        AdoptionState.DECLINED, "Mats", "Section 2 is wrong.",
    )  # fmt: skip
    with acting_as(cast.berg.actor):
        law = law_in_force("atlantis", by=cast.berg.actor)
    assert law is not None
    assert law.edition_id == seen(before, cast.berg).edition_id


def test_mended_or_not_it_may_be_proposed_again(cast: Cast, now: datetime) -> None:
    first = proposed(cast, now)
    _decline(first, cast.mats, now)
    again = proposed(cast, now)
    assert seen(again, cast.mats).edition_id == seen(first, cast.mats).edition_id


def test_ones_own_without_a_reason_and_twice_are_refused(cast: Cast, now: datetime) -> None:
    adoption = proposed(cast, now)
    assert obstacles(lambda: _decline(adoption, cast.lena, now)) == {"second_person"}
    assert obstacles(lambda: _decline(adoption, cast.mats, now, why=" ")) == {"why"}
    _decline(adoption, cast.mats, now)
    assert obstacles(lambda: _decline(adoption, cast.mats, now)) == {"closed"}


def test_what_governs_is_not_declined_afterwards(cast: Cast, now: datetime) -> None:
    adoption = proposed(cast, now)
    adopt(adoption, says="", by=cast.mats.actor, at=now)
    assert obstacles(lambda: _decline(adoption, cast.mats, now)) == {"closed"}


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "ivo", "jun", "dina", "elio"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    adoption = proposed(cast, now)
    with pytest.raises(Forbidden):
        _decline(adoption, getattr(cast, role), now)


def test_a_policy_lead_elsewhere_cannot_even_see_it(cast: Cast, now: datetime, house: House) -> None:
    adoption = proposed(cast, now)
    with pytest.raises(Hidden):
        _decline(adoption, made_policy_lead(house, cast.elio), now)


def test_it_says_what_happened(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_decline(proposed(cast, now), cast.mats, now), by=cast.mats)
