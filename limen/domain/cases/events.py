"""What can happen to a case and to who sees it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.cases.names import (
    OpeningGround,
    Openness,
    Part,
    PartyPart,
    Phase,
    ShareBasis,
    SharePurpose,
    WallGround,
)
from limen.foundation.events import CaseEvent


@dataclass(frozen=True, kw_only=True)
class Opened(CaseEvent):
    kind = "cases.opened"
    personal = ("called",)
    says = _("{by} opened the case {reference}.")

    unit_id: UUID
    reference: str
    called: str
    opened_on: date


@dataclass(frozen=True, kw_only=True)
class ApplicantRegistered(CaseEvent):
    """What else was told of the person is with the person, whose own line says that they were registered."""

    kind = "cases.applicant_registered"
    personal = ("called",)
    says = _("{by} registered {called} and opened the case {reference}.")

    unit_id: UUID
    reference: str
    called: str
    opened_on: date
    person_id: UUID
    party_id: UUID
    part: PartyPart


@dataclass(frozen=True, kw_only=True)
class PartyAdded(CaseEvent):
    kind = "cases.party_added"
    personal = ("called",)
    says = _("{by} made {called} part of the case: {part}.")

    party_id: UUID
    person_id: UUID
    called: str
    part: PartyPart


@dataclass(frozen=True, kw_only=True)
class PartyEnded(CaseEvent):
    kind = "cases.party_ended"
    personal = ("called", "why")
    says = _("{by} ended the part of {called} in the case: {part}.")

    party_id: UUID
    person_id: UUID
    called: str
    part: PartyPart
    why: str


@dataclass(frozen=True, kw_only=True)
class Restricted(CaseEvent):
    kind = "cases.restricted"
    personal = ()
    says = _("{by} changed who sees the case: it is now {openness}.")

    openness: Openness


@dataclass(frozen=True, kw_only=True)
class PhaseEntered(CaseEvent):
    kind = "cases.phase_entered"
    personal = ()
    says = _("The case is now in the phase: {phase}.")

    phase: Phase


@dataclass(frozen=True, kw_only=True)
class Assigned(CaseEvent):
    kind = "cases.assigned"
    personal = ("member_name", "why")
    says = _("{by} assigned the case to {member_name}.")

    assignment_id: UUID
    member_id: UUID
    member_name: str
    part: Part
    why: str


@dataclass(frozen=True, kw_only=True)
class AssignedTogether(Assigned):
    """One of many cases that were given to somebody in one act. It is no news of its own."""

    kind = "cases.assigned_together"
    personal = ("member_name", "why")
    says = _("{by} assigned the case, with others of a list, to {member_name}.")


@dataclass(frozen=True, kw_only=True)
class Unassigned(CaseEvent):
    kind = "cases.unassigned"
    personal = ("member_name",)
    says = _("{by} ended the assignment of {member_name}.")

    assignment_id: UUID
    member_id: UUID
    member_name: str


@dataclass(frozen=True, kw_only=True)
class WalledOff(CaseEvent):
    kind = "cases.walled_off"
    personal = ("member_name", "why")
    says = _("{by} walled off {member_name} from the case.")

    wall_id: UUID
    member_id: UUID
    member_name: str
    ground: WallGround
    why: str


@dataclass(frozen=True, kw_only=True)
class ConflictDeclared(CaseEvent):
    kind = "cases.conflict_declared"
    personal = ("why",)
    says = _("{by} declared a conflict of interest and can no longer see the case.")

    wall_id: UUID
    ground: WallGround
    why: str


@dataclass(frozen=True, kw_only=True)
class WallLifted(CaseEvent):
    kind = "cases.wall_lifted"
    personal = ("member_name", "why")
    says = _("{by} lifted the wall between the case and {member_name}.")

    wall_id: UUID
    member_id: UUID
    member_name: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Shared(CaseEvent):
    kind = "cases.shared"
    personal = ("basis_says",)
    says = _("{by} shared the case with {unit_name} ({purpose}) until {until_at}.")

    share_id: UUID
    unit_id: UUID
    unit_name: str
    purpose: SharePurpose
    basis: ShareBasis
    basis_says: str
    compartments: tuple[str, ...]
    until_at: datetime


@dataclass(frozen=True, kw_only=True)
class ShareRevoked(CaseEvent):
    kind = "cases.share_revoked"
    personal = ()
    says = _("{by} revoked the share with {unit_name}.")

    share_id: UUID
    unit_name: str


@dataclass(frozen=True, kw_only=True)
class GlassBroken(CaseEvent):
    kind = "cases.glass_broken"
    personal = ("reason",)
    says = _("{by} opened the case in an emergency: {ground}.")

    opening_id: UUID
    ground: OpeningGround
    reason: str
    until_at: datetime


@dataclass(frozen=True, kw_only=True)
class OpeningReviewed(CaseEvent):
    kind = "cases.opening_reviewed"
    personal = ("review_says",)
    says = _("{by} reviewed an emergency opening.")

    opening_id: UUID
    was_justified: bool
    review_says: str
