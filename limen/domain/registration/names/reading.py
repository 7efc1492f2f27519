"""Reads what was typed of a person: what it says, and what in it cannot be read. It decides nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from limen.domain.people.names import (
    Belonging,
    Birth,
    DocumentKind,
    DocumentShown,
    Examination,
    InterpreterSex,
    InterpreterWish,
    LanguageTold,
    NameKind,
    NameTold,
    NationalityTold,
    PlaceTold,
    Reading,
    Registration,
    Sex,
    Source,
    Told,
)
from limen.domain.registration.names.reading_needs import read_needs
from limen.domain.registration.names.troubles import Trouble, Troubles
from limen.domain.registration.names.typed import PersonTyped
from limen.likeness.calendars import Calendar
from limen.likeness.days import UncertainDay, from_age
from limen.likeness.names import Part, PartKind, read_name
from limen.likeness.reading_days import in_our_digits, read_day
from limen.likeness.refusing import Impossible
from limen.reference.countries import read_country
from limen.reference.languages import read_language

_AGE = re.compile(r"(\d{1,3})\s*(?:y|yr|yrs|years?|jahre?|ans?|років|роки|рік|سنة|سنوات|عام|ساله)\.?")
FROM_PICTURE = "picture"
_C = TypeVar("_C", bound=TextChoices)


@dataclass(frozen=True, kw_only=True)
class PersonRead:
    """What a person's fields say. `told` holds whatever could be read; `troubles` what could not."""

    told: Registration
    troubles: tuple[Trouble, ...]


def read_person(typed: PersonTyped, *, language: str, on: date) -> PersonRead:
    """Read the fields of a person. `language` is that of the clerk, for names of countries; `on` is today."""
    found = Troubles()
    told = Registration(
        names=_names(typed, found),
        birth=_birth(typed, found, on),
        sex=Sex(typed.sex) if typed.sex in Sex.values else None,
        sex_state=Told.TOLD if typed.sex in Sex.values else one_of(Told, typed.sex, Told.NOT_ASKED),
        gender=typed.gender.strip() or None,
        gender_state=Told.TOLD if typed.gender.strip() else Told.NOT_ASKED,
        nationalities=_nationalities(typed, found, language),
        documents=_documents(typed, found),
        born_in=_place(_country(typed.born_country, "born_country", found, language), typed.born_place),
        lived_in=_place(_country(typed.lived_country, "lived_country", found, language), ""),
        languages=_languages(typed, found, language),
        interpreter=_interpreter(typed),
        needs=read_needs(typed, found, on),
    )
    return PersonRead(told=told, troubles=found.all)


def one_of(choices: type[_C], value: str, otherwise: _C) -> _C:
    """A choice by its value, or the one that stands for none."""
    return choices(value) if value in choices.values else otherwise


def parts_of(typed: PersonTyped) -> tuple[Part, ...]:
    """The parts of the name in the order in which they were typed. Kinds that were chosen hold while they are
    as many as the parts; otherwise only what the line itself says is taken."""
    try:
        parts = read_name(typed.name).parts
    except Impossible:
        return ()
    if len(typed.kinds) != len(parts):
        return parts
    return tuple(
        Part(text=part.text, kind=PartKind(kind) if kind in set(PartKind) else part.kind)
        for part, kind in zip(parts, typed.kinds, strict=True)
    )


def _names(typed: PersonTyped, found: Troubles) -> tuple[NameTold, ...]:
    main = parts_of(typed)
    names = [NameTold(parts=main)] if main else []
    if typed.name.strip() and not main:
        found.add("name", _("This is not a name: it has no letter."))
    lines = ((typed.latin, "latin", NameKind.LEGAL), (typed.alias, "alias", _alias_kind(typed)))
    for line, field, kind in lines:
        if not line.strip():
            continue
        try:
            names.append(NameTold(parts=read_name(line).parts, kind=kind))
        except Impossible:
            found.add(field, _("This is not a name: it has no letter."))
    return tuple(names)


def _alias_kind(typed: PersonTyped) -> NameKind:
    return one_of(NameKind, typed.alias_kind, NameKind.ALIAS)


def _birth(typed: PersonTyped, found: Troubles, on: date) -> Birth:
    words = typed.birth.strip()
    if not words:
        state = one_of(Told, typed.birth_state, Told.NOT_ASKED)
        return Birth(state=Told.NOT_ASKED if state is Told.TOLD else state)
    try:
        day = read_birth(words, calendar=typed.birth_calendar, on=on)
    except Impossible:
        says = _("Enter a date such as 27.3.1986, a year, “about 1986” or an age such as “34 years”.")
        found.add("birth", says)
        return Birth()
    if day.earliest is not None and day.earliest > on:
        found.add("birth", _("The date of birth cannot lie in the future."))
        return Birth()
    return Birth.told(day, source=one_of(Source, typed.birth_source, Source.PERSON))


def read_birth(words: str, *, calendar: str, on: date) -> UncertainDay:
    """A day of birth as a clerk types it, in a calendar, or an age in years. Raises `Impossible`."""
    if age := _AGE.fullmatch(in_our_digits(words).strip().casefold()):
        return from_age(int(age[1]), told_on=on, told=words)
    known = {one.value for one in Calendar}
    return read_day(words, calendar=Calendar(calendar) if calendar in known else Calendar.GREGORIAN)


def _nationalities(typed: PersonTyped, found: Troubles, language: str) -> tuple[NationalityTold, ...]:
    if typed.belonging in (Belonging.STATELESS, Belonging.UNKNOWN):
        return (NationalityTold(belonging=Belonging(typed.belonging)),)
    fields = (("nationality", typed.nationality), ("nationality_more", typed.nationality_more))
    codes = [_country(value, field, found, language) for field, value in fields]
    return tuple(
        NationalityTold(belonging=Belonging.NATIONAL, country=code) for code in dict.fromkeys(codes) if code
    )


def _country(value: str, field: str, found: Troubles, language: str) -> str | None:
    if not value.strip():
        return None
    code = read_country(value, language)
    if code is None:
        found.add(field, _("No country is called that. Choose one from the list."))
    return code


def _place(country: str | None, words: str) -> PlaceTold:
    place = words.strip() or None
    return PlaceTold.told(country=country, words=place) if country or place else PlaceTold()


def _documents(typed: PersonTyped, found: Troubles) -> tuple[DocumentShown, ...]:
    _compared(typed, found)
    if not typed.number.strip() and not typed.zone.strip():
        return ()
    if not typed.number.strip():
        found.add("number", _("Enter the number of the document, or take out its zone."))
        return ()
    document = DocumentShown(
        document=one_of(DocumentKind, typed.document, DocumentKind.OTHER),
        number=typed.number.strip(),
        issuing_state=typed.issuing_state.strip().upper(),
        valid_until=_day(typed.valid_until, "valid_until", found),
        examination=one_of(Examination, typed.examination, Examination.NOT_EXAMINED),
        zone=typed.zone.strip() or None,
    )
    if not re.fullmatch(r"[A-Z]{1,3}", document.issuing_state):
        found.add("issuing_state", _("Enter the issuing state as in the zone, in one to three letters."))
        return ()
    return (document,)


def fingerprint(zone: str) -> str:
    """By which a clerk says which zone was compared with the document: another one is compared anew."""
    return hashlib.sha256(zone.strip().encode()).hexdigest()[:16]


def _compared(typed: PersonTyped, found: Troubles) -> None:
    """What a program read in a picture is on record only after somebody has compared it."""
    is_read = typed.zone_from == FROM_PICTURE and typed.zone.strip()
    if is_read and fingerprint(typed.zone) not in typed.zone_compared:
        found.add("zone_compared", _("Compare what was read in the picture with the document, and say so."))


def _day(value: str, field: str, found: Troubles) -> date | None:
    return read_plain_day(value, lambda says: found.add(field, says))


def read_plain_day(value: str, tell: Callable[[str], None]) -> date | None:
    """One exact day, typed freely; None when there is none, or when it was told that it cannot be read."""
    if not value.strip():
        return None
    try:
        day = read_day(value.strip())
    except Impossible:
        day = None
    if day is None or day.earliest is None or day.earliest != day.latest:
        tell(_("Enter a whole day, such as 27.3.2029."))
        return None
    return day.earliest


def _languages(typed: PersonTyped, found: Troubles, language: str) -> tuple[LanguageTold, ...]:
    languages: dict[str, LanguageTold] = {}
    for field, value in (("language", typed.language), ("language_more", typed.language_more)):
        if not value.strip():
            continue
        code = read_language(value, language)
        if code is None:
            found.add(field, _("No language is called that. Choose one from the list."))
        elif code not in languages:
            is_first = field == "language"
            reading = one_of(Reading, typed.reading, Reading.NOT_ASKED) if is_first else Reading.NOT_ASKED
            languages[code] = LanguageTold(language=code, reading=reading, is_preferred=is_first)
    return tuple(languages.values())


def _interpreter(typed: PersonTyped) -> InterpreterWish | None:
    if typed.interpreter in InterpreterSex.values:
        return InterpreterWish(sex=InterpreterSex(typed.interpreter), sex_state=Told.TOLD)
    return None
