"""Why what was told of a person cannot be kept now. Pure questions."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from limen.domain.people.names import (
    Belonging,
    Birth,
    DocumentShown,
    NameTold,
    NationalityTold,
    Registration,
    Told,
)
from limen.foundation.refusals import Obstacle

LONGEST_NAME = 200
_STATE = re.compile(r"[A-Z]{1,3}")
_COUNTRY = re.compile(r"[A-Z]{3}")


def obstacles_to_registering(told: Registration, *, on: date) -> list[Obstacle]:
    """Somebody has a name; what was told says something, and what was not says why."""
    obstacles = []
    if not told.names:
        obstacles.append(Obstacle("name", _("Enter a name.")))
    for name in told.names:
        obstacles += obstacles_to_adding_name(name)
    obstacles += _birth(told.birth, on=on)
    if (told.sex_state == Told.TOLD) != (told.sex is not None):
        obstacles.append(Obstacle("sex", _("Enter the sex, or say why it is not known.")))
    if (told.gender_state == Told.TOLD) != bool(told.gender and told.gender.strip()):
        obstacles.append(Obstacle("gender", _("Enter the gender, or say why it is not known.")))
    for nationality in told.nationalities:
        obstacles += _nationality(nationality)
    for document in told.documents:
        obstacles += obstacles_to_adding_document(document)
    return list(dict.fromkeys(obstacles))


def received_before() -> Obstacle:
    """The same registration came twice, from a device that did not hear that the first one had arrived."""
    return Obstacle("received", _("This registration has already been received."))


def only_seen() -> Obstacle:
    """The person is seen, through a list, a share or for an hour, and not the actor's to change."""
    return Obstacle("reach", _("You can see this person but not change what is on record."))


def obstacles_to_adding_name(name: NameTold) -> list[Obstacle]:
    """A name is written, fits a line, and ends after it began."""
    obstacles = []
    if not any(character.isalpha() for character in name.written):
        obstacles.append(Obstacle("name", _("Enter a name.")))
    if len(name.written) > LONGEST_NAME:
        says = _("A name has at most %(count)d characters.") % {"count": LONGEST_NAME}
        obstacles.append(Obstacle("name_too_long", says))
    if name.since_on and name.until_on and name.until_on < name.since_on:
        obstacles.append(Obstacle("period", _("The end cannot lie before the beginning.")))
    return obstacles


def obstacles_to_correcting_birth(birth: Birth, *, why: str, on: date) -> list[Obstacle]:
    """A correction says why, for rights hang on this day."""
    obstacles = _birth(birth, on=on)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why the date of birth is corrected.")))
    return obstacles


def obstacles_to_adding_document(document: DocumentShown) -> list[Obstacle]:
    """A document has a number and a state that issued it, and ends after it began."""
    obstacles = []
    if not number_key(document.number):
        obstacles.append(Obstacle("number", _("Enter the number of the document.")))
    if not _STATE.fullmatch(document.issuing_state):
        says = _("Enter the issuing state as in the machine-readable zone, in one to three capital letters.")
        obstacles.append(Obstacle("issuing_state", says))
    if document.valid_from and document.valid_until and document.valid_until < document.valid_from:
        obstacles.append(Obstacle("validity", _("The document cannot end before it begins.")))
    if document.zone is not None and not document.zone.strip():
        obstacles.append(Obstacle("zone", _("Type the machine-readable zone, or leave it out.")))
    return obstacles


def number_key(number: str) -> str:
    """A number as it is compared: letters and digits alone, in capitals."""
    return "".join(character for character in number.upper() if character.isalnum())


_WEIGHTS = (7, 3, 1)
# Of each layout: how long a line is, how many lines, and what each check digit is of (line, first, last, digit).
_LAYOUTS: dict[tuple[int, int], tuple[tuple[int, int, int, int], ...]] = {
    (2, 44): ((1, 0, 9, 9), (1, 13, 19, 19), (1, 21, 27, 27)),
    (2, 36): ((1, 0, 9, 9), (1, 13, 19, 19), (1, 21, 27, 27)),
    (3, 30): ((0, 5, 14, 14), (1, 0, 6, 6), (1, 8, 14, 14)),
}


def is_sound_zone(zone: str) -> bool:
    """Whether the check digits of number, birth and expiry of a machine-readable zone agree (ICAO 9303)."""
    lines = [line.replace(" ", "").upper() for line in zone.strip().splitlines() if line.strip()]
    checks = _LAYOUTS.get((len(lines), len(lines[0]) if lines else 0))
    if checks is None or len({len(line) for line in lines}) != 1:
        return False
    return all(_check_digit(lines[at][first:last]) == lines[at][digit] for at, first, last, digit in checks)


def _check_digit(field: str) -> str:
    values = (int(one, 36) if one.isalnum() and one.isascii() else 0 for one in field)
    return str(sum(value * _WEIGHTS[place % 3] for place, value in enumerate(values)) % 10)


def _birth(birth: Birth, *, on: date) -> list[Obstacle]:
    if birth.state != Told.TOLD:
        empty = (birth.words, birth.calendar, birth.precision, birth.earliest, birth.latest, birth.source)
        if any(value is not None for value in empty):
            return [Obstacle("birth", _("Either a date of birth was told, or say why not."))]
        return []
    obstacles = []
    if not (birth.words and birth.words.strip() and birth.calendar and birth.precision and birth.source):
        obstacles.append(Obstacle("birth", _("Enter the date of birth as it was told.")))
    if birth.earliest is None or birth.latest is None or birth.latest < birth.earliest:
        obstacles.append(Obstacle("birth_days", _("Enter which days the date of birth may mean.")))
    elif birth.earliest > on:
        obstacles.append(Obstacle("birth_to_come", _("The date of birth cannot lie in the future.")))
    return obstacles


def _nationality(told: NationalityTold) -> list[Obstacle]:
    is_named = told.country is not None and bool(_COUNTRY.fullmatch(told.country))
    if (told.belonging == Belonging.NATIONAL) != is_named or (told.country is not None and not is_named):
        return [Obstacle("nationality", _("Choose a country, or say that there is none or it is not known."))]
    return []
