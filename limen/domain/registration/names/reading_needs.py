"""Reads the first indications of special needs: what was seen, when it is looked at again, what follows
now."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from limen.domain.people.names import Guarantee, GuaranteesGiven, NeedCategory, NeedObserved
from limen.domain.registration.names.troubles import Troubles
from limen.domain.registration.names.typed import PersonTyped
from limen.likeness.reading_days import read_day
from limen.likeness.refusing import Impossible


def read_needs(typed: PersonTyped, found: Troubles, on: date) -> tuple[NeedObserved, ...]:
    """One observation for each category that was ticked, with the words about all of them."""
    categories = [NeedCategory(one) for one in typed.needs if one in NeedCategory.values]
    if not categories:
        return ()
    if not typed.need_seen.strip():
        found.add("need_seen", _("Say in a few words what was seen or said. No diagnosis is asked for."))
    review = _review(typed, found, on)
    if not typed.need_seen.strip() or review is None:
        return ()
    given = tuple(Guarantee(one) for one in typed.need_guarantees if one in Guarantee.values)
    return tuple(
        NeedObserved(
            category=category,
            seen=typed.need_seen.strip(),
            observed_on=on,
            review_on=review,
            guarantees=GuaranteesGiven(these=given),
        )
        for category in categories
    )


def _review(typed: PersonTyped, found: Troubles, on: date) -> date | None:
    try:
        day = read_day(typed.need_review.strip())
    except Impossible:
        day = None
    if day is None or day.earliest is None or day.earliest != day.latest or day.earliest < on:
        found.add("need_review", _("Enter the day on which this is looked at again, today or later."))
        return None
    return day.earliest
