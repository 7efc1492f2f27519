"""The addresses of the interviews, for one workspace. An act has its command's name after `interview_`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from limen.web.casefile.frame import roles_grant
from limen.web.interviews import (
    acts_interpreter,
    acts_planning,
    acts_record,
    desk,
    pages,
    playing,
    preparing,
    printing,
    sounding,
)
from limen.web.page import page

Body = Callable[..., Any]
_ALL = "case/<uuid:case_id>/interviews/"
_ONE = f"{_ALL}<uuid:interview_id>/"
_RECORDING, _PART = f"{_ONE}recordings/<uuid:recording_id>/", "parts/<int:sound_part>/"
# The address, the page, its name, and the act it is for, when it is for one.
_PAGES: tuple[tuple[str, Body, str, str | None], ...] = (
    (_ALL, pages.case_interviews, "case_interviews", None),
    (f"{_ALL}plan/", acts_planning.plan, "interview_plan", "interviews.plan"),
    (_ONE, pages.interview, "interview", None),
    (f"{_ONE}record.pdf", printing.record_pdf, "interview_pdf", None),
    (f"{_ONE}record.docx", printing.record_word, "interview_word", None),
    (f"{_ONE}desk/", desk.desk, "interview_desk", "interviews.open_record"),
    (f"{_ONE}keep/", desk.keep, "interview_keep", "interviews.open_record"),
    (
        f"{_RECORDING}{_PART}sound/",
        playing.sound,
        "interview_sound",
        None,
    ),
    (
        f"{_RECORDING}{_PART}<int:number>/",
        sounding.keep_sound,
        "interview_keep_sound",
        "interviews.begin_recording",
    ),
    *(
        (f"{_ONE}{where}/", body, f"interview_{act}", f"interviews.{act}")
        for where, body, act in (
            ("move", acts_planning.reschedule, "reschedule"),
            ("cancel", acts_planning.cancel, "cancel"),
            ("missed", acts_planning.mark_missed, "mark_missed"),
            ("interpreter", acts_interpreter.book_interpreter, "book_interpreter"),
            (
                "interpreter/<uuid:booking_id>/release",
                acts_interpreter.release_interpreter,
                "release_interpreter",
            ),
            ("prepare", preparing.prepare, "prepare"),
            ("open", preparing.open_record, "open_record"),
            ("take-over", acts_record.take_over, "take_over"),
            ("inconsistencies", acts_record.note_inconsistency, "note_inconsistency"),
            (
                "inconsistencies/<uuid:inconsistency_id>/put",
                acts_record.put_inconsistency,
                "put_inconsistency",
            ),
            ("recordings/begin", sounding.begin_recording, "begin_recording"),
            ("recordings/add", sounding.add_recording, "add_recording"),
            ("recordings/<uuid:recording_id>/end", sounding.end_recording, "end_recording"),
            ("recordings/<uuid:recording_id>/place", sounding.place_recording, "place_recording"),
            ("close", acts_record.close_record, "close_record"),
            ("read-back", acts_record.read_back, "read_back"),
            ("blocks/<uuid:block_id>/correct", acts_record.correct, "correct"),
            ("confirm", acts_record.confirm, "confirm"),
            ("refused", acts_record.refuse_confirmation, "refuse_confirmation"),
        )
    ),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """The interviews behind the door of this workspace; an act nobody there is granted has no page."""
    return [
        path(where, page(workspace, permission=act)(body), name=name)
        for where, body, name, act in _PAGES
        if act is None or roles_grant(workspace, act)
    ]
