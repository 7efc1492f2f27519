"""The application's own wall: which cases an actor may see, as a filter.

It says the same as the policies in the migration and is tested with row security switched off; the policies
are tested with this one switched off. Two walls, so that one mistake is not a leak.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from limen.domain.cases.models import Assignment, Case, Opening, Share, Wall
from limen.foundation.actors import Actor, Reach


def within_reach(by: Actor, *, need: Reach, at: datetime) -> Q:
    """Cases of the actor's own organisation that the actor reaches at least this far."""
    walls = Wall.objects.filter(member_id=by.id, until_at=None).values("case_id")
    assigned = Assignment.objects.filter(member_id=by.id, until_at=None).values("case_id")
    through_unit = Q(unit_id__in=by.units_within(need), is_restricted=False)
    by_name = Q(id__in=assigned)
    if need <= Reach.READ:
        opened = Opening.objects.filter(member_id=by.id, until_at__gt=at).values("case_id")
        by_name |= Q(id__in=opened)
    return (through_unit | by_name) & ~Q(is_walled=True, id__in=walls)


def shared_with(by: Actor, *, at: datetime) -> Q:
    """Cases that other organisations share with units where the actor reads files."""
    walls = Wall.objects.filter(member_id=by.id, until_at=None).values("case_id")
    live = live_shares(by, at=at).values("case_id")
    return Q(id__in=live) & ~Q(is_walled=True, id__in=walls)


def live_shares(by: Actor, *, at: datetime) -> QuerySet[Share]:
    """Shares given to units where the actor reads files, as far as they hold now."""
    return Share.objects.filter(
        unit_id__in=by.units_within(Reach.READ), revoked_at=None, since_at__lte=at, until_at__gt=at
    )


def cases_seen_by(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """Every case the actor may know of, in any way."""
    return Case.objects.filter(within_reach(by, need=Reach.LIST, at=at) | shared_with(by, at=at))


def cases_read_by(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """Every case of the actor's organisation whose file they may read."""
    return Case.objects.filter(within_reach(by, need=Reach.READ, at=at))


def cases_worked_on_by(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """Every case the actor may write in."""
    return Case.objects.filter(within_reach(by, need=Reach.WORK, at=at))


def cases_allocated_by(by: Actor, *, at: datetime) -> QuerySet[Case]:
    """Cases whose assignments, walls and reviews are the actor's business: of their units, or given to
    them."""
    walls = Wall.objects.filter(member_id=by.id, until_at=None).values("case_id")
    assigned = Assignment.objects.filter(member_id=by.id, until_at=None).values("case_id")
    through_unit = Q(unit_id__in=by.units_within(Reach.LIST), is_restricted=False)
    return Case.objects.filter((through_unit | Q(id__in=assigned)) & ~Q(is_walled=True, id__in=walls))
