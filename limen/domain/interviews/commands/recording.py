"""The record of an interview: opening it, keeping what is typed, what does not fit, and closing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.interviews import rules
from limen.domain.interviews.commands.sounding import end_recording
from limen.domain.interviews.events import (
    InconsistencyNoted,
    InconsistencyPut,
    RecordClosed,
    RecordOpened,
    RecordTakenOver,
)
from limen.domain.interviews.models import Block, Inconsistency, Interview, OpeningCheck, PreparedQuestion
from limen.domain.interviews.names import (
    LONGEST_BLOCK,
    MOST_AT_ONCE,
    CheckAnswer,
    Checked,
    InterviewState,
    Typed,
    record_digest,
)
from limen.domain.interviews.queries.reach import locked_inconsistency, locked_interview
from limen.domain.interviews.queries.sheets import (
    SOUND,
    TOLD_OF_SOUND,
    SafeguardCard,
    blocks_said,
    opening_checks,
)
from limen.domain.interviews.queries.sounds import recordings_running
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("interviews.open_record")
def open_record(
    interview_id: UUID, *, checks: Sequence[Checked], on: date, by: Actor, at: datetime
) -> RecordOpened:
    """Answer the opening checks and open the record, which its opener then holds. `on` is today there."""
    row = _worked_on(interview_id, by=by, at=at)
    asked = opening_checks(interview_id, on=on, by=by, at=at)
    refuse_if(rules.obstacles_to_opening(row, checks=checks, asked=[one.key for one in asked]))
    OpeningCheck.objects.bulk_create(
        OpeningCheck(
            id=new_id(),
            interview=row,
            case_id=row.case_id,
            compartment=row.compartment,
            place=place,
            key=one.key,
            says=one.says,
            source=one.source,
            answer=one.answer,
            words=one.words.strip(),
            answered_by_id=by.id,
            answered_at=at,
        )
        for place, one in enumerate(checks)
    )
    Interview.objects.filter(pk=row.pk).update(
        state=InterviewState.OPEN,
        holder_id=by.id,
        opened_at=at,
        sound=row.sound or any(one.gate == SOUND for one in asked),
        is_told_of_sound=_is_told_of_sound(asked, checks),
    )
    return RecordOpened(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        answered=len(checks),
        not_met=tuple(one.key for one in checks if one.answer is CheckAnswer.NOT_MET),
    )


@command("interviews.take_over")
def take_over(interview_id: UUID, *, why: str, by: Actor, at: datetime) -> RecordTakenOver:
    """Hold an open record in somebody else's place. Their device is told so when it next sends something."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_taking_over(row, why=why, by=by))
    before = row.holder_id
    Interview.objects.filter(pk=row.pk).update(holder_id=by.id)
    return RecordTakenOver(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        before_id=before or by.id,
        why=why.strip(),
    )


def keep_blocks(interview_id: UUID, *, blocks: Sequence[Typed], by: Actor, at: datetime) -> dict[UUID, int]:
    """Keep what the holder of an open record has typed: each block by the id and revision that the device
    gave, so that sending it twice is done once. What is now kept, by id.

    Not an act: the record speaks when it is closed, and that act names the hash of all blocks.
    """
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(
        [
            *rules.obstacles_to_writing(row, by=by),
            *rules.obstacles_to_keeping(blocks, longest=LONGEST_BLOCK, most=MOST_AT_ONCE),
        ]
    )
    sent = {one.id: one for one in sorted(blocks, key=lambda one: one.revision)}
    there = dict(Block.objects.filter(interview=row, pk__in=sent).values_list("pk", "revision"))
    known = set(
        PreparedQuestion.objects.filter(
            interview=row, pk__in={one.asks for one in sent.values() if one.asks}
        ).values_list("pk", flat=True)
    )
    new = [
        Block(id=key, interview=row, case_id=row.case_id, compartment=row.compartment,
              **_columns(one, known, by, at))
        for key, one in sent.items() if key not in there
    ]  # fmt: skip
    Block.objects.bulk_create(new)
    for key, one in sent.items():
        if key in there and there[key] < one.revision:
            Block.objects.filter(pk=key).update(**_columns(one, known, by, at))
    return {key: max(one.revision, there.get(key, 0)) for key, one in sent.items()}


@command("interviews.note_inconsistency")
def note_inconsistency(
    interview_id: UUID, *, inconsistency_id: UUID, words: str, by: Actor, at: datetime
) -> InconsistencyNoted:
    """Note what does not fit together, so that it is put to the applicant."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_noting(row, words=words))
    Inconsistency.objects.create(
        id=inconsistency_id,
        interview=row,
        case_id=row.case_id,
        compartment=row.compartment,
        words=words.strip(),
        noted_by_id=by.id,
        noted_at=at,
    )
    return InconsistencyNoted(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        inconsistency_id=inconsistency_id,
        words=words.strip(),
    )


@command("interviews.put_inconsistency")
def put_inconsistency(inconsistency_id: UUID, *, answer: str, by: Actor, at: datetime) -> InconsistencyPut:
    """Put an inconsistency to the applicant, and write down the answer."""
    row = locked_inconsistency(inconsistency_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=is_worked_on(row.case_id, by=by, at=at)))
    refuse_if(rules.obstacles_to_putting(row.interview, is_put=row.put_at is not None, answer=answer, by=by))
    Inconsistency.objects.filter(pk=row.pk).update(answer=answer.strip(), put_by_id=by.id, put_at=at)
    return InconsistencyPut(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=row.interview_id,
        inconsistency_id=inconsistency_id,
        answer=answer.strip(),
    )


@command("interviews.close_record")
def close_record(interview_id: UUID, *, why_not_put: str = "", by: Actor, at: datetime) -> RecordClosed:
    """Close the record: from now on its words stay, and the journal names their hash. A recording that still
    runs ends with it."""
    row = _worked_on(interview_id, by=by, at=at)
    blocks = blocks_said(interview_id, by=by, at=at)
    not_put = Inconsistency.objects.filter(interview=row, put_at=None).count()
    refuse_if(
        rules.obstacles_to_closing(row, blocks=len(blocks), not_put=not_put, why_not_put=why_not_put, by=by)
    )
    for recording_id in recordings_running(interview_id, by=by, at=at):
        end_recording(recording_id, by=by, at=at)
    digest = record_digest(one.said for one in blocks)
    Interview.objects.filter(pk=row.pk).update(
        state=InterviewState.CLOSED, closed_at=at, digest=digest, why_not_put=why_not_put.strip()
    )
    return RecordClosed(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        blocks=len(blocks),
        digest=digest,
        why_not_put=why_not_put.strip(),
    )


def _is_told_of_sound(asked: Sequence[SafeguardCard], checks: Sequence[Checked]) -> bool:
    """Whether every check that asks it was answered with yes; with none of them, nobody was asked."""
    telling = {one.key for one in asked if one.gate == TOLD_OF_SOUND}
    answers = [one.answer for one in checks if one.key in telling]
    return bool(answers) and all(answer is CheckAnswer.MET for answer in answers)


def _worked_on(interview_id: UUID, *, by: Actor, at: datetime) -> Interview:
    row = locked_interview(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=is_worked_on(row.case_id, by=by, at=at)))
    return row


def _columns(one: Typed, known: set[UUID], by: Actor, at: datetime) -> dict[str, object]:
    return {
        "place": one.place,
        "kind": one.kind,
        "speaker": one.speaker,
        "said_at": one.said_at,
        "language": one.language,
        "words": one.words,
        "markers": list(one.markers),
        "asks_id": one.asks if one.asks in known else None,
        "revision": one.revision,
        "written_by_id": by.id,
        "kept_at": at,
    }
