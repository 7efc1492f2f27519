"""Trials of the actor: how far one has come, and what it found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from limen.domain.deadlines.models import Trial
from limen.domain.deadlines.queries.lab import Candidate
from limen.domain.deadlines.queries.tallies import Tally
from limen.domain.policy.queries import law_in_force, library_read
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class TrialCard:
    """One trial. `looked_at` of `total` open cases are counted; `tally` is complete when it is done."""

    id: UUID
    pack: str
    says: str
    fingerprint: str
    total: int
    looked_at: int
    tally: Tally
    begun_at: datetime
    done_at: datetime | None

    @property
    def percent(self) -> int:
        """How far it has come, honestly: a hundred only when it is done."""
        if self.done_at is not None:
            return 100
        return min(99, self.looked_at * 100 // self.total) if self.total else 0


def trials_of(by: Actor) -> list[TrialCard]:
    """The latest trials that the actor asked for."""
    return [_card(row) for row in _mine(by).order_by("-begun_at", "-id")[:PAGE]]


def trial_sheet(trial_id: UUID, *, by: Actor) -> TrialCard:
    """One trial of the actor. Raises `Hidden`."""
    row = _mine(by).filter(pk=trial_id).first()
    if row is None:
        raise Hidden(f"trial {trial_id}")
    return _card(row)


def locked_trial(trial_id: UUID, *, by: Actor) -> Trial:
    """A trial of the actor, locked until the step is done. Raises `Hidden`."""
    row = Trial.objects.filter(asked_by_id=by.id, pk=trial_id).select_for_update().first()
    if row is None:
        raise Hidden(f"trial {trial_id}")
    return row


def candidate_of(trial_id: UUID, *, on: date, by: Actor) -> Candidate:
    """What a trial compares. Raises `Hidden`."""
    columns = ("pack", "fingerprint", "files")
    row = Trial.objects.filter(asked_by_id=by.id, pk=trial_id).values_list(*columns).first()
    if row is None:
        raise Hidden(f"trial {trial_id}")
    pack, fingerprint, content = row
    law = law_in_force(pack, by=by)
    library = library_read(pack, fingerprint, bytes(content))
    return Candidate(now=law.pack if law else None, then=library.pack(pack), library=library, on=on)


def _mine(by: Actor) -> QuerySet[Trial]:
    return Trial.objects.filter(asked_by_id=by.id).defer("files")


def _card(row: Trial) -> TrialCard:
    tally = Tally.from_kept(row.tally)
    return TrialCard(
        id=row.id,
        pack=row.pack,
        says=row.says,
        fingerprint=row.fingerprint,
        total=row.total,
        looked_at=tally.cases,
        tally=tally,
        begun_at=row.begun_at,
        done_at=row.done_at,
    )
