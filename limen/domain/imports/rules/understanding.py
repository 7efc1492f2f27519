"""How the words of a row become what is told about a person, and what about them cannot be understood.

Nothing is guessed. An empty cell was not asked; a word for "unknown" or "refused" is kept as that answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from limen.domain.cases.names import PartyPart
from limen.domain.imports.names import Field, Mapping, Trouble, Understood
from limen.domain.imports.rules import words
from limen.domain.imports.rules.answers import (
    country_of,
    day_of,
    language_of,
    listed,
    not_a_day,
    state_of,
)
from limen.domain.people.names import (
    Belonging,
    Birth,
    DocumentKind,
    DocumentShown,
    LanguageTold,
    NameTold,
    NationalityTold,
    Registration,
    Sex,
    Source,
    Told,
)
from limen.domain.people.rules import obstacles_to_registering
from limen.likeness.calendars import Calendar
from limen.likeness.days import OLDEST, from_age
from limen.likeness.names import Part, PartKind, read_name
from limen.likeness.refusing import Impossible
from limen.outside.sheets import LONGEST_CELL, is_formula

LONGEST_WORDS = 100  # of a day as it was told
LONGEST_KEY = 40
_SOURCE = Source.AUTHORITY
_PARTS = {
    Field.GIVEN: PartKind.GIVEN,
    Field.FATHERS: PartKind.FATHERS,
    Field.GRANDFATHERS: PartKind.GRANDFATHERS,
    Field.MOTHERS: PartKind.MOTHERS,
    Field.PATRONYMIC: PartKind.PATRONYMIC,
    Field.FAMILY: PartKind.FAMILY,
}
_OTHER_PARTS = {Field.GIVEN_OTHER: PartKind.GIVEN, Field.FAMILY_OTHER: PartKind.FAMILY}
# Where on a row the reasons why a person cannot be registered belong.
_ABOUT = {
    "name": Field.NAME,
    "name_too_long": Field.NAME,
    "birth": Field.BIRTH,
    "birth_to_come": Field.BIRTH,
    "sex": Field.SEX,
    "nationality": Field.NATIONALITY,
    "number": Field.DOCUMENT_NUMBER,
    "issuing_state": Field.DOCUMENT_STATE,
    "validity": Field.DOCUMENT_UNTIL,
}


def understood(cells: Sequence[str], mapping: Mapping, *, on: date) -> Understood:
    """A row as it is understood, with every trouble in it. `on` is today."""
    row = _Row(cells=cells, mapping=mapping, on=on)
    row.look_at_cells()
    told = Registration(
        names=row.names(),
        birth=row.birth(),
        nationalities=row.nationalities(),
        documents=row.documents(),
        **row.sex(),
    )
    languages = row.languages()
    told = replace(told, languages=tuple(LanguageTold(language=code, source=_SOURCE) for code in languages))
    reference, family = row.short(Field.REFERENCE), row.short(Field.FAMILY_NUMBER)
    part = row.part()
    if not row.troubles:
        row.troubles += [row.trouble_of(one.code, one.says) for one in obstacles_to_registering(told, on=on)]
    return Understood(
        told=None if row.troubles else told,
        troubles=tuple(dict.fromkeys(row.troubles)),
        reference=reference,
        family=family,
        part=part,
        phone=row.phone(),
        languages=languages,
    )


@dataclass(kw_only=True)
class _Row:
    """The words of one row while they are read."""

    cells: Sequence[str]
    mapping: Mapping
    on: date
    troubles: list[Trouble] = field(default_factory=list)

    def word(self, wanted: Field) -> str:
        """What the column of this field says; nothing when there is none."""
        place = self.mapping.column_of(wanted)
        return self.cells[place] if place is not None and place < len(self.cells) else ""

    def mark(self, wanted: Field, code: str, says: str) -> None:
        """Note what cannot be understood."""
        self.troubles.append(Trouble(code=code, says=says, column=self.mapping.column_of(wanted)))

    def trouble_of(self, code: str, says: str) -> Trouble:
        """What keeps a person from being registered, at the column where it can be mended."""
        place = self.mapping.column_of(_ABOUT[code]) if code in _ABOUT else None
        if place is None and code.startswith("name"):
            named = (place for place, one in enumerate(self.mapping.fields) if one in _PARTS)
            place = next(named, None)
        return Trouble(code=code, says=says, column=place)

    def look_at_cells(self) -> None:
        """A formula is not worked out, and a cell of many pages is no answer."""
        for place, (cell, wanted) in enumerate(zip(self.cells, self.mapping.fields, strict=False)):
            if wanted is Field.NOTHING:
                continue
            if is_formula(cell):
                says = _("This is a formula. Formulas are not worked out: paste its value.")
                self.troubles.append(Trouble(code="formula", says=says, column=place))
            elif len(cell) > LONGEST_CELL:
                says = _("This cell is longer than %(count)d characters.") % {"count": LONGEST_CELL}
                self.troubles.append(Trouble(code="long", says=says, column=place))

    def names(self) -> tuple[NameTold, ...]:
        """The name by which lists call them, and the one in another script."""
        main = self._name(Field.NAME, _PARTS)
        other = self._name(Field.NAME_OTHER, _OTHER_PARTS)
        return tuple(one for one in (main, other) if one is not None)

    def _name(self, whole: Field, kinds: dict[Field, PartKind]) -> NameTold | None:
        """In parts, if the list has them; otherwise the line."""
        parts = [
            Part(text=cell, kind=kinds[wanted])
            for cell, wanted in zip(self.cells, self.mapping.fields, strict=False)
            if wanted in kinds and cell and not words.says_unknown(cell) and not is_formula(cell)
        ]
        line = self.word(whole)
        if not parts and line and not words.says_unknown(line) and len(line) <= LONGEST_CELL:
            try:
                parts = list(read_name(line).parts)
            except Impossible:
                parts = []
        return NameTold(parts=tuple(parts), source=_SOURCE) if parts else None

    def birth(self) -> Birth:
        """The day of birth in the calendar of the list; an age when there is no day."""
        text = self.word(Field.BIRTH)
        if not text and (age := self.word(Field.AGE)):
            return self._by_age(age)
        if (state := state_of(text)) is not Told.TOLD:
            return Birth(state=state)
        try:
            day = day_of(text, self.mapping)
        except Impossible:
            self.mark(Field.BIRTH, "birth", not_a_day(text))
            return Birth()
        if len(day.told) > LONGEST_WORDS:
            self.mark(Field.BIRTH, "birth", not_a_day(""))
            return Birth()
        if day.latest is not None and day.latest.year < self.on.year - OLDEST:
            says = _("Nobody alive was born in this year. Was it written in another calendar?")
            self.mark(Field.BIRTH, "birth_long_ago", says)
            return Birth()
        return Birth.told(day, source=_SOURCE)

    def _by_age(self, text: str) -> Birth:
        if (state := state_of(text)) is not Told.TOLD:
            return Birth(state=state)
        with suppress(Impossible):
            if len(text) <= 3 and text.isdecimal():
                return Birth.told(from_age(int(text), told_on=self.on, told=text), source=_SOURCE)
        self.mark(Field.AGE, "age", _("Enter the age in whole years."))
        return Birth()

    def sex(self) -> dict[str, Any]:
        """The sex as recorded, or why there is none."""
        text = self.word(Field.SEX)
        if found := words.sex_of(text):
            return {"sex": Sex(found), "sex_state": Told.TOLD}
        if (state := state_of(text)) is Told.TOLD:
            self.mark(Field.SEX, "sex", _("Write F, M or X, or leave the cell empty."))
            state = Told.NOT_ASKED
        return {"sex": None, "sex_state": state}

    def nationalities(self) -> tuple[NationalityTold, ...]:
        """One or several states, in any of the languages we read."""
        found = []
        for text in listed(self.word(Field.NATIONALITY), self._country):
            if words.says_stateless(text):
                found.append(NationalityTold(belonging=Belonging.STATELESS, source=_SOURCE))
            elif words.says_unknown(text):
                found.append(NationalityTold(belonging=Belonging.UNKNOWN, source=_SOURCE))
            elif country := self._country(text):
                found.append(NationalityTold(belonging=Belonging.NATIONAL, country=country, source=_SOURCE))
            elif not words.says_refused(text):
                says = _("No state is called “%(word)s”. Write its name or its code of three letters.")
                self.mark(Field.NATIONALITY, "nationality", says % {"word": text[:60]})
        return tuple(dict.fromkeys(found))

    def languages(self) -> tuple[str, ...]:
        """Codes of the languages that were written."""
        found = []
        for text in listed(self.word(Field.LANGUAGES), self._language):
            if words.says_unknown(text) or words.says_refused(text):
                continue
            if code := self._language(text):
                found.append(code)
            else:
                says = _("No language is called “%(word)s”.") % {"word": text[:60]}
                self.mark(Field.LANGUAGES, "language", says)
        return tuple(dict.fromkeys(found))

    def documents(self) -> tuple[DocumentShown, ...]:
        """The document, when there is a number."""
        number, state = self.word(Field.DOCUMENT_NUMBER), self.word(Field.DOCUMENT_STATE)
        if not number or words.says_unknown(number) or words.says_refused(number):
            return ()
        if len(number) > 60:
            self.mark(Field.DOCUMENT_NUMBER, "number", _("This number is too long."))
            return ()
        kind = self._document_kind()
        issuing = self._country(state) or (state if re.fullmatch("[A-Z]{1,3}", state) else "")
        if not issuing:
            says = _("Write the state that issued the document: its name or its code.")
            self.mark(Field.DOCUMENT_STATE, "issuing_state", says)
        return (
            DocumentShown(
                document=kind, number=number, issuing_state=issuing or "XXX", valid_until=self._until()
            ),
        )

    def _document_kind(self) -> DocumentKind:
        text = self.word(Field.DOCUMENT_KIND)
        if not text or words.says_unknown(text):
            return DocumentKind.OTHER if text else DocumentKind.PASSPORT
        return DocumentKind(words.document_kind_of(text) or DocumentKind.OTHER)

    def _until(self) -> date | None:
        text = self.word(Field.DOCUMENT_UNTIL)
        if not text or words.says_unknown(text):
            return None
        try:
            day = day_of(text, replace(self.mapping, calendar=Calendar.GREGORIAN))
        except Impossible:
            self.mark(Field.DOCUMENT_UNTIL, "validity", not_a_day(text))
            return None
        return day.latest

    def part(self) -> PartyPart | None:
        """The place in the family; None for its head, and where nothing is said."""
        text = self.word(Field.PART)
        if not text or words.is_head(text) or words.says_unknown(text):
            return None
        return words.part_of(text) or PartyPart.FAMILY

    def phone(self) -> str:
        """A number, unless a word says that there is none."""
        text = self.word(Field.PHONE)
        return "" if words.says_unknown(text) or words.says_refused(text) else text

    def short(self, wanted: Field) -> str:
        """A number by which rows are known."""
        text = self.word(wanted)
        if len(text) > LONGEST_KEY:
            self.mark(wanted, "long", _("Write at most %(count)d characters.") % {"count": LONGEST_KEY})
            return ""
        return "" if words.says_unknown(text) else text

    def _country(self, text: str) -> str | None:
        return country_of(text, self.mapping.language)

    def _language(self, text: str) -> str | None:
        return language_of(text, self.mapping.language)
