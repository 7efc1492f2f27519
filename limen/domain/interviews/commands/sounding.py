"""The sound of an interview: recording it, keeping its pieces, adding a file, saying when that begins."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.interviews import rules
from limen.domain.interviews.events import (
    RecordingAdded,
    RecordingBegun,
    RecordingEnded,
    RecordingPlaced,
)
from limen.domain.interviews.models import Interview, Recording, SoundPiece
from limen.domain.interviews.names import PieceOfSound, SealedSound, SoundWay, sound_digest
from limen.domain.interviews.queries.reach import locked_interview
from limen.domain.interviews.queries.sounds import locked_recording
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("interviews.begin_recording")
def begin_recording(
    interview_id: UUID, *, recording_id: UUID, media_type: str, by: Actor, at: datetime
) -> RecordingBegun:
    """Begin to record at the desk. The sound itself arrives in pieces."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_recording(row, by=by))
    Recording(
        id=recording_id, interview=row, case_id=row.case_id, compartment=row.compartment, way=SoundWay.DESK,
        media_type=media_type, begins_at=at, begun_by_id=by.id, begun_at=at,
    ).save(force_insert=True)  # fmt: skip
    return RecordingBegun(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        recording_id=recording_id,
    )


def keep_piece(recording_id: UUID, *, piece: PieceOfSound, by: Actor, at: datetime) -> bool:
    """Keep a piece of what the actor records; False when it is there already, so that sending it twice is
    done once.

    Not an act, as words that are typed are none: the recording speaks when it ends, and that act names the
    hash of all its pieces.
    """
    row = locked_recording(recording_id, by=by, at=at)
    refuse_if(
        [
            *rules.obstacles_to_working(is_worked_on=is_worked_on(row.case_id, by=by, at=at)),
            *rules.obstacles_to_ending_recording(has_ended=row.ended_at is not None),
            *rules.obstacles_to_recording(row.interview, by=by),
            *rules.obstacles_to_holding(row.begun_by_id, by=by),
        ]
    )
    if SoundPiece.objects.filter(recording=row, part=piece.part, number=piece.number).exists():
        return False
    _piece(row, piece, by=by, at=at).save(force_insert=True)
    return True


@command("interviews.end_recording")
def end_recording(recording_id: UUID, *, by: Actor, at: datetime) -> RecordingEnded:
    """End a recording: from now on nothing is added to it, and the journal names its hash."""
    row = locked_recording(recording_id, by=by, at=at)
    refuse_if(
        [
            *rules.obstacles_to_working(is_worked_on=is_worked_on(row.case_id, by=by, at=at)),
            *rules.obstacles_to_ending_recording(has_ended=row.ended_at is not None),
        ]
    )
    pieces = list(
        SoundPiece.objects.filter(recording=row).order_by("part", "number").values_list("digest", "size")
    )
    digest, size = sound_digest(one[0] for one in pieces), sum(one[1] for one in pieces)
    Recording.objects.filter(pk=row.pk).update(ended_at=at, size=size, digest=digest)
    return RecordingEnded(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=row.interview_id,
        recording_id=recording_id,
        pieces=len(pieces),
        size=size,
        digest=digest,
    )


@command("interviews.add_recording")
def add_recording(
    interview_id: UUID,
    *,
    recording_id: UUID,
    sound: SealedSound,
    media_type: str,
    file_name: str,
    begins_at: datetime,
    by: Actor,
    at: datetime,
) -> RecordingAdded:
    """Add a recording that another device made. `begins_at` is when its first second was."""
    row = _worked_on(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_adding_recording(row, begins_at=begins_at, at=at))
    recording = Recording(
        id=recording_id, interview=row, case_id=row.case_id, compartment=row.compartment, way=SoundWay.FILE,
        media_type=media_type, file_name=file_name[:255], begins_at=begins_at, begun_by_id=by.id, begun_at=at,
    )  # fmt: skip
    recording.save(force_insert=True)
    piece = PieceOfSound(part=1, number=1, begins_at=begins_at, sealed=sound)
    _piece(recording, piece, by=by, at=at).save(force_insert=True)
    Recording.objects.filter(pk=recording_id).update(ended_at=at, size=sound.size, digest=sound.digest)
    return RecordingAdded(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=interview_id,
        recording_id=recording_id,
        file_name=file_name,
        begins_at=begins_at,
        size=sound.size,
        digest=sound.digest,
    )


@command("interviews.place_recording")
def place_recording(recording_id: UUID, *, begins_at: datetime, by: Actor, at: datetime) -> RecordingPlaced:
    """Say when a file begins, so that each block leads to where it is heard."""
    row = locked_recording(recording_id, by=by, at=at)
    refuse_if(
        [
            *rules.obstacles_to_working(is_worked_on=is_worked_on(row.case_id, by=by, at=at)),
            *rules.obstacles_to_placing_recording(
                is_file=row.way == SoundWay.FILE, begins_at=begins_at, at=at
            ),
        ]
    )
    was_at = row.begins_at
    Recording.objects.filter(pk=row.pk).update(begins_at=begins_at)
    return RecordingPlaced(
        case_id=row.case_id,
        compartment=row.compartment,
        interview_id=row.interview_id,
        recording_id=recording_id,
        was_at=was_at,
        begins_at=begins_at,
    )


def _piece(recording: Recording, piece: PieceOfSound, *, by: Actor, at: datetime) -> SoundPiece:
    sealed = piece.sealed
    return SoundPiece(
        id=new_id(), recording=recording, case_id=recording.case_id, compartment=recording.compartment,
        part=piece.part, number=piece.number, begins_at=piece.begins_at, stored_as=sealed.stored_as,
        file_key=sealed.key, size=sealed.size, digest=sealed.digest, kept_by_id=by.id, kept_at=at,
    )  # fmt: skip


def _worked_on(interview_id: UUID, *, by: Actor, at: datetime) -> Interview:
    row = locked_interview(interview_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=is_worked_on(row.case_id, by=by, at=at)))
    return row
