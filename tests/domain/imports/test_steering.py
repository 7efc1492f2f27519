"""Mapping, starting, pausing, going on, cancelling and forgetting a list, each told five ways."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from limen.domain.imports.commands.receiving import map as map_columns
from limen.domain.imports.commands.running import cancel, forget, go_on, pause
from limen.domain.imports.models import Row
from limen.domain.imports.names import Field, ImportState, Mapping
from limen.domain.imports.queries.reach import content_of
from limen.domain.imports.queries.sheets import saved_mappings
from limen.domain.imports.rules.words import suggested
from limen.foundation.events import Event
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.foundation.tickets import errand_ticket, hash_of
from tests.cast import ON, Cast, Player
from tests.conftest import House
from tests.domain.imports.lists import done, mapped, received, sheet_of, started
from tests.domain.told import Journal, obstacles

Act = Callable[[UUID, Player, datetime], Event]


def _map(import_id: UUID, by: Player, at: datetime) -> Event:
    fields = suggested(("Ref", "Given name", "Family name", "Date of birth", "Sex", "Nationality", "Family"))
    return map_columns(import_id, mapping=Mapping(fields=fields), save_as="Agency", by=by.actor, at=at)


def _pause(import_id: UUID, by: Player, at: datetime) -> Event:
    return pause(import_id, by=by.actor, at=at)


def _go_on(import_id: UUID, by: Player, at: datetime) -> Event:
    return go_on(import_id, by=by.actor, at=at)


def _cancel(import_id: UUID, by: Player, at: datetime) -> Event:
    return cancel(import_id, on=ON, by=by.actor, at=at)


def _forget(import_id: UUID, by: Player, at: datetime) -> Event:
    return forget(import_id, by=by.actor, at=at)


def _ready(act: Act, by: Player, at: datetime) -> UUID:
    """A list for which the act is possible."""
    if act is _forget:
        return done(by, at)[0]
    import_id = received(by, at)
    if act in (_pause, _go_on):
        mapped(import_id, by, at)
        started(import_id, by, at)
    if act is _go_on:
        _pause(import_id, by, at)
    return import_id


ACTS = pytest.mark.parametrize("act", [_map, _pause, _go_on, _cancel, _forget])
_AFTER: dict[Act, ImportState] = {
    _map: ImportState.MAPPED,
    _pause: ImportState.PAUSED,
    _go_on: ImportState.RUNNING,
    _cancel: ImportState.CANCELLED,
    _forget: ImportState.FINISHED,
}


@ACTS
def test_it_does_it_and_says_so(cast: Cast, now: datetime, act: Act, journal: Journal) -> None:
    import_id = _ready(act, cast.hana, now)
    assert journal.tells(act(import_id, cast.costa, now), by=cast.costa)
    assert sheet_of(import_id, cast.hana).state is _AFTER[act]


@ACTS
def test_too_early_or_too_late_it_is_refused(cast: Cast, now: datetime, act: Act) -> None:
    finished, _ = done(cast.hana, now)
    if act is _forget:
        _forget(finished, cast.hana, now)
        assert obstacles(lambda: act(finished, cast.hana, now)) == {"file"}
    else:
        assert obstacles(lambda: act(finished, cast.hana, now)) == {"state"}


@ACTS
@pytest.mark.parametrize("role", ["berg", "ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(cast: Cast, now: datetime, act: Act, role: str) -> None:
    import_id = _ready(act, cast.hana, now)
    with pytest.raises(Forbidden):
        act(import_id, getattr(cast, role), now)


@ACTS
@pytest.mark.parametrize("role", ["elio", "dina"])
def test_a_stranger_cannot_even_see_it(cast: Cast, now: datetime, act: Act, role: str) -> None:
    import_id = _ready(act, cast.hana, now)
    with pytest.raises(Hidden):
        act(import_id, getattr(cast, role), now)


def test_columns_say_a_name_and_nothing_twice(cast: Cast, now: datetime) -> None:
    import_id = received(cast.hana, now)

    def mapping(*fields: Field) -> Callable[[], Event]:
        wanted = Mapping(fields=(*fields, *[Field.NOTHING] * (7 - len(fields))))
        return lambda: map_columns(import_id, mapping=wanted, by=cast.hana.actor, at=now)

    assert obstacles(mapping(Field.BIRTH)) == {"name"}
    assert obstacles(mapping(Field.NAME, Field.SEX, Field.SEX)) == {"twice"}
    assert obstacles(mapping(Field.NAME, Field.DOCUMENT_NUMBER)) == {"document_state"}


def test_a_list_is_started_with_its_columns_and_once(cast: Cast, now: datetime) -> None:
    import_id = received(cast.hana, now)

    def start() -> Event:
        started(import_id, cast.hana, now)
        raise AssertionError

    assert obstacles(start) == {"state"}
    mapped(import_id, cast.hana, now)
    started(import_id, cast.hana, now)
    assert obstacles(start) == {"state"}


def test_choices_are_kept_under_a_name_and_fit_by_their_headers(cast: Cast, now: datetime) -> None:
    _map(received(cast.hana, now), cast.hana, now)
    with acting_as(cast.costa.actor):
        (saved,) = saved_mappings(cast.costa.actor)
    assert saved.name == "Agency"
    fitted = saved.fitted_to(("Other", "FAMILY NAME", "Given name"))
    assert fitted == (Field.NOTHING, Field.FAMILY, Field.GIVEN)
    with acting_as(cast.dina.actor):
        assert saved_mappings(cast.dina.actor) == []


def test_the_errand_ends_with_a_pause(cast: Cast, now: datetime, house: House) -> None:
    import_id = received(cast.hana, now)
    mapped(import_id, cast.hana, now)
    started(import_id, cast.hana, now)
    _pause(import_id, cast.costa, now)
    with psycopg.connect(house.admin_dsn) as connection:
        row = connection.execute(
            "select s.revoked_at is not null, s.purpose, s.ticket_hash, s.account_id, i.errand"
            " from imports_import i join identity_session s on s.id = i.errand where i.id = %s",
            [import_id],
        ).fetchone()
    assert row is not None
    assert row[:2] == (True, "import")
    assert (bytes(row[2]), row[3]) == (hash_of(errand_ticket(row[4])), cast.hana.id)


def test_nobody_is_thought_to_work_on_a_silent_list(cast: Cast, now: datetime) -> None:
    import_id = received(cast.hana, now)
    mapped(import_id, cast.hana, now)
    started(import_id, cast.hana, now)
    assert obstacles(lambda: _go_on(import_id, cast.hana, now)) == {"state"}
    _go_on(import_id, cast.hana, now + timedelta(minutes=5))
    assert sheet_of(import_id, cast.hana).state is ImportState.RUNNING


def test_what_was_forgotten_is_gone(cast: Cast, now: datetime) -> None:
    import_id = _ready(_forget, cast.hana, now)
    _forget(import_id, cast.hana, now)
    with acting_as(cast.hana.actor):
        assert content_of(import_id, by=cast.hana.actor) is None
        assert not any(row.cells for row in Row.objects.filter(listing_id=import_id))
