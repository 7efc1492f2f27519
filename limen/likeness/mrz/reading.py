"""Reads a machine-readable zone: typed by a clerk, scanned, or read by a camera.

Nothing is mended in silence: what is wrong is told, and a misreading that a check digit proves is proposed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from limen.likeness.days import UncertainDay, exact_day, month_of, unknown_day, year_of
from limen.likeness.mrz.checking import FILLER, Correction, corrected, corrections, long_number, proven, taken
from limen.likeness.mrz.layouts import PLANS, Field, Layout, Plan, plan_for
from limen.likeness.mrz.states import STANDINGS, Standing, country
from limen.likeness.refusing import Impossible

VALID_AHEAD = 50  # years: a document that expires further ahead expired in the century before


class Wrong(StrEnum):
    """What can be wrong with a field."""

    CHECK_DIGIT = "check_digit"
    NOT_A_DAY = "not_a_day"
    STRANGE_CHARACTER = "strange_character"
    NAME_MISSING = "name_missing"
    NOT_A_SEX = "not_a_sex"
    FILLERS_READ_AS_LETTERS = "fillers_read_as_letters"


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Something that is wrong, and with which field."""

    wrong: Wrong
    field: Field


@dataclass(frozen=True, kw_only=True, slots=True)
class Zone:
    """What a zone says. `sex` is M, F, X or nothing; `primary` is mostly the family name, `secondary` the
    given ones; `names_cut` when they were too long for the line."""

    layout: Layout
    lines: tuple[str, ...]
    document: str
    issuer: str
    number: str
    nationality: str
    born: UncertainDay
    expires: UncertainDay
    sex: str
    primary: str
    secondary: str
    names_cut: bool
    optional: tuple[str, ...]
    faults: tuple[Fault, ...]
    corrections: tuple[Correction, ...]
    corrected_lines: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it contradicts itself. That does not make a document genuine."""
        return not self.faults

    @property
    def country(self) -> str:
        """The ISO 3166-1 code of the nationality; nothing for a stateless person or a refugee."""
        return country(self.nationality)

    @property
    def standing(self) -> Standing | None:
        """Stateless or a refugee, where the nationality code says so."""
        return STANDINGS.get(self.nationality)


def read_zone(text: str, *, on: date) -> Zone:
    """The zone in the text. `on` tells the century: nobody is born after it. Raises
    `Impossible("not_a_zone")`."""
    lines = lines_of(text)
    plan = plan_for(lines)
    if plan is None:
        longest = max(map(len, lines), default=0)
        raise Impossible("not_a_zone", lines=len(lines), letters=longest)
    return _read(lines, plan, on)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines as characters of the zone: blanks gone, capitals, and one long line cut into its parts."""
    plain = unicodedata.normalize("NFKC", text).upper().replace("«", "<<").replace("\u2039", "<")
    lines = tuple(line for one in plain.splitlines() if (line := re.sub(r"\s", "", one)))
    if len(lines) == 1:
        for plan in PLANS:
            if len(lines[0]) == plan.lines * plan.letters:
                size = plan.letters
                return tuple(lines[0][at : at + size] for at in range(0, len(lines[0]), size))
    return lines


def _read(lines: tuple[str, ...], plan: Plan, on: date) -> Zone:
    def field(name: Field) -> str:
        return taken(lines, plan.spans[name]).rstrip(FILLER) if name in plan.spans else ""

    names = taken(lines, plan.spans[Field.NAMES])
    primary, _, secondary = names.strip(FILLER).partition(FILLER * 2)
    number, optional = _number(lines, plan)
    proposals = corrections(lines, plan)
    return Zone(
        layout=plan.layout,
        lines=lines,
        document=field(Field.DOCUMENT),
        issuer=field(Field.ISSUER),
        number=number,
        nationality=field(Field.NATIONALITY),
        born=_day(taken(lines, plan.spans[Field.BORN]), on, expires=False) or unknown_day(),
        expires=_day(taken(lines, plan.spans[Field.EXPIRES]), on, expires=True) or unknown_day(),
        sex=field(Field.SEX),
        primary=_words(primary),
        secondary=_words(secondary),
        names_cut=not names.endswith(FILLER),
        optional=tuple(one for one in (optional, field(Field.MORE_OPTIONAL)) if one),
        faults=tuple(_faults(lines, plan, on)),
        corrections=proposals,
        corrected_lines=corrected(lines, plan, proposals),
    )


def _number(lines: tuple[str, ...], plan: Plan) -> tuple[str, str]:
    """The number of the document, and what else the optional field holds."""
    optional = taken(lines, plan.spans[Field.OPTIONAL])
    goes_on = taken(lines, plan.checks[Field.NUMBER]) == FILLER and optional[:1] not in ("", FILLER)
    if goes_on and plan.layout in (Layout.TD1, Layout.TD2):
        number, _ = long_number(lines, plan)
        return number.rstrip(FILLER), optional.partition(FILLER)[2].strip(FILLER)
    return taken(lines, plan.spans[Field.NUMBER]).rstrip(FILLER), optional.strip(FILLER)


def _words(text: str) -> str:
    return " ".join(text.replace(FILLER, " ").split())


def _day(text: str, on: date, *, expires: bool) -> UncertainDay | None:
    """The day of six characters; unknown parts are fillers. None when there is no such day."""
    if not text.strip(FILLER):
        return unknown_day(told=text)
    found = re.fullmatch(r"(\d\d)(\d\d|<<)(\d\d|<<)", text)
    if found is None:
        return None
    try:
        return _told(_year(int(found[1]), on, expires=expires), found[2], found[3], text, on, expires)
    except Impossible:
        return None


def _told(year: int, month: str, day: str, text: str, on: date, expires: bool) -> UncertainDay:
    if month == "<<":
        return year_of(year, told=text)
    if day == "<<":
        return month_of(year, int(month), told=text)
    found = exact_day(year, int(month), int(day), told=text)
    if not expires and not _can_be_born(found, on):
        return exact_day(year - 100, int(month), int(day), told=text)
    return found


def _can_be_born(told: UncertainDay, on: date) -> bool:
    return told.earliest is not None and told.earliest <= on


def _year(two: int, on: date, *, expires: bool) -> int:
    """The century: nobody is born after `on`; a document expires less than fifty years after it."""
    latest = on.year + VALID_AHEAD - 1 if expires else on.year
    return latest - (latest - two) % 100


def _faults(lines: tuple[str, ...], plan: Plan, on: date) -> Iterator[Fault]:
    for name in plan.checks:
        if not proven(lines, plan, name):
            yield Fault(wrong=Wrong.CHECK_DIGIT, field=name)
    for name, span in plan.spans.items():
        text = taken(lines, span)
        if not re.fullmatch(r"[A-Z0-9<]*", text) or (name is Field.NAMES and re.search(r"\d", text)):
            yield Fault(wrong=Wrong.STRANGE_CHARACTER, field=name)
        if name in (Field.BORN, Field.EXPIRES) and _day(text, on, expires=name is Field.EXPIRES) is None:
            yield Fault(wrong=Wrong.NOT_A_DAY, field=name)
    yield from _faults_of_person(lines, plan)


def _faults_of_person(lines: tuple[str, ...], plan: Plan) -> Iterator[Fault]:
    names = taken(lines, plan.spans[Field.NAMES])
    if not names.strip(FILLER):
        yield Fault(wrong=Wrong.NAME_MISSING, field=Field.NAMES)
    if re.search(r"[KC]{3,}|<[KC]<+|<<[KC]+$", names):
        yield Fault(wrong=Wrong.FILLERS_READ_AS_LETTERS, field=Field.NAMES)
    if taken(lines, plan.spans[Field.SEX]) not in ("M", "F", "X", FILLER):
        yield Fault(wrong=Wrong.NOT_A_SEX, field=Field.SEX)
