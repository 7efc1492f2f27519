"""Opening a case, and restricting it to people named for it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from limen.domain.cases import rules
from limen.domain.cases.events import Opened, Restricted
from limen.domain.cases.models import Assignment, Case
from limen.domain.cases.names import Openness
from limen.domain.cases.queries.sheets import locked_case
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused, refuse_if


@command("cases.open")
def open(
    *, unit_id: UUID, reference: str, called: str, opened_on: date, on: date, by: Actor, at: datetime
) -> Opened:
    """Open a case in a unit. `on` is today where the actor sits."""
    case = new_case(
        case_id=new_id(),
        unit_id=unit_id,
        reference=reference,
        called=called,
        opened_on=opened_on,
        on=on,
        by=by,
    )
    return Opened(
        case_id=case.id, unit_id=unit_id, reference=case.reference, called=case.called, opened_on=opened_on
    )


def new_case(
    *, case_id: UUID, unit_id: UUID, reference: str, called: str, opened_on: date, on: date, by: Actor
) -> Case:
    """The row of a new case, for acts that open one. Raises `Refused`."""
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
    case = case_row(
        case_id=case_id, unit_id=unit_id, reference=reference, called=called, opened_on=opened_on, by=by
    )
    try:
        with transaction.atomic():
            case.save(force_insert=True)
    except IntegrityError as error:
        # Taken by somebody faster, or by a case that the actor may not know of.
        raise Refused([rules.reference_taken()]) from error
    return case


def case_row(
    *, case_id: UUID, unit_id: UUID, reference: str, called: str, opened_on: date, by: Actor
) -> Case:
    """A new case as it is written."""
    return Case(
        id=case_id,
        organisation_id=by.organisation_id,
        unit_id=unit_id,
        reference=reference.strip(),
        called=called.strip(),
        opened_on=opened_on,
    )


@command("cases.restrict")
def restrict(case_id: UUID, *, is_restricted: bool, by: Actor, at: datetime) -> Restricted:
    """Close a case to everybody not named for it, or open it to the unit again."""
    case = locked_case(case_id, by=by, at=at)
    is_assigned = Assignment.objects.filter(case=case, member_id=by.id, until_at=None).exists()
    refuse_if(rules.obstacles_to_restricting(is_assigned=is_assigned))
    Case.objects.filter(id=case.id).update(is_restricted=is_restricted, version=F("version") + 1)
    return Restricted(case_id=case_id, openness=Openness.NAMED if is_restricted else Openness.UNIT)
