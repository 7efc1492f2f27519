"""The screen in the hall: numbers and desks, for whoever has its address, until it is closed."""

from __future__ import annotations

from datetime import datetime

import pytest

from limen.domain.hall.commands.running import close_display, open_display
from limen.domain.hall.commands.tickets import call_next, serve, take_ticket
from limen.domain.hall.queries.displays import displays_of, shown_on
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as, showing
from tests.cast import Cast
from tests.domain.hall.visits import ARRIVAL
from tests.domain.told import Journal


def test_it_shows_numbers_and_desks_to_whoever_has_the_address_and_nothing_else(
    cast: Cast, now: datetime
) -> None:
    opened = open_display(cast.unit, display_id=new_id(), by=cast.costa.actor, at=now)
    with acting_as(cast.costa.actor):
        (card,) = displays_of(cast.unit, by=cast.costa.actor)
    with showing(""):
        assert shown_on(card.token, at=now) == ("First unit", [])
    tickets = [
        take_ticket(
            cast.unit, arrival=ARRIVAL, ticket_id=new_id(), on=now.date(), by=cast.hana.actor, at=now
        ).ticket_id
        for _ in range(3)
    ]
    for desk in ("1", "2"):
        call_next(cast.unit, desk=desk, on=now.date(), by=cast.hana.actor, at=now)
    serve(tickets[0], by=cast.hana.actor, at=now)
    with showing(""):
        _, shown = shown_on(card.token, at=now)
    assert [(one.number, one.desk, one.is_called_now) for one in shown] == [(2, "2", True), (1, "1", False)]
    close_display(opened.display_id, by=cast.costa.actor, at=now)
    with showing(""), pytest.raises(Hidden):
        shown_on(card.token, at=now)
    with showing(""), pytest.raises(Hidden):
        shown_on("guessed", at=now)


def test_only_whoever_runs_the_hall_opens_closes_and_sees_addresses(
    cast: Cast, now: datetime, journal: Journal
) -> None:
    opened = open_display(cast.unit, display_id=new_id(), by=cast.costa.actor, at=now)
    assert journal.tells(opened, by=cast.costa)
    with pytest.raises(Forbidden):
        open_display(cast.unit, display_id=new_id(), by=cast.hana.actor, at=now)
    with pytest.raises(Hidden):
        open_display(cast.unit, display_id=new_id(), by=cast.elio.actor, at=now)
    with pytest.raises(Hidden):
        close_display(opened.display_id, by=cast.elio.actor, at=now)
    for other in (cast.hana, cast.elio):
        with acting_as(other.actor):
            assert displays_of(cast.unit, by=other.actor) == []
    assert journal.tells(close_display(opened.display_id, by=cast.costa.actor, at=now), by=cast.costa)
