"""A cast in the middle of its work: notes in compartments, shares, openings, walls, drafts, the journal.

It holds at least one row of every kind that the rules of access tell apart, and the facts as they are now.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from limen.domain.identity.names import Role
from limen.domain.identity.roles import permissions_of
from limen.foundation.actors import Actor, Reach
from limen.foundation.ids import new_id
from limen.foundation.tickets import ticket_for
from tests.cast import Cast, Player, assemble, clear, sign_in
from tests.security.applications_of_scene import what_was_asked_for
from tests.security.assessments_of_scene import what_is_weighed
from tests.security.belonging import BELONGS
from tests.security.country_of_scene import what_is_in_the_library
from tests.security.decisions_of_scene import what_is_decided
from tests.security.directory_of_scene import what_is_offered
from tests.security.documents_of_scene import what_was_handed_in
from tests.security.duplicates_of_scene import who_may_be_one
from tests.security.families_of_scene import who_belongs_together
from tests.security.hall_of_scene import who_is_in_the_hall
from tests.security.imports_of_scene import what_came_from_elsewhere
from tests.security.interviews_of_scene import who_was_heard
from tests.security.law_of_scene import what_governs, what_runs
from tests.security.people_of_scene import lines_of_persons, who_is_on_record
from tests.security.plans_of_scene import what_is_planned
from tests.security.practice_of_scene import what_was_learned
from tests.security.registration_of_scene import what_waits_at_the_desk
from tests.security.rows import CANARY, insert
from tests.security.rules_of_access import Facts, Somebody
from tests.security.screenings_of_scene import who_was_screened
from tests.security.templates_of_scene import templates_of_scene
from tests.security.work_of_scene import what_is_to_do

FAR_ON = 1_000_001  # in a chain: whoever appends to it begins at its head


@dataclass(frozen=True, kw_only=True)
class Scene:
    """The cast, everybody by name, and the names of the rows that tests speak of."""

    cast: Cast
    people: dict[str, Player]
    notes: dict[str, UUID]
    persons: dict[str, UUID]
    editions: dict[str, UUID]
    clocks: dict[str, UUID]
    lists: dict[str, UUID]
    restricted_case: UUID
    admin_dsn: str

    def facts(self) -> Facts:
        """Everything that decides, as it is now."""
        cast = self.cast
        with psycopg.connect(self.admin_dsn, row_factory=dict_row) as connection:
            cases = [
                row["id"]
                for row in connection.execute(
                    "select id from cases_case where organisation_id = any (%s)",
                    [[cast.authority, cast.agency, cast.other]],
                )
            ]
            keys = {
                "o": [cast.authority, cast.agency, cast.other],
                "p": [p.id for p in self.people.values()],
                "c": cases,
            }
            tables = {
                table: connection.execute(f"select * from {table} where {where}", keys).fetchall()
                for table, where in BELONGS.items()
            }
            row = connection.execute("select clock_timestamp() as now").fetchone()
            assert row is not None
            return Facts(now=row["now"], tables=tables)

    def somebody(self, name: str, facts: Facts) -> Somebody:
        """A person of the scene, for questions."""
        return Somebody(self.people[name].id, facts)


def set_up(admin_dsn: str) -> Scene:
    """A fresh scene."""
    cast = assemble(admin_dsn)
    people = {p.actor.name.casefold(): p for p in cast.everyone}
    people["costa"] = clear(admin_dsn, cast.costa, "gbv")
    people["dina"] = clear(admin_dsn, cast.dina, "gbv", "medical")
    people["grit"] = clear(admin_dsn, cast.grit, "gbv")
    now = datetime.now(UTC)
    with psycopg.connect(admin_dsn) as connection, connection.cursor() as cursor:
        cursor.execute("select set_config('limen.act', %s, true)", [str(new_id())])
        lea = _colleague(cursor, cast, "Lea", Role.CASE_OFFICER, Reach.WORK, until_at=now - timedelta(days=1))
        mo = _colleague(cursor, cast, "Mo", Role.CASE_OFFICER, Reach.WORK, is_active=False)
        people |= {"lea": lea, "mo": mo}
        restricted = insert(
            cursor, "cases_case", organisation_id=cast.authority, unit_id=cast.unit,
            reference=f"RS-{new_id()}"[:40], called=f"{CANARY} authority", phase="examination",
            opened_on=now.date(), is_restricted=True, is_walled=False, version=1,
        )  # fmt: skip
        cursor.execute(
            "update cases_case set called = called || ' Canary' where organisation_id = any (%s)",
            [[cast.authority, cast.agency, cast.other]],
        )
        _who_sees(cursor, cast, people, restricted, now)
        notes = _what_was_written(cursor, cast, people, restricted, now)
        what_was_handed_in(cursor, cast, people, restricted, now)
        persons = who_is_on_record(cursor, cast, people, restricted, now)
        who_may_be_one(cursor, cast, people, persons, now)
        who_belongs_together(cursor, people, persons, now)
        editions = what_governs(cursor, cast, now)
        clocks = what_runs(cursor, cast, restricted, editions, now)
        what_waits_at_the_desk(cursor, cast, people, now)
        who_is_in_the_hall(cursor, cast, people, persons, restricted, now)
        what_is_decided(cursor, cast, people, persons, editions, restricted, now)
        templates_of_scene(cursor, people, now)
        who_was_heard(cursor, cast, people, restricted, now)
        what_was_asked_for(cursor, cast, people, persons, restricted, now)
        what_is_weighed(cursor, cast, people, persons, restricted, now)
        lists = what_came_from_elsewhere(cursor, cast, people, now)
        what_is_to_do(cursor, cast, people, restricted, now)
        what_is_in_the_library(cursor, cast, people, now)
        what_was_learned(cursor, cast, people, now)
        who_was_screened(cursor, cast, people, persons, now)
        what_is_offered(cursor, people, now)
        what_is_planned(cursor, cast, people, editions, restricted, now)
        _what_is_remembered(cursor, cast, people, persons, now)
    return Scene(
        cast=cast, people=people, notes=notes, persons=persons, editions=editions, clocks=clocks, lists=lists,
        restricted_case=restricted, admin_dsn=admin_dsn,
    )  # fmt: skip


def _colleague(
    cursor: psycopg.Cursor[Any], cast: Cast, name: str, role: Role, reach: Reach,
    *, until_at: datetime | None = None, is_active: bool = True,
) -> Player:  # fmt: skip
    login = f"{name.casefold()}-{str(new_id())[-12:]}"
    member = insert(cursor, "identity_account", login=login, password="!", is_active=is_active)
    insert(
        cursor, "identity_member", id=member, organisation_id=cast.authority, name=name, language="en",
        time_zone="UTC", theme="auto", version=1,
    )  # fmt: skip
    insert(
        cursor, "identity_posting", organisation_id=cast.authority, member_id=member, unit_id=cast.unit,
        role=role, reach=reach, since_at=datetime(2026, 1, 1, tzinfo=UTC), until_at=until_at,
    )  # fmt: skip
    cookie = sign_in(cursor, member)
    is_live = until_at is None
    actor = Actor(
        id=member, organisation_id=cast.authority, name=name,
        permissions=permissions_of([role]) if is_live else frozenset(),
        units=((cast.unit, reach),) if is_live else (),
        clearances=frozenset({"general"}), ticket=ticket_for(cookie),
    )  # fmt: skip
    return Player(actor=actor, login=login, cookie=cookie, role=role, unit_id=cast.unit)


def _who_sees(
    cursor: psycopg.Cursor[Any], cast: Cast, people: dict[str, Player], restricted: UUID, now: datetime
) -> None:
    then, hour = now - timedelta(days=3), timedelta(hours=1)

    def assigned(case: UUID, who: str, until_at: datetime | None = None) -> None:
        member = people[who].id
        insert(cursor, "cases_assignment", case_id=case, member_id=member, part="lead", since_at=then,
               until_at=until_at)  # fmt: skip

    assigned(cast.case, "farah", until_at=now - hour)
    assigned(cast.case, "lea")
    assigned(cast.case, "mo")
    assigned(cast.other_case, "ivo")  # an administrator once was an officer: the assignment opens nothing now
    assigned(cast.case, "grit")  # and a wall stands before this one
    assigned(restricted, "berg")
    insert(cursor, "cases_wall", case_id=cast.other_case, member_id=cast.costa.id, ground="family",
           why=CANARY, raised_by_id=cast.berg.id, since_at=then, until_at=now - hour)  # fmt: skip

    def shared(case: UUID, compartments: list[str], until_at: datetime, revoked_at: datetime | None) -> None:
        insert(cursor, "cases_share", case_id=case, unit_id=cast.agency_unit, purpose="referral",
               basis="consent", basis_says=CANARY, compartments=compartments, since_at=then,
               until_at=until_at,
               revoked_at=revoked_at)  # fmt: skip

    shared(cast.case, ["gbv"], now + hour, None)
    shared(cast.case, ["medical"], now + hour, now - hour)
    shared(cast.other_case, [], now - hour, None)
    shared(restricted, ["gbv"], now + hour, None)

    def opened(case: UUID, who: str, until_at: datetime) -> None:
        insert(cursor, "cases_opening", case_id=case, member_id=people[who].id, ground="danger",
               reason=f"{CANARY} " + "x" * 30, since_at=then, until_at=until_at, review_says="")  # fmt: skip

    opened(cast.other_case, "farah", now + hour)
    opened(cast.other_case, "berg", now + hour)
    opened(cast.other_case, "hana", now - hour)
    opened(cast.case, "grit", now + hour)


def _what_was_written(
    cursor: psycopg.Cursor[Any], cast: Cast, people: dict[str, Player], restricted: UUID, now: datetime
) -> dict[str, UUID]:
    def note(case: UUID, compartment: str, who: str, whose: str = "authority") -> UUID:
        return insert(
            cursor, "notes_note", case_id=case, compartment=compartment, happened_on=now.date(),
            text=f"{CANARY} {whose} {compartment}", written_by_id=people[who].id, written_at=now, version=2,
        )  # fmt: skip

    notes = {
        "general": note(cast.case, "general", "berg"),
        "gbv": note(cast.case, "gbv", "costa"),
        "medical": note(cast.case, "medical", "costa"),
        "other": note(cast.other_case, "general", "costa"),
        "restricted": note(restricted, "general", "berg"),
        "dina": note(cast.dina_case, "general", "dina", "agency"),
        "elio": note(cast.elio_case, "general", "elio", "other"),
    }
    for name in ("general", "gbv", "elio"):
        case = cast.elio_case if name == "elio" else cast.case
        compartment = "gbv" if name == "gbv" else "general"
        insert(cursor, "notes_earliertext", note_id=notes[name], case_id=case, compartment=compartment,
               version=1, text=f"{CANARY} {name}", written_by_id=people["costa"].id,
               written_at=now)  # fmt: skip
    drafts = [("berg", cast.case, None), ("berg", cast.case, notes["general"]),
              ("berg", cast.case, notes["gbv"]),
              ("grit", cast.case, None), ("costa", cast.other_case, notes["general"]),
              ("dina", cast.case, notes["general"]), ("elio", cast.elio_case, None)]  # fmt: skip
    for who, case, note_id in drafts:
        insert(cursor, "notes_draft", case_id=case, note_id=note_id, member_id=people[who].id, text=CANARY,
               base_version=1, saved_at=now)  # fmt: skip
    return notes


def _what_is_remembered(
    cursor: psycopg.Cursor[Any],
    cast: Cast,
    people: dict[str, Player],
    persons: dict[str, UUID],
    now: datetime,
) -> None:
    for who in ("berg", "grit", "dina", "elio"):
        insert(cursor, "notices_notice", member_id=people[who].id, entry_id=1, kind="cases.assigned",
               case_id=cast.case, at=now)  # fmt: skip
        insert(cursor, "once_done", account_id=people[who].id, key=f"{who}-1", asked=b"", status=303,
               location="/", body=b"", at=now)  # fmt: skip
    lines = [(cast.authority, cast.case, "general", "berg"), (cast.authority, cast.case, "gbv", "costa"),
             (cast.authority, cast.other_case, "general", "costa"), (cast.authority, None, "general", "ivo"),
             (cast.authority, None, "general", "berg"), (cast.other, None, "general", "elio"),
             (cast.other, cast.elio_case, "general", "elio")]  # fmt: skip
    chains = [(*line, line[1] or line[0]) for line in lines]
    for seq, (organisation, case, compartment, who, stream) in enumerate(
        [*chains, *lines_of_persons(cast, persons)], FAR_ON
    ):
        cursor.execute(
            "insert into journal_entry (stream_id, seq, act_id, kind, at, by_id, by_system, organisation_id,"
            " case_id, compartment, facts, prev, hash) values (%s, %s, %s, 'notes.written', %s, %s, '', %s,"
            " %s, %s, %s, '', '') returning id",
            [
                stream,
                seq,
                new_id(),
                now,
                people[who].id,
                organisation,
                case,
                compartment,
                Jsonb({}),
            ],
        )
        row = cursor.fetchone()
        assert row is not None
        cursor.execute(
            "insert into journal_personalfact (entry_id, field, value, salt)"
            " values (%s, 'name', '\"x\"', '')",
            [row[0]],
        )
        cursor.execute(
            "insert into journal_denial (at, by_id, organisation_id, what, target, why)"
            " values (%s, %s, %s, 'x', '', 'hidden')", [now, people[who].id, organisation],
        )  # fmt: skip
