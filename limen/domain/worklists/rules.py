"""Why an act around a worklist cannot happen now. Pure questions."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from limen.domain.cases.queries.lists import Count
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Obstacle

NAME_AT_MOST = 80
ASKED_AT_MOST = 500
WHY_AT_MOST = 500


def obstacles_to_saving_filter(
    *, name: str, asked: str, unit_id: UUID | None, is_taken: bool, by: Actor
) -> list[Obstacle]:
    """A filter has a name of its own, and is shared with a unit of one's own or with nobody."""
    obstacles = []
    if not name.strip() or len(name) > NAME_AT_MOST:
        says = _("Give the filter a name of %(most)d characters at most.") % {"most": NAME_AT_MOST}
        obstacles.append(Obstacle("name", says))
    if len(asked) > ASKED_AT_MOST:
        obstacles.append(Obstacle("asked", _("This filter is too long to be kept.")))
    if is_taken:
        obstacles.append(Obstacle("taken", _("You have a filter of this name already.")))
    if unit_id is not None and unit_id not in by.units_within(Reach.READ):
        obstacles.append(Obstacle("unit", _("Choose one of your own units.")))
    return obstacles


ASSIGNED_AT_MOST = 5000  # cases in one act


def obstacles_to_assigning_all(*, count: Count, expected: int | None, why: str) -> list[Obstacle]:
    """A list that one has seen the size of, for a reason. `expected` is what one was told it holds."""
    obstacles = []
    if not count.found:
        obstacles.append(Obstacle("nothing", _("This list is empty.")))
    if count.is_more:
        says = _("No more than %(most)d cases are given in one act. Narrow the list down.")
        obstacles.append(Obstacle("far_too_many", says % {"most": ASSIGNED_AT_MOST}))
    if expected is not None and expected != count.found:
        says = _("The list holds %(count)d cases by now. Please look again.") % {"count": count.found}
        obstacles.append(Obstacle("changed", says))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why this person gets them.")))
    return obstacles


def leave_at_most() -> int:
    """How many cases leave in one file, whoever agrees: a setting of the installation, and no law."""
    return int(settings.EXPORT_AT_MOST)


def export_at_most() -> int:
    """How many cases one person alone may take out: a setting of the installation, and no law."""
    return int(settings.EXPORT_ALONE_AT_MOST)


def waits_for() -> timedelta:
    """How long an asking waits for its answer, and what was agreed to for being taken out."""
    return timedelta(hours=int(settings.EXPORT_WAITS_HOURS))


def needs_another(count: Count) -> bool:
    """Whether a list is too long for one person alone."""
    return count.is_more or count.found > export_at_most()


def obstacles_to_exporting(*, count: Count, why: str) -> list[Obstacle]:
    """Something leaves, for a reason, and no more than one person alone may take out."""
    obstacles = obstacles_to_leaving(count=count)
    if needs_another(count):
        says = _("One person alone may take out %(most)d cases at most.")
        obstacles.append(Obstacle("too_many", says % {"most": export_at_most()}))
    if not why.strip():
        obstacles.append(_no_reason())
    return obstacles


def obstacles_to_leaving(*, count: Count) -> list[Obstacle]:
    """What keeps a list from leaving, whoever agrees."""
    obstacles = []
    if not count.found:
        obstacles.append(Obstacle("nothing", _("This list is empty.")))
    if count.is_more:
        says = _("No more than %(most)d cases leave at once. Narrow the list down.")
        obstacles.append(Obstacle("far_too_many", says % {"most": count.found}))
    return obstacles


def obstacles_to_asking(*, count: Count, asked: str, why: str) -> list[Obstacle]:
    """A second person is asked for a reason, and only when one alone is not enough."""
    obstacles = obstacles_to_leaving(count=count)
    if not needs_another(count):
        obstacles.append(Obstacle("few_enough", _("You may take this list out alone.")))
    if len(asked) > ASKED_AT_MOST:
        obstacles.append(Obstacle("asked", _("This filter is too long to be kept.")))
    if not why.strip() or len(why) > WHY_AT_MOST:
        obstacles.append(_no_reason())
    return obstacles


def obstacles_to_answering(*, is_mine: bool, is_answered: bool, is_over: bool) -> list[Obstacle]:
    """Two people, one answer, and in time."""
    obstacles = []
    if is_mine:
        says = _("You asked for it yourself. Somebody else must answer.")
        obstacles.append(Obstacle("second_person", says))
    if is_answered:
        obstacles.append(Obstacle("answered", _("This was answered meanwhile.")))
    elif is_over:
        says = _("This was asked too long ago. Whoever still needs the list asks again.")
        obstacles.append(Obstacle("over", says))
    return obstacles


def obstacles_to_an_answer(*, count: Count, is_agreed: bool, why: str) -> list[Obstacle]:
    """A yes is to something that one may read, and a no has a reason. `count` is the list as the second
    person sees it."""
    obstacles = []
    if is_agreed and not count.found:
        says = _("You may read no case of this list. Somebody else must answer.")
        obstacles.append(Obstacle("nothing", says))
    if is_agreed and count.is_more:
        obstacles += obstacles_to_leaving(count=count)
    if not is_agreed and not why.strip():
        obstacles.append(Obstacle("why", _("Say why the list may not leave.")))
    if len(why) > WHY_AT_MOST:
        obstacles.append(
            Obstacle("why", _("Keep the reason to %(most)d characters.") % {"most": WHY_AT_MOST})
        )
    return obstacles


def obstacles_to_taking(
    *, count: Count, is_agreed: bool, is_mine: bool, is_taken: bool, is_over: bool
) -> list[Obstacle]:
    """Who asked takes the list out once, in time, after a second person agreed. `count` is what is left of
    what was agreed to."""
    if not is_mine or not is_agreed:
        return [Obstacle("not_agreed", _("Nobody has agreed that you take this list out."))]
    if is_taken:
        return [Obstacle("taken", _("This list was taken out already. Ask again."))]
    if is_over:
        says = _("The time in which you could take this list out is over. Ask again.")
        return [Obstacle("over", says)]
    return obstacles_to_leaving(count=count)


def _no_reason() -> Obstacle:
    says = _("Say what the list is needed for, in %(most)d characters at most.")
    return Obstacle("why", says % {"most": WHY_AT_MOST})
