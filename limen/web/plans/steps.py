"""Acts on a step: added, done, put off, not possible, left out with permission."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.citations.names import PageKey, short
from limen.domain.documents.queries.sheets import documents_of
from limen.domain.notes.queries import notes_of
from limen.domain.plans.commands import stepping
from limen.domain.plans.names import DelayWhy, Doer, DropWhy
from limen.foundation.events import Event
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, here, show_act
from limen.web.components import isolated
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.plans.forms import (
    SEEN,
    DropForm,
    ExceptionForm,
    FinishForm,
    PutOffForm,
    StepForm,
    VersionForm,
)
from limen.web.plans.frame import both_texts, opened, step_of, working
from limen.web.requests import Request, acts, today

OFFERED = 8  # documents and notes that a step's form names; others are named on their own page


def add_step(request: Request, case_id: UUID, plan_id: UUID) -> HttpResponse:
    """Add a step of one's own."""
    case, sheet = opened(request, case_id, plan_id)
    form = StepForm(request.POST or None, initial={"doer": Doer.WORKER})
    if acts(request) and form.is_valid():
        said = form.cleaned_data | {"doer": Doer(form.cleaned_data["doer"])}
        event = stepping.add_step(plan_id, **said, on=today(request), by=request.actor, at=request.at)
        return told(event, f"{here(request)}:plan", case_id, plan_id)
    act = Act(
        title=_("Add a step"),
        button=_("Add it"),
        back_url=address(request, "plan", case_id, plan_id),
        refused=working(case, sheet),
    )
    return show_act(request, act, form, sheet=case)


def finish_step(request: Request, case_id: UUID, plan_id: UUID, step_id: UUID) -> HttpResponse:
    """It was done: the day is today and what shows it is chosen already, so that one more tap is enough."""

    def made(data: Any, given: dict[str, Any]) -> FinishForm:
        form = FinishForm(data, initial=given | {"done_on": today(request), "shown_by": SEEN})
        return offering(form, shown_by=_shown_by(request, case_id))

    def perform(form: FinishForm) -> Event:
        said = form.cleaned_data
        return stepping.finish_step(
            step_id,
            done_on=said["done_on"],
            proof=form.proof(),
            on=today(request),
            version=said["version"],
            by=request.actor,
            at=request.at,
        )

    return _act(request, (case_id, plan_id, step_id), made, perform, (_("It is done"), _("Keep it"), "says"))


def put_off_step(request: Request, case_id: UUID, plan_id: UUID, step_id: UUID) -> HttpResponse:
    """Plan it for another day, with the reason."""

    def perform(form: PutOffForm) -> Event:
        said = form.cleaned_data | {"reason": DelayWhy(form.cleaned_data["reason"])}
        return stepping.put_off_step(step_id, **said, on=today(request), by=request.actor, at=request.at)

    return _act(
        request, (case_id, plan_id, step_id), _plain(PutOffForm), perform,
        (_("Put off a step"), _("Put it off"), "why"),
    )  # fmt: skip


def drop_step(request: Request, case_id: UUID, plan_id: UUID, step_id: UUID) -> HttpResponse:
    """It is not possible."""

    def perform(form: DropForm) -> Event:
        said = form.cleaned_data | {"reason": DropWhy(form.cleaned_data["reason"])}
        return stepping.drop_step(step_id, **said, by=request.actor, at=request.at)

    return _act(
        request, (case_id, plan_id, step_id), _plain(DropForm), perform,
        (_("A step is not possible"), _("Keep it"), "why"),
    )  # fmt: skip


def allow_exception(request: Request, case_id: UUID, plan_id: UUID, step_id: UUID) -> HttpResponse:
    """Let a step of the programme be left out."""

    def perform(form: ExceptionForm) -> Event:
        return stepping.allow_exception(step_id, **form.cleaned_data, by=request.actor, at=request.at)

    return _act(
        request, (case_id, plan_id, step_id), _plain(ExceptionForm), perform,
        (_("Allow an exception"), _("Allow it"), "why"),
    )  # fmt: skip


Made = Callable[[Any, dict[str, Any]], Any]


def _plain(form: type[VersionForm]) -> Made:
    return lambda data, given: form(data, initial=given)


def _act(
    request: Request,
    of: tuple[UUID, UUID, UUID],
    made: Made,
    perform: Callable[[Any], Event],
    words: tuple[Text, Text, str],
) -> HttpResponse:
    """The page of an act on a step. `words`: its title, its button, and the field whose text a conflict
    shows."""
    case_id, plan_id, step_id = of
    case, sheet = opened(request, case_id, plan_id)
    step, back = step_of(sheet, step_id), address(request, "plan", case_id, plan_id)
    form = made(request.POST or None, {"version": step.version})
    if acts(request) and form.is_valid():
        return told(perform(form), f"{here(request)}:plan", case_id, plan_id)
    if request.conflict is not None:
        return both_texts(request, request.conflict, name=words[2], label=step.says, leave_url=back)
    act = Act(
        title=words[0],
        button=words[1],
        back_url=back,
        lead=[isolated(one) for one in (step.says, step.about) if one],
        refused=working(case, sheet),
    )
    return show_act(request, act, form, sheet=case)


def _shown_by(request: Request, case_id: UUID) -> list[tuple[str, Text]]:
    """What can show that a step was done: having seen it, the latest documents and notes, words alone."""
    papers = documents_of(case_id, by=request.actor, at=request.at).cards[:OFFERED]
    notes = notes_of(case_id, by=request.actor, at=request.at, at_most=OFFERED)
    return [
        (SEEN, _("I was there, or saw it")),
        *((f"document:{PageKey(of=short(one.id), version=one.latest.number, page=1)}", one.title)
          for one in papers if not one.is_set_aside and one.latest.pages),
        *((f"note:{one.id}", _("Note of %(day)s") % {"day": day_words(one.happened_on)}) for one in notes),
        ("words", _("Only the words below")),
    ]  # fmt: skip
