"""What the pages of interviews have in common: the interview of an address, its page of an act, its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.interviews import rules
from limen.domain.interviews.names import InterviewState
from limen.domain.interviews.queries.cards import InterviewCard, InterviewSheet
from limen.domain.interviews.queries.sheets import interview_card, interview_sheet
from limen.foundation.events import Event
from limen.foundation.refusals import Hidden, Obstacle
from limen.reference.languages import language_named
from limen.web.casefile.frame import Act, address, here, read_sheet
from limen.web.components import Tone, isolated, tag_mark
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.requests import Request

_TONES = {
    InterviewState.PLANNED: Tone.ACTION,
    InterviewState.OPEN: Tone.ATTENTION,
    InterviewState.CONFIRMED: Tone.DONE,
}


def opened(request: Request, case_id: UUID, interview_id: UUID) -> tuple[CaseSheet, InterviewSheet]:
    """The case and the interview of a page, with its record. Raises `Hidden`."""
    sheet = read_sheet(request, case_id)
    found = interview_sheet(interview_id, by=request.actor, at=request.at)
    if found.card.case_id != case_id:
        raise Hidden(f"interview {interview_id} in case {case_id}")
    return sheet, found


def looked_at(request: Request, case_id: UUID, interview_id: UUID) -> tuple[CaseSheet, InterviewCard]:
    """The same without the record, for a page that does not show it. Raises `Hidden`."""
    sheet = read_sheet(request, case_id)
    card = interview_card(interview_id, by=request.actor, at=request.at)
    if card.case_id != case_id:
        raise Hidden(f"interview {interview_id} in case {case_id}")
    return sheet, card


def working(sheet: CaseSheet) -> list[Obstacle]:
    """Why nothing can be changed in this file by whoever looks at it."""
    return rules.obstacles_to_working(is_worked_on=sheet.is_worked_on)


def act_on(request: Request, card: InterviewCard, title: Text, button: Text, **more: Any) -> Act:
    """The page of an act on an interview, with the way back to it."""
    back = address(request, "interview", card.case_id, card.id)
    return Act(title=title, button=button, back_url=back, **more)


def after(request: Request, event: Event, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """Back to the interview, which tells what happened."""
    return told(event, f"{here(request)}:interview", case_id, interview_id)


def when_said(card: InterviewCard) -> str:
    """Day and hour by the clock on the wall there."""
    return f"{day_words(card.local)}, {card.local:%H:%M}"


def where_said(card: InterviewCard) -> Text:
    """In which room, or by video."""
    return isolated(card.place) if card.place else _("by video")


def state_mark(state: InterviewState) -> Text:
    """How far it has come."""
    return tag_mark(state.label, _TONES.get(state, Tone.QUIET))


def language_said(code: str | None) -> str:
    """A language in the language of the page, or that it was not said."""
    return language_named(code, get_language() or "en") if code else _("not said")


def refused_as_json(obstacles: Sequence[Obstacle]) -> HttpResponse:
    """Why something is not kept, for the script of the desk."""
    said = [{"code": one.code, "says": one.says} for one in obstacles]
    return JsonResponse({"error": "refused", "obstacles": said}, status=409)
