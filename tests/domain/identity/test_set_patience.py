"""Saying after how many days a case stands too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import ProgrammingError, connection, transaction

from limen.domain.identity.commands.patience import set_patience
from limen.domain.identity.queries.patience import Patience, patience_of
from limen.foundation.refusals import Forbidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles


def _patience(player: Player) -> Patience:
    with acting_as(player.actor):
        return patience_of(player.actor)


def test_it_holds_for_the_own_organisation_alone(cast: Cast, now: datetime, journal: Journal) -> None:
    event = set_patience(stage_days=90, quiet_days=30, by=cast.ivo.actor, at=now)
    assert journal.tells(event, by=cast.ivo)
    assert _patience(cast.berg) == Patience(stage_days=90, quiet_days=30)
    assert _patience(cast.elio) == Patience(stage_days=None, quiet_days=None)
    set_patience(stage_days=None, quiet_days=None, by=cast.ivo.actor, at=now)
    assert _patience(cast.berg) == Patience(stage_days=None, quiet_days=None)


@pytest.mark.parametrize("wrong", [0, -1, 3651])
def test_what_is_no_number_of_days_is_refused(wrong: int, cast: Cast, now: datetime) -> None:
    by = cast.ivo.actor
    assert obstacles(lambda: set_patience(stage_days=None, quiet_days=wrong, by=by, at=now)) == {"days"}


def test_the_wrong_role_may_not_and_the_database_says_so_too(cast: Cast, now: datetime) -> None:
    for player in (cast.berg, cast.costa, cast.jun):
        with pytest.raises(Forbidden):
            set_patience(stage_days=1, quiet_days=1, by=player.actor, at=now)
        forged = replace(player.actor, permissions=cast.ivo.actor.permissions)
        with pytest.raises(ProgrammingError):
            set_patience(stage_days=1, quiet_days=1, by=forged, at=now)
    with acting_as(cast.ivo.actor), transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(ProgrammingError):
            cursor.execute("update identity_organisation set quiet_days = 1")
        transaction.set_rollback(True)
