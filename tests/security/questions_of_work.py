"""Every question about what is to do, as one of the scene would ask it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from limen.domain.cases.queries import timeline
from limen.domain.identity.queries import choosing, people, skills
from limen.domain.tasks import queries as tasks
from limen.domain.worklists.names import Question, SortedBy
from limen.domain.worklists.queries import candidates, figures, filters, lists, news, releases, words
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_WORK = {
    "tasks_seen_by": "a filter", "rows_within": "a filter", "filters_within": "a filter",
    "releases_within": "a filter",
    "mend_after": "the worker's", "cases_to_look_at": "the worker's", "keep_findings": "the worker's",
    "fold_figures": "the worker's",
    "cases_found": "a filter", "patience_of": "of one's own organisation, and of nobody in it",
    "my_calendar": "answers by the ticket", "asking_calendar": "answers by the ticket",
}  # fmt: skip


def asked_of_work(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """What is to do in every case, what is mine, and each task by its id."""
    by = scene.people[name].actor
    asker: dict[str, Any] = {"by": by, "at": at}
    cases = [row["id"] for row in facts.all("cases_case")]
    found = [row["id"] for row in facts.all("tasks_task")]
    kept = [row["id"] for row in facts.all("worklists_savedfilter")]
    out = [row["id"] for row in facts.all("worklists_release")]
    units = [row["id"] for row in facts.all("identity_unit")]
    notes = [row["id"] for row in facts.all("notes_note")]
    pages = [row["id"] for row in facts.all("documents_page")]
    members = [one.id for one in scene.people.values()]
    circle = choosing.Circle(unit_ids=tuple(units))
    asked = [Question(unit_id=unit) for unit in (None, *units)]
    asked += [Question(unit_id=unit, is_found=True) for unit in units]
    asked += [Question(unit_id=unit, sorted_by=SortedBy.LAST, is_down=True) for unit in units]
    return {
        "my_tasks": lambda: tasks.my_tasks(**asker),
        "found_in": lambda: tasks.found_in(cases, **asker),
        "tasks_of_mine": lambda: tasks.tasks_of_mine(begins=date.min, ends=date.max, **asker, at_most=500),
        "count_my_tasks": lambda: tasks.count_my_tasks(until=at.date(), **asker).found,
        "done_by_me": lambda: tasks.done_by_me(at - timedelta(days=1), **asker),
        "tasks_of": each(lambda key, **who: tasks.tasks_of(key, **who).cards, cases, **asker),
        "done_in": each(tasks.done_in, cases, **asker),
        "worklist": lambda: [lists.worklist(one, **asker) for one in asked],
        "count_of": lambda: [lists.count_of(one, **asker).found for one in asked],
        "words_in_files": lambda: words.words_in_files(words.Wanted(words="canary"), **asker).hits,
        "places_among": lambda: words.places_among(notes, pages, "canary", **asker),
        "unit_figures": each(
            lambda unit, **who: figures.unit_figures(unit, on=at.date(), **who), units, by=by
        ),
        "chosen_from": lambda: lists.chosen_from(cases, **asker),
        "candidates": lambda: candidates.candidates(
            people.people_of_units(tuple(units), **asker), cases, **asker
        ),
        "look_around": lambda: choosing.look_around(circle, chosen=scene.cast.berg.id, **asker),
        "people_called": lambda: choosing.people_called(circle, "e", **asker),
        "people_among": lambda: choosing.people_among(circle, members, **asker),
        "units_called": lambda: choosing.units_called(units, "f", by=by),
        "needs_of": lambda: candidates.needs_of(cases, **asker),
        "skills_of": lambda: skills.skills_of([one.id for one in scene.people.values()], by=by),
        "filters_for": lambda: filters.filters_for(by),
        "own_filter": each(lambda key, **who: filters.own_filter(key, **who).pk, kept, by=by),
        "releases_for": lambda: releases.releases_for(**asker),
        "count_to_answer": lambda: releases.count_to_answer(**asker).found,
        "count_answered": lambda: releases.count_answered(**asker).found,
        "cases_of": each(lambda unit, **who: lists.cases_of(Question(unit_id=unit), **who), units, **asker),
        "release_sheet": each(releases.release_sheet, out, by=by),
        "locked_release": each(lambda key, **who: releases.locked_release(key, **who).pk, out, by=by),
        "news": lambda: news.news(**asker, at_most=50),
        "lines_since": lambda: timeline.lines_since(0, **asker, at_most=50, counted_up_to=1000),
        "task_sheet": each(tasks.task_sheet, found, **asker),
        "locked_task": each(lambda key, **who: tasks.locked_task(key, **who).pk, found, **asker),
    }
