"""Keeping what is typed. Not acts: nothing has been said yet, and nobody else can see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.registration import rules
from limen.domain.registration.models import Draft
from limen.domain.registration.names.merging import Difference, Edit, merged
from limen.domain.registration.names.typed import Fields
from limen.domain.registration.queries.drafts import (
    DraftSheet,
    drafts_of,
    found_draft,
    locked_draft,
    sheet_of,
)
from limen.foundation.actors import Actor, Reach
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Hidden, Text


class ChangedElsewhere(Conflict):
    """The same draft was changed in another window, and the two do not agree on some fields. What they agree
    on is not kept either: whoever typed decides on all of it."""

    def __init__(
        self, differences: tuple[Difference, ...], *, by_name: str, at: datetime, version: int
    ) -> None:
        says = "; ".join(str(one.theirs) for one in differences)
        super().__init__(theirs=Text(says=says, by_name=by_name, at=at), base=None, version=version)
        self.differences = differences


@dataclass(frozen=True, kw_only=True)
class Kept:
    """That a page of fields was kept, when, and as what it now stands there."""

    saved_at: datetime
    version: int
    content: Fields


def start(*, unit_id: UUID, by: Actor, at: datetime) -> DraftSheet:
    """Begin a registration at the desk of a unit. What was thrown away long ago goes for good."""
    if unit_id not in by.units_within(Reach.LIST):
        raise Hidden(f"no desk in unit {unit_id}")
    drafts_of(by).filter(registered_at=None, thrown_away_at__lt=at - rules.TAKEN_BACK_WITHIN).delete()
    row = Draft(
        id=new_id(),
        organisation_id=by.organisation_id,
        unit_id=unit_id,
        member_id=by.id,
        opens=new_id(),
        started_at=at,
        saved_at=at,
    )
    row.save(force_insert=True)
    return sheet_of(row)


def keep(draft_id: UUID, edit: Edit, *, by: Actor, at: datetime) -> Kept:
    """Keep what was typed. Raises `ChangedElsewhere` when another window says otherwise, and `Hidden`."""
    row = locked_draft(draft_id, by=by)
    found = merged(row.content, edit, is_own=bool(edit.window) and row.last_window == edit.window)
    if found.differences:
        raise ChangedElsewhere(found.differences, by_name=by.name, at=row.saved_at, version=row.version)
    version = row.version + 1
    drafts_of(by).filter(pk=draft_id).update(
        content=found.content, version=version, last_window=edit.window[:40], saved_at=at, thrown_away_at=None
    )
    return Kept(saved_at=at, version=version, content=found.content)


def throw_away(draft_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take a draft off the list. It can be taken back for a day. Raises `Hidden`."""
    row = locked_draft(draft_id, by=by)
    drafts_of(by).filter(pk=row.pk).update(thrown_away_at=at)


def take_back(draft_id: UUID, *, by: Actor, at: datetime) -> None:
    """Put a draft that was thrown away back on the list. Raises `Hidden` when it is too late."""
    row = found_draft(drafts_of(by).filter(registered_at=None), draft_id)
    if row.thrown_away_at and not rules.is_taken_back_in_time(row.thrown_away_at, at=at):
        raise Hidden(f"draft {draft_id} is gone")
    drafts_of(by).filter(pk=draft_id).update(thrown_away_at=None)
