"""The tables of service plans. All of it is seen with the case; nothing is deleted.

What is due is said by the clock of a step (a day of the programme) and by its task (a day of one's own): a
plan holds no due day besides.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from limen.domain.plans.names import ClosingWhy, DelayWhy, Doer, DropWhy, GoalState, PlanState, StepState
from limen.foundation.ids import new_id

_CLOSED = Q(closed_on__isnull=False, ended_by__isnull=False) & ~Q(closed_why="")


class Plan(models.Model):
    """A plan of a person, or of the household when `person` is empty. `edition` is the law whose template it
    was begun from; a later edition does not change it. `facts` are the days that its steps count from."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    edition = models.ForeignKey("policy.Edition", models.PROTECT, related_name="+")
    pack = models.CharField(max_length=60)
    template = models.CharField(max_length=60)
    template_says = models.CharField(max_length=300)
    calendar = models.CharField(max_length=60, default="", blank=True)
    facts: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField()
    language = models.CharField(max_length=3)
    state = models.CharField(max_length=20, choices=PlanState, default=PlanState.OPEN)
    review_on = models.DateField(null=True)
    review_task = models.ForeignKey("tasks.Task", models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(null=True)
    closed_why = models.CharField(max_length=20, choices=ClosingWhy, default="", blank=True)
    closed_says = models.TextField(default="", blank=True)
    begun_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    ended_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "pack", "template", "person"],
                condition=Q(state=PlanState.OPEN),
                nulls_distinct=False,
                name="plans_one_open_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=PlanState.OPEN, closed_on__isnull=True, ended_by__isnull=True, closed_why=""
                )
                | Q(state=PlanState.CLOSED) & _CLOSED,
                name="plans_closed_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["case", "begun_at", "id"], name="plans_of_case")]


class Goal(models.Model):
    """What the person wants, in their own words, and the language (ISO 639-3) in which they said it."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    says = models.TextField()
    language = models.CharField(max_length=3)
    state = models.CharField(max_length=20, choices=GoalState, default=GoalState.OPEN)
    end_why = models.TextField(default="", blank=True)
    written_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(says=""), name="plans_goal_says_something"),
        ]


class EarlierGoal(models.Model):
    """What a goal said before."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    goal = models.ForeignKey(Goal, models.PROTECT, related_name="earlier")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    says = models.TextField()
    language = models.CharField(max_length=3)
    written_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["goal", "version"], name="plans_earlier_goal_once"),
        ]


class Step(models.Model):
    """One step. `template_step` and `term` name it in the pack, empty for a step of one's own; `clock` is the
    day of the programme and `task` what somebody has to do by `planned_on`, a day of one's own."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="steps")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    template_step = models.CharField(max_length=60, default="", blank=True)
    term = models.CharField(max_length=120, default="", blank=True)
    says = models.CharField(max_length=300)
    about = models.TextField(default="", blank=True)
    of_whom = models.CharField(max_length=120, default="", blank=True)
    doer = models.CharField(max_length=20, choices=Doer)
    doer_name = models.CharField(max_length=200, default="", blank=True)
    wanted = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    clock = models.ForeignKey("deadlines.Clock", models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey("tasks.Task", models.PROTECT, null=True, related_name="+")
    planned_on = models.DateField(null=True)
    put_off_why = models.CharField(max_length=20, choices=DelayWhy, default="", blank=True)
    put_off_says = models.TextField(default="", blank=True)
    state = models.CharField(max_length=20, choices=StepState, default=StepState.OPEN)
    done_on = models.DateField(null=True)
    proof = models.CharField(max_length=200, default="", blank=True)
    note = models.ForeignKey("notes.Note", models.PROTECT, null=True, related_name="+")
    drop_why = models.CharField(max_length=20, choices=DropWhy, default="", blank=True)
    end_says = models.TextField(default="", blank=True)
    allowed_by = models.ForeignKey("identity.Member", models.PROTECT, null=True, related_name="+")
    changed_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(says=""), name="plans_step_says_something"),
            models.CheckConstraint(
                condition=Q(state=StepState.OPEN, done_on__isnull=True, drop_why="", allowed_by__isnull=True)
                | Q(state=StepState.DONE, done_on__isnull=False, drop_why="", allowed_by__isnull=True)
                | Q(state=StepState.NOT_POSSIBLE, done_on__isnull=True, allowed_by__isnull=True)
                & ~Q(drop_why="")
                | Q(state=StepState.EXCEPTED, done_on__isnull=True, drop_why="", allowed_by__isnull=False)
                & ~Q(end_says=""),
                name="plans_step_settled_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "place", "id"], name="plans_steps_of_plan")]


class Review(models.Model):
    """A plan was looked at again together: what was said, and when the next time is."""

    id: models.UUIDField[UUID, UUID] = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="reviews")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="+")
    held_on = models.DateField()
    says = models.TextField()
    next_on = models.DateField(null=True)
    held_by = models.ForeignKey("identity.Member", models.PROTECT, related_name="+")
    held_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(says=""), name="plans_review_says_something"),
        ]
