"""The address of one's own calendar: made, made anew, closed; its page is in tests/workspaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from limen.domain.identity.commands.oneself import close_calendar, open_calendar
from limen.domain.identity.queries.calendars import asking_calendar, my_calendar
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as, showing
from limen.foundation.tickets import calendar_token
from tests.cast import Cast, Player
from tests.domain.told import Journal


def _token(player: Player) -> str | None:
    with acting_as(player.actor):
        card = my_calendar()
    return card.token if card else None


def test_it_is_made_once_for_each_person_and_closed(cast: Cast, now: datetime, journal: Journal) -> None:
    first = open_calendar(calendar_id=new_id(), by=cast.berg.actor, at=now)
    assert journal.tells(first, by=cast.berg)
    open_calendar(calendar_id=new_id(), by=cast.costa.actor, at=now)
    second = open_calendar(calendar_id=new_id(), by=cast.berg.actor, at=now)
    assert _token(cast.berg) == calendar_token(second.calendar_id) != calendar_token(first.calendar_id)
    assert journal.tells(close_calendar(by=cast.berg.actor, at=now), by=cast.berg)
    assert _token(cast.berg) is None
    assert _token(cast.costa) is not None, "nobody closes somebody else's"
    with pytest.raises(Hidden):
        close_calendar(by=cast.berg.actor, at=now)


def test_the_wrong_role_and_nobody_make_none(cast: Cast, now: datetime) -> None:
    for by in (cast.ivo.actor, cast.jun.actor, replace(cast.berg.actor, permissions=frozenset())):
        with pytest.raises(Forbidden):
            open_calendar(calendar_id=new_id(), by=by, at=now)
    with showing(""):
        assert my_calendar() is None


def test_whoever_asks_at_it_stands_where_its_owner_stands_now(cast: Cast, now: datetime) -> None:
    opened = open_calendar(calendar_id=new_id(), by=cast.berg.actor, at=now)
    token = calendar_token(opened.calendar_id)
    with asking_calendar(token) as person:
        assert person.actor.id == cast.berg.id
        assert person.actor.units == cast.berg.actor.units
    with showing(person.actor.ticket):
        assert my_calendar() is None, "outside of an asking the ticket opens nothing"
    with pytest.raises(Hidden), asking_calendar("guessed"):
        pass
