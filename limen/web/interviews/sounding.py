"""Where the desk sends sound while it is recorded, and the pages that add, place and end a recording."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.interviews import rules
from limen.domain.interviews.commands import sounding
from limen.domain.interviews.names import PieceOfSound, SealedSound
from limen.domain.interviews.queries.cards import InterviewSheet
from limen.domain.interviews.queries.sounds import media_type_of, recording_card, running_of_mine
from limen.foundation.ids import new_id
from limen.foundation.refusals import Obstacle, Refused
from limen.outside.looking.sounds import M4A, OGG, WEBM, NotSound, sound_type
from limen.outside.storage.chosen import store_of
from limen.web.casefile.frame import address, show_act
from limen.web.documents.uploading import SealedUpload
from limen.web.interviews.forms import SoundForm, WhenForm
from limen.web.interviews.frame import act_on, after, looked_at, opened, refused_as_json, working
from limen.web.requests import Request, acts

FROM_A_DESK = frozenset({WEBM, OGG, M4A})
LARGEST_PIECE = 2 * 1024 * 1024  # bytes; two seconds of speech are some thousands
_NO_SOUND = {
    NotSound.EMPTY: gettext_lazy("The file is empty. Choose another."),
    NotSound.PICTURES: gettext_lazy("The file holds moving pictures. Save its sound alone and send that."),
    NotSound.UNKNOWN: gettext_lazy(
        "This is no sound file that can be played here. Send WAV, OGG, WebM, MP3 or M4A."
    ),
}


def begin_recording(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Begin to record, or go on with what was interrupted: which recording, and the number of its next
    part."""
    looked_at(request, case_id, interview_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        media_type = json.loads(request.body)["media_type"].partition(";")[0]
    except (ValueError, TypeError, KeyError, AttributeError):
        media_type = ""
    if media_type not in FROM_A_DESK:
        return JsonResponse({"error": "not_sound"}, status=400)
    if not acts(request):
        return refused_as_json(request.obstacles)
    running = running_of_mine(interview_id, by=request.actor, at=request.at)
    if running is None:
        running = new_id(), 1
        try:
            sounding.begin_recording(
                interview_id, recording_id=running[0], media_type=media_type, by=request.actor, at=request.at
            )
        except Refused as refused:
            return refused_as_json(refused.obstacles)
    recording_id, part = running
    end = address(request, "interview_end_recording", case_id, interview_id, recording_id)
    return JsonResponse({"recording": str(recording_id), "part": part, "end_url": end})


def keep_sound(
    request: Request, case_id: UUID, interview_id: UUID, recording_id: UUID, sound_part: int, number: int
) -> HttpResponse:
    """Keep a piece of sound. 409 when nothing may be added to the recording any more."""
    looked_at(request, case_id, interview_id)
    media_type_of(recording_id, interview_id, by=request.actor, at=request.at)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if int(request.headers.get("Content-Length") or 0) > LARGEST_PIECE:
        return JsonResponse({"error": "too_large"}, status=413)
    begins_at = _instant(request.headers.get("X-Begins-At", ""))
    is_sound = bool(request.body) and (number > 1 or not isinstance(sound_type(request.body), NotSound))
    if begins_at is None or not is_sound or not (sound_part and number):
        return JsonResponse({"error": "not_sound"}, status=400)
    if not acts(request):
        return refused_as_json(request.obstacles)
    store, sealed = store_of(settings.FILES), _sealed(request.body)
    piece = PieceOfSound(part=sound_part, number=number, begins_at=min(begins_at, request.at), sealed=sealed)
    is_new = False
    try:
        is_new = sounding.keep_piece(recording_id, piece=piece, by=request.actor, at=request.at)
    except Refused as refused:
        return refused_as_json(refused.obstacles)
    finally:
        if not is_new:
            store.remove(sealed.stored_as)
    return JsonResponse({"saved_at": request.at.isoformat()})


def end_recording(request: Request, case_id: UUID, interview_id: UUID, recording_id: UUID) -> HttpResponse:
    """End a recording: asked by the desk, or by somebody who finds it left running."""
    sheet, card = looked_at(request, case_id, interview_id)
    media_type_of(recording_id, interview_id, by=request.actor, at=request.at)
    if acts(request):
        try:
            event = sounding.end_recording(recording_id, by=request.actor, at=request.at)
        except Refused as refused:
            if _wants_json(request):
                return refused_as_json(refused.obstacles)
            raise
        if _wants_json(request):
            return JsonResponse({"digest": event.digest})
        return after(request, event, case_id, interview_id)
    lead = [_("Nothing is added to it any more, and the journal keeps its hash.")]
    act = act_on(request, card, _("End the recording"), _("End it"), lead=lead, refused=working(sheet))
    return show_act(request, act, None, sheet=sheet)


def add_recording(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Add a recording that another device made."""
    sheet, found = opened(request, case_id, interview_id)
    zone = ZoneInfo(found.card.zone)
    local = (found.opened_at or found.card.starts_at).astimezone(zone)
    initial = {"begins_on": local.date(), "begins_at": local.time().replace(microsecond=0)}
    form = SoundForm(request.POST or None, request.FILES or None, initial=initial)
    if acts(request) and form.is_valid():
        upload: SealedUpload = form.cleaned_data["sent"][0]
        media_type = _its_type(upload)
        upload.last()
        try:
            event = sounding.add_recording(
                interview_id,
                recording_id=new_id(),
                sound=SealedSound(
                    stored_as=upload.stored_as, key=upload.key, size=upload.size or 0, digest=upload.digest
                ),
                media_type=media_type,
                file_name=str(upload.name or ""),
                begins_at=form.begins(found.card.zone),
                by=request.actor,
                at=request.at,
            )
        except BaseException:
            store_of(settings.FILES).remove(upload.stored_as)
            raise
        return after(request, event, case_id, interview_id)
    lead = [
        _("Say when its first second was, and each block of the record leads to where it is heard."),
        _("At most %(count)d MB.") % {"count": settings.SOUND_LIMIT // (1024 * 1024)},
    ]
    act = act_on(
        request,
        found.card,
        _("Add a recording"),
        _("Add it"),
        lead=lead,
        refused=working(sheet) or obstacles_of(found),
    )
    return show_act(request, act, form, sheet=sheet, template="web/documents/receive.html")


def place_recording(request: Request, case_id: UUID, interview_id: UUID, recording_id: UUID) -> HttpResponse:
    """Say when a file of sound begins."""
    sheet, card = looked_at(request, case_id, interview_id)
    one = recording_card(recording_id, interview_id, by=request.actor, at=request.at)
    local = one.begins_at.astimezone(ZoneInfo(card.zone))
    initial = {"begins_on": local.date(), "begins_at": local.time().replace(microsecond=0)}
    form = WhenForm(request.POST or None, initial=initial)
    if acts(request) and form.is_valid():
        event = sounding.place_recording(
            recording_id, begins_at=form.begins(card.zone), by=request.actor, at=request.at
        )
        return after(request, event, case_id, interview_id)
    says = _("Play a block: if it is heard three seconds too late, the recording begins three seconds later.")
    act = act_on(
        request, card, _("Say when the recording begins"), _("Keep it"), lead=[says], refused=working(sheet)
    )
    return show_act(request, act, form, sheet=sheet)


def obstacles_of(found: InterviewSheet) -> list[Obstacle]:
    """Why no sound of this interview may be kept."""
    return rules.obstacles_to_sound(
        is_opened=found.opened_at is not None, sound=found.sound, is_told=found.is_told_of_sound
    )


def _its_type(upload: SealedUpload) -> str:
    """What an upload is. Raises `Refused` when it is no sound, or too much."""
    if (upload.size or 0) > settings.SOUND_LIMIT:
        most = settings.SOUND_LIMIT // (1024 * 1024)
        says = _("The file is larger than %(count)d MB. Save it as MP3 or M4A, or send it in parts.")
        raise Refused([Obstacle("size", says % {"count": most})])
    found = sound_type(upload.head)
    if isinstance(found, NotSound):
        raise Refused([Obstacle(found.value, str(_NO_SOUND[found]))])
    return found


def _sealed(sound: bytes) -> SealedSound:
    """The bytes, sealed and made to last."""
    incoming = store_of(settings.FILES).begin()
    incoming.write(sound)
    incoming.keep()
    digest = hashlib.sha256(sound).hexdigest()
    return SealedSound(stored_as=incoming.stored_as, key=incoming.key, size=len(sound), digest=digest)


def _wants_json(request: Request) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _instant(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        return None
    return found if found.tzinfo else None
