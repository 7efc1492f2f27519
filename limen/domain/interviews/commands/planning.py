"""The appointment of an interview: planning it, moving it, calling it off, and what is prepared for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import names_of
from limen.domain.interviews import rules
from limen.domain.interviews.commands.bookings import end_bookings, move_bookings
from limen.domain.interviews.events import (
    Cancelled,
    MarkedMissed,
    Planned,
    QuestionsPrepared,
    Rescheduled,
)
from limen.domain.interviews.models import Block, Interview, PreparedQuestion
from limen.domain.interviews.names import (
    Appointment,
    InterviewKind,
    InterviewState,
    Prepared,
    prepared_text,
)
from limen.domain.interviews.queries.reach import locked_interview
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Hidden, Text, refuse_if


@command("interviews.plan")
def plan(
    case_id: UUID,
    *,
    interview_id: UUID,
    about: InterviewKind,
    told: Appointment,
    officer_id: UUID,
    compartment: Compartment,
    by: Actor,
    at: datetime,
) -> Planned:
    """Plan an interview with an officer of the organisation."""
    case = locked_case(case_id, by=by, at=at)
    refuse_if(
        [
            *rules.obstacles_to_working(is_worked_on=is_worked_on(case_id, by=by, at=at)),
            *rules.obstacles_to_planning(told, compartment=compartment, at=at, by=by),
        ]
    )
    if officer_id not in names_of({officer_id}, by=by):
        raise Hidden(f"colleague {officer_id}")
    Interview(
        id=interview_id,
        case=case,
        compartment=compartment,
        kind=about,
        officer_id=officer_id,
        planned_by_id=by.id,
        planned_at=at,
        **_columns(told),
    ).save(force_insert=True)
    return Planned(
        case_id=case_id,
        compartment=compartment,
        interview_id=interview_id,
        about=about,
        starts_at=told.starts_at,
        minutes=told.minutes,
        place=told.place.strip(),
        by_video=bool(told.link),
        officer_id=officer_id,
        language=told.language,
    )


@command("interviews.reschedule")
def reschedule(interview_id: UUID, *, told: Appointment, why: str, by: Actor, at: datetime) -> Rescheduled:
    """Move an interview that has not begun to another time or place, and say why."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if([*rules.obstacles_to_ending(row, why=why), *rules.obstacles_to_meeting(told, at=at)])
    was_at = row.starts_at
    Interview.objects.filter(pk=row.pk).update(**_columns(told))
    move_bookings(row, told)
    return Rescheduled(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        was_at=was_at,
        starts_at=told.starts_at,
        place=told.place.strip(),
        why=why.strip(),
    )


@command("interviews.cancel")
def cancel(interview_id: UUID, *, why: str, by: Actor, at: datetime) -> Cancelled:
    """Call an interview off, and say why."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_ending(row, why=why))
    Interview.objects.filter(pk=row.pk).update(state=InterviewState.CANCELLED, why=why.strip())
    end_bookings(row)
    return Cancelled(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        starts_at=row.starts_at,
        why=why.strip(),
    )


@command("interviews.mark_missed")
def mark_missed(interview_id: UUID, *, why: str = "", by: Actor, at: datetime) -> MarkedMissed:
    """Write down that it could not be held because somebody did not come, with what is known of why. Nothing
    follows from it by itself."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_marking_missed(row, at=at))
    Interview.objects.filter(pk=row.pk).update(state=InterviewState.MISSED, why=why.strip())
    end_bookings(row)
    return MarkedMissed(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        starts_at=row.starts_at,
        why=why.strip(),
    )


@command("interviews.prepare")
def prepare(
    interview_id: UUID, *, questions: Sequence[Prepared], version: int, by: Actor, at: datetime
) -> QuestionsPrepared:
    """Set down what is to be asked, in order. A question that was asked already stays. `version` is what the
    preparer had before them; `Conflict` when it is no longer the latest."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_preparing(row))
    before = list(PreparedQuestion.objects.filter(interview=row).order_by("place", "id"))
    if row.version != version:
        said = prepared_text(Prepared(topic=one.topic, words=one.words) for one in before)
        theirs = Text(says=said, by_name="", at=None)
        raise Conflict(theirs=theirs, base=Text(says="", by_name="", at=None), version=row.version)
    kept = {(one.topic, one.words): one for one in before}
    asked = set(Block.objects.filter(interview=row, asks__isnull=False).values_list("asks_id", flat=True))
    wanted = list(dict.fromkeys((one.topic.strip(), one.words.strip()) for one in questions))
    gone = [one.pk for key, one in kept.items() if key not in wanted and one.pk not in asked]
    PreparedQuestion.objects.filter(pk__in=gone).delete()
    for place, (topic, words) in enumerate(wanted):
        if (topic, words) in kept:
            PreparedQuestion.objects.filter(pk=kept[topic, words].pk).update(place=place)
            continue
        PreparedQuestion.objects.create(
            id=new_id(),
            interview=row,
            case_id=row.case_id,
            compartment=row.compartment,
            place=place,
            topic=topic,
            words=words,
            prepared_by_id=by.id,
        )
    Interview.objects.filter(pk=row.pk).update(version=version + 1)
    return QuestionsPrepared(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        count=len(wanted),
        version=version + 1,
    )


def _worked_on(interview_id: UUID, *, by: Actor, at: datetime) -> Interview:
    row = locked_interview(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=is_worked_on(row.case_id, by=by, at=at)))
    return row


def _columns(told: Appointment) -> dict[str, object]:
    return {
        "starts_at": told.starts_at,
        "zone": told.zone,
        "minutes": told.minutes,
        "place": told.place.strip(),
        "link": told.link,
        "language": told.language,
        "interpreter": told.interpreter.strip(),
        "interpreter_wishes": told.interpreter_wishes.strip(),
        "present": told.present.strip(),
        "sound": told.sound,
    }
