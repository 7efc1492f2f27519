"""What can happen to a proposal, and to the link between two records.

Each is told in the chains of both persons. A line that names another person is shown to whoever reads both:
or the file of one would tell of a record that is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.duplicates.names import Origin
from limen.foundation.events import PersonEvent


@dataclass(frozen=True, kw_only=True)
class Proposed(PersonEvent):
    kind = "duplicates.proposed"
    personal = ("why",)
    says = _("{by} proposed that this record and another one are the same person ({origin}).")

    proposal_id: UUID
    other_person_id: UUID
    origin: Origin
    grounds: tuple[str, ...]
    why: str | None


@dataclass(frozen=True, kw_only=True)
class Merged(PersonEvent):
    kind = "duplicates.merged"
    personal = ("why",)
    says = _("{by} decided that this record and another one are the same person. Nothing was moved.")

    proposal_id: UUID
    merging_id: UUID
    other_person_id: UUID
    kept_id: UUID
    proposed_by_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class ToldApart(PersonEvent):
    kind = "duplicates.told_apart"
    personal = ("why",)
    says = _("{by} decided that this record and another one are not the same person.")

    proposal_id: UUID
    other_person_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class Deferred(PersonEvent):
    kind = "duplicates.deferred"
    personal = ("why",)
    says = _("{by} could not tell yet whether this record and another one are the same person.")

    proposal_id: UUID
    other_person_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class Withdrawn(PersonEvent):
    kind = "duplicates.withdrawn"
    personal = ("why",)
    says = _("{by} took back the proposal that this record and another one are the same person.")

    proposal_id: UUID
    other_person_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class Unmerged(PersonEvent):
    kind = "duplicates.unmerged"
    personal = ("why",)
    says = _("{by} ended the link between this record and another one: they are two persons again.")

    merging_id: UUID
    other_person_id: UUID
    decided_by_id: UUID
    proposed_by_id: UUID
    why: str


@dataclass(frozen=True, kw_only=True)
class Found(PersonEvent):
    """Written by the house, in the database: nobody acts at night."""

    kind = "duplicates.found"
    personal = ()
    says = _("The nightly comparison found that this record and another one may be the same person.")

    proposal_id: UUID
    other_person_id: UUID
    grounds: tuple[str, ...]
