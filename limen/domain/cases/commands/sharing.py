"""Showing a case to a unit of another organisation: one purpose, one recipient, an end; and taking it
back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases import rules
from limen.domain.cases.events import Shared, ShareRevoked
from limen.domain.cases.models import Share
from limen.domain.cases.names import ShareBasis, SharePurpose
from limen.domain.cases.queries.reach import cases_worked_on_by
from limen.domain.cases.queries.sheets import locked_case
from limen.domain.identity.models import Unit
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("cases.share")
def share(
    case_id: UUID,
    *,
    unit_id: UUID,
    purpose: SharePurpose,
    basis: ShareBasis,
    basis_says: str,
    compartments: tuple[str, ...],
    until_at: datetime,
    by: Actor,
    at: datetime,
) -> Shared:
    """Show a case to a unit of another organisation until a day, by consent or by a named legal basis."""
    case = locked_case(case_id, by=by, at=at)
    unit = Unit.objects.filter(pk=unit_id, is_listed=True).exclude(organisation_id=by.organisation_id).first()
    if unit is None or not cases_worked_on_by(by, at=at).filter(id=case_id).exists():
        raise Hidden("no such unit, or not the actor's to share")
    refuse_if(
        rules.obstacles_to_sharing(
            until_at=until_at,
            at=at,
            basis_says=basis_says,
            compartments=compartments,
            by=by,
            is_restricted=case.is_restricted,
        )
    )
    row = Share(
        id=new_id(),
        case=case,
        unit=unit,
        purpose=purpose,
        basis=basis,
        basis_says=basis_says,
        compartments=list(compartments),
        since_at=at,
        until_at=until_at,
    )
    row.save(force_insert=True)
    return Shared(
        case_id=case_id,
        share_id=row.id,
        unit_id=unit_id,
        unit_name=unit.name,
        purpose=purpose,
        basis=basis,
        basis_says=basis_says,
        compartments=compartments,
        until_at=until_at,
    )


@command("cases.revoke_share")
def revoke_share(share_id: UUID, *, by: Actor, at: datetime) -> ShareRevoked:
    """End a share at once."""
    rows = Share.objects.filter(pk=share_id, case__in=cases_worked_on_by(by, at=at))
    row = rows.select_related("unit").first()
    if row is None:
        raise Hidden("no such share")
    refuse_if(rules.obstacles_to_revoking(row))
    Share.objects.filter(pk=share_id).update(revoked_at=at)
    return ShareRevoked(case_id=row.case_id, share_id=share_id, unit_name=row.unit.name)
