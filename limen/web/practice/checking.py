"""Giving a note to a second person, and what that person says. What looks like somebody's data is shown to
each as far as they may read it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.practice.commands import checking
from limen.domain.practice.commands.writing import submit as give_on
from limen.domain.practice.queries.cards import PracticeSheet
from limen.domain.practice.queries.notes import pointed_sheet
from limen.web.casefile.frame import Act, address, show_act
from limen.web.page import told
from limen.web.practice.forms import ConfirmForm, SendBackForm, SubmitForm
from limen.web.requests import Request, acts, looked_for, today


def submit(request: Request, practice_id: UUID) -> HttpResponse:
    """Give my draft to a second person."""
    form = SubmitForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = give_on(
            practice_id, none_says=form.cleaned_data["none_says"], by=request.actor, at=request.at
        )
        return told(event, address(request, "practice_note", practice_id))
    act = Act(
        title=_("Give the note to a second person"),
        button=_("Give it on"),
        back_url=address(request, "practice_note", practice_id),
        lead=[_("Once more: is anybody in it who could be known by what it says?")],
    )
    return _page(request, practice_id, act, form)


def confirm(request: Request, practice_id: UUID) -> HttpResponse:
    """Say that nobody is in a note, and put it to use."""
    form = ConfirmForm(request.POST or None)
    if acts(request) and form.is_valid():
        said = form.cleaned_data
        event = checking.confirm(
            practice_id,
            confirms=said["confirms"],
            look_again_on=said["look_again_on"],
            none_says=said["none_says"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "practice_note", practice_id))
    act = Act(
        title=_("Check a note as the second person"),
        button=_("Put it to use"),
        back_url=address(request, "practice_note", practice_id),
        lead=[
            _("You answer for one thing: that no person, no file and no recognisable case is in it."),
            _("If you cannot say so, send it back."),
        ],
    )
    return _page(request, practice_id, act, form)


def send_back(request: Request, practice_id: UUID) -> HttpResponse:
    """Give a note back to its author."""
    form = SendBackForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        event = checking.send_back(practice_id, why=why, by=request.actor, at=request.at)
        return told(event, address(request, "practice_note", practice_id))
    act = Act(
        title=_("Send a note back"),
        button=_("Send it back"),
        back_url=address(request, "practice_note", practice_id),
        lead=[_("Its author and you see it; nobody else does any more.")],
    )
    return _page(request, practice_id, act, form)


def _page(request: Request, practice_id: UUID, act: Act, form: forms.Form) -> HttpResponse:
    sheet: PracticeSheet = pointed_sheet(practice_id, on=today(request), by=request.actor, at=request.at)
    looked_for(request, f"practice:{len(sheet.pointed)}")
    return show_act(
        request, act, form, template="web/practice/check.html", card=sheet.card,
        pointed=[(one.looks.label, one.words) for one in sheet.pointed],
        author_says=sheet.none_says if isinstance(form, ConfirmForm) else "",
    )  # fmt: skip
