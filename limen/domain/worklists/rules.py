"""Why an act around a worklist cannot happen now. Pure questions."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Obstacle

NAME_AT_MOST = 80
ASKED_AT_MOST = 500


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


def obstacles_to_exporting(*, count: int, why: str) -> list[Obstacle]:
    """Something leaves, for a reason, and no more than one person alone may take out."""
    obstacles = obstacles_to_leaving(count=count)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say what the list is needed for.")))
    return obstacles


def obstacles_to_leaving(*, count: int) -> list[Obstacle]:
    """The same before a reason was asked for."""
    obstacles = []
    most = export_at_most()
    if not count:
        obstacles.append(Obstacle("nothing", _("This list is empty.")))
    if count > most:
        says = _("One person alone may take out %(most)d cases at most. Narrow the list down.")
        obstacles.append(Obstacle("too_many", says % {"most": most}))
    return obstacles
