"""What can happen to people in the house: invited, posted, cleared, suspended, signed out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.identity.names import Compartment, Role
from limen.foundation.actors import Reach
from limen.foundation.events import OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class Invited(OrganisationEvent):
    kind = "identity.invited"
    personal = ("login", "name")
    says = _("{name} was invited to sign in as {login}.")

    member_id: UUID
    name: str
    login: str


@dataclass(frozen=True, kw_only=True)
class Posted(OrganisationEvent):
    kind = "identity.posted"
    personal = ("member_name",)
    says = _("{member_name} was posted to {unit_name} as {role}.")

    posting_id: UUID
    member_id: UUID
    member_name: str
    unit_id: UUID
    unit_name: str
    role: Role
    reach: Reach
    until_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class PostingEnded(OrganisationEvent):
    kind = "identity.posting_ended"
    personal = ("member_name",)
    says = _("The posting of {member_name} to {unit_name} as {role} was ended.")

    posting_id: UUID
    member_id: UUID
    member_name: str
    unit_name: str
    role: Role


@dataclass(frozen=True, kw_only=True)
class Cleared(OrganisationEvent):
    kind = "identity.cleared"
    personal = ("member_name",)
    says = _("{member_name} was cleared for the compartment {compartment}.")

    clearance_id: UUID
    member_id: UUID
    member_name: str
    compartment: Compartment


@dataclass(frozen=True, kw_only=True)
class ClearanceEnded(OrganisationEvent):
    kind = "identity.clearance_ended"
    personal = ("member_name",)
    says = _("The clearance of {member_name} for the compartment {compartment} was ended.")

    clearance_id: UUID
    member_id: UUID
    member_name: str
    compartment: Compartment


@dataclass(frozen=True, kw_only=True)
class Suspended(OrganisationEvent):
    kind = "identity.suspended"
    personal = ("member_name",)
    says = _("{member_name} was suspended and signed out everywhere.")

    member_id: UUID
    member_name: str


@dataclass(frozen=True, kw_only=True)
class SessionEnded(OrganisationEvent):
    kind = "identity.session_ended"
    personal = ()
    says = _("A session was ended by its owner.")

    ended_session_id: UUID


@dataclass(frozen=True, kw_only=True)
class PreferencesSet(OrganisationEvent):
    kind = "identity.preferences_set"
    personal = ()
    says = _("Language, time zone or theme was changed.")

    language: str
    time_zone: str
    theme: str


@dataclass(frozen=True, kw_only=True)
class PatienceSet(OrganisationEvent):
    """None: nothing stands too long."""

    kind = "identity.patience_set"
    personal = ()
    says = _("{by} changed after how many days a case stands too long.")

    stage_days: int | None
    quiet_days: int | None


@dataclass(frozen=True, kw_only=True)
class SkillsSet(OrganisationEvent):
    kind = "identity.skills_set"
    personal = ("member_name",)
    says = _("It was recorded which languages and countries {member_name} knows.")

    member_id: UUID
    member_name: str
    languages: tuple[str, ...]
    countries: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarOpened(OrganisationEvent):
    kind = "identity.calendar_opened"
    personal = ()
    says = _("The address of a calendar was made. One made before is closed.")

    calendar_id: UUID


@dataclass(frozen=True, kw_only=True)
class CalendarClosed(OrganisationEvent):
    kind = "identity.calendar_closed"
    personal = ()
    says = _("The address of a calendar was closed.")

    member_id: UUID
