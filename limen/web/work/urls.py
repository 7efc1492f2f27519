"""The addresses of what one has to do, for one workspace. An act has the name of its command."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.page import page
from limen.web.work import tasks

Body = Callable[..., HttpResponse]
_TASK = "tasks/<uuid:task_id>/"
# The address, the page, its name, and the act it is for, when it is for one.
_PAGES: tuple[tuple[str, Body, str, str | None], ...] = (
    ("tasks/", tasks.my_task_list, "my_tasks", None),
    ("tasks/add/", tasks.add_task, "add_task", "tasks.add_task"),
    (f"{_TASK}done/", tasks.finish_task, "finish_task", "tasks.finish_task"),
    (f"{_TASK}open-again/", tasks.reopen_task, "reopen_task", "tasks.reopen_task"),
    (f"{_TASK}put-off/", tasks.postpone_task, "postpone_task", "tasks.postpone_task"),
    ("case/<uuid:case_id>/tasks/", tasks.case_tasks, "case_tasks", None),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """What one has to do, behind the door of this workspace."""
    return [
        path(where, page(workspace, permission=act)(body), name=name) for where, body, name, act in _PAGES
    ]
