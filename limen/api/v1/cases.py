"""Cases and their notes, as JSON."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from limen.api.answering import asked, made
from limen.domain.cases.names import Phase
from limen.domain.cases.queries import lists, sheets
from limen.domain.identity.names import Compartment
from limen.domain.notes import commands as notes
from limen.domain.notes.queries import notes_of
from limen.web.requests import Request, shows, today

router = Router(tags=["cases"])


class CaseRow(Schema):
    id: UUID
    reference: str
    called: str
    phase: Phase
    opened_on: date


class CasePage(Schema):
    """A page of a list. `after` is the key of the next page, or null on the last one."""

    cases: list[CaseRow]
    after: str | None


class CaseHead(CaseRow):
    """The head of a case; `is_read` and `is_worked_on` say how far the caller reaches into it."""

    unit: str
    organisation: str
    version: int
    is_read: bool
    is_worked_on: bool


class NoteRow(Schema):
    id: UUID
    compartment: Compartment
    happened_on: date
    text: str
    by_name: str
    written_at: datetime
    version: int


class NewNote(Schema):
    text: str = Field(max_length=100_000)
    happened_on: date
    compartment: Compartment = Compartment.GENERAL


class Which(StrEnum):
    MINE = "mine"
    SHARED = "shared"


@router.get("/cases", response=CasePage, url_name="cases")
@asked()
def cases(request: HttpRequest, which: Which = Which.MINE, after: str | None = None) -> CasePage:
    """Open cases assigned to the caller, or shared with their units, oldest first, 50 at a time."""
    asking = cast(Request, request)
    listed = lists.cases_assigned_to_me if which is Which.MINE else lists.cases_shared_with_us
    found = listed(by=asking.actor, at=asking.at, after=_key(after))
    shows(asking, [card.id for card in found.cards])
    rows = [
        CaseRow(id=c.id, reference=c.reference, called=c.called, phase=c.phase, opened_on=c.opened_on)
        for c in found.cards
    ]
    return CasePage(cases=rows, after=_token(found.after))


@router.get("/cases/{uuid:case_id}", response=CaseHead, url_name="case")
@asked()
def case(request: HttpRequest, case_id: UUID) -> CaseHead:
    """The head of one case. 404 whether it is missing or hidden."""
    asking = cast(Request, request)
    sheet = sheets.case_sheet(case_id, by=asking.actor, at=asking.at)
    return CaseHead.model_validate(sheet, from_attributes=True)


@router.get("/cases/{uuid:case_id}/notes", response=list[NoteRow], url_name="case_notes")
@asked()
def case_notes(request: HttpRequest, case_id: UUID, before: datetime | None = None) -> list[NoteRow]:
    """The notes the caller may read, the latest first, 50 at a time."""
    asking = cast(Request, request)
    sheets.case_sheet(case_id, by=asking.actor, at=asking.at)
    found = notes_of(case_id, by=asking.actor, at=asking.at, before=before)
    return [NoteRow.model_validate(card, from_attributes=True) for card in found]


@router.post("/cases/{uuid:case_id}/notes", url_name="notes.write", response={201: dict[str, UUID]})
@asked("notes.write")
def write_note(request: HttpRequest, case_id: UUID, note: NewNote) -> HttpResponse:
    """Write a note. Needs a header Idempotency-Key; the same key writes it once."""
    asking = cast(Request, request)
    written = notes.write(
        case_id,
        text=note.text,
        happened_on=note.happened_on,
        compartment=note.compartment,
        on=today(asking),
        by=asking.actor,
        at=asking.at,
    )
    return made({"note_id": str(written.note_id)})


def _key(token: str | None) -> lists.Key | None:
    if not token:
        return None
    try:
        day, _, number = token.partition("_")
        return lists.Key(opened_on=date.fromisoformat(day), id=UUID(number))
    except ValueError:
        return None


def _token(key: lists.Key | None) -> str | None:
    return f"{key.opened_on.isoformat()}_{key.id}" if key else None
