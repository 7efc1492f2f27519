"""How a decision on what was asked for is built, by the type of the application."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.reach import applications_within
from limen.domain.policy.queries import law_of
from limen.foundation.actors import Actor
from limen.law.applications import DecisionSection


@dataclass(frozen=True, kw_only=True)
class DecisionStructureCard:
    """The sections and gates of a decision, and the outcomes it may have, by the edition under which the
    application was made."""

    application_id: UUID
    edition_id: UUID
    pack: str
    type: str
    type_says: str
    outcomes: tuple[str, ...]
    sections: tuple[DecisionSection, ...]
    gates_before_second_reader: tuple[str, ...]
    gates_before_signing: tuple[str, ...]


def decision_structure_of(case_id: UUID, *, by: Actor, at: datetime) -> DecisionStructureCard | None:
    """Of the application of a case that was lodged last and is to be decided; None without one."""
    rows = applications_within(by, at=at).filter(case_id=case_id, state=ApplicationState.LODGED)
    row = rows.order_by("-lodged_on", "-recorded_at", "-id").first()
    if row is None:
        return None
    of = law_of(row.edition_id, by=by).pack.applications[row.type]
    return DecisionStructureCard(
        application_id=row.id,
        edition_id=row.edition_id,
        pack=row.pack,
        type=row.type,
        type_says=row.type_says,
        outcomes=of.outcomes,
        sections=of.decision.sections,
        gates_before_second_reader=of.decision.gates_before_second_reader,
        gates_before_signing=of.decision.gates_before_signing,
    )
