"""Serving a signed decision on each person, in a way and on a day of law. The clock of the remedy starts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from limen.domain.deadlines.commands import starting
from limen.domain.deadlines.events import Started
from limen.domain.decisions.events import Served
from limen.domain.decisions.models import Concerned, Decision, Service, Signature
from limen.domain.decisions.names import DecisionState, ServiceWay
from limen.domain.decisions.queries.fields import people_called
from limen.domain.decisions.queries.papers import office_of
from limen.domain.decisions.queries.reach import locked_decision, under
from limen.domain.decisions.queries.sheets import concerned_by
from limen.domain.decisions.rules import acting
from limen.domain.identity.names import Compartment
from limen.domain.policy.queries import law_of
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused, refuse_if


@command("decisions.serve")
def serve(
    decision_id: UUID,
    *,
    person_id: UUID,
    way: ServiceWay,
    served_on: date,
    language: str,
    proof: str,
    facts: Mapping[str, str],
    calendar: str = "",
    on: date,
    by: Actor,
    at: datetime,
) -> Served:
    """Record that a decision reached a person. `served_on` is the day of law; `facts` what else the term of
    the remedy asks for, and `calendar`, as for `deadlines.start`; `language` a code of ISO 639-3. The clock
    of the remedy starts in the same act."""
    row = locked_decision(decision_id, by=by, at=at)
    concerned = concerned_by(decision_id, by=by, at=at)
    person = next((one for one in concerned if one.person_id == person_id), None)
    served = _served(row, by, at)
    refuse_if(
        acting.obstacles_to_serving(
            row.state,
            is_concerned=person is not None,
            is_served=person_id in served,
            served_on=served_on,
            signed_on=_signed_on(row, by, at),
            on=on,
            proof=proof,
        )
    )
    if person is None:  # refused above
        raise Refused([])
    started = _started(row, person, served_on, facts, calendar, by, at)
    made = _kept(row, person, started, (way, served_on, language, proof), by, at)
    if served | {person_id} >= {one.person_id for one in concerned}:
        Decision.objects.filter(pk=decision_id).update(state=DecisionState.SERVED)
    return Served(
        case_id=row.case_id,
        compartment=row.compartment,
        decision_id=decision_id,
        service_id=made.pk,
        person_id=person_id,
        way=way,
        served_on=served_on,
        language=language,
        proof=proof,
        last_day=made.last_day,
    )


def _served(row: Decision, by: Actor, at: datetime) -> set[UUID]:
    """On whom it was served already."""
    services = under(Service, by, at=at).filter(decision_id=row.pk)
    return set(services.values_list("person_id", flat=True))


def _kept(
    row: Decision,
    person: Concerned,
    started: Started | None,
    told: tuple[ServiceWay, date, str, str],
    by: Actor,
    at: datetime,
) -> Service:
    """The service as it was told: way, day of law, language and proof; with the clock that it started."""
    way, served_on, language, proof = told
    return Service.objects.create(
        id=new_id(),
        decision=row,
        case_id=row.case_id,
        compartment=row.compartment,
        person_id=person.person_id,
        way=way,
        served_on=served_on,
        language=language,
        proof=proof,
        remedy_says=started.term_says if started else "",
        clock_id=started.clock_id if started else None,
        last_day=started.due_on if started else None,
        served_by_id=by.id,
        served_at=at,
    )


def _signed_on(row: Decision, by: Actor, at: datetime) -> date | None:
    """The day of the signature where the office sits."""
    signed = (
        under(Signature, by, at=at).filter(decision_id=row.pk).values_list("signed_at", flat=True).first()
    )
    zone = office_of(row.case_id, by=by).time_zone
    return signed.astimezone(ZoneInfo(zone)).date() if signed else None


def _started(
    row: Decision,
    person: Concerned,
    served_on: date,
    facts: Mapping[str, str],
    calendar: str,
    by: Actor,
    at: datetime,
) -> Started | None:
    """The clock of the remedy, or None when the pack names no remedy for the outcome."""
    term = law_of(row.edition_id, by=by).pack.terms.get(person.remedy) if person.remedy else None
    if term is None:
        return None
    called = people_called({person.person_id}, by=by, at=at).get(person.person_id, "")
    return starting.start(
        row.case_id,
        pack=row.pack,
        term=term.id,
        facts={**facts, term.ordinary.runs_from: served_on.isoformat()},
        calendar=calendar,
        about=called,
        compartment=Compartment(row.compartment),
        by=by,
        at=at,
    )
