"""What an argument needs that was put forward for somebody, and the reason why one needs no answer."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from limen.domain.assessments.names import MOST_FACTS, Arguer, Argument
from limen.domain.assessments.rules.acting import no_name, obstacles_of_length
from limen.foundation.refusals import Obstacle


def obstacles_to_arguing(
    told: Argument, *, put_on: date | None, today: date, is_named: bool, is_found: bool, is_new: bool,
    others: int,
) -> list[Obstacle]:  # fmt: skip
    """It says what was argued, who did so and on which day, and where it stands: under a citation name or as
    a source in words."""
    obstacles = obstacles_of_length(told)
    if not told.says.strip():
        obstacles.append(Obstacle("says", _("Say in a line what was argued.")))
    obstacles += _obstacles_to_source(told, put_on=put_on, today=today)
    if not (told.cites or told.source.strip()):
        obstacles.append(Obstacle("cites", _("Say where it stands: cite the place, or name it in words.")))
    elif told.cites and not is_named:
        obstacles.append(Obstacle("cites", no_name()))
    elif told.cites and not is_found:
        obstacles.append(Obstacle("cites", _("This name leads to nothing that you may see here.")))
    if is_new and others >= MOST_FACTS:
        obstacles.append(Obstacle("most", _("A board holds no more arguments than this.")))
    return obstacles


def obstacles_to_leaving(why: str) -> list[Obstacle]:
    """An argument is left without an answer for a reason."""
    if not why.strip():
        return [Obstacle("no_answer", _("Say why it needs no answer in the decision."))]
    return obstacles_of_length(Argument(says="", no_answer=why))


def _obstacles_to_source(told: Argument, *, put_on: date | None, today: date) -> list[Obstacle]:
    """Who put it forward, and when."""
    obstacles = []
    if told.by_whom not in Arguer.values:
        obstacles.append(Obstacle("by_whom", _("Say who put it forward.")))
    if told.by_whom == Arguer.OTHER and not told.who.strip():
        obstacles.append(Obstacle("who", _("Say in words who that is.")))
    if put_on is None or put_on > today:
        obstacles.append(Obstacle("put_on", _("Say on which day it was put forward; not a day to come.")))
    return obstacles
