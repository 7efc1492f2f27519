"""What the interview desk and the decision desk have for my day."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.decisions.queries.mine import decisions_half_written
from limen.domain.interviews.queries.mine import MyInterview, interviews_of_mine, records_left_open
from limen.web.casefile.frame import address, may
from limen.web.components import isolated
from limen.web.components.shapes import Text
from limen.web.interviews.frame import language_said
from limen.web.requests import Request
from limen.web.work.sources import LeftHalfDone, OnToday, Span, left_half_done, on_today


def _interviews(request: Request, span: Span) -> list[OnToday]:
    if not may(request, "interviews.open_record"):
        return []
    found = interviews_of_mine(begins=span.begins, ends=span.ends, by=request.actor, at=request.at)
    return [
        OnToday(
            at=one.card.starts_at,
            what=_("Interview: %(about)s") % {"about": one.card.kind.label},
            url=address(request, "interview", one.card.case_id, one.card.id),
            case_id=one.card.case_id,
            reference=one.reference,
            called=one.called,
            under=tuple(_way_there(one)),
            state=one.card.state.label,
        )
        for one in found
    ]


def _way_there(one: MyInterview) -> list[Text]:
    card = one.card
    words: list[Text] = [isolated(card.place)] if card.place else []
    if card.link:
        words.append(_("by video"))
    words.append(ngettext("%(count)d minute", "%(count)d minutes", card.minutes) % {"count": card.minutes})
    if card.language:
        words.append(language_said(card.language))
    if card.interpreter:
        words.append(isolated(card.interpreter))
    return words


def _records(request: Request) -> list[LeftHalfDone]:
    if not may(request, "interviews.open_record"):
        return []
    return [
        LeftHalfDone(
            saved_at=one.saved_at,
            what=_("The record of an interview"),
            url=address(request, "interview_desk", one.card.case_id, one.card.id),
            says=one.ends_with,
            case_id=one.card.case_id,
            reference=one.reference,
        )
        for one in records_left_open(by=request.actor, at=request.at)
    ]


def _decisions(request: Request) -> list[LeftHalfDone]:
    if not may(request, "decisions.save_version"):
        return []
    return [
        LeftHalfDone(
            saved_at=one.saved_at,
            what=_("A part of a decision"),
            url=address(request, "decision_save_version", one.case_id, one.decision_id, one.section),
            says=one.begins,
            case_id=one.case_id,
            reference=one.reference,
        )
        for one in decisions_half_written(by=request.actor, at=request.at)
    ]


def register() -> None:
    """From now on my day asks them."""
    on_today("interviews", _interviews)
    left_half_done("interviews", _records)
    left_half_done("decisions", _decisions)
