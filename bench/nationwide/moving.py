"""Moving a case on: applications that stand somewhere in their procedure, and the forms that move them.

The cases of one officer have an application each, lodged. They go round: admissibility is examined, the
interview is scheduled and put off. Each move is an act with all that follows from it: the stage, the phase
of the case, the conditions answered or confirmed, the row of the worklist, the lines of the journal.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg

from bench.nationwide import offices
from bench.nationwide.country import Country
from bench.nationwide.keys import key
from bench.nationwide.operations import UNIT

ADJUDICATION = "/adjudication/"
MOST = 40  # applications
TYPE, PACK = "international_protection", "eu-example"
# The way round, by the Union's pack: the act, where it leads, and the words for what a person confirms.
ROUND = (
    ("open_admissibility", "admissibility", ()),
    ("schedule_interview", "interview_scheduled", (("gate-interpreter_arranged", "Booked for that day."),)),
    ("reschedule_interview", "lodged", ()),
)
_LODGED = datetime(2026, 11, 2, tzinfo=UTC)
_APPLICATION = (
    "insert into applications_application (id, case_id, edition_id, pack, type, type_says, state, made_on,"
    " lodged_on, recorded_by_id, recorded_at, version) values (%(id)s, %(case)s, %(edition)s, %(pack)s,"
    " %(type)s, 'Application for international protection', 'lodged', %(day)s, %(day)s, %(by)s, %(at)s, 2)"
)
_COVERED = (
    "insert into applications_coveredperson (id, application_id, case_id, person_id, number, is_covered,"
    " is_separate, why, said_by_id, said_at) select gen_random_uuid(), %(id)s, %(case)s, p.person_id, 1,"
    " true, false, '', %(by)s, %(at)s from cases_party p where p.case_id = %(case)s and p.until_at is null"
)
_STAGE = (
    "insert into procedure_casestage (id, case_id, application_id, procedure, stage, stage_says, phase, act,"
    " act_says, since_on, moved_by_id, moved_at) values (gen_random_uuid(), %(case)s, %(id)s, %(type)s,"
    " 'lodged', 'Application lodged', 'registered', 'lodge', 'Lodge', %(day)s, %(by)s, %(at)s)"
)
MOVED = (
    "with past as (update procedure_casestage set until_at = now() where application_id = %(id)s"
    " and until_at is null returning *), next as (insert into procedure_casestage (id, case_id,"
    " application_id, procedure, stage, stage_says, phase, act, act_says, since_on, moved_by_id, moved_at)"
    " select gen_random_uuid(), p.case_id, p.application_id, p.procedure, 'other', 'Other', 'admissibility',"
    " 'move', 'Move', current_date, p.moved_by_id, now() from past p returning *), file as (update cases_case"
    " set phase = 'admissibility' where id in (select case_id from next) returning *), row as (update"
    " worklists_row set phase = 'admissibility', last_act_at = now() where id in (select id from file)"
    " returning id) insert into journal_entry (stream_id, seq, act_id, kind, at, by_id, by_system,"
    " organisation_id, case_id, compartment, facts, prev, hash) select f.id, 100000000 + n,"
    " gen_random_uuid(), 'procedure.moved', now(), %(by)s, '', f.organisation_id, f.id, 'general', '{}', '',"
    " '' from file f, generate_series(1, 2) n returning id"
)


def mover(country: Country) -> int:
    """The officer whose cases are moved."""
    return next(one for one in country.officers[UNIT] if any(held_by(country, one)))


def moved_cases(country: Country) -> list[UUID]:
    """The cases with an application."""
    return list(itertools.islice(held_by(country, mover(country)), MOST))


def application_of(case: UUID) -> UUID:
    """The id of the application of a case."""
    return key("application", case.int & 0xFFFFFFFFFFFF)


def lodge(connection: psycopg.Connection[Any], country: Country, edition: UUID) -> int:
    """Applications as they stand once they are lodged; how many. Triggers must rest."""
    member = key("member", offices.officer(mover(country)))
    cases = moved_cases(country)
    for case in cases:
        values = {
            "id": application_of(case), "case": case, "edition": edition, "pack": PACK, "type": TYPE,
            "day": _LODGED.date(), "by": member, "at": _LODGED,
        }  # fmt: skip
        for statement in (_APPLICATION, _COVERED, _STAGE):
            connection.execute(statement.encode(), values)
        connection.execute(b"update cases_case set phase = 'registered' where id = %s", [case])
    return len(cases)


def held_by(country: Country, officer: int) -> Iterator[UUID]:
    """The open cases of an officer."""
    return (
        key("case", case)
        for case in range(country.size)
        if country.officer_of(case) == officer and country.is_open(case)
    )


def rounds(country: Country) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The forms, without end: each case in turn is moved one step on its way round."""
    day, done = datetime.now(UTC).date(), defaultdict[UUID, int](int)
    said = [(f"moved_on_{part}", str(getattr(day, part))) for part in ("day", "month", "year")]
    for case in itertools.cycle(moved_cases(country)):
        act, to, words = ROUND[done[case] % len(ROUND)]
        done[case] += 1
        where = f"{ADJUDICATION}case/{case}/applications/{application_of(case)}/move/{act}/{to}/"
        yield where, [*said, *words]
