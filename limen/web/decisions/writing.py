"""Writing a section with what it pulls in, putting in a standard paragraph, setting an outcome."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.citations.names import keys_in
from limen.domain.decisions.commands import writing
from limen.domain.decisions.queries.cards import DecisionSheet
from limen.domain.decisions.queries.citing import in_order, sources_of
from limen.domain.decisions.queries.paragraphs import decision_draft_of, paragraphs
from limen.domain.decisions.rules.acting import obstacles_to_writing
from limen.domain.decisions.rules.structure import Section
from limen.domain.decisions.rules.texts import AT_SIGNING, blocks_of, sources_in
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.casefile.forms import offering, unchosen
from limen.web.casefile.frame import address
from limen.web.components import two_texts
from limen.web.decisions.citing import by_name, offered, source_views
from limen.web.decisions.forms import ChooseParagraphForm, OutcomeForm, SectionForm
from limen.web.decisions.frame import act_page, drawn, of, opened
from limen.web.page import told
from limen.web.requests import Request, acts, today


def save_version(request: Request, case_id: UUID, decision_id: UUID, section: str) -> HttpResponse:
    """Write a section. What was left unfinished is offered again; whoever was faster is shown beside it."""
    case, sheet = opened(request, case_id, decision_id)
    found = _section(sheet, section)
    draft = decision_draft_of(decision_id, section, by=request.actor, at=request.at)
    left = draft if draft and draft.text.strip() else None
    given = {
        "version": left.base_version if left else sheet.card.number,
        "text": left.text if left else sheet.content.sections.get(section, ""),
    }
    form = SectionForm(request.POST or None, initial=given)
    if acts(request) and form.is_valid() and request.POST.get("do") != "look":
        event = writing.save_version(
            decision_id,
            section=section,
            text=form.cleaned_data["text"],
            version=form.cleaned_data["version"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{of(request, 'decision', sheet)}#section-{section}")
    if request.conflict is not None:
        both = two_texts(
            request.conflict,
            name="text",
            label=found.says,
            yours=request.POST.get("text", ""),
            action_url=request.path,
            leave_url=of(request, "decision", sheet),
        )
        return render(request, "web/errors/conflict.html", {"conflict": both})
    return act_page(
        request,
        case,
        sheet,
        form,
        title=found.says,
        button=_("Save as a version"),
        lead=[found.prompt],
        refused=obstacles_to_writing(sheet.card.state),
        template="web/decisions/write.html",
        draft_url=address(request, "decision_draft", case_id, decision_id, section),
        base_version=form["version"].value() or 0,
        left_at=left.saved_at if left and request.method == "GET" else None,
        **_around(request, sheet, found, str(form["text"].value() or "")),
        fields=[*sorted(sheet.fields.items()), *((name, _("at signing")) for name in sorted(AT_SIGNING))],
        remarks=[one for one in sheet.remarks if one.section == section],
    )


def _around(request: Request, sheet: DecisionSheet, section: Section, text: str) -> dict[str, Any]:
    """What stands beside a text that is being written: how it will read, what it cites, what it could."""
    card = sheet.card
    content = replace(sheet.content, sections={**sheet.content.sections, section.id: text})
    sources = sources_of(
        in_order(content, sheet.structure),
        card.case_id,
        compartment=card.compartment,
        language=sheet.language,
        by=request.actor,
        at=request.at,
    )
    names = {run.name or run.says for run in sources_in((text,))}
    views = source_views(request, card.case_id, sources)
    return {
        "preview": drawn(blocks_of(text, sheet.fields), by_name(views)),
        "sources": [one for one in views if (one.name or one.says) in names],
        "offered": offered(
            request,
            card.case_id,
            request.POST.get("cite", ""),
            cited=set(map(str, keys_in(content.sections.values()))),
        ),
        "citable_url": of(request, "decision_citable", sheet),
    }


def insert_paragraph(request: Request, case_id: UUID, decision_id: UUID, section: str) -> HttpResponse:
    """Put a standard paragraph after what the section says."""
    case, sheet = opened(request, case_id, decision_id)
    found = _section(sheet, section)
    offered = paragraphs(by=request.actor)
    labels = [(str(one.id), f"{one.called} · {one.unit} · {one.number}: {one.text[:300]}") for one in offered]
    form = offering(ChooseParagraphForm(request.POST or None), paragraph_id=labels)
    if acts(request) and form.is_valid():
        event = writing.insert_paragraph(
            decision_id,
            section=section,
            paragraph_id=UUID(form.cleaned_data["paragraph_id"]),
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{of(request, 'decision', sheet)}#section-{section}")
    refused = obstacles_to_writing(sheet.card.state)
    if not offered:
        says = _("No unit keeps a standard paragraph yet. A supervisor can write one.")
        refused.append(Obstacle("none", says))
    return act_page(
        request,
        case,
        sheet,
        form if offered else None,
        title=_("Standard paragraph for “%(section)s”") % {"section": found.says},
        button=_("Put it in"),
        lead=[_("It stands in the text with the unit that answers for it. Say what it means for this case.")],
        refused=refused,
    )


def set_outcome(request: Request, case_id: UUID, decision_id: UUID, person_id: UUID) -> HttpResponse:
    """What the decision comes to for one person."""
    case, sheet = opened(request, case_id, decision_id)
    person = next((one for one in sheet.card.persons if one.person_id == person_id), None)
    if person is None:
        raise Hidden(f"person {person_id} in decision {decision_id}")
    offered = [(one.id, f"{one.says} ({one.source})") for one in sheet.outcomes]
    form = offering(
        OutcomeForm(request.POST or None, initial={"outcome": person.outcome}), outcome=unchosen(offered)
    )
    if acts(request) and form.is_valid():
        event = writing.set_outcome(
            decision_id,
            person_id=person_id,
            outcome=form.cleaned_data["outcome"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, of(request, "decision", sheet))
    refused = obstacles_to_writing(sheet.card.state)
    if not offered:
        refused.append(Obstacle("none", _("The pack in force names no outcomes.")))
    return act_page(
        request,
        case,
        sheet,
        form,
        title=_("What it comes to for %(person)s") % {"person": person.called},
        button=_("Set the outcome"),
        lead=[_("It is yours to decide. An approval that was given ends with this change.")],
        refused=refused,
    )


def _section(sheet: DecisionSheet, id: str) -> Section:
    found = sheet.structure.section(id)
    if found is None:
        raise Hidden(f"section {id}")
    return found
