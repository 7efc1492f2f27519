"""Taking a worklist out: alone up to a limit, and above it once a second person has agreed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from limen.domain.cases.queries.lists import Count
from limen.domain.worklists import rules
from limen.domain.worklists.events import Exported, ReleaseAgreed, ReleaseAsked, ReleaseRefused
from limen.domain.worklists.models import Release
from limen.domain.worklists.names import Question
from limen.domain.worklists.queries.lists import cases_of, count_of
from limen.domain.worklists.queries.releases import locked_release
from limen.foundation.actors import Actor, Reach
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if

LET_OUT_AT_ONCE = 5000
_LET_OUT = """
insert into worklists_releasedcase (id, release_id, case_id)
    select gen_random_uuid(), %s, c.id from unnest(%s::uuid[]) c (id)
"""


@command("worklists.export")
def export(
    question: Question,
    *,
    columns: tuple[str, ...],
    asked: str,
    why: str,
    release_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> Exported:
    """Take a worklist out of Limen as a table. `asked` is the question as its address says it; `release_id`
    is what a second person agreed to, for this very question."""
    if release_id is None:
        count = count_of(question, by=by, at=at, up_to=rules.leave_at_most())
        refuse_if(rules.obstacles_to_exporting(count=count, why=why))
    else:
        count, why = _taken(question, release_id, asked, by=by, at=at)
    return Exported(
        unit_id=question.unit_id,
        columns=columns,
        asked=asked,
        count=count.found,
        why=why,
        release_id=release_id,
    )


def _taken(question: Question, release_id: UUID, asked: str, *, by: Actor, at: datetime) -> tuple[Count, str]:
    """Take what a second person agreed to: how many cases of it are left, and what they are needed for."""
    release = locked_release(release_id, by=by)
    if question.release_id != release_id or asked != release.asked or not _is_of(release, question):
        raise Hidden(f"release {release_id} is of another list")
    count = count_of(question, by=by, at=at, up_to=rules.leave_at_most())
    refuse_if(
        rules.obstacles_to_taking(
            count=count,
            is_agreed=bool(release.is_agreed),
            is_mine=release.member_id == by.id,
            is_taken=release.taken_at is not None,
            is_over=release.until_at <= at,
        )
    )
    if not Release.objects.filter(pk=release_id).update(taken_at=at):
        raise Hidden(f"release {release_id} is not the actor's to take")
    return count, release.why


def _is_of(release: Release, question: Question) -> bool:
    """Whether this is the list that was asked for, of whom asked for it."""
    unit_id = None if release.is_own else release.unit_id
    return (unit_id, release.member_id) == (question.unit_id, question.member_id)


@command("worklists.ask_release")
def ask_release(
    question: Question, *, of_unit_id: UUID, asked: str, why: str, by: Actor, at: datetime
) -> ReleaseAsked:
    """Ask a second person of a unit to let out a list too long for one: of that unit, or one's own."""
    is_own = question.unit_id is None
    need = Reach.ASSIGNED if is_own else Reach.READ
    if of_unit_id not in by.units_within(need) or question.unit_id not in (None, of_unit_id):
        raise Hidden(f"no second person reads the list of {question.unit_id} in {of_unit_id}")
    count = count_of(question, by=by, at=at, up_to=rules.leave_at_most())
    refuse_if(rules.obstacles_to_asking(count=count, asked=asked, why=why))
    row = Release(
        id=new_id(),
        organisation_id=by.organisation_id,
        unit_id=of_unit_id,
        member_id=by.id,
        is_own=is_own,
        asked=asked,
        count=count.found,
        why=why.strip(),
        asked_at=at,
        until_at=at + rules.waits_for(),
    )
    row.save(force_insert=True)
    return ReleaseAsked(
        release_id=row.id, unit_id=of_unit_id, is_own=is_own, asked=asked, count=row.count, why=row.why
    )


@command("worklists.answer_release")
def answer_release(
    release_id: UUID, question: Question, *, is_agreed: bool, why: str, by: Actor, at: datetime
) -> ReleaseAgreed | ReleaseRefused:
    """Say, as somebody else than who asked, whether a list may leave. A yes lets out the cases of it that
    one may read oneself, and no other."""
    release = locked_release(release_id, by=by)
    if not _is_of(release, question):
        raise Hidden(f"release {release_id} is of another list")
    refuse_if(
        rules.obstacles_to_answering(
            is_mine=release.member_id == by.id,
            is_answered=release.answered_at is not None,
            is_over=release.until_at <= at,
        )
    )
    count = count_of(question, by=by, at=at, up_to=rules.leave_at_most())
    refuse_if(rules.obstacles_to_an_answer(count=count, is_agreed=is_agreed, why=why))
    answer = {"answered_by_id": by.id, "answered_at": at, "is_agreed": is_agreed, "answer_why": why.strip()}
    changed = Release.objects.filter(pk=release_id).update(**answer, until_at=at + rules.waits_for())
    if not changed:
        raise Hidden(f"release {release_id} is not the actor's to answer")
    if is_agreed:
        _let_out(release_id, cases_of(question, by=by, at=at, up_to=rules.leave_at_most()))
    kind = ReleaseAgreed if is_agreed else ReleaseRefused
    return kind(release_id=release_id, unit_id=release.unit_id, count=count.found, why=why.strip())


def _let_out(release_id: UUID, cases: list[UUID]) -> None:
    """Keep which cases were let out: one statement for thousands of them."""
    with connection.cursor() as cursor:
        for start in range(0, len(cases), LET_OUT_AT_ONCE):
            cursor.execute(_LET_OUT, [release_id, cases[start : start + LET_OUT_AT_ONCE]])
