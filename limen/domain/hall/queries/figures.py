"""The figures of a day in the hall, and the list behind the one that tickets do not give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import (
    Aggregate,
    Count,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Sum,
)
from django.db.models.functions import Coalesce

from limen.domain.cases.models import Case, Party
from limen.domain.cases.queries.reach import within_reach
from limen.domain.hall.names import TicketState
from limen.domain.hall.queries.reach import tickets_within, units_at_desk
from limen.foundation.actors import Actor, Reach

PAGE = 50
COUNTED_UP_TO = 1000


class Median(Aggregate):
    """The middle value of a column."""

    function = "percentile_cont"
    template = "%(function)s(0.5) within group (order by %(expressions)s)"


@dataclass(frozen=True, kw_only=True)
class Figures:
    """A day of a unit in numbers. Arrivals are counted in tickets and in people; `registered` stops at a
    limit."""

    arrived: int
    people: int
    waiting: int
    at_desks: int
    done: int
    gone: int
    registered: int
    median_wait: timedelta | None


@dataclass(frozen=True, kw_only=True)
class RegisteredCard:
    """Somebody who became part of a case on a day."""

    party_id: UUID
    case_id: UUID
    reference: str
    called: str
    since_at: datetime


def figures(unit_id: UUID, *, on: date, begins: datetime, by: Actor, at: datetime) -> Figures:
    """The figures of a day. `begins` is its first instant where the unit is. Two queries."""
    wait = ExpressionWrapper(
        Coalesce(F("called_at"), F("ended_at"), output_field=DateTimeField()) - F("taken_at"),
        output_field=DurationField(),
    )

    def count(*states: TicketState) -> Count:
        return Count("pk", filter=Q(state__in=states))

    found = tickets_within(by).filter(unit_id=unit_id, on=on).aggregate(
        arrived=Count("pk"),
        people=Sum("party_size"),
        waiting=count(TicketState.WAITING),
        at_desks=count(TicketState.CALLED, TicketState.SERVED),
        done=count(TicketState.DONE),
        gone=count(TicketState.GONE),
        median_wait=Median(wait, filter=Q(called_at__isnull=False), output_field=DurationField()),
    )  # fmt: skip
    registered = _registered(unit_id, begins=begins, by=by, at=at).order_by()[: COUNTED_UP_TO + 1].count()
    return Figures(
        arrived=found["arrived"],
        people=found["people"] or 0,
        waiting=found["waiting"],
        at_desks=found["at_desks"],
        done=found["done"],
        gone=found["gone"],
        registered=registered,
        median_wait=found["median_wait"],
    )


def registered_on(
    unit_id: UUID, *, begins: datetime, by: Actor, at: datetime, after: UUID | None = None
) -> list[RegisteredCard]:
    """Who became part of a case of the unit on a day, as far as the actor may know of them, in the order in
    which they did: one more than a page, when there are more. One query."""
    rows = _registered(unit_id, begins=begins, by=by, at=at).select_related("case", "person")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return [
        RegisteredCard(
            party_id=row.pk,
            case_id=row.case_id,
            reference=row.case.reference,
            called=row.person.called,
            since_at=row.since_at,
        )
        for row in rows.order_by("pk")[: PAGE + 1]
    ]


def _registered(unit_id: UUID, *, begins: datetime, by: Actor, at: datetime) -> QuerySet[Party]:
    cases = Case.objects.filter(
        within_reach(by, need=Reach.LIST, at=at), unit_id=unit_id, unit_id__in=units_at_desk(by)
    )
    ends = begins + timedelta(days=1)
    return Party.objects.filter(case__in=cases, since_at__gte=begins, since_at__lt=ends, until_at=None)
