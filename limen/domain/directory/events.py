"""What can happen to the directory of services. No event holds an address."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class Kept(OrganisationEvent):
    kind = "directory.kept"
    personal = ("name",)
    says = _("{by} put a service into the directory: {name}.")

    service_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class Revised(OrganisationEvent):
    kind = "directory.revised"
    personal = ("name",)
    says = _("{by} revised a service of the directory: {name}.")

    service_id: UUID
    name: str
    version: int


@dataclass(frozen=True, kw_only=True)
class PlaceSet(OrganisationEvent):
    kind = "directory.place_set"
    personal = ("name",)
    says = _("{by} said where a service of the directory is offered: {name}.")

    service_id: UUID
    place_id: UUID
    name: str
    is_confidential: bool
    version: int


@dataclass(frozen=True, kw_only=True)
class Verified(OrganisationEvent):
    kind = "directory.verified"
    personal = ("name",)
    says = _("{by} looked whether a service is as the directory says, and it is: {name}.")

    service_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class CapacityTold(OrganisationEvent):
    kind = "directory.capacity_told"
    personal = ("name",)
    says = _("{by} said how much is free at a service: {name}, {available} ({unit}).")

    service_id: UUID
    name: str
    unit: str
    available: int
    maximum: int | None


@dataclass(frozen=True, kw_only=True)
class Published(OrganisationEvent):
    kind = "directory.published"
    personal = ("name",)
    says = _("{by} said who may see a service of the directory: {name} ({level}).")

    service_id: UUID
    name: str
    level: str


@dataclass(frozen=True, kw_only=True)
class Withdrawn(OrganisationEvent):
    kind = "directory.withdrawn"
    personal = ("name", "why")
    says = _("{by} withdrew a service from the directory: {name}.")

    service_id: UUID
    name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Delivered(OrganisationEvent):
    kind = "directory.delivered"
    personal = ("file_name",)
    says = _("{by} sent a file of services: {file_name}. Services that can be taken: {ready}.")

    delivery_id: UUID
    file_name: str
    lines: int
    ready: int


@dataclass(frozen=True, kw_only=True)
class TakenIn(OrganisationEvent):
    kind = "directory.taken_in"
    personal = ()
    says = _("{by} took services from a file into the directory: {added} added, {changed} changed.")

    delivery_id: UUID
    added: int
    changed: int
    left: int
