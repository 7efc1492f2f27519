"""The people of a case: who has which part in it, adding somebody on record or new, ending a part."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases import rules
from limen.domain.cases.commands import joining
from limen.domain.cases.names import PartyPart
from limen.domain.cases.queries.finding import FoundPerson, find_people, joinable_among, likely_people
from limen.domain.cases.queries.parties import PartyCard, parties_of
from limen.domain.cases.queries.sheets import CaseSheet, case_sheet
from limen.domain.people.names import Registration
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.casefile.frame import Act, Offer, address, after, may, show_act, show_file
from limen.web.components import Column, Empty, Row, Table, isolated, moment_mark
from limen.web.persons.forms import EndForm, SomebodyForm
from limen.web.persons.frame import person_url
from limen.web.persons.searching import FoundView, results
from limen.web.requests import Request, acts, looked_for, today


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Somebody who may be meant: as found, and whether they can be made part of the case."""

    id: UUID
    found: FoundView
    can_join: bool


def case_people(request: Request, case_id: UUID) -> HttpResponse:
    """Everybody who has or had a part in the case. Whose part has ended is no longer named."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    cards = parties_of(case_id, by=request.actor, at=request.at)
    running = [card for card in cards if card.called]
    ended = [card for card in cards if not card.called]
    add = Offer(
        label=_("Add somebody"),
        url=address(request, "add_party", case_id) if may(request, "cases.add_party") else "",
        refused=_adding_obstacles(request, sheet),
        kind="primary",
    )
    return show_file(
        request,
        sheet,
        "web/persons/parties.html",
        tab="case_people",
        title=_("People"),
        table=_table(request, sheet, running),
        ended=[_ended(request, card) for card in ended],
        offers=[add] if may(request, "cases.add_party") and sheet.is_read else [],
    )


def add_party(request: Request, case_id: UUID) -> HttpResponse:
    """Look for the person first; whoever is not on record is put there with this case."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    text = request.POST.get("q", "").strip()
    form = SomebodyForm(request.POST if "new" in request.POST else None, initial=_FIRST)
    found: tuple[FoundPerson, ...] = ()
    if acts(request):
        if "look" in request.POST:
            found = find_people(text, by=request.actor, at=request.at)
        elif "person_id" in request.POST:
            return _join(request, case_id)
        elif form.is_valid():
            found = _likely(request, form.told())
            if {one.person.id for one in found} <= set(_seen(request)):
                return _register(request, case_id, form)
    elif request.obstacles and form.is_valid():
        found = _likely(request, form.told())
    choices = _choices(request, found)
    if found or "look" in request.POST:
        looked_for(request, f"party {len(found)}")
    act = Act(
        title=_("Add somebody to the case"),
        button=_("Put on record and add"),
        back_url=address(request, "case_people", case_id),
        refused=_adding_obstacles(request, sheet),
    )
    return show_act(
        request,
        act,
        form,
        sheet=sheet,
        template="web/persons/add_party.html",
        text=text,
        choices=choices,
        parts=PartyPart.choices,
        looked="look" in request.POST and not request.obstacles,
        is_likely=bool(found) and "new" in request.POST,
        is_new="new" in request.POST,
    )


def end_party(request: Request, case_id: UUID, party_id: UUID) -> HttpResponse:
    """End somebody's part: from then on the case no longer shows them."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    cards = parties_of(case_id, by=request.actor, at=request.at)
    card = next((card for card in cards if card.id == party_id and card.called), None)
    if card is None or not sheet.is_worked_on:
        raise Hidden(f"part {party_id} in case {case_id}")
    form = EndForm(request.POST or None)
    if acts(request) and form.is_valid():
        event = joining.end_party(party_id, why=form.cleaned_data["why"], by=request.actor, at=request.at)
        return after(request, event, case_id, "case_people")
    act = Act(
        title=_("End the part of %(person)s in the case") % {"person": card.called},
        button=_("End the part"),
        back_url=address(request, "case_people", case_id),
        lead=[
            _("From then on nobody sees the person through this case, and it no longer tells their name."),
            _("What was written in the case stays in it."),
        ],
        kind="danger",
        refused=_ending_obstacles(card, cards),
    )
    return show_act(request, act, form, sheet=sheet)


_FIRST = {"birth_state": "told", "part": PartyPart.FAMILY}


def _join(request: Request, case_id: UUID) -> HttpResponse:
    """Make somebody on record part of the case."""
    try:
        person_id, part = UUID(request.POST["person_id"]), PartyPart(request.POST.get("part", ""))
    except ValueError as error:
        raise Hidden("no such person or part") from error
    event = joining.add_party(
        case_id, person_id=person_id, part=part, on=today(request), by=request.actor, at=request.at
    )
    return after(request, event, case_id, "case_people")


def _register(request: Request, case_id: UUID, form: SomebodyForm) -> HttpResponse:
    event = joining.add_party(
        case_id,
        person_id=new_id(),
        part=PartyPart(form.cleaned_data["part"]),
        told=form.told(),
        on=today(request),
        seen=_seen(request),
        by=request.actor,
        at=request.at,
    )
    return after(request, event, case_id, "case_people")


def _seen(request: Request) -> list[UUID]:
    """Records that were shown, and of which the actor says that they are somebody else."""
    try:
        return [UUID(one) for one in request.POST.getlist("seen")] if "sure" in request.POST else []
    except ValueError as error:
        raise Hidden("no such person") from error


def _likely(request: Request, told: Registration) -> tuple[FoundPerson, ...]:
    """Who of those on record may be the one who was typed; nobody when no name was typed yet."""
    return likely_people(told, by=request.actor, at=request.at) if told.names else ()


def _choices(request: Request, found: tuple[FoundPerson, ...]) -> list[Choice]:
    ids = {one.person.id for one in found}
    joinable = joinable_among(ids, by=request.actor, at=request.at) if ids else frozenset()
    request.shown.extend(file.case_id for one in found for file in one.files)
    return [
        Choice(id=one.person.id, found=view, can_join=one.person.id in joinable)
        for one, view in zip(found, results(request, found), strict=True)
    ]


def _adding_obstacles(request: Request, sheet: CaseSheet) -> list[Obstacle]:
    return rules.obstacles_to_adding_party(
        phase=sheet.phase,
        is_party=False,
        is_worked_on=sheet.is_worked_on,
        is_new=True,
        by=request.actor,
    )


def _ending_obstacles(card: PartyCard, cards: list[PartyCard]) -> list[Obstacle]:
    others = [one.part for one in cards if one.until_at is None and one.id != card.id]
    return rules.obstacles_to_ending_party(part=card.part, others=others, why="-")


def _table(request: Request, sheet: CaseSheet, cards: list[PartyCard]) -> Table:
    ends = sheet.is_worked_on and may(request, "cases.end_party")
    headers = [_("Person"), _("Part in the case"), _("Since")] + ([_("Act")] if ends else [])
    return Table(
        caption=_("People of the case"),
        columns=tuple(Column(header=header) for header in headers),
        rows=tuple(_row(request, sheet, card, ends=ends) for card in cards),
        empty=Empty(
            sentence=_("Nobody on record is part of this case yet."),
            advice=_("Whoever writes in the case adds them here, from those on record or as somebody new."),
        ),
        hide_caption=True,
    )


def _row(request: Request, sheet: CaseSheet, card: PartyCard, *, ends: bool) -> Row:
    since = moment_mark(card.since_at, now=request.at, time_zone=request.person.time_zone)
    cells: tuple[SafeString | str, ...] = (isolated(card.called), str(card.part.label), since)
    if ends:
        url = address(request, "end_party", sheet.id, card.id)
        hidden = format_html('<span class="govuk-visually-hidden">{}</span>', isolated(card.called))
        cells += (format_html('<a class="lm-link" href="{}">{} {}</a>', url, _("End this part"), hidden),)
    return Row(cells=cells, url=person_url(request, card.person_id), key=str(card.id))


def _ended(request: Request, card: PartyCard) -> SafeString:
    """A part that has ended: that it was there, and no longer whose."""
    zone = request.person.time_zone
    since = moment_mark(card.since_at, now=request.at, time_zone=zone)
    if card.until_at is None:
        return format_html("{}, {} {}", card.part.label, _("since"), since)
    return format_html(
        "{}, {} – {}", card.part.label, since, moment_mark(card.until_at, now=request.at, time_zone=zone)
    )
