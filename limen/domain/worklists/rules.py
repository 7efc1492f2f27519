"""Why an act around a worklist cannot happen now. Pure questions."""

from __future__ import annotations

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


def export_at_most() -> int:
    """How many cases one person alone may take out: a setting of the installation, and no law."""
    return int(settings.EXPORT_ALONE_AT_MOST)


def needs_another(count: Count) -> bool:
    """Whether a list is too long for one person alone."""
    return count.is_more or count.found > export_at_most()


def obstacles_to_exporting(*, count: Count, why: str) -> list[Obstacle]:
    """Something leaves, for a reason, and no more than one person alone may take out."""
    obstacles = obstacles_to_leaving(count=count)
    if needs_another(count):
        says = _("One person alone may take out %(most)d cases at most. Narrow the list down.")
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


def obstacles_to_answering(*, is_mine: bool, is_answered: bool, is_agreed: bool, why: str) -> list[Obstacle]:
    """Two people, one answer, and a reason when it is no."""
    obstacles = []
    if is_mine:
        says = _("You asked for it yourself. Somebody else must answer.")
        obstacles.append(Obstacle("second_person", says))
    if is_answered:
        obstacles.append(Obstacle("answered", _("This was answered meanwhile.")))
    if not is_agreed and not why.strip():
        obstacles.append(Obstacle("why", _("Say why the list may not leave.")))
    if len(why) > WHY_AT_MOST:
        obstacles.append(
            Obstacle("why", _("Keep the reason to %(most)d characters.") % {"most": WHY_AT_MOST})
        )
    return obstacles


def obstacles_to_taking(
    *, count: Count, agreed_to: int | None, is_mine: bool, is_taken: bool
) -> list[Obstacle]:
    """Who asked takes the list out once, and no more cases than a second person agreed to."""
    obstacles = obstacles_to_leaving(count=count)
    if not is_mine or agreed_to is None:
        obstacles.append(Obstacle("not_agreed", _("Nobody has agreed that you take this list out.")))
    if is_taken:
        obstacles.append(Obstacle("taken", _("This list was taken out already. Ask again.")))
    if agreed_to is not None and count.found > agreed_to:
        says = _("The list has grown past the %(count)d cases that were agreed to. Ask again.")
        obstacles.append(Obstacle("grown", says % {"count": agreed_to}))
    return obstacles


def _no_reason() -> Obstacle:
    says = _("Say what the list is needed for, in %(most)d characters at most.")
    return Obstacle("why", says % {"most": WHY_AT_MOST})
