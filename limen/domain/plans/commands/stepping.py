"""Steps: added, done with what shows it, put off, not possible, or left out with permission."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import is_worked_on
from limen.domain.citations.names import key_from
from limen.domain.citations.queries.resolving import cited
from limen.domain.deadlines.commands.closing import meet, set_aside
from limen.domain.deadlines.models import Clock
from limen.domain.deadlines.names import LIVE
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import names_of
from limen.domain.notes.queries import notes_seen_by
from limen.domain.plans import rules
from limen.domain.plans.events import ExceptionAllowed, StepAdded, StepDropped, StepFinished, StepPutOff
from limen.domain.plans.models import Plan, Step
from limen.domain.plans.names import DelayWhy, Doer, DropWhy, Proof, StepState
from limen.domain.plans.queries.reach import locked_plan, locked_step
from limen.domain.tasks.commands import add_task, finish_task, postpone_task
from limen.domain.tasks.models import Task
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Text, refuse_if


@command("plans.add_step")
def add_step(
    plan_id: UUID,
    *,
    says: str,
    doer: Doer,
    doer_name: str = "",
    planned_on: date | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> StepAdded:
    """Add a step of one's own. With a day it is a task of whoever adds it; `on` is today where they sit."""
    plan = locked_plan(plan_id, by=by, at=at)
    reach = is_worked_on(plan.case_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=reach, plan=plan))
    refuse_if(rules.obstacles_to_adding_step(says=says, planned_on=planned_on, on=on))
    last = Step.objects.filter(plan=plan).aggregate(last=Max("place"))["last"]
    step = Step(
        id=new_id(),
        plan=plan,
        case_id=plan.case_id,
        place=(last if last is not None else -1) + 1,
        says=says.strip(),
        doer=doer,
        doer_name=doer_name.strip() if doer == Doer.PARTNER else "",
        planned_on=planned_on,
        changed_by_id=by.id,
        changed_at=at,
    )
    if planned_on is not None:
        step.task_id = _new_task(step, planned_on, on=on, by=by, at=at)
    step.save(force_insert=True)
    return StepAdded(
        case_id=plan.case_id, plan_id=plan_id, step_id=step.id, step_says=step.says, planned_on=planned_on
    )


@command("plans.finish_step")
def finish_step(
    step_id: UUID, *, done_on: date, proof: Proof, on: date, version: int, by: Actor, at: datetime
) -> StepFinished:
    """It was done, and this shows it. Its clock is met and its task done in the same act."""
    step = _in_hand(step_id, version=version, by=by, at=at)
    leads = _leads(step.case_id, proof, by=by, at=at)
    refuse_if(rules.obstacles_to_finishing(step, done_on=done_on, on=on, proof=proof, leads=leads))
    clock = _live_clock(step)
    if clock is not None:
        meet(clock.id, met_on=done_on, on=on, version=clock.version, by=by, at=at)
    _finish_task(step, by=by, at=at)
    _change(
        step,
        by,
        at,
        state=StepState.DONE,
        done_on=done_on,
        proof=proof.name,
        note_id=proof.note_id,
        end_says=proof.says.strip(),
    )
    shown_by = proof.name or ("note" if proof.note_id else "words")
    return StepFinished(
        case_id=step.case_id,
        plan_id=step.plan_id,
        step_id=step_id,
        step_says=step.says,
        done_on=done_on,
        shown_by=shown_by,
    )


@command("plans.put_off_step")
def put_off_step(
    step_id: UUID,
    *,
    planned_on: date,
    reason: DelayWhy,
    why: str,
    on: date,
    version: int,
    by: Actor,
    at: datetime,
) -> StepPutOff:
    """Plan it for another day, as a task. The day of the programme does not move by that."""
    step = _in_hand(step_id, version=version, by=by, at=at)
    refuse_if(rules.obstacles_to_putting_off(step, planned_on=planned_on, on=on, why=why))
    task = _open_task(step)
    if task is not None:
        postpone_task(task.id, due_on=planned_on, why=why, on=on, by=by, at=at)
    task_id = task.id if task else _new_task(step, planned_on, on=on, by=by, at=at)
    _change(
        step, by, at, planned_on=planned_on, task_id=task_id, put_off_why=reason, put_off_says=why.strip()
    )
    return StepPutOff(
        case_id=step.case_id,
        plan_id=step.plan_id,
        step_id=step_id,
        step_says=step.says,
        planned_on=planned_on,
        because=reason,
        why=why.strip(),
    )


@command("plans.drop_step")
def drop_step(
    step_id: UUID, *, reason: DropWhy, why: str, version: int, by: Actor, at: datetime
) -> StepDropped:
    """It is not possible, for a reason. Its clock is put away with that reason."""
    step = _in_hand(step_id, version=version, by=by, at=at)
    refuse_if(rules.obstacles_to_dropping(step, why=why))
    _put_away(step, f"{DropWhy(reason).label}: {why.strip()}", by=by, at=at)
    _change(step, by, at, state=StepState.NOT_POSSIBLE, drop_why=reason, end_says=why.strip())
    return StepDropped(
        case_id=step.case_id,
        plan_id=step.plan_id,
        step_id=step_id,
        step_says=step.says,
        because=reason,
        why=why.strip(),
    )


@command("plans.allow_exception")
def allow_exception(step_id: UUID, *, why: str, version: int, by: Actor, at: datetime) -> ExceptionAllowed:
    """Let a step of the programme be left out: for those who lead casework, with their name and reason."""
    step = _in_hand(step_id, version=version, by=by, at=at)
    refuse_if(rules.obstacles_to_excepting(step, why=why))
    _put_away(step, _("Left out with permission: %(why)s") % {"why": why.strip()}, by=by, at=at)
    _change(step, by, at, state=StepState.EXCEPTED, allowed_by_id=by.id, end_says=why.strip())
    return ExceptionAllowed(
        case_id=step.case_id, plan_id=step.plan_id, step_id=step_id, step_says=step.says, why=why.strip()
    )


def put_away_clocks(plan: Plan, why: str, *, by: Actor, at: datetime) -> int:
    """Put away the clocks of the steps that are open when a plan is closed; how many steps were open."""
    rows = list(Step.objects.filter(plan=plan, state=StepState.OPEN).select_related("clock"))
    for step in rows:
        _put_away(step, why, by=by, at=at)
    return len(rows)


def _in_hand(step_id: UUID, *, version: int, by: Actor, at: datetime) -> Step:
    step = locked_step(step_id, by=by, at=at)
    reach = is_worked_on(step.case_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=reach, plan=step.plan))
    if step.version != version:
        names = names_of({step.changed_by_id}, by=by)
        said = [step.says, str(StepState(step.state).label), step.end_says or step.put_off_says]
        theirs = Text(
            says=". ".join(one for one in said if one),
            by_name=names.get(step.changed_by_id, ""),
            at=step.changed_at,
        )
        raise Conflict(theirs=theirs, base=None, version=step.version)
    return step


def _leads(case_id: UUID, proof: Proof, *, by: Actor, at: datetime) -> bool:
    """Whether what is named is in the case, and the actor sees it."""
    if proof.name:
        key = key_from(proof.name)
        if key is None or key not in cited([key], case_id, language="en", by=by, at=at):
            return False
    if proof.note_id is not None:
        return notes_seen_by(by, at=at).filter(case_id=case_id, pk=proof.note_id).exists()
    return True


def _change(step: Step, by: Actor, at: datetime, **changes: object) -> None:
    Step.objects.filter(pk=step.pk).update(
        **changes, changed_by_id=by.id, changed_at=at, version=step.version + 1
    )


def _live_clock(step: Step) -> Clock | None:
    return Clock.objects.filter(pk=step.clock_id, state__in=LIVE).first() if step.clock_id else None


def _open_task(step: Step) -> Task | None:
    return Task.objects.filter(pk=step.task_id, done_at=None).first() if step.task_id else None


def _new_task(step: Step, day: date, *, on: date, by: Actor, at: datetime) -> UUID:
    return add_task(
        step.case_id, says=step.says[:200], due_on=day, for_member_id=by.id,
        compartment=Compartment.GENERAL, on=on, by=by, at=at,
    ).task_id  # fmt: skip


def _finish_task(step: Step, *, by: Actor, at: datetime) -> None:
    task = _open_task(step)
    if task is not None:
        finish_task(task.id, by=by, at=at)


def _put_away(step: Step, why: str, *, by: Actor, at: datetime) -> None:
    """The clock and the task of a step that will not be done."""
    clock = _live_clock(step)
    if clock is not None:
        set_aside(clock.id, why=why, version=clock.version, by=by, at=at)
    _finish_task(step, by=by, at=at)
