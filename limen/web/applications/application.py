"""One application at a glance: what is missing, the form, persons, evidence, letters, where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.applications import rules
from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import ApplicationSheet
from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.procedure.queries.standing import StageCard, procedure_of, stages_of, ways_on
from limen.domain.procedure.rules import obstacles_at_gates
from limen.foundation.refusals import Obstacle
from limen.web.applications.frame import opened, people
from limen.web.applications.tables import (
    evidence_table,
    letters_table,
    moves_table,
    people_table,
    stages_table,
)
from limen.web.applications.withdrawing import facts_after
from limen.web.casefile.frame import Offer, address, may, show_file
from limen.web.components import Fact, Tone, day_mark, isolated, tag_mark
from limen.web.components.shapes import Text
from limen.web.lawbook.diagram import picture_of
from limen.web.lawbook.words import is_mirrored, sure_mark
from limen.web.requests import Request, today


@dataclass(frozen=True, kw_only=True)
class Lack:
    """Something that is missing, and the page on which it is put right."""

    says: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class SectionLine:
    """A section of the form: where it leads, and how much in it is open."""

    says: Text
    url: str
    state: Text
    is_open: bool


def application(request: Request, case_id: UUID, application_id: UUID) -> HttpResponse:
    """The whole of one application."""
    case, sheet = opened(request, case_id, application_id)
    parties = people(request, case_id)
    names = {one.person_id: str(one.called) for one in parties}
    stages = stages_of(application_id, by=request.actor, at=request.at)
    now = stages[0] if stages else None
    procedure = procedure_of(sheet)
    return show_file(
        request,
        case,
        "web/applications/application.html",
        tab="case_applications",
        title=_("Application"),
        heading=isolated(sheet.card.type_says),
        facts=[*_facts(sheet, now), *facts_after(request, sheet)],
        is_draft=sheet.card.state is ApplicationState.DRAFT,
        lacks=list(_lacks(request, case, sheet)),
        sections=list(_sections(request, sheet)),
        people=people_table(request, sheet, parties),
        evidence=evidence_table(request, sheet),
        letters=letters_table(request, sheet, names),
        lodging=_lodging(request, case, sheet),
        letter_offers=_letter_offers(request, sheet),
        ways=_ways(request, case, sheet, now),
        procedure=isolated(procedure.says),
        picture=picture_of(procedure, is_mirrored=is_mirrored(), now=now.stage if now else ""),
        moves=moves_table(procedure),
        stages=stages_table(request, stages),
    )


def missing(request: Request, case: CaseSheet, sheet: ApplicationSheet) -> list[Obstacle]:
    """Why the application cannot be lodged today."""
    on = today(request)
    return rules.obstacles_to_lodging(
        state=sheet.card.state,
        of=sheet.type,
        answers=sheet.answers,
        states=sheet.states,
        covered=sheet.covers,
        made_on=sheet.card.made_on,
        lodged_on=on,
        on=on,
        is_worked_on=case.is_worked_on,
    )


def door_to(request: Request, sheet: ApplicationSheet, code: str) -> str:
    """The page on which what is missing is put right; nothing when there is none."""
    where = sheet.card.case_id, sheet.card.id
    kind, _colon, rest = code.partition(":")
    if kind == "question":
        section, _colon, question = rest.partition(":")
        return f"{address(request, 'answer', *where, section)}#id_q-{question}"
    if kind == "evidence":
        return address(request, "take_evidence", *where, rest)
    if kind == "people":
        return f"{address(request, 'application', *where)}#for-whom"
    return ""


def _lacks(request: Request, case: CaseSheet, sheet: ApplicationSheet) -> Iterator[Lack]:
    if sheet.card.state is not ApplicationState.DRAFT:
        return
    for one in missing(request, case, sheet):
        yield Lack(says=one.says, url=door_to(request, sheet, one.code) if case.is_worked_on else "")


def _facts(sheet: ApplicationSheet, now: StageCard | None) -> list[Fact]:
    card = sheet.card
    facts = [Fact(term=_("State"), value=tag_mark(card.state.label, Tone.ACTION))]
    if now is not None:
        stands = format_html(
            _("{stage}, since {day}"), stage=isolated(now.stage_says), day=day_mark(now.since_on)
        )
        facts.append(Fact(term=_("Stands at"), value=stands))
    facts.append(Fact(term=_("Made"), value=day_mark(card.made_on)))
    facts.append(Fact(term=_("Lodged"), value=day_mark(card.lodged_on) if card.lodged_on else _("Not yet")))
    source = format_html("{} {}", isolated(sheet.type.source), sure_mark(sheet.type.certainty))
    facts.append(Fact(term=_("Law"), value=source))
    return facts


def _sections(request: Request, sheet: ApplicationSheet) -> Iterator[SectionLine]:
    open_ones = [one.code.split(":")[1] for one in rules.missing_answers(sheet.type, sheet.answers)]
    for section in sheet.type.form:
        count = open_ones.count(section.id)
        state = _("Complete") if section.id in sheet.sections else _("Nothing must be answered")
        if count:
            state = ngettext("%(count)d answer is missing", "%(count)d answers are missing", count)
            state = state % {"count": count}
        yield SectionLine(
            says=isolated(section.says),
            url=address(request, "answer", sheet.card.case_id, sheet.card.id, section.id),
            state=state,
            is_open=bool(count),
        )


def _lodging(request: Request, case: CaseSheet, sheet: ApplicationSheet) -> Offer | None:
    if sheet.card.state is not ApplicationState.DRAFT or not may(request, "procedure.begin"):
        return None
    reasons = missing(request, case, sheet)
    if len(reasons) > 1:
        reasons = [Obstacle("missing", _("Something is missing; it stands above."))]
    url = address(request, "begin", sheet.card.case_id, sheet.card.id)
    return Offer(label=_("Lodge the application"), url=url, refused=reasons, kind="primary")


def _letter_offers(request: Request, sheet: ApplicationSheet) -> list[Offer]:
    where = sheet.card.case_id, sheet.card.id
    offers = []
    if may(request, "applications.acknowledge") and sheet.type.acknowledgement:
        refused = rules.obstacles_to_acknowledging(state=sheet.card.state, is_party=True)
        url = address(request, "acknowledge", *where)
        offers.append(Offer(label=_("Print the acknowledgement"), url=url, refused=refused))
    if may(request, "applications.ask_for_missing") and sheet.type.missing_evidence:
        url = address(request, "ask_for_missing", *where)
        offers.append(Offer(label=_("Ask for what is missing"), url=url))
    return offers


def _ways(request: Request, case: CaseSheet, sheet: ApplicationSheet, now: StageCard | None) -> list[Offer]:
    """The moves that lead on from here; one at which the file says no is shown with its reason."""
    if now is None or not may(request, "procedure.move"):
        return []
    offers = []
    for way in ways_on(sheet, now.stage, on=today(request), by=request.actor, at=request.at):
        refused = rules.obstacles_to_working(is_worked_on=case.is_worked_on)
        refused += obstacles_at_gates([one for one in way.answers if one.holds is False], {})
        url = address(request, "move", sheet.card.case_id, sheet.card.id, way.move.act, way.move.to)
        offers.append(Offer(label=isolated(way.move.says), url=url, refused=refused))
    return offers
