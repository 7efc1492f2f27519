"""The desk: the record while it is typed, and where a device sends what it holds."""

from __future__ import annotations

import base64
import json
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.interviews.commands.recording import keep_blocks
from limen.domain.interviews.names import (
    LONGEST_BLOCK,
    BlockKind,
    InterviewState,
    Marker,
    Speaker,
    Typed,
)
from limen.domain.interviews.queries.cards import BlockCard, InterviewSheet
from limen.domain.interviews.queries.sheets import says_something
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused
from limen.foundation.tickets import device_key
from limen.reference.languages import is_language, read_language
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import address, show_file
from limen.web.hall.forms import language_choices
from limen.web.headers import of_the_device
from limen.web.interviews.forms import BlockForm
from limen.web.interviews.frame import looked_at, opened, refused_as_json, working
from limen.web.interviews.playing import sounds_of
from limen.web.interviews.sounding import obstacles_of
from limen.web.requests import Request, acts

_FAR = 1e9  # no record has as many blocks


def desk(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Write the record. Without the script of the page, one block at a time."""
    sheet, found = opened(request, case_id, interview_id)
    interview_url = address(request, "interview", case_id, interview_id)
    if found.card.state is not InterviewState.OPEN or found.holder_id != request.actor.id:
        return HttpResponseRedirect(interview_url)
    initial = _next_after(found)
    languages = [("", _("Not said")), *language_choices(get_language() or "en")]
    form = offering(BlockForm(request.POST or None, initial=initial), language=languages)
    if acts(request) and form.is_valid():
        block = _from_form(form, found, request.at)
        keep_blocks(interview_id, blocks=(block,), by=request.actor, at=request.at)
        return HttpResponseRedirect(f"{request.path}#typing", status=303)
    not_recorded = working(sheet) or obstacles_of(found)
    answer = show_file(
        request,
        sheet,
        "web/interviews/desk.html",
        tab="case_interviews",
        title=_("Record of the interview"),
        form=form,
        found=found,
        blocks=[one for one in found.blocks if says_something(one)],
        key=base64.b64encode(device_key(interview_id, request.actor.id)).decode(),
        keep_url=address(request, "interview_keep", case_id, interview_id),
        interview_url=interview_url,
        close_url=address(request, "interview_close_record", case_id, interview_id),
        note_url=address(request, "interview_note_inconsistency", case_id, interview_id),
        keys=_keys(),
        other_language=read_language((get_language() or "en")[:2], "en") or "",
        sounds=sounds_of(request, sheet, found.card),
        not_recorded=not_recorded if found.sound else (),
        record_url=""
        if not_recorded
        else address(request, "interview_begin_recording", case_id, interview_id),
    )
    if not not_recorded:
        answer.headers["Permissions-Policy"] = of_the_device("microphone")
    return answer


def keep(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Keep what a device sends, and say what is kept. 409 when the record is closed or somebody else's."""
    if request.method != "POST":
        looked_at(request, case_id, interview_id)
        return HttpResponseNotAllowed(["POST"])
    looked_at(request, case_id, interview_id)
    blocks = _sent(request)
    if blocks is None:
        return JsonResponse({"error": "not_blocks"}, status=400)
    if not acts(request):
        return refused_as_json(request.obstacles)
    try:
        kept = keep_blocks(interview_id, blocks=blocks, by=request.actor, at=request.at)
    except Refused as refused:
        return refused_as_json(refused.obstacles)
    said = {str(key): revision for key, revision in kept.items()}
    return JsonResponse({"saved_at": request.at.isoformat(), "kept": said})


def _sent(request: Request) -> list[Typed] | None:
    """The blocks in the body; None when there are none in it, or one of them makes no sense."""
    try:
        sent = json.loads(request.body)["blocks"]
        blocks = [_block(one, request.at) for one in sent]
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None
    return blocks or None


def _block(one: Any, at: datetime) -> Typed:
    said_at = datetime.fromisoformat(one["said_at"])
    place, revision, words = float(one["place"]), int(one["revision"]), one["words"]
    if said_at.tzinfo is None or not 0 <= place < _FAR or not 0 < revision < 2**53:
        raise ValueError("said at no instant, in no place, or in no order")
    if not isinstance(words, str) or len(words) > LONGEST_BLOCK:
        raise ValueError("no words")
    return Typed(
        id=UUID(one["id"]),
        place=place,
        kind=BlockKind(one["kind"]),
        speaker=Speaker(one["speaker"]),
        said_at=min(said_at, at),  # a device whose clock runs ahead
        words=words.replace("\x00", ""),
        revision=revision,
        language=_language(one.get("language")),
        markers=tuple(sorted({Marker(marker) for marker in one["markers"]})),
        asks=UUID(one["asks"]) if one.get("asks") else None,
    )


def _language(said: Any) -> str | None:
    """A code of a language that is known, or none. Raises `ValueError`."""
    if not said:
        return None
    if not is_language(str(said)):
        raise ValueError("no language")
    return str(said)


def _from_form(form: BlockForm, found: InterviewSheet, at: datetime) -> Typed:
    given = form.cleaned_data
    return Typed(
        id=new_id(),
        place=max((one.place for one in found.blocks), default=0.0) + 1,
        kind=BlockKind(given["kind"]),
        speaker=Speaker(given["speaker"]),
        said_at=at,
        words=given["words"].replace("\r\n", "\n").replace("\x00", ""),
        revision=int(at.timestamp() * 1000),
        language=given["language"] or None,
        markers=tuple(map(Marker, given["markers"])),
    )


def _next_after(found: InterviewSheet) -> dict[str, str]:
    """A question is followed by an answer, and everything else by a question; the language is the
    interview's."""
    language = found.card.language or ""
    said: list[BlockCard] = [one for one in found.blocks if says_something(one)]
    if said and said[-1].kind is BlockKind.QUESTION:
        return {"kind": BlockKind.ANSWER, "speaker": Speaker.APPLICANT, "language": language}
    return {"kind": BlockKind.QUESTION, "speaker": Speaker.OFFICER, "language": language}


def _keys() -> tuple[tuple[tuple[str, ...], str], ...]:
    """The card of keys; those of the markers are their places in the list."""
    markers = tuple((("Alt", str(place)), str(one.label)) for place, one in enumerate(Marker, 1))
    return (
        (("Enter",), _("the block is done; the next one begins")),
        (("Shift", "Enter"), _("a new line in the block")),
        (("F2",), _("question or answer")),
        (("F4",), _("remark")),
        (("F8",), _("the next speaker")),
        (("F7",), _("the language: the interview's, or that of this page")),
        (("F6",), _("play the sound from this block, or pause it")),
        (("F9",), _("begin or end the recording")),
        *markers,
        (("Alt", "↑"), _("the block before, to type it anew")),
        (("Alt", "↓"), _("the block after; in the end, a new one")),
    )
