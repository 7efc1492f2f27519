"""Why a family cannot be registered now, or a draft not be handed over. Pure questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.registration.names.reading_family import CENTRAL
from limen.domain.registration.names.told import FamilyTold
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Obstacle

# Of the house, not of any law: for so long a draft that was thrown away can be taken back.
TAKEN_BACK_WITHIN = timedelta(days=1)
MOST_PAGES = 4  # of one person, while the draft is open


def obstacles_to_registering(told: FamilyTold, *, unit_id: UUID, by: Actor) -> list[Obstacle]:
    """Somebody is here, one of them is whom the case is about, and nobody is there twice."""
    obstacles = []
    if unit_id not in by.units_within(Reach.LIST):
        obstacles.append(Obstacle("unit", _("Choose one of your own units.")))
    if not told.members:
        obstacles.append(Obstacle("nobody", _("Enter who is here.")))
    elif told.members[0].part not in CENTRAL:
        obstacles.append(Obstacle("central", _("The first person is the one whom the case is about.")))
    ids = [one.person_id for one in told.members]
    if len(set(ids)) < len(ids):
        obstacles.append(Obstacle("twice", _("The same record stands for two persons of the family.")))
    if any(not one.told.names and not one.is_on_record for one in told.members):
        obstacles.append(Obstacle("name", _("Somebody in the family has no name yet.")))
    return obstacles


def obstacles_to_taking_page(*, already: int) -> list[Obstacle]:
    """So that a draft does not grow without end."""
    if already >= MOST_PAGES:
        says = _(
            "At most %(count)d pages are taken here. Take one away first, or add more on the sheet later."
        )
        return [Obstacle("pages", says % {"count": MOST_PAGES})]
    return []


def only_seen(called: str) -> Obstacle:
    """The record on file is not the clerk's to use."""
    says = _(
        "You can see the record of %(called)s but not write in it. Register the person anew: that the two"
        " may be the same is then proposed to somebody who may read both."
    )
    return Obstacle("reach", says % {"called": called})


def registered_anyway() -> str:
    """Why a pair is proposed by a registration."""
    return _("Shown as likely the same at registration, and registered anew.")


def no_reference_left() -> str:
    """Many numbers in a row were taken by hand."""
    return _("The next numbers are all taken. Type a reference.")


def record_changed(called: str) -> Obstacle:
    """Somebody changed the record since the clerk looked at it."""
    return Obstacle("changed", _("The record of %(called)s was changed meanwhile.") % {"called": called})


def obstacles_to_handing_over(*, to: UUID, colleagues: Sequence[UUID], by: Actor) -> list[Obstacle]:
    """To somebody else who registers in the same unit."""
    if to == by.id or to not in colleagues:
        return [Obstacle("colleague", _("Choose somebody else who registers in the same unit."))]
    return []


def is_taken_back_in_time(thrown_away_at: datetime, *, at: datetime) -> bool:
    """Whether a draft that was thrown away can still be taken back."""
    return at - thrown_away_at < TAKEN_BACK_WITHIN
