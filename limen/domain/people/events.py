"""What can happen to what is on record of a person."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.people.names import DocumentKind, Examination, NameKind, Source
from limen.foundation.events import PersonEvent


@dataclass(frozen=True, kw_only=True)
class Registered(PersonEvent):
    kind = "people.registered"
    personal = ("called",)
    says = _("{by} registered {called}.")

    called: str


@dataclass(frozen=True, kw_only=True)
class NameAdded(PersonEvent):
    kind = "people.name_added"
    personal = ("written",)
    says = _("{by} added a name ({name_kind}): {written}.")

    name_id: UUID
    name_kind: NameKind
    written: str
    source: Source


@dataclass(frozen=True, kw_only=True)
class BirthCorrected(PersonEvent):
    kind = "people.birth_corrected"
    personal = ("words", "why")
    says = _("{by} corrected the date of birth (version {version}).")

    words: str | None
    why: str
    version: int


@dataclass(frozen=True, kw_only=True)
class DocumentAdded(PersonEvent):
    kind = "people.document_added"
    personal = ("number", "issuing_state")
    says = _("{by} added a document: {document}.")

    document_id: UUID
    document: DocumentKind
    number: str
    issuing_state: str
    examination: Examination
