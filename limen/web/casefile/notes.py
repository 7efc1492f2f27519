"""The notes of a file: reading them, writing one, revising one, and the earlier versions of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.identity.names import Compartment
from limen.domain.notes import commands as notes
from limen.domain.notes import rules
from limen.domain.notes.queries import (
    PAGE,
    DraftCard,
    NoteCard,
    NoteSheet,
    draft_of,
    note_sheet,
    notes_of,
)
from limen.foundation.refusals import Conflict, Hidden, Obstacle
from limen.web.casefile.forms import NoteForm, RevisionForm, offering
from limen.web.casefile.frame import Act, Offer, address, here, may, read_sheet, show_act, show_file
from limen.web.casefile.history import instant
from limen.web.components import two_texts
from limen.web.components.marks import day_words
from limen.web.page import told
from limen.web.requests import Request, acts, today

LATEST = 3


@dataclass(frozen=True, kw_only=True)
class NoteView:
    """A note as a page draws it; outside the general part it is folded under a plain label."""

    label: str
    compartment: str
    is_folded: bool
    url: str
    text: str
    by: str
    written_at: datetime
    version: int


def case_notes(request: Request, case_id: UUID) -> HttpResponse:
    """The notes of a case, the latest first."""
    sheet = read_sheet(request, case_id)
    found = notes_of(case_id, by=request.actor, at=request.at, before=instant(request.GET.get("before", "")))
    write = Offer(
        label=_("Write a note"),
        url=address(request, "write", case_id),
        refused=writing_obstacles(request, sheet),
        kind="primary",
    )
    return show_file(
        request,
        sheet,
        "web/casefile/notes.html",
        tab="case_notes",
        title=_("Notes"),
        notes=[_view(request, card) for card in found],
        write=write if may(request, "notes.write") and sheet.is_read else None,
        earlier=found[-1].written_at.isoformat() if len(found) == PAGE else "",
    )


def note(request: Request, case_id: UUID, note_id: UUID) -> HttpResponse:
    """One note with everything it ever said."""
    sheet, found = _opened(request, case_id, note_id)
    reasons = rules.obstacles_to_revising(text="-", is_worked_on=sheet.is_worked_on)
    url = address(request, "revise", case_id, note_id)
    offer = Offer(label=_("Revise the note"), url=url, refused=reasons)
    return show_file(
        request,
        sheet,
        "web/casefile/note.html",
        tab="case_notes",
        title=_("Note"),
        note=_view(request, found.note),
        versions=found.versions[1:],
        revise=offer if may(request, "notes.revise") and sheet.is_read else None,
        back_url=address(request, "case_notes", case_id),
    )


def write(request: Request, case_id: UUID) -> HttpResponse:
    """Write a note. What was left unfinished is offered again."""
    sheet = read_sheet(request, case_id)
    draft = draft_of(case_id, note_id=None, by=request.actor, at=request.at)
    given = {"happened_on": today(request), "compartment": Compartment.GENERAL, "text": _left(draft)}
    form = offering(NoteForm(request.POST or None, initial=given), compartment=_compartments(request))
    if acts(request) and form.is_valid():
        event = notes.write(
            case_id,
            text=form.cleaned_data["text"],
            happened_on=form.cleaned_data["happened_on"],
            compartment=Compartment(form.cleaned_data["compartment"]),
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:case_notes", case_id)
    act = Act(
        title=_("Write a note"),
        button=_("Save the note"),
        back_url=address(request, "case_notes", case_id),
        refused=writing_obstacles(request, sheet),
    )
    return _writing(request, sheet, act, form, draft, address(request, "draft_note", case_id), 0)


def revise(request: Request, case_id: UUID, note_id: UUID) -> HttpResponse:
    """Say it better. Whoever was faster is shown beside what one wrote; neither is lost."""
    sheet, found = _opened(request, case_id, note_id)
    draft = draft_of(case_id, note_id=note_id, by=request.actor, at=request.at)
    has_draft = bool(_left(draft))
    given = {
        "version": draft.base_version if draft and has_draft else found.note.version,
        "text": _left(draft) or found.note.text,
    }
    form = RevisionForm(request.POST or None, initial=given)
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = notes.revise(
            note_id, text=words["text"], version=words["version"], by=request.actor, at=request.at
        )
        return told(event, f"{here(request)}:note", case_id, note_id)
    if request.conflict is not None:
        return _both_texts(request, request.conflict, address(request, "note", case_id, note_id))
    act = Act(
        title=_("Revise a note"),
        button=_("Save the revision"),
        back_url=address(request, "note", case_id, note_id),
        lead=[_("Everything the note said before is kept and can be read.")],
        refused=rules.obstacles_to_revising(text="-", is_worked_on=sheet.is_worked_on),
    )
    place = address(request, "draft_revision", case_id, note_id)
    version = form["version"].value() or found.note.version
    return _writing(request, sheet, act, form, draft, place, version)


def latest_notes(request: Request, sheet: CaseSheet) -> list[NoteView]:
    """The last few notes, for the first page of the file; none for whoever only lists the case."""
    if not (sheet.is_read or sheet.is_shared_with_us):
        return []
    found = notes_of(sheet.id, by=request.actor, at=request.at, at_most=LATEST)
    return [_view(request, card) for card in found]


def writing_obstacles(request: Request, sheet: CaseSheet) -> list[Obstacle]:
    """Why no note can be written in this file now, whatever it would say."""
    on = today(request)
    return rules.obstacles_to_writing(
        text="-",
        happened_on=on,
        on=on,
        compartment=Compartment.GENERAL,
        is_worked_on=sheet.is_worked_on,
        by=request.actor,
    )


def _writing(
    request: Request,
    sheet: CaseSheet,
    act: Act,
    form: NoteForm | RevisionForm,
    draft: DraftCard | None,
    place: str,
    version: object,
) -> HttpResponse:
    """The page on which one writes, with a draft that is kept while one types."""
    left_at = draft.saved_at if draft and draft.text.strip() and request.method == "GET" else None
    return show_act(
        request,
        act,
        form,
        sheet=sheet,
        template="web/casefile/writing.html",
        draft_url=place,
        base_version=version,
        left_at=left_at,
    )


def _both_texts(request: Request, conflict: Conflict, leave_url: str) -> HttpResponse:
    both = two_texts(
        conflict,
        name="text",
        label=_("Note"),
        yours=request.POST.get("text", ""),
        action_url=request.path,
        leave_url=leave_url,
    )
    return render(request, "web/errors/conflict.html", {"conflict": both})


def _opened(request: Request, case_id: UUID, note_id: UUID) -> tuple[CaseSheet, NoteSheet]:
    """The note and the case it is in. Raises `Hidden` when it is in another one."""
    sheet = read_sheet(request, case_id)
    found = note_sheet(note_id, by=request.actor, at=request.at)
    if found.case_id != case_id:
        raise Hidden(f"note {note_id} in case {case_id}")
    return sheet, found


def _view(request: Request, card: NoteCard) -> NoteView:
    is_folded = card.compartment is not Compartment.GENERAL
    day = day_words(card.happened_on)
    names = {"compartment": card.compartment.label, "day": day}
    # The case is the page's own, so the address is made from what the page was asked for.
    case_id = request.resolver_match.kwargs["case_id"] if request.resolver_match else None
    return NoteView(
        label=_("%(compartment)s, %(day)s") % names if is_folded else day,
        compartment=str(card.compartment.label),
        is_folded=is_folded,
        url=address(request, "note", case_id, card.id),
        text=card.text,
        by=card.by_name or _("somebody of another organisation"),
        written_at=card.written_at,
        version=card.version,
    )


def _compartments(request: Request) -> list[tuple[str, str]]:
    """The general part first, then those the writer is cleared for."""
    return [(part.value, str(part.label)) for part in Compartment if part in request.actor.clearances]


def _left(draft: DraftCard | None) -> str:
    return draft.text if draft and draft.text.strip() else ""
