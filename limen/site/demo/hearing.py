"""An interview of the demonstration, from its appointment to the confirmed record. Every word is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.identity.names import Compartment
from limen.domain.interviews.commands import planning, reading_back, recording
from limen.domain.interviews.names import (
    SPEAKERS_OF,
    Appointment,
    BlockKind,
    CheckAnswer,
    Checked,
    CorrectionKind,
    InterviewKind,
    Marker,
    Prepared,
    ReadHow,
    Typed,
)
from limen.domain.interviews.queries.sheets import blocks_said, opening_checks
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as

ROOM = "Room 4, 12 Quay Street, North Harbour (invented)"
ZONE = "Europe/Brussels"
BETWEEN_LINES = timedelta(minutes=4)
_Q, _A = BlockKind.QUESTION, BlockKind.ANSWER


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A line of a record."""

    kind: BlockKind
    words: str
    markers: tuple[Marker, ...] = ()


def asked(words: str) -> Heard:
    """A question."""
    return Heard(kind=_Q, words=words)


def answered(words: str, *markers: Marker) -> Heard:
    """An answer."""
    return Heard(kind=_A, words=words, markers=markers)


PREPARED = (
    Prepared(
        topic="Where you lived", words="Please tell me about the place where you lived before you left."
    ),
    Prepared(topic="Why you left", words="What happened that made you leave?"),
    Prepared(topic="Why you left", words="Did you ask anybody for protection?"),
    Prepared(topic="Going back", words="What do you think would happen if you went back?"),
)
LINES = (
    asked("How are you today, and do you understand the interpreter well?"),
    answered("I am well, thank you. I understand her."),
    asked("Please tell me about the place where you lived before you left."),
    answered("I kept a small shop for cloth near the market, for six years.", Marker.FACT),
    asked("What happened that made you leave?"),
    answered(
        "Men came to the shop three times and wanted me to store boxes for them. I refused. The third time "
        "they said they would come back at night.",
        Marker.FACT,
    ),
    asked("When was the third time?"),
    answered("In the dry season, the week after the school began again.", Marker.INCONSISTENCY),
    Heard(kind=BlockKind.BREAK, words="Ten minutes.", markers=(Marker.BREAK,)),
    asked("You brought a letter. What is it?"),
    answered("It is from the traders' association. It says that I told them about it.", Marker.DOCUMENT),
    asked("Did you ask anybody for protection?"),
    answered("I went to the police post. They wrote nothing down.", Marker.FACT),
    asked("What do you think would happen if you went back?"),
    answered("They know my name and the shop. I think they would not only talk."),
)
_UNFIT = "The form says June for the third visit; the record says the week after school began (September)."
_PUT = "The months were mixed up when the form was filled in; she had said “after the holidays”."


def plan_interview(
    case_id: UUID,
    *,
    starts_at: datetime,
    language: str,
    officer: Actor,
    by: Actor,
    at: datetime,
    link: str = "",
    sound: bool = False,
) -> UUID:
    """An appointment with its questions prepared. `language` is a code of ISO 639-3; `sound`: it is
    recorded."""
    interview_id = new_id()
    told = Appointment(
        starts_at=starts_at, zone=ZONE, minutes=150, place=ROOM, link=link, language=language,
        interpreter="Claire Dubois (invented interpreter)",
        interpreter_wishes="A woman, not from the same town.", sound=sound,
    )  # fmt: skip
    planning.plan(
        case_id, interview_id=interview_id, about=InterviewKind.SUBSTANTIVE, told=told,
        officer_id=officer.id, compartment=Compartment.GENERAL, by=by, at=at,
    )  # fmt: skip
    planning.prepare(interview_id, questions=PREPARED, version=1, by=by, at=at + timedelta(minutes=20))
    return interview_id


def hold_interview(interview_id: UUID, *, by: Actor, at: datetime, sound: bool = False) -> None:
    """Open the record, type it, and put to the applicant what does not fit."""
    open_with_checks(interview_id, by=by, at=at, sound=sound)
    type_lines(interview_id, LINES, by=by, at=at)
    unfit = new_id()
    later = at + timedelta(minutes=70)
    recording.note_inconsistency(interview_id, inconsistency_id=unfit, words=_UNFIT, by=by, at=later)
    recording.put_inconsistency(unfit, answer=_PUT, by=by, at=later + timedelta(minutes=3))


def open_with_checks(interview_id: UUID, *, by: Actor, at: datetime, sound: bool = False) -> None:
    """Answer every safeguard of the law in force; without `sound` a written record was agreed to."""
    with acting_as(by):
        asked_for = opening_checks(interview_id, on=at.date(), by=by, at=at)
    checks = [
        Checked(
            key=one.key, says=one.says, source=one.source,
            answer=CheckAnswer.NOT_ARISING if "audio" in one.key and not sound else CheckAnswer.MET,
            words="Sample words (invented): the applicant agreed to a written record."
            if "audio" in one.key and not sound else "",
        )
        for one in asked_for
    ]  # fmt: skip
    recording.open_record(interview_id, checks=checks, on=at.date(), by=by, at=at)


def type_lines(interview_id: UUID, lines: tuple[Heard, ...], *, by: Actor, at: datetime) -> None:
    """The lines of a record, some minutes apart."""
    blocks = [
        Typed(
            id=new_id(), place=float(place), kind=line.kind, words=line.words, revision=1,
            speaker=SPEAKERS_OF.get(line.kind, SPEAKERS_OF[_Q]), said_at=at + BETWEEN_LINES * place,
            markers=line.markers,
        )
        for place, line in enumerate(lines, 1)
    ]  # fmt: skip
    with acting_as(by):
        recording.keep_blocks(interview_id, blocks=blocks, by=by, at=at + timedelta(minutes=60))


def confirm_record(interview_id: UUID, first_answer: str, *, by: Actor, at: datetime) -> None:
    """Close the record, read it back; the applicant puts one word right beside her own, and confirms."""
    recording.close_record(interview_id, by=by, at=at)
    at += timedelta(minutes=10)
    reading_back.read_back(
        interview_id, how=ReadHow.READ_ALOUD, reader="Claire Dubois (invented interpreter)", language=None,
        by=by, at=at,
    )  # fmt: skip
    with acting_as(by):
        block = next(one for one in blocks_said(interview_id, by=by, at=at) if one.words == first_answer)
    reading_back.correct(
        block.id, correction_id=new_id(), sort=CorrectionKind.CORRECTION,
        words="Seven years, counting the year with her aunt.", said_by="The applicant", by=by, at=at,
    )  # fmt: skip
    reading_back.confirm(interview_id, by=by, at=at + timedelta(minutes=20))
