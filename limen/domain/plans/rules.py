"""Why an act on a service plan cannot happen now. Pure questions."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.plans.names import (
    CARRIED_OUT,
    ClosingWhy,
    GoalState,
    Outline,
    PlanState,
    Proof,
    StepState,
)
from limen.foundation.refusals import Obstacle

# Limits of the house: what fits where it is shown.
GOAL_AT_MOST, STEP_AT_MOST = 2000, 300


class Plan(Protocol):
    """What the rules ask of a plan: a row, or the card of one."""

    @property
    def state(self) -> str: ...


class Step(Protocol):
    """What the rules ask of a step: a row, or the card of one."""

    @property
    def state(self) -> str: ...
    @property
    def template_step(self) -> str: ...


def obstacles_to_working(*, is_worked_on: bool, plan: Plan | None = None) -> list[Obstacle]:
    """Whoever changes a plan works on the case, and the plan is open."""
    obstacles = []
    if not is_worked_on:
        obstacles.append(Obstacle("reach", _("You can read this case but not write in it.")))
    if plan is not None and plan.state != PlanState.OPEN:
        obstacles.append(Obstacle("closed", _("This plan is closed.")))
    return obstacles


def obstacles_to_beginning(
    outline: Outline, *, is_offered: bool, starts_from: str, is_party: bool, is_open: bool, on: date
) -> list[Obstacle]:
    """From a template in force, for somebody in the case, once, and from a day that is known."""
    obstacles = []
    if not is_offered:
        obstacles.append(Obstacle("template", _("No law in force here has this programme today.")))
    elif starts_from not in outline.facts:
        obstacles.append(Obstacle("starts_from", _("Say the day from which the programme counts.")))
    if not is_party:
        obstacles.append(Obstacle("person", _("This person is not part of the case.")))
    if is_open:
        obstacles.append(Obstacle("open", _("They have an open plan of this programme already.")))
    if not outline.language:
        obstacles.append(Obstacle("language", _("Say in which language the plan is printed for them.")))
    if outline.review_on is not None:
        obstacles += obstacles_to_planning(outline.review_on, on=on)
    return obstacles


def obstacles_to_planning(day: date, *, on: date) -> list[Obstacle]:
    """A day that is planned is still to come."""
    if day < on:
        return [Obstacle("day", _("A day that you plan cannot lie in the past."))]
    return []


def obstacles_to_wishing(*, says: str, language: str) -> list[Obstacle]:
    """A goal says something, and in which language it was said."""
    obstacles = []
    if not says.strip():
        obstacles.append(Obstacle("says", _("Write what the person wants, in their own words.")))
    if len(says) > GOAL_AT_MOST:
        most = _("Say it in %(most)d characters at most.") % {"most": GOAL_AT_MOST}
        obstacles.append(Obstacle("says", most))
    if not language:
        obstacles.append(Obstacle("language", _("Say in which language they said it.")))
    return obstacles


def obstacles_to_changing_goal(state: str) -> list[Obstacle]:
    """What ended is not changed."""
    if state != GoalState.OPEN:
        return [Obstacle("ended", _("This goal has ended."))]
    return []


def obstacles_to_ending_goal(state: str) -> list[Obstacle]:
    """It ends reached, or no longer wanted."""
    if state == GoalState.OPEN:
        return [Obstacle("state", _("Say what became of the goal."))]
    return []


def obstacles_to_adding_step(*, says: str, planned_on: date | None, on: date) -> list[Obstacle]:
    """A step says what is to be done, by a day that is still to come if it has one."""
    obstacles = []
    if not says.strip():
        obstacles.append(Obstacle("says", _("Write what is to be done.")))
    if len(says) > STEP_AT_MOST:
        most = _("Say it in %(most)d characters at most.") % {"most": STEP_AT_MOST}
        obstacles.append(Obstacle("says", most))
    return obstacles + (obstacles_to_planning(planned_on, on=on) if planned_on else [])


def obstacles_to_settling(step: Step) -> list[Obstacle]:
    """What is settled stays so."""
    if step.state != StepState.OPEN:
        return [Obstacle("settled", _("This step is settled already."))]
    return []


def obstacles_to_finishing(
    step: Step, *, done_on: date, on: date, proof: Proof, leads: bool
) -> list[Obstacle]:
    """On a day that has come, and with something that shows it. `leads`: what is named is in the case."""
    obstacles = obstacles_to_settling(step)
    if done_on > on:
        obstacles.append(Obstacle("done_on", _("It cannot have been done in the future.")))
    if not (proof.name or proof.note_id or proof.says.strip()):
        obstacles.append(Obstacle("proof", _("Name what shows it, or say it in words.")))
    if not leads:
        obstacles.append(Obstacle("proof", _("This document or note is not in the case.")))
    return obstacles


def obstacles_to_putting_off(step: Step, *, planned_on: date, on: date, why: str) -> list[Obstacle]:
    """To a day that is still to come, and in words too."""
    obstacles = obstacles_to_settling(step) + obstacles_to_planning(planned_on, on=on)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why it is put off.")))
    return obstacles


def obstacles_to_dropping(step: Step, *, why: str) -> list[Obstacle]:
    """With a reason in words too: whoever reads the plan must understand it."""
    obstacles = obstacles_to_settling(step)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why it is not possible.")))
    return obstacles


def obstacles_to_excepting(step: Step, *, why: str) -> list[Obstacle]:
    """Only a step of the programme needs leave, and whoever gives it says why."""
    obstacles = obstacles_to_settling(step)
    if not step.template_step:
        obstacles.append(Obstacle("own", _("A step of your own needs no exception.")))
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why it may be left out.")))
    return obstacles


def obstacles_to_telling(*, is_known: bool, is_asked: bool) -> list[Obstacle]:
    """A day that the programme asks for, and that was not told before."""
    if not is_asked:
        return [Obstacle("fact", _("No open step of this plan counts from that day."))]
    if is_known:
        return [Obstacle("fact", _("That day was told before. The clocks that count from it run."))]
    return []


def obstacles_to_reviewing(*, held_on: date, says: str, next_on: date | None, on: date) -> list[Obstacle]:
    """What was said, on a day that has come; the next time lies ahead."""
    obstacles = []
    if held_on > on:
        obstacles.append(Obstacle("held_on", _("It cannot have been in the future.")))
    if not says.strip():
        obstacles.append(Obstacle("says", _("Write what was said.")))
    return obstacles + (obstacles_to_planning(next_on, on=on) if next_on else [])


def obstacles_to_closing(*, reason: str, why: str, open_steps: int, open_goals: int) -> list[Obstacle]:
    """Carried out means that every step is settled; whoever closes it otherwise says what follows."""
    obstacles = []
    if reason in CARRIED_OUT and open_steps:
        says = ngettext(
            "%(count)d step is not settled: done, not possible, or left out with permission.",
            "%(count)d steps are not settled: done, not possible, or left out with permission.",
            open_steps,
        ) % {"count": open_steps}
        obstacles.append(Obstacle("steps", says))
    if reason == ClosingWhy.REACHED and open_goals:
        obstacles.append(Obstacle("goals", _("A goal is still being worked towards.")))
    if reason not in CARRIED_OUT and not why.strip():
        obstacles.append(Obstacle("why", _("Say why, and who goes on with what is open.")))
    return obstacles
