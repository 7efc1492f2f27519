"""The application's own wall around screenings: with the file, and inside the compartment. No share shows
them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.cases.models import Party
from limen.domain.cases.queries.reach import cases_read_by, read_of
from limen.domain.screenings.models import Answer, Matter, Screening, Step
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden


def screenings_within(by: Actor, *, at: datetime) -> QuerySet[Screening]:
    """Screenings that the actor may know of."""
    return Screening.objects.filter(_within(by, at))


def matters_within(by: Actor, *, at: datetime) -> QuerySet[Matter]:
    """Matters of safety that the actor may know of."""
    return Matter.objects.filter(_within(by, at))


def answers_within(by: Actor, *, at: datetime) -> QuerySet[Answer]:
    """Answers that the actor may know of."""
    return Answer.objects.filter(_within(by, at))


def steps_within(by: Actor, *, at: datetime) -> QuerySet[Step]:
    """Steps of safety that the actor may know of."""
    return Step.objects.filter(_within(by, at))


def locked_screening(screening_id: UUID, *, by: Actor, at: datetime) -> Screening:
    """A screening that the actor may know of, locked for the rest of the act. Raises `Hidden`."""
    row = screenings_within(by, at=at).filter(pk=screening_id).select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"screening {screening_id}")
    return row


def locked_matter(matter_id: UUID, *, by: Actor, at: datetime) -> Matter:
    """A matter of safety that the actor may know of, locked for the rest of the act. Raises `Hidden`."""
    row = matters_within(by, at=at).filter(pk=matter_id).select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"matter {matter_id}")
    return row


def is_party(case_id: UUID, person_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Whether somebody is part of a case that the actor reads, now."""
    parties = Party.objects.filter(case_id=case_id, person_id=person_id, case__in=cases_read_by(by, at=at))
    return parties.filter(Q(until_at=None) | Q(until_at__gt=at)).exists()


def _within(by: Actor, at: datetime) -> Q:
    return read_of(by, at=at) & Q(compartment__in=by.clearances)
