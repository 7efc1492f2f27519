"""Why something cannot be done with an interview now. Pure questions over a loaded row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.interviews.models import Interview
from limen.domain.interviews.names import (
    Appointment,
    CheckAnswer,
    Checked,
    InterviewState,
    Typed,
)
from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle

_AFTER_CLOSING = frozenset(
    {
        InterviewState.CLOSED,
        InterviewState.READ_BACK,
        InterviewState.CONFIRMED,
        InterviewState.REFUSED,
    }
)


def obstacles_to_working(*, is_worked_on: bool) -> list[Obstacle]:
    """Whoever only reads a case changes nothing in it."""
    if is_worked_on:
        return []
    return [Obstacle("reach", _("You can read this case but not write in it."))]


def obstacles_to_planning(told: Appointment, *, compartment: str, at: datetime, by: Actor) -> list[Obstacle]:
    """An interview lies ahead, somewhere, in a compartment its planner is cleared for."""
    obstacles = obstacles_to_meeting(told, at=at)
    if compartment not in by.clearances:
        obstacles.append(Obstacle("compartment", _("You are not cleared for this compartment.")))
    return obstacles


def obstacles_to_meeting(told: Appointment, *, at: datetime) -> list[Obstacle]:
    """People meet in a room or through a link of ours, at a time that has not passed."""
    obstacles = []
    if told.starts_at <= at:
        obstacles.append(Obstacle("starts_at", _("This time has passed. Choose a later one.")))
    if not (told.place.strip() or told.link):
        obstacles.append(Obstacle("place", _("Say in which room it is, or hold it by video.")))
    if told.link and not told.link.startswith("https://"):
        obstacles.append(Obstacle("link", _("The address of the meeting must begin with https://.")))
    return obstacles


def obstacles_to_changing(row: Interview) -> list[Obstacle]:
    """An appointment is changed as long as the interview has not begun."""
    if row.state == InterviewState.PLANNED:
        return []
    return [Obstacle("state", _("The interview is not ahead any more, so its appointment stays as it was."))]


def obstacles_to_ending(row: Interview, *, why: str) -> list[Obstacle]:
    """Whoever cancels says why."""
    obstacles = obstacles_to_changing(row)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why.")))
    return obstacles


def obstacles_to_marking_missed(row: Interview, *, at: datetime) -> list[Obstacle]:
    """Nobody has missed what has not begun."""
    obstacles = obstacles_to_changing(row)
    if at < row.starts_at:
        obstacles.append(Obstacle("starts_at", _("It has not begun yet, so nobody has missed it.")))
    return obstacles


def obstacles_to_preparing(row: Interview) -> list[Obstacle]:
    """Questions are prepared until the record is closed."""
    if row.state in {InterviewState.PLANNED, InterviewState.OPEN}:
        return []
    return [Obstacle("state", _("The interview is over or was called off."))]


def obstacles_to_opening(
    row: Interview, *, checks: Sequence[Checked], asked: Sequence[str]
) -> list[Obstacle]:
    """Every safeguard of the law in force is answered; what is not met says why."""
    obstacles = []
    if row.state != InterviewState.PLANNED:
        obstacles.append(
            Obstacle("state", _("The record was opened before, or the interview was called off."))
        )
    if {one.key for one in checks} != set(asked):
        obstacles.append(Obstacle("checks", _("Answer every opening check; “does not arise” is an answer.")))
    if any(one.answer is CheckAnswer.NOT_MET and not one.words.strip() for one in checks):
        obstacles.append(Obstacle("words", _("Where an answer is no, say why in a few words.")))
    return obstacles


def obstacles_to_writing(row: Interview, *, by: Actor) -> list[Obstacle]:
    """One person holds an open record."""
    if row.state != InterviewState.OPEN:
        return [Obstacle("state", _("The record is not open."))]
    return obstacles_to_holding(row.holder_id, by=by)


def obstacles_to_holding(holder_id: UUID | None, *, by: Actor) -> list[Obstacle]:
    """Somebody else's record is read, not written."""
    if holder_id == by.id:
        return []
    return [Obstacle("holder", _("Somebody else holds this record. You can read it, or take it over."))]


def obstacles_to_taking_over(row: Interview, *, why: str, by: Actor) -> list[Obstacle]:
    """An open record of somebody else, for a reason."""
    obstacles = []
    if row.state != InterviewState.OPEN:
        obstacles.append(Obstacle("state", _("The record is not open.")))
    elif row.holder_id == by.id:
        obstacles.append(Obstacle("holder", _("You hold this record already.")))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why.")))
    return obstacles


def obstacles_to_noting(row: Interview, *, words: str) -> list[Obstacle]:
    """What does not fit is noted before the interview or in it."""
    obstacles = obstacles_to_preparing(row)
    if not words.strip():
        obstacles.append(Obstacle("words", _("Say what does not fit together, and where it stands.")))
    return obstacles


def obstacles_to_putting(row: Interview, *, is_put: bool, answer: str, by: Actor) -> list[Obstacle]:
    """It is put once, while the record is open, and the answer is written down."""
    obstacles = obstacles_to_writing(row, by=by)
    if is_put:
        obstacles.append(Obstacle("put", _("It was put to the applicant already.")))
    if not answer.strip():
        obstacles.append(Obstacle("answer", _("Write down what the applicant answered.")))
    return obstacles


def obstacles_to_closing(
    row: Interview, *, blocks: int, not_put: int, why_not_put: str, by: Actor
) -> list[Obstacle]:
    """A record says something, and what does not fit was put to the applicant, or it is said why not."""
    obstacles = obstacles_to_writing(row, by=by)
    if not blocks:
        obstacles.append(Obstacle("blocks", _("There is nothing in the record yet.")))
    if not_put and not why_not_put.strip():
        sentence = _("Put every inconsistency to the applicant, or say why that was not possible.")
        obstacles.append(Obstacle("inconsistencies", sentence))
    return obstacles


def obstacles_to_reading_back(row: Interview) -> list[Obstacle]:
    """What is read back is closed."""
    if row.state == InterviewState.CLOSED:
        return []
    return [Obstacle("state", _("Close the record first; it is read back once."))]


def obstacles_to_correcting(row: Interview, *, words: str, said_by: str) -> list[Obstacle]:
    """Comments stand beside a closed record, at any time before the decision."""
    obstacles = []
    if row.state not in _AFTER_CLOSING:
        obstacles.append(
            Obstacle("state", _("Close the record first; until then its words can be typed anew."))
        )
    if not words.strip():
        obstacles.append(Obstacle("words", _("Write down the comment or the correction.")))
    if not said_by.strip():
        obstacles.append(Obstacle("said_by", _("Say whose words these are.")))
    return obstacles


def obstacles_to_confirming(row: Interview) -> list[Obstacle]:
    """Nobody confirms what they were not told."""
    if row.state == InterviewState.READ_BACK:
        return []
    return [Obstacle("state", _("Write down first how the applicant learnt what the record says."))]


def obstacles_to_refusing(row: Interview, *, why: str) -> list[Obstacle]:
    """A refusal is kept with its reasons."""
    obstacles = obstacles_to_confirming(row)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Write down the applicant's reasons, or that none were given.")))
    return obstacles


def obstacles_to_keeping(blocks: Sequence[Typed], *, longest: int, most: int) -> list[Obstacle]:
    """What a device may send in one go."""
    if len(blocks) <= most and all(len(one.words) <= longest for one in blocks):
        return []
    return [Obstacle("size", _("This is more than can be kept in one go."))]


def obstacles_to_sound(*, is_opened: bool, sound: bool, is_told: bool) -> list[Obstacle]:
    """Sound is recorded where the law or the appointment says so, and the applicant knows of it."""
    if not is_opened:
        return [
            Obstacle("state", _("Open the record first: the opening checks ask whether sound may be kept."))
        ]
    if not sound:
        sentence = _("Neither the law of this case nor the appointment says that sound is recorded.")
        return [Obstacle("sound", sentence)]
    if not is_told:
        sentence = _("The opening checks do not say that the applicant was told of the recording.")
        return [Obstacle("told", sentence)]
    return []


def obstacles_to_recording(row: Interview, *, by: Actor) -> list[Obstacle]:
    """Whoever holds the open record records, too."""
    return [*obstacles_to_writing(row, by=by), *_to_its_sound(row)]


def obstacles_to_ending_recording(*, has_ended: bool) -> list[Obstacle]:
    """A recording ends once."""
    return [Obstacle("ended", _("This recording has ended already."))] if has_ended else []


def obstacles_to_adding_recording(row: Interview, *, begins_at: datetime, at: datetime) -> list[Obstacle]:
    """A file of sound belongs to an interview that was held, and begins before now."""
    obstacles = _to_its_sound(row)
    if begins_at > at:
        obstacles.append(
            Obstacle("begins_at", _("This time has not come yet. Say when the recording begins."))
        )
    return obstacles


def obstacles_to_placing_recording(*, is_file: bool, begins_at: datetime, at: datetime) -> list[Obstacle]:
    """What was recorded at the desk knows when it began."""
    if not is_file:
        sentence = _("It was recorded at the desk, so its time is known. Only that of a file can be set.")
        return [Obstacle("way", sentence)]
    if begins_at > at:
        return [Obstacle("begins_at", _("This time has not come yet. Say when the recording begins."))]
    return []


def _to_its_sound(row: Interview) -> list[Obstacle]:
    return obstacles_to_sound(
        is_opened=row.opened_at is not None, sound=row.sound, is_told=row.is_told_of_sound
    )
