"""The service plans of the invented households: begun from programmes of the pack, and how far they came."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from limen.domain.plans.commands.beginning import begin
from limen.domain.plans.commands.keeping import close, review
from limen.domain.plans.commands.stepping import (
    add_step,
    allow_exception,
    drop_step,
    finish_step,
    put_off_step,
)
from limen.domain.plans.commands.wishing import add_goal
from limen.domain.plans.names import ClosingWhy, DelayWhy, Doer, DropWhy, Outline, Proof, StepState
from limen.domain.plans.queries.cards import StepCard
from limen.domain.plans.queries.sheets import plan_sheet
from limen.foundation.actors import Actor
from limen.foundation.rows import acting_as
from limen.site.demo.cases import Sample, samples
from limen.site.demo.law import AGENCY
from limen.site.demo.people import COUNSELLING

_GOALS = (
    ("ara", "مثال (مُختلق): نريد بيتًا قريبًا من المدرسة."),
    ("ukr", "Приклад (вигаданий): хочу знову працювати медсестрою."),
    ("fra", "Exemple (inventé) : parler la langue avant l'hiver."),
    ("eng", "Sample (invented): I want my children to sleep without fear."),
)
# After how many days each step was done, in the households where it went well.
_AFTER = {
    "first_conversation": 1, "safe_contact": 2, "consent_asked": 2, "home_visit": 6, "needs": 13,
    "plan_agreed": 29, "doctor": 33, "second_visit": 44, "orientation": 58, "ninety_days": 89,
}  # fmt: skip
_SEEN = Proof(says="Sample words (invented): seen by the worker.")


def plan_for_households(
    opened: dict[str, UUID], actors: dict[str, Actor], packs: list[str], *, now: datetime
) -> int:
    """A plan for every household, and a second one for every other; how many."""
    if AGENCY not in packs:
        return 0
    count = 0
    for sample in samples():
        if sample.unit == COUNSELLING:
            count += _arrive(opened[sample.reference], sample, actors, now)
            count += _work(opened[sample.reference], sample, actors, now)
    return count


def _arrive(case: UUID, sample: Sample, actors: dict[str, Actor], now: datetime) -> int:
    """The first ninety days, with what was wished, done, put off and left out."""
    by, on, at = actors["miriam"], now.date(), now - timedelta(hours=9)
    first = on - timedelta(days=sample.days_ago)
    language, wish = _GOALS[sample.number % len(_GOALS)]
    outline = Outline(
        pack=AGENCY, template="arrival_90", person_id=None, language=language,
        facts={"case_opened_on": first.isoformat()}, review_on=on + timedelta(days=sample.number),
    )  # fmt: skip
    plan = begin(case, outline=outline, on=on, by=by, at=at).plan_id
    add_goal(plan, says=wish, language=language, by=by, at=at)
    for step in _steps(plan, on, by, at):
        done_on = first + timedelta(days=_AFTER.get(step.template_step, 0))
        is_late = sample.number % 3 == 0 and step.template_step == "home_visit"
        if step.template_step in _AFTER and done_on <= on and not is_late:
            finish_step(step.id, done_on=done_on, proof=_SEEN, on=on, version=1, by=by, at=at)
    _what_else(plan, sample.number, actors, on, at)
    return 1


def _what_else(plan: UUID, number: int, actors: dict[str, Actor], on: date, at: datetime) -> None:
    """What does not go as the programme has it: each in another household."""
    by = actors["miriam"]
    still = {one.template_step: one.id for one in _steps(plan, on, by, at) if one.state is StepState.OPEN}
    words = "Sample reason (invented): the youngest was ill."
    if number == 3 and "home_visit" in still:
        put_off_step(
            still["home_visit"], planned_on=on + timedelta(days=2), reason=DelayWhy.ILLNESS, why=words,
            on=on, version=1, by=by, at=at,
        )  # fmt: skip
    if number == 5 and "second_visit" in still:
        says = "Sample reason (invented): the school visits them each week and tells us."
        allow_exception(still["second_visit"], why=says, version=1, by=actors["amadou"], at=at)
    if number == 6 and "doctor" in still:
        says = "Sample reason (invented): no practice takes new patients here."
        drop_step(still["doctor"], reason=DropWhy.NO_OFFER, why=says, version=1, by=by, at=at)
    if number == 4:
        says = "Sample step (invented): ask the library for a quiet room"
        add_step(plan, says=says, doer=Doer.WORKER, planned_on=on + timedelta(days=1), on=on, by=by, at=at)
    if number == 2:
        says = "Sample words (invented): we looked at every step; they want to go on as it is."
        review(plan, held_on=on, says=says, next_on=on + timedelta(days=60), on=on, version=1, by=by, at=at)
    if number == 1 and not still:
        says = "Sample words (invented): they go on alone, and know how to come back."
        close(plan, reason=ClosingWhy.ENDED, why=says, on=on, version=1, by=by, at=at)


def _work(case: UUID, sample: Sample, actors: dict[str, Actor], now: datetime) -> int:
    """The way to work, for every other household."""
    if sample.number % 2:
        return 0
    by, at = actors["miriam"], now - timedelta(hours=8)
    first = now.date() - timedelta(days=sample.days_ago)
    outline = Outline(
        pack=AGENCY, template="eu_work", person_id=None, language=_GOALS[sample.number % len(_GOALS)][0],
        facts={"registered_on": first.isoformat()},
    )  # fmt: skip
    begin(case, outline=outline, on=now.date(), by=by, at=at)
    return 1


def _steps(plan: UUID, on: date, by: Actor, at: datetime) -> tuple[StepCard, ...]:
    with acting_as(by):
        return plan_sheet(plan, on=on, by=by, at=at).steps
