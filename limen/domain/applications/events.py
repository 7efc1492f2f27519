"""What can happen to an application. What was answered is in its rows, not in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.applications.names import EvidenceState
from limen.foundation.events import CaseEvent


@dataclass(frozen=True, kw_only=True)
class Made(CaseEvent):
    kind = "applications.made"
    personal = ()
    says = _("{by} recorded that an application was made on {made_on}: {type_says}.")

    application_id: UUID
    pack: str
    type: str
    type_says: str
    fingerprint: str
    made_on: date


@dataclass(frozen=True, kw_only=True)
class Answered(CaseEvent):
    kind = "applications.answered"
    personal = ()
    says = _("{by} filled in “{section_says}” (version {version}).")

    application_id: UUID
    section: str
    section_says: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Covered(CaseEvent):
    kind = "applications.covered"
    personal = ("called", "why")
    says = _("{by} said whether the application is for {called}.")

    application_id: UUID
    person_id: UUID
    called: str
    is_covered: bool
    is_separate: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class EvidenceTaken(CaseEvent):
    kind = "applications.evidence_taken"
    personal = ("words",)
    says = _("{by} noted evidence: {item_says}, {state}.")

    application_id: UUID
    item: str
    item_says: str
    state: EvidenceState
    words: str
    document_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Lodged(CaseEvent):
    kind = "applications.lodged"
    personal = ()
    says = _("{by} lodged the application: {type_says}. It counts from {lodged_on}.")

    application_id: UUID
    type_says: str
    lodged_on: date


@dataclass(frozen=True, kw_only=True)
class TakenBack(CaseEvent):
    kind = "applications.taken_back"
    personal = ()
    says = _("The application was withdrawn: {type_says}.")

    application_id: UUID
    type_says: str


@dataclass(frozen=True, kw_only=True)
class Acknowledged(CaseEvent):
    kind = "applications.acknowledged"
    personal = ()
    says = _("{by} printed the acknowledgement of the application.")

    application_id: UUID
    letter_id: UUID
    person_id: UUID
    language: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class MissingAskedFor(CaseEvent):
    kind = "applications.missing_asked_for"
    personal = ()
    says = _("{by} printed a letter that asks for what is missing.")

    application_id: UUID
    letter_id: UUID
    person_id: UUID
    language: str
    items: tuple[str, ...]
    digest: str
