"""One note with its history, and what waits for whoever asks: to check, to go on with, to look at again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.practice import rules
from limen.domain.practice.names import NoteState
from limen.domain.practice.queries.cards import PracticeSheet
from limen.domain.practice.queries.notes import (
    notes_of_mine,
    notes_overdue,
    notes_to_check,
    practice_sheet,
)
from limen.reference.languages import languages
from limen.web.casefile.frame import Offer, address, may
from limen.web.components import Empty, Fact, day_mark, in_lines, isolated
from limen.web.components.shapes import Text
from limen.web.practice.frame import (
    Named,
    for_whom,
    marks_of,
    named_here,
    show_part,
    show_within,
    table_of,
)
from limen.web.requests import Request, today


def mine(request: Request) -> HttpResponse:
    """What waits for me."""
    on, by, named = today(request), request.actor, named_here(request)
    waits = (
        (
            _("To check, as the second person"),
            notes_to_check(on=on, by=by),
            _("No note waits to be checked."),
        ),
        (
            _("To look at again"),
            notes_overdue(on=on, by=by),
            _("None of your notes is to be looked at again."),
        ),
        (_("Yours, not in use yet"), notes_of_mine(on=on, by=by), _("You have no draft.")),
    )
    tables = [
        table_of(request, cards, named=named, caption=caption, empty=Empty(sentence=none), hide_caption=True)
        for caption, cards, none in waits
    ]
    offers = [Offer(label=_("Write a note"), url=address(request, "practice_write"), kind="primary")]
    return show_part(
        request, "mine", tab="practice_mine", tables=tables,
        offers=offers if may(request, "practice.write") else [],
    )  # fmt: skip


def note(request: Request, practice_id: UUID) -> HttpResponse:
    """One note: what it says, what it is about, who checked it and who stands by it."""
    sheet = practice_sheet(practice_id, on=today(request), by=request.actor)
    card = sheet.card
    spoken = languages().get(card.language)
    return show_within(
        request,
        "note",
        title=isolated(card.title),
        sheet=sheet,
        card=card,
        marks=marks_of(card),
        facts=_facts(request, sheet, named_here(request)),
        spoken=(spoken.short or "") if spoken else "",
        offers=[offer for offer in _offers(request, sheet) if offer is not None],
        newer_url=address(request, "practice_note", sheet.followed_by) if sheet.followed_by else "",
        older_url=address(request, "practice_note", sheet.follows) if sheet.follows else "",
        asked_url=address(request, "practice_question", sheet.from_question) if sheet.from_question else "",
    )


def _facts(request: Request, sheet: PracticeSheet, named: Named) -> list[Fact]:
    card = sheet.card
    rows: list[tuple[Text, Text]] = [
        (_("About"), in_lines(*named.said(card.ties))),
        (_("For whom"), isolated(for_whom(request, card))),
        (_("Author"), isolated(card.author)),
        (_("Checked by"), isolated(sheet.checked_by) if sheet.checked_by else ""),
        (_("In use since"), day_mark(card.in_use_at.date()) if card.in_use_at else ""),
        (_("To be looked at again on"), day_mark(card.look_again_on) if card.look_again_on else ""),
        (_("Looked at again by"), isolated(sheet.looked_by) if sheet.looked_by else ""),
        (_("These stand by it"), in_lines(*map(isolated, sheet.endorsed_by))),
    ]
    return [Fact(term=term, value=value) for term, value in rows if value]


def _offers(request: Request, sheet: PracticeSheet) -> list[Offer | None]:
    """What one may do with a note as it stands; whether one may is asked by the same rules as the act."""
    card = sheet.card
    in_use = card.state is NoteState.IN_USE and not card.is_superseded
    is_draft, is_checking = card.state is NoteState.DRAFT, card.state is NoteState.CHECKING
    withdraws = card.is_mine or request.actor.may(rules.LEADS) or sheet.is_checked_by_me
    return [
        _offer(request, sheet, "revise", _("Revise it"), is_draft and card.is_mine),
        _offer(request, sheet, "submit", _("Give it to a second person"), is_draft and card.is_mine, True),
        _offer(request, sheet, "confirm", _("Check it"), is_checking and not card.is_mine, True),
        _offer(request, sheet, "send_back", _("Send it back"), is_checking and not card.is_mine),
        _offer(request, sheet, "endorse", _("Stand by it with my name"),
               in_use and not card.is_mine and not sheet.is_endorsed_by_me),
        _offer(request, sheet, "end_endorsement", _("Take my name back"), sheet.is_endorsed_by_me),
        _offer(request, sheet, "look_again", _("It still holds"), in_use),
        _offer(request, sheet, "follow", _("Write a newer one"), in_use),
        _offer(request, sheet, "withdraw", _("Withdraw it"),
               withdraws and card.state is not NoteState.WITHDRAWN),
    ]  # fmt: skip


def _offer(
    request: Request, sheet: PracticeSheet, act: str, label: str, is_open: bool, is_first: bool = False
) -> Offer | None:
    permission = "write" if act == "follow" else act
    if not is_open or not may(request, f"practice.{permission}"):
        return None
    url = address(request, f"practice_{act}", sheet.card.id)
    return Offer(label=label, url=url, kind="primary" if is_first else "secondary")
