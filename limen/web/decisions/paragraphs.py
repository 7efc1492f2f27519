"""The standard paragraphs of the units: seen by everybody who decides, kept by those who answer for them."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.decisions.commands import paragraphs as keeping
from limen.domain.decisions.queries.cards import ParagraphCard
from limen.domain.decisions.queries.paragraphs import paragraph_sheet
from limen.domain.decisions.queries.paragraphs import paragraphs as kept
from limen.domain.decisions.queries.reach import units_owning
from limen.foundation.refusals import Obstacle
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, Offer, address, may, show, show_act
from limen.web.decisions.forms import ParagraphForm
from limen.web.page import told
from limen.web.requests import Request, acts


def paragraphs(request: Request) -> HttpResponse:
    """All that count now."""
    keeps = may(request, "decisions.keep_paragraph")
    mine = set(units_owning(request.actor).values_list("pk", flat=True)) if keeps else set()
    return show(
        request,
        "web/decisions/paragraphs.html",
        title=_("Standard paragraphs"),
        kept=[
            (
                one,
                address(request, "decision_revise_paragraph", one.id) if one.unit_id in mine else "",
                address(request, "decision_end_paragraph", one.id) if one.unit_id in mine else "",
            )
            for one in kept(by=request.actor)
        ],
        offers=[
            Offer(
                label=_("Write a standard paragraph"),
                url=address(request, "decision_keep_paragraph"),
                kind="primary",
            )
        ]
        if keeps
        else [],
    )


def keep(request: Request) -> HttpResponse:
    """Write a new one."""
    return _kept(request, None)


def revise(request: Request, paragraph_id: UUID) -> HttpResponse:
    """Write a better one, which follows it. Decisions keep the one that they hold."""
    return _kept(request, paragraph_sheet(paragraph_id, by=request.actor))


def end(request: Request, paragraph_id: UUID) -> HttpResponse:
    """No longer offer it."""
    found = paragraph_sheet(paragraph_id, by=request.actor)
    if acts(request):
        event = keeping.end_paragraph(paragraph_id, by=request.actor, at=request.at)
        return told(event, address(request, "decision_paragraphs"))
    return _page(request, None, found, _("End the standard paragraph"), _("End it"))


def _kept(request: Request, old: ParagraphCard | None) -> HttpResponse:
    given = {"unit_id": str(old.unit_id), "called": old.called, "text": old.text} if old else {}
    units = [(str(one.pk), one.name) for one in units_owning(request.actor).order_by("name")]
    form = offering(ParagraphForm(request.POST or None, initial=given), unit_id=units)
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = keeping.keep_paragraph(
            UUID(words["unit_id"]),
            called=words["called"],
            text=words["text"],
            follows=old.id if old else None,
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "decision_paragraphs"))
    title = _("Revise the standard paragraph") if old else _("Write a standard paragraph")
    return _page(request, form, old, title, _("Save the paragraph"))


def _page(
    request: Request, form: forms.Form | None, found: ParagraphCard | None, title: str, button: str
) -> HttpResponse:
    refused = []
    if found is not None and not units_owning(request.actor).filter(pk=found.unit_id).exists():
        refused.append(Obstacle("unit", _("Another unit answers for this paragraph.")))
    act = Act(
        title=title,
        button=button,
        back_url=address(request, "decision_paragraphs"),
        lead=[found.called, found.text] if found and form is None else [],
        refused=refused,
    )
    return show_act(request, act, form)
