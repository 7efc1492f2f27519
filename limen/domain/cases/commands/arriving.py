"""Putting many people on record at once, each with a case of their own or in the case of one of the others.

It does what `register_applicant` and `join_new` do for one, by the same rules and with the same lines of the
journal, in a fixed number of queries. Rules are asked of each before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.cases import rules
from limen.domain.cases.commands.joining import party_row
from limen.domain.cases.commands.opening import case_row
from limen.domain.cases.events import ApplicantRegistered, PartyAdded
from limen.domain.cases.models import Case, Party
from limen.domain.cases.names import PartyPart
from limen.domain.contacts.commands.keeping import keep_ways
from limen.domain.contacts.names import WayTold
from limen.domain.contacts.rules.keeping import obstacles_to_adding_way
from limen.domain.identity.models import Organisation
from limen.domain.people.commands.registering import Newcomer, register_many
from limen.domain.people.names import Registration
from limen.foundation.actors import Actor
from limen.foundation.commands import write_down_each
from limen.foundation.refusals import Obstacle, refuse_if


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """One of many who are put on record together. With a `reference` their case is opened; without, they join
    one that another of them opens in the same act."""

    person_id: UUID
    told: Registration
    case_id: UUID
    part: PartyPart
    ways: tuple[WayTold, ...] = ()
    reference: str = ""

    @property
    def called(self) -> str:
        """The name by which lists call them, and the case that is opened for them."""
        return self.told.names[0].written


@dataclass(frozen=True, kw_only=True)
class Reception:
    """Where people arrive: into which unit, on what day, and what is known of it. `taken` are references that
    others have; `on` is today where the actor sits."""

    unit_id: UUID
    opened_on: date
    region: str
    taken: frozenset[str]
    on: date
    by: Actor
    at: datetime

    @classmethod
    def of(
        cls,
        references: Iterable[str],
        *,
        unit_id: UUID,
        opened_on: date,
        on: date,
        by: Actor,
        at: datetime,
    ) -> Reception:
        """With what must be known to receive people under these references. Two queries."""
        ours = Organisation.objects.get(pk=by.organisation_id)
        theirs = Case.objects.filter(organisation_id=by.organisation_id, reference__in=set(references))
        return cls(
            unit_id=unit_id,
            opened_on=opened_on,
            region=ours.country,
            taken=frozenset(theirs.values_list("reference", flat=True)),
            on=on,
            by=by,
            at=at,
        )

    def obstacles_to(self, one: Arrival) -> Sequence[Obstacle]:
        """Why somebody cannot be received, besides what was told of them: how they are reached, and then
        their case, as in the act for one."""
        for way in one.ways:
            if found := obstacles_to_adding_way(way, region=self.region):
                return found
        if not one.reference:
            return ()
        return rules.obstacles_to_opening(
            unit_id=self.unit_id,
            reference=one.reference,
            called=one.called,
            opened_on=self.opened_on,
            on=self.on,
            is_taken=one.reference.strip() in self.taken,
            by=self.by,
        )

    def receive(self, arrivals: Sequence[Arrival]) -> None:
        """Put them on record. One who is refused, by a rule with `Refused` or by the database with
        `IntegrityError` or `DataError`, refuses them all: to be done in a savepoint."""
        for one in arrivals:
            refuse_if(self.obstacles_to(one))
        newcomers = [Newcomer(person_id=one.person_id, told=one.told) for one in arrivals]
        register_many(newcomers, on=self.on, by=self.by, at=self.at)
        ways = [(one.person_id, way) for one in arrivals for way in one.ways]
        keep_ways(ways, by=self.by, at=self.at)
        cases = {one.case_id: self._case(one) for one in arrivals if one.reference}
        Case.objects.bulk_create(cases.values())
        parties = [party_row(one.case_id, one.person_id, one.part, self.at) for one in arrivals]
        Party.objects.bulk_create(parties)
        events = [self._event(one, party, cases) for one, party in zip(arrivals, parties, strict=True)]
        write_down_each(events, by=self.by, at=self.at)

    def _case(self, one: Arrival) -> Case:
        return case_row(
            case_id=one.case_id,
            unit_id=self.unit_id,
            reference=one.reference,
            called=one.called,
            opened_on=self.opened_on,
            by=self.by,
        )

    def _event(self, one: Arrival, party: Party, cases: dict[UUID, Case]) -> ApplicantRegistered | PartyAdded:
        if not one.reference:
            return PartyAdded(
                case_id=one.case_id,
                party_id=party.id,
                person_id=one.person_id,
                called=one.called,
                part=one.part,
            )
        case = cases[one.case_id]
        return ApplicantRegistered(
            case_id=case.id,
            unit_id=self.unit_id,
            reference=case.reference,
            called=case.called,
            opened_on=self.opened_on,
            person_id=one.person_id,
            party_id=party.id,
            part=one.part,
        )
