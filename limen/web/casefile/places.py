"""Where what is cited is read or heard: the address of its place, in the workspace of the page."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.urls import NoReverseMatch

from limen.domain.citations.names import AnswerKey, FactKey, Key, MomentKey, PageKey, PassageKey
from limen.domain.citations.queries.cards import Cited
from limen.web.casefile.frame import address, may
from limen.web.requests import Request


def cite_url(request: Request, case_id: UUID | None, name: str) -> str:
    """Where a place is laid on a board of that case, or of one's own cases; empty for whoever may not, and in
    a workspace without boards."""
    if not may(request, "assessments.link_evidence"):
        return ""
    try:
        where = address(request, "board_cite", case_id) if case_id else address(request, "cite_passage")
    except NoReverseMatch:
        return ""
    return f"{where}?{urlencode({'name': name})}"


def place_url(request: Request, case_id: UUID, key: Key, found: Cited) -> str:
    """The reader at the page, the fact or the answer on its board, the record at the block or at the moment
    from which its sound is played, the report at the passage."""
    if isinstance(key, PageKey):
        return address(request, "document_page", case_id, found.thing_id, key.version, key.page)
    if isinstance(key, FactKey):
        return f"{address(request, 'board', case_id, found.thing_id)}#fact-{found.part_id}"
    if isinstance(key, AnswerKey):
        return f"{address(request, 'board_analysis', case_id, found.thing_id)}#piece-{found.part_id}"
    if isinstance(key, PassageKey):
        return f"{address(request, 'country_report', found.thing_id)}?page={key.page}#p-{key.number}"
    record = address(request, "interview", case_id, found.thing_id)
    if isinstance(key, MomentKey):
        return f"{record}?recording={found.part_id}&second={key.second}#moment"
    return f"{record}#b-{found.part_id}"
