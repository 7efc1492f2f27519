"""Children for whom nobody answers yet, as a fact for a list: told from what was said, judged by nobody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from limen.domain.families.models import Accompaniment, Appointment
from limen.domain.families.names import Accompanied, AppointmentKind
from limen.domain.people.models import Person
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach

PAGE = 50
_ANSWERING = [kind for kind in AppointmentKind if kind.answers_for_a_child]


@dataclass(frozen=True, kw_only=True)
class ChildCard:
    """Somebody who is, or may be, a child by the claimed date of birth, and for whom nobody is appointed.

    `may_be_adult`: the date is not exact, and some of the days that it may mean lie before. `accompanied` is
    what an officer said last, None when nobody said anything.
    """

    id: UUID
    called: str
    born_earliest: date | None
    born_latest: date | None
    may_be_adult: bool
    accompanied: Accompanied | None


@dataclass(frozen=True, kw_only=True)
class ChildPage:
    """One page of the list; `after` leads to the next one, None on the last."""

    cards: tuple[ChildCard, ...]
    after: UUID | None


def children_without_guardian(
    *, born_after: date, on: date, by: Actor, at: datetime, after: UUID | None = None
) -> ChildPage:
    """Children whose file the actor reads, in their own organisation, for whom no guardian, provisional
    representative or representative organisation is appointed on that day; those whom an officer said to be
    with a parent are not among them. `born_after` is the last day of birth of an adult, which the caller
    knows from the law. One query."""
    children = _children(born_after, on, by, at)
    if after is not None:
        children = children.filter(pk__gt=after)
    columns = ("id", "called", "birth_earliest", "birth_latest", "accompanied")
    rows = list(children.order_by("pk").values_list(*columns)[: PAGE + 1])
    cards = tuple(
        ChildCard(
            id=key,
            called=called,
            born_earliest=earliest,
            born_latest=latest,
            may_be_adult=earliest is None or earliest <= born_after,
            accompanied=Accompanied(state) if state else None,
        )
        for key, called, earliest, latest, state in rows[:PAGE]
    )
    return ChildPage(cards=cards, after=cards[-1].id if len(rows) > PAGE else None)


def count_children_without_guardian(
    *, born_after: date, on: date, by: Actor, at: datetime, up_to: int
) -> int:
    """How many there are, counted up to a limit. One query."""
    return _children(born_after, on, by, at).order_by()[:up_to].count()


def _children(born_after: date, on: date, by: Actor, at: datetime) -> QuerySet[Person]:
    appointed = Appointment.objects.filter(
        Q(until_on=None) | Q(until_on__gt=on),
        person=OuterRef("pk"),
        kind__in=_ANSWERING,
        appointed_on__lte=on,
    )
    said = Accompaniment.objects.filter(person=OuterRef("pk")).order_by("-version").values("state")[:1]
    return (
        persons_within(by, need=Reach.READ, at=at)
        .filter(~Exists(appointed), organisation_id=by.organisation_id, birth_latest__gt=born_after)
        .annotate(accompanied=Subquery(said))
        .filter(Q(accompanied=None) | ~Q(accompanied=Accompanied.BY_PARENT))
    )
