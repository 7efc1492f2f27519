"""Filling in the form, a section at a time. What was saved is never overwritten, only followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import F

from limen.domain.applications import rules
from limen.domain.applications.events import Answered
from limen.domain.applications.models import Answers, AnswersDraft, Application
from limen.domain.applications.names import Answer
from limen.domain.applications.queries.reach import locked_application
from limen.domain.applications.queries.sheets import SectionCard, sheet_of
from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.people.names import Told
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Conflict, Hidden, Text, refuse_if
from limen.law.applications import FormSection

LONGEST = 100_000


@command("applications.answer")
def answer(
    application_id: UUID,
    *,
    section: str,
    answers: Mapping[str, Answer],
    version: int,
    by: Actor,
    at: datetime,
) -> Answered:
    """Save a section of the form. `version` is the one the writer had before them; if it is no longer the
    latest, nothing is changed and `Conflict` carries what stands there now."""
    row = locked_application(application_id, by=by, at=at)
    sheet = sheet_of(row, by=by, at=at)
    of = sheet.type.section(section)
    if of is None:
        raise Hidden(f"section {section} of application {application_id}")
    reach = is_worked_on(row.case_id, by=by, at=at)
    obstacles = rules.obstacles_to_answering(state=row.state, is_worked_on=reach)
    asked = {question.id: question for question in of.questions}
    given = {name: one for name, one in answers.items() if name in asked}
    wrong = [asked[name] for name, one in given.items() if not rules.is_an_answer(asked[name], one)]
    refuse_if([*obstacles, *map(rules.wrong_answer, wrong)])
    latest = sheet.sections.get(section, SectionCard(section=section, answers={}))
    if latest.version != version:
        raise Conflict(theirs=_text(of, latest), base=None, version=latest.version)
    Answers.objects.create(
        application=row,
        case_id=row.case_id,
        section=section,
        version=version + 1,
        told={name: one.kept() for name, one in given.items()},
        written_by_id=by.id,
        written_at=at,
    )
    Application.objects.filter(pk=application_id).update(version=F("version") + 1)
    AnswersDraft.objects.filter(application=row, section=section, member_id=by.id).delete()
    return Answered(
        case_id=row.case_id,
        application_id=application_id,
        section=section,
        section_says=of.says,
        version=version + 1,
    )


def keep_answers_draft(
    application_id: UUID,
    *,
    section: str,
    typed: Mapping[str, str],
    base_version: int,
    by: Actor,
    at: datetime,
) -> datetime:
    """Keep what the actor is typing, and say when it was kept. Not an act: nothing was said yet."""
    row = locked_application(application_id, by=by, at=at)
    reach = is_worked_on(row.case_id, by=by, at=at)
    refuse_if(rules.obstacles_to_answering(state=row.state, is_worked_on=reach))
    AnswersDraft.objects.update_or_create(
        application=row,
        section=section,
        member_id=by.id,
        defaults={
            "case_id": row.case_id,
            "typed": dict(typed),
            "base_version": base_version,
            "saved_at": at,
        },
    )
    return at


def _text(of: FormSection, latest: SectionCard) -> Text:
    """A section as somebody can read it beside their own."""
    lines = []
    for question in of.questions:
        one = latest.answers.get(question.id)
        if one is not None and one.is_answer:
            said = dict(question.one_of).get(one.value, one.as_told or one.value)
            lines.append(f"{question.says}: {said if one.state is Told.TOLD else one.state.label}")
    return Text(says="\n".join(lines), by_name=latest.by_name, at=latest.written_at)
