"""What is due: running clocks of my cases, or of all that I may read, by their day."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases.queries.lists import Count
from limen.domain.deadlines.names import Effect
from limen.domain.deadlines.queries.due import DueCard, DueKey, DuePage, Whose, Within, clocks_due, count_due
from limen.domain.identity.queries.choosing import FEW
from limen.domain.identity.queries.people import my_units
from limen.foundation.actors import Reach
from limen.web.casefile.clocks import now_of
from limen.web.casefile.clocks_ribbon import Now, standing_of
from limen.web.casefile.frame import address, show
from limen.web.casefile.lists import place_in, token_for
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    NumberDoor,
    Paging,
    Row,
    Tab,
    Table,
    isolated,
    tag_mark,
)
from limen.web.components.choosing import TypeBox
from limen.web.requests import Request, shows, today


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address asks for: of which cases, how soon, and of which effect."""

    whose: Whose
    within: Within
    effect: Effect | None
    unit_id: UUID | None = None

    def url(self, **other: str) -> str:
        """The address of the same list with something asked otherwise."""
        kept = {"whose": self.whose, "within": self.within, "effect": self.effect or ""}
        kept |= {"unit": str(self.unit_id or "")} | other
        return f"?{urlencode({name: str(value) for name, value in kept.items() if value})}"


def due(request: Request) -> HttpResponse:
    """The list, its spans with their numbers, and whose it is."""
    asked = _asked(request)
    found = clocks_due(
        whose=asked.whose,
        within=asked.within,
        effect=asked.effect,
        unit_id=asked.unit_id,
        on=today(request),
        by=request.actor,
        at=request.at,
        after=_key(request, "after"),
        before=_key(request, "before"),
    )
    shows(request, dict.fromkeys(card.clock.case_id for card in found.cards))
    title = _("What is due")
    return show(
        request,
        "web/casefile/due.html",
        title=title,
        crumbs=(Crumb(label=title),),
        tabs=_tabs(request, asked),
        unit_box=_unit_box(request),
        units_url=address(request, "units"),
        doors=_doors(request, asked),
        asked=asked,
        effects=[("", _("Every kind")), *Effect.choices],
        span=_spans()[asked.within],
        table=_table(request, asked, found),
    )


def due_doors(request: Request) -> list[NumberDoor]:
    """The numbers for the first page of a workspace: what is due within a week, and what is overdue."""
    doors = []
    for whose in _offered(request):
        asked = Asked(whose=whose, within=Within.WEEK, effect=None)
        counts = count_due(whose=whose, on=today(request), by=request.actor, at=request.at)
        labels = {
            Whose.MINE: (_("due within 7 days in my cases"), _("overdue in my cases")),
            Whose.UNIT: (_("due within 7 days in my units"), _("overdue in my units")),
        }
        for within, label in zip((Within.WEEK, Within.OVERDUE), labels[whose], strict=True):
            if within is Within.WEEK or counts[within].found:
                url = address(request, "due") + asked.url(within=within)
                doors.append(NumberDoor(number=_number(counts[within]), label=label, url=url))
    return doors


def _asked(request: Request) -> Asked:
    """What the address asks for; what it does not say, or says wrongly, is the widest."""
    whose, within = request.GET.get("whose", ""), request.GET.get("within", "")
    effect, unit = request.GET.get("effect", ""), request.GET.get("unit", "")
    unit_id = next((one for one in request.actor.units_within(Reach.READ) if str(one) == unit), None)
    whose = Whose.UNIT if unit_id else whose
    return Asked(
        whose=Whose(whose) if whose in _offered(request) else Whose.MINE,
        unit_id=unit_id,
        within=Within(within) if within in list(Within) else Within.ANY,
        effect=Effect(effect) if effect in Effect.values else None,
    )


def _offered(request: Request) -> tuple[Whose, ...]:
    """My own first; all that I may read for whoever reads more than what was given to them by name."""
    return (Whose.MINE, Whose.UNIT) if request.actor.units_within(Reach.READ) else (Whose.MINE,)


def _tabs(request: Request, asked: Asked) -> list[Tab]:
    labels = {Whose.MINE: _("My cases"), Whose.UNIT: _("Cases of my units")}
    offered = _offered(request)
    if len(offered) == 1:
        return []
    chosen = my_units(request.actor, among=(asked.unit_id,)) if asked.unit_id else []
    return [
        Tab(
            label=labels[whose],
            url=asked.url(whose=whose, unit=""),
            is_current=whose is asked.whose and not chosen,
        )
        for whose in offered
    ] + [Tab(label=unit.name, url=asked.url(), is_current=True) for unit in chosen]


def _unit_box(request: Request) -> TypeBox | None:
    """The box by which one comes to what is due in one unit, where there are many."""
    if len(request.actor.units_within(Reach.READ)) <= FEW:
        return None
    return TypeBox(
        id="unit-box",
        name="unit",
        asks=_("Of one unit: type part of its name"),
        url=f"{address(request, 'unit_suggestions')}?reach=read&for=due",
        goes=True,
    )


def _spans() -> dict[Within, str]:
    return {
        Within.OVERDUE: _("overdue"),
        Within.WEEK: _("within 7 days"),
        Within.MONTH: _("within 30 days"),
        Within.ANY: _("all that run"),
    }


def _doors(request: Request, asked: Asked) -> list[NumberDoor]:
    counts = count_due(
        whose=asked.whose,
        effect=asked.effect,
        unit_id=asked.unit_id,
        on=today(request),
        by=request.actor,
        at=request.at,
    )
    return [
        NumberDoor(number=_number(counts[within]), label=label, url=asked.url(within=within))
        for within, label in _spans().items()
    ]


def _table(request: Request, asked: Asked, found: DuePage) -> Table:
    now = now_of(request)
    return Table(
        caption=_("What is due: %(span)s") % {"span": _spans()[asked.within]},
        columns=(
            Column(header=_("What")),
            Column(header=_("Case"), is_nowrap=True),
            Column(header=_("Name")),
            Column(header=_("When"), is_nowrap=True),
            Column(header=_("On which day")),
            Column(header=_("Kind")),
            Column(header=_("State"), is_nowrap=True),
        ),
        rows=tuple(_row(request, card, now) for card in found.cards),
        empty=_empty(request, asked),
        paging=_paging(asked, found),
        hide_caption=True,
    )


def _row(request: Request, card: DueCard, now: Now) -> Row:
    standing = standing_of(card.clock, now)
    what: SafeString | str = card.clock.term_says
    if card.clock.about:
        what = format_html("{} · {}", what, isolated(card.clock.about))
    day: SafeString | str = standing.day
    for note in standing.notes:
        day = format_html("{}<br>{}", day, note)
    state = tag_mark(standing.tag, standing.tag_tone)
    kind = card.clock.effect.label
    url = address(request, "clock", card.clock.case_id, card.clock.id)
    cells = (what, card.reference, isolated(card.called), standing.when, day, kind, state)
    return Row(url=url, cells=cells, key=str(card.clock.id))


def _empty(request: Request, asked: Asked) -> Empty:
    if asked.within is not Within.ANY or asked.effect:
        return Empty(
            sentence=_("Nothing is due here."),
            advice=_("Other clocks may run."),
            url=asked.url(within=Within.ANY, effect=""),
            url_label=_("See all that run"),
        )
    return Empty(
        sentence=_("No clock runs in these cases."),
        advice=_("A clock appears here as soon as somebody starts it in a case."),
    )


def _paging(asked: Asked, found: DuePage) -> Paging | None:
    if found.before is None and found.after is None:
        return None
    return Paging(
        next_url=asked.url(after=token_for(found.after.due_on, found.after.id)) if found.after else None,
        previous_url=asked.url(before=token_for(found.before.due_on, found.before.id))
        if found.before
        else None,
    )


def _key(request: Request, side: str) -> DueKey | None:
    place = place_in(request.GET.get(side, ""))
    return DueKey(due_on=place[0], id=place[1]) if place else None


def _number(count: Count) -> str:
    number = number_format(count.found, force_grouping=True)
    return f"{number}+" if count.is_more else number
