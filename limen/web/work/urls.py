"""The addresses of what one has to do, for one workspace. An act has the name of its command."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.casefile.frame import roles_grant
from limen.web.page import page
from limen.web.work import (
    allocating,
    allocating_all,
    exporting,
    figures,
    filters,
    holding,
    palette,
    releases,
    tasks,
    units,
    words,
    worklists,
)

Body = Callable[..., HttpResponse]
_RELEASE = "work/releases/<uuid:release_id>/"
_TASK = "tasks/<uuid:task_id>/"
# The address, the page, its name, and the act it is for, when it is for one.
_PAGES: tuple[tuple[str, Body, str, str | None], ...] = (
    ("tasks/", tasks.my_task_list, "my_tasks", None),
    ("tasks/add/", tasks.add_task, "add_task", "tasks.add_task"),
    (f"{_TASK}done/", tasks.finish_task, "finish_task", "tasks.finish_task"),
    (f"{_TASK}open-again/", tasks.reopen_task, "reopen_task", "tasks.reopen_task"),
    (f"{_TASK}put-off/", tasks.postpone_task, "postpone_task", "tasks.postpone_task"),
    ("work/mine/", worklists.my_worklist, "my_worklist", None),
    ("work/of-unit/<uuid:unit_id>/", worklists.unit_worklist, "unit_worklist", None),
    ("work/of-unit/<uuid:unit_id>/figures/", figures.figures, "unit_figures", "cases.assign"),
    ("work/mine/export/", exporting.export_mine, "export_mine", "worklists.export"),
    ("work/of-unit/<uuid:unit_id>/export/", exporting.export, "export", "worklists.export"),
    ("work/releases/", releases.releases, "releases", "worklists.export"),
    (f"{_RELEASE}answer/", releases.answer_release, "answer_release", "worklists.answer_release"),
    (f"{_RELEASE}list/", releases.release_list, "release_list", "worklists.answer_release"),
    (f"{_RELEASE}take/", releases.take_release, "take_release", "worklists.export"),
    (
        "work/of-unit/<uuid:unit_id>/assign-all/",
        allocating_all.assign_all,
        "assign_all",
        "worklists.assign_all",
    ),
    ("work/assign/", allocating.assign_many, "assign_many", "cases.assign"),
    ("work/filters/keep/", filters.save_filter, "save_filter", "worklists.save_filter"),
    ("work/filters/<uuid:filter_id>/drop/", filters.drop_filter, "drop_filter", "worklists.drop_filter"),
    ("work/news/seen/", filters.see_news, "see_news", "worklists.see_news"),
    ("work/units/", units.units, "units", None),
    ("work/words/", words.words, "words", None),
    ("go/", palette.palette, "palette", None),
    ("case/<uuid:case_id>/tasks/", tasks.case_tasks, "case_tasks", None),
)
# Asked by the script of a box, not by a person: they keep no session alive.
_ASKED_BY_SCRIPTS: tuple[tuple[str, Body, str, str | None], ...] = (
    ("go/suggestions/", palette.palette_suggestions, "palette_suggestions", None),
    ("work/units/suggestions/", units.unit_suggestions, "unit_suggestions", None),
    ("tasks/people/", tasks.task_people, "task_people", None),
    ("work/assign/people/", allocating.assign_people, "assign_people", "cases.assign"),
    ("work/of-unit/<uuid:unit_id>/people/", holding.unit_people, "unit_people", None),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """What one has to do, behind the door of this workspace."""
    opened = [
        path(where, page(workspace, permission=act)(body), name=name)
        for where, body, name, act in _PAGES
        if act is None or roles_grant(workspace, act)
    ]
    asked = [
        path(where, page(workspace, permission=act, quietly=True)(body), name=name)
        for where, body, name, act in _ASKED_BY_SCRIPTS
        if act is None or roles_grant(workspace, act)
    ]
    return [*opened, *asked]
