"""Beginning a plan from a programme, and telling a day later that its steps count from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from limen.domain.cases.queries.parties import parties_of
from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.deadlines.commands.together import ToStart, start_each
from limen.domain.identity.names import Compartment
from limen.domain.plans import rules
from limen.domain.plans.events import Begun, DayTold
from limen.domain.plans.models import Plan, Step
from limen.domain.plans.names import Doer, Outline, PlanState, StepState
from limen.domain.plans.queries.programmes import Offered, asked_by, dated, steps_for, templates_offered
from limen.domain.plans.queries.reach import locked_plan
from limen.domain.policy.queries import Law, law_in_force, law_of
from limen.domain.tasks.commands import add_task
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, refuse_if
from limen.law.packs import PlanStep
from limen.law.rulings import Ruling


@command("plans.begin")
def begin(case_id: UUID, *, outline: Outline, on: date, by: Actor, at: datetime) -> Begun:
    """Begin a plan from a programme in force: its steps, and the clocks of those whose day is known. `on` is
    today where the worker sits."""
    locked_case(case_id, by=by, at=at)
    found = _offered(outline, on=on, by=by)
    called = _called(case_id, outline.person_id, by=by, at=at)
    whose = Q(person_id=outline.person_id) if outline.person_id else Q(person_id__isnull=True)
    its = {"case_id": case_id, "pack": outline.pack, "template": outline.template}
    reach = rules.obstacles_to_working(is_worked_on=is_worked_on(case_id, by=by, at=at))
    obstacles = rules.obstacles_to_beginning(
        outline,
        is_offered=found is not None,
        starts_from=found.template.starts_from if found else "",
        is_party=called is not None,
        is_open=Plan.objects.filter(whose, **its, state=PlanState.OPEN).exists(),
        on=on,
    )
    refuse_if(reach + obstacles)
    if found is None:
        raise Hidden(f"template {outline.template}")
    law, template = found.law, found.template
    facts = {name: outline.facts[name] for name in asked_by(law, template) if outline.facts.get(name)}
    plan = Plan(
        id=new_id(),
        **its,
        person_id=outline.person_id,
        edition_id=law.edition_id,
        template_says=template.says,
        calendar=outline.calendar,
        facts=facts,
        language=outline.language,
        review_on=outline.review_on,
        begun_by_id=by.id,
        begun_at=at,
    )
    plan.review_task_id = review_task(plan, outline.review_on, on=on, by=by, at=at)
    plan.save(force_insert=True)
    steps = steps_for(template, is_of_person=outline.person_id is not None)
    clocks = _clocks(plan, law, [one.term for one in steps if one.term], about=called or "", by=by, at=at)
    Step.objects.bulk_create(_step(plan, place, one, clocks, by, at) for place, one in enumerate(steps))
    return Begun(
        case_id=case_id,
        plan_id=plan.id,
        pack=plan.pack,
        template=plan.template,
        template_says=plan.template_says,
        fingerprint=law.pack.fingerprint,
        steps=len(steps),
    )


@command("plans.tell_day")
def tell_day(plan_id: UUID, *, fact: str, told_on: date, by: Actor, at: datetime) -> DayTold:
    """Say a day that was not known when the plan was begun. The clocks of open steps that count from it
    start, by the law in force now."""
    plan = locked_plan(plan_id, by=by, at=at)
    reach = is_worked_on(plan.case_id, by=by, at=at)
    refuse_if(rules.obstacles_to_working(is_worked_on=reach, plan=plan))
    begun_by = law_of(plan.edition_id, by=by)
    template = begun_by.pack.plans.get(plan.template)
    is_asked = template is not None and fact in asked_by(begun_by, template)
    refuse_if(rules.obstacles_to_telling(is_known=fact in plan.facts, is_asked=is_asked))
    law = law_in_force(plan.pack, by=by) or begun_by
    plan.facts = plan.facts | {fact: told_on.isoformat()}
    open_steps = list(Step.objects.filter(plan=plan, state=StepState.OPEN, clock=None).exclude(term=""))
    about = _called(plan.case_id, plan.person_id, by=by, at=at) or ""
    clocks = _clocks(plan, law, [one.term for one in open_steps], about=about, by=by, at=at)
    for step in open_steps:
        if step.term in clocks:
            changed = {"clock_id": clocks[step.term], "changed_by_id": by.id, "changed_at": at}
            Step.objects.filter(pk=step.pk).update(**changed, version=step.version + 1)
    Plan.objects.filter(pk=plan_id).update(facts=plan.facts, version=plan.version + 1)
    return DayTold(
        case_id=plan.case_id, plan_id=plan_id, fact=fact, told_on=told_on.isoformat(), dated=len(clocks)
    )


def review_task(plan: Plan, day: date | None, *, on: date, by: Actor, at: datetime) -> UUID | None:
    """The task that brings the day of looking again into the worker's own day, or none without a day."""
    if day is None:
        return None
    says = _("Look at the plan again: %(plan)s") % {"plan": plan.template_says}
    return add_task(
        plan.case_id, says=says[:200], due_on=day, for_member_id=by.id,
        compartment=Compartment.GENERAL, on=on, by=by, at=at,
    ).task_id  # fmt: skip


def _offered(outline: Outline, *, on: date, by: Actor) -> Offered | None:
    for one in templates_offered(by, on=on):
        if (one.law.pack.id, one.template.id) == (outline.pack, outline.template):
            return one
    return None


def _called(case_id: UUID, person_id: UUID | None, *, by: Actor, at: datetime) -> str | None:
    """The name of somebody who is part of the case now; empty for the household, None for a stranger."""
    if person_id is None:
        return ""
    for one in parties_of(case_id, by=by, at=at):
        if one.person_id == person_id and one.until_at is None:
            return one.called
    return None


def _clocks(
    plan: Plan, law: Law, terms: Sequence[str], *, about: str, by: Actor, at: datetime
) -> dict[str, UUID]:
    known = [one for one in terms if one in law.pack.terms]
    wanted = [
        ToStart(term=term, term_says=law.pack.terms[term].says, ruling=said)
        for term, said in dated(law, known, plan.facts, calendar=plan.calendar)
        if isinstance(said, Ruling)
    ]
    return start_each(plan.case_id, wanted, law=law, facts=plan.facts, about=about, by=by, at=at)


def _step(plan: Plan, place: int, one: PlanStep, clocks: dict[str, UUID], by: Actor, at: datetime) -> Step:
    return Step(
        id=new_id(),
        plan=plan,
        case_id=plan.case_id,
        place=place,
        template_step=one.id,
        term=one.term,
        says=one.says,
        about=one.about,
        of_whom=one.of_whom,
        doer=one.by if one.by in Doer.values else Doer.WORKER,
        wanted=list(one.evidence),
        clock_id=clocks.get(one.term),
        changed_by_id=by.id,
        changed_at=at,
    )
