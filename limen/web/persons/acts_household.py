"""Acts on a household: who lives together, who joins those that live together, who left."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from limen.domain.families.commands import living
from limen.domain.families.queries.family import family_of
from limen.domain.people.names import Source
from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.web.casefile.forms import offering
from limen.web.persons.acting import ActPage, Deed
from limen.web.persons.acts_family import FAMILY, today_given, with_others
from limen.web.persons.family_forms import HouseholdForm, JoinForm, LeaveHouseholdForm
from limen.web.persons.households import homes_to_join, household_words, nowhere_to_join
from limen.web.requests import Request


def _form_household(deed: Deed) -> Event:
    words = deed.words
    return living.form_household(
        (deed.sheet.id, *map(UUID, words["others"])),
        household_id=new_id(),
        since_on=words["since_on"],
        source=Source(words["source"]),
        on=deed.on,
        **deed.who,
    )


def _with_homes(request: Request, sheet: PersonSheet, form: forms.Form) -> forms.Form:
    """The form with the households of those who share a case with the person."""
    homes = homes_to_join(request, sheet)
    return offering(form, household_id=[(str(home.id), household_words(home)) for home in homes])


def _join_household(deed: Deed) -> Event:
    words = deed.words
    return living.join_household(
        UUID(words["household_id"]),
        person_id=deed.sheet.id,
        since_on=words["since_on"],
        source=Source(words["source"]),
        on=deed.on,
        **deed.who,
    )


def _dwellings(request: Request, sheet: PersonSheet) -> Iterable[UUID]:
    card = family_of(sheet.id, by=request.actor, at=request.at)
    return (one.id for house in card.households for one in house.present)


def _leave_household(deed: Deed) -> Event:
    words = deed.words
    return living.leave_household(
        deed.thing,
        until_on=words["until_on"],
        why=words["why"],
        source=Source(words["source"]),
        on=deed.on,
        **deed.who,
    )


form_household = ActPage(
    title=_("Put a household on record"),
    button=_("Put on record"),
    form=HouseholdForm,
    perform=_form_household,
    shaped=with_others,
    lead=[_("Who lives together. You write about each of them.")],
    to=FAMILY,
)
join_household = ActPage(
    title=_("Join a household"),
    button=_("Put on record"),
    form=JoinForm,
    perform=_join_household,
    shaped=_with_homes,
    hindered=nowhere_to_join,
    lead=[_("The households of people who share a case with this person and whom you read.")],
    to=FAMILY,
)
leave_household = ActPage(
    title=_("Leave a household"),
    button=_("Put on record"),
    form=LeaveHouseholdForm,
    perform=_leave_household,
    given=today_given,
    things=_dwellings,
    lead=[_("Their time there stays on record, with when and why it ended.")],
    to=FAMILY,
)
