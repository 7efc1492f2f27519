"""Questions to those who keep the library: the list, one of them, asking, answering, letting out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.country.commands import asking
from limen.domain.country.names import Level
from limen.domain.country.queries.cards import InquiryCard
from limen.domain.country.queries.inquiries import inquiries, inquiry
from limen.web.casefile.frame import Act, Offer, address, may, show_act
from limen.web.components import Column, Crumb, Empty, Row, Table, Tone, day_mark, isolated, tag_mark
from limen.web.components.shapes import Text
from limen.web.country.forms import AnswerForm, AskForm, ReviewForm
from limen.web.country.frame import countries_said, show_part, show_within
from limen.web.page import told
from limen.web.requests import Request, acts, today


def questions(request: Request) -> HttpResponse:
    """Those that wait, by the day on which an answer is needed, and those that were let out."""
    return show_part(
        request,
        "inquiries",
        title=_("Country information"),
        tab="country_inquiries",
        offers=[Offer(label=_("Ask a question"), url=address(request, "country_ask"), kind="primary")],
        table=_table(request, inquiries(on=today(request), by=request.actor)),
    )


def question(request: Request, inquiry_id: UUID) -> HttpResponse:
    """One question with its answer."""
    card = inquiry(inquiry_id, on=today(request), by=request.actor)
    offers = []
    if may(request, "country.answer") and card.reviewed_at is None:
        offers.append(Offer(label=_("Answer it"), url=address(request, "country_answer", card.id)))
    if card.is_mine_to_review and may(request, "country.review"):
        url = address(request, "country_review", card.id)
        offers.append(Offer(label=_("Let the answer out"), url=url, kind="primary"))
    return show_within(
        request,
        "inquiry",
        title=_("Question to the library"),
        crumbs=(Crumb(label=_("Questions"), url=address(request, "country_inquiries")),),
        card=card,
        countries=countries_said(card.countries),
        state=_state(card),
        offers=offers,
    )


def ask(request: Request) -> HttpResponse:
    """Ask what the library does not say."""
    form = AskForm(request.POST or None)
    if acts(request) and form.is_valid():
        said = form.cleaned_data
        event = asking.ask(
            said["question"],
            countries=tuple(said["countries"]),
            needed_on=said["needed_on"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "country_inquiry", event.inquiry_id))
    act = Act(
        title=_("Ask a question"),
        button=_("Ask it"),
        back_url=address(request, "country_inquiries"),
        lead=[_("Those who keep the library answer it; a second one of them reads the answer first.")],
    )
    return show_act(request, act, form)


def answer(request: Request, inquiry_id: UUID) -> HttpResponse:
    """Answer a question, or better the answer."""
    card = inquiry(inquiry_id, on=today(request), by=request.actor)
    given = {"says": card.answer, "found_nothing": card.found_nothing}
    form = AnswerForm(request.POST or None, initial=given)
    if acts(request) and form.is_valid():
        said = form.cleaned_data
        event = asking.answer(
            inquiry_id,
            says=said["says"],
            found_nothing=said["found_nothing"],
            by=request.actor,
            at=request.at,
        )
        return told(event, address(request, "country_inquiry", inquiry_id))
    return show_act(request, _act(request, card, _("Answer the question"), _("Save the answer")), form)


def review(request: Request, inquiry_id: UUID) -> HttpResponse:
    """Let an answer out that somebody else wrote."""
    card = inquiry(inquiry_id, on=today(request), by=request.actor)
    form = ReviewForm(request.POST or None)
    if acts(request) and form.is_valid():
        level = Level(form.cleaned_data["level"])
        event = asking.review(inquiry_id, level=level, by=request.actor, at=request.at)
        return told(event, address(request, "country_inquiry", inquiry_id))
    act = _act(request, card, _("Let the answer out"), _("I have read it; let it out"))
    return show_act(request, act, form)


def _act(request: Request, card: InquiryCard, title: str, button: str) -> Act:
    back = address(request, "country_inquiry", card.id)
    lead = [card.question, *([card.answer] if card.answer else [])]
    return Act(title=title, button=button, back_url=back, lead=lead)


def _state(card: InquiryCard) -> Text:
    if card.reviewed_at is not None:
        return tag_mark(_("Nothing was found") if card.found_nothing else _("Answered"), Tone.DONE)
    if card.is_late:
        return tag_mark(_("Past the day on which an answer was needed"), Tone.DANGER)
    if card.answered_at is not None:
        return tag_mark(_("A second person reads the answer"), Tone.ACTION)
    return tag_mark(_("Waits for an answer"), Tone.ATTENTION)


def _table(request: Request, cards: list[InquiryCard]) -> Table:
    headers = (_("Question"), _("Countries"), _("Answer needed by"), _("State"))
    rows = tuple(
        Row(
            cells=(
                isolated(card.question[:160]),
                countries_said(card.countries),
                day_mark(card.needed_on),
                _state(card),
            ),
            url=address(request, "country_inquiry", card.id),
        )
        for card in cards
    )
    empty = Empty(
        sentence=_("There is no question that you could see."),
        advice=_("What the library does not say can be asked here."),
    )
    columns = tuple(Column(header=header) for header in headers)
    return Table(caption=_("Questions"), columns=columns, rows=rows, empty=empty, hide_caption=True)
