"""Keeping what somebody is typing on a board. Not an act: nothing has been said yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from limen.domain.assessments.models import Draft
from limen.domain.assessments.queries.reach import board_drafts, boards_seen_by
from limen.domain.assessments.rules.acting import obstacles_to_working
from limen.domain.cases.queries.sheets import is_worked_on
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden, refuse_if


def keep_board_draft(
    board_id: UUID, *, slot: str, typed: Mapping[str, str], version: int, by: Actor, at: datetime
) -> datetime:
    """Keep it, and say when it was kept. Nobody else can see it, and the journal would fill with half
    words."""
    row = boards_seen_by(by, at=at).filter(pk=board_id).first()
    if row is None:
        raise Hidden(f"board {board_id}")
    reach = is_worked_on(row.case_id, by=by, at=at)
    refuse_if(obstacles_to_working(is_worked_on=reach, compartment=row.compartment, by=by))
    mine = board_drafts(board_id, slot, by=by, at=at)
    if not mine.update(typed=dict(typed), base_version=version, saved_at=at):
        Draft.objects.create(
            board=row,
            case_id=row.case_id,
            member_id=by.id,
            slot=slot,
            typed=dict(typed),
            base_version=version,
            saved_at=at,
        )
    return at
