"""Acts on tasks: writing one down, finishing it, opening it again, putting it off."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.cases.models import Wall
from limen.domain.cases.queries.sheets import case_sheet, is_worked_on
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.choosing import Circle, people_among
from limen.domain.tasks import rules
from limen.domain.tasks.events import (
    Added,
    Finished,
    OwnAdded,
    OwnFinished,
    OwnPostponed,
    OwnReopened,
    Postponed,
    Reopened,
)
from limen.domain.tasks.models import Task
from limen.domain.tasks.names import Origin
from limen.domain.tasks.queries import locked_task
from limen.foundation.actors import Actor, Reach
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("tasks.add_task")
def add_task(
    case_id: UUID | None,
    *,
    says: str,
    due_on: date,
    for_member_id: UUID,
    compartment: Compartment,
    on: date,
    by: Actor,
    at: datetime,
) -> Added | OwnAdded:
    """Write down what is to be done, in a case or in none. `on` is today where the writer sits."""
    if case_id is not None:
        case_sheet(case_id, by=by, at=at)  # Hidden when it is not the actor's to see
    refuse_if(
        rules.obstacles_to_adding(
            says=says,
            due_on=due_on,
            on=on,
            compartment=compartment,
            is_worked_on=case_id is None or is_worked_on(case_id, by=by, at=at),
            is_near=is_near(for_member_id, by=by, at=at),
            is_walled=case_id is not None and _is_walled(case_id, for_member_id),
            by=by,
        )
    )
    task = Task(
        id=new_id(),
        organisation_id=by.organisation_id,
        case_id=case_id,
        compartment=compartment if case_id else Compartment.GENERAL,
        says=says.strip(),
        due_on=due_on,
        for_member_id=for_member_id,
        origin=Origin.TYPED,
        given_by_id=by.id,
        given_at=at,
    )
    task.save(force_insert=True)
    if case_id is None:
        return OwnAdded(task_id=task.id, for_member_id=for_member_id, due_on=due_on)
    return Added(
        case_id=case_id, compartment=compartment, task_id=task.id, for_member_id=for_member_id, due_on=due_on
    )


@command("tasks.finish_task")
def finish_task(task_id: UUID, *, by: Actor, at: datetime) -> Finished | OwnFinished:
    """It is done."""
    task = locked_task(task_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_finishing(
            is_done=task.done_at is not None, is_worked_on=_is_worked_on(task, by=by, at=at)
        )
    )
    Task.objects.filter(pk=task_id).update(done_at=at, done_by_id=by.id)
    if task.case_id is None:
        return OwnFinished(task_id=task_id)
    return Finished(case_id=task.case_id, compartment=task.compartment, task_id=task_id)


@command("tasks.reopen_task")
def reopen_task(task_id: UUID, *, by: Actor, at: datetime) -> Reopened | OwnReopened:
    """It was not done after all."""
    task = locked_task(task_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_reopening(
            is_done=task.done_at is not None,
            is_worked_on=_is_worked_on(task, by=by, at=at),
            is_over=task.done_at is not None and task.done_by_id is None,
        )
    )
    Task.objects.filter(pk=task_id).update(done_at=None, done_by_id=None)
    if task.case_id is None:
        return OwnReopened(task_id=task_id)
    return Reopened(case_id=task.case_id, compartment=task.compartment, task_id=task_id)


@command("tasks.postpone_task")
def postpone_task(
    task_id: UUID, *, due_on: date, why: str, on: date, by: Actor, at: datetime
) -> Postponed | OwnPostponed:
    """Put it off to another day, for a reason. `on` is today where the actor sits."""
    task = locked_task(task_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_postponing(
            is_done=task.done_at is not None,
            due_on=due_on,
            on=on,
            why=why,
            is_worked_on=_is_worked_on(task, by=by, at=at),
        )
    )
    Task.objects.filter(pk=task_id).update(due_on=due_on, put_off_why=why.strip())
    was = task.due_on
    if task.case_id is None:
        return OwnPostponed(task_id=task_id, was_due_on=was, due_on=due_on, why=why)
    return Postponed(
        case_id=task.case_id,
        compartment=task.compartment,
        task_id=task_id,
        was_due_on=was,
        due_on=due_on,
        why=why,
    )


def is_near(member_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Whether somebody is the actor, or works in one of their units."""
    if member_id == by.id:
        return True
    return bool(people_among(Circle(unit_ids=by.units_within(Reach.ASSIGNED)), (member_id,), by=by, at=at))


def _is_walled(case_id: UUID, member_id: UUID) -> bool:
    return Wall.objects.filter(case_id=case_id, member_id=member_id, until_at=None).exists()


def _is_worked_on(task: Task, *, by: Actor, at: datetime) -> bool:
    return task.case_id is None or is_worked_on(task.case_id, by=by, at=at)
