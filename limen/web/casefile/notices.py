"""What I am told inside Limen: assignments, shares, emergency openings. Read when I say so."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from limen.domain.country.events import Reviewed
from limen.domain.notices import commands
from limen.domain.notices.queries import PAGE, NoticeCard, notices_of
from limen.web.casefile.frame import address, here, show
from limen.web.casefile.history import instant
from limen.web.casefile.words import notice_words
from limen.web.components import Column, Crumb, Empty, Paging, Row, Table, Tone, moment_mark, tag_mark
from limen.web.page import told
from limen.web.requests import Request, acts, shows


def notices(request: Request) -> HttpResponse:
    """My notices, the latest first."""
    cards = notices_of(request.actor, at=request.at, before=instant(request.GET.get("before", "")))
    shows(request, {card.case_id for card in cards if card.case_id})
    title = _("Notices")
    table = Table(
        caption=title,
        columns=tuple(Column(header=header) for header in (_("What"), _("Case"), _("When"), _("State"))),
        rows=tuple(_row(request, card) for card in cards),
        empty=Empty(
            sentence=_("You have no notices."),
            advice=_("You are told here when a case is assigned to you, shared, or opened in an emergency."),
        ),
        paging=_paging(cards),
        hide_caption=True,
    )
    return show(
        request,
        "web/casefile/notices.html",
        title=title,
        crumbs=(Crumb(label=title),),
        table=table,
        mark_url=address(request, "mark_read") if any(card.is_unread for card in cards) else "",
    )


def mark_read(request: Request) -> HttpResponse:
    """Mark all of my notices as read."""
    if not acts(request):
        return HttpResponseRedirect(address(request, "notices"))
    event = commands.mark_read(by=request.actor, at=request.at)
    return told(event, f"{here(request)}:notices")


def _row(request: Request, card: NoticeCard) -> Row:
    state = tag_mark(_("New"), Tone.ACTION) if card.is_unread else _("Read")
    when = moment_mark(card.at, now=request.at, time_zone=request.person.time_zone)
    reference = card.reference or (_("No longer open to you") if card.is_of_case else "")
    return Row(url=_url(request, card), cells=(notice_words(card.kind), reference, when, state))


def _url(request: Request, card: NoticeCard) -> str | None:
    if card.case_id:
        return address(request, "case", card.case_id)
    return address(request, "country_inquiries") if card.kind == Reviewed.kind else None


def _paging(cards: list[NoticeCard]) -> Paging | None:
    if len(cards) < PAGE:
        return None
    return Paging(next_url=f"?{urlencode({'before': cards[-1].at.isoformat()})}")
