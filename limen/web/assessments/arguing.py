"""The arguments that were put forward for the applicant: what was said, where it stands, and in which section
of a decision it is addressed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.assessments.commands import arguing
from limen.domain.assessments.names import Argument, PieceKind, slot_of
from limen.domain.assessments.queries.arguing import put_words
from limen.domain.assessments.queries.cards import BoardSheet, PieceCard
from limen.domain.citations.names import ArgumentKey, short
from limen.domain.decisions.queries.arguing import AddressedIn, arguments_addressed_in
from limen.foundation.refusals import Hidden
from limen.web.assessments.forms import ArgumentForm, NoAnswerForm, with_day
from limen.web.assessments.frame import Desk, Writing, at_desk, of, write
from limen.web.assessments.views import Drawing, PlaceView, place_view
from limen.web.casefile.frame import address, may
from limen.web.components import Tone, tag_mark
from limen.web.requests import Request, today


@dataclass(frozen=True, kw_only=True)
class SectionView:
    """A section of a decision in which an argument is addressed; `url` leads to it, or is empty."""

    says: str
    url: str


@dataclass(frozen=True, kw_only=True)
class ArgumentView:
    """An argument, where it stands, and how it is addressed. `name` is how a decision cites it."""

    piece: PieceCard
    put: str
    place: PlaceView
    name: str
    state: SafeString
    sections: tuple[SectionView, ...]
    versions_url: str
    leave_url: str
    restate_url: str
    withdraw_url: str


@dataclass(frozen=True, kw_only=True)
class ArgumentsView:
    """The part of a board about arguments: those that are not addressed stand in their order among the
    others, and say so."""

    rows: tuple[ArgumentView, ...]
    state_url: str


def arguments_view(drawing: Drawing) -> ArgumentsView:
    """What was put forward, drawn. The decisions of the case are asked where there is anything."""
    request, sheet = drawing.request, drawing.sheet
    found: list[AddressedIn] = []
    if sheet.arguments:
        found = arguments_addressed_in(sheet.card.case_id, on=today(request), by=request.actor, at=request.at)
    return ArgumentsView(
        rows=tuple(_view(drawing, one, found) for one in sheet.arguments),
        state_url=of(request, "board_state_argument", sheet) if drawing.writes else "",
    )


def state_argument(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """Write down an argument."""
    return _state(request, at_desk(request, case_id, board_id), None)


def restate_argument(request: Request, case_id: UUID, board_id: UUID, argument_id: UUID) -> HttpResponse:
    """Say it better; what it said before stays readable."""
    desk = at_desk(request, case_id, board_id)
    return _state(request, desk, _argument(desk.sheet, argument_id))


def leave_argument(request: Request, case_id: UUID, board_id: UUID, argument_id: UUID) -> HttpResponse:
    """Say why it needs no answer."""
    desk = at_desk(request, case_id, board_id)
    piece = _argument(desk.sheet, argument_id)
    writing = Writing(
        title=_("Why it needs no answer"),
        button=_("Save the reason"),
        slot=slot_of(PieceKind.ARGUMENT, piece.id, act="leave"),
        version=piece.number,
        lead=[
            _(
                "Your reason stands under your name beside the argument, for everybody who reads the board. "
                "What can be answered is better answered: cite it in the decision."
            )
        ],
        about=piece.argument.says,
        anchor=f"piece-{piece.id}",
    )
    return write(
        request,
        desk,
        writing,
        now={"why": piece.argument.no_answer},
        make=lambda data, begun: NoAnswerForm(data, initial=dict(begun)),
        perform=lambda form, version: arguing.leave_argument(
            board_id,
            piece_id=piece.id,
            why=form.cleaned_data["why"],
            version=version,
            by=request.actor,
            at=request.at,
        ),
    )


def _state(request: Request, desk: Desk, piece: PieceCard | None) -> HttpResponse:
    held = piece.argument if piece else Argument(says="")
    lead = [_("One argument at a time, so that each can be addressed by itself.")]
    if held.no_answer:
        lead.append(_("Somebody said why it needs no answer. After a change that is to be said anew."))
    writing = Writing(
        title=_("Argument"),
        button=_("Save the argument"),
        slot=slot_of(PieceKind.ARGUMENT, piece.id if piece else None),
        version=piece.number if piece else 0,
        lead=lead,
        picks=("cites",),
        anchor=f"piece-{piece.id}" if piece else "arguments",
    )
    return write(
        request,
        desk,
        writing,
        now={
            "says": held.says,
            "told": held.told,
            "by_whom": held.by_whom,
            "who": held.who,
            "put_on": date.fromisoformat(held.argued_on) if held.argued_on else None,
            "cites": held.cites,
            "source": held.source,
        },
        make=lambda data, begun: ArgumentForm(data, initial=with_day(begun)),
        perform=lambda form, version: arguing.state_argument(
            desk.sheet.card.id,
            argument=Argument(**{name: form.cleaned_data[name] for name in _TYPED}),
            put_on=form.cleaned_data["put_on"],
            on=today(request),
            piece_id=piece.id if piece else None,
            version=version,
            by=request.actor,
            at=request.at,
        ),
    )


_TYPED = ("says", "told", "by_whom", "who", "cites", "source")


def _argument(sheet: BoardSheet, id: UUID) -> PieceCard:
    found = next((one for one in sheet.arguments if one.id == id), None)
    if found is None:
        raise Hidden(f"argument {id} of board {sheet.card.id}")
    return found


def _view(drawing: Drawing, piece: PieceCard, found: list[AddressedIn]) -> ArgumentView:
    def url(name: str) -> str:
        return of(drawing.request, name, drawing.sheet, piece.id) if drawing.writes else ""

    name = str(ArgumentKey(of=short(piece.id)))
    sections = tuple(_sections(drawing, name, found))
    versions = of(drawing.request, "board_versions", drawing.sheet, piece.id)
    return ArgumentView(
        piece=piece,
        put=put_words(piece.argument),
        place=place_view(drawing, piece.argument.cites or piece.argument.source),
        name=name,
        state=_state_mark(piece.argument, is_cited=bool(sections)),
        sections=sections,
        versions_url=versions if piece.number > 1 else "",
        leave_url=url("board_leave_argument"),
        restate_url=url("board_restate_argument"),
        withdraw_url=url("board_withdraw_piece"),
    )


def _state_mark(held: Argument, *, is_cited: bool) -> SafeString:
    if is_cited:
        return tag_mark(_("Addressed in a decision"), Tone.QUIET)
    if held.no_answer:
        return tag_mark(_("Needs no answer, with a reason"), Tone.QUIET)
    return tag_mark(_("Not addressed yet"), Tone.ATTENTION)


def _sections(drawing: Drawing, name: str, found: list[AddressedIn]) -> Iterator[SectionView]:
    request, case_id = drawing.request, drawing.sheet.card.case_id
    reads = may(request, "decisions.save_version")
    for one in found:
        if one.name == name:
            where = address(request, "decision", case_id, one.decision_id) if reads else ""
            says = _("%(section)s (decision: %(state)s)") % {"section": one.says, "state": one.state.label}
            yield SectionView(says=says, url=f"{where}#section-{one.section}" if where else "")
