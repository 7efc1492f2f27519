"""What can happen to the law of an organisation."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class Proposed(OrganisationEvent):
    kind = "policy.proposed"
    personal = ("why",)
    says = _("{by} proposed an edition of the pack {pack} for adoption ({fingerprint}).")

    adoption_id: UUID
    pack: str
    fingerprint: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Adopted(OrganisationEvent):
    kind = "policy.adopted"
    personal = ()
    says = _("{by} adopted an edition of the pack {pack} ({fingerprint}); it governs from now on.")

    adoption_id: UUID
    pack: str
    fingerprint: str
    replaced: str


@dataclass(frozen=True, kw_only=True)
class Declined(OrganisationEvent):
    kind = "policy.declined"
    personal = ("why",)
    says = _("{by} declined the proposed edition of the pack {pack}.")

    adoption_id: UUID
    pack: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Withdrawn(OrganisationEvent):
    kind = "policy.withdrawn"
    personal = ()
    says = _("{by} withdrew their proposal of an edition of the pack {pack}.")

    adoption_id: UUID
    pack: str
