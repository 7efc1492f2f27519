"""Opening a case, and restricting it to people named for it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from limen.domain.cases import rules
from limen.domain.cases.events import Opened, Restricted
from limen.domain.cases.models import Case
from limen.domain.cases.queries.sheets import locked_case
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("cases.open")
def open(
    *, unit_id: UUID, reference: str, called: str, opened_on: date, on: date, by: Actor, at: datetime
) -> Opened:
    """Open a case in a unit. `on` is today where the actor sits."""
    reference, called = reference.strip(), called.strip()
    is_taken = Case.objects.filter(organisation_id=by.organisation_id, reference=reference).exists()
    refuse_if(
        rules.obstacles_to_opening(
            unit_id=unit_id,
            reference=reference,
            called=called,
            opened_on=opened_on,
            on=on,
            is_taken=is_taken,
            by=by,
        )
    )
    case = Case(
        id=new_id(),
        organisation_id=by.organisation_id,
        unit_id=unit_id,
        reference=reference,
        called=called,
        opened_on=opened_on,
    )
    case.save(force_insert=True)
    return Opened(case_id=case.id, unit_id=unit_id, reference=reference, called=called, opened_on=opened_on)


@command("cases.restrict")
def restrict(case_id: UUID, *, is_restricted: bool, by: Actor, at: datetime) -> Restricted:
    """Close a case to everybody not named for it, or open it to the unit again."""
    case = locked_case(case_id, by=by, at=at)
    Case.objects.filter(id=case.id).update(is_restricted=is_restricted, version=F("version") + 1)
    return Restricted(case_id=case_id, is_restricted=is_restricted)
