"""One question to colleagues: its answers, answering it, ending it, and making a note of it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.identity.queries.people import my_units
from limen.domain.practice.commands import asking
from limen.domain.practice.commands.writing import make_note as made_note
from limen.domain.practice.queries.cards import QuestionSheet
from limen.domain.practice.queries.questions import question_sheet
from limen.web.casefile.frame import Act, Offer, address, may, show_act
from limen.web.components import Crumb, isolated
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.practice.forms import ReplyForm
from limen.web.practice.frame import named_here, show_within
from limen.web.practice.questions import of_whom, state_of
from limen.web.requests import Request, acts, looked_for


def question(request: Request, asked_id: UUID) -> HttpResponse:
    """One question with its answers."""
    sheet = question_sheet(asked_id, by=request.actor)
    card = sheet.card
    units = my_units(request.actor, among=[card.to_unit_id] if card.to_unit_id else [])
    return show_within(
        request,
        "question",
        title=_("Question to colleagues"),
        crumbs=(Crumb(label=_("Questions"), url=address(request, "practice_questions")),),
        sheet=sheet,
        card=card,
        about=named_here(request).said(card.ties),
        whom=of_whom(card, units[0].name if units else ""),
        state=state_of(card),
        offers=_offers(request, sheet),
    )


def reply(request: Request, asked_id: UUID) -> HttpResponse:
    """Answer it."""
    form = ReplyForm(request.POST or None)
    if acts(request) and form.is_valid():
        said = form.cleaned_data
        event = asking.reply(
            asked_id, says=said["says"], none_says=said["none_says"], by=request.actor, at=request.at
        )
        return told(event, address(request, "practice_question", asked_id))
    if request.obstacles:
        looked_for(request, f"practice:{len(request.obstacles)}")
    return show_act(request, _act(request, asked_id, _("Answer a colleague"), _("Answer")), form)


def close(request: Request, asked_id: UUID) -> HttpResponse:
    """Close my question."""
    if acts(request):
        event = asking.close(asked_id, by=request.actor, at=request.at)
        return told(event, address(request, "practice_question", asked_id))
    lead = _("It stays readable, with its answers, and no more can be added.")
    return show_act(request, _act(request, asked_id, _("Close my question"), _("Close it"), lead), None)


def take_back(request: Request, asked_id: UUID) -> HttpResponse:
    """Take my question back."""
    if acts(request):
        event = asking.take_back(asked_id, by=request.actor, at=request.at)
        return told(event, address(request, "practice_question", asked_id))
    lead = _("Nobody but you sees it and its answers any more.")
    return show_act(
        request, _act(request, asked_id, _("Take my question back"), _("Take it back"), lead), None
    )


def make_note(request: Request, asked_id: UUID) -> HttpResponse:
    """Begin a note from it."""
    if acts(request):
        event = made_note(asked_id, by=request.actor, at=request.at)
        return told(event, address(request, "practice_note", event.note_id))
    lead = _("It becomes a draft of yours. You word it; then a second person checks that nobody is in it.")
    return show_act(request, _act(request, asked_id, _("Make a note of it"), _("Begin the note"), lead), None)


def _act(request: Request, asked_id: UUID, title: str, button: str, lead: str = "") -> Act:
    card = question_sheet(asked_id, by=request.actor).card
    said: list[Text] = [isolated(card.says), *([lead] if lead else [])]
    back = address(request, "practice_question", asked_id)
    return Act(title=title, button=button, back_url=back, lead=said)


def _offers(request: Request, sheet: QuestionSheet) -> list[Offer]:
    card = sheet.card
    is_open = card.closed_at is None and card.taken_back_at is None
    ways = (
        ("reply", _("Answer it"), is_open, "primary"),
        (
            "make_note",
            _("Make a note of it"),
            bool(sheet.replies) and card.taken_back_at is None,
            "secondary",
        ),
        ("close", _("Close it"), is_open and card.is_mine, "secondary"),
        ("take_back", _("Take it back"), is_open and card.is_mine, "secondary"),
    )
    return [
        Offer(label=label, url=address(request, f"practice_{act}", card.id), kind=kind)
        for act, label, is_there, kind in ways
        if is_there and may(request, f"practice.{act}")
    ]
