"""One person's family: what the asker may read of it, each part with whoever else it is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from limen.domain.families.models import (
    Accompaniment,
    Appointee,
    Appointment,
    Dweller,
    Relationship,
    Weighing,
)
from limen.domain.families.names import Accompanied, AppointmentKind, Kind, Stance, Union, Weight
from limen.domain.families.queries.cards import (
    AccompanimentCard,
    AppointmentCard,
    DwellerCard,
    FamilyCard,
    HouseholdCard,
    RelationshipCard,
    Relative,
    WeighingCard,
)
from limen.domain.families.queries.reach import written_of
from limen.domain.identity.queries.people import names_of
from limen.domain.people.names import Source
from limen.domain.people.queries.reach import persons_and_how_far
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden


@dataclass(frozen=True, kw_only=True)
class _Rows:
    """Everything that was asked for, before it is put together. `relatives` holds whom the asker reads."""

    relatives: Mapping[UUID, Relative]
    relationships: list[Relationship]
    weighings: list[Weighing]
    dwellers: list[Dweller]
    appointments: list[Appointment]
    appointees: Mapping[UUID, UUID]
    accompaniments: list[Accompaniment]
    names: Mapping[UUID, str]


def family_of(person_id: UUID, *, by: Actor, at: datetime) -> FamilyCard:
    """A person's family. Raises `Hidden` when the actor may not know of the person. At most thirteen queries,
    however large the family is."""
    listed, read = persons_and_how_far([person_id], by=by, at=at)
    if person_id not in listed:
        raise Hidden(f"person {person_id}")
    person = Relative(id=person_id, called=listed[person_id].called)
    if person_id not in read:
        return FamilyCard(
            person=person, is_read=False, is_written=False, relationships=(), households=(),
            appointments=(), accompaniment=None, earlier_accompaniments=(),
        )  # fmt: skip
    rows = _rows(person_id, by=by, at=at)
    is_ours = listed[person_id].organisation_id == by.organisation_id
    rows = rows if is_ours else _as_it_is_now(rows)
    said = tuple(_accompaniment(row, rows.names) for row in rows.accompaniments)
    return FamilyCard(
        person=person,
        is_read=True,
        is_written=bool(written_of([person_id], by=by, at=at)),
        relationships=tuple(_relationship(row, person_id, rows) for row in rows.relationships),
        households=household_cards(rows.dwellers, rows.relatives),
        appointments=tuple(_appointment(row, rows) for row in rows.appointments),
        accompaniment=said[0] if said else None,
        earlier_accompaniments=said[1:],
    )


def _rows(person_id: UUID, *, by: Actor, at: datetime) -> _Rows:
    """Each list whole, then without whatever is about somebody whom the actor does not read."""
    pairs = list(
        Relationship.objects.filter(Q(person_id=person_id) | Q(other_id=person_id)).order_by("added_at", "id")
    )
    homes = Dweller.objects.filter(person_id=person_id).values("household_id")
    dwellers = list(Dweller.objects.filter(household_id__in=homes).order_by("since_on", "added_at", "id"))
    appointments = list(Appointment.objects.filter(person_id=person_id).order_by("-appointed_on", "id"))
    named = dict(
        Appointee.objects.filter(appointment__in=[one.id for one in appointments]).values_list(
            "appointment_id", "person_id"
        )
    )
    accompaniments = list(Accompaniment.objects.filter(person_id=person_id).order_by("-version"))
    about = {row.person_id for row in pairs} | {row.other_id for row in pairs} | set(named.values())
    listed, read = persons_and_how_far(about | {row.person_id for row in dwellers}, by=by, at=at)
    relatives = {pk: Relative(id=pk, called=listed[pk].called) for pk in read}
    pairs = [row for row in pairs if {row.person_id, row.other_id} <= read]
    weighings = list(Weighing.objects.filter(relationship__in=[row.id for row in pairs]).order_by("-version"))
    writers = {row.weighed_by_id for row in weighings} | {row.added_by_id for row in appointments}
    return _Rows(
        relatives=relatives,
        relationships=pairs,
        weighings=weighings,
        dwellers=[row for row in dwellers if row.person_id in read],
        appointments=appointments,
        appointees={key: whom for key, whom in named.items() if whom in read},
        accompaniments=accompaniments,
        names=names_of(writers | {row.stated_by_id for row in accompaniments}, by=by),
    )


def _as_it_is_now(rows: _Rows) -> _Rows:
    """What was on record before stays in the house: a share shows a family as it is now."""
    latest = {row.relationship_id: row for row in reversed(rows.weighings)}
    return replace(
        rows,
        relationships=[row for row in rows.relationships if row.ended_by_id is None],
        weighings=list(latest.values()),
        dwellers=[row for row in rows.dwellers if row.ended_by_id is None],
        appointments=[row for row in rows.appointments if row.ended_by_id is None],
        accompaniments=rows.accompaniments[:1],
    )


def _relationship(row: Relationship, person_id: UUID, rows: _Rows) -> RelationshipCard:
    is_first = row.person_id == person_id
    weighings = [weighing_card(one, rows.names) for one in rows.weighings if one.relationship_id == row.id]
    return RelationshipCard(
        id=row.id,
        relative=rows.relatives[row.other_id if is_first else row.person_id],
        kind=Kind(row.kind),
        is_first=is_first,
        union=Union(row.union) if row.union else None,
        words=row.words,
        weighing=weighings[0],
        earlier=tuple(weighings[1:]),
        since_on=row.since_on,
        until_on=row.until_on,
        end_why=row.end_why,
        version=row.version,
        is_ended=row.until_on is not None,
    )


def weighing_card(row: Weighing, names: Mapping[UUID, str]) -> WeighingCard:
    """A loaded weighing as a card."""
    weight = Weight(
        stance=Stance(row.stance), source=Source(row.source), said_by=row.said_by, evidence=row.evidence
    )
    return WeighingCard(
        version=row.version,
        weight=weight,
        why=row.why,
        by=names.get(row.weighed_by_id, ""),
        at=row.weighed_at,
    )


def household_cards(
    dwellers: Iterable[Dweller], relatives: Mapping[UUID, Relative]
) -> tuple[HouseholdCard, ...]:
    """Loaded times in households, as one card for each household."""
    homes: dict[UUID, list[Dweller]] = {}
    for row in dwellers:
        homes.setdefault(row.household_id, []).append(row)
    return tuple(
        HouseholdCard(
            id=key,
            present=tuple(_dweller(one, relatives) for one in there if one.until_on is None),
            former=tuple(_dweller(one, relatives) for one in there if one.until_on is not None),
        )
        for key, there in homes.items()
    )


def _dweller(row: Dweller, relatives: Mapping[UUID, Relative]) -> DwellerCard:
    return DwellerCard(
        id=row.id,
        person=relatives[row.person_id],
        since_on=row.since_on,
        source=Source(row.source) if row.source else None,
        until_on=row.until_on,
        end_source=Source(row.end_source) if row.end_source else None,
        end_why=row.end_why,
    )


def _appointment(row: Appointment, rows: _Rows) -> AppointmentCard:
    whom = rows.appointees.get(row.id)
    return AppointmentCard(
        id=row.id,
        kind=AppointmentKind(row.kind),
        name=row.name,
        representative=rows.relatives[whom] if whom else None,
        organisation=row.organisation_name,
        contact=row.contact,
        appointed_on=row.appointed_on,
        authority=row.authority,
        evidence=row.evidence,
        until_on=row.until_on,
        end_why=row.end_why,
        is_ended=row.until_on is not None,
        by=rows.names.get(row.added_by_id, ""),
        at=row.added_at,
    )


def _accompaniment(row: Accompaniment, names: Mapping[UUID, str]) -> AccompanimentCard:
    return AccompanimentCard(
        version=row.version,
        state=Accompanied(row.state),
        words=row.words,
        why=row.why,
        by=names.get(row.stated_by_id, ""),
        at=row.stated_at,
    )
