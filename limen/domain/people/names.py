"""The words of a person: what was told and what was not, names and their parts, birth, documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class Calendar(TextChoices):
    """The calendar in which a day was said."""

    GREGORIAN = "gregorian", _("Gregorian")
    HIJRI = "hijri", _("Hijri")
    JALALI = "jalali", _("Jalali")
    ETHIOPIC = "ethiopic", _("Ethiopic")


class Precision(TextChoices):
    """How exactly a day is known."""

    DAY = "day", _("The day")
    MONTH = "month", _("The month")
    YEAR = "year", _("The year")
    RANGE = "range", _("Between two days")


class NameKind(TextChoices):
    """How a person came by a name."""

    GIVEN = "given", _("Given at registration")
    CLAIMED = "claimed", _("Claimed")
    FORMER = "former", _("Former")
    ALIAS = "alias", _("Also known as")
    DOCUMENT = "document", _("As in a document")


class PartKind(TextChoices):
    """What a part of a name is. Not everybody has a family name, and `name` assumes nothing."""

    NAME = "name", _("Name")
    OWN = "own", _("Own name")
    FATHER = "father", _("Father's name")
    GRANDFATHER = "grandfather", _("Grandfather's name")
    MOTHER = "mother", _("Mother's name")
    PATRONYMIC = "patronymic", _("Patronymic")
    FAMILY = "family", _("Family name")
    CLAN = "clan", _("Clan or tribe")
    TITLE = "title", _("Title")


class Belonging(TextChoices):
    """To which state a person belongs, if to any."""

    NATIONAL = "national", _("National of a state")
    STATELESS = "stateless", _("Stateless")
    UNKNOWN = "unknown", _("Not known")


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


class Reason(TextChoices):
    """Why a person was found, the strongest first."""

    SAME_DOCUMENT = "same_document", _("same document number")
    REFERENCE = "reference", _("case reference")
    SAME = "same", _("same name")
    ONE_LETTER = "one_letter", _("one letter differs")
    SOUNDS_ALIKE = "sounds_alike", _("sounds alike")
    LOOKS_ALIKE = "looks_alike", _("looks alike")
    BIRTH = "birth", _("same date of birth")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a name, as it is written."""

    text: str
    kind: PartKind = PartKind.NAME


@dataclass(frozen=True, kw_only=True)
class NameTold:
    """A name as somebody gave it. `parts` are in the order in which the person says them."""

    parts: tuple[Part, ...]
    kind: NameKind = NameKind.GIVEN
    source: Source = Source.PERSON
    since_on: date | None = None
    until_on: date | None = None

    @property
    def written(self) -> str:
        """The whole name on one line."""
        return " ".join(part.text.strip() for part in self.parts if part.text.strip())


@dataclass(frozen=True, kw_only=True)
class Birth:
    """A day of birth as told: the words, the calendar they were said in, and the days that they may mean.

    Without `words` the `state` says why. `earliest` and `latest` are days of the Gregorian calendar.
    """

    state: Told = Told.NOT_ASKED
    words: str | None = None
    calendar: Calendar | None = None
    precision: Precision | None = None
    earliest: date | None = None
    latest: date | None = None
    source: Source | None = None

    @classmethod
    def on(cls, day: date, *, source: Source = Source.PERSON) -> Birth:
        """A day that is known exactly, in the Gregorian calendar."""
        return cls(
            state=Told.TOLD, words=day.isoformat(), calendar=Calendar.GREGORIAN, precision=Precision.DAY,
            earliest=day, latest=day, source=source,
        )  # fmt: skip


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
    """A document as it was typed. `issuing_state` has three letters, as in the machine-readable zone."""

    document: DocumentKind
    number: str
    issuing_state: str
    valid_from: date | None = None
    valid_until: date | None = None
    examination: Examination = Examination.NOT_EXAMINED
    zone: str | None = None


@dataclass(frozen=True, kw_only=True)
class Registration:
    """Everything told about a person at the counter. The first name is the one by which lists call them."""

    names: tuple[NameTold, ...]
    birth: Birth = Birth()
    sex: Sex | None = None
    sex_state: Told = Told.NOT_ASKED
    gender: str | None = None
    gender_state: Told = Told.NOT_ASKED
    nationalities: tuple[NationalityTold, ...] = ()
    documents: tuple[DocumentShown, ...] = ()
