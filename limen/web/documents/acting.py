"""Acts on what is said about a document, and taking a mark off a page."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from limen.domain.documents import rules
from limen.domain.documents.commands import marking, saying
from limen.domain.documents.names import Authenticity, Translation
from limen.domain.documents.queries.cards import DocumentSheet
from limen.domain.documents.queries.sheets import place_of_mark
from limen.foundation.events import Event
from limen.foundation.refusals import Obstacle
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, here, read_sheet, show_act
from limen.web.components.shapes import Text
from limen.web.documents.forms import DescribeForm, DisputeForm, WeighForm, WhyForm
from limen.web.documents.frame import opened
from limen.web.page import told
from limen.web.requests import Request, acts, today


def document_redescribe(request: Request, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Say better what a document is."""
    sheet, found = opened(request, case_id, document_id)
    card = found.document
    given = {
        "title": card.title,
        "kind": card.kind,
        "language": card.language,
        "came_from": card.came_from,
        "received_on": card.received_on,
        "translation": card.translation,
        "revision": found.revision,
    }
    choices = [
        (one.value, one.label)
        for one in Translation
        if one is not Translation.DISPUTED or card.translation is Translation.DISPUTED
    ]
    form = offering(DescribeForm(_latest(request, found), initial=given), translation=choices)
    if acts(request) and form.is_valid():
        event = saying.redescribe(
            document_id,
            described=form.described(),
            revision=form.cleaned_data["revision"] or 0,
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return _done(request, event, found)
    refused = rules.obstacles_to_setting_aside(
        why="-", is_set_aside=card.is_set_aside, is_worked_on=sheet.is_worked_on
    )
    act = _act(request, found, _("Change what is said about it"), _("Save"), refused=refused)
    return show_act(request, act, form, sheet=sheet)


def document_dispute_translation(request: Request, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Note that the translation is disputed, and what is wrong with it."""
    sheet, found = opened(request, case_id, document_id)
    form = DisputeForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        event = saying.dispute_translation(document_id, why=why, by=request.actor, at=request.at)
        return _done(request, event, found)
    refused = rules.obstacles_to_disputing(
        why="-",
        was=found.document.translation,
        is_set_aside=found.document.is_set_aside,
        is_worked_on=sheet.is_worked_on,
    )
    lead = [_("It stays disputed until somebody changes what is said about the document.")]
    act = _act(
        request, found, _("Dispute the translation"), _("Note the dispute"), refused=refused, lead=lead
    )
    return show_act(request, act, form, sheet=sheet)


def document_weigh(request: Request, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Say whether it is thought to be genuine, and why."""
    sheet, found = opened(request, case_id, document_id)
    given = {
        "authenticity": found.document.authenticity,
        "why": found.authenticity_why,
        "revision": found.revision,
    }
    form = WeighForm(_latest(request, found), initial=given)
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = saying.weigh(
            document_id,
            authenticity=Authenticity(words["authenticity"]),
            why=words["why"],
            revision=words["revision"] or 0,
            by=request.actor,
            at=request.at,
        )
        return _done(request, event, found)
    refused = rules.obstacles_to_weighing(
        authenticity=Authenticity.NO_DOUBT,
        why="-",
        is_set_aside=found.document.is_set_aside,
        is_worked_on=sheet.is_worked_on,
    )
    lead = [_("This is the view of this office today. Earlier views stay in the timeline.")]
    act = _act(
        request, found, _("Weigh whether it is genuine"), _("Save the view"), refused=refused, lead=lead
    )
    return show_act(request, act, form, sheet=sheet)


def document_set_aside(request: Request, case_id: UUID, document_id: UUID) -> HttpResponse:
    """Set a document aside. Nothing is deleted."""
    sheet, found = opened(request, case_id, document_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        why = form.cleaned_data["why"]
        return _done(request, saying.set_aside(document_id, why=why, by=request.actor, at=request.at), found)
    refused = rules.obstacles_to_setting_aside(
        why="-", is_set_aside=found.document.is_set_aside, is_worked_on=sheet.is_worked_on
    )
    lead = [_("It came twice, or belongs to somebody else. It is kept and can still be read.")]
    act = _act(request, found, _("Set the document aside"), _("Set it aside"), refused=refused, lead=lead)
    return show_act(request, act, form, sheet=sheet)


def document_end_mark(request: Request, case_id: UUID, mark_id: UUID) -> HttpResponse:
    """Take a mark off a page."""
    sheet = read_sheet(request, case_id)
    document_id, version, page = place_of_mark(mark_id, by=request.actor, at=request.at)
    opened(request, case_id, document_id)
    if acts(request):
        event = marking.end_mark(mark_id, by=request.actor, at=request.at)
        return told(event, f"{here(request)}:document_page", case_id, document_id, version, page)
    act = Act(
        title=_("Take the mark off"),
        button=_("Take it off"),
        back_url=address(request, "document_page", case_id, document_id, version, page),
        lead=[_("It is kept, and no longer shown on page %(page)d.") % {"page": page}],
        refused=rules.obstacles_to_working(is_worked_on=sheet.is_worked_on),
    )
    return show_act(request, act, None, sheet=sheet)


def _latest(request: Request, found: DocumentSheet) -> QueryDict | None:
    """What was sent. After a refusal the form names the newest revision: sent again, it is kept."""
    if not request.obstacles:
        return request.POST or None
    sent = request.POST.copy()
    sent["revision"] = str(found.revision)
    return sent


def _act(
    request: Request,
    found: DocumentSheet,
    title: Text,
    button: Text,
    *,
    refused: Sequence[Obstacle],
    lead: Sequence[Text] = (),
) -> Act:
    back = address(request, "document", found.document.case_id, found.document.id)
    return Act(title=title, button=button, back_url=back, lead=[found.document.title, *lead], refused=refused)


def _done(request: Request, event: Event, found: DocumentSheet) -> HttpResponse:
    return told(event, f"{here(request)}:document", found.document.case_id, found.document.id)
