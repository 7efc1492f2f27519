"""What can happen to what is on record of a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.people.names import (
    Belonging,
    DocumentKind,
    Examination,
    FateKind,
    NameKind,
    NeedCategory,
    NeedOutcome,
    PictureKind,
    PlaceKind,
    Reading,
    Sex,
    Source,
    Speaking,
    Told,
)
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


@dataclass(frozen=True, kw_only=True)
class SexCorrected(PersonEvent):
    kind = "people.sex_corrected"
    personal = ("sex", "why")
    says = _("{by} corrected the sex on record (version {version}).")

    sex: Sex | None
    state: Told
    why: str
    version: int


@dataclass(frozen=True, kw_only=True)
class GenderCorrected(PersonEvent):
    kind = "people.gender_corrected"
    personal = ("gender", "why")
    says = _("{by} corrected the gender on record (version {version}).")

    gender: str | None
    state: Told
    why: str
    version: int


@dataclass(frozen=True, kw_only=True)
class PlaceCorrected(PersonEvent):
    kind = "people.place_corrected"
    personal = ("country", "words", "why")
    says = _("{by} wrote down another answer (version {version}): {place}.")

    place: PlaceKind
    country: str | None
    words: str | None
    why: str
    version: int


@dataclass(frozen=True, kw_only=True)
class NationalityAdded(PersonEvent):
    kind = "people.nationality_added"
    personal = ("country",)
    says = _("{by} added a nationality.")

    nationality_id: UUID
    belonging: Belonging
    country: str | None
    source: Source


@dataclass(frozen=True, kw_only=True)
class NationalityEnded(PersonEvent):
    kind = "people.nationality_ended"
    personal = ("country", "why")
    says = _("{by} ended a nationality.")

    nationality_id: UUID
    country: str | None
    until_on: date | None
    why: str


@dataclass(frozen=True, kw_only=True)
class LanguageAdded(PersonEvent):
    kind = "people.language_added"
    personal = ("language", "dialect")
    says = _("{by} added a language: {language} ({speaking}, {reading}).")

    language_id: UUID
    language: str
    dialect: str | None
    speaking: Speaking
    reading: Reading
    is_preferred: bool


@dataclass(frozen=True, kw_only=True)
class LanguageEnded(PersonEvent):
    kind = "people.language_ended"
    personal = ("language", "why")
    says = _("{by} ended a language: {language}.")

    language_id: UUID
    language: str
    why: str


@dataclass(frozen=True, kw_only=True)
class InterpreterWished(PersonEvent):
    kind = "people.interpreter_wished"
    personal = ("sex", "others")
    says = _("{by} wrote down wishes for the interpreter (version {version}).")

    sex: str | None
    others: str | None
    version: int


@dataclass(frozen=True, kw_only=True)
class InterpreterExcluded(PersonEvent):
    kind = "people.interpreter_excluded"
    personal = ("who", "why")
    says = _("{by} wrote down an interpreter whom the person does not want.")

    exclusion_id: UUID
    who: str
    why: str


@dataclass(frozen=True, kw_only=True)
class InterpreterReadmitted(PersonEvent):
    kind = "people.interpreter_readmitted"
    personal = ("who", "why")
    says = _("{by} wrote down that an interpreter is no longer unwanted.")

    exclusion_id: UUID
    who: str
    why: str


@dataclass(frozen=True, kw_only=True)
class FateRecorded(PersonEvent):
    kind = "people.fate_recorded"
    personal = ("day_words", "evidence")
    says = _("{by} recorded what became of the person: {fate}.")

    fate_id: UUID
    fate: FateKind
    day_words: str
    source: Source
    evidence: str


@dataclass(frozen=True, kw_only=True)
class FateReversed(PersonEvent):
    kind = "people.fate_reversed"
    personal = ("why",)
    says = _("{by} reversed what had been recorded of the person: {fate}.")

    fate_id: UUID
    fate: FateKind
    why: str


@dataclass(frozen=True, kw_only=True)
class PictureAdded(PersonEvent):
    kind = "people.picture_added"
    personal = ()
    says = _("{by} added a picture: {shows}.")

    picture_id: UUID
    shows: PictureKind
    document_id: UUID | None
    digest: str


@dataclass(frozen=True, kw_only=True)
class PictureEnded(PersonEvent):
    kind = "people.picture_ended"
    personal = ("why",)
    says = _("{by} put a picture aside: {shows}.")

    picture_id: UUID
    shows: PictureKind
    why: str


@dataclass(frozen=True, kw_only=True)
class NeedRecorded(PersonEvent):
    kind = "people.need_recorded"
    personal = ("category", "seen")
    says = _("{by} wrote down an indication of a special need.")

    need_id: UUID
    category: NeedCategory
    seen: str
    observed_on: date
    review_on: date


@dataclass(frozen=True, kw_only=True)
class NeedReviewed(PersonEvent):
    kind = "people.need_reviewed"
    personal = ("category", "why")
    says = _("{by} looked at a special need again: {outcome}.")

    need_id: UUID
    category: NeedCategory
    outcome: NeedOutcome
    why: str
    review_on: date | None
    version: int
