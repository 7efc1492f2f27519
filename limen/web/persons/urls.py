"""The addresses of the pages about persons, for one workspace. An act has the name of its command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, path

from limen.web.casefile.frame import roles_grant
from limen.web.page import page
from limen.web.persons import (
    acts_birth,
    acts_documents,
    acts_family,
    acts_household,
    acts_names,
    acts_needs,
    acts_pictures,
    acts_speaking,
    acts_told,
    contact,
    family,
    history,
    messages,
    parties,
    searching,
    sheet,
)
from limen.web.requests import Request

Body = Callable[..., HttpResponse]
_PERSON = "person/<uuid:person_id>/"
_CASE = "case/<uuid:case_id>/people/"
# The address, the page, its name, and the act it is for, when it is for one.
_PAGES: tuple[tuple[str, Body, str, str | None], ...] = (
    ("people/", searching.people, "people", None),
    (_PERSON, sheet.person, "person", None),
    (f"{_PERSON}history/", history.person_history, "person_history", None),
    (f"{_PERSON}names/add/", acts_names.add_name, "add_name", "people.add_name"),
    (f"{_PERSON}birth/correct/", acts_birth.correct_birth, "correct_birth", "people.correct_birth"),
    (f"{_PERSON}documents/add/", acts_documents.add_document, "add_document", "people.add_document"),
    (f"{_PERSON}pictures/<uuid:picture_id>/", acts_pictures.picture, "picture", None),
    *(
        (f"{_PERSON}{where}/", body, name, f"people.{name}")
        for where, body, name in (
            ("sex/correct", acts_told.correct_sex, "correct_sex"),
            ("gender/correct", acts_told.correct_gender, "correct_gender"),
            ("places/<slug:kind>/correct", acts_told.correct_place, "correct_place"),
            ("nationalities/add", acts_told.add_nationality, "add_nationality"),
            ("nationalities/<uuid:thing_id>/end", acts_told.end_nationality, "end_nationality"),
            ("fate/record", acts_told.record_fate, "record_fate"),
            ("fate/<uuid:thing_id>/reverse", acts_told.reverse_fate, "reverse_fate"),
            ("languages/add", acts_speaking.add_language, "add_language"),
            ("languages/<uuid:thing_id>/end", acts_speaking.end_language, "end_language"),
            ("interpreter/wish", acts_speaking.wish_interpreter, "wish_interpreter"),
            ("interpreter/exclude", acts_speaking.exclude_interpreter, "exclude_interpreter"),
            ("interpreter/<uuid:thing_id>/readmit", acts_speaking.readmit_interpreter, "readmit_interpreter"),
            ("needs/observe", acts_needs.observe_need, "observe_need"),
            ("needs/<uuid:thing_id>/review", acts_needs.review_need, "review_need"),
            ("pictures/add", acts_pictures.add_picture, "add_picture"),
            ("pictures/<uuid:thing_id>/end", acts_pictures.end_picture, "end_picture"),
        )
    ),
    (f"{_PERSON}family/", family.person_family, "person_family", None),
    *(
        (f"{_PERSON}family/{where}/", body, name, f"families.{name}")
        for where, body, name in (
            ("relate", acts_family.relate, "relate"),
            ("<uuid:thing_id>/weigh", acts_family.weigh_relationship, "weigh_relationship"),
            ("<uuid:thing_id>/end", acts_family.end_relationship, "end_relationship"),
            ("household", acts_household.form_household, "form_household"),
            ("household/join", acts_household.join_household, "join_household"),
            ("household/<uuid:thing_id>/leave", acts_household.leave_household, "leave_household"),
            ("appoint", acts_family.appoint, "appoint"),
            ("appointments/<uuid:thing_id>/end", acts_family.end_appointment, "end_appointment"),
            ("accompaniment", acts_family.say_accompaniment, "say_accompaniment"),
        )
    ),
    (f"{_PERSON}contact/", contact.person_contact, "person_contact", None),
    (f"{_PERSON}contact/add/", contact.add_way, "add_way", "contacts.add_way"),
    (f"{_PERSON}contact/send/", messages.send, "send", "contacts.send"),
    (f"{_PERSON}contact/<uuid:thing_id>/rule/", contact.change_rule, "change_rule", "contacts.change_rule"),
    (f"{_PERSON}contact/<uuid:thing_id>/end/", contact.end_way, "end_way", "contacts.end_way"),
    (_CASE, parties.case_people, "case_people", None),
    (f"{_CASE}add/", parties.add_party, "add_party", "cases.add_party"),
    (f"{_CASE}<uuid:party_id>/end/", parties.end_party, "end_party", "cases.end_party"),
)


def urls_for(workspace: str) -> list[URLPattern]:
    """The pages about persons behind the door of this workspace; an act nobody there is granted has none."""
    opened = [
        path(where, _made(workspace, body, act), name=name)
        for where, body, name, act in _PAGES
        if act is None or roles_grant(workspace, act)
    ]
    # Asked by the script of the search box, not by a person: it keeps no session alive.
    quiet = page(workspace, quietly=True)(searching.people_suggestions)
    return [*opened, path("people/suggestions/", quiet, name="people_suggestions")]


def _made(workspace: str, body: Body, act: str | None) -> Callable[..., Any]:
    def bare(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        return body(request, *args, **kwargs)

    return page(workspace, permission=act)(bare)
