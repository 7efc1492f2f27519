"""One person at the counter: the document first, then the name, the birth, and who may be the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.duplicates.queries.checking import LikelyCard
from limen.domain.people.queries.sheets import person_sheet
from limen.domain.registration.commands.drafting import keep
from limen.domain.registration.names.merging import Edit
from limen.domain.registration.names.reading import parts_of, read_person
from limen.domain.registration.names.troubles import Trouble
from limen.domain.registration.names.typed import FamilyTyped, Fields, PersonTyped, person_key
from limen.domain.registration.queries.drafts import DraftSheet, draft_sheet
from limen.domain.registration.queries.likely import likely_for
from limen.reference import countries, languages
from limen.web.components.shapes import Text
from limen.web.page import page
from limen.web.requests import Request, acts, today
from limen.workspaces.registration import pictures, questions, zones
from limen.workspaces.registration.asking import Question, box, boxes
from limen.workspaces.registration.frame import address
from limen.workspaces.registration.path import (
    Step,
    answers,
    draft_at,
    goes_on,
    sent,
    show_step,
    step_at,
)
from limen.workspaces.registration.steps import person_in

_REGISTER = "registration.register_family"
# What a family mostly has in common, offered to everybody after the first.
_SUGGESTED = ("nationality", "language", "lived_country")


@dataclass(frozen=True, kw_only=True)
class Dismissed:
    """Somebody on record who was compared and is somebody else: as called, and the record that was seen."""

    called: str
    id: UUID


@dataclass(frozen=True, kw_only=True)
class LikelyView:
    """Records that may be this person: still to be compared, dismissed, or taken."""

    person_id: UUID
    open: tuple[LikelyCard, ...]
    dismissed: tuple[Dismissed, ...]
    taken: LikelyCard | None
    writable: frozenset[UUID]
    is_taken: bool
    was_named: bool


@page("registration", permission=_REGISTER)
def register_person(request: Request, draft_id: UUID, typed_id: UUID) -> HttpResponse:
    """Everything about one person on one page."""
    sheet = draft_at(request, draft_id)
    if isinstance(sheet, HttpResponse):
        return sheet
    person_in(sheet.typed, typed_id)
    edit = sent(request)
    if edit is not None:
        edit = _decided(request, edit, sheet, typed_id)
    step = step_at(request, sheet, "register_person", edit=edit, person_id=typed_id)
    if acts(request) and request.POST.get("read"):
        return _read(step, typed_id)
    if acts(request) and (request.POST.get("same") or request.POST.get("other") or request.POST.get("undo")):
        return HttpResponseRedirect(f"{request.path}#alike", status=303)
    if (answer := pictures.dropped(step)) is not None:
        return answer
    taken = pictures.page_taken(step, typed_id)
    if isinstance(taken, HttpResponse):
        return taken
    keys = [one.key for one in _asked(person_in(step.typed, typed_id))]
    troubles = [*taken, *(one for one in step.read().troubles if one.field in keys)]
    if (answer := goes_on(step, troubles)) is not None:
        return answer
    return _shown(step, person_in(step.typed, typed_id), troubles)


@page("registration", permission=_REGISTER, quietly=True)
def likely(request: Request, draft_id: UUID, typed_id: UUID) -> HttpResponse:
    """Who may be the same as somebody, as far as the draft has been saved: a part of the page."""
    sheet = draft_sheet(draft_id, by=request.actor)
    person = person_in(sheet.typed, typed_id)
    return render(request, "registration/likely.html", {"likely": likely_view(request, person)})


def likely_view(request: Request, person: PersonTyped) -> LikelyView:
    """Who on record may be this person, by what the clerk has said of them."""
    told = read_person(person, language=get_language() or "en", on=today(request)).told
    found = likely_for(told, person_id=person.id, by=request.actor, at=request.at)
    taken = next((card for card in found.cards if person.record in map(str, card.ids)), None)
    others = [card for card in found.cards if card is not taken]
    seen = {card.id: _seen_of(card, person) for card in others}
    return LikelyView(
        person_id=person.id,
        open=() if person.record else tuple(card for card in others if not seen[card.id]),
        dismissed=tuple(
            Dismissed(called=card.found.called, id=seen[card.id][0]) for card in others if seen[card.id]
        ),
        taken=taken,
        writable=found.writable,
        is_taken=bool(person.record),
        was_named=bool(told.names),
    )


def _seen_of(card: LikelyCard, person: PersonTyped) -> list[UUID]:
    """Which records of one person the clerk has said to be somebody else."""
    return [one for one in sorted(card.ids) if str(one) in person.seen]


def _decided(request: Request, edit: Edit, sheet: DraftSheet, person_id: UUID) -> Edit:
    """What the clerk said of a record that may be the same: it is, it is not, or that was a mistake."""
    person = person_in(sheet.typed, person_id)
    more: Fields = {}
    if same := request.POST.get("same", ""):
        found = person_sheet(UUID(same), by=request.actor, at=request.at)
        more = {"record": str(found.id), "record_version": str(found.version)}
    elif other := request.POST.get("other", ""):
        more = {"seen": [*person.seen, str(UUID(other))]}
    elif undone := request.POST.get("undo", ""):
        more = {"record": "", "record_version": "", "seen": [one for one in person.seen if one != undone]}
    said = {person_key(person_id, field): value for field, value in more.items()}
    known = {key: sheet.content[key] for key in said if key in sheet.content}
    return replace(edit, now={**edit.now, **said}, was={**edit.was, **known})


def _read(step: Step, person_id: UUID) -> HttpResponse:
    """Lay what the zone says into the fields, and come back to the name."""
    request = step.request
    read = zones.read_into(step.content, person_id, language=get_language() or "en", on=today(request))
    if read is not None and read.filled:
        known = {key: step.content[key] for key in read.filled if key in step.content}
        keep(step.sheet.id, Edit(now=read.filled, was=known), by=request.actor, at=request.at)
    return HttpResponseRedirect(f"{request.path}?zone=read", status=303)


def _shown(step: Step, person: PersonTyped, troubles: list[Trouble]) -> HttpResponse:
    request = step.request
    content, suggested = _with_suggestions(step, person)
    step = replace(step, content=content)
    given = answers(step, troubles, suggested)
    read = zones.read_into(step.content, person.id, language=get_language() or "en", on=today(request))
    is_read = read is not None and request.GET.get("zone") == "read"
    main = [*questions.name_questions(person.id), *questions.birth_questions(person)]
    return show_step(
        step,
        "person",
        title=person.name.strip() or _("Somebody without a name yet"),
        asked=_asked(person),
        more=[person_key(person.id, field) for field in ("kinds", "suggested")],
        person=person,
        zone=box(questions.zone_question(person.id), given, is_first=not is_read and not _is_begun(person)),
        zone_read=read,
        pages=pictures.pages_of(step, person),
        page_errors=[one.says for one in troubles if one.field == "page"],
        compared=boxes(questions.compared_questions(person), given, focus=False),
        main=boxes(main, given, focus=is_read or _is_begun(person)),
        parts=questions.parts_of_name(person, parts_of(person)),
        kinds_key=person_key(person.id, "kinds"),
        kinds=questions.kinds_of_parts(),
        document=boxes(questions.document_questions(person.id), given, focus=False),
        further=boxes(questions.further_questions(person.id), given, focus=False),
        others=boxes(questions.other_name_questions(person.id), given, focus=False),
        likely=likely_view(request, person),
        likely_url=address("likely", step.sheet.id, person.id),
        troubles=given.troubles,
        countries=countries.choices(get_language() or "en"),
        languages=languages.choices(get_language() or "en"),
        suggested_key=person_key(person.id, "suggested"),
        suggested=[key.rpartition("-")[2] for key in suggested],
    )


def _with_suggestions(step: Step, person: PersonTyped) -> tuple[Fields, Mapping[str, Text]]:
    """What everybody after the first may have in common with the first: filled in, and said to be so."""
    typed: FamilyTyped = step.typed
    first = typed.persons[0]
    if person.id == first.id:
        return step.content, {}
    content, said = dict(step.content), {}
    for field in _SUGGESTED:
        key, value = person_key(person.id, field), getattr(first, field)
        if key not in content and value:
            content[key] = value
        if value and content.get(key) == value:
            said[key] = _("As told of %(name)s. Change it if it is not so.") % {"name": first.name}
    if "name" in person.suggested and typed.shared:
        said[person_key(person.id, "name")] = _("With the name that the family shares.")
    return content, said


def _asked(person: PersonTyped) -> list[Question]:
    person_id = person.id
    return [
        questions.zone_question(person_id),
        *questions.compared_questions(person),
        *questions.name_questions(person_id),
        *questions.birth_questions(person),
        *questions.document_questions(person_id),
        *questions.further_questions(person_id),
        *questions.other_name_questions(person_id),
    ]


def _is_begun(person: PersonTyped) -> bool:
    return bool(person.zone or person.sex or person.nationality or person.language)
