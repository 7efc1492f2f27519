"""Reading a closed record back: how, what was said about it, and whether it was confirmed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.interviews import rules
from limen.domain.interviews.events import (
    BlockCorrected,
    ConfirmationRefused,
    Confirmed,
    RecordReadBack,
)
from limen.domain.interviews.models import Correction, Interview
from limen.domain.interviews.names import CorrectionKind, InterviewState, ReadHow
from limen.domain.interviews.queries.reach import block_of, locked_interview
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import refuse_if


@command("interviews.read_back")
def read_back(
    interview_id: UUID, *, how: ReadHow, reader: str, language: str | None, by: Actor, at: datetime
) -> RecordReadBack:
    """Write down how the applicant learnt what the record says, through whom, and in which language."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_reading_back(row))
    Interview.objects.filter(pk=row.pk).update(
        state=InterviewState.READ_BACK,
        read_how=how,
        read_by=reader.strip(),
        read_language=language,
        read_at=at,
    )
    return RecordReadBack(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        how=how,
        reader=reader.strip(),
        language=language,
    )


@command("interviews.correct")
def correct(
    block_id: UUID,
    *,
    correction_id: UUID,
    sort: CorrectionKind,
    words: str,
    said_by: str,
    by: Actor,
    at: datetime,
) -> BlockCorrected:
    """Set a comment or a correction beside the words of a block. The words stay."""
    block = block_of(block_id, by=by, at=at)
    row = _worked_on(block.interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_correcting(row, words=words, said_by=said_by))
    Correction.objects.create(
        id=correction_id,
        interview=row,
        block=block,
        case_id=row.case_id,
        compartment=row.compartment,
        kind=sort,
        words=words.strip(),
        said_by=said_by.strip(),
        written_by_id=by.id,
        written_at=at,
    )
    return BlockCorrected(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=row.id,
        block_id=block_id,
        correction_id=correction_id,
        sort=sort,
        words=words.strip(),
        said_by=said_by.strip(),
    )


@command("interviews.confirm")
def confirm(interview_id: UUID, *, by: Actor, at: datetime) -> Confirmed:
    """Write down that the applicant confirmed the record."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_confirming(row))
    Interview.objects.filter(pk=row.pk).update(state=InterviewState.CONFIRMED, answered_at=at)
    return Confirmed(
        case_id=row.case_id, compartment=row.compartment, interview_id=interview_id, digest=row.digest
    )


@command("interviews.refuse_confirmation")
def refuse_confirmation(interview_id: UUID, *, why: str, by: Actor, at: datetime) -> ConfirmationRefused:
    """Write down that the applicant did not confirm the record, and why. It stops nothing."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_refusing(row, why=why))
    Interview.objects.filter(pk=row.pk).update(state=InterviewState.REFUSED, why=why.strip(), answered_at=at)
    return ConfirmationRefused(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        digest=row.digest,
        why=why.strip(),
    )


def _worked_on(interview_id: UUID, *, by: Actor, at: datetime) -> Interview:
    row = locked_interview(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=is_worked_on(row.case_id, by=by, at=at)))
    return row
