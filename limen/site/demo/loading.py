"""Loads the demonstration: the people as a superuser, what happened as the people themselves."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from limen.domain.identity.commands import clearing
from limen.domain.identity.queries.entering import entering
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import showing
from limen.foundation.tickets import hash_of, new_session_key, ticket_for
from limen.site.demo.living import live
from limen.site.demo.people import KEEPERS, ORGANISATIONS, PEOPLE, Somebody
from limen.site.demo.registration import leave_half_done

Say = Callable[[str], None]
_PURPOSE = "setting the stage"


def load(admin_dsn: str = "", say: Say = lambda _line: None) -> None:
    """Fill an empty database with invented people; nothing happens where they are already.

    `admin_dsn` (or LIMEN_ADMIN_DSN) is a superuser's way in. Raises `RuntimeError` where real people may be.
    """
    dsn = admin_dsn or os.environ.get("LIMEN_ADMIN_DSN", "")
    if not dsn:
        raise RuntimeError("a demonstration needs a superuser's address in LIMEN_ADMIN_DSN")
    now = datetime.now(UTC)
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        if _is_loaded(cursor):
            say("the invented people are here already")
            return
        units = _house(cursor, now)
        members = {somebody.key: _person(cursor, somebody, units, now) for somebody in PEOPLE}
        tickets = {key: _session(cursor, member, now) for key, member in members.items()}
    say(f"{len(PEOPLE)} people in {len(ORGANISATIONS)} organisations")
    _clear(members, tickets, now)
    actors = {key: _actor(ticket) for key, ticket in tickets.items()}
    live(actors, members, units, now=now, say=say)
    leave_half_done(actors, units, now=now)
    with psycopg.connect(dsn) as connection, connection.cursor() as cursor:
        cursor.execute("update identity_session set revoked_at = now() where purpose = %s", [_PURPOSE])


def _is_loaded(cursor: psycopg.Cursor) -> bool:
    """Whether the invented people are here. Raises `RuntimeError` for real people, or a loading cut short."""
    cursor.execute(
        "select exists (select 1 from identity_account),"
        " exists (select 1 from identity_instance where is_demo),"
        " exists (select 1 from identity_session where purpose = %s and revoked_at is not null)",
        [_PURPOSE],
    )
    has_people, is_demo, is_finished = cursor.fetchone() or (False, False, False)
    if has_people and not is_demo:
        raise RuntimeError("there are people in this database, and it is not a demonstration")
    if has_people and not is_finished:
        raise RuntimeError("an earlier loading was cut short: remove the demonstration and begin again")
    return bool(has_people)


def _house(cursor: psycopg.Cursor, now: datetime) -> dict[str, UUID]:
    """The organisations and their units, by name of the unit."""
    cursor.execute(
        "insert into identity_instance (id, is_demo) values (1, true)"
        " on conflict (id) do update set is_demo = true"
    )
    cursor.execute("select set_config('limen.act', %s, true)", [str(new_id())])
    units = {}
    for organisation in ORGANISATIONS:
        number = new_id()
        cursor.execute(
            "insert into identity_organisation (id, name, kind, country, language, time_zone, is_listed)"
            " values (%s, %s, %s, 'ZZ', 'en', 'Europe/Brussels', true)",
            [number, organisation.name, organisation.kind],
        )
        units[organisation.key] = number
        for name in organisation.units:
            units[name] = new_id()
            cursor.execute(
                "insert into identity_unit (id, organisation_id, name, is_listed) values (%s, %s, %s, true)",
                [units[name], number, name],
            )
    return units


def _person(cursor: psycopg.Cursor, somebody: Somebody, units: dict[str, UUID], now: datetime) -> UUID:
    member, organisation = new_id(), units[somebody.organisation]
    cursor.execute(
        "insert into identity_account (id, login, password, is_active) values (%s, %s, '!', true)",
        [member, somebody.login],
    )
    cursor.execute(
        "insert into identity_member (id, organisation_id, name, language, time_zone, theme, version,"
        " languages) values (%s, %s, %s, %s, 'Europe/Brussels', 'auto', 1, %s)",
        [member, organisation, somebody.name, somebody.language, somebody.speaks and list(somebody.speaks)],
    )
    cursor.execute(
        "insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        [
            new_id(), organisation, member, units[somebody.unit], somebody.role, somebody.reach,
            now - timedelta(days=400),
        ],
    )  # fmt: skip
    return member


def _session(cursor: psycopg.Cursor, member: UUID, now: datetime) -> str:
    """A session for the time of loading, and its ticket: the people act as themselves, as in a browser."""
    ticket = ticket_for(new_session_key())
    cursor.execute(
        "insert into identity_session (id, ticket_hash, account_id, assurance, data, device, network,"
        " purpose, made_at, seen_at, idle_until, expires_at)"
        " values (%s, %s, %s, 'demo', '', '', '', %s, %s, %s, %s, %s)",
        [
            new_id(), hash_of(ticket), member, _PURPOSE, now, now,
            now + timedelta(minutes=15), now + timedelta(minutes=15),
        ],
    )  # fmt: skip
    return ticket


def _actor(ticket: str) -> Actor:
    with showing(ticket):
        person = entering(ticket, quietly=True)
    if person is None:
        raise RuntimeError("the session of an invented person opens nothing")
    return person.actor


def _clear(members: dict[str, UUID], tickets: dict[str, str], now: datetime) -> None:
    """The administrators clear their colleagues, as they would."""
    keepers = {organisation: _actor(tickets[key]) for organisation, key in KEEPERS.items()}
    for somebody in PEOPLE:
        for compartment in somebody.cleared_for:
            keeper, at = keepers[somebody.organisation], now - timedelta(days=300)
            clearing.clear(members[somebody.key], compartment=compartment, by=keeper, at=at)
