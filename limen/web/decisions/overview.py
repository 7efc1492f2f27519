"""A decision on one page: its text as it reads, what is missing, remarks; and its versions compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.decisions.names import FROZEN, OPEN, DecisionState
from limen.domain.decisions.queries.cards import AnswerCard, CommentCard, DecisionSheet, VersionCard
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.rules.gates import Gate
from limen.domain.decisions.rules.structure import Before
from limen.domain.decisions.rules.texts import blocks_of
from limen.web.casefile.frame import Offer, address, show_file
from limen.web.components import Fact, isolated
from limen.web.components.shapes import Text
from limen.web.decisions.citing import SourceView, by_name, source_views
from limen.web.decisions.frame import drawn, mend_url, of, opened, state_mark
from limen.web.requests import Request


@dataclass(frozen=True, kw_only=True)
class SectionView:
    """A section as the page draws it."""

    id: str
    says: Text
    prompt: Text
    text: SafeString
    write_url: str
    standard_url: str
    remark_url: str


@dataclass(frozen=True, kw_only=True)
class GateView:
    """A gate, and where it is mended."""

    gate: Gate
    url: str


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """What the law asks, and how it was answered last."""

    says: str
    source: str
    note: str
    is_gate: bool
    answer: AnswerCard | None
    answer_url: str
    waive_url: str


@dataclass(frozen=True, kw_only=True)
class RemarkView:
    """A remark, and where it is dealt with."""

    card: CommentCard
    section: Text
    url: str


@dataclass(frozen=True, kw_only=True)
class SectionChange:
    """A section in two versions."""

    says: Text
    before: str
    after: str


def decision(request: Request, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """The composer: the sections with what they pull in, and everything that stands around them."""
    case, sheet = opened(request, case_id, decision_id)
    is_open = sheet.card.state in OPEN and case.is_worked_on
    return show_file(
        request,
        case,
        "web/decisions/decision.html",
        tab="case_decisions",
        title=_("Decision"),
        facts=_facts(sheet),
        persons=_persons(request, sheet, is_open),
        **text_of(request, sheet),
        is_open=is_open,
        before_reader=_gates(request, sheet, Before.READER) if is_open else [],
        before_signing=_only_at_signing(request, sheet) if is_open else [],
        questions=_questions(request, sheet, is_open),
        remarks=remark_views(request, sheet),
        fields=sorted(sheet.fields.items()),
        offers=_offers(request, sheet, is_open),
        last_review=sheet.reviews[0] if sheet.reviews else None,
        services=_services(request, sheet),
        signature=sheet.signature,
        pdf_url=of(request, "decision_paper", sheet, "pdf") if sheet.signature else "",
        word_url=of(request, "decision_paper", sheet, "docx") if sheet.signature else "",
        back_url=of(request, "decision", sheet),
    )


def versions(request: Request, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Two versions beside each other, with what was put in marked."""
    case, sheet = opened(request, case_id, decision_id)
    after = _picked(sheet.versions, request.GET.get("after", ""), 0)
    before = _picked(sheet.versions, request.GET.get("before", ""), 1)
    return show_file(
        request,
        case,
        "web/decisions/versions.html",
        tab="case_decisions",
        title=_("Versions"),
        versions=sheet.versions,
        before=before,
        after=after,
        changes=_changes(sheet, before, after) if before and after else [],
        back_url=of(request, "decision", sheet),
    )


def text_of(request: Request, sheet: DecisionSheet) -> dict[str, Any]:
    """The sections in their order, and what they rest on as somebody may see it."""
    sources = source_views(request, sheet.card.case_id, sheet.sources)
    return {"sections": _section_views(request, sheet, by_name(sources)), "sources": sources}


def _section_views(
    request: Request, sheet: DecisionSheet, cited: Mapping[str, SourceView]
) -> list[SectionView]:
    return [
        SectionView(
            id=one.id,
            says=one.says,
            prompt=one.prompt,
            text=drawn(blocks_of(sheet.content.sections.get(one.id, ""), sheet.fields), cited),
            write_url=of(request, "decision_save_version", sheet, one.id),
            standard_url=of(request, "decision_insert_paragraph", sheet, one.id),
            remark_url=of(request, "decision_comment", sheet, one.id),
        )
        for one in sheet.structure.sections
    ]


def remark_views(request: Request, sheet: DecisionSheet) -> list[RemarkView]:
    """The remarks that wait for an answer."""
    found = []
    for card in sheet.remarks:
        section = sheet.structure.section(card.section)
        url = of(request, "decision_resolve", sheet, card.id)
        found.append(RemarkView(card=card, section=section.says if section else card.section, url=url))
    return found


def _facts(sheet: DecisionSheet) -> list[Fact]:
    facts = [
        Fact(term=_("State"), value=state_mark(sheet.card.state)),
        Fact(term=_("Version"), value=str(sheet.card.number)),
        Fact(term=_("By the law of"), value=sheet.law.pack.says),
        Fact(term=_("Who may read it"), value=sheet.card.compartment.label),
    ]
    if sheet.card.is_separate:
        facts.append(Fact(term=_("Family"), value=_("It stands apart from that of the family.")))
    if sheet.card.instead_of_id:
        facts.append(Fact(term=_("Correction"), value=_("It corrects a decision that was served.")))
    return facts


def _persons(request: Request, sheet: DecisionSheet, is_open: bool) -> list[Fact]:
    return [
        Fact(
            term=isolated(one.called),
            value=one.outcome_says or _("nothing set yet"),
            change_url=of(request, "decision_set_outcome", sheet, one.person_id) if is_open else None,
            change_label=_("Set the outcome"),
        )
        for one in sheet.card.persons
    ]


def _gates(request: Request, sheet: DecisionSheet, before: Before) -> list[GateView]:
    return [
        GateView(gate=gate, url=mend_url(request, sheet, gate))
        for gate in gates_of(sheet, before)
        if not gate.is_met
    ]


def _only_at_signing(request: Request, sheet: DecisionSheet) -> list[GateView]:
    """What is missing at signing and was not said of the second reader already."""
    before = {gate.code for gate in gates_of(sheet, Before.READER)}
    return [one for one in _gates(request, sheet, Before.SIGNING) if one.gate.code not in before]


def _questions(request: Request, sheet: DecisionSheet, is_open: bool) -> list[QuestionView]:
    answers = {one.question: one for one in sheet.answers}
    return [
        QuestionView(
            says=one.says,
            source=one.source,
            note=one.note,
            is_gate=bool(one.gate),
            answer=answers.get(one.id),
            answer_url=of(request, "decision_answer", sheet, one.id) if is_open else "",
            waive_url=of(request, "decision_waive", sheet, one.id) if is_open and one.waiver else "",
        )
        for one in sheet.structure.questions
        if not one.is_by_code or one.gate == "no_disclosure_in_family"
    ]


def _offers(request: Request, sheet: DecisionSheet, is_open: bool) -> list[Offer]:
    offers = []
    state = sheet.card.state
    if is_open and state in (DecisionState.DRAFT, DecisionState.RETURNED):
        offers.append(Offer(label=_("Send to the second reader"), url=of(request, "decision_submit", sheet)))
    if state is DecisionState.WITH_READER and not sheet.is_author:
        url = of(request, "decision_open_for_reading", sheet)
        offers.append(Offer(label=_("Read it as second reader"), url=url, kind="primary"))
    if state is DecisionState.APPROVED:
        offers.append(
            Offer(label=_("Sign the decision"), url=of(request, "decision_sign", sheet), kind="primary")
        )
    if state in FROZEN and sheet.card.application_id:
        url = address(request, "application", sheet.card.case_id, sheet.card.application_id)
        offers.append(Offer(label=_("Move the application on"), url=url))
    if sheet.card.number > 1:
        offers.append(Offer(label=_("Compare versions"), url=of(request, "decision_versions", sheet)))
    if is_open:
        offers.append(Offer(label=_("Set it aside"), url=of(request, "decision_set_aside", sheet)))
    return offers


def _services(request: Request, sheet: DecisionSheet) -> list[Fact]:
    """How it reached each person, or where that is recorded."""
    if sheet.signature is None:
        return []
    served = {one.person_id: one for one in sheet.services}
    facts = []
    for one in sheet.card.persons:
        found = served.get(one.person_id)
        name = "decision_letter" if found else "decision_serve"
        told = {"day": found.served_on.isoformat(), "way": found.way.label} if found else {}
        until = found.last_day if found else None
        value = _("%(way)s, on %(day)s") % told if found else _("not served yet")
        if until:
            value += " · " + _("can be challenged until %(day)s") % {"day": until.isoformat()}
        label = _("Letter") if found else _("Record the service")
        url = of(request, name, sheet, one.person_id)
        facts.append(Fact(term=isolated(one.called), value=value, change_url=url, change_label=label))
    return facts


def _picked(found: Sequence[VersionCard], number: str, place: int) -> VersionCard | None:
    chosen = next((one for one in found if str(one.number) == number), None)
    return chosen or (found[place] if len(found) > place else None)


def _changes(sheet: DecisionSheet, before: VersionCard, after: VersionCard) -> list[SectionChange]:
    changes = []
    for section in sheet.structure.sections:
        old = before.content.sections.get(section.id, "")
        new = after.content.sections.get(section.id, "")
        if old != new:
            changes.append(SectionChange(says=section.says, before=old, after=new))
    outcomes = [_outcomes(sheet, one) for one in (before, after)]
    if outcomes[0] != outcomes[1]:
        changes.append(SectionChange(says=_("Outcome"), before=outcomes[0], after=outcomes[1]))
    return changes


def _outcomes(sheet: DecisionSheet, version: VersionCard) -> str:
    called = {str(one.person_id): one.called for one in sheet.card.persons}
    says = sheet.law.pack.outcomes
    return "\n".join(
        f"{called.get(person, '')}: {says[id].says if id in says else id}"
        for person, id in version.content.outcomes.items()
    )
