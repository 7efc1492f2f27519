"""What a family tells in one piece: its members, what they are to each other, and how they are reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from limen.domain.cases.names import PartyPart
from limen.domain.contacts.names import WayTold
from limen.domain.families.names import Accompanied, AppointmentTold, RelationshipTold
from limen.domain.people.names import Registration


@dataclass(frozen=True, kw_only=True)
class MemberTold:
    """One person of a family. With `is_on_record` the record of that id is used: what is told and not on it
    is added, and nothing on it is changed. `base_version` is the version of that record when it was looked
    at.
    `seen` are records that were shown as likely the same, and that are not; `pictures` those of the draft
    that show this person."""

    person_id: UUID
    part: PartyPart
    told: Registration
    is_on_record: bool = False
    base_version: int | None = None
    seen: tuple[UUID, ...] = ()
    pictures: tuple[UUID, ...] = ()
    is_photograph_refused: bool = False


@dataclass(frozen=True, kw_only=True)
class RelationTold:
    """A relationship, under the id from the device."""

    relationship_id: UUID
    told: RelationshipTold


@dataclass(frozen=True, kw_only=True)
class ReachedBy:
    """A way to reach a person, under the id from the device."""

    way_id: UUID
    person_id: UUID
    told: WayTold


@dataclass(frozen=True, kw_only=True)
class AppointedFor:
    """Who acts for a child, under the id from the device."""

    appointment_id: UUID
    person_id: UUID
    told: AppointmentTold


@dataclass(frozen=True, kw_only=True)
class CameWith:
    """With whom a child came, as the clerk says after having asked, and on what that rests."""

    person_id: UUID
    state: Accompanied
    words: str | None
    why: str


@dataclass(frozen=True, kw_only=True)
class FamilyTold:
    """A whole family. The first member is the one by whose name lists call the case."""

    members: tuple[MemberTold, ...]
    opened_on: date
    relations: tuple[RelationTold, ...] = ()
    ways: tuple[ReachedBy, ...] = ()
    appointments: tuple[AppointedFor, ...] = ()
    accompaniments: tuple[CameWith, ...] = ()
    reference: str | None = None
