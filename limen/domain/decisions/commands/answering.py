"""Remarks on a decision, and answers to what the law asks of it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.decisions.commands.writing import structure_of
from limen.domain.decisions.events import Answered, Commented, CommentResolved, Waived
from limen.domain.decisions.models import Answer, Comment, Decision
from limen.domain.decisions.names import NOTHING_YET, AnswerKind, Content
from limen.domain.decisions.queries.reach import comment_seen, locked_decision
from limen.domain.decisions.queries.sheets import latest_version
from limen.domain.decisions.rules import acting
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("decisions.comment")
def comment(
    decision_id: UUID, *, section: str, quoted: str, says: str, on: date, by: Actor, at: datetime
) -> Commented:
    """Remark on words of a section, as its latest version says them; on the section when none are quoted."""
    row = locked_decision(decision_id, by=by, at=at)
    last = latest_version(decision_id, by=by, at=at)
    content = Content.from_kept(last.content) if last else NOTHING_YET
    quoted = quoted.replace("\r\n", "\n").strip()
    refuse_if(
        acting.obstacles_to_commenting(
            row.state,
            has_section=structure_of(row, on=on, by=by, at=at).section(section) is not None,
            says=says,
            is_quoted=quoted in content.sections.get(section, ""),
        )
    )
    made = Comment.objects.create(
        id=new_id(),
        decision=row,
        case_id=row.case_id,
        compartment=row.compartment,
        number=row.number,
        section=section,
        quoted=quoted,
        says=says,
        written_by_id=by.id,
        written_at=at,
    )
    return Commented(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=decision_id,
        comment_id=made.pk,
        number=row.number,
        section=section,
    )


@command("decisions.resolve")
def resolve(comment_id: UUID, *, by: Actor, at: datetime) -> CommentResolved:
    """Say that a remark was dealt with."""
    row = locked_decision(comment_seen(comment_id, by=by, at=at).decision_id, by=by, at=at)
    found = comment_seen(comment_id, by=by, at=at)
    refuse_if(acting.obstacles_to_resolving(row.state, is_resolved=found.resolved_at is not None))
    Comment.objects.filter(pk=comment_id).update(resolved_by_id=by.id, resolved_at=at)
    return CommentResolved(
        case_id=row.case_id, compartment=row.compartment, decision_id=row.pk, comment_id=comment_id
    )


@command("decisions.answer")
def answer(
    decision_id: UUID, *, question: str, kind: AnswerKind, says: str, on: date, by: Actor, at: datetime
) -> Answered:
    """Answer what the law asks: it was considered, or it does not arise and why."""
    row = locked_decision(decision_id, by=by, at=at)
    found = structure_of(row, on=on, by=by, at=at).question(question)
    refuse_if(acting.obstacles_to_answering(row.state, question=found, kind=kind, says=says))
    _kept(row, question, kind, says, by, at)
    return Answered(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=row.pk,
        question=found.says if found else question,
        answer=kind,
        why=says,
    )


@command("decisions.waive")
def waive(decision_id: UUID, *, question: str, says: str, on: date, by: Actor, at: datetime) -> Waived:
    """Go without what the law asks, where the pack itself lets somebody: under one's name, for a reason."""
    row = locked_decision(decision_id, by=by, at=at)
    found = structure_of(row, on=on, by=by, at=at).question(question)
    refuse_if(acting.obstacles_to_waiving(row.state, question=found, says=says))
    _kept(row, question, AnswerKind.WAIVED, says, by, at)
    return Waived(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=row.pk,
        question=found.says if found else question,
        why=says,
    )


def _kept(row: Decision, question: str, kind: AnswerKind, says: str, by: Actor, at: datetime) -> None:
    Answer.objects.create(
        id=new_id(),
        decision=row,
        case_id=row.case_id,
        compartment=row.compartment,
        question=question,
        kind=kind,
        says=says,
        answered_by_id=by.id,
        answered_at=at,
    )
