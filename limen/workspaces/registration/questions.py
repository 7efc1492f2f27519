"""What the desk asks of a person, of a family, and of a way to reach somebody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from limen.domain.cases.names import PartyPart
from limen.domain.people.names import (
    Belonging,
    DocumentKind,
    Examination,
    InterpreterSex,
    NameKind,
    Reading,
    Sex,
    Source,
    Told,
)
from limen.domain.registration.names.reading import FROM_PICTURE, fingerprint
from limen.domain.registration.names.reading_children import NO, UNSAID, YES, is_child
from limen.domain.registration.names.typed import PersonTyped, person_key
from limen.likeness.calendars import Calendar
from limen.likeness.names import PartKind
from limen.web.components.shapes import Text
from limen.workspaces.registration.asking import Choices, Question, Shape

COUNTRIES, LANGUAGES = "countries", "languages"
_LATIN = {"dir": "ltr"}


@dataclass(frozen=True, kw_only=True)
class PartView:
    """One part of a name, and what it says, to be corrected."""

    id: str
    text: str
    kind: str


def with_none(choices: type[TextChoices]) -> Choices:
    """Choices of a folded list that begins with none chosen."""
    return [("", "–"), *choices.choices]


def not_told() -> Choices:
    """Why there is no value."""
    return [(one.value, one.label) for one in (Told.NOT_ASKED, Told.REFUSED, Told.UNKNOWN)]


def parts_in_case(central: PartyPart) -> Choices:
    """The parts that somebody has in the case; its centre is an applicant or a client."""
    others = (PartyPart.SPOUSE, PartyPart.CHILD, PartyPart.FAMILY)
    return [(one.value, one.label) for one in (central, *others)]


def kinds_of_parts() -> Choices:
    """What a part of a name can say."""
    return [
        (PartKind.OTHER.value, _("Not said")),
        (PartKind.GIVEN.value, _("Own name")),
        (PartKind.FATHERS.value, _("Father's name")),
        (PartKind.GRANDFATHERS.value, _("Grandfather's name")),
        (PartKind.MOTHERS.value, _("Mother's name")),
        (PartKind.FAMILY.value, _("Family name")),
        (PartKind.PATRONYMIC.value, _("Patronymic")),
        (PartKind.HONORIFIC.value, _("Form of address")),
        (PartKind.NICKNAME.value, _("Nickname")),
    ]


def calendars() -> Choices:
    """In which calendar a day was told."""
    names = {
        Calendar.GREGORIAN: _("Gregorian calendar"),
        Calendar.HIJRI: _("Hijri calendar"),
        Calendar.JALALI: _("Jalali calendar"),
        Calendar.ETHIOPIC: _("Ethiopian calendar"),
    }
    return [(one.value, names[one]) for one in Calendar]


def of(person_id: UUID, field: str, label: Text, shape: Shape = Shape.LINE, **more: Any) -> Question:
    """A question about a person."""
    return Question(key=person_key(person_id, field), label=label, shape=shape, **more)


def row_questions(person_id: UUID, central: PartyPart, *, is_first: bool) -> list[Question]:
    """One row of the list of who is here."""
    ask, otherwise = partial(of, person_id), central if is_first else PartyPart.CHILD
    return [
        ask("name", _("Name"), attributes={"data-row-name": "name"}),
        ask("part", _("Part"), Shape.LIST, choices=parts_in_case(central), otherwise=otherwise.value),
        ask("birth", _("Born on, or age")),
    ]


def zone_question(person_id: UUID) -> Question:
    """The document first: a scanner types its zone, and the rest follows."""
    return of(
        person_id,
        "zone",
        _("Machine-readable zone of the document"),
        Shape.AREA,
        hint=_("Scan it, or type the lines at its foot. Without a document leave it empty."),
        attributes={"rows": "3", "data-zone": "zone", "dir": "ltr"},
        is_optional=True,
    )


def compared_questions(person: PersonTyped) -> list[Question]:
    """What a program read is used only when somebody has compared it with the document."""
    if person.zone_from != FROM_PICTURE or not person.zone.strip():
        return []
    choice = (fingerprint(person.zone), _("I compared what was read with the document"))
    return [of(person.id, "zone_compared", _("Read in the picture"), Shape.BOXES, choices=[choice])]


def document_questions(person_id: UUID) -> list[Question]:
    """What stands on the document."""
    ask = partial(of, person_id)
    return [
        ask("document", _("Kind of document"), Shape.LIST, choices=with_none(DocumentKind)),
        ask("number", _("Number of the document"), width="one-half", attributes=_LATIN),
        ask("issuing_state", _("Issuing state"), hint=_("One to three letters, as in the zone."),
            width="one-quarter", attributes=_LATIN),
        ask("valid_until", _("Valid until"), width="one-third"),
        ask("examination", _("What looking at it showed"), Shape.LIST, choices=Examination.choices),
    ]  # fmt: skip


def name_questions(person_id: UUID) -> list[Question]:
    """The name as given, and in Latin letters."""
    ask = partial(of, person_id)
    hint = _("In its own script, and in the order in which the person says it.")
    return [
        ask("name", _("Name as given"), hint=hint),
        ask("latin", _("The same name in Latin letters"), is_optional=True),
    ]


def other_name_questions(person_id: UUID) -> list[Question]:
    """Another name of the same person."""
    ask = partial(of, person_id)
    return [
        ask("alias", _("Another name"), is_optional=True),
        ask("alias_kind", _("What that name is"), Shape.LIST, choices=NameKind.choices,
            otherwise=NameKind.ALIAS.value),
    ]  # fmt: skip


def birth_questions(person: PersonTyped) -> list[Question]:
    """When somebody was born, as exactly as they know; and what they are."""
    ask = partial(of, person.id)
    hint = _("27.3.1986, 1986, “about 1986” or “34 years”. Leave it empty if it is not known.")
    return [
        ask("birth", _("Born on, or age"), hint=hint, width="one-half"),
        ask("child", _("Child or adult"), Shape.LIST, otherwise=YES if is_child(person) else UNSAID,
            choices=[(UNSAID, _("Not said")), (YES, _("A child")), (NO, _("An adult"))]),
        ask("sex", _("Sex"), Shape.LIST, otherwise=Told.NOT_ASKED.value,
            choices=[*Sex.choices, *not_told()]),
        ask("nationality", _("Nationality"), offers=COUNTRIES, width="two-thirds"),
        ask("language", _("Language to be spoken with"), offers=LANGUAGES, width="two-thirds"),
    ]  # fmt: skip


def further_questions(person_id: UUID) -> list[Question]:
    """What is asked when there is something to say."""
    ask = partial(of, person_id)
    return [
        ask("birth_calendar", _("Calendar of the date of birth"), Shape.LIST, choices=calendars()),
        ask("birth_state", _("If there is no date of birth"), Shape.LIST, choices=not_told()),
        ask("birth_source", _("Who says when they were born"), Shape.LIST, choices=Source.choices),
        ask("gender", _("Gender, in the person's own words"), is_optional=True),
        ask("belonging", _("If there is no nationality"), Shape.LIST,
            choices=[("", "–"), *Belonging.choices[1:]]),
        ask("nationality_more", _("Second nationality"), offers=COUNTRIES, is_optional=True),
        ask("born_country", _("Country of birth"), offers=COUNTRIES, is_optional=True),
        ask("born_place", _("Place of birth"), is_optional=True),
        ask("lived_country", _("Country in which they lived"), offers=COUNTRIES, is_optional=True),
        ask("reading", _("Reading in this language"), Shape.LIST, choices=Reading.choices,
            otherwise=Reading.NOT_ASKED.value),
        ask("language_more", _("Another language"), offers=LANGUAGES, is_optional=True),
        ask("interpreter", _("Wish for an interpreter"), Shape.LIST, choices=with_none(InterpreterSex)),
    ]  # fmt: skip


def parts_of_name(person: PersonTyped, parts: tuple[Any, ...]) -> list[PartView]:
    """The parts of a name as they were read, each with what it says."""
    return [
        PartView(id=f"id_{person.id}_part_{place}", text=part.text, kind=part.kind.value)
        for place, part in enumerate(parts)
    ]
