"""Cards of a family: relationships seen from one person, households, appointments, accompaniment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.families.names import Accompanied, AppointmentKind, Kind, Union, Weight
from limen.domain.people.names import Source


@dataclass(frozen=True, kw_only=True)
class Relative:
    """Another person, as the asker may know them. `is_written`: whether they may change that one's record."""

    id: UUID
    called: str


@dataclass(frozen=True, kw_only=True)
class WeighingCard:
    """What was thought of a relationship at one time, why, and who said so in the house."""

    version: int
    weight: Weight
    why: str | None
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class RelationshipCard:
    """A relationship as it looks from one person. With `is_first` that person is `kind` of `relative`;
    without it `relative` is `kind` of that person. `earlier` are former weighings, the latest first."""

    id: UUID
    relative: Relative
    kind: Kind
    is_first: bool
    union: Union | None
    words: str | None
    weighing: WeighingCard
    earlier: tuple[WeighingCard, ...]
    since_on: date | None
    until_on: date | None
    end_why: str | None
    version: int
    is_ended: bool


@dataclass(frozen=True, kw_only=True)
class DwellerCard:
    """Somebody's time in a household, and from whom its beginning and its end are known; None where nobody
    said."""

    id: UUID
    person: Relative
    since_on: date | None
    source: Source | None
    until_on: date | None
    end_source: Source | None
    end_why: str | None


@dataclass(frozen=True, kw_only=True)
class HouseholdCard:
    """A household, and whom of it the asker may read: those who live there now, and those who did."""

    id: UUID
    present: tuple[DwellerCard, ...]
    former: tuple[DwellerCard, ...]


@dataclass(frozen=True, kw_only=True)
class AppointmentCard:
    """Who acts for the person. `representative` is their own record, when there is one and the asker reads
    it."""

    id: UUID
    kind: AppointmentKind
    name: str
    representative: Relative | None
    organisation: str | None
    contact: str | None
    appointed_on: date
    authority: str | None
    evidence: str | None
    until_on: date | None
    end_why: str | None
    is_ended: bool
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class AccompanimentCard:
    """What an officer said about with whom somebody came. The first that was said has version 1."""

    version: int
    state: Accompanied
    words: str | None
    why: str | None
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class FamilyCard:
    """Everything about a person that has to do with others. Empty for whoever only lists the person.

    `accompaniment` is the latest said, None when nobody said anything; `earlier_accompaniments` follow it.
    """

    person: Relative
    is_read: bool
    is_written: bool
    relationships: tuple[RelationshipCard, ...]
    households: tuple[HouseholdCard, ...]
    appointments: tuple[AppointmentCard, ...]
    accompaniment: AccompanimentCard | None
    earlier_accompaniments: tuple[AccompanimentCard, ...]
