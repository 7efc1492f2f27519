"""The steps of the path: who is here, each person, their kin, how they are reached, what was seen of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from limen.domain.cases.names import PartyPart
from limen.domain.identity.names import Role
from limen.domain.registration.names.reading_children import is_child
from limen.domain.registration.names.typed import FamilyTyped, PersonTyped
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden
from limen.web.page import page
from limen.web.requests import Request, acts
from limen.workspaces.registration import questions_of_family as family
from limen.workspaces.registration import rows
from limen.workspaces.registration.asking import Question, boxes
from limen.workspaces.registration.frame import address
from limen.workspaces.registration.path import answers, draft_at, goes_on, sent, show_step, step_at
from limen.workspaces.registration.questions import row_questions

_REGISTER = "registration.register_family"
EMPTY_ROWS = 6


@page("registration", permission=_REGISTER)
def register_who(request: Request, draft_id: UUID) -> HttpResponse:
    """Who stands at the counter: a name and a part for each, one row after the other."""
    sheet = draft_at(request, draft_id)
    if isinstance(sheet, HttpResponse):
        return sheet
    edit = sent(request)
    if edit is not None:
        edit = rows.tidied(request, edit, sheet)
    step = step_at(request, sheet, "register_who", edit=edit)
    is_full = len(step.typed.persons) - len(sheet.typed.persons) >= EMPTY_ROWS
    if acts(request) and (is_full or request.POST.get("remove") or request.POST.get("put_back")):
        return HttpResponseRedirect(address("register_who", draft_id), status=303)
    if (answer := goes_on(step, ())) is not None:
        return answer
    central = central_part(request)
    ids = [one.id for one in step.typed.persons]
    listed = [*ids, *(new_id() for _one in range(EMPTY_ROWS))]
    asked = [row_questions(one, central, is_first=place == 0) for place, one in enumerate(listed)]
    given = answers(step, ())
    drawn = [
        rows.Row(id=one, is_here=one in ids, fields=boxes(questions, given, focus=place == len(ids)))
        for place, (one, questions) in enumerate(zip(listed, asked, strict=True))
    ]
    return show_step(
        step,
        "who",
        title=_("Who is here"),
        asked=[rows.shared_question(), *(question for one in asked for question in one)],
        more=["family-persons", "family-removed"],
        rows=drawn,
        shared=boxes([rows.shared_question()], given, focus=False)[0],
        removed=step.typed.removed,
    )


@page("registration", permission=_REGISTER)
def register_kin(request: Request, draft_id: UUID) -> HttpResponse:
    """What they are to each other; and who acts for a child who is here alone."""

    def asked(typed: FamilyTyped) -> list[rows.Section]:
        found = [
            rows.Section(title=one.name, questions=questions)
            for place, one in enumerate(typed.persons)
            if (questions := _kin_and_company(one, typed, is_first=place == 0))
        ]
        alone = typed.persons[:1] if len(typed.persons) == 1 else ()
        children = [one for one in typed.persons if is_child(one) and one not in alone]
        return found + [
            rows.Section(
                title=_("Guardian of %(name)s") % {"name": one.name},
                questions=family.guardian_questions(one),
                is_folded=not one.guardian,
            )
            for one in (*alone, *children)
        ]

    title = _("What they are to each other")
    return _sections(request, draft_id, "register_kin", title, asked)


@page("registration", permission=_REGISTER)
def register_reach(request: Request, draft_id: UUID) -> HttpResponse:
    """How to reach them without putting anybody in danger."""

    def asked(typed: FamilyTyped) -> list[rows.Section]:
        used = [way.place for way in typed.ways if way.value.strip()]
        shown = [*used, next((way.place for way in typed.ways if way.place not in used), 0)]
        found: list[rows.Section] = []
        for place in dict.fromkeys(shown):
            title = _("Way %(number)d") % {"number": place + 1}
            found.append(rows.Section(title=title, questions=family.way_questions(place, typed)))
            more = family.further_way_questions(place)
            found.append(rows.Section(title=_("Hours, and through whom"), questions=more, is_folded=True))
        return found

    return _sections(request, draft_id, "register_reach", _("How to reach them safely"), asked)


@page("registration", permission=_REGISTER)
def register_needs(request: Request, draft_id: UUID) -> HttpResponse:
    """First indications of special needs, as they were seen."""

    def asked(typed: FamilyTyped) -> list[rows.Section]:
        return [
            rows.Section(title=one.name, questions=family.need_questions(one), is_folded=not one.needs)
            for one in typed.persons
        ]

    title = _("What was seen that needs care")
    lead = _("Say what you saw or heard. Nothing here is a diagnosis, and nobody has to be asked.")
    return _sections(request, draft_id, "register_needs", title, asked, lead=lead)


def _kin_and_company(one: PersonTyped, typed: FamilyTyped, *, is_first: bool) -> list[Question]:
    """What somebody is to the first of the family, and with whom a child came."""
    kin = [] if is_first else family.kin_questions(one, typed)
    return kin + (family.accompaniment_questions(one, typed) if is_child(one) else [])


def central_part(request: Request) -> PartyPart:
    """Whom a case here is about: an applicant before an authority, a client of an agency."""
    agency = {Role.CASEWORKER, Role.CASEWORK_SUPERVISOR}
    return PartyPart.CLIENT if request.person.roles & agency else PartyPart.APPLICANT


def person_in(typed: FamilyTyped, person_id: UUID) -> PersonTyped:
    """A person of the family. Raises `Hidden`."""
    person = typed.person(person_id)
    if person is None:
        raise Hidden(f"person {person_id} in this draft")
    return person


def _sections(
    request: Request, draft_id: UUID, name: str, title: str, asked: rows.Asking, *, lead: str = ""
) -> HttpResponse:
    """A step of sections: each person, or each way, with its questions."""
    sheet = draft_at(request, draft_id)
    if isinstance(sheet, HttpResponse):
        return sheet
    step = step_at(request, sheet, name, edit=sent(request))
    sections = asked(step.typed)
    keys = {question.key for one in sections for question in one.questions}
    troubles = [one for one in step.read().troubles if one.field in keys]
    if (answer := goes_on(step, troubles)) is not None:
        return answer
    given = answers(step, troubles)
    return show_step(
        step,
        "sections",
        title=title,
        asked=[question for one in sections for question in one.questions],
        lead=lead,
        grounds=family.grounds(),
        sections=list(_drawn(sections, given)),
        troubles=given.troubles,
    )


def _drawn(sections: Sequence[rows.Section], given: rows.Given) -> Iterable[rows.Section]:
    for place, one in enumerate(sections):
        is_wrong = any(question.key in _wrong(given) for question in one.questions)
        fields = boxes(one.questions, given, focus=place == 0)
        yield replace(one, fields=fields, is_folded=one.is_folded and not is_wrong)


def _wrong(given: rows.Given) -> set[str]:
    return {trouble.field for trouble in given.troubles} | set(given.theirs)
