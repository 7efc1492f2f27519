"""The sound of an interview as it is played: in bytes from anywhere, and as a list of what there is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.citations.names import MomentKey, short
from limen.domain.citations.queries.moments import heard_at
from limen.domain.interviews.names import SoundWay
from limen.domain.interviews.queries.cards import BlockCard, InterviewCard
from limen.domain.interviews.queries.sounds import (
    RecordingCard,
    SoundOfPart,
    recordings_of,
    sound_of_part,
)
from limen.foundation.refusals import Hidden
from limen.outside.looking.sounds import ENDINGS
from limen.outside.storage.chosen import store_of
from limen.outside.storage.port import NotThere
from limen.web.casefile.frame import address, may
from limen.web.interviews.frame import looked_at
from limen.web.requests import Request

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_MOST_FIGURES = 6  # of a second of a recording


@dataclass(frozen=True, kw_only=True)
class PartOffer:
    """A part that can be played; `clock` is when it begins by the clock on the wall there."""

    url: str
    begins_at: datetime
    clock: str


@dataclass(frozen=True, kw_only=True)
class RecordingOffer:
    """A recording with its parts, and what can be done with it."""

    card: RecordingCard
    says: str
    name: str
    parts: tuple[PartOffer, ...]
    place_url: str
    end_url: str


@dataclass(frozen=True, kw_only=True)
class MomentOffer:
    """A moment that is cited: when it was, from where it is played, and the block that was being said."""

    says: str
    at: datetime
    url: str
    block_url: str
    name: str


def moment_of(
    request: Request, sounds: Sequence[RecordingOffer], blocks: Sequence[BlockCard]
) -> MomentOffer | None:
    """The moment that the address of the page names, by a recording and a second; None when it names none
    that is here."""
    second = request.GET.get("second", "")
    named = [one for one in sounds if str(one.card.id) == request.GET.get("recording")]
    if not named or not second.isdecimal() or len(second) > _MOST_FIGURES:
        return None
    key = MomentKey(of=short(named[0].card.id), second=int(second))
    instant = heard_at(named[0].card.begins_at, key.second)
    begun = [part for part in named[0].parts if part.begins_at <= instant]
    if not begun:
        return None
    part = begun[-1]
    within = int((instant - part.begins_at).total_seconds())
    said = [one for one in blocks if one.said_at <= instant]
    last = max(said, key=lambda one: one.said_at, default=None)
    return MomentOffer(
        says=key.clock,
        at=instant,
        url=f"{part.url}#t={within}",
        block_url=f"#b-{last.id}" if last else "",
        name=str(key),
    )


def sounds_of(request: Request, sheet: CaseSheet, card: InterviewCard) -> list[RecordingOffer]:
    """What was recorded of an interview, for a page of it."""
    zone, found = ZoneInfo(card.zone), recordings_of(card.id, by=request.actor, at=request.at)
    return [_offer(request, sheet, card, one, zone) for one in found]


def sound(
    request: Request, case_id: UUID, interview_id: UUID, recording_id: UUID, sound_part: int
) -> HttpResponseBase:
    """The bytes of a part, or those that were asked for. Raises `Hidden`."""
    looked_at(request, case_id, interview_id)
    found = sound_of_part(recording_id, sound_part, interview_id, by=request.actor, at=request.at)
    size, asked = found.size, request.headers.get("Range", "")
    span = _span(asked, size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    try:
        pieces = _bytes(found, *span)
    except NotThere as error:
        raise Hidden(f"the bytes of part {sound_part} of recording {recording_id}") from error
    first, last = span
    answer = StreamingHttpResponse(pieces, content_type=found.media_type, status=206 if asked else 200)
    if asked:
        answer.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    name = f"interview-{recording_id.hex[-8:]}-{sound_part}.{ENDINGS.get(found.media_type, 'bin')}"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Content-Length"] = str(last - first + 1)
    answer.headers["Accept-Ranges"] = "bytes"
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def _span(asked: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte that were asked for; None when there are none such. What is no single range
    is answered whole."""
    match = _RANGE.fullmatch(asked.strip())
    if match is None or match.group() == "bytes=-":
        return 0, size - 1
    begins, ends = match.groups()
    if not begins:
        return max(0, size - int(ends)), size - 1
    first, last = int(begins), min(int(ends) if ends else size - 1, size - 1)
    return (first, last) if first <= last else None


def _bytes(found: SoundOfPart, first: int, last: int) -> Iterator[bytes]:
    """The bytes between two, both of them included. Raises `NotThere` before the first."""
    store, begins, readers = store_of(settings.FILES), 0, []
    for piece in found.pieces:
        ends = begins + piece.size
        if begins <= last and ends > first:
            readers.append(store.read(piece.stored_as, piece.key, max(0, first - begins)))
        begins = ends

    def given() -> Iterator[bytes]:
        left = last - first + 1
        for reader in readers:
            for some in reader:
                yield some[:left]
                left -= len(some)
                if left <= 0:
                    return

    return given()


def _offer(
    request: Request, sheet: CaseSheet, card: InterviewCard, one: RecordingCard, zone: ZoneInfo
) -> RecordingOffer:
    ids = (card.case_id, card.id, one.id)
    places = sheet.is_worked_on and may(request, "interviews.place_recording") and one.way is SoundWay.FILE
    ends = sheet.is_worked_on and may(request, "interviews.end_recording") and one.ended_at is None
    names = {"name": one.by_name, "file": one.file_name}
    says = _("Recorded at the desk by %(name)s") if one.way is SoundWay.DESK else _("%(file)s, by %(name)s")
    return RecordingOffer(
        card=one,
        says=says % names,
        name=str(MomentKey(of=short(one.id), second=0)),
        parts=tuple(
            PartOffer(
                url=address(request, "interview_sound", *ids, part.number),
                begins_at=part.begins_at,
                clock=f"{part.begins_at.astimezone(zone):%H:%M:%S}",
            )
            for part in one.parts
        ),
        place_url=address(request, "interview_place_recording", *ids) if places else "",
        end_url=address(request, "interview_end_recording", *ids) if ends else "",
    )
