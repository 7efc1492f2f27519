"""The second reader: somebody else, who opened this very version, and whose approval names its hash."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.decisions.events import Approved, OpenedForReading, SentBack, Submitted
from limen.domain.decisions.models import Decision, Reading, Review
from limen.domain.decisions.names import DecisionState
from limen.domain.decisions.queries.cards import DecisionSheet
from limen.domain.decisions.queries.looks import gates_of, shown_digest
from limen.domain.decisions.queries.reach import locked_decision
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.rules import acting
from limen.domain.decisions.rules.gates import unmet
from limen.domain.decisions.rules.structure import Before
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("decisions.submit")
def submit(decision_id: UUID, *, on: date, by: Actor, at: datetime) -> Submitted:
    """Send the latest version to a second reader, once every gate before that is met."""
    row = locked_decision(decision_id, by=by, at=at)
    refuse_if(acting.obstacles_to_submitting(row.state))
    sheet = decision_sheet(decision_id, on=on, by=by, at=at)
    refuse_if(unmet(gates_of(sheet, Before.READER)))
    Decision.objects.filter(pk=decision_id).update(state=DecisionState.WITH_READER)
    return Submitted(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=decision_id,
        number=row.number,
        digest=sheet.content.digest,
    )


@command("decisions.open_for_reading")
def open_for_reading(decision_id: UUID, *, on: date, by: Actor, at: datetime) -> OpenedForReading:
    """Open the version that waits, as its second reader. Who opened which version is kept."""
    row = locked_decision(decision_id, by=by, at=at)
    sheet = decision_sheet(decision_id, on=on, by=by, at=at)
    refuse_if(acting.obstacles_to_reading(row.state, is_author=sheet.is_author))
    digest = sheet.content.digest
    Reading.objects.get_or_create(
        decision=row,
        number=row.number,
        member_id=by.id,
        defaults={
            "id": new_id(),
            "case_id": row.case_id,
            "compartment": row.compartment,
            "digest": digest,
            "opened_at": at,
        },
    )
    return OpenedForReading(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=decision_id,
        number=row.number,
        digest=digest,
    )


@command("decisions.approve")
def approve(decision_id: UUID, *, digest: str, says: str, on: date, by: Actor, at: datetime) -> Approved:
    """Approve the version with this digest, and no other."""
    row, sheet = _read(decision_id, digest, on, by, at)
    refuse_if(acting.obstacles_to_approving(remarks=len(sheet.remarks)))
    _reviewed(row, sheet, True, says, by, at)
    Decision.objects.filter(pk=decision_id).update(state=DecisionState.APPROVED)
    return Approved(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=decision_id,
        number=row.number,
        digest=digest,
        why=says,
    )


@command("decisions.send_back")
def send_back(decision_id: UUID, *, digest: str, says: str, on: date, by: Actor, at: datetime) -> SentBack:
    """Send the version back with marked remarks, or with what must be mended in words."""
    row, sheet = _read(decision_id, digest, on, by, at)
    mine = [one for one in sheet.remarks if one.by_id == by.id]
    refuse_if(acting.obstacles_to_sending_back(remarks=len(mine), says=says))
    _reviewed(row, sheet, False, says, by, at)
    Decision.objects.filter(pk=decision_id).update(state=DecisionState.RETURNED)
    return SentBack(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=decision_id,
        number=row.number,
        digest=digest,
        why=says,
    )


def _read(
    decision_id: UUID, digest: str, on: date, by: Actor, at: datetime
) -> tuple[Decision, DecisionSheet]:
    row = locked_decision(decision_id, by=by, at=at)
    sheet = decision_sheet(decision_id, on=on, by=by, at=at)
    refuse_if(
        acting.obstacles_to_reviewing(
            row.state,
            is_author=sheet.is_author,
            is_latest=digest == sheet.content.digest,
            was_opened=digest in sheet.opened,
        )
    )
    return row, sheet


def _reviewed(
    row: Decision, sheet: DecisionSheet, is_approved: bool, says: str, by: Actor, at: datetime
) -> None:
    Review.objects.create(
        id=new_id(),
        decision=row,
        case_id=row.case_id,
        compartment=row.compartment,
        number=row.number,
        digest=sheet.content.digest,
        filled=shown_digest(sheet),
        is_approved=is_approved,
        says=says,
        reviewed_by_id=by.id,
        reviewed_at=at,
    )
