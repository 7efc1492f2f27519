"""Interviews as the tests of their acts need them: planned, open, closed, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands.planning import plan
from limen.domain.interviews.commands.reading_back import read_back
from limen.domain.interviews.commands.recording import close_record, keep_blocks, open_record
from limen.domain.interviews.names import (
    SPEAKERS_OF,
    Appointment,
    BlockKind,
    CheckAnswer,
    Checked,
    InterviewKind,
    ReadHow,
    Speaker,
    Typed,
)
from limen.domain.interviews.queries.sheets import opening_checks
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import Cast


def appointment(now: datetime, *, days: int = 2, place: str = "Room 4") -> Appointment:
    """In some days, in a room."""
    return Appointment(
        starts_at=now + timedelta(days=days), zone="UTC", minutes=180, place=place, language="ara",
        interpreter="N. Haddad",
    )  # fmt: skip


def planned(cast: Cast, now: datetime, *, compartment: Compartment = Compartment.GENERAL) -> UUID:
    """An interview that lies ahead, held by Berg."""
    return plan(
        cast.case, interview_id=new_id(), about=InterviewKind.SUBSTANTIVE, told=appointment(now),
        officer_id=cast.berg.id, compartment=compartment, by=cast.berg.actor, at=now,
    ).interview_id  # fmt: skip


def opened(cast: Cast, now: datetime) -> UUID:
    """One whose record Berg holds; no law is in force, so nothing was to be answered."""
    interview = planned(cast, now)
    open_record(interview, checks=(), on=now.date(), by=cast.berg.actor, at=now)
    return interview


def planned_for_sound(cast: Cast, now: datetime) -> UUID:
    """An interview that lies ahead, of which sound is to be recorded."""
    told = replace(appointment(now), sound=True)
    return plan(
        cast.case, interview_id=new_id(), about=InterviewKind.SUBSTANTIVE, told=told,
        officer_id=cast.berg.id, compartment=Compartment.GENERAL, by=cast.berg.actor, at=now,
    ).interview_id  # fmt: skip


def opened_for_sound(cast: Cast, now: datetime) -> UUID:
    """One whose record Berg holds, and whose applicant knows that sound is recorded."""
    interview, by = planned_for_sound(cast, now), cast.berg.actor
    with acting_as(by):
        asked = opening_checks(interview, on=now.date(), by=by, at=now)
    checks = [Checked(key=one.key, says=one.says, source=one.source, answer=CheckAnswer.MET) for one in asked]
    open_record(interview, checks=checks, on=now.date(), by=by, at=now)
    return interview


def typed(now: datetime, words: str, *, place: float = 1, kind: BlockKind = BlockKind.QUESTION,
          revision: int = 1, key: UUID | None = None) -> Typed:  # fmt: skip
    """A block as a device sends it."""
    speaker = SPEAKERS_OF.get(kind, Speaker.OFFICER)
    return Typed(
        id=key or new_id(), place=place, kind=kind, speaker=speaker, said_at=now, words=words,
        revision=revision,
    )  # fmt: skip


def keep(interview: UUID, *blocks: Typed, by: Actor, now: datetime) -> dict[UUID, int]:
    """As the page does it: within the transaction of somebody."""
    with acting_as(by):
        return keep_blocks(interview, blocks=blocks, by=by, at=now)


def closed(cast: Cast, now: datetime) -> UUID:
    """One with a question and an answer."""
    interview = opened(cast, now)
    blocks = (
        typed(now, "Why did you leave?"), typed(now, "They came at night.", place=2, kind=BlockKind.ANSWER),
    )  # fmt: skip
    keep(interview, *blocks, by=cast.berg.actor, now=now)
    close_record(interview, by=cast.berg.actor, at=now)
    return interview


def told_again(cast: Cast, now: datetime) -> UUID:
    """One that was read back."""
    interview = closed(cast, now)
    read_back(
        interview, how=ReadHow.READ_ALOUD, reader="N. Haddad", language="ara", by=cast.berg.actor, at=now
    )
    return interview
