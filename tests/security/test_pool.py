"""Borrowed connections carry nobody with them: few of them, many threads, and things that go wrong.

`LIMEN_TEST_POOL_REQUESTS` sets how many requests are made; the gate is content with two thousand (DB-07).
"""

from __future__ import annotations

import os
import random
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import OperationalError, connection, connections

from limen.domain.cases.queries.sheets import case_sheet
from limen.foundation.refusals import Hidden
from limen.foundation.rows import acting_as
from limen.site.postgres.urls import forget_session
from tests.cast import AT, Cast, Player

REQUESTS = int(os.environ.get("LIMEN_TEST_POOL_REQUESTS", "2000"))
CONNECTIONS, THREADS = 4, 12


class Oops(Exception):
    """What goes wrong in the middle of a request."""


@pytest.fixture(autouse=True)
def _pooled(cast: Cast) -> Iterator[None]:
    """Django's own pool, as in production, with fewer connections than threads."""
    default = connections["default"]
    default.close()
    options = default.settings_dict["OPTIONS"]
    options["pool"] = {"min_size": 1, "max_size": CONNECTIONS, "timeout": 30.0, "reset": forget_session}
    # Threads take their settings from here, and share the one pool of this alias.
    connections.settings["default"]["OPTIONS"] = options
    connections.settings["default"].update(
        {key: default.settings_dict[key] for key in ("HOST", "PORT", "NAME", "USER", "PASSWORD")}
    )
    try:
        yield
    finally:
        default.close()
        default.close_pool()  # type: ignore[attr-defined]
        options.pop("pool")


def _visible() -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select id from cases_case")
        return {row[0] for row in cursor.fetchall()}


def _must_be_within(theirs: set[UUID]) -> None:
    if not _visible() <= theirs:
        raise AssertionError("a borrowed connection showed somebody else's cases")


def _raises(player: Player) -> None:
    raise Oops


def _times_out(player: Player) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local statement_timeout = '1ms'; select pg_sleep(1)")


def _asks_for_what_is_not_there(player: Player) -> None:
    case_sheet(uuid4(), by=player.actor, at=AT)


def _sets_for_the_whole_session(player: Player) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('limen.ticket', %s, false)", [player.actor.ticket])


def _goes_well(player: Player) -> None:
    _visible()


MISHAPS = (
    _raises,
    _times_out,
    _asks_for_what_is_not_there,
    _sets_for_the_whole_session,
    _goes_well,
    _goes_well,
)


def _one_request(turn: tuple[Player, set[UUID]], number: int) -> str:
    """Borrow a connection, be somebody on it, let something happen, give it back; how it ended."""
    (player, theirs), chance = turn, random.Random(number)
    try:
        _must_be_within(set())
        with acting_as(player.actor):
            _must_be_within(theirs)
            chance.choice(MISHAPS)(player)
            _must_be_within(theirs)
            if chance.random() < 0.2:
                raise Oops  # at the very end, when everything was done
        return "fine"
    except Oops:
        return "an exception"
    except Hidden:
        return "a refusal"
    except OperationalError as error:
        return type(error.__cause__).__name__
    finally:
        connection.close()  # gives it back to the pool


def test_no_request_ever_sees_another_ones_rows(cast: Cast) -> None:
    players = {
        cast.berg: {cast.case},
        cast.costa: {cast.case, cast.other_case},
        cast.dina: {cast.dina_case},
        cast.elio: {cast.elio_case},
        cast.ivo: set(),
    }
    turns = list(players.items())
    with ThreadPoolExecutor(THREADS) as threads:
        ends = Counter(threads.map(lambda n: _one_request(turns[n % len(turns)], n), range(REQUESTS)))
    assert connections["default"].pool.max_size == CONNECTIONS  # type: ignore[attr-defined]
    assert sum(ends.values()) == REQUESTS
    assert ends.keys() == {"fine", "an exception", "a refusal", "QueryCanceled"}


def test_even_a_setting_of_the_whole_session_is_forgotten(cast: Cast) -> None:
    """`set_config(..., false)` is a mistake of one line; giving back the connection undoes it."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('limen.ticket', %s, false)", [cast.costa.actor.ticket])
    # A pooler in transaction mode is told to make its connections forget even before the next statement.
    assert _visible() == (set() if settings.POOLER else {cast.case, cast.other_case})
    connection.close()
    found: list[set[UUID]] = []

    def look() -> None:
        found.append(_visible())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == [set()]
    assert _visible() == set()
