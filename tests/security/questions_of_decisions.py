"""Every question about decisions, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from limen.domain.citations.names import PageKey, short, written
from limen.domain.decisions.models import Comment, Decision
from limen.domain.decisions.queries import (
    arguing,
    citing,
    fields,
    mine,
    papers,
    paragraphs,
    reach,
    served,
    sheets,
    templates,
)
from limen.domain.decisions.queries.looks import gates_of, look_at, shown_digest, warnings_of
from limen.domain.decisions.rules.structure import Before
from limen.foundation.refusals import Hidden
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_DECISIONS = {
    "decisions_seen_by": "a filter", "under": "a filter", "drafts_of": "asked by draft_of",
    "paragraphs_within": "a filter", "compartment_of": "of a word", "day_said": "of a day",
    "writers": "of loaded rows", "version_card": "of a loaded row", "comment_card": "of a loaded row",
    "answer_card": "of a loaded row", "review_card": "of a loaded row", "signature_card": "of a loaded row",
    "service_card": "of a loaded row", "templates_within": "a filter", "in_order": "of loaded rows",
    "shown_words": "of cards", "shared_facts": "of cards", "as_kept": "of cards",
    "remedy_fields": "of the law alone", "needs_asked": "asks needs_on_record", "reports_under": "asks cited",
}  # fmt: skip


def asked_of_decisions(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Every decision, every remark and every paragraph there is."""
    by = scene.people[name].actor
    cases = [row["id"] for row in facts.all("cases_case")]
    found = [row["id"] for row in facts.all("decisions_decision")]
    remarks = [row["id"] for row in facts.all("decisions_comment")]
    kept = [row["id"] for row in facts.all("decisions_paragraph")]
    brought = [row["id"] for row in facts.all("decisions_papertemplate")]
    persons = {row["id"] for row in facts.all("people_person")}
    asker: dict[str, Any] = {"by": by, "at": at}

    def sheet(key: Any, **who: Any) -> Any:
        return sheets.decision_sheet(key, on=at.date(), **who)

    def letter(key: Any, **who: Any) -> Any:
        seen = sheet(key, **who)
        office = papers.office_of(seen.card.case_id, by=by)
        return papers.letter_paper(seen, seen.services[0], office=office, **who)

    def paper(key: Any, **who: Any) -> Any:
        seen = sheet(key, **who)
        return papers.decision_paper(
            seen, seen.fields, office=papers.office_of(seen.card.case_id, by=by), at=at
        )

    papers_there = facts.all("documents_document")
    text = "".join(written(PageKey(of=short(row["id"]), version=1, page=1)) for row in papers_there)

    def resting(key: Any, **who: Any) -> Any:
        seen = sheet(key, **who)
        where: dict[str, Any] = {"compartment": seen.card.compartment, "language": "en"}
        return citing.sources_of([text], seen.card.case_id, **where, **who)

    def shown(key: Any, **who: Any) -> Any:
        row = reach.decisions_seen_by(by, at=at).filter(pk=key).first()
        if row is None:
            raise Hidden("decision")
        return fields.fields_of(row, sheets.concerned_by(key, **who), **who)

    return {
        "served_through": lambda: sorted(served.served_through(found, **asker)),
        "arguments_addressed_in": each(
            lambda key, **who: arguing.arguments_addressed_in(key, on=at.date(), **who), cases, **asker
        ),
        "names_cited_in": each(arguing.names_cited_in, found, **asker),
        "decisions_of": each(sheets.decisions_of, cases, **asker),
        "decisions_half_written": lambda: mine.decisions_half_written(**asker),
        "count_to_read": lambda: mine.count_to_read(**asker),
        "waiting_for_reader": lambda: sheets.waiting_for_reader(**asker),
        "decision_sheet": each(sheet, found, **asker),
        "concerned_by": each(lambda key, **who: _ids(sheets.concerned_by(key, **who)), found, **asker),
        "latest_version": each(
            lambda key, **who: _ids([sheets.latest_version(key, **who)]), found, **asker
        ),
        "is_author": each(sheets.is_author, found, **asker),
        "locked_decision": each(_locked, found, **asker),
        "comment_seen": each(_remark, remarks, **asker),
        "papers_of": each(lambda key, **who: reach.papers_of(key, **who).pk, found, **asker),
        "fields_of": each(shown, found, **asker),
        "people_called": lambda: fields.people_called(persons, **asker),
        "gates_of": each(lambda key, **who: gates_of(sheet(key, **who), Before.SIGNING), found, **asker),
        "look_at": each(lambda key, **who: look_at(sheet(key, **who)), found, **asker),
        "shown_digest": each(lambda key, **who: shown_digest(sheet(key, **who)), found, **asker),
        "warnings_of": each(lambda key, **who: warnings_of(sheet(key, **who)), found, **asker),
        "sources_of": each(resting, found, **asker),
        "decisions_citing": lambda: [
            citing.decisions_citing(row["case_id"], row["id"], **asker) for row in papers_there
        ],
        "office_of": each(lambda key, **who: papers.office_of(sheet(key, **who).card.case_id, by=by).pk,
                          found, **asker),
        "decision_paper": each(paper, found, **asker),
        "letter_paper": each(letter, found, **asker),
        "paragraphs": lambda: paragraphs.paragraphs(by=by),
        "paragraph_sheet": each(lambda key, **who: paragraphs.paragraph_sheet(key, by=by), kept, **asker),
        "locked_paragraph": each(
            lambda key, **who: paragraphs.locked_paragraph(key, by=by).called, kept, **asker
        ),
        "template_in_force": lambda: templates.template_in_force(by=by).number,
        "templates_of_house": lambda: templates.templates_of_house(by=by),
        "template_file": each(lambda key, **who: templates.template_file(key, by=by), brought, **asker),
        "locked_template": lambda: getattr(templates.locked_template(by=by), "pk", None),
        "units_owning": lambda: [unit.name for unit in reach.units_owning(by)],
        "decision_draft_of": lambda: [
            draft for key in found if (draft := paragraphs.decision_draft_of(key, "facts", **asker))
        ],
    }  # fmt: skip


def _ids(rows: list[Any]) -> list[Any]:
    return [row.pk for row in rows if row is not None]


def _locked(key: Any, **who: Any) -> Decision:
    from limen.foundation.refusals import Refused

    try:
        return reach.locked_decision(key, **who)
    except Refused as only_read:
        raise Hidden("only read") from only_read


def _remark(key: Any, **who: Any) -> Comment:
    return reach.comment_seen(key, **who)
