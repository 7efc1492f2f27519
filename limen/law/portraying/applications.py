"""An application type, laid out flat."""

from __future__ import annotations

from limen.law.applications import ApplicationType, EvidenceItem, OnlyWhen, Question
from limen.law.portraying.facets import Facets, texts


def of_application(one: ApplicationType) -> Facets:
    facets = texts(
        "",
        wording=one.says,
        explanation=one.about,
        procedure=one.procedure,
        lodged_at=one.lodged_at,
        made_by=one.made_by,
        outcomes=one.outcomes,
        withdrawn_by=one.withdrawn_by,
        acknowledgement=one.acknowledgement,
        missing_evidence=one.missing_evidence,
        since=one.since,
        until=one.until,
        source=one.source,
        certainty=one.certainty,
        note=one.note,
        gates_before_second_reader=one.decision.gates_before_second_reader,
        gates_before_signing=one.decision.gates_before_signing,
        requirements_of_decision=one.decision.requirements,
        order_of_sections=tuple(section.id for section in one.form),
    )
    for section in one.form:
        facets |= texts(f"section {section.id}", wording=section.says, explanation=section.about)
        for question in section.questions:
            facets |= _question(question)
    for item in one.evidence.values():
        facets |= _evidence(item)
    for clock in one.starts:
        facts = tuple(f"{fact} from {known_from}" for fact, known_from in clock.facts)
        facets |= texts(f"clock {clock.term}", started_with=facts)
    for value in one.decision.country_information.all:
        told = f"age of country information from {value.since}"
        facets |= texts(told, at_most=value.value, until=value.until, source=value.source, note=value.note)
    for part in one.decision.sections:
        said = f"decision section {part.id}"
        facets |= texts(said, wording=part.says, explanation=part.prompt, answers=part.answers)
    return facets


def _question(one: Question) -> Facets:
    return texts(
        f"question {one.id}",
        wording=one.says,
        kind=one.kind,
        explanation=one.hint,
        required="yes" if one.is_required else "",
        answers=tuple(f"{code}: {says}" for code, says in one.one_of),
        only_when=said(one.only_when),
    )


def _evidence(one: EvidenceItem) -> Facets:
    return texts(
        f"evidence {one.id}",
        wording=one.says,
        explanation=one.about,
        need=one.need,
        may_be_waived="yes" if one.may_be_waived else "",
        only_when=said(one.only_when),
        since=one.since,
        until=one.until,
        source=one.source,
        certainty=one.certainty,
        note=one.note,
    )


def said(when: OnlyWhen | None) -> str:
    """child: yes"""
    return f"{when.question}: {', '.join(sorted(when.answers))}" if when is not None else ""
