"""Why an indication of a special need cannot be kept, or not be reviewed now."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from limen.domain.people.names import GuaranteesGiven, NeedObserved, NeedOutcome
from limen.domain.people.rules.told import has_ended_already, too_long
from limen.foundation.refusals import Obstacle

LONGEST_SEEN = 1000
LONGEST_WORDS = 500
LONGEST_OBSERVER = 200


def obstacles_to_observing_need(need: NeedObserved, *, on: date) -> list[Obstacle]:
    """It says what was seen, was seen by today, and is looked at again."""
    obstacles = []
    if not need.seen.strip():
        obstacles.append(Obstacle("seen", _("Say what was seen or said. No diagnosis is needed.")))
    if len(need.seen) > LONGEST_SEEN:
        obstacles.append(too_long("seen_too_long", LONGEST_SEEN))
    if need.observer is not None and not need.observer.strip():
        obstacles.append(Obstacle("observer", _("Say who saw it, or leave it out if it was you.")))
    if need.observer and len(need.observer) > LONGEST_OBSERVER:
        obstacles.append(too_long("observer_too_long", LONGEST_OBSERVER))
    if need.observed_on > on:
        obstacles.append(Obstacle("observed_to_come", _("It cannot have been seen in the future.")))
    if need.review_on < need.observed_on:
        obstacles.append(Obstacle("review_on", _("The next look cannot lie before the first one.")))
    return obstacles + obstacles_to_guaranteeing(need.guarantees)


def obstacles_to_guaranteeing(guarantees: GuaranteesGiven) -> list[Obstacle]:
    """Words say something, or are left out."""
    if guarantees.words is not None and not guarantees.words.strip():
        return [Obstacle("guarantee_words", _("Say what follows, or leave it out."))]
    if guarantees.words and len(guarantees.words) > LONGEST_WORDS:
        return [too_long("guarantee_words_too_long", LONGEST_WORDS)]
    return []


def obstacles_to_reviewing_need(
    outcome: NeedOutcome,
    *,
    guarantees: GuaranteesGiven | None,
    review_on: date | None,
    why: str,
    has_ended: bool,
    on: date,
) -> list[Obstacle]:
    """A review says why. What is still there or has changed is looked at again; what has changed says how."""
    if has_ended:
        return [has_ended_already()]
    obstacles = []
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say what you found.")))
    if len(why) > LONGEST_SEEN:
        obstacles.append(too_long("why_too_long", LONGEST_SEEN))
    if outcome is NeedOutcome.ENDED:
        if review_on is not None:
            obstacles.append(Obstacle("review_on", _("What has ended is not looked at again.")))
    elif review_on is None or review_on <= on:
        obstacles.append(Obstacle("review_on", _("Enter a day after today for the next look.")))
    if (outcome is NeedOutcome.CHANGED) != (guarantees is not None):
        obstacles.append(
            Obstacle("guarantees", _("Say what follows now exactly when something has changed."))
        )
    return obstacles + (obstacles_to_guaranteeing(guarantees) if guarantees else [])
