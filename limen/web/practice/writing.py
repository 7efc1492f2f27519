"""Writing a note, a newer one in its place, and a better text of a draft. What is typed is kept meanwhile."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.practice.commands import writing
from limen.domain.practice.queries.cards import PracticeCard
from limen.domain.practice.queries.drafts import TypedCard, typed_of
from limen.domain.practice.queries.notes import practice_sheet
from limen.foundation.actors import Reach
from limen.foundation.refusals import Conflict
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, show_act
from limen.web.choosing import Choices, filled, offer_units
from limen.web.components import two_texts
from limen.web.page import told
from limen.web.practice.forms import NewNoteForm, NoteForm
from limen.web.practice.frame import choices_of, named_here
from limen.web.requests import Request, acts, today

LONGEST = 100_000


def write(request: Request) -> HttpResponse:
    """Begin a note."""
    return _new(request, None)


def follow(request: Request, practice_id: UUID) -> HttpResponse:
    """Begin a note that takes the place of one in use, once a second person has checked it."""
    return _new(request, practice_sheet(practice_id, on=today(request), by=request.actor).card)


def revise(request: Request, practice_id: UUID) -> HttpResponse:
    """Say it better while it is a draft. Whoever was faster is shown beside what one wrote."""
    card = practice_sheet(practice_id, on=today(request), by=request.actor).card
    left = typed_of(practice_id, by=request.actor) if request.method == "GET" else None
    given = _given(card) | {"version": card.version} | _typed_before(left)
    form = _offered(request, NoteForm(request.POST or None, initial=given))
    if acts(request) and form.is_valid():
        event = writing.revise(
            practice_id,
            form.wording(),
            version=form.cleaned_data["version"] or 0,
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "practice_note", practice_id))
    if request.conflict is not None:
        return _both_texts(request, request.conflict, address(request, "practice_note", practice_id))
    act = Act(
        title=_("Revise a practice note"),
        button=_("Save the draft"),
        back_url=address(request, "practice_note", practice_id),
        lead=[_("Nobody else sees it before you give it to a second person.")],
    )
    place = address(request, "practice_draft", practice_id)
    return _writing(request, act, form, left, place, form["version"].value() or card.version)


def draft_new(request: Request) -> HttpResponse:
    """Keep what is typed of a new note."""
    return _kept(request, None)


def draft_of(request: Request, practice_id: UUID) -> HttpResponse:
    """Keep what is typed of a better text; 409 when the note was saved from another window meanwhile."""
    return _kept(request, practice_id)


def _new(request: Request, older: PracticeCard | None) -> HttpResponse:
    left = typed_of(None, by=request.actor) if request.method == "GET" else None
    given = (_given(older) if older else {}) | _typed_before(left)

    def make(sent: QueryDict | None) -> NewNoteForm:
        return NewNoteForm(sent, initial=given)

    form = _offered(request, filled(make, request, "unit_id"))
    units = request.actor.units_within(Reach.ASSIGNED)
    house: Choices = [("", _("The whole house"))]
    offer_units(request, form, "unit_id", units, url=address(request, "practice_units"), first=house)
    if acts(request) and form.is_valid():
        unit = form.cleaned_data["unit_id"]
        event = writing.write(
            form.wording(),
            unit_id=UUID(unit) if unit else None,
            follows=older.id if older else None,
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "practice_note", event.note_id))
    back = address(request, "practice_note", older.id) if older else address(request, "practice")
    act = Act(
        title=_("Write a newer note") if older else _("Write a practice note"),
        button=_("Save the draft"),
        back_url=back,
        lead=[_("Nobody else sees it before you give it to a second person.")],
    )
    return _writing(request, act, form, left, address(request, "practice_draft_new"), 0)


def _offered(request: Request, form: Any) -> Any:
    topics = named_here(request).topics
    return offering(form, claims=choices_of(topics.claims), elements=choices_of(topics.elements))


def _given(card: PracticeCard) -> dict[str, Any]:
    ties = card.ties
    return {
        "title": card.title,
        "says": card.says,
        "language": card.language,
        "countries": list(ties.countries),
        "claims": list(ties.claims),
        "elements": list(ties.elements),
        "unit_id": str(card.unit_id or ""),
    }


def _typed_before(left: TypedCard | None) -> dict[str, Any]:
    if left is None or not left.text.strip():
        return {}
    return {"says": left.text} | ({"version": left.base_version} if left.note_id else {})


def _writing(
    request: Request, act: Act, form: NoteForm, left: TypedCard | None, place: str, version: object
) -> HttpResponse:
    left_at = left.saved_at if left and left.text.strip() else None
    return show_act(
        request,
        act,
        form,
        template="web/practice/writing.html",
        draft_url=place,
        base_version=version,
        left_at=left_at,
    )


def _both_texts(request: Request, conflict: Conflict, leave_url: str) -> HttpResponse:
    sent = request.POST
    kept = ("title", "language", "countries", "claims", "elements")
    both = two_texts(
        conflict,
        name="says",
        label=_("Practice note"),
        yours=sent.get("says", ""),
        action_url=request.path,
        leave_url=leave_url,
        fields=tuple((name, value) for name in kept for value in sent.getlist(name)),
    )
    return render(request, "web/errors/conflict.html", {"conflict": both})


def _kept(request: Request, practice_id: UUID | None) -> HttpResponse:
    try:
        sent = json.loads(request.body)
        text, version = str(sent["text"]), int(sent.get("base_version") or 0)
    except (ValueError, TypeError, KeyError, AttributeError):
        return JsonResponse({"error": "not_a_draft"}, status=400)
    if len(text) > LONGEST or version < 0:
        return JsonResponse({"error": "not_a_draft"}, status=400)
    if not acts(request):
        said = [{"code": one.code, "says": one.says} for one in request.obstacles]
        return JsonResponse({"error": "refused", "obstacles": said}, status=409)
    if practice_id is not None:
        now = practice_sheet(practice_id, on=today(request), by=request.actor).card.version
        if now != version:
            return JsonResponse({"error": "conflict", "version": now}, status=409)
    saved_at = writing.keep_draft(
        practice_id, text=text, base_version=version, by=request.actor, at=request.at
    )
    return JsonResponse({"saved_at": saved_at.isoformat()})
