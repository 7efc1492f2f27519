"""Acts on special needs: what was observed, and each later look at it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.people.commands import needs
from limen.domain.people.names import Guarantee, GuaranteesGiven, NeedCategory, NeedObserved, NeedOutcome
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.web.persons.acting import ActPage, Deed, Words
from limen.web.persons.more_forms import NeedForm, ReviewNeedForm
from limen.web.requests import Request, today


def _guarantees(words: Words) -> GuaranteesGiven:
    these = tuple(map(Guarantee, words["guarantees"]))
    return GuaranteesGiven(these=these, words=words["guarantee_words"] or None)


def _observe(deed: Deed) -> Event:
    words = deed.words
    need = NeedObserved(
        category=NeedCategory(words["category"]),
        seen=words["seen"],
        observed_on=words["observed_on"],
        review_on=words["review_on"],
        observer=words["observer"] or None,
        guarantees=_guarantees(words),
    )
    return needs.observe_need(deed.sheet.id, need=need, need_id=new_id(), on=deed.on, **deed.who)


def _need_given(request: Request, _sheet: PersonSheet, _thing: UUID) -> Words:
    return {"observed_on": today(request)}


def _review(deed: Deed) -> Event:
    words = deed.words
    outcome = NeedOutcome(words["outcome"])
    has_changed = outcome is NeedOutcome.CHANGED
    return needs.review_need(
        deed.thing,
        outcome=outcome,
        why=words["why"],
        version=words["version"],
        guarantees=_guarantees(words) if has_changed else None,
        review_on=words["review_on"] if outcome is not NeedOutcome.ENDED else None,
        on=deed.on,
        **deed.who,
    )


def _review_given(_request: Request, sheet: PersonSheet, thing: UUID) -> Words:
    card = next(one for one in sheet.further.needs if one.id == thing)
    guarantees = card.observed.guarantees
    return {
        "version": card.version,
        "guarantees": [one.value for one in guarantees.these],
        "guarantee_words": guarantees.words or "",
        "review_on": card.observed.review_on,
    }


def _running_needs(_request: Request, sheet: PersonSheet) -> Iterable[UUID]:
    return (one.id for one in sheet.further.needs)


observe_need = ActPage(
    title=_("Note an indication of a special need"),
    button=_("Put on record"),
    form=NeedForm,
    perform=_observe,
    given=_need_given,
    lead=[
        _("Write what was seen or said. Nobody is diagnosed here, and it is on no list."),
        _("It says what should be done so that the person can take part as others do."),
    ],
)
review_need = ActPage(
    title=_("Look at an indication again"),
    button=_("Save what you found"),
    form=ReviewNeedForm,
    perform=_review,
    given=_review_given,
    things=_running_needs,
)
