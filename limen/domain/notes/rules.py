"""Why a note cannot be written now. Pure questions."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle


def obstacles_to_writing(
    *, text: str, happened_on: date, on: date, compartment: str, is_worked_on: bool, by: Actor
) -> list[Obstacle]:
    """A note says something, about a day that has come, in a compartment its writer is cleared for."""
    obstacles = []
    if not is_worked_on:
        obstacles.append(Obstacle("reach", _("You can read this case but not write in it.")))
    if not text.strip():
        obstacles.append(Obstacle("text", _("Write the note before you save it.")))
    if happened_on > on:
        obstacles.append(Obstacle("happened_on", _("The day the note is about cannot lie in the future.")))
    if compartment not in by.clearances:
        obstacles.append(Obstacle("compartment", _("You are not cleared for this compartment.")))
    return obstacles


def obstacles_to_revising(*, text: str, is_worked_on: bool) -> list[Obstacle]:
    """A revision says something, and its writer works on the case."""
    obstacles = []
    if not is_worked_on:
        obstacles.append(Obstacle("reach", _("You can read this case but not write in it.")))
    if not text.strip():
        obstacles.append(Obstacle("text", _("Write the note before you save it.")))
    return obstacles
