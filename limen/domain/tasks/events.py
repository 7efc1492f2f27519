"""What can happen to a task. What it says is in the task and not in the journal.

A task of a case stands in the chain of the case. A task of no case stands in that of the organisation, where
its writer and the keepers of the house read that there was one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.foundation.events import CaseEvent, OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class Added(CaseEvent):
    kind = "tasks.added"
    personal = ()
    says = _("{by} wrote down a task, due {due_on}.")

    task_id: UUID
    for_member_id: UUID
    due_on: date


@dataclass(frozen=True, kw_only=True)
class Finished(CaseEvent):
    kind = "tasks.finished"
    personal = ()
    says = _("{by} finished a task.")

    task_id: UUID


@dataclass(frozen=True, kw_only=True)
class Reopened(CaseEvent):
    kind = "tasks.reopened"
    personal = ()
    says = _("{by} opened a task again.")

    task_id: UUID


@dataclass(frozen=True, kw_only=True)
class Postponed(CaseEvent):
    kind = "tasks.postponed"
    personal = ("why",)
    says = _("{by} put off a task from {was_due_on} to {due_on}: {why}")

    task_id: UUID
    was_due_on: date
    due_on: date
    why: str


@dataclass(frozen=True, kw_only=True)
class OwnAdded(OrganisationEvent):
    kind = "tasks.own_added"
    personal = ()
    says = _("{by} wrote down a task of no case, due {due_on}.")

    task_id: UUID
    for_member_id: UUID
    due_on: date


@dataclass(frozen=True, kw_only=True)
class OwnFinished(OrganisationEvent):
    kind = "tasks.own_finished"
    personal = ()
    says = _("{by} finished a task of no case.")

    task_id: UUID


@dataclass(frozen=True, kw_only=True)
class OwnReopened(OrganisationEvent):
    kind = "tasks.own_reopened"
    personal = ()
    says = _("{by} opened a task of no case again.")

    task_id: UUID


@dataclass(frozen=True, kw_only=True)
class OwnPostponed(OrganisationEvent):
    kind = "tasks.own_postponed"
    personal = ("why",)
    says = _("{by} put off a task of no case from {was_due_on} to {due_on}: {why}")

    task_id: UUID
    was_due_on: date
    due_on: date
    why: str
