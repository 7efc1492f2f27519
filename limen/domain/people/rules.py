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
from limen.likeness.comparing.numbers import folded_number
from limen.likeness.mrz.reading import read_zone
from limen.likeness.refusing import Impossible
from limen.likeness.spelling import pieces_of

LONGEST_NAME = 200
SHORTEST_SEARCH = 2  # letters
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
    if not any(pieces_of(part.text) for part in name.parts):
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
    if not folded_number(document.number):
        obstacles.append(Obstacle("number", _("Enter the number of the document.")))
    if not _STATE.fullmatch(document.issuing_state):
        says = _("Enter the issuing state as in the machine-readable zone, in one to three capital letters.")
        obstacles.append(Obstacle("issuing_state", says))
    if document.valid_from and document.valid_until and document.valid_until < document.valid_from:
        obstacles.append(Obstacle("validity", _("The document cannot end before it begins.")))
    if document.zone is not None and not document.zone.strip():
        obstacles.append(Obstacle("zone", _("Type the machine-readable zone, or leave it out.")))
    return obstacles


def is_sound_zone(zone: str, *, on: date) -> bool:
    """Whether nothing in a machine-readable zone contradicts itself; a forger can do that too."""
    try:
        return read_zone(zone, on=on).is_sound
    except Impossible:
        return False


def obstacles_to_searching(*, letters: int, numbers: int, has_day: bool) -> list[Obstacle]:
    """Somebody is looked for, not everybody: by a name, a number, a reference or a whole date of birth."""
    if letters < SHORTEST_SEARCH and not numbers and not has_day:
        return [Obstacle("search", _("Enter a name, a number, a reference or a whole date of birth."))]
    return []


def _birth(birth: Birth, *, on: date) -> list[Obstacle]:
    if birth.state != Told.TOLD:
        if birth.day is not None or birth.source is not None:
            return [Obstacle("birth", _("Either a date of birth was told, or say why not."))]
        return []
    day = birth.day
    if day is None or birth.source is None or not day.told.strip() or day.earliest is None:
        return [Obstacle("birth", _("Enter the date of birth as it was told."))]
    if day.earliest > on:
        return [Obstacle("birth_to_come", _("The date of birth cannot lie in the future."))]
    return []


def _nationality(told: NationalityTold) -> list[Obstacle]:
    is_named = told.country is not None and bool(_COUNTRY.fullmatch(told.country))
    if (told.belonging == Belonging.NATIONAL) != is_named or (told.country is not None and not is_named):
        return [Obstacle("nationality", _("Choose a country, or say that there is none or it is not known."))]
    return []
