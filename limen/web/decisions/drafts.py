"""Keeps what is being typed in a section: the script of the text area sends it here."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponse, JsonResponse

from limen.domain.decisions.commands.writing import keep_draft
from limen.domain.decisions.names import LONGEST
from limen.domain.decisions.queries.reach import decisions_seen_by
from limen.foundation.refusals import Hidden
from limen.web.requests import Request, acts


def draft(request: Request, into_id: UUID, decision_id: UUID, section: str) -> HttpResponse:
    """Keep the draft. Nothing of the case is shown, so nothing is noted as read."""
    typed = _typed(request)
    if typed is None:
        return JsonResponse({"error": "not_a_draft"}, status=400)
    if not acts(request):
        said = [{"code": obstacle.code, "says": obstacle.says} for obstacle in request.obstacles]
        return JsonResponse({"error": "refused", "obstacles": said}, status=409)
    seen = decisions_seen_by(request.actor, at=request.at)
    if not seen.filter(pk=decision_id, case_id=into_id).exists():
        raise Hidden(f"decision {decision_id} in case {into_id}")
    text, version = typed
    saved_at = keep_draft(
        decision_id, section=section, text=text, version=version, by=request.actor, at=request.at
    )
    return JsonResponse({"saved_at": saved_at.isoformat()})


def _typed(request: Request) -> tuple[str, int] | None:
    """The text and the version that it began from; None when there is none in the body."""
    try:
        sent = json.loads(request.body)
        text, version = sent["text"], int(sent.get("base_version") or 0)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if not isinstance(text, str) or len(text) > LONGEST or version < 0:
        return None
    return text, version
