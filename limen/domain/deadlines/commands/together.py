"""Starting the clocks of a whole programme at once, inside an act of a noun above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.deadlines.events import Started
from limen.domain.deadlines.models import Clock
from limen.domain.deadlines.names import LIVE, ClockState
from limen.domain.deadlines.queries.ruled import columns_of
from limen.domain.policy.queries import Law
from limen.foundation.actors import Actor
from limen.foundation.commands import write_down_each
from limen.foundation.ids import new_id
from limen.law.rulings import Ruling


@dataclass(frozen=True, kw_only=True)
class ToStart:
    """One clock that is to run: its term with the words of it, and what the law said of the facts."""

    term: str
    term_says: str
    ruling: Ruling


def start_each(
    case_id: UUID,
    wanted: Sequence[ToStart],
    *,
    law: Law,
    facts: dict[str, str],
    about: str,
    by: Actor,
    at: datetime,
) -> dict[str, UUID]:
    """`deadlines.start` for many terms of one law, each with a line of its own: the clock of each term. One
    that runs already for the same is taken as it is, and not started again. A fixed number of queries."""
    its = {"case_id": case_id, "compartment": "general", "pack": law.pack.id, "about": about}
    running = Clock.objects.filter(**its, state__in=LIVE, term__in=[one.term for one in wanted])
    found = dict(running.values_list("term", "id"))
    rows = [
        Clock(
            id=new_id(),
            **its,
            edition_id=law.edition_id,
            term=one.term,
            term_says=one.term_says,
            calendar=one.ruling.calendar,
            facts=facts,
            state=ClockState.STOPPED if one.ruling.stands_still else ClockState.RUNNING,
            started_by_id=by.id,
            started_at=at,
            **columns_of(one.ruling),
        )
        for one in wanted
        if one.term not in found
    ]
    Clock.objects.bulk_create(rows)
    write_down_each(
        [_started(row, one.pack_fingerprint) for row, one in _with_law(rows, wanted)], by=by, at=at
    )
    return found | {row.term: row.id for row in rows}


def _with_law(rows: Sequence[Clock], wanted: Sequence[ToStart]) -> list[tuple[Clock, Ruling]]:
    rulings = {one.term: one.ruling for one in wanted}
    return [(row, rulings[row.term]) for row in rows]


def _started(row: Clock, fingerprint: str) -> Started:
    return Started(
        case_id=row.case_id,
        compartment=row.compartment,
        clock_id=row.id,
        pack=row.pack,
        term=row.term,
        term_says=row.term_says,
        fingerprint=fingerprint,
        facts=tuple(f"{name}={answer}" for name, answer in sorted(row.facts.items())),
        calendar=row.calendar,
        due_on=row.due_on,
    )
