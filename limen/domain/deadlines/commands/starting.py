"""Starting a clock."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.deadlines import rules
from limen.domain.deadlines.events import Started
from limen.domain.deadlines.models import Clock
from limen.domain.deadlines.names import LIVE, ClockState
from limen.domain.deadlines.queries.ruled import columns_of, ruling_of
from limen.domain.identity.names import Compartment
from limen.domain.policy.queries import law_in_force
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused, refuse_if
from limen.law.asking import term_of
from limen.law.refusing import Unanswerable


@command("deadlines.start")
def start(
    case_id: UUID,
    *,
    pack: str,
    term: str,
    facts: Mapping[str, str],
    calendar: str = "",
    about: str = "",
    compartment: Compartment = Compartment.GENERAL,
    by: Actor,
    at: datetime,
) -> Started:
    """Start a clock of the law in force. `facts` are its anchors as written (2026-06-12), by name; `about`
    says whom or what it concerns when a case has several of the same kind."""
    case = locked_case(case_id, by=by, at=at)
    reach = is_worked_on(case_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=reach, compartment=compartment, by=by))
    law = law_in_force(pack, by=by)
    if law is None:
        raise Refused(rules.obstacles_without_law(pack))
    try:
        found = term_of(law.pack, term)
        ruling = ruling_of(law, found.id, facts, calendar=calendar)
    except Unanswerable as wrong:
        raise Refused([rules.obstacle_of(wrong)]) from wrong
    its = {"case": case, "compartment": compartment, "pack": pack, "term": found.id, "about": about}
    running = Clock.objects.filter(**its, state__in=LIVE).exists()
    refuse_if(rules.obstacles_to_starting(is_running=running, term_says=found.says, about=about))
    clock = Clock.objects.create(
        id=new_id(),
        **its,
        edition_id=law.edition_id,
        term_says=found.says,
        calendar=ruling.calendar,
        facts=dict(facts),
        state=ClockState.RUNNING,
        started_by_id=by.id,
        started_at=at,
        **columns_of(ruling),
    )
    return Started(
        case_id=case_id,
        compartment=compartment,
        clock_id=clock.id,
        pack=pack,
        term=found.id,
        term_says=found.says,
        fingerprint=ruling.pack_fingerprint,
        facts=tuple(f"{name}={answer}" for name, answer in sorted(facts.items())),
        calendar=ruling.calendar,
        due_on=ruling.due,
    )
