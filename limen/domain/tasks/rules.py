"""Why an act on a task cannot happen now. Pure questions."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle

# A limit of the house: what fits on one line.
WORDS_AT_MOST = 200


def obstacles_to_adding(
    *,
    says: str,
    due_on: date,
    on: date,
    compartment: str,
    is_worked_on: bool,
    is_near: bool,
    is_walled: bool,
    by: Actor,
) -> list[Obstacle]:
    """A task says something, lies ahead, and is for somebody who may do it. `is_near`: for oneself or
    somebody of one's own units."""
    obstacles = obstacles_to_saying(says)
    if due_on < on:
        obstacles.append(Obstacle("due_on", _("The day of a task cannot lie in the past.")))
    if not is_worked_on:
        obstacles.append(Obstacle("reach", _("You can read this case but not write in it.")))
    if compartment not in by.clearances:
        obstacles.append(Obstacle("compartment", _("You are not cleared for this compartment.")))
    if not is_near:
        obstacles.append(Obstacle("for_whom", _("Choose yourself or somebody of your units.")))
    if is_walled:
        obstacles.append(Obstacle("wall", _("This person is kept away from the case.")))
    return obstacles


def obstacles_to_saying(says: str) -> list[Obstacle]:
    """A task is one line."""
    if not says.strip():
        return [Obstacle("says", _("Write what is to be done."))]
    if len(says) > WORDS_AT_MOST:
        return [Obstacle("says", _("Say it in %(most)d characters at most.") % {"most": WORDS_AT_MOST})]
    return []


def obstacles_to_finishing(*, is_done: bool, is_worked_on: bool) -> list[Obstacle]:
    """Not twice."""
    obstacles = _reach(is_worked_on)
    if is_done:
        obstacles.append(Obstacle("done", _("This task is done already.")))
    return obstacles


def obstacles_to_reopening(*, is_done: bool, is_worked_on: bool, is_over: bool = False) -> list[Obstacle]:
    """Only what somebody has done; `is_over`: Limen closed it by itself."""
    obstacles = _reach(is_worked_on)
    if not is_done:
        obstacles.append(Obstacle("open", _("This task is not done yet.")))
    if is_over:
        obstacles.append(Obstacle("over", _("This is no longer so. It comes back by itself if it is again.")))
    return obstacles


def obstacles_to_postponing(
    *, is_done: bool, due_on: date, on: date, why: str, is_worked_on: bool
) -> list[Obstacle]:
    """To a day that is still to come, and with a reason."""
    obstacles = obstacles_to_finishing(is_done=is_done, is_worked_on=is_worked_on)
    if due_on < on:
        obstacles.append(Obstacle("due_on", _("The day of a task cannot lie in the past.")))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why it is put off.")))
    return obstacles


def _reach(is_worked_on: bool) -> list[Obstacle]:
    return [] if is_worked_on else [Obstacle("reach", _("You can read this case but not write in it."))]
