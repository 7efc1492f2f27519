"""Matters of safety: those of a case that are open, and one with its steps."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.parties import parties_of
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import names_of
from limen.domain.screenings.models import Matter, Step
from limen.domain.screenings.names import StepKind
from limen.domain.screenings.queries.cards import MatterCard, StepCard, matter_card
from limen.domain.screenings.queries.reach import matters_within, steps_within
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

PAGE = 50


def open_matters(case_id: UUID, *, by: Actor, at: datetime) -> list[MatterCard]:
    """What stands at the head of a case until it is done. Asks nothing of somebody who is cleared for
    nothing."""
    if by.clearances <= {Compartment.GENERAL}:
        return []
    rows = matters_within(by, at=at).filter(case_id=case_id, ended_at=None)
    return _cards(list(rows.order_by("opened_at", "id")[:PAGE]), by, at)


def matters_of(case_id: UUID, *, by: Actor, at: datetime) -> list[MatterCard]:
    """Every matter of safety of a case, the latest first; 50 at most."""
    rows = matters_within(by, at=at).filter(case_id=case_id)
    return _cards(list(rows.order_by("-opened_at", "-id")[:PAGE]), by, at)


def matter_sheet(matter_id: UUID, *, by: Actor, at: datetime) -> MatterCard:
    """One matter with its steps. Raises `Hidden`."""
    row = matters_within(by, at=at).filter(pk=matter_id).first()
    if row is None:
        raise Hidden(f"matter {matter_id}")
    return _cards([row], by, at)[0]


def _cards(rows: list[Matter], by: Actor, at: datetime) -> list[MatterCard]:
    if not rows:
        return []
    steps = list(
        steps_within(by, at=at).filter(matter_id__in=[row.id for row in rows]).order_by("taken_at", "id")
    )
    names = names_of({row.opened_by_id for row in rows} | {step.taken_by_id for step in steps}, by=by)
    called = {
        party.person_id: party.called
        for case_id in {row.case_id for row in rows}
        for party in parties_of(case_id, by=by, at=at)
    }
    taken: dict[UUID, list[StepCard]] = {}
    for step in steps:
        taken.setdefault(step.matter_id, []).append(_step(step, names))
    return [matter_card(row, tuple(taken.get(row.id, ())), called, names, at) for row in rows]


def _step(row: Step, names: dict[UUID, str]) -> StepCard:
    return StepCard(
        kind=StepKind(row.kind),
        says=row.says,
        heard=row.heard,
        by_name=names.get(row.taken_by_id, ""),
        taken_at=row.taken_at,
    )
