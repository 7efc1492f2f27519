"""The application's own wall: which cases an actor may see, as a filter.

It says the same as the policies in the migration and is tested with row security switched off; the policies
are tested with this one switched off. Two walls, so that one mistake is not a leak.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from limen.domain.cases.models import Assignment, Case, Opening, Share, Wall
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor, Reach
from limen.foundation.written import written

# Every role that works on cases may say "I know this person". Keepers of the house, and people whose postings
# have ended, may not: they reach no case at all, not even one that was once given to them by name.
_WORKS_ON_CASES = "cases.declare_conflict"


def within_reach(by: Actor, *, need: Reach, at: datetime) -> Q:
    """Cases of the actor's own organisation that the actor reaches at least this far."""
    return written(Case, _WITHIN[need], by=by, at=at)


def _within_reach(need: Reach, by: Actor, at: datetime) -> Q:
    by_name = _assigned(by)
    if need <= Reach.READ:
        opened = Opening.objects.filter(member_id=by.id, until_at__gt=at).values("case_id")
        by_name |= Q(id__in=opened)
    return _unwalled(by, _through_unit(by, need) | by_name)


_WITHIN = {need: partial(_within_reach, need) for need in Reach}


def shared_with(by: Actor, *, at: datetime) -> Q:
    """Cases that other organisations share with units where the actor reads files."""
    return written(Case, _shared_with, by=by, at=at)


def _shared_with(by: Actor, at: datetime) -> Q:
    return Q(id__in=live_shares(by, at=at).values("case_id"), is_restricted=False)


def shares_of_its_case(shares: QuerySet[Share]) -> Q:
    """Rows whose own case is shared by one of these."""
    return Q(IsNull(Subquery(shares.filter(case_id=OuterRef("case_id")).values("pk")[:1]), False))


def live_shares(by: Actor, *, at: datetime) -> QuerySet[Share]:
    """Shares given to units where the actor reads files, as far as they hold now and no wall stands."""
    return Share.objects.filter(
        unit_id__in=by.units_within(Reach.READ), revoked_at=None, since_at__lte=at, until_at__gt=at
    ).exclude(case_id__in=_walls(by))


def cases_seen_by(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """Every case the actor may know of, in any way."""
    return Case.objects.filter(within_reach(by, need=Reach.LIST, at=at) | shared_with(by, at=at))


def cases_read_by(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """Every case of the actor's organisation whose file they may read."""
    return Case.objects.filter(within_reach(by, need=Reach.READ, at=at))


def read_of(by: Actor, *, at: datetime) -> Q:
    """Rows of cases whose file may be read, each asked for its own case."""
    return of_its_case(cases_read_by(by, at=at))


def of_its_case(cases: QuerySet[Case]) -> Q:
    """Rows whose own case is among these. Of `in` and of `exists` the database makes the whole set before it
    looks at the first row, when it guesses wrong or when there is an "or", and somebody may read a million
    cases. A subquery that gives a value is looked up row by row, and is expected to be true."""
    return Q(IsNull(Subquery(cases.filter(pk=OuterRef("case_id")).values("pk")), False))


def read_or_shared(by: Actor, *, at: datetime) -> Q:
    """Rows with a compartment: read with the case and inside the compartment, or as shared."""
    own = read_of(by, at=at) & Q(compartment__in=by.clearances)
    shared = live_shares(by, at=at).filter(case__is_restricted=False)
    general = shares_of_its_case(shared) & Q(compartment=Compartment.GENERAL)
    return own | general | _in_shared_compartments(shared, by)


def _in_shared_compartments(shared: QuerySet[Share], by: Actor) -> Q:
    """One condition per compartment the actor is cleared for: few, and each an index lookup."""
    parts = Q(pk__in=[])
    for compartment in sorted(by.clearances - {Compartment.GENERAL}):
        named = shared.filter(compartments__contains=[compartment])
        parts |= shares_of_its_case(named) & Q(compartment=compartment)
    return parts


def cases_worked_on_by(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """Every case the actor may write in."""
    return Case.objects.filter(within_reach(by, need=Reach.WORK, at=at))


def cases_assigned_to(by: Actor) -> QuerySet[Case]:
    """Cases given to the actor by name: reason enough, so the wider question is not asked."""
    return Case.objects.filter(_unwalled(by, _assigned(by)))


def of_own(by: Actor, case_id: str = "case_id") -> Q:
    """Rows of the cases given to the actor by name, asked without the cases: the few names come first."""
    if not by.may(_WORKS_ON_CASES):
        return Q(pk__in=[])
    own = Assignment.objects.filter(member_id=by.id, until_at=None).values("case_id")
    return Q(**{f"{case_id}__in": own}) & ~Q(**{f"{case_id}__in": _walls(by)})


def cases_allocated_by(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """Cases whose assignments, walls and reviews are the actor's business: of their units, or given to
    them."""
    return Case.objects.filter(within_allocation(by, at=at))


def within_allocation(by: Actor, *, at: datetime) -> Q:
    """The same as a filter."""
    return written(Case, _within_allocation, by=by, at=at)


def _within_allocation(by: Actor, at: datetime) -> Q:
    return _unwalled(by, _through_unit(by, Reach.LIST) | _assigned(by))


def _through_unit(by: Actor, need: Reach) -> Q:
    return Q(unit_id__in=by.units_within(need), is_restricted=False)


def _assigned(by: Actor) -> Q:
    return Q(id__in=Assignment.objects.filter(member_id=by.id, until_at=None).values("case_id"))


def _unwalled(by: Actor, reached: Q) -> Q:
    if not by.may(_WORKS_ON_CASES):
        return Q(pk__in=[])
    return reached & ~Q(is_walled=True, id__in=_walls(by))


def _walls(by: Actor) -> QuerySet[Wall, Any]:
    return Wall.objects.filter(member_id=by.id, until_at=None).values("case_id")
