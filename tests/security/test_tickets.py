"""A ticket opens the house only while it is good: never a forged one, never a revoked one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import psycopg
import pytest

from limen.domain.identity.names import Assurance
from limen.foundation.ids import new_id
from limen.foundation.tickets import ticket_for
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast, sign_in
from tests.conftest import House
from tests.security.window import Window

COUNT = "select (select count(*) from cases_case) + (select count(*) from identity_member)"

FORGED: dict[str, Callable[[Cast], str]] = {
    "nothing": lambda cast: "",
    "a number of its own": lambda cast: str(uuid4()),
    "the id of somebody": lambda cast: str(cast.costa.id),
    "the cookie instead of the ticket": lambda cast: cast.costa.cookie,
    "the ticket without its last letter": lambda cast: cast.costa.actor.ticket[:-1],
    "the ticket in capitals": lambda cast: cast.costa.actor.ticket.upper(),
    "the ticket and a space": lambda cast: cast.costa.actor.ticket + " ",
    "a megabyte": lambda cast: "x" * 2**20,
    "a condition": lambda cast: "' or true --",
    "letters from elsewhere": lambda cast: "ключ\u202e\U0001f511",
}


@pytest.mark.parametrize("kind", FORGED)
def test_a_forged_ticket_sees_nothing(kind: str, cast: Cast, app: Window) -> None:
    """DB-06."""
    assert app.rows(FORGED[kind](cast), COUNT) == [(0,)]


SPOILED = {
    "revoked": "update identity_session set revoked_at = now() where account_id = %s",
    "expired": "update identity_session set expires_at = now() where account_id = %s",
    "left idle": "update identity_session set idle_until = now() where account_id = %s",
    "of a suspended account": "update identity_account set is_active = false where id = %s",
    "of nobody": "update identity_session set account_id = null where account_id = %s",
    "proven by a password alone": "update identity_session set assurance = 'password' where account_id = %s",
    "proven by nothing": "update identity_session set assurance = 'none' where account_id = %s",
    "of a demonstration": "update identity_session set assurance = 'demo' where account_id = %s",
}


@pytest.mark.parametrize("kind", SPOILED)
def test_a_session_is_dead_from_the_next_statement_on(
    kind: str, cast: Cast, app: Window, house: House
) -> None:
    """The transaction that was open before sees it as well: nothing is remembered in it."""
    with app.shown(cast.costa.actor.ticket) as cursor:
        assert cursor.execute(COUNT).fetchone() != (0,)
        with psycopg.connect(house.admin_dsn) as elsewhere:
            elsewhere.execute(SPOILED[kind], [cast.costa.id])
        assert cursor.execute(COUNT).fetchone() == (0,)


def test_what_a_posting_opened_closes_with_the_next_statement(cast: Cast, app: Window, house: House) -> None:
    with app.shown(cast.costa.actor.ticket) as cursor:
        assert cursor.execute("select count(*) from cases_case").fetchone() == (2,)
        _change(house, "update identity_posting set until_at = clock_timestamp() where member_id = %s",
                cast.costa.id)  # fmt: skip
        assert cursor.execute("select count(*) from cases_case").fetchone() == (0,)


def test_an_assignment_opens_nothing_to_somebody_without_a_posting(
    cast: Cast, app: Window, house: House
) -> None:
    """Whoever has left their last post keeps no key, even when nobody thought of taking the cases back."""
    assert app.column(cast.berg.actor.ticket, "select id from cases_case") == {cast.case}
    _change(
        house, "update identity_posting set until_at = clock_timestamp() where member_id = %s", cast.berg.id
    )
    assert app.column(cast.berg.actor.ticket, "select id from cases_case") == set()


def test_a_clearance_ends_with_the_next_statement(cast: Cast, app: Window, house: House) -> None:
    _change(
        house, "insert into identity_clearance (id, organisation_id, member_id, compartment, since_at)"
        " values (gen_random_uuid(), %s, %s, 'gbv', now())", cast.authority, cast.berg.id,
    )  # fmt: skip
    with app.shown(cast.berg.actor.ticket) as cursor:
        assert "gbv" in str(cursor.execute("select access.my_clearances()").fetchone())
        _change(house, "update identity_clearance set until_at = clock_timestamp() where member_id = %s",
                cast.berg.id)  # fmt: skip
        assert "gbv" not in str(cursor.execute("select access.my_clearances()").fetchone())


@pytest.mark.parametrize(("assurance", "opens"), [(a, a in {"two_factor", "passkey"}) for a in Assurance])
def test_only_two_factors_open_the_house(
    assurance: Assurance, opens: bool, cast: Cast, app: Window, house: House
) -> None:
    with psycopg.connect(house.admin_dsn) as connection, connection.cursor() as cursor:
        ticket = ticket_for(sign_in(cursor, cast.costa.id, assurance))
    assert (app.rows(ticket, COUNT) != [(0,)]) is opens


def test_the_pepper_is_not_in_the_database(cast: Cast, admin: Window) -> None:
    """Who copies the table of sessions cannot make a ticket of it, and who has a ticket finds no cookie."""
    hashes = admin.column("", "select encode(ticket_hash, 'escape') from identity_session")
    assert not any(player.actor.ticket in text or player.cookie in text for text in hashes
                   for player in cast.everyone)  # fmt: skip


def test_the_setting_does_not_outlive_its_transaction(cast: Cast, house: House) -> None:
    """A connection goes back to the pool; the next borrower must find nothing on it."""
    window = Window(house.dsn(DatabaseRole.APP))
    for is_kept in (True, False):
        with window.connection.transaction(force_rollback=not is_kept), window.connection.cursor() as cursor:
            cursor.execute("select access.enter(%s, false)", [cast.costa.actor.ticket])
            assert cursor.execute(COUNT).fetchone() != (0,)
        with window.connection.transaction(), window.connection.cursor() as cursor:
            assert cursor.execute(COUNT).fetchone() == (0,)
    window.close()


def _change(house: House, statement: str, *values: object) -> None:
    with psycopg.connect(house.admin_dsn) as connection:
        connection.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        connection.execute(statement, values)
