"""The people everybody knows. Each test gets a cast of its own, in organisations of its own: the walls that
keep organisations apart also keep tests apart, so nothing is ever cleaned up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import psycopg

from limen.domain.identity.names import Assurance, Role
from limen.domain.identity.roles import permissions_of
from limen.foundation.actors import Actor, Reach
from limen.foundation.ids import new_id
from limen.foundation.tickets import hash_of, new_session_key, ticket_for

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ON = date(2026, 11, 2)


@dataclass(frozen=True, kw_only=True)
class Player:
    """A member of the cast: the actor for commands and queries, and the cookie for pages."""

    actor: Actor
    login: str
    cookie: str
    role: Role
    unit_id: UUID

    @property
    def id(self) -> UUID:
        return self.actor.id


@dataclass(frozen=True, kw_only=True)
class Cast:
    """One authority, one agency and one other authority, on one server.

    Amina's case lies with the authority's unit. Berg is her officer; Costa supervises; Farah is an officer of
    the same unit who sees the list but no file; Grit is walled off from the case; Hana registers; Ivo
    administers and Jun audits; Lena and Mats answer for the law; Sami interprets and reads no case. Dina
    advises at the agency. Elio works for the other authority and must never see anything.
    """

    berg: Player
    costa: Player
    farah: Player
    grit: Player
    hana: Player
    ivo: Player
    jun: Player
    lena: Player
    mats: Player
    sami: Player
    dina: Player
    elio: Player
    elio_case: UUID
    case: UUID
    other_case: UUID
    dina_case: UUID
    reference: str
    authority: UUID
    agency: UUID
    other: UUID
    unit: UUID
    agency_unit: UUID
    everyone: tuple[Player, ...] = field(default=())


def assemble(admin_dsn: str) -> Cast:
    """Make a fresh cast, committed, with sessions that the database accepts."""
    with _behind_the_stage(admin_dsn) as cursor:
        cursor.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        authority, unit = _organisation(cursor, "authority", "Office of Protection")
        agency, agency_unit = _organisation(cursor, "agency", "Harbour House")
        other, other_unit = _organisation(cursor, "authority", "Office Elsewhere", is_listed=False)

        def person(name: str, organisation: UUID, where: UUID, role: Role, reach: Reach) -> Player:
            return _person(cursor, name, organisation, where, role, reach)

        berg = person("Berg", authority, unit, Role.CASE_OFFICER, Reach.ASSIGNED)
        costa = person("Costa", authority, unit, Role.SUPERVISOR, Reach.WORK)
        farah = person("Farah", authority, unit, Role.CASE_OFFICER, Reach.LIST)
        grit = person("Grit", authority, unit, Role.CASE_OFFICER, Reach.WORK)
        hana = person("Hana", authority, unit, Role.REGISTRATION_CLERK, Reach.LIST)
        ivo = person("Ivo", authority, unit, Role.ADMINISTRATOR, Reach.ASSIGNED)
        jun = person("Jun", authority, unit, Role.AUDITOR, Reach.ASSIGNED)
        lena = person("Lena", authority, unit, Role.POLICY_LEAD, Reach.ASSIGNED)
        mats = person("Mats", authority, unit, Role.POLICY_LEAD, Reach.ASSIGNED)
        sami = person("Sami", authority, unit, Role.INTERPRETER, Reach.ASSIGNED)
        dina = person("Dina", agency, agency_unit, Role.CASEWORKER, Reach.WORK)
        elio = person("Elio", other, other_unit, Role.SUPERVISOR, Reach.WORK)
        reference = f"AP-{str(new_id())[-12:]}"
        case = _case(cursor, authority, unit, reference, "Amina")
        other_case = _case(cursor, authority, unit, f"AP-{str(new_id())[-12:]}", "Basim")
        dina_case = _case(cursor, agency, agency_unit, f"HH-{str(new_id())[-12:]}", "Household 7")
        elio_case = _case(cursor, other, other_unit, f"OE-{str(new_id())[-12:]}", "Celeste")
        cursor.execute(
            "insert into cases_assignment (id, case_id, member_id, part, since_at)"
            " values (%s, %s, %s, 'lead', %s)",
            [new_id(), case, berg.id, AT - timedelta(days=9)],
        )
        cursor.execute(
            "insert into cases_wall (id, case_id, member_id, ground, why, raised_by_id, since_at)"
            " values (%s, %s, %s, 'family', '', %s, %s)",
            [new_id(), case, grit.id, costa.id, AT - timedelta(days=9)],
        )
    everyone = (berg, costa, farah, grit, hana, ivo, jun, lena, mats, sami, dina, elio)
    return Cast(
        berg=berg, costa=costa, farah=farah, grit=grit, hana=hana, ivo=ivo, jun=jun,
        lena=lena, mats=mats, sami=sami, dina=dina, elio=elio,
        case=case, other_case=other_case, dina_case=dina_case, elio_case=elio_case, reference=reference,
        authority=authority, agency=agency, other=other, unit=unit, agency_unit=agency_unit,
        everyone=everyone,
    )  # fmt: skip


_STAYS: dict[str, psycopg.Connection | None] = {}


@contextmanager
def _behind_the_stage(admin_dsn: str) -> Iterator[psycopg.Cursor]:
    """A transaction of the stage hands, all of it sent at once."""
    connection = _STAYS.get(admin_dsn)
    if connection is None or connection.closed:
        connection = psycopg.connect(admin_dsn, autocommit=True)
    try:
        with connection.transaction(), connection.pipeline(), connection.cursor() as cursor:
            yield cursor
    finally:
        if admin_dsn in _STAYS and not connection.closed:
            _STAYS[admin_dsn] = connection
        else:
            connection.close()


def stay(admin_dsn: str) -> None:
    """Thousands of casts are assembled in this database: the stage hands need not come anew for each."""
    _STAYS[admin_dsn] = None


def leave() -> None:
    """The stage hands go home."""
    while _STAYS:
        if connection := _STAYS.popitem()[1]:
            connection.close()


def clear(admin_dsn: str, player: Player, *compartments: str) -> Player:
    """Give a player clearances, as an administrator would have done before the play began."""
    with psycopg.connect(admin_dsn) as connection, connection.cursor() as cursor:
        cursor.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        for compartment in compartments:
            cursor.execute(
                "insert into identity_clearance (id, organisation_id, member_id, compartment, since_at)"
                " values (%s, %s, %s, %s, %s)",
                [new_id(), player.actor.organisation_id, player.id, compartment, AT - timedelta(days=1)],
            )
    actor = replace(player.actor, clearances=player.actor.clearances | set(compartments))
    return replace(player, actor=actor)


def colleague(admin_dsn: str, name: str, organisation: UUID, unit: UUID, role: Role, reach: Reach) -> Player:
    """Somebody more, for the tests that need a role of which the cast has nobody."""
    with psycopg.connect(admin_dsn) as connection, connection.cursor() as cursor:
        cursor.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        return _person(cursor, name, organisation, unit, role, reach)


def _organisation(
    cursor: psycopg.Cursor, kind: str, name: str, *, is_listed: bool = True
) -> tuple[UUID, UUID]:
    organisation, unit = new_id(), new_id()
    cursor.execute(
        "insert into identity_organisation (id, name, kind, country, language, time_zone, is_listed)"
        " values (%s, %s, %s, 'ZZ', 'en', 'UTC', %s)",
        [organisation, name, kind, is_listed],
    )
    cursor.execute(
        "insert into identity_unit (id, organisation_id, name, is_listed) values (%s, %s, 'First unit', %s)",
        [unit, organisation, is_listed],
    )
    return organisation, unit


def _person(
    cursor: psycopg.Cursor, name: str, organisation: UUID, unit: UUID, role: Role, reach: Reach
) -> Player:
    member, login = new_id(), f"{name.casefold()}-{str(new_id())[-12:]}"
    cursor.execute(
        "insert into identity_account (id, login, password, is_active) values (%s, %s, '!', true)",
        [member, login],
    )
    cursor.execute(
        "insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)"
        " values (%s, %s, %s, 'en', 'UTC', 'auto', 1)",
        [member, organisation, name],
    )
    cursor.execute(
        "insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        [new_id(), organisation, member, unit, role, reach, AT - timedelta(days=30)],
    )
    cookie = sign_in(cursor, member)
    actor = Actor(
        id=member,
        organisation_id=organisation,
        name=name,
        permissions=permissions_of([role]),
        units=((unit, reach),),
        clearances=frozenset({"general"}),
        ticket=ticket_for(cookie),
    )
    return Player(actor=actor, login=login, cookie=cookie, role=role, unit_id=unit)


def sign_in(cursor: psycopg.Cursor, member: UUID, assurance: Assurance = Assurance.PASSKEY) -> str:
    """A session row as sign-in would have left it, and the cookie that opens it."""
    cookie = new_session_key()
    cursor.execute(
        "insert into identity_session (id, ticket_hash, account_id, assurance, data, device, network,"
        " purpose, made_at, seen_at, idle_until, expires_at)"
        " values (%s, %s, %s, %s, '', 'Test', '127.0.0.0', '',"
        " now(), now(), now() + interval '30 minutes', now() + interval '12 hours')",
        [new_id(), hash_of(ticket_for(cookie)), member, assurance],
    )
    return cookie


def _case(cursor: psycopg.Cursor, organisation: UUID, unit: UUID, reference: str, called: str) -> UUID:
    case = new_id()
    cursor.execute(
        "insert into cases_case (id, organisation_id, unit_id, reference, called, phase, opened_on,"
        " is_restricted, is_walled, version) values (%s, %s, %s, %s, %s, 'examination', %s, false, false, 1)",
        [case, organisation, unit, reference, called, date(2026, 5, 3)],
    )
    return case
