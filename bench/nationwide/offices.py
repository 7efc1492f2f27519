"""The offices of the invented country: an authority with its units and its people, an agency beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from bench.nationwide.country import UNITS, Country
from bench.nationwide.keys import key

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
# Members by number: these few, then a supervisor of each unit, then the officers.
NATIONAL, FIVE, WALLED, PARTNER, SUPERVISORS, OFFICERS = 0, 1, 2, 3, 10, 1_000
OF_FIVE = (3, 4, 5, 6, 7)  # their units
WALLED_IN = 0
AGENCY, AGENCY_UNIT = 1, UNITS
_SINCE = AT - timedelta(days=400)


def supervisor_of(unit: int) -> int:
    """The member who supervises a unit."""
    return SUPERVISORS + unit


def officer(number: int) -> int:
    """The member who is the officer of this number."""
    return OFFICERS + number


def build(connection: psycopg.Connection[Any], country: Country) -> int:
    """Write them; how many people work there. Triggers must rest."""
    cursor = connection.cursor()
    organisations = ((0, "Office for the measured", "authority"), (AGENCY, "Agency beside it", "agency"))
    cursor.executemany(
        "insert into identity_organisation (id, name, kind, country, language, time_zone, is_listed)"
        " values (%s, %s, %s, 'ZZ', 'en', 'UTC', true)",
        [(key("organisation", number), name, kind) for number, name, kind in organisations],
    )
    cursor.executemany(
        "insert into identity_unit (id, organisation_id, name, is_listed) values (%s, %s, %s, true)",
        [(key("unit", unit), key("organisation", int(unit == AGENCY_UNIT)), f"Unit {unit + 1:03}")
         for unit in range(UNITS + 1)],
    )  # fmt: skip
    postings = list(_postings(country))
    members = {member: organisation for member, organisation, _, _, _ in postings}
    cursor.executemany(
        "insert into identity_account (id, login, password, is_active) values (%s, %s, '!', true)",
        [(key("member", one), f"m{one}") for one in members],
    )
    cursor.executemany(
        "insert into identity_member (id, organisation_id, name, language, time_zone, theme, version)"
        " values (%s, %s, %s, 'en', 'UTC', 'auto', 1)",
        [(key("member", one), key("organisation", of), f"Member {one}") for one, of in members.items()],
    )
    cursor.executemany(
        "insert into identity_posting (id, organisation_id, member_id, unit_id, role, reach, since_at)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        [(key("posting", place), key("organisation", of), key("member", member), key("unit", unit), role,
          reach, _SINCE) for place, (member, of, unit, role, reach) in enumerate(postings)],
    )  # fmt: skip
    return len(members)


def _postings(country: Country) -> list[tuple[int, int, int, str, int]]:
    """Member, organisation, unit, role, reach."""
    found = [(NATIONAL, 0, unit, "supervisor", 3) for unit in range(UNITS)]
    found += [(FIVE, 0, unit, "supervisor", 3) for unit in OF_FIVE]
    found += [(WALLED, 0, WALLED_IN, "supervisor", 3)]
    found += [(PARTNER, AGENCY, AGENCY_UNIT, "caseworker", 3)]
    found += [(supervisor_of(unit), 0, unit, "supervisor", 3) for unit in range(UNITS)]
    for unit, crew in enumerate(country.officers):
        # Four of five officers see what is given to them by name, the fifth reads the whole unit.
        found += [(officer(one), 0, unit, "case_officer", 2 if one % 5 == 0 else 0) for one in crew]
    return found


def signed_in(connection: psycopg.Connection[Any], member: int) -> str:
    """The cookie of a session of theirs that lasts for the measurement."""
    from limen.foundation.ids import new_id
    from limen.foundation.tickets import hash_of, new_session_key, ticket_for

    session, now = new_session_key(), datetime.now(UTC)
    later = now + timedelta(hours=20)
    connection.execute(
        "insert into identity_session (id, ticket_hash, account_id, assurance, data, device, network,"
        " purpose, made_at, seen_at, idle_until, expires_at)"
        " values (%s, %s, %s, 'passkey', '', '', '', '', %s, %s, %s, %s)",
        [new_id(), hash_of(ticket_for(session)), key("member", member), now, now, later, later],
    )
    return session
