"""Working through the lists of a template on a board."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.assessments.commands import looking
from limen.domain.assessments.names import ANSWERS, LISTS, Look, PieceKind, slot_of
from limen.domain.assessments.queries.cards import PieceCard
from limen.domain.assessments.rules.acting import obstacles_to_laying
from limen.foundation.events import Event
from limen.web.assessments.forms import LookForm
from limen.web.assessments.frame import Desk, Writing, at_desk, write
from limen.web.components.shapes import Text
from limen.web.requests import Request

Save = Callable[[Look, int], Event]


def weigh_indicators(request: Request, case_id: UUID, board_id: UUID, of_id: UUID) -> HttpResponse:
    """The indicators of a fact, or of the account."""
    desk = at_desk(request, case_id, board_id, of_id)

    def save(look: Look, version: int) -> Event:
        return looking.weigh_indicators(
            board_id, of_id=desk.of_id, look=look, version=version, by=request.actor, at=request.at
        )

    return _work(request, desk, PieceKind.INDICATORS, desk.beside.indicators, _("What is looked at"), save)


def answer_conditions(request: Request, case_id: UUID, board_id: UUID, of_id: UUID) -> HttpResponse:
    """The conditions for facts without proof."""
    desk = at_desk(request, case_id, board_id, of_id)

    def save(look: Look, version: int) -> Event:
        return looking.answer_conditions(
            board_id, of_id=desk.of_id, look=look, version=version, by=request.actor, at=request.at
        )

    title = _("Where nothing but statements support it")
    return _work(request, desk, PieceKind.CONDITIONS, desk.beside.conditions, title, save)


def consider_circumstances(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """The circumstances of the person and of the place."""
    desk = at_desk(request, case_id, board_id)

    def save(look: Look, version: int) -> Event:
        return looking.consider_circumstances(
            board_id, look=look, version=version, by=request.actor, at=request.at
        )

    title = _("Circumstances of the person")
    return _work(request, desk, PieceKind.CIRCUMSTANCES, desk.sheet.circumstances, title, save)


def consider_distortions(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """What may distort the account."""
    desk = at_desk(request, case_id, board_id)

    def save(look: Look, version: int) -> Event:
        return looking.consider_distortions(
            board_id, look=look, version=version, by=request.actor, at=request.at
        )

    title = _("What may distort the account")
    return _work(request, desk, PieceKind.DISTORTIONS, desk.sheet.distortions, title, save)


def _work(
    request: Request, desk: Desk, kind: PieceKind, piece: PieceCard | None, title: Text, save: Save
) -> HttpResponse:
    template, on = desk.sheet.template, desk.sheet.card.governed_on
    asked = [(which, one) for which in LISTS[kind] for one in template.items(which, on)]
    writing = Writing(
        title=title,
        button=_("Save"),
        slot=slot_of(kind, desk.of_id),
        version=piece.number if piece else 0,
        lead=[one.about for which in LISTS[kind] if (one := template.lists.get(which)) and one.about],
        refused=obstacles_to_laying(kind, of_fact=desk.of_id is not None, concludes_on=template.concludes_on),
    )
    return write(
        request,
        desk,
        writing,
        now=LookForm.filled(asked, piece.look if piece else None),
        make=lambda data, begun: LookForm(asked, ANSWERS[kind], data, initial=dict(begun)),
        perform=lambda form, version: save(form.look() if isinstance(form, LookForm) else Look(), version),
    )
