"""Discrepancies on a board: noted, put to the applicant, and weighed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.assessments.commands import differing
from limen.domain.assessments.names import Discrepancy, PieceKind, slot_of
from limen.domain.assessments.queries.cards import BoardSheet, DiscrepancyCard
from limen.domain.identity.names import Compartment
from limen.domain.interviews.queries.standing import inconsistencies_noted
from limen.foundation.refusals import Hidden
from limen.law.weighing import Weighed
from limen.web.assessments.forms import DiscrepancyForm, PutForm, ViewForm, with_day
from limen.web.assessments.frame import Desk, Writing, at_desk, write
from limen.web.casefile.forms import offering, unchosen
from limen.web.requests import Request, today


def note_discrepancy(request: Request, case_id: UUID, board_id: UUID, of_id: UUID) -> HttpResponse:
    """Note what differs, and where each part stands."""
    desk = at_desk(request, case_id, board_id, of_id)
    shared = {Compartment.GENERAL, desk.sheet.card.compartment}
    noted = [
        (str(one.id), f"{one.held_at:%Y-%m-%d}: {one.words[:200]}")
        for one in inconsistencies_noted(case_id, by=request.actor, at=request.at)
        if one.compartment in shared
    ]

    def make(data: Any, begun: Mapping[str, Any]) -> DiscrepancyForm:
        form = offering(DiscrepancyForm(data, initial=dict(begun)), noted=unchosen(noted))
        if not noted:
            del form.fields["noted"]
        return form

    writing = Writing(
        title=_("What differs"),
        button=_("Note it"),
        slot=slot_of(PieceKind.DISCREPANCY, desk.of_id),
        lead=[_("It is put to the applicant before anything is held against them.")],
        picks=("first", "second"),
    )
    return write(
        request,
        desk,
        writing,
        now={name: request.GET.get(name, "") for name in ("first", "second")},  # names, which hold nothing
        make=make,
        perform=lambda form, _version: differing.note_discrepancy(
            board_id,
            of_id=desk.of_id,
            found=Discrepancy(**{"differs": "", **form.cleaned_data}),
            by=request.actor,
            at=request.at,
        ),
    )


def put_discrepancy(request: Request, case_id: UUID, board_id: UUID, discrepancy_id: UUID) -> HttpResponse:
    """Write down that it was put, with the answer."""
    desk, card = _found(request, case_id, board_id, discrepancy_id)
    held = card.piece.discrepancy
    writing = Writing(
        title=_("Put to the applicant"),
        button=_("Save the answer"),
        slot=slot_of(PieceKind.DISCREPANCY, discrepancy_id, act="put"),
        version=card.piece.number,
        lead=[card.differs],
        picks=("put_where",),
    )
    begun = {
        "put_on": date.fromisoformat(held.put_on) if held.put_on else None,
        "put_where": held.put_where,
        "answer": held.answer,
        "explanation": held.explanation,
    }
    return write(
        request,
        desk,
        writing,
        now=begun,
        make=lambda data, start: offering(
            PutForm(data, initial=with_day(start)), explanation=_explanations(desk.sheet)
        ),
        perform=lambda form, version: differing.put_discrepancy(
            board_id, piece_id=discrepancy_id, version=version, on=today(request), by=request.actor,
            at=request.at, **form.cleaned_data,
        ),
    )  # fmt: skip


def view_discrepancy(request: Request, case_id: UUID, board_id: UUID, discrepancy_id: UUID) -> HttpResponse:
    """What the officer makes of it."""
    desk, card = _found(request, case_id, board_id, discrepancy_id)
    held = card.piece.discrepancy
    writing = Writing(
        title=_("What you make of it"),
        button=_("Save"),
        slot=slot_of(PieceKind.DISCREPANCY, discrepancy_id, act="view"),
        version=card.piece.number,
        lead=[card.differs, *([_("Answer: %(answer)s") % {"answer": card.answer}] if card.answer else [])],
    )
    return write(
        request,
        desk,
        writing,
        now={"explanation": held.explanation, "settled": held.settled, "view": held.view},
        make=lambda data, start: offering(
            ViewForm(data, initial=dict(start)), explanation=unchosen(_explanations(desk.sheet))
        ),
        perform=lambda form, version: differing.view_discrepancy(
            board_id, piece_id=discrepancy_id, version=version, by=request.actor, at=request.at,
            **form.cleaned_data,
        ),
    )  # fmt: skip


def _found(
    request: Request, case_id: UUID, board_id: UUID, discrepancy_id: UUID
) -> tuple[Desk, DiscrepancyCard]:
    """A discrepancy, and the desk of the fact beside which it lies. Raises `Hidden`."""
    desk = at_desk(request, case_id, board_id)
    for beside in (*desk.sheet.facts, desk.sheet.account):
        for one in beside.discrepancies:
            if one.piece.id == discrepancy_id:
                return Desk(case=desk.case, sheet=desk.sheet, beside=beside), one
    raise Hidden(f"discrepancy {discrepancy_id} of board {board_id}")


def _explanations(sheet: BoardSheet) -> list[tuple[str, str]]:
    on = sheet.card.governed_on
    return [(one.id, one.says) for one in sheet.template.items(Weighed.EXPLANATIONS, on)]
