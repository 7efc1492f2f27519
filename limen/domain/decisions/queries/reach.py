"""The application's own wall around decisions: read with the case, inside their compartment, never shared."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from limen.domain.cases.queries.reach import cases_read_by, cases_worked_on_by
from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.decisions.models import Comment, Decision, Draft, OfDecision, Paragraph, Signature
from limen.domain.decisions.rules.acting import obstacles_to_working
from limen.domain.identity.models import Unit
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden, refuse_if

D = TypeVar("D", bound=OfDecision)
_OWNS_PARAGRAPHS = "decisions.keep_paragraph"


def decisions_seen_by(by: Actor, *, at: datetime) -> QuerySet[Decision]:
    """Every decision whose text the actor may read."""
    ours = cases_read_by(by, at=at).filter(organisation_id=by.organisation_id)
    return Decision.objects.filter(case__in=ours, compartment__in=by.clearances)


def under(model: type[D], by: Actor, *, at: datetime) -> QuerySet[D]:
    """Rows under such decisions."""
    ours = cases_read_by(by, at=at).filter(organisation_id=by.organisation_id)
    return model._default_manager.filter(case__in=ours, compartment__in=by.clearances)


def locked_decision(decision_id: UUID, *, by: Actor, at: datetime) -> Decision:
    """A decision that the actor writes in, locked for the rest of the act. Raises `Hidden`, and `Refused`
    when they only read it."""
    seen = decisions_seen_by(by, at=at).filter(pk=decision_id)
    row = seen.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"decision {decision_id}")
    reach = is_worked_on(row.case_id, by=by, at=at)
    refuse_if(obstacles_to_working(is_worked_on=reach, compartment=row.compartment, by=by))
    return row


def comment_seen(comment_id: UUID, *, by: Actor, at: datetime) -> Comment:
    """A remark on such a decision; whoever acts on it locks the decision. Raises `Hidden`."""
    row = under(Comment, by, at=at).filter(pk=comment_id).first()
    if row is None:
        raise Hidden(f"comment {comment_id}")
    return row


def drafts_of(decision_id: UUID, section: str, *, by: Actor, at: datetime) -> QuerySet[Draft]:
    """What the actor was typing in a section; one row at most."""
    return Draft.objects.filter(
        decision_id=decision_id,
        section=section,
        member_id=by.id,
        decision__in=decisions_seen_by(by, at=at),
        case__in=cases_worked_on_by(by, at=at),
    )


def paragraphs_within(by: Actor) -> QuerySet[Paragraph]:
    """The standard paragraphs of the actor's organisation, those that were ended as well."""
    return Paragraph.objects.filter(unit__organisation_id=by.organisation_id)


def units_owning(by: Actor) -> QuerySet[Unit]:
    """The units for whose standard paragraphs the actor answers."""
    ours = by.units_within(Reach.LIST) if by.may(_OWNS_PARAGRAPHS) else ()
    return Unit.objects.filter(organisation_id=by.organisation_id, pk__in=ours)


def papers_of(decision_id: UUID, *, by: Actor, at: datetime) -> Signature:
    """The signed papers of a decision, with their bytes. Raises `Hidden`."""
    row = under(Signature, by, at=at).filter(decision_id=decision_id).first()
    if row is None:
        raise Hidden(f"the papers of decision {decision_id}")
    return row


def compartment_of(text: str) -> Compartment:
    """A compartment as a row keeps it."""
    return Compartment(text)
