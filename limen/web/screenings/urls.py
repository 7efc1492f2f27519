"""The addresses of screenings and of matters of safety, for one workspace."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.page import page
from limen.web.screenings import asking, listing, questions, reading, safety

Body = Callable[..., HttpResponse]
_READS = "screenings.ask"
_ALL, _SAFETY = "case/<uuid:case_id>/screenings/", "case/<uuid:case_id>/safety/"
_ONE, _MATTER = f"{_ALL}<uuid:screening_id>/", f"{_SAFETY}<uuid:matter_id>/"
_PAGES: tuple[tuple[str, Body, str, str], ...] = (
    (_ALL, listing.case_screenings, "case_screenings", _READS),
    (f"{_ALL}ask/", asking.ask, "screening_ask", "screenings.ask"),
    (
        f"{_ALL}over-time/<uuid:person_id>/<slug:instrument>/",
        listing.over_time,
        "screening_over_time",
        _READS,
    ),
    (_ONE, reading.screening, "screening", _READS),
    (f"{_ONE}questions/", questions.answer, "screening_answer", "screenings.answer"),
    (f"{_ONE}finish/", reading.finish, "screening_finish", "screenings.finish"),
    (f"{_ONE}withdraw/", reading.withdraw, "screening_withdraw", "screenings.withdraw"),
    (f"{_SAFETY}open/", safety.open_matter, "safety_open", "screenings.open_matter"),
    (f"{_SAFETY}plan/", safety.plan, "safety_plan", _READS),
    (_MATTER, safety.matter, "safety", _READS),
    (f"{_MATTER}step/<slug:step>/", safety.take_step, "safety_step", "screenings.take_step"),
    (f"{_MATTER}close/", safety.close_matter, "safety_close", "screenings.close_matter"),
)
# Sent by the script of the questions, not by a person: it keeps no session alive.
_KEEP = f"{_ONE}keep/"


def urls_for(workspace: str) -> list[URLPattern]:
    """Screenings behind the door of this workspace."""
    opened = [
        path(where, page(workspace, permission=act)(body), name=name) for where, body, name, act in _PAGES
    ]
    quiet = page(workspace, permission="screenings.answer", quietly=True)(questions.keep)
    return [*opened, path(_KEEP, quiet, name="screening_keep")]
