"""The sound of an interview: its recordings, their parts, and where their pieces lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as told
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Min, Sum

from limen.domain.identity.queries.people import names_of
from limen.domain.interviews.models import Recording, SoundPiece
from limen.domain.interviews.names import SoundWay
from limen.domain.interviews.queries.reach import within_file
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

MOST_PARTS = 500
"""Parts of one interview that a page names: many hours, however often they were interrupted."""


@dataclass(frozen=True, kw_only=True)
class PartCard:
    """What can be played in one go, and when it begins on the clock."""

    number: int
    begins_at: datetime
    size: int


@dataclass(frozen=True, kw_only=True)
class RecordingCard:
    """A recording with its parts, in order."""

    id: UUID
    way: SoundWay
    file_name: str
    begins_at: datetime
    ended_at: datetime | None
    by_id: UUID
    by_name: str
    digest: str
    parts: tuple[PartCard, ...]


@dataclass(frozen=True, kw_only=True)
class StoredPiece:
    """Where a piece lies, and how many bytes it has when it is opened."""

    stored_as: UUID
    key: bytes = told(repr=False)
    size: int


@dataclass(frozen=True, kw_only=True)
class SoundOfPart:
    """The bytes of a part: its pieces in order, and what they are together."""

    media_type: str
    way: SoundWay
    pieces: tuple[StoredPiece, ...]

    @property
    def size(self) -> int:
        """Bytes of the whole part."""
        return sum(one.size for one in self.pieces)


def recordings_of(interview_id: UUID, *, by: Actor, at: datetime) -> list[RecordingCard]:
    """The recordings of an interview that hold something, the earliest first. Three queries."""
    its = within_file(by, at=at)
    rows = list(Recording.objects.filter(its, interview_id=interview_id).order_by("begins_at", "id"))
    counted = (
        SoundPiece.objects.filter(its, recording__in=[row.pk for row in rows])
        .values("recording_id", "part")
        .annotate(began=Min("begins_at"), bytes=Sum("size"))
        .order_by("began", "part")[:MOST_PARTS]
    )
    parts: dict[UUID, list[PartCard]] = {}
    files = {row.pk: row.begins_at for row in rows if row.way == SoundWay.FILE}
    for one in counted:
        began = files.get(one["recording_id"], one["began"])
        part = PartCard(number=one["part"], begins_at=began, size=one["bytes"])
        parts.setdefault(one["recording_id"], []).append(part)
    return _cards((row for row in rows if row.pk in parts), parts, by)


def recording_card(recording_id: UUID, interview_id: UUID, *, by: Actor, at: datetime) -> RecordingCard:
    """One of them. Raises `Hidden`."""
    found = [one for one in recordings_of(interview_id, by=by, at=at) if one.id == recording_id]
    if not found:
        raise Hidden(f"recording {recording_id} of interview {interview_id}")
    return found[0]


def media_type_of(recording_id: UUID, interview_id: UUID, *, by: Actor, at: datetime) -> str:
    """What a recording of that interview is made of. Raises `Hidden`. One query."""
    its = within_file(by, at=at)
    rows = Recording.objects.filter(its, interview_id=interview_id, pk=recording_id)
    found = rows.values_list("media_type", flat=True).first()
    if found is None:
        raise Hidden(f"recording {recording_id} of interview {interview_id}")
    return found


def recordings_running(interview_id: UUID, *, by: Actor, at: datetime) -> list[UUID]:
    """Recordings of an interview that have not ended. One query."""
    rows = Recording.objects.filter(within_file(by, at=at), interview_id=interview_id, ended_at=None)
    return list(rows.order_by("begins_at", "id").values_list("pk", flat=True))


def running_of_mine(interview_id: UUID, *, by: Actor, at: datetime) -> tuple[UUID, int] | None:
    """The recording that the actor began and that has not ended, and the number of its next part; None when
    there is none. One query."""
    rows = Recording.objects.filter(
        within_file(by, at=at), interview_id=interview_id, ended_at=None, begun_by_id=by.id
    )
    found = rows.annotate(last=Max("pieces__part")).order_by("-begins_at").values_list("pk", "last").first()
    return (found[0], (found[1] or 0) + 1) if found else None


def sound_of_part(
    recording_id: UUID, part: int, interview_id: UUID, *, by: Actor, at: datetime
) -> SoundOfPart:
    """Where the bytes of a part lie, up to the first piece that did not arrive. Raises `Hidden`. Two
    queries."""
    rows = Recording.objects.filter(within_file(by, at=at), interview_id=interview_id, pk=recording_id)
    recording = rows.first()
    its = within_file(by, at=at)
    found = SoundPiece.objects.filter(its, recording_id=recording_id, part=part).order_by("number")
    pieces = [one for place, one in enumerate(found, 1) if one.number == place]
    if recording is None or not pieces:
        raise Hidden(f"part {part} of recording {recording_id}")
    return SoundOfPart(
        media_type=recording.media_type,
        way=SoundWay(recording.way),
        pieces=tuple(
            StoredPiece(stored_as=one.stored_as, key=bytes(one.file_key), size=one.size) for one in pieces
        ),
    )


def locked_recording(recording_id: UUID, *, by: Actor, at: datetime) -> Recording:
    """A recording with its interview, which is locked for the rest of the act. Raises `Hidden`."""
    seen = Recording.objects.filter(within_file(by, at=at), pk=recording_id)
    row = seen.select_related("interview").select_for_update(of=("self", "interview")).first()
    if row is None:
        raise Hidden(f"recording {recording_id}")
    return row


def _cards(rows: Iterable[Recording], parts: dict[UUID, list[PartCard]], by: Actor) -> list[RecordingCard]:
    found = list(rows)
    names = names_of({row.begun_by_id for row in found}, by=by)
    return [
        RecordingCard(
            id=row.id,
            way=SoundWay(row.way),
            file_name=row.file_name,
            begins_at=row.begins_at,
            ended_at=row.ended_at,
            by_id=row.begun_by_id,
            by_name=names.get(row.begun_by_id, ""),
            digest=row.digest,
            parts=tuple(parts[row.id]),
        )
        for row in found
    ]
