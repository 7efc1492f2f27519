"""What happens to the evidence that is asked for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F, Max

from limen.domain.applications import rules
from limen.domain.applications.events import EvidenceTaken
from limen.domain.applications.models import Application, EvidenceStep
from limen.domain.applications.names import EvidenceState
from limen.domain.applications.queries.reach import locked_application
from limen.domain.applications.queries.sheets import sheet_of
from limen.domain.cases.queries.sheets import is_worked_on
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Refused, refuse_if


@command("applications.take_evidence")
def take_evidence(
    application_id: UUID,
    *,
    item: str,
    state: EvidenceState,
    words: str = "",
    document_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> EvidenceTaken:
    """Note that a piece of evidence came in, was accepted or not, cannot be had, or is done without. `words`:
    the reference of the paper, or the reason."""
    row = locked_application(application_id, by=by, at=at)
    of = sheet_of(row, by=by, at=at).type.evidence.get(item)
    refuse_if(
        rules.obstacles_to_taking_evidence(
            state=row.state,
            item=of,
            to=state,
            words=words,
            is_worked_on=is_worked_on(row.case_id, by=by, at=at),
        )
    )
    if of is None:  # refused above
        raise Refused([])
    steps = EvidenceStep.objects.filter(application=row, item=item)
    EvidenceStep.objects.create(
        application=row,
        case_id=row.case_id,
        item=item,
        number=(steps.aggregate(last=Max("number"))["last"] or 0) + 1,
        state=state,
        words=words.strip(),
        document_id=document_id,
        taken_by_id=by.id,
        taken_at=at,
    )
    Application.objects.filter(pk=application_id).update(version=F("version") + 1)
    return EvidenceTaken(
        case_id=row.case_id,
        application_id=application_id,
        item=item,
        item_says=of.says,
        state=state,
        words=words.strip(),
        document_id=document_id,
    )
