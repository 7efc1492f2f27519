"""The application's own wall with row security switched off: it says the same as the rules of access. A role
let past it exists in the tests only: whatever stays hidden is hidden by the application alone (DB-10)."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import psycopg
import pytest

from limen.foundation.rows import acting_as
from limen.site.postgres.roles import DatabaseRole
from tests.conftest import House
from tests.security.questions_of_applications import NOT_ASKED_OF_APPLICATIONS, asked_of_applications
from tests.security.questions_of_assessments import NOT_ASKED_OF_ASSESSMENTS, asked_of_assessments
from tests.security.questions_of_citations import NOT_ASKED_OF_CITATIONS, asked_of_citations
from tests.security.questions_of_country import NOT_ASKED_OF_COUNTRY, asked_of_country
from tests.security.questions_of_decisions import NOT_ASKED_OF_DECISIONS, asked_of_decisions
from tests.security.questions_of_directory import NOT_ASKED_OF_DIRECTORY, asked_of_directory
from tests.security.questions_of_documents import NOT_ASKED_OF_DOCUMENTS, asked_of_documents
from tests.security.questions_of_duplicates import (
    NOT_ASKED_OF_DUPLICATES,
    asked_of_duplicates,
    secrets_of_duplicates,
)
from tests.security.questions_of_families import NOT_ASKED_OF_FAMILIES, asked_of_families, secrets_of_families
from tests.security.questions_of_hall import NOT_ASKED_OF_HALL, asked_of_hall
from tests.security.questions_of_imports import NOT_ASKED_OF_IMPORTS, asked_of_imports, secrets_of_imports
from tests.security.questions_of_interviews import NOT_ASKED_OF_INTERVIEWS, asked_of_interviews
from tests.security.questions_of_people import NOT_ASKED_OF_PEOPLE, asked_of_people, secrets_of_people
from tests.security.questions_of_plans import NOT_ASKED_OF_PLANS, asked_of_plans
from tests.security.questions_of_practice import NOT_ASKED_OF_PRACTICE, asked_of_practice
from tests.security.questions_of_registration import (
    NOT_ASKED_OF_REGISTRATION,
    asked_of_registration,
    secrets_of_registration,
)
from tests.security.questions_of_screenings import NOT_ASKED_OF_SCREENINGS, asked_of_screenings
from tests.security.questions_of_the_law import asked_of_the_law, each
from tests.security.questions_of_work import NOT_ASKED_OF_WORK, asked_of_work
from tests.security.rules_of_access import READ, WORK, Facts, Somebody
from tests.security.scene import Scene, set_up
from tests.security.secrets_of_modules import secrets_of_modules

pytestmark = pytest.mark.slow

NAMES = ["berg", "costa", "farah", "grit", "hana", "ivo", "jun", "lena", "sami", "dina", "elio"]
UNWALLED = "limen_app_unwalled"


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


@pytest.fixture(scope="module")
def facts(scene: Scene) -> Facts:
    return scene.facts()


@pytest.fixture(autouse=True)
def _row_security_is_off(house: House) -> Iterator[None]:
    from django.db import connections

    with psycopg.connect(house.admin_dsn, autocommit=True) as admin:
        if admin.execute("select 1 from pg_roles where rolname = %s", [UNWALLED]).fetchone() is None:
            admin.execute(
                f"create role {UNWALLED} login bypassrls in role limen_app password '{house.password}'"
            )
        admin.execute(f"grant connect on database {house.dbname} to {UNWALLED}")
        admin.execute(f"alter role {UNWALLED} in database {house.dbname} set search_path = public")
    default = connections["default"]
    default.close()
    default.settings_dict["USER"] = UNWALLED
    try:
        yield
    finally:
        default.close()
        default.settings_dict["USER"] = str(DatabaseRole.APP)


def test_row_security_is_really_off(scene: Scene) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select current_user, count(*) from cases_case group by 1")
        user, count = cursor.fetchone()
    assert user == UNWALLED
    assert count >= 5


def everything_asked(scene: Scene, facts: Facts, name: str, at: datetime) -> dict[str, Callable[[], Any]]:
    """Every question of the domain, as this person would ask it about every case and note."""
    from limen.domain.cases.queries import lists, sheets, timeline
    from limen.domain.identity.queries import people
    from limen.domain.identity.queries.denials import denials
    from limen.domain.notes import queries as notes
    from limen.domain.notices import queries as notices

    by = scene.people[name].actor
    cases = [row["id"] for row in facts.all("cases_case")]
    units = [row["id"] for row in facts.all("identity_unit")]
    members = {row["id"] for row in facts.all("identity_member")}
    note_ids = [row["id"] for row in facts.all("notes_note")]
    acts = [row["act_id"] for row in facts.all("journal_entry")]
    elsewhere = asked_of_the_law(scene, facts, name, at) | asked_of_people(scene, facts, name, at)
    elsewhere |= asked_of_assessments(scene, facts, name, at) | asked_of_decisions(scene, facts, name, at)
    elsewhere |= asked_of_country(scene, facts, name, at) | asked_of_practice(scene, facts, name, at)
    elsewhere |= asked_of_screenings(scene, facts, name, at) | asked_of_citations(scene, facts, name, at)
    elsewhere |= asked_of_applications(scene, facts, name, at) | asked_of_work(scene, facts, name, at)
    elsewhere |= asked_of_duplicates(scene, facts, name, at) | asked_of_registration(scene, facts, name, at)
    elsewhere |= asked_of_directory(scene, facts, name, at) | asked_of_plans(scene, facts, name, at)
    elsewhere |= (
        asked_of_families(scene, facts, name, at)
        | asked_of_hall(scene, facts, name, at)
        | asked_of_interviews(scene, facts, name, at)
        | asked_of_imports(scene, facts, name, at)
        | asked_of_documents(scene, facts, name, at)
    )
    return elsewhere | {
        "cases_in_unit": lambda: [lists.cases_in_unit(u, by=by) for u in units],
        "count_in_unit": lambda: sum(lists.count_in_unit(u, by=by).found for u in units),
        "cases_assigned_to_me": lambda: lists.cases_assigned_to_me(by=by, at=at),
        "count_assigned_to_me": lambda: lists.count_assigned_to_me(by=by, at=at).found,
        "cases_shared_with_us": lambda: lists.cases_shared_with_us(by=by, at=at),
        "count_shared_with_us": lambda: lists.count_shared_with_us(by=by, at=at).found,
        "case_sheet": each(sheets.case_sheet, cases, by=by, at=at),
        "locked_case": each(sheets.locked_case, cases, by=by, at=at),
        "is_worked_on": each(sheets.is_worked_on, cases, by=by, at=at),
        "assignments_of": each(sheets.assignments_of, cases, by=by, at=at),
        "walls_of": each(sheets.walls_of, cases, by=by, at=at),
        "shares_of": each(sheets.shares_of, cases, by=by, at=at),
        "openings_of": each(sheets.openings_of, cases, by=by, at=at),
        "openings_to_review": lambda: sheets.openings_to_review(by=by, at=at),
        "readers_of": each(sheets.readers_of, cases, before=at, by=by, at=at),
        "timeline": each(timeline.timeline, cases, by=by, at=at),
        "organisation_timeline": lambda: timeline.organisation_timeline(by=by, at=at),
        "told": each(timeline.told, acts, by=by, at=at),
        "notes_of": each(notes.notes_of, cases, by=by, at=at),
        "note_sheet": each(notes.note_sheet, note_ids, by=by, at=at),
        "locked_note": each(notes.locked_note, note_ids, by=by, at=at),
        "draft_of": lambda: [
            draft for case in cases for note in (None, *note_ids)
            if (draft := notes.draft_of(case, note_id=note, by=by, at=at))
        ],
        "my_drafts": lambda: notes.my_drafts(by=by, at=at),
        "notices_of": lambda: notices.notices_of(by, at=at),
        "count_unread": lambda: notices.count_unread(by),
        "my_units": lambda: people.my_units(by),
        "units_one_can_share_with": lambda: people.units_one_can_share_with(by),
        "people_of_units": lambda: people.people_of_units(tuple(units), by=by, at=at),
        "denials": lambda: denials(by=by, at=at),
        "names_of": lambda: people.names_of(members, by=by),
    }  # fmt: skip


# Questions that are not about rows behind the walls, or that the database answers by the ticket alone.
NOT_ASKED = {
    "entering": "answers by the ticket", "my_sessions": "answers by the ticket",
    "demo_people": "answers in a demonstration only", "colleagues": "refuses by the ticket",
    "colleague": "one of colleagues", "tell_of": "the worker's",
    "posting_card": "a card of a loaded row", "cases_seen_by": "a filter", "cases_read_by": "a filter",
    "cases_worked_on_by": "a filter", "cases_allocated_by": "a filter", "cases_assigned_to": "a filter",
    "within_reach": "a filter", "within_allocation": "a filter", "shared_with": "a filter",
    "read_of": "a filter", "of_own": "a filter", "read_or_shared": "a filter", "of_its_case": "a filter",
    "shares_of_its_case": "a filter",
    "live_shares": "a filter", "notes_seen_by": "a filter", "drafts_of": "a filter",
    "clocks_seen_by": "a filter", "clocks_of_own": "a filter", "card_of": "a card of a loaded row",
    "reasons_kept": "of a loaded row",
    "columns_of": "of a ruling", "as_kept": "of a ruling", "ruling_of": "of the law alone",
    "answer_of": "of the law alone", "extended": "of the law alone", "finding_of": "of the law alone",
    "packed": "bytes", "unpacked": "bytes", "digest_of": "bytes", "kept_law": "of bytes already read",
    "library_read": "of bytes already read", "is_what_it_says": "asked within policy.adopt of a locked row",
    "count_open_cases": "answers by the ticket", "rows_for_trial": "answers by the ticket",
    "row_from": "of a loaded row", "look_at": "of loaded rows", "term_says": "of the law alone",
    "editions_at_work": "the worker's", "own_law": "the worker's", "law_in_force_now": "the worker's",
    "live_clocks": "the worker's", "report": "the worker's", "settle_closed": "the worker's",
    "limits_run_out": "the worker's", "clocks_overdue": "the worker's", "note_missed": "the worker's",
} | NOT_ASKED_OF_PEOPLE | NOT_ASKED_OF_FAMILIES | NOT_ASKED_OF_HALL | NOT_ASKED_OF_IMPORTS  # fmt: skip
NOT_ASKED |= NOT_ASKED_OF_COUNTRY | NOT_ASKED_OF_DECISIONS | NOT_ASKED_OF_INTERVIEWS | NOT_ASKED_OF_CITATIONS
NOT_ASKED |= NOT_ASKED_OF_APPLICATIONS | NOT_ASKED_OF_REGISTRATION | NOT_ASKED_OF_DUPLICATES
NOT_ASKED |= NOT_ASKED_OF_WORK | NOT_ASKED_OF_DOCUMENTS | NOT_ASKED_OF_ASSESSMENTS | NOT_ASKED_OF_PRACTICE
NOT_ASKED |= NOT_ASKED_OF_SCREENINGS
NOT_ASKED |= NOT_ASKED_OF_PLANS
NOT_ASKED |= NOT_ASKED_OF_DIRECTORY


def test_no_question_escapes(scene: Scene, facts: Facts) -> None:
    """A new query function is asked here, or says why not."""
    asked = everything_asked(scene, facts, "berg", datetime.now(UTC)).keys()
    known = {name for module in _question_modules() for name, value in vars(module).items()
             if inspect.isfunction(value) and value.__module__ == module.__name__
             and not name.startswith("_")}  # fmt: skip
    assert known - asked - NOT_ASKED.keys() == set()
    assert (asked | NOT_ASKED.keys()) - known == set(), "these are gone: take them out"


def _question_modules() -> list[ModuleType]:
    import importlib
    import pkgutil

    from limen import domain

    names = [m.name for m in pkgutil.walk_packages(domain.__path__, "limen.domain.") if ".queries" in m.name]
    return [importlib.import_module(name) for name in names]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_hidden_is_in_any_answer(name: str, scene: Scene, facts: Facts) -> None:
    """Whatever a person is told, no id and no text of a hidden case, note or stranger is in it."""
    me, at = scene.somebody(name, facts), datetime.now(UTC)
    secrets = _secrets(me, facts)
    leaks = []
    with acting_as(scene.people[name].actor):
        for question, ask in everything_asked(scene, facts, name, at).items():
            said = repr(ask())
            leaks += [(question, what) for secret, what in secrets.items() if secret in said]
    assert leaks == []


def _secrets(me: Somebody, facts: Facts) -> dict[str, str]:
    """Ids and texts that this person must never be told, and what they are."""
    hidden = secrets_of_modules(me, facts) | secrets_of_people(me, facts) | secrets_of_families(me, facts)
    hidden |= secrets_of_duplicates(me, facts) | secrets_of_imports(me, facts)
    hidden |= secrets_of_registration(me, facts)
    for case in facts.all("cases_case", lambda c: not me.sees_case(c["id"])):
        hidden |= {str(case["id"]): "the id of a case", case["reference"]: "the reference of a case"}
    for note in facts.all("notes_note", lambda n: not me.sees_note(n)):
        hidden[str(note["id"])] = "the id of a note"
    for table, sees in (("cases_wall", me.sees_wall), ("cases_share", me.sees_share),
                        ("cases_opening", me.sees_opening)):  # fmt: skip
        hidden |= {str(row["id"]): f"a row of {table}" for row in facts.all(table) if not sees(row)}
    for table in ("deadlines_clock", "deadlines_stop", "deadlines_extension", "deadlines_difference"):
        for row in facts.all(table, lambda row: not me.sees_of_clock(row)):
            hidden[str(row["id"])] = f"a row of {table}"
            hidden |= {row["about"]: "whom a clock is about"} if row.get("about") else {}
    for table in ("policy_edition", "policy_adoption"):
        strange = facts.all(table, lambda row: row["organisation_id"] != me.organisation)
        hidden |= {str(row["id"]): f"a row of {table}" for row in strange}
    for trial in facts.all("deadlines_trial", lambda row: row["asked_by_id"] != me.me):
        hidden[str(trial["id"])] = "somebody else's trial"
    for member in facts.all("identity_member", lambda m: m["organisation_id"] != me.organisation):
        hidden[str(member["id"])] = "a stranger"
    # Somebody who shares no case has no business with who works elsewhere, not even by name.
    hidden |= {f"'{m['name']}'": "a stranger's name" for m in facts.all("identity_member")
               if m["organisation_id"] != me.organisation}  # fmt: skip
    return hidden


@pytest.mark.parametrize("name", NAMES)
def test_what_is_theirs_is_still_told(name: str, scene: Scene, facts: Facts) -> None:
    """The same as the rules say, no more and no less: sheets, notes, counts."""
    me, at = scene.somebody(name, facts), datetime.now(UTC) + timedelta(seconds=1)
    cases = facts.all("cases_case")
    with acting_as(scene.people[name].actor):
        asked = everything_asked(scene, facts, name, at)
        sheets = dict(asked["case_sheet"]())
        assert sheets.keys() == {c["id"] for c in cases if me.sees_case(c["id"])}
        assert {k for k, s in sheets.items() if s.is_read} == {
            c["id"] for c in cases if me.reaches(c["id"], READ)
        }
        assert {k for k, s in sheets.items() if s.is_worked_on} == {
            c["id"] for c in cases if me.reaches(c["id"], WORK)
        }
        assert {k for k, s in sheets.items() if s.is_allocated} == {
            c["id"] for c in cases if me.allocates(c["id"])
        }
        assert dict(asked["note_sheet"]()).keys() == {
            n["id"] for n in facts.all("notes_note") if me.sees_note(n)
        }
        mine = [c for c in cases if me.is_assigned(c["id"]) and me.sees_case(c["id"])]
        assert asked["count_assigned_to_me"]() == len(mine)
        assert asked["count_shared_with_us"]() == len([c for c in cases if me.shares_with_me(c["id"])])
        clocks = {c["id"] for c in facts.all("deadlines_clock") if me.sees_of_clock(c)}
        assert dict(asked["clock_sheet"]()).keys() == clocks
        assert asked["count_differences"]() == len(
            [d for d in facts.all("deadlines_difference") if d["settled_at"] is None and me.sees_of_clock(d)]
        )
        ours = {e["id"] for e in facts.all("policy_edition") if e["organisation_id"] == me.organisation}
        assert dict(asked["law_of"]()).keys() == ours
        persons = facts.all("people_person")
        sheets = dict(asked["person_sheet"]())
        assert sheets.keys() == {p["id"] for p in persons if me.lists_person(p["id"])}
        assert {k for k, s in sheets.items() if s.is_read} == {
            p["id"] for p in persons if me.reads_person(p["id"])
        }
        assert len(asked["draft_of"]()) == len([d for d in facts.all("notes_draft") if me.holds_draft(d)])
