"""The address of one's own calendar: made, made anew, closed; its page is in tests/workspaces."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from limen.domain.identity.commands.oneself import close_calendar, open_calendar
from limen.domain.identity.events import CalendarOpened
from limen.domain.identity.queries.calendars import asking_calendar, my_calendar
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as, showing
from limen.foundation.tickets import new_calendar_token
from tests.cast import Cast, Player
from tests.domain.told import Journal


def _is_open(player: Player) -> bool:
    with acting_as(player.actor):
        return my_calendar() is not None


def _opened(player: Player, now: datetime) -> tuple[str, CalendarOpened]:
    token = new_calendar_token()
    return token, open_calendar(calendar_id=new_id(), token=token, by=player.actor, at=now)


def _is_answered(token: str) -> bool:
    try:
        with asking_calendar(token):
            return True
    except Hidden:
        return False


def test_it_is_made_once_for_each_person_and_closed(cast: Cast, now: datetime, journal: Journal) -> None:
    assert not _is_open(cast.berg)
    first, event = _opened(cast.berg, now)
    assert journal.tells(event, by=cast.berg)
    assert _is_answered(first)
    of_costa, _ = _opened(cast.costa, now)
    second, _ = _opened(cast.berg, now)
    assert (_is_answered(first), _is_answered(second)) == (False, True), "a new one closes the one before"
    assert journal.tells(close_calendar(by=cast.berg.actor, at=now), by=cast.berg)
    assert not _is_open(cast.berg)
    assert not _is_answered(second)
    assert _is_open(cast.costa)
    assert _is_answered(of_costa), "nobody closes somebody else's"
    with pytest.raises(Hidden):
        close_calendar(by=cast.berg.actor, at=now)


def test_the_wrong_role_and_nobody_make_none(cast: Cast, now: datetime) -> None:
    for by in (cast.ivo.actor, cast.jun.actor, replace(cast.berg.actor, permissions=frozenset())):
        with pytest.raises(Forbidden):
            open_calendar(calendar_id=new_id(), token=new_calendar_token(), by=by, at=now)
    with showing(""):
        assert my_calendar() is None


def test_whoever_asks_at_it_stands_where_its_owner_stands_now(cast: Cast, now: datetime) -> None:
    token, _ = _opened(cast.berg, now)
    with asking_calendar(token) as person:
        assert person.actor.id == cast.berg.id
        assert person.actor.units == cast.berg.actor.units
    with showing(person.actor.ticket):
        assert my_calendar() is None, "outside of an asking the ticket opens nothing"
    with pytest.raises(Hidden), asking_calendar("guessed"):
        pass
