"""The page of one act on a person, from what is particular to it: its words, its form, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, QueryDict

from limen.domain.people.queries.sheets import PersonSheet
from limen.foundation.events import Event
from limen.foundation.refusals import Conflict, Hidden, Obstacle
from limen.web.casefile.frame import Act, address
from limen.web.components.shapes import Text
from limen.web.persons.both import both_versions
from limen.web.persons.frame import back_to, changing_obstacles, opened, show_person_act
from limen.web.requests import Request, acts, today

Words = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What somebody is about to do: to whom, to which of their things, and what was typed into the form."""

    request: Request
    sheet: PersonSheet
    thing: UUID
    words: Words

    @property
    def who(self) -> dict[str, Any]:
        """By whom and when, as every command wants it."""
        return {"by": self.request.actor, "at": self.request.at}

    @property
    def on(self) -> date:
        """Today where the person sits."""
        return today(self.request)


def _as_it_is(_request: Request, _sheet: PersonSheet, form: forms.Form) -> forms.Form:
    return form


def _nothing_given(_request: Request, _sheet: PersonSheet, _thing: UUID) -> Words:
    return {}


def _nothing_hinders(_request: Request, _sheet: PersonSheet) -> list[Obstacle]:
    return []


@dataclass(frozen=True, kw_only=True)
class ActPage:
    """An act as a page. `things` are the ids to which it may be done, when it is done to one thing of a
    person; `given` is what the form holds at first, `shaped` offers what there is to choose; `to` is the
    page to which it leads back; `hindered` says what else stands against the act, beside its button."""

    title: Text
    button: Text
    form: type[forms.Form]
    perform: Callable[[Deed], Event]
    given: Callable[[Request, PersonSheet, UUID], Words] = _nothing_given
    things: Callable[[Request, PersonSheet], Iterable[UUID]] | None = None
    shaped: Callable[[Request, PersonSheet, forms.Form], forms.Form] = _as_it_is
    hindered: Callable[[Request, PersonSheet], list[Obstacle]] = _nothing_hinders
    lead: Sequence[Text] = ()
    kind: str = "primary"
    to: str = "person"

    def __call__(self, request: Request, person_id: UUID, thing_id: UUID | None = None) -> HttpResponse:
        """The page, or what follows the act."""
        sheet = read_person(request, person_id)
        thing = thing_id or person_id
        if self.things is not None and thing not in set(self.things(request, sheet)):
            raise Hidden(f"{thing} of person {person_id}")
        form = self._form(request, sheet, thing)
        if acts(request) and form.is_valid():
            deed = Deed(request=request, sheet=sheet, thing=thing, words=form.cleaned_data)
            return back_to(request, self.perform(deed), person_id, self.to)
        act = Act(
            title=self.title,
            button=self.button,
            back_url=address(request, self.to, person_id),
            lead=self.lead,
            kind=self.kind,
            refused=changing_obstacles(sheet) or self.hindered(request, sheet),
        )
        both = both_versions(request.conflict, form, leave_url=act.back_url) if request.conflict else None
        return show_person_act(request, sheet, act, form, template="web/persons/act.html", both=both)

    def _form(self, request: Request, sheet: PersonSheet, thing: UUID) -> forms.Form:
        given = self.given(request, sheet, thing)
        if request.method != "POST":
            return self.shaped(request, sheet, self.form(initial=given))
        sent = _against(request.POST, request.conflict) if request.conflict else request.POST
        return self.shaped(request, sheet, self.form(sent, initial=given))


def read_person(request: Request, person_id: UUID) -> PersonSheet:
    """The person whose record one reads. Raises `Hidden` for whoever only lists them."""
    sheet, _files = opened(request, person_id)
    if not sheet.is_read:
        raise Hidden(f"the record of person {person_id}")
    return sheet


def _against(sent: QueryDict, conflict: Conflict) -> QueryDict:
    """What was typed, to be saved over what somebody else wrote meanwhile, once one has seen it."""
    again = sent.copy()
    again["version"] = str(conflict.version)
    return again
