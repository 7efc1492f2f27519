"""What can happen at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import CaseEvent, OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class FamilyRegistered(CaseEvent):
    """What was told of each person is with the person, whose own line says that they were registered.
    `joined` are records that were there before; `dismissed` names, of each person, the records that were
    shown as likely the same and that are not; `unphotographed` those who refused."""

    kind = "registration.family_registered"
    personal = ("called",)
    says = _("{by} registered {called} and their family ({size}) and opened the case {reference}.")

    registration_id: UUID
    unit_id: UUID
    reference: str
    called: str
    opened_on: date
    size: int
    person_ids: tuple[UUID, ...]
    joined: tuple[UUID, ...]
    dismissed: tuple[str, ...]
    unphotographed: tuple[UUID, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HandedOver(OrganisationEvent):
    """A line of the house: it names nobody who is being registered."""

    kind = "registration.handed_over"
    personal = ("to_name",)
    says = _("{by} handed an unfinished registration over to {to_name}.")

    draft_id: UUID
    to_id: UUID
    to_name: str
