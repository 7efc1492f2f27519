"""Every question about what is to do, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from limen.domain.tasks import queries as tasks
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_WORK = {
    "tasks_seen_by": "a filter",
}


def asked_of_work(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """What is to do in every case, what is mine, and each task by its id."""
    by = scene.people[name].actor
    asker: dict[str, Any] = {"by": by, "at": at}
    cases = [row["id"] for row in facts.all("cases_case")]
    found = [row["id"] for row in facts.all("tasks_task")]
    return {
        "my_tasks": lambda: tasks.my_tasks(**asker),
        "count_my_tasks": lambda: tasks.count_my_tasks(until=at.date(), **asker).found,
        "done_by_me": lambda: tasks.done_by_me(at - timedelta(days=1), **asker),
        "tasks_of": each(lambda key, **who: tasks.tasks_of(key, **who).cards, cases, **asker),
        "done_in": each(tasks.done_in, cases, **asker),
        "task_sheet": each(tasks.task_sheet, found, **asker),
        "locked_task": each(lambda key, **who: tasks.locked_task(key, **who).pk, found, **asker),
    }
