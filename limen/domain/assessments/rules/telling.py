"""What an event of the account needs, and what days a source can mean."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from limen.domain.assessments.names import MOST_FACTS, Happening, Telling
from limen.domain.assessments.rules.acting import no_name, obstacles_of_length
from limen.foundation.refusals import Obstacle
from limen.likeness.calendars import Calendar
from limen.likeness.days import UncertainDay
from limen.likeness.reading_days import read_day
from limen.likeness.refusing import Impossible


def obstacles_to_happening(told: Happening, *, is_new: bool, others: int) -> list[Obstacle]:
    """It says something."""
    obstacles = obstacles_of_length(told)
    if not told.says.strip():
        obstacles.append(Obstacle("says", _("Say in a line what happened.")))
    if is_new and others >= MOST_FACTS:
        obstacles.append(Obstacle("most", _("An account holds no more events than this.")))
    return obstacles


def obstacles_to_telling(told: Telling, *, is_named: bool, is_found: bool) -> list[Obstacle]:
    """A source, what it says, and a day that can be read, if one was told."""
    obstacles = obstacles_of_length(told)
    if not (told.cites or told.source.strip()):
        obstacles.append(Obstacle("cites", _("Cite the source, or say in words what it is.")))
    elif told.cites and not is_named:
        obstacles.append(Obstacle("cites", no_name()))
    elif told.cites and not is_found:
        obstacles.append(Obstacle("cites", _("This name leads to nothing that you may see here.")))
    if not told.says.strip():
        obstacles.append(Obstacle("says", _("Write what this source says of it.")))
    if told.day.strip() and day_told(told) is None:
        says = _("Write a real day, month or year in the calendar chosen below.")
        obstacles.append(Obstacle("day", says))
    return obstacles


def day_told(told: Telling) -> UncertainDay | None:
    """The day as it was told; None when none was, or when it is none."""
    if not told.day.strip():
        return None
    try:
        return read_day(told.day.strip(), calendar=Calendar(told.calendar or Calendar.GREGORIAN))
    except (Impossible, ValueError):
        return None


def with_its_days(told: Telling) -> Telling:
    """The same with the Gregorian days that it can mean."""
    day = day_told(told)
    if day is None:
        return replace(told, day="", calendar="", precision="", earliest="", latest="")
    return replace(
        told,
        day=told.day.strip(),
        calendar=day.calendar.value,
        precision=day.precision.value,
        earliest=day.earliest.isoformat() if day.earliest else "",
        latest=day.latest.isoformat() if day.latest else "",
    )
