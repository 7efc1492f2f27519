"""Making a person part of a case, and ending that; registering somebody with a case of their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from limen.domain.cases import rules
from limen.domain.cases.commands.opening import new_case
from limen.domain.cases.events import ApplicantRegistered, PartyAdded, PartyEnded
from limen.domain.cases.models import Party
from limen.domain.cases.names import PartyPart
from limen.domain.cases.queries.reach import cases_worked_on_by
from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.contacts.commands.keeping import keep_way
from limen.domain.contacts.names import WayTold
from limen.domain.duplicates.commands.comparing import compare_first, wait_for_turn
from limen.domain.people.commands.registering import register
from limen.domain.people.names import Registration
from limen.domain.people.queries.reach import persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if


@command("cases.register_applicant")
def register_applicant(
    told: Registration,
    *,
    person_id: UUID,
    case_id: UUID,
    part: PartyPart,
    unit_id: UUID,
    reference: str,
    opened_on: date,
    on: date,
    ways: Sequence[WayTold] = (),
    seen: Collection[UUID] = (),
    is_compared: bool = False,
    by: Actor,
    at: datetime,
) -> ApplicantRegistered:
    """Put a person on record and open their case, in one act. The lists call the case by the person's name.
    `ways`: how they can be reached. `seen`: records that look alike and that are somebody else.

    Registrations happen one at a time, as in `registration.register_family`; with `is_compared` a list has
    compared its row and does not wait. The ids come from whoever registers, so that the same act can be sent
    again and is done once. Raises `NotCompared`.
    """
    if not is_compared:
        wait_for_turn(by)
        compare_first(told, seen=seen, on=on, by=by, at=at)
    registered = register(told, person_id=person_id, on=on, by=by, at=at)
    _keep_ways(person_id, ways, by=by, at=at)
    case = new_case(
        case_id=case_id,
        unit_id=unit_id,
        reference=reference,
        called=registered.called,
        opened_on=opened_on,
        on=on,
        by=by,
    )
    party = joined(case_id, person_id, part, at)
    return ApplicantRegistered(
        case_id=case_id,
        unit_id=unit_id,
        reference=case.reference,
        called=case.called,
        opened_on=opened_on,
        person_id=person_id,
        party_id=party.id,
        part=part,
    )


@command("cases.add_party")
def add_party(
    case_id: UUID,
    *,
    person_id: UUID,
    part: PartyPart,
    told: Registration | None = None,
    on: date,
    ways: Sequence[WayTold] = (),
    seen: Collection[UUID] = (),
    is_compared: bool = False,
    by: Actor,
    at: datetime,
) -> PartyAdded:
    """Make somebody part of a case: a person on record whom the actor may write about, or, with `told`, a new
    one, who can be reached by `ways`. `on` is today where the actor sits. `seen` and `is_compared` are as in
    `register_applicant`. Raises `NotCompared`."""
    if told is not None and not is_compared:
        wait_for_turn(by)
    case = locked_case(case_id, by=by, at=at)
    written = persons_within(by, need=Reach.WORK, at=at).filter(
        pk=person_id, organisation_id=case.organisation_id
    )
    person = None if told else written.first()
    if told is None and person is None:
        raise Hidden(f"person {person_id}")
    refuse_if(
        rules.obstacles_to_adding_party(
            phase=case.phase,
            is_party=Party.objects.filter(case=case, person_id=person_id, until_at=None).exists(),
            is_worked_on=is_worked_on(case_id, by=by, at=at),
            is_new=told is not None,
            by=by,
        )
    )
    if told is not None and not is_compared:
        compare_first(told, seen=seen, on=on, by=by, at=at)
    called = register(told, person_id=person_id, on=on, by=by, at=at).called if told else ""
    _keep_ways(person_id, ways if told else (), by=by, at=at)
    party = joined(case_id, person_id, part, at)
    return PartyAdded(
        case_id=case_id,
        party_id=party.id,
        person_id=person_id,
        called=person.called if person else called,
        part=part,
    )


@command("cases.join_new", inner=True)
def join_new(
    case_id: UUID,
    *,
    person_id: UUID,
    part: PartyPart,
    told: Registration,
    on: date,
    ways: Sequence[WayTold] = (),
    by: Actor,
    at: datetime,
) -> PartyAdded:
    """Put one more person on record as part of a case that was opened within the same act, which nobody else
    can have changed: it is neither locked nor looked at again."""
    called = register(told, person_id=person_id, on=on, by=by, at=at).called
    _keep_ways(person_id, ways, by=by, at=at)
    party = joined(case_id, person_id, part, at)
    return PartyAdded(case_id=case_id, party_id=party.id, person_id=person_id, called=called, part=part)


@command("cases.end_party")
def end_party(party_id: UUID, *, why: str, by: Actor, at: datetime) -> PartyEnded:
    """End somebody's part in a case. From then on the case no longer shows them."""
    running = Party.objects.filter(pk=party_id, until_at=None, case__in=cases_worked_on_by(by, at=at))
    party = running.select_related("person").first()
    if party is None:
        raise Hidden(f"party {party_id}")
    locked_case(party.case_id, by=by, at=at)
    others = Party.objects.filter(case_id=party.case_id, until_at=None).exclude(pk=party_id)
    refuse_if(
        rules.obstacles_to_ending_party(
            part=PartyPart(party.part), others=[PartyPart(one.part) for one in others], why=why
        )
    )
    Party.objects.filter(pk=party_id).update(until_at=at)
    return PartyEnded(
        case_id=party.case_id,
        party_id=party_id,
        person_id=party.person_id,
        called=party.person.called,
        part=PartyPart(party.part),
        why=why,
    )


def _keep_ways(person_id: UUID, ways: Sequence[WayTold], *, by: Actor, at: datetime) -> None:
    """How somebody who has just been registered can be reached; before they are part of a case, since who
    registers need not write in it."""
    for way in ways:
        keep_way(person_id, way=way, way_id=new_id(), by=by, at=at)


def joined(case_id: UUID, person_id: UUID, part: PartyPart, at: datetime) -> Party:
    """The row of a new part in a case, for acts that make one."""
    party = party_row(case_id, person_id, part, at)
    party.save(force_insert=True)
    return party


def party_row(case_id: UUID, person_id: UUID, part: PartyPart, at: datetime) -> Party:
    """A new part in a case as it is written."""
    return Party(id=new_id(), case_id=case_id, person_id=person_id, part=part, since_at=at)
