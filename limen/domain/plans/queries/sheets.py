"""The plans of a case, and one plan with its goals, steps and reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from limen.domain.cases.queries.parties import parties_of
from limen.domain.deadlines.names import LIVE, ClockState, Effect
from limen.domain.identity.queries.people import names_of
from limen.domain.plans.models import EarlierGoal, Goal, Plan, Review, Step
from limen.domain.plans.names import ClosingWhy, DelayWhy, Doer, DropWhy, GoalState, PlanState, StepState
from limen.domain.plans.queries.cards import (
    EarlierGoalCard,
    FactCard,
    GoalCard,
    PlanCard,
    PlanSheet,
    ReviewCard,
    StepCard,
)
from limen.domain.plans.queries.programmes import asked_by, dated
from limen.domain.plans.queries.reach import plans_within
from limen.domain.policy.queries import Law, law_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

Names = Mapping[UUID, str]


def plans_of(case_id: UUID, *, on: date, by: Actor, at: datetime) -> list[PlanCard]:
    """The plans of a case, open ones first, the latest first. Four queries, however many there are."""
    rows = list(plans_within(by, at=at).filter(case_id=case_id).order_by("-state", "-begun_at", "-id"))
    steps: defaultdict[UUID, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(plan__in=rows).select_related("clock") if rows else ():
        steps[step.plan_id].append(step)
    called = _called(case_id, by, at) if rows else {}
    return [_plan(row, [_step(one, {}, {}) for one in steps[row.id]], called, on) for row in rows]


def plan_sheet(plan_id: UUID, *, on: date, by: Actor, at: datetime) -> PlanSheet:
    """One plan. Raises `Hidden`. A fixed number of queries, however much is in it."""
    row = plans_within(by, at=at).filter(pk=plan_id).first()
    if row is None:
        raise Hidden(f"plan {plan_id}")
    steps = list(Step.objects.filter(plan=row).select_related("clock").order_by("place", "id"))
    goals = list(Goal.objects.filter(plan=row).order_by("id"))
    earlier = list(EarlierGoal.objects.filter(goal__in=goals).order_by("-version"))
    reviews = list(Review.objects.filter(plan=row).order_by("-held_on", "-id"))
    names = names_of(_members(row, steps, goals, earlier, reviews), by=by)
    law = law_of(row.edition_id, by=by)
    undated = _undated(row, steps, law)
    cards = tuple(_step(one, names, undated) for one in steps)
    template = law.pack.plans.get(row.template)
    return PlanSheet(
        card=_plan(row, cards, _called(row.case_id, by, at), on),
        edition_id=row.edition_id,
        about=template.about if template else "",
        source=template.source if template else "",
        facts=tuple(_fact(law, row, name) for name in (asked_by(law, template) if template else ())),
        goals=tuple(_goal(one, earlier, names) for one in goals),
        steps=cards,
        reviews=tuple(_review(one, names) for one in reviews),
        begun_by=names.get(row.begun_by_id, ""),
        closed_on=row.closed_on,
        closed_why=ClosingWhy(row.closed_why) if row.closed_why else None,
        closed_says=row.closed_says,
        ended_by=names.get(row.ended_by_id, "") if row.ended_by_id else "",
        version=row.version,
    )


def _members(
    row: Plan,
    steps: Iterable[Step],
    goals: Iterable[Goal],
    earlier: Iterable[EarlierGoal],
    reviews: Iterable[Review],
) -> set[UUID]:
    """Everybody whose name the sheet shows."""
    found = {row.begun_by_id, row.ended_by_id, *(one.written_by_id for one in goals)}
    found |= {one.written_by_id for one in earlier}
    found |= {one.held_by_id for one in reviews} | {one.changed_by_id for one in steps}
    found |= {one.allowed_by_id for one in steps}
    return {one for one in found if one is not None}


def _called(case_id: UUID, by: Actor, at: datetime) -> dict[UUID, str]:
    return {one.person_id: one.called for one in parties_of(case_id, by=by, at=at)}


def _undated(row: Plan, steps: Iterable[Step], law: Law) -> dict[str, str]:
    """Why the law can say no day for open steps that have a term and no clock."""
    terms = [one.term for one in steps if one.term and one.clock_id is None and one.term in law.pack.terms]
    said = dated(law, terms, row.facts, calendar=row.calendar)
    return {term: why for term, why in said if isinstance(why, str)}


def _plan(row: Plan, steps: Iterable[StepCard], called: Names, on: date) -> PlanCard:
    steps = list(steps)
    return PlanCard(
        id=row.id,
        case_id=row.case_id,
        person_id=row.person_id,
        called=called.get(row.person_id, "") if row.person_id else "",
        pack=row.pack,
        template=row.template,
        template_says=row.template_says,
        language=row.language,
        state=PlanState(row.state),
        review_on=row.review_on,
        begun_at=row.begun_at,
        settled=sum(1 for one in steps if one.state != StepState.OPEN),
        steps=len(steps),
        late=sum(1 for one in steps if one.is_late(on)) if row.state == PlanState.OPEN else 0,
    )


def _step(row: Step, names: Names, undated: Mapping[str, str]) -> StepCard:
    clock = row.clock
    is_live = clock is not None and clock.state in LIVE
    return StepCard(
        id=row.id,
        template_step=row.template_step,
        says=row.says,
        about=row.about,
        of_whom=row.of_whom,
        doer=Doer(row.doer),
        doer_name=row.doer_name,
        wanted=tuple(row.wanted),
        clock_id=row.clock_id,
        effect=Effect(clock.effect) if clock else None,
        clock_state=ClockState(clock.state) if clock else None,
        due_on=clock.due_on if clock and (is_live or row.state != StepState.OPEN) else None,
        no_day=undated.get(row.term, "") if row.term and clock is None else "",
        planned_on=row.planned_on,
        put_off_why=DelayWhy(row.put_off_why) if row.put_off_why else None,
        put_off_says=row.put_off_says,
        state=StepState(row.state),
        done_on=row.done_on,
        proof=row.proof,
        note_id=row.note_id,
        drop_why=DropWhy(row.drop_why) if row.drop_why else None,
        end_says=row.end_says,
        allowed_by=names.get(row.allowed_by_id, "") if row.allowed_by_id else "",
        by_name=names.get(row.changed_by_id, ""),
        changed_at=row.changed_at,
        version=row.version,
    )


def _goal(row: Goal, earlier: Iterable[EarlierGoal], names: Names) -> GoalCard:
    return GoalCard(
        id=row.id,
        says=row.says,
        language=row.language,
        state=GoalState(row.state),
        end_why=row.end_why,
        by_name=names.get(row.written_by_id, ""),
        at=row.written_at,
        version=row.version,
        earlier=tuple(
            EarlierGoalCard(
                version=one.version,
                says=one.says,
                by_name=names.get(one.written_by_id, ""),
                at=one.written_at,
            )
            for one in earlier
            if one.goal_id == row.id
        ),
    )


def _review(row: Review, names: Names) -> ReviewCard:
    return ReviewCard(
        held_on=row.held_on, says=row.says, next_on=row.next_on, by_name=names.get(row.held_by_id, "")
    )


def _fact(law: Law, row: Plan, name: str) -> FactCard:
    told = row.facts.get(name)
    return FactCard(
        name=name, says=law.pack.facts[name].says, told_on=date.fromisoformat(told) if told else None
    )
