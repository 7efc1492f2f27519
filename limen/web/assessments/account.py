"""The events of an account: what each source says of them side by side, with days as they were told."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.assessments.commands import telling
from limen.domain.assessments.names import Happening, PieceKind, Telling, slot_of
from limen.domain.assessments.queries.cards import BoardSheet, HappeningCard, PieceCard
from limen.domain.assessments.queries.naming import places_on
from limen.domain.assessments.rules.telling import day_told
from limen.foundation.refusals import Hidden
from limen.web.assessments.forms import HappeningForm, TellingForm
from limen.web.assessments.frame import Desk, Writing, at_desk, of, opened, working, write
from limen.web.assessments.views import Drawing, PlaceView, place_view
from limen.web.casefile.frame import Offer, show_file
from limen.web.persons.words import told_day_words
from limen.web.requests import Request


@dataclass(frozen=True, kw_only=True)
class TellingView:
    """How one source tells an event."""

    piece: PieceCard
    place: PlaceView
    day: SafeString | str
    withdraw_url: str


@dataclass(frozen=True, kw_only=True)
class HappeningView:
    """An event, and each source beside the others."""

    card: HappeningCard
    tellings: tuple[TellingView, ...]
    differ_url: str
    add_url: str
    restate_url: str
    withdraw_url: str


def account(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """The events of the account, the earliest first."""
    case, sheet = opened(request, case_id, board_id)
    language = get_language() or "en"
    places = places_on(sheet, language=language, by=request.actor, at=request.at)
    refused = working(request, case, sheet)
    drawing = Drawing(request=request, sheet=sheet, places=places, writes=not refused)
    return show_file(
        request,
        case,
        "web/assessments/account.html",
        tab="case_boards",
        title=_("Events of the account"),
        offers=[
            Offer(
                label=_("State an event"), url=of(request, "board_state_happening", sheet), refused=refused,
                kind="primary",
            )
        ],
        happenings=[happening_view(drawing, one) for one in sheet.happenings],
        back_url=of(request, "board", sheet),
    )  # fmt: skip


def state_happening(request: Request, case_id: UUID, board_id: UUID) -> HttpResponse:
    """State an event."""
    return _state(request, at_desk(request, case_id, board_id), None)


def restate_happening(request: Request, case_id: UUID, board_id: UUID, happening_id: UUID) -> HttpResponse:
    """Say an event better; what it said before stays readable."""
    desk = at_desk(request, case_id, board_id)
    return _state(request, desk, _happening(desk.sheet, happening_id).piece)


def add_telling(request: Request, case_id: UUID, board_id: UUID, happening_id: UUID) -> HttpResponse:
    """Add how a source tells an event."""
    desk = at_desk(request, case_id, board_id)
    event = _happening(desk.sheet, happening_id)
    writing = Writing(
        title=_("How it was told"),
        button=_("Add it"),
        slot=slot_of(PieceKind.TELLING, happening_id),
        lead=[
            event.piece.happening.says,
            _("One source at a time. People count and name days differently: write it as it was told."),
        ],
        picks=("cites",),
        back="board_account",
    )
    return write(
        request,
        desk,
        writing,
        now={},
        make=lambda data, begun: TellingForm(data, initial=dict(begun)),
        perform=lambda form, _version: telling.add_telling(
            board_id, of_id=happening_id, told=Telling(**form.cleaned_data), by=request.actor, at=request.at
        ),
    )


def _state(request: Request, desk: Desk, piece: PieceCard | None) -> HttpResponse:
    held = piece.happening if piece else Happening(says="")
    writing = Writing(
        title=_("Event of the account"),
        button=_("Save the event"),
        slot=slot_of(PieceKind.HAPPENING, piece.id if piece else None),
        version=piece.number if piece else 0,
        back="board_account",
    )
    return write(
        request,
        desk,
        writing,
        now={"says": held.says, "place": held.place},
        make=lambda data, begun: HappeningForm(data, initial=dict(begun)),
        perform=lambda form, version: telling.state_happening(
            desk.sheet.card.id,
            happening=Happening(**form.cleaned_data),
            piece_id=piece.id if piece else None,
            version=version,
            by=request.actor,
            at=request.at,
        ),
    )


def _happening(sheet: BoardSheet, id: UUID) -> HappeningCard:
    found = next((one for one in sheet.happenings if one.piece.id == id), None)
    if found is None:
        raise Hidden(f"event {id} of board {sheet.card.id}")
    return found


def happening_view(drawing: Drawing, card: HappeningCard) -> HappeningView:
    """An event of the account, drawn."""

    def url(name: str, id: UUID) -> str:
        return of(drawing.request, name, drawing.sheet, id) if drawing.writes else ""

    return HappeningView(
        card=card,
        tellings=tuple(
            TellingView(
                piece=one,
                place=place_view(drawing, one.telling.cites or one.telling.source),
                day=_day(one.telling),
                withdraw_url=url("board_withdraw_piece", one.id),
            )
            for one in card.tellings
        ),
        differ_url=_differ_url(drawing, card),
        add_url=url("board_add_telling", card.piece.id),
        restate_url=url("board_restate_happening", card.piece.id),
        withdraw_url=url("board_withdraw_piece", card.piece.id),
    )


def _differ_url(drawing: Drawing, card: HappeningCard) -> str:
    """Where it is noted that this differs, with the first two places that are cited already filled in."""
    if not (drawing.writes and card.days_differ):
        return ""
    cited = [one.telling.cites for one in card.tellings if one.telling.cites]
    where = of(drawing.request, "board_note_discrepancy", drawing.sheet, drawing.sheet.card.id)
    filled = urlencode(dict(zip(("first", "second"), cited, strict=False)))
    return f"{where}?{filled}" if filled else where


def _day(told: Telling) -> SafeString | str:
    day = day_told(told)
    return told_day_words(day) if day else _("no day is told")
