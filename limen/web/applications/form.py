"""Filling in a section of the form; what is typed is kept on the server at every pause."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from limen.domain.applications import rules
from limen.domain.applications.commands import answering
from limen.domain.applications.queries.sheets import (
    AnswersDraftCard,
    ApplicationSheet,
    SectionCard,
    answers_draft,
    application_sheet,
)
from limen.foundation.refusals import Hidden
from limen.law.applications import FormSection
from limen.web.applications.fields import SectionForm, typed_answers
from limen.web.applications.frame import home, language, opened, people
from limen.web.casefile.frame import Act, address, here, show_act
from limen.web.components import isolated
from limen.web.page import told
from limen.web.requests import Request, acts

_MOST_FIELDS = 400


def answer(request: Request, case_id: UUID, application_id: UUID, form_section: str) -> HttpResponse:
    """One section. Whoever was faster is shown above what one typed; neither is lost."""
    case, sheet = opened(request, case_id, application_id)
    of = _section(sheet, form_section)
    latest = sheet.sections.get(form_section, SectionCard(section=form_section, answers={}))
    draft = answers_draft(application_id, form_section, by=request.actor, at=request.at)
    form = SectionForm(
        request.POST or None,
        section=of,
        people=[(str(one.person_id), isolated(str(one.called))) for one in people(request, case_id)],
        language=language(),
        initial=(draft.typed if draft else typed_answers(of, latest.answers)),
    )
    version = _version(request, latest, draft)
    if acts(request) and form.is_valid():
        event = answering.answer(
            application_id,
            section=form_section,
            answers=form.answers(),
            version=version,
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:application", case_id, application_id)
    act = Act(
        title=isolated(of.says),
        button=_("Save this section"),
        back_url=home(request, sheet),
        lead=[isolated(of.about)] if of.about else [],
        refused=rules.obstacles_to_answering(state=sheet.card.state, is_worked_on=case.is_worked_on),
    )
    theirs = request.conflict
    return show_act(
        request,
        act,
        form,
        sheet=case,
        template="web/applications/section.html",
        version=theirs.version if theirs else version,
        theirs=theirs.theirs if theirs else None,
        draft_url=address(request, "draft_answers", application_id, form_section),
        left_at=draft.saved_at if draft and request.method == "GET" else None,
    )


def draft_answers(request: Request, into_id: UUID, form_section: str) -> HttpResponse:
    """Keep what is being typed; 409 when somebody saved the section meanwhile."""
    try:
        sent = json.loads(request.body)
        typed = {str(name): str(value) for name, value in sent["typed"].items()}
        base_version = int(sent["base_version"])
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse({"error": "not_a_draft"}, status=400)
    if len(typed) > _MOST_FIELDS or sum(map(len, typed.values())) > answering.LONGEST:
        return JsonResponse({"error": "not_a_draft"}, status=400)
    if not acts(request):
        said = [{"code": obstacle.code, "says": obstacle.says} for obstacle in request.obstacles]
        return JsonResponse({"error": "refused", "obstacles": said}, status=409)
    sheet = application_sheet(into_id, by=request.actor, at=request.at)
    _section(sheet, form_section)
    latest = sheet.sections.get(form_section)
    if (latest.version if latest else 0) != base_version:
        return JsonResponse({"error": "conflict"}, status=409)
    saved_at = answering.keep_answers_draft(
        into_id, section=form_section, typed=typed, base_version=base_version, by=request.actor, at=request.at
    )
    return JsonResponse({"saved_at": saved_at.isoformat()})


def _section(sheet: ApplicationSheet, section: str) -> FormSection:
    of = sheet.type.section(section)
    if of is None:
        raise Hidden(f"section {section} of application {sheet.card.id}")
    return of


def _version(request: Request, latest: SectionCard, draft: AnswersDraftCard | None) -> int:
    """The version that the writer had before them."""
    sent = request.POST.get("version", "")
    if sent.isdigit():
        return int(sent)
    return draft.base_version if draft else latest.version
