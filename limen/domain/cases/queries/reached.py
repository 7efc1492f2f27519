"""How far somebody reaches into the cases of a few persons: the filter of `reach`, for a search box.

A filter of many conditions takes Django longer to write than the database to answer, and searching is asked
at every pause of typing. So this one is written out. `tests/security/test_filter_alone.py` holds both to the
rules of access, and `tests/domain/cases/test_reached.py` holds them to each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.cases.names import PartyPart
from limen.foundation.actors import Actor, Reach
from limen.foundation.prepared import rows_of

_WORKS_ON_CASES = "cases.declare_conflict"  # see `reach`

_REACHED = """
select r.person_id, r.case_id, r.reference, r.part, r.is_own and r.is_read or r.is_shared
from (
    select p.person_id, p.case_id, p.part, p.since_at, p.id, c.reference,
        %(works)s and not w.stands
            and (a.is_mine or not c.is_restricted and c.unit_id = any (%(lists)s::uuid[])) as is_own,
        a.is_mine or not c.is_restricted and c.unit_id = any (%(reads)s::uuid[]) as is_read,
        not c.is_restricted and not w.stands_for_shares and exists (
            select 1 from cases_share s where s.case_id = c.id and s.unit_id = any (%(reads)s::uuid[])
                and s.revoked_at is null and s.since_at <= %(at)s and s.until_at > %(at)s) as is_shared
    from cases_party p join cases_case c on c.id = p.case_id, lateral (
        select exists (select 1 from cases_assignment m
                where m.case_id = c.id and m.member_id = %(me)s and m.until_at is null)
            or exists (select 1 from cases_opening o
                where o.case_id = c.id and o.member_id = %(me)s and o.until_at > %(at)s) as is_mine) a,
        lateral (
        select h.stands as stands_for_shares, h.stands and c.is_walled as stands from (
            select exists (select 1 from cases_wall x
                where x.case_id = c.id and x.member_id = %(me)s and x.until_at is null) as stands) h) w
    where p.person_id = any (%(persons)s::uuid[]) and (p.until_at is null or p.until_at > %(at)s)
) r
where r.is_own or r.is_shared
order by r.since_at, r.id
"""


@dataclass(frozen=True, kw_only=True)
class Reached:
    """A case in which somebody has a part now, that the actor may know of; `is_read`: and may read."""

    person_id: UUID
    case_id: UUID
    reference: str
    part: PartyPart
    is_read: bool


def cases_reached(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> list[Reached]:
    """The cases of a few persons that the actor may know of, in the order in which they joined. One query."""
    persons = list(person_ids)
    if not persons:
        return []
    values: dict[str, Any] = {
        "persons": persons,
        "me": by.id,
        "at": at,
        "works": by.may(_WORKS_ON_CASES),
        "lists": list(by.units_within(Reach.LIST)),
        "reads": list(by.units_within(Reach.READ)),
    }
    return [
        Reached(person_id=person, case_id=case, reference=reference, part=PartyPart(part), is_read=is_read)
        for person, case, reference, part, is_read in rows_of(_REACHED, values)
    ]


def how_far(person_ids: Iterable[UUID], *, by: Actor, at: datetime) -> dict[UUID, Reach]:
    """Of these persons those whom the actor may list, and whether their file may be read. One query."""
    return reach_through(cases_reached(person_ids, by=by, at=at))


def reach_through(reached: Iterable[Reached]) -> dict[UUID, Reach]:
    """How far the actor sees each person through these cases."""
    far: dict[UUID, Reach] = {}
    for one in reached:
        far[one.person_id] = max(
            far.get(one.person_id, Reach.LIST), Reach.READ if one.is_read else Reach.LIST
        )
    return far
