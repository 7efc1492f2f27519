"""The worker registers people from lists, in the name of whoever started them and as far as they may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest

from limen.domain.imports.commands.running import go_on, pause
from limen.domain.imports.models import Import
from limen.domain.imports.names import ImportState
from limen.domain.imports.queries.errands import Errand
from limen.foundation.rows import acting_as
from limen.foundation.tickets import errand_ticket, ticket_for
from limen.jobs import importing
from limen.jobs.errand import MORE, carry_out
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.imports.lists import done, mapped, received, sheet_of, started


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def _running(by: Player, at: datetime) -> tuple[UUID, UUID]:
    """A list that was started, and its errand."""
    import_id = received(by, at)
    mapped(import_id, by, at)
    started(import_id, by, at)
    return import_id, _errand(import_id, by)


def _errand(import_id: UUID, by: Player) -> UUID:
    with acting_as(by.actor):
        errand = Import.objects.get(pk=import_id).errand
    assert errand is not None
    return errand


def _as_worker(house: House, question: str, *values: object) -> list[tuple[object, ...]]:
    """What the worker's own role is answered."""
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("set role limen_jobs")
        return connection.execute(question.encode(), values).fetchall()


def test_the_worker_does_it_in_the_name_of_who_started_it(cast: Cast, now: datetime, house: House) -> None:
    import_id, errand = _running(cast.hana, now)
    assert carry_out(import_id, errand, seconds=60) is False
    card = sheet_of(import_id, cast.hana)
    assert (card.state, card.registered) == (ImportState.FINISHED, 3)
    with psycopg.connect(house.admin_dsn) as connection:
        lines = connection.execute(
            "select distinct by_id, session_id from journal_entry where kind = 'cases.applicant_registered'"
            " and organisation_id = %s",
            [cast.authority],
        ).fetchall()
        session = connection.execute(
            "select revoked_at is not null from identity_session where id = %s", [errand]
        ).fetchone()
    assert lines == [(cast.hana.id, errand)]
    assert session == (True,), "the errand ends with the list"


def test_what_was_paused_waits_and_goes_on_in_the_name_of_who_said_so(cast: Cast, now: datetime) -> None:
    import_id, errand = _running(cast.hana, now)
    pause(import_id, by=cast.costa.actor, at=now)
    assert carry_out(import_id, errand, seconds=60) is False
    assert sheet_of(import_id, cast.hana).registered == 0
    go_on(import_id, by=cast.costa.actor, at=now)
    carry_out(import_id, errand, seconds=60)
    assert sheet_of(import_id, cast.hana).registered == 0, "the first errand is over"
    carry_out(import_id, _errand(import_id, cast.costa), seconds=60)
    assert sheet_of(import_id, cast.hana).registered == 3


def test_somebody_who_was_suspended_registers_nobody(cast: Cast, now: datetime, house: House) -> None:
    import_id, errand = _running(cast.hana, now)
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("update identity_account set is_active = false where id = %s", [cast.hana.id])
    carry_out(import_id, errand, seconds=60)
    assert sheet_of(import_id, cast.costa).registered == 0


def test_no_cookie_can_hold_an_errand(cast: Cast, now: datetime) -> None:
    _, errand = _running(cast.hana, now)
    guesses = (str(errand), errand.hex, f"errand:{errand}", errand.bytes.decode("latin-1"))
    assert errand_ticket(errand) not in {ticket_for(one) for one in guesses}


def test_time_that_is_over_leaves_the_rest_to_be_gone_on_with(cast: Cast, now: datetime) -> None:
    import_id, errand = _running(cast.hana, now)
    assert carry_out(import_id, errand, seconds=0) is True
    assert carry_out(import_id, errand, seconds=60) is False
    assert sheet_of(import_id, cast.hana).registered == 3


def test_lists_take_turns_and_what_broke_off_is_left_for_later(monkeypatch: pytest.MonkeyPatch) -> None:
    long, short = (Errand(UUID(int=number), UUID(int=number)) for number in (1, 2))
    monkeypatch.setattr(importing, "errands_waiting", lambda **_: [long, short])
    turns: list[Errand] = []

    def runner(errand: Errand, _: object) -> int:
        turns.append(errand)
        return MORE if errand == long and turns.count(long) < 3 else 0

    assert importing.run_waiting(should_stop=lambda: False, runner=runner) == 4
    assert turns == [long, short, long, long]


def test_the_worker_is_told_which_lists_wait_and_no_word_of_them(
    cast: Cast, now: datetime, house: House
) -> None:
    import_id, errand = _running(cast.hana, now)
    waiting = _as_worker(house, "select * from access.imports_to_run(now())")
    assert (import_id, errand) in waiting
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        _as_worker(house, "select * from imports_row")


def test_what_is_over_is_forgotten_once_with_a_line(cast: Cast, now: datetime, house: House) -> None:
    import_id, card = done(cast.hana, now, keep_days=0)
    assert card.keep_until is not None
    later = datetime.now(UTC) + timedelta(days=400)
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("set role limen_jobs")
        count = len(
            connection.execute("select * from access.forget_imports(%s, %s)", [import_id, later]).fetchall()
        )
    assert count >= 1
    assert sheet_of(import_id, cast.hana).is_forgotten
    with psycopg.connect(house.admin_dsn) as connection:
        lines = connection.execute(
            "select by_system from journal_entry where kind = 'imports.forgotten' and facts like %s",
            [f"%{import_id}%"],
        ).fetchall()
        files = connection.execute("select 1 from imports_file where id = %s", [import_id]).fetchall()
    assert lines == [("Limen",)]
    assert files == []
