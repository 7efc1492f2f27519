"""Drafts of the desk: one's own, and nobody else's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from limen.domain.identity.queries.people import names_of
from limen.domain.registration import rules
from limen.domain.registration.models import Draft
from limen.domain.registration.names.typed import FamilyTyped, Fields, family_of
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden

SHOWN = 30
_REGISTERS = "registration.register_family"


@dataclass(frozen=True, kw_only=True)
class DraftCard:
    """A draft on a list: whose names stand in it, and when it was last saved."""

    id: UUID
    called: tuple[str, ...]
    unit_id: UUID
    started_at: datetime
    saved_at: datetime
    handed_by: str
    thrown_away_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class DraftSheet:
    """A draft as its writer left it. When the family is registered, `case_id` leads to what came of it."""

    id: UUID
    unit_id: UUID
    opens: UUID
    content: Fields
    typed: FamilyTyped
    version: int
    saved_at: datetime
    thrown_away_at: datetime | None
    case_id: UUID | None


def drafts_of(by: Actor) -> QuerySet[Draft]:
    """The application's own wall: drafts of the actor, in a unit at whose desk they still sit."""
    if not by.may(_REGISTERS):
        return Draft.objects.none()
    return Draft.objects.filter(member_id=by.id, unit_id__in=by.units_within(Reach.LIST))


def unfinished(*, by: Actor) -> list[DraftCard]:
    """What the actor left half done, the latest first. At most two queries."""
    rows = drafts_of(by).filter(registered_at=None, thrown_away_at=None)
    return _cards(rows.order_by("-saved_at", "-id")[:SHOWN], by)


def thrown_away(*, by: Actor, at: datetime) -> list[DraftCard]:
    """What the actor threw away and can take back. At most two queries."""
    rows = drafts_of(by).filter(registered_at=None, thrown_away_at__gt=at - rules.TAKEN_BACK_WITHIN)
    return _cards(rows.order_by("-thrown_away_at", "-id")[:SHOWN], by)


def draft_sheet(draft_id: UUID, *, by: Actor) -> DraftSheet:
    """One draft. Raises `Hidden`. One query."""
    return sheet_of(found_draft(drafts_of(by), draft_id))


def found_draft(drafts: QuerySet[Draft], draft_id: UUID) -> Draft:
    """The row of a draft. Raises `Hidden`."""
    row = drafts.filter(pk=draft_id).first()
    if row is None:
        raise Hidden(f"draft {draft_id}")
    return row


def locked_draft(draft_id: UUID, *, by: Actor) -> Draft:
    """A draft that is not registered yet, locked for the rest of the transaction. Raises `Hidden`."""
    return found_draft(drafts_of(by).filter(registered_at=None).select_for_update(of=("self",)), draft_id)


def sheet_of(row: Draft) -> DraftSheet:
    """A loaded draft."""
    return DraftSheet(
        id=row.id,
        unit_id=row.unit_id,
        opens=row.opens,
        content=row.content,
        typed=family_of(row.content),
        version=row.version,
        saved_at=row.saved_at,
        thrown_away_at=row.thrown_away_at,
        case_id=row.case_id,
    )


def _cards(rows: QuerySet[Draft], by: Actor) -> list[DraftCard]:
    found = list(rows)
    givers = {row.handed_by_id for row in found if row.handed_by_id}
    names = names_of(givers, by=by) if givers else {}
    return [
        DraftCard(
            id=row.id,
            called=tuple(one.name for one in family_of(row.content).persons if one.name.strip()),
            unit_id=row.unit_id,
            started_at=row.started_at,
            saved_at=row.saved_at,
            handed_by=names.get(row.handed_by_id, "") if row.handed_by_id else "",
            thrown_away_at=row.thrown_away_at,
        )
        for row in found
    ]
