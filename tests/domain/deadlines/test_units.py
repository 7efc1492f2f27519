"""The unit beside a clock: kept by the database, and no more than a way to find clocks in order."""

from __future__ import annotations

from datetime import datetime

import psycopg

from limen.domain.deadlines.commands.closing import meet
from tests.cast import Cast
from tests.conftest import House
from tests.domain.deadlines.clockwork import ON, running, started


def test_live_clocks_go_along_with_their_case_and_closed_ones_stay(
    cast: Cast, now: datetime, house: House
) -> None:
    closed = running(cast, now)
    meet(closed, met_on=ON, on=ON, version=1, by=cast.berg.actor, at=now)
    live = started(cast, cast.berg, now)
    asked = "select unit_id from deadlines_clock where id = %s"
    with psycopg.connect(house.admin_dsn) as connection, connection.transaction(force_rollback=True):
        units = [connection.execute(asked, [clock]).fetchone() for clock in (closed, live)]
        assert units == [(cast.unit,), (cast.unit,)]
        connection.execute("select set_config('limen.act', 'x', true)")
        connection.execute("update cases_case set unit_id = %s where id = %s", [cast.agency_unit, cast.case])
        units = [connection.execute(asked, [clock]).fetchone() for clock in (closed, live)]
    assert units == [(cast.unit,), (cast.agency_unit,)]
