"""Opening a board, stating facts, linking evidence, concluding, and withdrawing what counts no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.applications.queries.sheets import application_sheet
from limen.domain.assessments.commands import facts, opening
from limen.domain.assessments.names import Evidence, Fact, Finding, PieceKind, slot_of
from limen.domain.assessments.queries.cards import BoardSheet, PieceCard
from limen.domain.assessments.queries.law import weighable
from limen.domain.assessments.queries.sheets import around_of
from limen.domain.assessments.rules.acting import obstacles_to_laying
from limen.domain.assessments.rules.concluding import obstacles_to_concluding
from limen.domain.cases.queries.parties import parties_of
from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.identity.names import Compartment
from limen.foundation.ids import new_id
from limen.foundation.refusals import Obstacle
from limen.law.weighing import Weighed
from limen.web.assessments.citing import origin_of
from limen.web.assessments.forms import ConcludeForm, EvidenceForm, FactForm, OpenBoardForm, WhyForm
from limen.web.assessments.frame import Desk, Writing, after, at_desk, of, opened, piece_of, working, write
from limen.web.casefile.forms import offering, unchosen
from limen.web.casefile.frame import Act, address, here, read_sheet, show_act
from limen.web.components import isolated
from limen.web.page import told
from limen.web.requests import Request, acts

_OF_THE_ACCOUNT = (PieceKind.HAPPENING, PieceKind.TELLING)


def open_board(request: Request, case_id: UUID) -> HttpResponse:
    """Open a board for somebody's account in an application."""
    case = read_sheet(request, case_id)
    offered = _accounts(request, case)
    compartments = [(one.value, one.label) for one in Compartment if one in request.actor.clearances]
    form = offering(
        OpenBoardForm(request.POST or None, initial={"compartment": Compartment.GENERAL}),
        about=offered,
        compartment=compartments,
    )
    if acts(request) and form.is_valid():
        application, person = form.cleaned_data["about"].split(" ")
        event = opening.open_board(
            case_id,
            board_id=new_id(),
            application_id=UUID(application),
            person_id=UUID(person),
            compartment=Compartment(form.cleaned_data["compartment"]),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:board", case_id, event.board_id)
    refused = []
    if not case.is_worked_on:
        refused.append(Obstacle("reach", _("You can read this case but not write in it.")))
    elif not offered:
        says = _(
            "There is no lodged application here whose law says how evidence is weighed or what is asked."
        )
        refused.append(Obstacle("none", says))
    act = Act(
        title=_("Open an evidence board"),
        button=_("Open it"),
        back_url=address(request, "case_boards", case_id),
        lead=[
            _(
                "The way of weighing, and the questions of the legal analysis, are those of the law of the "
                "application, and stay so for this board."
            )
        ],
        refused=refused,
    )
    return show_act(request, act, form if offered else None, sheet=case)


def state_fact(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """State a material fact."""
    return _fact(request, at_desk(request, case_id, board_id), None)


def restate_fact(request: Request, case_id: UUID, board_id: UUID, fact_id: UUID) -> HttpResponse:
    """Say a fact better; what it said before stays readable."""
    desk = at_desk(request, case_id, board_id, fact_id)
    return _fact(request, desk, desk.beside.fact)


def link_evidence(request: Request, case_id: UUID, board_id: UUID, of_id: UUID) -> HttpResponse:
    """Link a place of the file to a fact, or to the account; who came from there goes back there."""
    desk = at_desk(request, case_id, board_id, of_id)
    origin = origin_of(request, case_id, request.GET.get("cites", ""))
    writing = Writing(
        title=_("Link evidence"),
        button=_("Link it"),
        slot=slot_of(PieceKind.EVIDENCE, desk.of_id),
        lead=[_("You came from: %(place)s. You go back there.") % {"place": origin.says}] if origin else (),
        picks=("cites",),
        back_url=origin.url if origin else "",
        begins={"cites": origin.name} if origin else {},
    )
    return write(
        request,
        desk,
        writing,
        now={},
        make=lambda data, begun: EvidenceForm(data, initial=dict(begun)),
        perform=lambda form, _version: facts.link_evidence(
            board_id,
            of_id=desk.of_id,
            evidence=Evidence(**form.cleaned_data),
            by=request.actor,
            at=request.at,
        ),
    )


def conclude(request: Request, case_id: UUID, board_id: UUID, of_id: UUID) -> HttpResponse:
    """Conclude on a fact, or on the account. What stands against a negative one is said before."""
    desk = at_desk(request, case_id, board_id, of_id)
    before, template = desk.beside.conclusion, desk.sheet.template
    missing = obstacles_to_concluding(Finding.NOT_ACCEPTED, "-", around_of(desk.sheet, desk.beside))
    lead = [template.about] if template.about else []
    if missing and not request.obstacles:  # a refusal says them itself
        lead.append(_("It cannot be concluded against the applicant yet:"))
        lead += [one.says for one in missing]
    writing = Writing(
        title=_("Conclude"),
        button=_("Save the conclusion"),
        slot=slot_of(PieceKind.CONCLUSION, desk.of_id),
        version=before.number if before else 0,
        lead=lead,
        refused=obstacles_to_laying(
            PieceKind.CONCLUSION, of_fact=desk.of_id is not None, concludes_on=template.concludes_on
        ),
    )
    held = before.conclusion if before else None
    return write(
        request,
        desk,
        writing,
        now={"finding": held.finding, "reasons": held.reasons} if held else {},
        make=lambda data, begun: ConcludeForm(data, initial=dict(begun)),
        perform=lambda form, version: facts.conclude(
            board_id, of_id=desk.of_id, version=version, by=request.actor, at=request.at, **form.cleaned_data
        ),
    )


def withdraw_piece(request: Request, case_id: UUID, board_id: UUID, piece_id: UUID) -> HttpResponse:
    """Take something off the board, for a reason."""
    case, sheet = opened(request, case_id, board_id)
    piece = piece_of(sheet, piece_id)
    form = WhyForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = facts.withdraw_piece(
            board_id, piece_id=piece_id, why=form.cleaned_data["why"], by=request.actor, at=request.at
        )
        back = _page_of(piece)
        return after(request, event, sheet, piece.of_id if back == "board" else None, back=back)
    lead = [isolated(piece.holds.as_text), _("It stays readable, with who withdrew it and why.")]
    if piece.kind is PieceKind.FACT:
        lead.append(_("What lies beside it is withdrawn with it; a decision that cites it is told."))
    if piece.kind is PieceKind.HAPPENING:
        lead.append(_("How it was told is withdrawn with it."))
    if piece.kind is PieceKind.HARM:
        lead.append(_("The answers about it count no more; a decision that cites one is told."))
    if piece.kind is PieceKind.ARGUMENT:
        lead.append(
            _(
                "A decision that cites it is told. An argument that was put forward and needs no answer "
                "stays on the board: say there why."
            )
        )
    act = Act(
        title=_("Withdraw from the board"),
        button=_("Withdraw it"),
        back_url=of(request, _page_of(piece), sheet),
        lead=lead,
        kind="warning",
        refused=working(request, case, sheet),
    )
    return show_act(request, act, form, sheet=case)


def _page_of(piece: PieceCard) -> str:
    """The page on which a piece lies."""
    if piece.kind is PieceKind.HARM:
        return "board_analysis"
    return "board_account" if piece.kind in _OF_THE_ACCOUNT else "board"


def _fact(request: Request, desk: Desk, piece: PieceCard | None) -> HttpResponse:
    elements = _elements(desk.sheet)
    held = piece.fact if piece else Fact(says="")
    writing = Writing(
        title=_("Material fact"),
        button=_("Save the fact"),
        slot=slot_of(PieceKind.FACT, piece.id if piece else None),
        version=piece.number if piece else 0,
        lead=[_("One fact at a time, so that each can be accepted or not by itself.")],
    )

    def make(data: Any, begun: Mapping[str, Any]) -> FactForm:
        form = offering(FactForm(data, initial=dict(begun)), element=unchosen(elements))
        if not elements:
            del form.fields["element"]
        return form

    return write(
        request,
        desk,
        writing,
        now={"says": held.says, "told": held.told, "element": held.element},
        make=make,
        perform=lambda form, version: facts.state_fact(
            desk.sheet.card.id,
            fact=Fact(**form.cleaned_data),
            piece_id=piece.id if piece else None,
            version=version,
            by=request.actor,
            at=request.at,
        ),
    )


def _elements(sheet: BoardSheet) -> list[tuple[str, str]]:
    on = sheet.card.governed_on
    return [(one.id, one.says) for one in sheet.template.items(Weighed.ELEMENTS, on)]


def _accounts(request: Request, case: CaseSheet) -> list[tuple[str, str]]:
    """Each lodged application with each person for whom it was made."""
    asker: Any = {"by": request.actor, "at": request.at}
    called = {one.person_id: str(one.called) for one in parties_of(case.id, **asker)}
    found = []
    for one in weighable(case.id, **asker):
        sheet = application_sheet(one.application.id, **asker)
        found += [
            (
                f"{one.application.id} {key}",
                f"{called.get(key, '–')}: {one.application.type_says} – {one.says}",
            )
            for key, covered in sheet.covered.items()
            if covered.is_covered
        ]
    return found
