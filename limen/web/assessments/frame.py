"""The frame of the pages of one board: the case it is in, its sheet, and the page of an act on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse

from limen.domain.assessments.queries.cards import BesideCard, BoardSheet, PieceCard
from limen.domain.assessments.queries.sheets import BoardDraftCard, board_draft_of, board_sheet
from limen.domain.assessments.rules.acting import obstacles_to_working
from limen.domain.cases.queries.sheets import CaseSheet
from limen.foundation.events import Event
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.assessments.picking import Offered, offered_places
from limen.web.casefile.frame import Act, address, read_sheet, show_act
from limen.web.components.shapes import Text
from limen.web.page import told
from limen.web.requests import Request, acts


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A board that somebody writes on: the case, the sheet, and the fact it is about, if it is about one."""

    case: CaseSheet
    sheet: BoardSheet
    beside: BesideCard

    @property
    def of_id(self) -> UUID | None:
        """The fact, or None for the account as a whole."""
        return self.beside.fact.id if self.beside.fact else None

    @property
    def about(self) -> str:
        """The fact in a line; empty for the account."""
        return self.beside.fact.fact.says if self.beside.fact else ""


@dataclass(frozen=True, kw_only=True)
class Writing:
    """An act in which somebody types: what it is called, where its draft lies, and what it starts from."""

    title: Text
    button: Text
    slot: str
    version: int = 0
    lead: Sequence[Text] = ()
    refused: Sequence[Obstacle] = ()
    picks: tuple[str, ...] = ()
    back: str = "board"  # the page to which one goes back
    about: str = ""  # what it is about, where that is no fact
    anchor: str = ""  # the place on that page, where that is no fact
    gathers: bool = False  # what is picked is added on a line of its own
    back_url: str = ""  # or the place of the file from which one came
    begins: Mapping[str, str] = field(default_factory=dict)  # what is filled in, whatever was left unfinished


def opened(request: Request, case_id: UUID, board_id: UUID) -> tuple[CaseSheet, BoardSheet]:
    """The board and the case it is in. Raises `Hidden` when it is in another one."""
    case = read_sheet(request, case_id)
    sheet = board_sheet(board_id, by=request.actor, at=request.at)
    if sheet.card.case_id != case_id:
        raise Hidden(f"board {board_id} in case {case_id}")
    return case, sheet


def at_desk(request: Request, case_id: UUID, board_id: UUID, of_id: UUID | None = None) -> Desk:
    """The same, with what lies beside a fact; the id of the board is the account. Raises `Hidden`."""
    case, sheet = opened(request, case_id, board_id)
    if of_id in (None, board_id):
        return Desk(case=case, sheet=sheet, beside=sheet.account)
    found = next((one for one in sheet.facts if one.fact and one.fact.id == of_id), None)
    if found is None:
        raise Hidden(f"fact {of_id} of board {board_id}")
    return Desk(case=case, sheet=sheet, beside=found)


def piece_of(sheet: BoardSheet, piece_id: UUID) -> PieceCard:
    """A piece that lies on the board. Raises `Hidden`."""
    for beside in (*sheet.facts, sheet.account):
        laid = (beside.fact, *beside.evidence, *(one.piece for one in beside.discrepancies))
        for one in laid:
            if one is not None and one.id == piece_id:
                return one
    for one in (*sheet.harms, *sheet.arguments):
        if one.id == piece_id:
            return one
    for each in sheet.happenings:
        for one in (each.piece, *each.tellings):
            if one.id == piece_id:
                return one
    raise Hidden(f"piece {piece_id} of board {sheet.card.id}")


def of(request: Request, name: str, sheet: BoardSheet, *more: object) -> str:
    """The address of a page of this board."""
    return address(request, name, sheet.card.case_id, sheet.card.id, *more)


def after(
    request: Request,
    event: Event,
    sheet: BoardSheet,
    of_id: UUID | None = None,
    *,
    back: str = "board",
    anchor: str = "",
) -> HttpResponse:
    """Back to the board, at the fact or another place, which tells what happened."""
    back = of(request, back, sheet)
    if anchor:
        return told(event, f"{back}#{anchor}")
    return told(event, f"{back}?at={of_id}#fact-{of_id}" if of_id else back)


def working(request: Request, case: CaseSheet, sheet: BoardSheet) -> list[Obstacle]:
    """Why nothing can be changed on this board by whoever looks at it."""
    return obstacles_to_working(
        is_worked_on=case.is_worked_on, compartment=sheet.card.compartment, by=request.actor
    )


Make = Callable[[Any, Mapping[str, Any]], forms.Form]
Perform = Callable[[forms.Form, int], Event]


def write(
    request: Request, desk: Desk, writing: Writing, *, now: Mapping[str, Any], make: Make, perform: Perform
) -> HttpResponse:
    """The page of an act: what was left unfinished is offered again, whoever was faster stands beside it, and
    a place of the file can be picked without a script. `make` makes the form of what was sent and of what it
    begins with."""
    sheet = desk.sheet
    draft = board_draft_of(sheet.card.id, writing.slot, by=request.actor, at=request.at)
    version = _version(request, writing, draft)
    sent = _picked(request, writing) if request.method == "POST" else None
    form = make(sent, {**(draft.typed if draft else now), **writing.begins})
    looks = request.POST.get("do") == "look" or bool(request.POST.get("pick"))
    if acts(request) and not looks and form.is_valid():
        event = perform(form, version)
        if writing.back_url:
            return told(event, writing.back_url)
        return after(request, event, sheet, desk.of_id, back=writing.back, anchor=writing.anchor)
    if looks:
        form = make(None, {name: sent.get(name, "") for name in sent} if sent else now)
    anchor = writing.anchor or (f"fact-{desk.of_id}" if desk.of_id else "")
    theirs = request.conflict
    act = Act(
        title=writing.title,
        button=writing.button,
        back_url=writing.back_url or of(request, writing.back, sheet) + (f"#{anchor}" if anchor else ""),
        lead=writing.lead,
        refused=writing.refused or working(request, desk.case, sheet),
    )
    return show_act(
        request,
        act,
        form,
        sheet=desk.case,
        template="web/assessments/write.html",
        about=writing.about or desk.about,
        version=theirs.version if theirs else version,
        conflict=theirs,
        draft_url=address(request, "board_draft", sheet.card.case_id, sheet.card.id, writing.slot),
        left_at=draft.saved_at if draft and request.method == "GET" else None,
        offered=_offered(request, sheet) if writing.picks else None,
    )


def _offered(request: Request, sheet: BoardSheet) -> Offered:
    return offered_places(request, sheet.card.case_id, request.POST.get("cite", ""))


def _version(request: Request, writing: Writing, draft: BoardDraftCard | None) -> int:
    """The version that the writer had before them."""
    sent = request.POST.get("version", "")
    if sent.isdigit():
        return int(sent)
    return draft.base_version if draft else writing.version


def _picked(request: Request, writing: Writing) -> Any:
    """What was sent, with the place that was picked put where there is room for it."""
    sent, picks = request.POST.copy(), writing.picks
    picked = sent.get("pick", "")
    if picked and writing.gathers:
        before = sent.get(picks[0], "").strip()
        sent[picks[0]] = f"{before}\n{picked}".strip()
    elif picked and picks:
        free = next((name for name in picks if not sent.get(name)), picks[-1])
        sent[free] = picked
    return sent
