"""Lists from a real standby: nobody misses what they wrote, nobody sees over a wall that was put up a moment
ago, and where the standby is late or gone the primary answers."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from django.db import connections
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.queries.lists import cases_assigned_to_me, cases_in_unit
from limen.foundation import copies
from limen.foundation.copies import ALIAS, having_seen, written_so_far
from limen.foundation.rows import acting_as, showing
from limen.site.postgres.roles import DatabaseRole
from limen.web.seeing import COOKIE
from ops.standby import Standby
from tests.cast import AT, Cast, Player
from tests.conftest import House


@pytest.fixture(scope="module")
def standby(house: House) -> Iterator[Standby]:
    """A copy of the whole server of this run."""
    folder = Path(tempfile.mkdtemp(prefix="limen-standby-"))
    folder.chmod(0o711)
    there = Standby(folder, primary=house.admin_dsn)
    try:
        there.start()
        yield there
    finally:
        there.close()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def _with_a_copy(house: House, standby: Standby, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As with LIMEN_COPY_URL: the same role, the same password, another place."""
    monkeypatch.setattr(copies, "_primary", copies._Primary())
    connections.settings[ALIAS] = connections["default"].settings_dict | {
        "HOST": standby.host,
        "PORT": "5432",
        "NAME": house.dbname,
        "USER": str(DatabaseRole.APP),
    }
    with override_settings(COPY_MAY_LAG=3600):
        yield
    standby.resume()
    connections[ALIAS].close()
    del connections.settings[ALIAS]
    del connections[ALIAS]


def _caught_up(standby: Standby) -> None:
    """The house has looked how far the primary was, and the standby has come as far."""
    copies._primary.place_within(3600)
    standby.catch_up()


def _listed(player: Player, unit: UUID, seen: str | None) -> tuple[set[UUID], int]:
    """The ids of a unit's list, and how many questions the copy was asked."""
    with (
        acting_as(player.actor),
        having_seen(seen),
        CaptureQueriesContext(connections[ALIAS]) as asked,
    ):
        page = cases_in_unit(unit, by=player.actor)
    return {card.id for card in page.cards}, sum(1 for one in asked if "cases_case" in one["sql"])


def test_a_list_comes_from_the_copy_once_it_has_replayed_what_was_seen(cast: Cast, standby: Standby) -> None:
    seen = written_so_far()
    _caught_up(standby)
    found, asked = _listed(cast.costa, cast.costa.unit_id, seen)
    assert (found, asked) == ({cast.case, cast.other_case}, 1)


def test_the_control_somebody_of_whom_nothing_is_known_reads_the_primary(
    cast: Cast, standby: Standby
) -> None:
    _caught_up(standby)
    assert _listed(cast.costa, cast.costa.unit_id, None) == ({cast.case, cast.other_case}, 0)


def _renamed(house: House, cast: Cast, called: str) -> None:
    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("select set_config('limen.act', 'x', true)")
        admin.execute("update cases_case set called = %s where id = %s", [called, cast.case])


def _called(player: Player, seen: str) -> str:
    with acting_as(player.actor), having_seen(seen):
        cards = cases_assigned_to_me(by=player.actor, at=AT).cards
    return next(card.called for card in cards)


def test_nobody_misses_their_own_last_act_and_others_may_for_a_while(
    cast: Cast, house: House, standby: Standby
) -> None:
    before = written_so_far()
    _caught_up(standby)
    standby.pause()
    old = _called(cast.berg, before)
    _renamed(house, cast, "Renamed a moment ago")
    assert _called(cast.berg, written_so_far()) == "Renamed a moment ago"
    assert _called(cast.berg, before) == old
    standby.resume()
    _caught_up(standby)
    assert _called(cast.berg, before) == "Renamed a moment ago"


def test_a_copy_that_is_late_is_not_believed(cast: Cast, house: House, standby: Standby) -> None:
    before = written_so_far()
    _caught_up(standby)
    standby.pause()
    _renamed(house, cast, "Written while it slept")
    with override_settings(COPY_MAY_LAG=0):
        assert _called(cast.berg, before) == "Written while it slept"


def test_a_wall_that_was_put_up_a_moment_ago_holds_in_an_old_copy(
    cast: Cast, house: House, standby: Standby
) -> None:
    before = written_so_far()
    _caught_up(standby)
    standby.pause()
    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("select set_config('limen.act', 'x', true)")
        admin.execute("update cases_case set is_restricted = true where id = %s", [cast.case])
    found, asked = _listed(cast.farah, cast.farah.unit_id, before)
    assert asked == 1, "the copy was asked, and it still lists the case"
    assert cast.case not in found


@pytest.mark.parametrize("ticket", ["", "f" * 64])
def test_row_security_holds_in_the_copy(cast: Cast, standby: Standby, ticket: str) -> None:
    _caught_up(standby)
    with connections[ALIAS].cursor() as cursor, showing(ticket):
        cursor.execute("select set_config('limen.ticket', %s, false), count(*) from cases_case", [ticket])
        assert cursor.fetchone()[1] == 0
        cursor.execute("reset limen.ticket")


def test_a_ticket_that_was_revoked_a_moment_ago_sees_nothing_by_an_old_copy(
    cast: Cast, house: House, standby: Standby
) -> None:
    before = written_so_far()
    _caught_up(standby)
    standby.pause()
    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("update identity_session set expires_at = now() where account_id = %s", [cast.berg.id])
    assert _listed(cast.berg, cast.berg.unit_id, before)[0] == set()


def test_without_its_copy_the_house_goes_on(cast: Cast) -> None:
    connections[ALIAS].close()
    connections.settings[ALIAS]["HOST"] = connections[ALIAS].settings_dict["HOST"] = "/nowhere"
    assert _called(cast.berg, written_so_far())


def test_an_act_leaves_its_place_in_the_browser_and_the_reading_is_noted_on_the_primary(
    cast: Cast, house: House, standby: Standby, browser_of: Callable[[Player], Client]
) -> None:
    browser = browser_of(cast.berg)
    browser.post("/language/", {"language": "en"})
    place = browser.cookies[COOKIE].value
    assert written_so_far() >= place
    _caught_up(standby)
    with CaptureQueriesContext(connections[ALIAS]) as asked:
        answer = browser.get("/api/v1/cases")
    assert answer.status_code == 200
    assert any("cases_case" in one["sql"] for one in asked)
    with psycopg.connect(house.admin_dsn) as admin:
        noted = admin.execute(
            "select count(*) from journal_reading where by_id = %s and %s = any(case_ids)",
            [cast.berg.id, cast.case],
        ).fetchone()
    assert noted == (1,)
