"""Tasks: caught in a line and shown before it counts, done, opened again, put off; mine, those of a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.cases.queries.finding import find_cases
from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.choosing import Circle
from limen.domain.tasks import commands
from limen.domain.tasks.queries import (
    TaskCard,
    TaskKey,
    done_by_me,
    done_in,
    my_tasks,
    task_sheet,
    tasks_of,
)
from limen.foundation.actors import Reach
from limen.foundation.events import Event
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, here, may, read_sheet, show, show_act, show_file
from limen.web.casefile.lists import place_in
from limen.web.choosing import Crowd, answer_people, filled, offer_people
from limen.web.components import Crumb, day_mark, isolated
from limen.web.page import told
from limen.web.requests import Request, acts, shows, today
from limen.web.work.forms import LINE_AT_MOST, PostponeForm, TaskForm
from limen.web.work.lines import references_in, understood, without
from limen.web.work.task_rows import done_table, task_table


def add_task(request: Request) -> HttpResponse:
    """Write down a task. A line from elsewhere comes back as what was understood; nothing is kept by that."""
    is_line = request.method == "POST" and "says" not in request.POST
    form = TaskForm(initial=_understood(request)) if is_line else filled(TaskForm, request, "for_member_id")
    if request.method == "GET":
        form.initial = {"due_on": today(request), "for_member_id": str(request.actor.id),
                        "reference": request.GET.get("reference", "")[:40]}  # fmt: skip
    _offer(request, form)
    if acts(request) and not is_line and form.is_valid():
        case_id = _case_of(request, form)
        if not form.errors:
            return _added(request, form, case_id)
    act = Act(
        title=_("Write down a task"),
        button=_("Keep the task"),
        back_url=address(request, "home"),
        lead=[_("This is what was understood. Nothing is kept until you say so.")] if is_line else [],
    )
    return show_act(request, act, form)


def finish_task(request: Request, task_id: UUID) -> HttpResponse:
    """It is done."""
    return _step(
        request,
        task_id,
        lambda: commands.finish_task(task_id, by=request.actor, at=request.at),
        _("It is done"),
    )


def reopen_task(request: Request, task_id: UUID) -> HttpResponse:
    """It was not done after all."""
    return _step(
        request,
        task_id,
        lambda: commands.reopen_task(task_id, by=request.actor, at=request.at),
        _("Open it again"),
    )


def postpone_task(request: Request, task_id: UUID) -> HttpResponse:
    """Put a task off, for a reason."""
    card = task_sheet(task_id, by=request.actor, at=request.at)
    _shown(request, [card])
    form = PostponeForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = commands.postpone_task(
            task_id,
            due_on=form.cleaned_data["due_on"],
            why=form.cleaned_data["why"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return _back(request, card, event)
    act = Act(
        title=_("Put off a task"),
        button=_("Put it off"),
        back_url=_back_url(request, card),
        lead=[isolated(card.says), format_html("{}: {}", _("Due"), day_mark(card.due_on))],
    )
    return show_act(request, act, form)


def my_task_list(request: Request) -> HttpResponse:
    """All that I have to do, and what I have done today."""
    page = my_tasks(by=request.actor, at=request.at, after=_after(request))
    done = done_by_me(_this_morning(request), by=request.actor, at=request.at)
    _shown(request, [*page.cards, *done])
    return show(
        request,
        "web/work/tasks.html",
        title=_("My tasks"),
        crumbs=(Crumb(label=_("My tasks")),),
        table=task_table(request, page, caption=_("To do"), url=address(request, "my_tasks")),
        done=done_table(request, done),
        add_url=address(request, "add_task"),
    )


def case_tasks(request: Request, case_id: UUID) -> HttpResponse:
    """What is to do in a case, and what was done."""
    sheet = read_sheet(request, case_id)
    page = tasks_of(case_id, by=request.actor, at=request.at, after=_after(request))
    done = done_in(case_id, by=request.actor, at=request.at)
    return show_file(
        request,
        sheet,
        "web/work/tasks.html",
        tab="case_tasks",
        title=_("Tasks"),
        table=task_table(
            request, page, caption=_("To do"), url=address(request, "case_tasks", case_id), is_of_case=True
        ),
        done=done_table(request, done, is_of_case=True),
        add_url=_add_url(request, sheet),
    )


def _understood(request: Request) -> dict[str, object]:
    """A typed line as the form shows it: the day, the case, and what is left of it."""
    line = " ".join(request.POST.get("line", "")[:LINE_AT_MOST].split())
    reference = ""
    for word in references_in(line):
        cases = find_cases(word, by=request.actor, at=request.at)
        if any(case.reference.casefold() == word.casefold() for case in cases):
            line, reference = without(line, word), word
            break
    told_ = understood(line, on=today(request), language=get_language() or "en")
    return {
        "says": told_.says,
        "due_on": told_.due_on,
        "for_member_id": str(request.actor.id),
        "reference": reference,
        "compartment": Compartment.GENERAL,
    }


def _offer(request: Request, form: TaskForm) -> None:
    """Whom one may give it to, and the compartments one is cleared for."""
    crowd = Crowd(circle=_near(request), url=address(request, "task_people"))
    offer_people(request, form, "for_member_id", crowd, first=[(str(request.actor.id), _("Me"))])
    cleared = [(value, label) for value, label in Compartment.choices if value in request.actor.clearances]
    offering(form, compartment=cleared)
    if len(cleared) == 1:
        form.fields["compartment"].required = False
        form.fields["compartment"].widget = form.fields["compartment"].hidden_widget()


def task_people(request: Request) -> HttpResponse:
    """At most twenty colleagues of one's units for what stands in the box."""
    return answer_people(request, Crowd(circle=_near(request)))


def _near(request: Request) -> Circle:
    return Circle(unit_ids=request.actor.units_within(Reach.ASSIGNED), without=request.actor.id)


def _case_of(request: Request, form: TaskForm) -> UUID | None:
    """The case that the form names; an error beside the field when there is none of that reference to see."""
    reference = " ".join(form.cleaned_data["reference"].split())
    if not reference:
        return None
    for case in find_cases(reference, by=request.actor, at=request.at):
        if case.reference.casefold() == reference.casefold():
            return case.id
    form.add_error("reference", _("There is no case of this reference that you may see."))
    return None


def _added(request: Request, form: TaskForm, case_id: UUID | None) -> HttpResponse:
    event = commands.add_task(
        case_id,
        says=form.cleaned_data["says"],
        due_on=form.cleaned_data["due_on"],
        for_member_id=UUID(form.cleaned_data["for_member_id"]),
        compartment=Compartment(form.cleaned_data["compartment"] or Compartment.GENERAL),
        on=today(request),
        by=request.actor,
        at=request.at,
    )
    if case_id is not None and request.GET.get("reference"):
        return told(event, f"{here(request)}:case_tasks", case_id)
    return told(event, f"{here(request)}:home")


def _step(request: Request, task_id: UUID, act: Callable[[], Event], title: str) -> HttpResponse:
    """A page of one button."""
    card = task_sheet(task_id, by=request.actor, at=request.at)
    _shown(request, [card])
    if acts(request):
        return _back(request, card, act())
    page = Act(title=title, button=title, back_url=_back_url(request, card), lead=[isolated(card.says)])
    return show_act(request, page, None)


def _back(request: Request, card: TaskCard, event: Event) -> HttpResponse:
    if card.case_id is not None and card.for_member_id != request.actor.id:
        return told(event, f"{here(request)}:case_tasks", card.case_id)
    return told(event, f"{here(request)}:my_tasks")


def _back_url(request: Request, card: TaskCard) -> str:
    if card.case_id is not None and card.for_member_id != request.actor.id:
        return address(request, "case_tasks", card.case_id)
    return address(request, "my_tasks")


def _add_url(request: Request, sheet: CaseSheet) -> str:
    if not (sheet.is_worked_on and may(request, "tasks.add_task")):
        return ""
    return f"{address(request, 'add_task')}?{urlencode({'reference': sheet.reference})}"


def _after(request: Request) -> TaskKey | None:
    place = place_in(request.GET.get("after", ""))
    return TaskKey(due_on=place[0], id=place[1]) if place else None


def _this_morning(request: Request) -> datetime:
    return datetime.combine(today(request), time(), tzinfo=ZoneInfo(request.person.time_zone))


def _shown(request: Request, cards: list[TaskCard]) -> None:
    shows(request, dict.fromkeys(card.case_id for card in cards if card.case_id))
