"""Inviting somebody into the organisation."""

from __future__ import annotations

from datetime import datetime

import pytest

from limen.domain.identity.commands.inviting import invite
from limen.domain.identity.events import Invited
from limen.domain.identity.queries.people import colleagues
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles


def _invite(by: Player, at: datetime, *, login: str = "", name: str = "Nura") -> Invited:
    login = login or f"nura-{str(new_id())[-12:]}"
    return invite(name=name, login=login, language="en", time_zone="UTC", by=by.actor, at=at)


def test_an_administrator_invites_somebody_into_their_own_organisation(cast: Cast, now: datetime) -> None:
    invited = _invite(cast.ivo, now)
    with acting_as(cast.ivo.actor):
        assert invited.member_id in {card.id for card in colleagues(cast.ivo.actor, now)}


def test_a_login_that_is_taken_or_no_login_is_refused(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _invite(cast.ivo, now, login=cast.elio.login.upper())) == {"taken"}
    assert obstacles(lambda: _invite(cast.ivo, now, login="a b", name=" ")) == {"login", "name"}


@pytest.mark.parametrize("role", ["berg", "costa", "hana", "jun", "dina"])
def test_nobody_else_invites(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _invite(getattr(cast, role), now)


def test_another_organisation_does_not_learn_of_it(cast: Cast, now: datetime) -> None:
    invited = _invite(cast.ivo, now)
    with acting_as(cast.elio.actor):
        from limen.domain.identity.queries.people import names_of

        assert names_of({invited.member_id}, by=cast.elio.actor) == {}


def test_it_says_what_happened_and_seals_name_and_login(cast: Cast, now: datetime, journal: Journal) -> None:
    assert journal.tells(_invite(cast.ivo, now), by=cast.ivo)
