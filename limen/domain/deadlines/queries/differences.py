"""Differences that the nightly reckoning reported and nobody settled, for those who may read the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.cases.queries.reach import cases_read_by
from limen.domain.deadlines.models import Difference
from limen.domain.deadlines.names import LIVE
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor

PAGE = 50
COUNTED_UP_TO = 1000


@dataclass(frozen=True, kw_only=True)
class Key:
    """Where a page ends: when its last difference was found, and the difference."""

    found_at: datetime
    id: UUID


@dataclass(frozen=True, kw_only=True)
class ReportedCard:
    """One difference. `found_due_on` is what the edition `fingerprint` says, or None when it gives no day.

    `trouble` says in words what the two days do not. `version` is the clock's, for `rule_again`.
    """

    id: UUID
    clock_id: UUID
    case_id: UUID
    reference: str
    compartment: Compartment
    term_says: str
    about: str
    stored_due_on: date | None
    found_due_on: date | None
    trouble: str
    found_at: datetime
    edition_id: UUID
    fingerprint: str
    version: int


@dataclass(frozen=True, kw_only=True)
class DifferencePage:
    """One page, and where the next one begins."""

    cards: tuple[ReportedCard, ...]
    after: Key | None


def differences(by: Actor, *, at: datetime, after: Key | None = None) -> DifferencePage:
    """Open differences of live clocks in cases that the actor reads, those found first first. One query."""
    rows = _open(by, at)
    if after is not None:
        rows = rows.filter(found_at__gte=after.found_at).filter(
            Q(found_at__gt=after.found_at) | Q(id__gt=after.id)
        )
    rows = rows.select_related("clock", "case", "edition").defer("edition__files", "clock__ruling")
    found = list(rows.order_by("found_at", "id")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return DifferencePage(
        cards=tuple(_card(row) for row in found[:PAGE]),
        after=Key(found_at=last.found_at, id=last.id) if last else None,
    )


def count_differences(by: Actor, *, at: datetime) -> int:
    """How many there are, counted up to a limit; one more than the limit means "more than"."""
    return _open(by, at)[: COUNTED_UP_TO + 1].count()


def _open(by: Actor, at: datetime) -> QuerySet[Difference]:
    return Difference.objects.filter(
        settled_at=None,
        clock__state__in=LIVE,
        case__in=cases_read_by(by, at=at),
        compartment__in=by.clearances,
    )


def _card(row: Difference) -> ReportedCard:
    return ReportedCard(
        id=row.id,
        clock_id=row.clock_id,
        case_id=row.case_id,
        reference=row.case.reference,
        compartment=Compartment(row.compartment),
        term_says=row.clock.term_says,
        about=row.clock.about,
        stored_due_on=row.stored_due_on,
        found_due_on=row.found_due_on,
        trouble=row.trouble,
        found_at=row.found_at,
        edition_id=row.edition_id,
        fingerprint=row.edition.fingerprint,
        version=row.clock.version,
    )
