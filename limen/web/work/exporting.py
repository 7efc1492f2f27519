"""The gate through which a worklist leaves: what leaves is shown first, and goes out with who, when, why."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.cases.queries.lists import Count
from limen.domain.identity.queries.people import my_units
from limen.domain.worklists import rules
from limen.domain.worklists.commands import exporting
from limen.domain.worklists.names import Question
from limen.domain.worklists.queries.lists import count_of
from limen.web.casefile.frame import Act, here, may, show_act
from limen.web.choosing import filled, offer_units
from limen.web.components import Fact
from limen.web.page import told
from limen.web.requests import Request, acts
from limen.web.work.asking import Asked
from limen.web.work.leaving import FileForm, file_of, headers_of, said_of_length
from limen.web.work.units import unit_named, worklist_url


class ReasonForm(forms.Form):
    """What the list is needed for."""

    why = forms.CharField(
        label=gettext_lazy("What the list is needed for"),
        help_text=gettext_lazy("It stands in the file and in the journal."),
        max_length=rules.WHY_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class ExportForm(FileForm, ReasonForm):
    """The same, and in which form it leaves."""


class AskForm(ReasonForm):
    """The same, and a supervisor of which unit is asked, where there is a choice."""

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._only = units[0][0] if len(units) == 1 else ""
        if not self._only:
            self.fields["unit"] = forms.ChoiceField(
                label=_("A supervisor of which unit is asked"), choices=units
            )

    def unit_id(self) -> UUID:
        """Where a second person is asked."""
        return UUID(self._only or self.cleaned_data["unit"])


def export(request: Request, unit_id: UUID) -> HttpResponse:
    """Take out the worklist of a unit."""
    return _gate(request, unit_id, unit_named(request, unit_id))


def export_mine(request: Request) -> HttpResponse:
    """Take out my own worklist."""
    return _gate(request, None, _("My worklist"))


def _gate(request: Request, unit_id: UUID | None, name: str) -> HttpResponse:
    asked = Asked.read(request.GET)
    question = asked.question(request, unit_id)
    count = count_of(question, by=request.actor, at=request.at, up_to=rules.leave_at_most())
    if rules.needs_another(count) and may(request, "worklists.ask_release"):
        return _ask(request, asked, question, count, name)
    form = ExportForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = exporting.export(
            question,
            columns=("reference", *asked.columns),
            asked=asked.address(),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        return file_of(request, asked, question, event, name, shape=form.shape())
    too_many = rules.obstacles_to_exporting(count=count, why="-")
    act = Act(
        title=_("Take a worklist out of Limen"),
        button=_("Take it out"),
        back_url=f"{worklist_url(request, unit_id)}?{asked.address()}",
        lead=said_of_length(count),
        warning=_("A file outside Limen is behind no wall. Keep it no longer than you need it."),
        refused=too_many,
    )
    facts = [*facts_of(asked, name, count), Fact(term=_("Taken out by"), value=request.actor.name)]
    return show_act(request, act, form, facts=[*facts, _alone()])


def _ask(request: Request, asked: Asked, question: Question, count: Count, name: str) -> HttpResponse:
    """A list that is too long for one person: a second one is asked."""
    units = _units_to_ask(request, question)
    form = filled(lambda given: AskForm(given, units=units), request, "unit")
    if len(units) > 1:
        offer_units(request, form, "unit", [UUID(unit) for unit, _name in units])
    if acts(request) and form.is_valid():
        event = exporting.ask_release(
            question,
            of_unit_id=form.unit_id(),
            asked=asked.address(),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:releases")
    act = Act(
        title=_("Ask a second person to let this list out"),
        button=_("Ask for it"),
        back_url=f"{worklist_url(request, question.unit_id)}?{asked.address()}",
        lead=[
            _("This list is too long for one person alone. A supervisor of the unit sees it and answers."),
            _("Only cases that they may read themselves leave with it."),
        ],
        refused=rules.obstacles_to_leaving(count=count),
    )
    facts = [*facts_of(asked, name, count), Fact(term=_("Asked by"), value=request.actor.name)]
    return show_act(request, act, form, facts=[*facts, _alone()])


def _units_to_ask(request: Request, question: Question) -> list[tuple[str, str]]:
    """The unit of the list; of one's own list, each that one works in."""
    units = my_units(request.actor, among=(question.unit_id,) if question.unit_id else None)
    return [(str(unit.id), unit.name) for unit in units]


def facts_of(asked: Asked, name: str, count: Count) -> list[Fact]:
    """What leaves: which list, how many cases, which columns."""
    return [
        Fact(term=_("List"), value=name),
        Fact(term=_("Cases"), value=number_format(count.found) + ("+" if count.is_more else "")),
        Fact(term=_("Columns"), value=", ".join(str(label) for label in headers_of(asked))),
    ]


def _alone() -> Fact:
    return Fact(term=_("At most, alone"), value=number_format(rules.export_at_most()))
