"""Keeps what is being typed: the script of a text area sends it here and says only what it hears back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse, JsonResponse

from limen.domain.notes.commands import keep_draft
from limen.domain.notes.queries import note_sheet
from limen.foundation.refusals import Hidden
from limen.web.requests import Request, acts

LONGEST = 100_000


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What the script sent: the text, and the version of the note that it started from."""

    text: str
    base_version: int


def draft_note(request: Request, into_id: UUID) -> HttpResponse:
    """Keep the draft of a new note. Nothing of the case is shown, so nothing is noted as read."""
    return _kept(request, into_id, None)


def draft_revision(request: Request, into_id: UUID, note_id: UUID) -> HttpResponse:
    """Keep the draft of a revision; 409 when somebody has revised the note meanwhile."""
    return _kept(request, into_id, note_id)


def _kept(request: Request, case_id: UUID, note_id: UUID | None) -> HttpResponse:
    typed = _typed(request)
    if typed is None:
        return JsonResponse({"error": "not_a_draft"}, status=400)
    if not acts(request):
        said = [{"code": obstacle.code, "says": obstacle.says} for obstacle in request.obstacles]
        return JsonResponse({"error": "refused", "obstacles": said}, status=409)
    if note_id is not None:
        found = note_sheet(note_id, by=request.actor, at=request.at)
        if found.case_id != case_id:
            raise Hidden(f"note {note_id} in case {case_id}")
        if found.note.version != typed.base_version:
            return JsonResponse({"error": "conflict", "version": found.note.version}, status=409)
    saved_at = keep_draft(
        case_id,
        note_id=note_id,
        text=typed.text,
        base_version=typed.base_version,
        by=request.actor,
        at=request.at,
    )
    return JsonResponse({"saved_at": saved_at.isoformat()})


def _typed(request: Request) -> Typed | None:
    """The draft in the body; None when there is none in it."""
    try:
        sent = json.loads(request.body)
        text, version = sent["text"], int(sent.get("base_version") or 0)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if not isinstance(text, str) or len(text) > LONGEST or version < 0:
        return None
    return Typed(text=text, base_version=version)
