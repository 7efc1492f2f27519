"""Why names, days, places, documents, sex and gender cannot be kept as they were told."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext as _

from limen.domain.people.names import (
    Belonging,
    Birth,
    DocumentShown,
    FateTold,
    NameTold,
    NationalityTold,
    PlaceTold,
    Sex,
    Told,
)
from limen.foundation.refusals import Obstacle
from limen.likeness.comparing.numbers import folded_number
from limen.likeness.mrz.reading import read_zone
from limen.likeness.refusing import Impossible
from limen.likeness.spelling import pieces_of
from limen.reference.countries import is_country

LONGEST_NAME = 200
LONGEST_GENDER = 100
LONGEST_PLACE = 200
LONGEST_EVIDENCE = 1000
LONGEST_REASON = 500
SHORTEST_SEARCH = 2  # letters
_STATE = re.compile(r"[A-Z]{1,3}")
_COUNTRY = re.compile(r"[A-Z]{3}")


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
    obstacles = obstacles_to_telling_birth(birth, on=on)
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


def obstacles_to_telling_birth(birth: Birth, *, on: date) -> list[Obstacle]:
    """A day was told and lies behind us, or it is said why it was not."""
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


def obstacles_to_adding_nationality(told: NationalityTold) -> list[Obstacle]:
    """A state is named exactly when somebody is its national, and it ends after it began."""
    if told.since_on and told.until_on and told.until_on < told.since_on:
        return [Obstacle("period", _("The end cannot lie before the beginning."))]
    is_named = told.country is not None and bool(_COUNTRY.fullmatch(told.country))
    if (told.belonging == Belonging.NATIONAL) != is_named or (told.country is not None and not is_named):
        return [Obstacle("nationality", _("Choose a country, or say that there is none or it is not known."))]
    return []


def obstacles_to_ending_nationality(
    *, since_on: date | None, until_on: date | None, why: str, has_ended: bool
) -> list[Obstacle]:
    """An end says why, and lies after the beginning. Without a day it was never so."""
    if has_ended:
        return [has_ended_already()]
    obstacles = obstacles_to_giving_no_reason(why)
    if since_on and until_on and until_on < since_on:
        obstacles.append(Obstacle("period", _("The end cannot lie before the beginning.")))
    return obstacles


def obstacles_to_answering_sex(sex: Sex | None, state: Told) -> list[Obstacle]:
    """A sex was told, or it is said why not."""
    if (state == Told.TOLD) != (sex is not None):
        return [Obstacle("sex", _("Enter the sex, or say why it is not known."))]
    return []


def obstacles_to_answering_gender(gender: str | None, state: Told) -> list[Obstacle]:
    """A gender was told in the person's words, or it is said why not."""
    says_something = bool(gender and gender.strip())
    if (state == Told.TOLD) != says_something or (gender is not None and not says_something):
        return [Obstacle("gender", _("Enter the gender, or say why it is not known."))]
    if gender and len(gender) > LONGEST_GENDER:
        return [too_long("gender_too_long", LONGEST_GENDER)]
    return []


def obstacles_to_correcting(*, why: str, was_told: bool) -> list[Obstacle]:
    """Whoever puts another value in the place of one that was told says why."""
    if was_told and not why.strip():
        return [Obstacle("why", _("Say why what stands there is corrected."))]
    return []


def obstacles_to_telling_place(place: PlaceTold) -> list[Obstacle]:
    """A country of today and words that say something, each told or not; with a source when anything was."""
    obstacles = []
    if (place.country_state == Told.TOLD) != (place.country is not None):
        obstacles.append(Obstacle("country", _("Choose the country, or say why it is not known.")))
    elif place.country is not None and not is_country(place.country):
        obstacles.append(Obstacle("country", _("Choose a country from the list.")))
    says_something = bool(place.words and place.words.strip())
    if (place.words_state == Told.TOLD) != says_something or (place.words is not None and not says_something):
        obstacles.append(Obstacle("place", _("Enter the place, or say why it is not known.")))
    if place.words and len(place.words) > LONGEST_PLACE:
        obstacles.append(too_long("place_too_long", LONGEST_PLACE))
    if place.is_told != (place.source is not None):
        obstacles.append(Obstacle("source", _("Say where this comes from.")))
    return obstacles


def obstacles_to_recording_fate(fate: FateTold, *, on: date) -> list[Obstacle]:
    """It rests on something, and did not happen tomorrow. That the day is not known may be said too."""
    obstacles = []
    if not fate.evidence.strip():
        obstacles.append(Obstacle("evidence", _("Say on what this rests.")))
    if len(fate.evidence) > LONGEST_EVIDENCE:
        obstacles.append(too_long("evidence_too_long", LONGEST_EVIDENCE))
    if not fate.day.told.strip():
        obstacles.append(Obstacle("day", _("Enter the day as it was told, or that it is not known.")))
    elif fate.day.earliest is not None and fate.day.earliest > on:
        obstacles.append(Obstacle("day_to_come", _("This cannot lie in the future.")))
    return obstacles


def obstacles_to_ending(*, why: str, has_ended: bool) -> list[Obstacle]:
    """What stands on record is ended once, and with a reason."""
    return [has_ended_already()] if has_ended else obstacles_to_giving_no_reason(why)


def obstacles_to_giving_no_reason(why: str) -> list[Obstacle]:
    """A reason is a sentence that fits."""
    if not why.strip():
        return [Obstacle("why", _("Say why."))]
    if len(why) > LONGEST_REASON:
        return [too_long("why_too_long", LONGEST_REASON)]
    return []


def too_long(code: str, most: int) -> Obstacle:
    """Words that do not fit."""
    return Obstacle(code, _("Use at most %(count)d characters.") % {"count": most})


def has_ended_already() -> Obstacle:
    """Somebody else ended it meanwhile."""
    return Obstacle("ended", _("This has already been ended."))
