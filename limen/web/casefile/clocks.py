"""The clocks of a file: all of them as ribbons, and one with everything that happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet, case_sheet
from limen.domain.deadlines import rules
from limen.domain.deadlines.names import LIVE, ClockState
from limen.domain.deadlines.queries.clocks import (
    ClockCard,
    ClockSheet,
    clock_sheet,
    clocks_of,
    sheets_of,
)
from limen.domain.identity.names import Compartment
from limen.domain.policy.queries import Law, law_of
from limen.foundation.refusals import Hidden, Obstacle
from limen.law.asking import term_of
from limen.law.lengths import Length
from limen.law.rulings import Ruling
from limen.law.terms import Term
from limen.web.casefile.clocks_ribbon import Now, Ribbon, Standing, picture_of, standing_of
from limen.web.casefile.clocks_words import (
    doubts,
    draft_words,
    effect_words,
    fact_words,
    length_words,
    whose_words,
    why_words,
)
from limen.web.casefile.frame import Offer, address, may, show_file
from limen.web.components import Column, Empty, Fact, Row, Table, day_mark, isolated
from limen.web.requests import Request, today

NEXT = 3


def case_clocks(request: Request, case_id: UUID) -> HttpResponse:
    """Every clock of the case that the person may know of: running ones first, by their day."""
    sheet = opened_file(request, case_id)
    found = sheets_of(case_id, by=request.actor, at=request.at)
    laws = _laws(request, found)
    ribbons = [_ribbon(request, one, laws[one.edition_id]) for one in found]
    live = [ribbon for ribbon, one in zip(ribbons, found, strict=True) if one.clock.state in LIVE]
    closed = [ribbon for ribbon, one in zip(ribbons, found, strict=True) if one.clock.state not in LIVE]
    return show_file(
        request,
        sheet,
        "web/casefile/clocks.html",
        tab="case_clocks",
        title=_("Deadlines"),
        live=live,
        closed=closed,
        drafts=_drafts(laws.values()),
        start=_start_offer(request, sheet),
        empty=Empty(
            sentence=_("No clock runs in this case."), advice=_("Start one when the law asks for it.")
        ),
    )


def clock(request: Request, case_id: UUID, clock_id: UUID) -> HttpResponse:
    """One clock: why it is due when it is, what was told, what happened, and what one may do."""
    sheet, found = opened_clock(request, case_id, clock_id)
    law = law_of(found.edition_id, by=request.actor)
    return show_file(
        request,
        sheet,
        "web/casefile/clock.html",
        tab="case_clocks",
        title=found.clock.term_says,
        clock=_ribbon(request, found, law),
        facts=_facts(request, found, law),
        stops=_stops(found) if found.stops else None,
        extensions=_extensions(found) if found.extensions else None,
        drafts=_drafts([law]),
        difference=_difference(request, sheet, found),
        offers=_offers(request, sheet, found, term_of(law.pack, found.clock.term)),
        all_url=address(request, "case_clocks", case_id),
    )


def next_clocks(request: Request, sheet: CaseSheet) -> list[Ribbon]:
    """The next few clocks of a file, for its first page; none for whoever cannot read it."""
    if not sheet.is_read:
        return []
    cards = clocks_of(sheet.id, by=request.actor, at=request.at, live_only=True)
    return [short_ribbon(request, card) for card in cards[:NEXT]]


def opened_file(request: Request, case_id: UUID) -> CaseSheet:
    """The head of a case of one's own organisation whose file one may read. Raises `Hidden`."""
    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    if not sheet.is_read:
        raise Hidden(f"the clocks of case {case_id}")
    return sheet


def opened_clock(request: Request, case_id: UUID, clock_id: UUID) -> tuple[CaseSheet, ClockSheet]:
    """The clock and the case it is in. Raises `Hidden` when it is in another one."""
    sheet = opened_file(request, case_id)
    found = clock_sheet(clock_id, by=request.actor, at=request.at)
    if found.clock.case_id != case_id:
        raise Hidden(f"clock {clock_id} in case {case_id}")
    return sheet, found


def working_obstacles(request: Request, sheet: CaseSheet, compartment: Compartment) -> list[Obstacle]:
    """Why one cannot change clocks here, whatever the change would be."""
    return rules.obstacles_to_working(
        is_worked_on=sheet.is_worked_on, compartment=compartment, by=request.actor
    )


def now_of(request: Request) -> Now:
    """The reader's today, this instant, and their zone."""
    return Now(today=today(request), at=request.at, time_zone=request.person.time_zone)


def ribbon_of(request: Request, found: ClockSheet) -> Ribbon:
    """One clock, drawn."""
    return _ribbon(request, found, law_of(found.edition_id, by=request.actor))


def short_ribbon(request: Request, card: ClockCard) -> Ribbon:
    """A clock without its reasons: for lists and first pages."""
    url = address(request, "clock", card.case_id, card.id)
    return _drawn(card, standing_of(card, now_of(request)), url)


def ribbon_of_ruling(request: Request, law: Law, term: Term, ruling: Ruling, card: ClockCard) -> Ribbon:
    """What a clock would look like if it were started now; `card` is that clock."""
    now = now_of(request)
    return replace(
        _drawn(card, standing_of(card, now), ""),
        whose=whose_words(term.whose),
        reasons=why_words(ruling.reasons, ruling.since, law, ruling.calendar),
        source=ruling.source,
        doubts=doubts(ruling.certainty, ruling.interpretation),
        picture=picture_of(card, ruling.reasons, (), now.today),
    )


def _ribbon(request: Request, found: ClockSheet, law: Law) -> Ribbon:
    now, card = now_of(request), found.clock
    stopped_on = next((one.since_on for one in found.stops if one.does_stop and not one.until_on), None)
    return replace(
        _drawn(
            card,
            standing_of(card, now, stopped_on=stopped_on),
            address(request, "clock", card.case_id, card.id),
        ),
        whose=whose_words(term_of(law.pack, card.term).whose),
        reasons=why_words(found.reasons, found.since, law, found.calendar),
        source=found.source,
        doubts=doubts(found.certainty, found.interpretation),
        picture=picture_of(card, found.reasons, found.stops, now.today),
    )


def _drawn(card: ClockCard, standing: Standing, url: str) -> Ribbon:
    return Ribbon(
        label=card.term_says,
        about=card.about,
        url=url,
        tag=standing.tag,
        tone=standing.tone,
        tag_tone=standing.tag_tone,
        when=standing.when,
        day=standing.day,
        effect=effect_words(card.effect),
        notes=standing.notes,
    )


def _laws(request: Request, found: Iterable[ClockSheet]) -> dict[UUID, Law]:
    return {number: law_of(number, by=request.actor) for number in {one.edition_id for one in found}}


def _drafts(laws: Iterable[Law]) -> list[str]:
    return sorted({said for law in laws if (said := draft_words(law))})


def _start_offer(request: Request, sheet: CaseSheet) -> Offer | None:
    if not may(request, "deadlines.start"):
        return None
    refused = working_obstacles(request, sheet, Compartment.GENERAL)
    url = address(request, "start", sheet.id)
    return Offer(label=_("Start a clock"), url=url, refused=refused, kind="primary")


def _offers(request: Request, sheet: CaseSheet, found: ClockSheet, term: Term) -> list[Offer]:
    """What one may do with the clock; what cannot happen now is shown with its reason."""
    card, on = found.clock, today(request)
    if card.state not in LIVE:
        return []
    working = working_obstacles(request, sheet, card.compartment)
    stopping = rules.obstacles_to_stopping(card, found.stops, since_on=on, on=on)
    extending = rules.obstacles_to_extending(card, is_extended=False, decided_on=on, on=on, why="-")
    used = {one.ground for one in found.extensions}
    if term.extensions and used >= {one.id for one in term.extensions}:
        says = _("It was extended on every ground that the law knows.")
        extending.append(Obstacle("ground", says))
    stands_still = card.state is ClockState.STOPPED
    offered: tuple[tuple[str, str, Sequence[Obstacle], bool], ...] = (
        ("resume", _("Let it go on"), (), stands_still),
        ("meet", _("It was done"), (), True),
        ("stop", _("Record a stop"), stopping, bool(term.stops) and not stands_still),
        ("extend", _("Extend"), extending, bool(term.extensions)),
        ("set_aside", _("Set it aside"), (), True),
    )
    offers: list[Offer] = []
    for name, label, refused, is_offered in offered:
        if is_offered and may(request, f"deadlines.{name}"):
            url = address(request, name, sheet.id, card.id)
            kind = "secondary" if offers else "primary"
            offers.append(Offer(label=label, url=url, refused=working or refused, kind=kind))
    return offers


def _difference(request: Request, sheet: CaseSheet, found: ClockSheet) -> dict[str, object] | None:
    """What the nightly reckoning found, and the way to answer it."""
    if found.difference is None:
        return None
    offer = None
    if found.clock.state in LIVE and may(request, "deadlines.rule_again"):
        refused = working_obstacles(request, sheet, found.clock.compartment)
        url = address(request, "rule_again", sheet.id, found.clock.id)
        offer = Offer(label=_("Look at the difference"), url=url, refused=refused)
    return {"card": found.difference, "offer": offer}


def _facts(request: Request, found: ClockSheet, law: Law) -> list[Fact]:
    """What was told when the clock was started, and by whom."""
    known = law.pack.facts
    facts = [
        Fact(term=known[name].says if name in known else name, value=fact_words(known.get(name), given))
        for name, given in found.facts.items()
    ]
    where = address(request, "edition_entry", found.edition_id, "terms", found.clock.term)
    says = format_html('<a class="lm-link" href="{}">{}</a>', where, isolated(law.pack.says, "en"))
    days_off = Fact(term=_("Days off"), value=law.calendar(found.calendar).says)
    length = Fact(term=_("Length of time in the law"), value=length_words(Length.read(found.clock.value)))
    facts += [length, Fact(term=_("Law that ruled it"), value=says), days_off]
    if found.clock.compartment is not Compartment.GENERAL:
        facts.append(Fact(term=_("Part of the file"), value=found.clock.compartment.label))
    facts.append(Fact(term=_("Started by"), value=isolated(found.started_by or _("somebody else"))))
    return facts


def _stops(found: ClockSheet) -> Table:
    rows = tuple(
        Row(
            cells=(
                one.cause_says,
                one.attributed_to.label,
                _("The clock stood still") if one.does_stop else _("The clock went on"),
                day_mark(one.since_on),
                day_mark(one.until_on),
                one.why,
                isolated(one.by_name),
            )
        )
        for one in found.stops
    )
    headers = (
        _("Cause"), _("Whose doing"), _("Effect"), _("From"), _("Up to"), _("In words"), _("Recorded by"),
    )  # fmt: skip
    return _table(_("What stopped it, or did not"), headers, rows)


def _extensions(found: ClockSheet) -> Table:
    rows = tuple(
        Row(
            cells=(
                one.ground_says,
                length_words(Length.read(one.length)) if one.length else _("All that the law allows"),
                day_mark(one.decided_on),
                one.why,
                isolated(one.by_name),
            )
        )
        for one in found.extensions
    )
    headers = (_("Ground"), _("Longer by"), _("Decided on"), _("Why"), _("Recorded by"))
    return _table(_("What made it longer"), headers, rows)


def _table(caption: str, headers: Sequence[str], rows: tuple[Row, ...]) -> Table:
    columns = tuple(Column(header=header) for header in headers)
    return Table(caption=caption, columns=columns, rows=rows, empty=Empty(sentence=""), hide_caption=True)
