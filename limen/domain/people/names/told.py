"""What was told of a person and what was not: names and their parts, birth, places, documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from limen.likeness import names as likeness
from limen.likeness.days import UncertainDay
from limen.likeness.names import Part


class Told(TextChoices):
    """Why a value is there or is not. Nothing about a person is ever just empty."""

    TOLD = "told", _("Told")
    NOT_ASKED = "not_asked", _("Not asked")
    REFUSED = "refused", _("Refused to say")
    UNKNOWN = "unknown", _("Not known")


class Sex(TextChoices):
    """As a document or a clerk recorded it, by the letters of ICAO 9303."""

    FEMALE = "F", _("Female")
    MALE = "M", _("Male")
    UNSPECIFIED = "X", _("Unspecified")


class Source(TextChoices):
    """Where something about a person comes from."""

    PERSON = "person", _("Said by the person")
    FAMILY = "family", _("Said by family")
    DOCUMENT = "document", _("Read from a document")
    AUTHORITY = "authority", _("Told by another authority")
    ASSESSMENT = "assessment", _("Found by an assessment")
    ASSUMED = "assumed", _("Assumed by the office")


class NameKind(TextChoices):
    """What a whole name is to its bearer: the kinds of `limen.likeness.names`, in words."""

    LEGAL = likeness.NameKind.LEGAL.value, _("Legal")
    CLAIMED = likeness.NameKind.CLAIMED.value, _("Claimed")
    FORMER = likeness.NameKind.FORMER.value, _("Former")
    ALIAS = likeness.NameKind.ALIAS.value, _("Also known as")
    AT_BIRTH = likeness.NameKind.AT_BIRTH.value, _("At birth")
    RELIGIOUS = likeness.NameKind.RELIGIOUS.value, _("Religious")
    CHOSEN = likeness.NameKind.CHOSEN.value, _("Chosen")
    AS_ON_DOCUMENT = likeness.NameKind.AS_ON_DOCUMENT.value, _("As on a document")


class Belonging(TextChoices):
    """To which state a person belongs, if to any."""

    NATIONAL = "national", _("National of a state")
    STATELESS = "stateless", _("Stateless")
    UNKNOWN = "unknown", _("Not known")


class PlaceKind(TextChoices):
    """Which place of a person."""

    BIRTH = "birth", _("Place of birth")
    RESIDENCE = "residence", _("Habitual residence")


class FateKind(TextChoices):
    """What became of somebody of whom nothing is heard, or no longer."""

    MISSING = "missing", _("Missing")
    DECEASED = "deceased", _("Deceased")


class Answer(TextChoices):
    """Which of two answers about themselves was corrected."""

    SEX = "sex", _("Sex")
    GENDER = "gender", _("Gender")


class DocumentKind(TextChoices):
    """What somebody showed."""

    PASSPORT = "passport", _("Passport")
    IDENTITY_CARD = "identity_card", _("Identity card")
    TRAVEL_DOCUMENT = "travel_document", _("Travel document for refugees or stateless persons")
    RESIDENCE_PERMIT = "residence_permit", _("Residence permit")
    BIRTH_CERTIFICATE = "birth_certificate", _("Birth certificate")
    OTHER = "other", _("Other")


class Examination(TextChoices):
    """What an examination of a document found."""

    NOT_EXAMINED = "not_examined", _("Not examined")
    NO_DOUBT = "no_doubt", _("No doubt")
    DOUBT = "doubt", _("Doubtful")
    FORGED = "forged", _("Forged")


class Ground(TextChoices):
    """Why a person was found, the strongest first."""

    SAME_DOCUMENT = "same_document", _("same document number")
    REFERENCE = "reference", _("case reference")
    KIN = "kin", _("in a case with the person named")
    SAME = "same", _("same name")
    ONE_LETTER = "one_letter", _("one letter differs")
    SOUNDS_ALIKE = "sounds_alike", _("sounds alike")
    LOOKS_ALIKE = "looks_alike", _("looks alike")
    SAME_BIRTH = "same_birth", _("same date of birth")
    LIKE_BIRTH = "like_birth", _("similar date of birth")


@dataclass(frozen=True, kw_only=True)
class NameTold:
    """A name as somebody gave it. `parts` are in the order in which the person says them; not everybody has a
    family name."""

    parts: tuple[Part, ...]
    kind: NameKind = NameKind.LEGAL
    source: Source = Source.PERSON
    since_on: date | None = None
    until_on: date | None = None

    @property
    def written(self) -> str:
        """The whole name on one line."""
        return " ".join(" ".join(part.text for part in self.parts).split())

    @property
    def searched(self) -> str:
        """What it is found by: without forms of address. Raises `Impossible` when there is no name."""
        return likeness.Name(parts=self.parts).searched


@dataclass(frozen=True, kw_only=True)
class Birth:
    """A day of birth as told, or why it was not: the words, the calendar, and the days that they may mean."""

    state: Told = Told.NOT_ASKED
    day: UncertainDay | None = None
    source: Source | None = None

    @classmethod
    def told(cls, day: UncertainDay, *, source: Source = Source.PERSON) -> Birth:
        """A day that somebody told, as far as they knew it."""
        return cls(state=Told.TOLD, day=day, source=source)


@dataclass(frozen=True, kw_only=True)
class PlaceTold:
    """A place as told: the state or territory (three letters of ISO 3166-1) and the place in it, in words. A
    person may know the one and not the other: each has its own state. `source` stands where one was told."""

    country: str | None = None
    country_state: Told = Told.NOT_ASKED
    words: str | None = None
    words_state: Told = Told.NOT_ASKED
    source: Source | None = None

    @classmethod
    def told(
        cls, *, country: str | None = None, words: str | None = None, source: Source = Source.PERSON
    ) -> PlaceTold:
        """A place of which the country, the words or both were told."""
        return cls(
            country=country,
            country_state=Told.TOLD if country else Told.NOT_ASKED,
            words=words,
            words_state=Told.TOLD if words else Told.NOT_ASKED,
            source=source,
        )

    @property
    def is_asked(self) -> bool:
        """Whether there was any answer, a refusal among them."""
        return (self.country_state, self.words_state) != (Told.NOT_ASKED, Told.NOT_ASKED)

    @property
    def is_told(self) -> bool:
        """Whether anything was told."""
        return Told.TOLD in (self.country_state, self.words_state)


BIRTH_NOT_ASKED = Birth()
PLACE_NOT_ASKED = PlaceTold()


@dataclass(frozen=True, kw_only=True)
class FateTold:
    """That somebody is missing or has died: since when or when, as far as it is known, who says so, and on
    what it rests."""

    fate: FateKind
    day: UncertainDay
    source: Source
    evidence: str


@dataclass(frozen=True, kw_only=True)
class NationalityTold:
    """A nationality, statelessness, or that neither is known. `country` is an ISO 3166-1 code of three
    letters."""

    belonging: Belonging
    country: str | None = None
    source: Source = Source.PERSON
    since_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DocumentShown:
    """A document as it was typed. `issuing_state` has three letters, as in the machine-readable zone.
    `document_id` is what a device calls it in a registration, so that pictures of its pages can say so."""

    document: DocumentKind
    number: str
    issuing_state: str
    valid_from: date | None = None
    valid_until: date | None = None
    examination: Examination = Examination.NOT_EXAMINED
    zone: str | None = None
    document_id: UUID | None = None
