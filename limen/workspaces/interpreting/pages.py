"""What an interpreter sees: where they are asked to be, in which language, and for whom to ask there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from limen.domain.interviews.commands import bookings
from limen.domain.interviews.names import BookingState
from limen.domain.interviews.queries.bookings import BookingCard, bookings_of_mine, my_booking
from limen.reference.languages import language_named
from limen.web.casefile.frame import Act, Offer
from limen.web.components import Column, Crumb, Empty, Fact, Row, Table, isolated
from limen.web.components.marks import day_words
from limen.web.components.shapes import Text
from limen.web.interviews.booking_words import booking_mark
from limen.web.page import page
from limen.web.requests import Request, acts, shows
from limen.workspaces.interpreting.forms import YES, AnswerForm, UnderstandingForm


@page("interpreting")
def home(request: Request) -> HttpResponse:
    """Today and what lies ahead."""
    zone = ZoneInfo(request.person.time_zone)
    today = request.at.astimezone(zone).date()
    begins = datetime.combine(today, time(), tzinfo=zone)
    found = bookings_of_mine(begins=begins, by=request.actor)
    is_today = [one.starts_at.astimezone(zone).date() == today for one in found]
    return _show(
        request,
        "home",
        title=_("Interpreting"),
        today=_table(
            [one for one, now in zip(found, is_today, strict=True) if now],
            caption=_("Today"),
            empty=_("You are not asked to be anywhere today."),
        ),
        ahead=_table(
            [one for one, now in zip(found, is_today, strict=True) if not now],
            caption=_("After today"),
            empty=_("Nothing lies ahead."),
        ),
    )


@page("interpreting")
def booking(request: Request, booking_id: UUID) -> HttpResponse:
    """One booking, and what can be answered now."""
    card = _asked(request, booking_id)
    return _show(
        request,
        "booking",
        title=_named(card),
        crumbs=(Crumb(label=_named(card)),),
        mark=booking_mark(card.state),
        facts=list(_facts(card)),
        offers=list(_offers(request, card)),
        meeting_url=card.link if card.is_live else "",
    )


@page("interpreting", permission="interviews.answer_booking")
def answer_booking(request: Request, booking_id: UUID) -> HttpResponse:
    """Say whether one comes."""
    card = _asked(request, booking_id)
    form = AnswerForm(request.POST or None)
    if acts(request) and form.is_valid():
        why, accepts = form.cleaned_data["why"], form.accepts()
        bookings.answer_booking(booking_id, accepts=accepts, why=why, by=request.actor, at=request.at)
        return _back(booking_id)
    return _show_act(request, card, form, title=_("Do you come?"), button=_("Answer"))


@page("interpreting", permission="interviews.say_understanding")
def say_understanding(request: Request, booking_id: UUID) -> HttpResponse:
    """Say, having met, whether both understand each other and that there is no tie."""
    card = _asked(request, booking_id)
    form = UnderstandingForm(request.POST or None)
    if acts(request) and form.is_valid():
        given = form.cleaned_data
        bookings.say_understanding(
            booking_id,
            understands=given["understands"] == YES,
            is_free=given["is_free"] == YES,
            words=given["words"],
            by=request.actor,
            at=request.at,
        )
        return _back(booking_id)
    return _show_act(
        request, card, form, title=_("Before the interview begins"), button=_("Say it to the officer")
    )


def _asked(request: Request, booking_id: UUID) -> BookingCard:
    """A booking of one's own. That it was looked at stands with the case, like every reading."""
    card, case_id = my_booking(booking_id, by=request.actor)
    shows(request, [case_id])
    return card


def _back(booking_id: UUID) -> HttpResponse:
    """To the booking, which shows the answer: its line of the journal belongs to a file closed to them."""
    return HttpResponseRedirect(f"{_address('booking', booking_id)}?said=1", status=303)


def _address(name: str, *args: object) -> str:
    return reverse(f"interpreting:{name}", args=args)


def _show(
    request: Request, template: str, *, title: Text, crumbs: tuple[Crumb, ...] = (), **context: object
) -> HttpResponse:
    first = Crumb(label=_("Interpreting"), url=_address("home"))
    frame = {
        "title": title,
        "crumbs": (first, *crumbs) if crumbs else (),
        "obstacles": request.obstacles,
        "said": _("Thank you. The officer is told.") if request.GET.get("said") else "",
    }
    return render(request, f"interpreting/{template}.html", frame | context)


def _show_act(
    request: Request, card: BookingCard, form: forms.Form, *, title: Text, button: Text
) -> HttpResponse:
    act = Act(title=title, button=button, back_url=_address("booking", card.id), lead=(_named(card),))
    crumbs = (Crumb(label=_named(card), url=act.back_url), Crumb(label=title))
    return _show(request, "act", title=title, crumbs=crumbs, act=act, form=form)


def _table(found: list[BookingCard], *, caption: Text, empty: Text) -> Table:
    headers = (_("When"), _("Where"), _("Language"), _("Ask for"), _("State"))
    return Table(
        caption=caption,
        columns=tuple(Column(header=header, is_nowrap=place == 0) for place, header in enumerate(headers)),
        rows=tuple(
            Row(
                cells=(
                    _when(one),
                    isolated(one.place) if one.place else _("by video"),
                    _language(one),
                    isolated(one.officer),
                    booking_mark(one.state),
                ),
                url=_address("booking", one.id),
            )
            for one in found
        ),
        empty=Empty(
            sentence=empty, advice=_("Whoever plans an interview asks you here. You answer whether you come.")
        ),
        hide_caption=True,
    )


def _facts(card: BookingCard) -> Iterator[Fact]:
    when = _("%(when)s (%(zone)s), %(minutes)d minutes")
    yield Fact(term=_("When"), value=when % {"when": _when(card), "zone": card.zone, "minutes": card.minutes})
    yield Fact(term=_("Where"), value=isolated(card.place) if card.place else _("by video"))
    yield Fact(term=_("Language"), value=_language(card))
    yield Fact(term=_("Ask for"), value=isolated(card.officer))
    if card.said_at:
        yield Fact(term=_("You understand each other"), value=_("yes") if card.understands else _("not well"))
        free = _("none, as you said") if card.is_free else _("there is one, as you said")
        yield Fact(term=_("A tie to anybody concerned"), value=free)
    if card.why:
        yield Fact(term=_("What you wrote"), value=isolated(card.why))


def _offers(request: Request, card: BookingCard) -> Iterator[Offer]:
    """What can be answered now: before it begins whether one comes, on the day how one understands."""
    zone = ZoneInfo(card.zone)
    answer, say = _address("answer_booking", card.id), _address("say_understanding", card.id)
    is_the_day = card.local.date() <= request.at.astimezone(zone).date()
    if card.state is BookingState.ACCEPTED and is_the_day and card.said_at is None:
        yield Offer(label=_("We have met: say how it goes"), url=say, kind="primary")
    if request.at >= card.starts_at or not card.is_live:
        return
    if card.state is BookingState.ASKED:
        yield Offer(label=_("Say whether you come"), url=answer, kind="primary")
    else:
        yield Offer(label=_("I cannot come after all"), url=answer)


def _named(card: BookingCard) -> str:
    return _("Interview, %(when)s") % {"when": _when(card)}


def _when(card: BookingCard) -> str:
    return f"{day_words(card.local)}, {card.local:%H:%M}"


def _language(card: BookingCard) -> str:
    return language_named(card.language, get_language() or "en")
