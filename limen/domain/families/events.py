"""What can happen to what is on record of a family.

A line about a relationship stands in the chains of both, and names the other one: such a line is shown to
whoever reads both persons.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.families.names import Accompanied, AppointmentKind, Kind, Stance
from limen.domain.people.names import Source
from limen.foundation.events import PersonEvent


@dataclass(frozen=True, kw_only=True)
class Related(PersonEvent):
    kind = "families.related"
    personal = ("relation",)
    says = _("{by} put a relationship on record ({relation}): {stance}.")

    relationship_id: UUID
    other_person_id: UUID
    relation: Kind
    stance: Stance
    source: Source


@dataclass(frozen=True, kw_only=True)
class RelationshipWeighed(PersonEvent):
    kind = "families.relationship_weighed"
    personal = ("why",)
    says = _("{by} weighed a relationship anew: {stance} (version {version}).")

    relationship_id: UUID
    other_person_id: UUID
    stance: Stance
    source: Source
    why: str
    version: int


@dataclass(frozen=True, kw_only=True)
class RelationshipEnded(PersonEvent):
    kind = "families.relationship_ended"
    personal = ("why",)
    says = _("{by} ended a relationship on {until_on}.")

    relationship_id: UUID
    other_person_id: UUID
    until_on: date
    why: str
    version: int


@dataclass(frozen=True, kw_only=True)
class HouseholdFormed(PersonEvent):
    kind = "families.household_formed"
    personal = ()
    says = _("{by} put on record with whom this person lives.")

    household_id: UUID
    since_on: date | None


@dataclass(frozen=True, kw_only=True)
class HouseholdJoined(PersonEvent):
    kind = "families.household_joined"
    personal = ()
    says = _("{by} put on record that this person lives in a household.")

    household_id: UUID
    since_on: date | None


@dataclass(frozen=True, kw_only=True)
class HouseholdLeft(PersonEvent):
    kind = "families.household_left"
    personal = ("why",)
    says = _("{by} put on record that this person left a household on {until_on}.")

    household_id: UUID
    until_on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class Appointed(PersonEvent):
    kind = "families.appointed"
    personal = ("name",)
    says = _("{by} put on record who acts for this person ({appointment}): {name}, since {appointed_on}.")

    appointment_id: UUID
    appointment: AppointmentKind
    name: str
    appointed_on: date


@dataclass(frozen=True, kw_only=True)
class AppointmentEnded(PersonEvent):
    kind = "families.appointment_ended"
    personal = ("why",)
    says = _("{by} ended an appointment ({appointment}) on {until_on}.")

    appointment_id: UUID
    appointment: AppointmentKind
    until_on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class AccompanimentStated(PersonEvent):
    kind = "families.accompaniment_stated"
    personal = ("why",)
    says = _("{by} said with whom this child came: {state}.")

    state: Accompanied
    why: str | None
    version: int
