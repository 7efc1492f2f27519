"""The interviews of a file, and one of them with its record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.citations.names import BlockKey, short
from limen.domain.citations.queries.ends import SETTLED
from limen.domain.interviews import rules
from limen.domain.interviews.names import InterviewState
from limen.domain.interviews.queries.bookings import BookingCard, bookings_of
from limen.domain.interviews.queries.cards import BlockCard, InterviewCard, InterviewSheet
from limen.domain.interviews.queries.sheets import PAGE, interviews_of, says_something
from limen.foundation.refusals import Obstacle
from limen.web.casefile.frame import Offer, address, may, read_sheet, show_file
from limen.web.casefile.history import instant
from limen.web.casefile.places import cite_url
from limen.web.components import Column, Empty, Fact, Paging, Row, Table, isolated
from limen.web.components.shapes import Text
from limen.web.interviews.booking_words import booking_mark
from limen.web.interviews.frame import (
    language_said,
    opened,
    state_mark,
    when_said,
    where_said,
    working,
)
from limen.web.interviews.playing import moment_of, sounds_of
from limen.web.interviews.sounding import obstacles_of
from limen.web.requests import Request

_CLOSED = (
    InterviewState.CLOSED,
    InterviewState.READ_BACK,
    InterviewState.CONFIRMED,
    InterviewState.REFUSED,
)


@dataclass(frozen=True, kw_only=True)
class Unfit:
    """An inconsistency, and where it is put to the applicant."""

    words: str
    answer: str
    put_url: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A booking, how it stands, and where the interpreter is let go."""

    booking: BookingCard
    mark: Text
    release_url: str


def case_interviews(request: Request, case_id: UUID) -> HttpResponse:
    """The interviews of a case, the latest first."""
    sheet = read_sheet(request, case_id)
    before = _before(request.GET)
    found = interviews_of(case_id, by=request.actor, at=request.at, before=before)
    plan = Offer(
        label=_("Plan an interview"), url=address(request, "interview_plan", case_id), refused=working(sheet),
        kind="primary",
    )  # fmt: skip
    return show_file(
        request,
        sheet,
        "web/interviews/list.html",
        tab="case_interviews",
        title=_("Interviews"),
        plan=plan if may(request, "interviews.plan") and sheet.is_read else None,
        table=_table(request, found),
    )


def interview(request: Request, case_id: UUID, interview_id: UUID) -> HttpResponse:
    """One interview: its appointment, what was prepared and checked, and its record."""
    sheet, found = opened(request, case_id, interview_id)
    card = found.card
    is_closed = card.state in _CLOSED
    asked = bookings_of(interview_id, by=request.actor, at=request.at)
    blocks = [one for one in found.blocks if says_something(one)]
    sounds = sounds_of(request, sheet, card)
    moment = moment_of(request, sounds, blocks)
    corrects = is_closed and sheet.is_worked_on and may(request, "interviews.correct")
    return show_file(
        request,
        sheet,
        "web/interviews/interview.html",
        tab="case_interviews",
        title=_("Interview"),
        found=found,
        facts=list(_facts(found)),
        meeting_url=card.link if card.state in (InterviewState.PLANNED, InterviewState.OPEN) else "",
        offers=list(_offers(request, sheet, found, asked)),
        bookings=list(_bookings(request, card, asked, sheet.is_worked_on)),
        blocks=list(_with_cites(request, sheet, found, blocks)),
        unfit=list(_unfit(request, found)),
        sounds=sounds,
        moment=moment,
        moment_url=cite_url(request, case_id, moment.name) if moment and sheet.is_worked_on else "",
        correct_url=address(request, "interview", case_id, interview_id) if corrects else "",
        pdf_url=address(request, "interview_pdf", case_id, interview_id) if is_closed else "",
        word_url=address(request, "interview_word", case_id, interview_id) if is_closed else "",
        forget=card.id if card.state is not InterviewState.OPEN else "",
        back_url=address(request, "case_interviews", case_id),
    )


def _with_cites(
    request: Request, sheet: CaseSheet, found: InterviewSheet, blocks: Sequence[BlockCard]
) -> Iterator[tuple[BlockCard, str]]:
    """Each block with where it is laid on a board, once the record is settled and they keep their numbers."""
    cites = found.card.state in SETTLED and sheet.is_worked_on
    for number, block in enumerate(blocks, 1):
        name = str(BlockKey(of=short(found.card.id), block=number))
        yield block, cite_url(request, sheet.id, name) if cites else ""


def _table(request: Request, found: list[InterviewCard]) -> Table:
    last = found[-1] if len(found) == PAGE else None
    more = f"?before={last.starts_at:%Y-%m-%dT%H:%M:%S.%fZ}&id={last.id}" if last else ""
    headers = (_("When"), _("What is heard"), _("Where"), _("Language"), _("Who holds it"), _("State"))
    return Table(
        caption=_("Interviews"),
        columns=tuple(Column(header=header, is_nowrap=place == 0) for place, header in enumerate(headers)),
        rows=tuple(
            Row(
                cells=(
                    when_said(card),
                    card.kind.label,
                    where_said(card),
                    language_said(card.language),
                    isolated(card.officer),
                    state_mark(card.state),
                ),
                url=address(request, "interview", card.case_id, card.id),
            )
            for card in found
        ),
        empty=Empty(
            sentence=_("There is no interview that you could read here yet."),
            advice=_("Whoever works on the case can plan one."),
        ),
        paging=Paging(next_url=more) if more else None,
        hide_caption=True,
    )


def _before(asked: Any) -> tuple[datetime, UUID] | None:
    starts_at = instant(asked.get("before", ""))
    try:
        return (starts_at, UUID(asked.get("id", ""))) if starts_at else None
    except ValueError:
        return None


def _facts(found: InterviewSheet) -> Iterator[Fact]:
    card = found.card
    yield Fact(term=_("State"), value=state_mark(card.state))
    yield Fact(term=_("What is heard"), value=card.kind.label)
    when = _("%(when)s (%(zone)s), %(minutes)d minutes")
    yield Fact(
        term=_("When"), value=when % {"when": when_said(card), "zone": card.zone, "minutes": card.minutes}
    )
    yield Fact(term=_("Where"), value=where_said(card))
    if card.link:
        yield Fact(term=_("Meeting link"), value=isolated(card.link))
    yield Fact(term=_("Language"), value=language_said(card.language))
    yield Fact(term=_("Interpreter"), value=isolated(card.interpreter) if card.interpreter else _("none"))
    if found.sound:
        known = _("yes, and the applicant knows") if found.is_told_of_sound else _("yes")
        yield Fact(term=_("Sound is recorded"), value=known)
    if found.interpreter_wishes:
        yield Fact(term=_("Wishes of the applicant"), value=isolated(found.interpreter_wishes))
    yield Fact(term=_("Who holds it"), value=isolated(found.holder or card.officer))
    if found.present:
        yield Fact(term=_("Who else is present"), value=isolated("; ".join(found.present)))
    yield from _what_became(found)


def _what_became(found: InterviewSheet) -> Iterator[Fact]:
    if found.read_how:
        how = _("%(how)s, by %(reader)s") % {"how": found.read_how.label, "reader": found.read_by}
        if found.read_language:
            how = _("%(how)s, in %(language)s") % {
                "how": how, "language": language_said(found.read_language),
            }  # fmt: skip
        yield Fact(term=_("Read back"), value=isolated(how))
    if found.why:
        yield Fact(term=_("Why"), value=isolated(found.why))
    if found.why_not_put:
        yield Fact(term=_("Why an inconsistency was not put"), value=isolated(found.why_not_put))
    if found.digest:
        yield Fact(term=_("Hash of the record"), value=isolated(found.digest))


def _offers(
    request: Request, sheet: CaseSheet, found: InterviewSheet, asked: list[BookingCard]
) -> Iterator[Offer]:
    """What can be done with it now; what cannot be done by this person says why."""
    reach = working(sheet)
    holding = reach or rules.obstacles_to_holding(found.holder_id, by=request.actor)
    is_held = found.holder_id == request.actor.id
    booked = [] if not any(one.is_live for one in asked) else [_is_booked()]
    planned: list[tuple[str, str, list[Obstacle]]] = [
        ("open_record", _("Open the record"), reach),
        ("prepare", _("Prepare it"), reach),
        ("book_interpreter", _("Ask an interpreter"), reach or booked),
        ("reschedule", _("Move it"), reach),
        ("cancel", _("Call it off"), reach),
        ("mark_missed", _("It was missed"), _missing(request, found) or reach),
        ("note_inconsistency", _("Note what does not fit together"), reach),
    ]
    ways = {
        InterviewState.PLANNED: planned,
        InterviewState.OPEN: [
            ("desk", _("Write the record"), holding),
            *([] if is_held else [("take_over", _("Take over the record"), reach)]),
            ("prepare", _("Prepare more questions"), reach),
            ("note_inconsistency", _("Note what does not fit together"), reach),
            ("close_record", _("Close the record"), holding),
        ],
        InterviewState.CLOSED: [("read_back", _("Read the record back"), reach)],
        InterviewState.READ_BACK: [
            ("confirm", _("The applicant confirms it"), reach),
            ("refuse_confirmation", _("The applicant does not confirm it"), reach),
        ],
    }
    adds = [("add_recording", _("Add a recording"), reach or obstacles_of(found))]
    offered = [*ways.get(found.card.state, []), *(adds if found.sound and found.opened_at else [])]
    for place, (act, label, refused) in enumerate(offered):
        if may(request, "interviews.open_record" if act == "desk" else f"interviews.{act}"):
            yield Offer(
                label=label,
                url=address(request, f"interview_{act}", sheet.id, found.card.id),
                refused=refused,
                kind="secondary" if place else "primary",
            )


def _is_booked() -> Obstacle:
    return Obstacle(
        "booked", _("An interpreter is booked already. Let them go first, then ask somebody else.")
    )


def _bookings(
    request: Request, card: InterviewCard, asked: list[BookingCard], is_worked_on: bool
) -> Iterator[Asked]:
    """Everybody who was asked to interpret, with what they answered and where they are let go."""
    for one in asked:
        releases = one.is_live and is_worked_on and may(request, "interviews.release_interpreter")
        ids = (card.case_id, card.id, one.id)
        url = address(request, "interview_release_interpreter", *ids) if releases else ""
        yield Asked(booking=one, mark=booking_mark(one.state), release_url=url)


def _missing(request: Request, found: InterviewSheet) -> list[Obstacle]:
    if request.at >= found.card.starts_at:
        return []
    return [Obstacle("starts_at", _("It has not begun yet, so nobody has missed it."))]


def _unfit(request: Request, found: InterviewSheet) -> Iterator[Unfit]:
    is_open = found.card.state is InterviewState.OPEN and found.holder_id == request.actor.id
    for one in found.inconsistencies:
        puts = is_open and one.put_at is None
        ids = (found.card.case_id, found.card.id, one.id)
        url = address(request, "interview_put_inconsistency", *ids) if puts else ""
        yield Unfit(words=one.words, answer=one.answer, put_url=url)
