"""What is heard at a moment of a recording: behind the wall of the interview of which it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef

from limen.domain.citations.names import CitedState, Key, MomentKey, short
from limen.domain.citations.queries import wording
from limen.domain.citations.queries.cards import Cited
from limen.domain.citations.queries.ends import SETTLED, end_of, numbered, only
from limen.domain.identity.names import Compartment
from limen.domain.interviews.models import Block, Recording, SoundPiece
from limen.domain.interviews.names import SoundWay
from limen.domain.interviews.queries.reach import within_file
from limen.foundation.actors import Actor

LONGEST = 240  # letters of what was being said


def moments(keys: Sequence[MomentKey], case_id: UUID, *, by: Actor, at: datetime) -> dict[Key, Cited]:
    """What these moments of recordings of a case lead to, each with the block that was being said. How long a
    file lasts is not known here: a moment after its end is said to be silent where it is played. Two
    queries."""
    its = within_file(by, at=at)
    rows = Recording.objects.filter(its, case_id=case_id).annotate(end=end_of("id"))
    rows = rows.filter(
        Exists(SoundPiece.objects.filter(its, recording_id=OuterRef("pk"))), end__in={key.of for key in keys}
    )
    recordings = only(((row.pk, 0), row) for row in rows.select_related("interview"))
    blocks = numbered({row.interview_id for row in recordings.values()}, by=by, at=at)
    found: dict[Key, Cited] = {}
    for key in keys:
        recording = recordings.get((key.of, 0))
        if recording is None or not _is_there(key, recording):
            continue
        said = blocks.get(recording.interview_id, [])
        number, block = block_at(heard_at(recording.begins_at, key.second), said)
        is_settled = recording.interview.state in SETTLED
        found[key] = Cited(
            key=key,
            compartment=Compartment(recording.compartment),
            words=wording.moment_words(key, recording),
            line=wording.moment_line(key, recording, block=number if is_settled else 0),
            around=block.words[:LONGEST] if block else "",
            states=() if recording.ended_at else (CitedState.RUNNING,),
            thing_id=recording.interview_id,
            part_id=recording.pk,
        )
    return found


def heard_at(begins_at: datetime, second: int) -> datetime:
    """The instant of a second of a recording."""
    return begins_at + timedelta(seconds=second)


def block_at(instant: datetime, said: Sequence[Block]) -> tuple[int, Block | None]:
    """The block that had begun last by then, with its number; before the first, the first."""
    begun = [(number, one) for number, one in enumerate(said, 1) if one.said_at <= instant]
    if begun:
        return max(begun, key=lambda each: (each[1].said_at, each[0]))
    return (1, said[0]) if said else (0, None)


def heard_in(blocks: Iterable[Block], *, by: Actor, at: datetime) -> dict[UUID, MomentKey]:
    """Where these blocks are heard, by their ids: in the recording that had begun last by then. One query."""
    wanted = list(blocks)
    if not wanted:
        return {}
    rows = Recording.objects.filter(
        within_file(by, at=at), interview_id__in={one.interview_id for one in wanted}, ended_at__isnull=False
    )
    recordings = list(rows.order_by("begins_at", "id"))
    found = {}
    for block in wanted:
        own = (one for one in recordings if one.interview_id == block.interview_id)
        running = [one for one in own if _covers(one, block.said_at)]
        if running:
            second = int((block.said_at - running[-1].begins_at).total_seconds())
            found[block.pk] = MomentKey(of=short(running[-1].pk), second=second)
    return found


def _covers(recording: Recording, instant: datetime) -> bool:
    """A file was added after the interview, so only what was recorded at the desk says when it ended."""
    is_over = recording.way == SoundWay.DESK and recording.ended_at is not None
    return recording.begins_at <= instant and not (is_over and instant > (recording.ended_at or instant))


def _is_there(key: MomentKey, recording: Recording) -> bool:
    if recording.way != SoundWay.DESK or recording.ended_at is None:
        return True
    return heard_at(recording.begins_at, key.second) <= recording.ended_at
