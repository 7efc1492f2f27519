"""Giving a whole list to somebody: one act, one reason, a line in each case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.cases.commands.assigning import assign_together, locked_together
from limen.domain.cases.names import Part
from limen.domain.identity.queries.people import names_of
from limen.domain.worklists import rules
from limen.domain.worklists.events import AllAssigned
from limen.domain.worklists.names import Question
from limen.domain.worklists.queries.lists import cases_of, count_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import refuse_if


@command("worklists.assign_all")
def assign_all(
    question: Question,
    *,
    asked: str,
    member_id: UUID,
    part: Part,
    why: str,
    expected: int | None = None,
    by: Actor,
    at: datetime,
) -> AllAssigned:
    """Give every case of a list to a colleague. `asked` is the question as its address says it; `expected` is
    how many cases the actor was told there are. A case against which something stands is left out, and this
    is said. Raises `Hidden`."""
    most = rules.ASSIGNED_AT_MOST
    count = count_of(question, by=by, at=at, up_to=most)
    refuse_if(rules.obstacles_to_assigning_all(count=count, expected=expected, why=why))
    wanted = cases_of(question, by=by, at=at, up_to=most)
    locked = locked_together(wanted, by=by, at=at)
    # Once they are locked the list is asked again: what left it meanwhile is left alone.
    still = set(cases_of(question, by=by, at=at, up_to=most))
    kept = {case_id: phase for case_id, phase in locked.items() if case_id in still}
    done = assign_together(wanted, kept, member_id=member_id, part=part, why=why, by=by, at=at)
    return AllAssigned(
        unit_id=question.unit_id,
        asked=asked,
        member_id=member_id,
        member_name=names_of({member_id}, by=by).get(member_id, ""),
        part=part,
        count=len(done.given),
        left_out=len(wanted) - len(done.given),
        closed=len(done.closed),
        assigned=len(done.assigned),
        walled=len(done.walled),
        away=len(done.away),
        why=why,
    )
