"""Clearing somebody for a compartment."""

from __future__ import annotations

from datetime import datetime

import pytest

from limen.domain.identity.commands.clearing import clear
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.entering import entering
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.told import Journal, obstacles


def test_the_colleague_is_cleared_from_the_next_request_on(cast: Cast, now: datetime) -> None:
    clear(cast.berg.id, compartment=Compartment.GBV, by=cast.ivo.actor, at=now)
    with acting_as(cast.berg.actor):
        person = entering(cast.berg.actor.ticket)
    assert person is not None
    assert person.actor.clearances == {"general", "gbv"}


def test_the_general_part_a_second_time_and_oneself_are_refused(cast: Cast, now: datetime) -> None:
    by = cast.ivo.actor
    general = obstacles(lambda: clear(cast.berg.id, compartment=Compartment.GENERAL, by=by, at=now))
    assert general == {"general"}
    clear(cast.berg.id, compartment=Compartment.GBV, by=by, at=now)
    again = obstacles(lambda: clear(cast.berg.id, compartment=Compartment.GBV, by=by, at=now))
    assert again == {"cleared"}
    assert obstacles(lambda: clear(by.id, compartment=Compartment.GBV, by=by, at=now)) == {"self"}


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "jun", "dina"])
def test_nobody_else_clears(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        clear(cast.farah.id, compartment=Compartment.GBV, by=getattr(cast, role).actor, at=now)


def test_a_stranger_is_not_there(cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        clear(cast.elio.id, compartment=Compartment.GBV, by=cast.ivo.actor, at=now)


def test_it_says_what_happened_and_seals_the_name(cast: Cast, now: datetime, journal: Journal) -> None:
    cleared = clear(cast.berg.id, compartment=Compartment.GBV, by=cast.ivo.actor, at=now)
    assert journal.tells(cleared, by=cast.ivo)
