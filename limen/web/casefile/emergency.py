"""Opening a case in an emergency, and the review by somebody else that follows."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases.commands import breaking_glass
from limen.domain.cases.names import OpeningGround
from limen.domain.cases.queries.sheets import OpeningCard, openings_to_review
from limen.foundation.journal import reading
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.casefile.forms import EmergencyForm, ReviewForm
from limen.web.casefile.frame import Act, address, emergency, here, show, show_act
from limen.web.components import Column, Crumb, Empty, Fact, Row, Table, isolated, moment_mark
from limen.web.page import told
from limen.web.requests import Request, acts, shows


def break_glass(request: Request) -> HttpResponse:
    """Open one case for an hour, to read. A case that is missing, walled or protected looks the same."""
    form = EmergencyForm(request.POST or None, initial={"reference": request.GET.get("reference", "")})
    status = 200
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        try:
            event = breaking_glass.break_glass(
                reference=words["reference"],
                ground=OpeningGround(words["ground"]),
                reason=words["reason"],
                by=request.actor,
                at=request.at,
            )
        except Hidden:
            name = f"{here(request)}:break_glass"
            reading.denied(what=name, target=words["reference"], why="hidden", at=request.at)
            request.obstacles, status = (
                (Obstacle("hidden", _("There is no such case that you could open.")),),
                409,
            )
        else:
            return told(event, f"{here(request)}:case", event.case_id)
    act = Act(
        title=emergency(),
        button=_("Open for one hour"),
        back_url=address(request, "home"),
        lead=[
            _("You will be able to read one case of your organisation for one hour. You cannot change it."),
            _("The people who hold the case and their supervisors are told at once, with your reason."),
            _("Somebody else reviews the opening afterwards. Until then it stays on your record as open."),
        ],
    )
    return show_act(request, act, form, status=status)


def openings(request: Request) -> HttpResponse:
    """Emergency openings that wait for a review by somebody else."""
    cards = openings_to_review(by=request.actor, at=request.at)
    shows(request, {card.case_id for card in cards})
    title = _("Emergency openings to review")
    table = Table(
        caption=title,
        columns=tuple(Column(header=header) for header in (_("Case"), _("Person"), _("Ground"), _("When"))),
        rows=tuple(_row(request, card) for card in cards),
        empty=Empty(
            sentence=_("No opening waits for your review."),
            advice=_("An opening in your units appears here as soon as it happens."),
        ),
        hide_caption=True,
    )
    return show(request, "web/casefile/list.html", title=title, crumbs=(Crumb(label=title),), table=table)


def review_opening(request: Request, opening_id: UUID) -> HttpResponse:
    """Say, as somebody else, whether an opening was justified."""
    cards = openings_to_review(by=request.actor, at=request.at)
    card = next((card for card in cards if card.id == opening_id), None)
    if card is None:
        raise Hidden(f"opening {opening_id}")
    shows(request, (card.case_id,))
    form = ReviewForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = breaking_glass.review_opening(
            opening_id,
            was_justified=form.cleaned_data["was_justified"] == "yes",
            review_says=form.cleaned_data["review_says"],
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:openings")
    act = Act(
        title=_("Review an emergency opening"),
        button=_("Keep the review"),
        back_url=address(request, "openings"),
    )
    return show_act(request, act, form, facts=_facts(request, card))


def _row(request: Request, card: OpeningCard) -> Row:
    when = moment_mark(card.since_at, now=request.at, time_zone=request.person.time_zone)
    cells = (card.reference, isolated(card.name), card.ground.label, when)
    return Row(url=address(request, "review_opening", card.id), cells=cells)


def _facts(request: Request, card: OpeningCard) -> list[Fact]:
    when = moment_mark(card.since_at, now=request.at, time_zone=request.person.time_zone)
    return [
        Fact(term=_("Case"), value=card.reference),
        Fact(term=_("Person"), value=isolated(card.name)),
        Fact(term=_("When"), value=when),
        Fact(term=_("Ground"), value=card.ground.label),
        Fact(term=_("Reason"), value=isolated(card.reason)),
    ]
