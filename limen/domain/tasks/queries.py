"""Questions about tasks, answered with cards: mine, those of a case, one."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from limen.domain.cases.queries.lists import COUNTED_UP_TO, Count
from limen.domain.cases.queries.reach import read_of
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import names_of
from limen.domain.tasks.models import Task
from limen.domain.tasks.names import Origin
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden
from limen.foundation.statements import asked, padded

PAGE = 50
FOUND_AT_MOST = 500  # of a page of cases
_IS_FOUND = Q(origin=Origin.FOUND, done_at=None)


@dataclass(frozen=True, kw_only=True)
class TaskCard:
    """A task as a list shows it. `reference` is empty for a task of no case, `by_name` for a found one."""

    id: UUID
    case_id: UUID | None
    reference: str
    called: str
    compartment: Compartment
    says: str
    because: str
    due_on: date
    for_member_id: UUID
    for_name: str
    by_name: str
    origin: Origin
    put_off_why: str
    done_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What the nightly look found in a case, for one person. `finding` stays the same as long as the same
    thing is so; `says` is one line, `because` tells the reason and where it comes from."""

    case_id: UUID
    member_id: UUID
    compartment: Compartment
    finding: str
    says: str
    because: str
    due_on: date


@dataclass(frozen=True, kw_only=True)
class TaskKey:
    """Where a page ends: the day of its last row, and the row."""

    due_on: date
    id: UUID


@dataclass(frozen=True, kw_only=True)
class TaskPage:
    """A page of tasks, and where the next one begins."""

    cards: tuple[TaskCard, ...]
    after: TaskKey | None


def tasks_seen_by(by: Actor, *, at: datetime) -> QuerySet[Task]:
    """The application's own wall around tasks: read with the case and inside the compartment; of no case, by
    whoever is to do it and whoever gave it."""
    of_cases = read_of(by, at=at) & Q(compartment__in=by.clearances)
    own = Q(case=None) & (Q(for_member_id=by.id) | Q(given_by_id=by.id))
    return Task.objects.filter(of_cases | own)


def my_tasks(*, by: Actor, at: datetime, after: TaskKey | None = None) -> TaskPage:
    """A page of what I have to do, the earliest day first. Two queries."""
    return _page(_mine(by, at), by, after)


def tasks_of_mine(*, begins: date, ends: date, by: Actor, at: datetime, at_most: int) -> list[TaskCard]:
    """What I have to do from a day to another, both counted, the earliest first. Two queries."""
    rows = _mine(by, at).filter(due_on__gte=begins, due_on__lte=ends)
    return _cards(list(rows.select_related("case").order_by("due_on", "id")[:at_most]), by)


def count_my_tasks(*, until: date, by: Actor, at: datetime) -> Count:
    """How much of it is due by a day, up to a limit."""
    found = _mine(by, at).filter(due_on__lte=until)[: COUNTED_UP_TO + 1].count()
    return Count(found=min(found, COUNTED_UP_TO), is_more=found > COUNTED_UP_TO)


def done_by_me(since: datetime, *, by: Actor, at: datetime) -> list[TaskCard]:
    """What I have done since an instant, the latest first: to be undone. Two queries."""
    rows = tasks_seen_by(by, at=at).filter(done_by_id=by.id, done_at__gte=since)
    return _cards(list(rows.select_related("case").order_by("-done_at", "-id")[:PAGE]), by)


def tasks_of(case_id: UUID, *, by: Actor, at: datetime, after: TaskKey | None = None) -> TaskPage:
    """A page of the open tasks of a case, the earliest day first. Two queries."""
    return _page(tasks_seen_by(by, at=at).filter(case_id=case_id, done_at=None), by, after)


def done_in(case_id: UUID, *, by: Actor, at: datetime) -> list[TaskCard]:
    """What was done in a case, the latest first; 50 at most. Two queries."""
    rows = tasks_seen_by(by, at=at).filter(case_id=case_id, done_at__isnull=False)
    return _cards(list(rows.select_related("case").order_by("-done_at", "-id")[:PAGE]), by)


def found_in(case_ids: Collection[UUID], *, by: Actor, at: datetime) -> dict[UUID, tuple[str, ...]]:
    """What the nightly look found in these cases and is still so, each once, whoever was told of it. One
    query."""
    found: dict[UUID, dict[str, str]] = {}
    for case_id, finding, says in asked(_found_in, padded(case_ids), by=by, at=at):
        found.setdefault(case_id, {})[finding] = says
    return {case_id: tuple(said.values()) for case_id, said in found.items()}


def _found_in(by: Actor, at: datetime, case_ids: tuple[UUID, ...]) -> QuerySet[Task, Any]:
    rows = tasks_seen_by(by, at=at).filter(_IS_FOUND, case_id__in=case_ids)
    return rows.order_by("due_on", "finding", "id").values_list("case_id", "finding", "says")[:FOUND_AT_MOST]


def cases_found(by: Actor) -> QuerySet[Task, Any]:
    """The cases in which something is found, as a filter within those whose file the actor may read."""
    return Task.objects.filter(_IS_FOUND, compartment__in=by.clearances).values("case_id")


def keep_findings(found: Sequence[Finding], *, case_ids: Sequence[UUID], at: datetime) -> tuple[int, int]:
    """Write what was found in these cases and close what is found no more, as limen_jobs: how many tasks are
    new or say something new, and how many were closed. Call it in a transaction. One query."""
    told = [
        {
            "case": str(one.case_id),
            "member": str(one.member_id),
            "compartment": one.compartment,
            "finding": one.finding,
            "says": one.says,
            "because": one.because,
            "due_on": one.due_on.isoformat(),
        }
        for one in found
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "select written, closed from access.keep_findings(%s, %s, %s, %s::jsonb)",
            [new_id(), at, list(case_ids), json.dumps(told)],
        )
        written, closed = cursor.fetchone()
    return written, closed


def task_sheet(task_id: UUID, *, by: Actor, at: datetime) -> TaskCard:
    """One task. Raises `Hidden`."""
    row = tasks_seen_by(by, at=at).filter(pk=task_id).select_related("case").first()
    if row is None:
        raise Hidden(f"task {task_id}")
    return _cards([row], by)[0]


def locked_task(task_id: UUID, *, by: Actor, at: datetime) -> Task:
    """One task the actor sees, locked for the rest of the act. What they may not change is locked for nobody:
    the rules say why. Raises `Hidden`."""
    rows = tasks_seen_by(by, at=at).filter(pk=task_id)
    row = rows.select_for_update(of=("self",)).first() or rows.first()
    if row is None:
        raise Hidden(f"task {task_id}")
    return row


def _mine(by: Actor, at: datetime) -> QuerySet[Task]:
    return tasks_seen_by(by, at=at).filter(for_member_id=by.id, done_at=None)


def _page(rows: QuerySet[Task], by: Actor, after: TaskKey | None) -> TaskPage:
    if after:
        rows = rows.filter(due_on__gte=after.due_on).filter(Q(due_on__gt=after.due_on) | Q(id__gt=after.id))
    found = list(rows.select_related("case").order_by("due_on", "id")[: PAGE + 1])
    cards = tuple(_cards(found[:PAGE], by))
    is_more = len(found) > PAGE
    return TaskPage(cards=cards, after=TaskKey(due_on=cards[-1].due_on, id=cards[-1].id) if is_more else None)


def _cards(rows: list[Task], by: Actor) -> list[TaskCard]:
    people = {row.for_member_id for row in rows} | {row.given_by_id for row in rows if row.given_by_id}
    names = names_of(people, by=by)
    return [
        TaskCard(
            id=row.id,
            case_id=row.case_id,
            reference=row.case.reference if row.case else "",
            called=row.case.called if row.case else "",
            compartment=Compartment(row.compartment),
            says=row.says,
            because=row.because,
            due_on=row.due_on,
            for_member_id=row.for_member_id,
            for_name=names.get(row.for_member_id, ""),
            by_name=names.get(row.given_by_id, "") if row.given_by_id else "",
            origin=Origin(row.origin),
            put_off_why=row.put_off_why,
            done_at=row.done_at,
        )
        for row in rows
    ]
