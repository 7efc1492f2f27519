"""A recorded interview, as the stories cite it: a minute of sound, and what was written beside it."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from limen.domain.citations.names import MomentKey, short, written
from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands import planning, recording, sounding
from limen.domain.interviews.names import (
    Appointment,
    BlockKind,
    CheckAnswer,
    Checked,
    InterviewKind,
    PieceOfSound,
    SealedSound,
)
from limen.domain.interviews.queries.sheets import opening_checks
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import Player
from tests.domain.citations.filed import ANSWER
from tests.domain.interviews.heard import keep, typed

SECONDS = 90


def recorded(
    case: UUID,
    by: Player,
    now: datetime,
    *,
    compartment: Compartment = Compartment.GENERAL,
    ends: bool = True,
) -> tuple[UUID, UUID]:
    """An interview whose sound was recorded for ninety seconds, with a question first and an answer
    after half a minute: its id, and that of the recording."""
    told = Appointment(
        starts_at=now + timedelta(days=1), zone="UTC", minutes=60, place="Room 4", language="ara",
        interpreter="N. Haddad", sound=True,
    )  # fmt: skip
    interview = planning.plan(
        case, interview_id=new_id(), about=InterviewKind.SUBSTANTIVE, told=told, officer_id=by.id,
        compartment=compartment, by=by.actor, at=now - timedelta(days=2),
    ).interview_id  # fmt: skip
    with acting_as(by.actor):
        asked = opening_checks(interview, on=now.date(), by=by.actor, at=now)
    checks = [Checked(key=one.key, says=one.says, source=one.source, answer=CheckAnswer.MET) for one in asked]
    recording.open_record(interview, checks=checks, on=now.date(), by=by.actor, at=now)
    sound = sounding.begin_recording(
        interview, recording_id=new_id(), media_type="audio/webm", by=by.actor, at=now
    ).recording_id
    sealed = SealedSound(
        stored_as=new_id(), key=bytes(32), size=10, digest=sha256(sound.bytes).hexdigest()
    )  # fmt: skip
    piece = PieceOfSound(part=1, number=1, begins_at=now, sealed=sealed)
    with acting_as(by.actor):
        sounding.keep_piece(sound, piece=piece, by=by.actor, at=now)
    later = now + timedelta(seconds=30)
    keep(
        interview, typed(now, "Why did you leave?"), typed(later, ANSWER, place=2, kind=BlockKind.ANSWER),
        by=by.actor, now=later,
    )  # fmt: skip
    if ends:
        over = now + timedelta(seconds=SECONDS)
        sounding.end_recording(sound, by=by.actor, at=over)
        recording.close_record(interview, by=by.actor, at=over)
    return interview, sound


def moment_of(sound: UUID, second: int) -> str:
    """How a moment of it is cited."""
    return written(MomentKey(of=short(sound), second=second))
