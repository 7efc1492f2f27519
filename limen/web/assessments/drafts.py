"""Keeps what is being typed on a board: the script of the form sends it here."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponse, JsonResponse

from limen.domain.assessments.commands.drafting import keep_board_draft
from limen.domain.assessments.names import LONGEST
from limen.domain.assessments.queries.reach import boards_seen_by
from limen.foundation.refusals import Hidden
from limen.web.requests import Request, acts

_MOST_FIELDS = 200
_LONGEST_SLOT = 120


def board_draft(request: Request, into_id: UUID, board_id: UUID, slot: str) -> HttpResponse:
    """Keep the draft. Nothing of the case is shown, so nothing is noted as read."""
    try:
        sent = json.loads(request.body)
        typed = {str(name): str(value) for name, value in sent["typed"].items()}
        version = int(sent.get("base_version") or 0)
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse({"error": "not_a_draft"}, status=400)
    is_long = len(typed) > _MOST_FIELDS or sum(map(len, typed.values())) > 3 * LONGEST
    if is_long or len(slot) > _LONGEST_SLOT or version < 0:
        return JsonResponse({"error": "not_a_draft"}, status=400)
    if not acts(request):
        said = [{"code": obstacle.code, "says": obstacle.says} for obstacle in request.obstacles]
        return JsonResponse({"error": "refused", "obstacles": said}, status=409)
    seen = boards_seen_by(request.actor, at=request.at)
    if not seen.filter(pk=board_id, case_id=into_id).exists():
        raise Hidden(f"board {board_id} in case {into_id}")
    saved_at = keep_board_draft(
        board_id, slot=slot, typed=typed, version=version, by=request.actor, at=request.at
    )
    return JsonResponse({"saved_at": saved_at.isoformat()})
