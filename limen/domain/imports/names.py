"""The words of an import: how far it has come, what became of a row, and what a column can mean."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from limen.domain.cases.names import PartyPart
from limen.domain.people.names import Registration
from limen.likeness.calendars import Calendar


class ImportState(TextChoices):
    """How far an import has come."""

    RECEIVED = "received", _("Received")
    MAPPED = "mapped", _("Columns chosen")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    FINISHED = "finished", _("Finished")
    CANCELLED = "cancelled", _("Cancelled")


class RowState(TextChoices):
    """What became of a row."""

    WAITING = "waiting", _("Waiting")
    REGISTERED = "registered", _("Registered")
    KNOWN = "known", _("Registered by an earlier list")
    ASIDE = "aside", _("To look at")
    WRONG = "wrong", _("Cannot be understood")
    SAME = "same", _("Is a person on record")
    LEFT_OUT = "left_out", _("Left out")


class OnLikely(TextChoices):
    """What to do with a row when somebody on record may be the same person."""

    PUT_ASIDE = "put_aside", _("Put the row aside, so that somebody looks at it")
    REGISTER = "register", _("Register the person, and note whom they may be")


class FileKind(TextChoices):
    """How a list was sent."""

    XLSX = "xlsx", _("Excel workbook")
    CSV = "csv", _("Text with separators")


class Decision(TextChoices):
    """What somebody decides about a row that was put aside or cannot be understood."""

    REGISTER = "register", _("Somebody else: register them")
    SAME = "same", _("The same person: register nobody")
    LEAVE_OUT = "leave_out", _("Leave the row out")


class DayOrder(TextChoices):
    """In which order the numbers of a day stand."""

    DAY_FIRST = "day_first", _("Day, month, year (31.12.1990)")
    MONTH_FIRST = "month_first", _("Month, day, year (12/31/1990)")


class Field(TextChoices):
    """What a column of a list says."""

    NOTHING = "", _("Not used")
    NAME = "name", _("Whole name")
    NAME_OTHER = "name_other", _("Whole name in another script")
    GIVEN = "given", _("Given name")
    FATHERS = "fathers", _("Father's name")
    GRANDFATHERS = "grandfathers", _("Grandfather's name")
    MOTHERS = "mothers", _("Mother's name")
    PATRONYMIC = "patronymic", _("Patronymic")
    FAMILY = "family", _("Family name")
    GIVEN_OTHER = "given_other", _("Given name in another script")
    FAMILY_OTHER = "family_other", _("Family name in another script")
    BIRTH = "birth", _("Date of birth")
    AGE = "age", _("Age in years")
    SEX = "sex", _("Sex")
    NATIONALITY = "nationality", _("Nationality")
    LANGUAGES = "languages", _("Languages")
    DOCUMENT_KIND = "document_kind", _("Kind of document")
    DOCUMENT_NUMBER = "document_number", _("Number of the document")
    DOCUMENT_STATE = "document_state", _("Issuing state of the document")
    DOCUMENT_UNTIL = "document_until", _("Document valid until")
    PHONE = "phone", _("Telephone")
    REFERENCE = "reference", _("Reference of the sender")
    FAMILY_NUMBER = "family_number", _("Number of the family")
    PART = "part", _("Place in the family")


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """What each column says, in the order of the columns, and how its words are to be read.

    `language` is the language in which countries and languages are written. `calendar`: of days of birth.
    """

    fields: tuple[Field, ...]
    language: str = "en"
    calendar: Calendar = Calendar.GREGORIAN
    day_order: DayOrder = DayOrder.DAY_FIRST

    def column_of(self, wanted: Field) -> int | None:
        """The place of the first column that says this."""
        return next((place for place, one in enumerate(self.fields) if one == wanted), None)


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """One thing about a row that somebody must mend. `column` is its place, None when it is the row's."""

    code: str
    says: str
    column: int | None = None


@dataclass(frozen=True, kw_only=True)
class Understood:
    """A row as it was understood. `told` is missing when there are troubles."""

    told: Registration | None
    troubles: tuple[Trouble, ...] = ()
    reference: str = ""
    family: str = ""
    part: PartyPart | None = None
    phone: str = ""
    languages: tuple[str, ...] = field(default=())
