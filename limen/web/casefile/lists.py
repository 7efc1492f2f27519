"""Lists of cases: of a unit, mine, shared with us. Dense, paged by key, and the same in every workspace."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from limen.domain.cases.queries.lists import (
    CaseCard,
    CasePage,
    Key,
    cases_assigned_to_me,
    cases_in_unit,
    cases_shared_with_us,
)
from limen.domain.identity.queries.people import my_units
from limen.foundation.actors import Reach
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import address, may, said_on_leaving, show
from limen.web.components import Column, Crumb, Empty, Paging, Row, Table, Tone, day_mark, isolated, tag_mark
from limen.web.requests import Request, shows


def mine(request: Request) -> HttpResponse:
    """The cases that were given to me by name."""
    return _list(request, _("My cases"), my_table(request))


def of_unit(request: Request, unit_id: UUID) -> HttpResponse:
    """The open cases of one of my units, as far as I may know of them."""
    name = next((unit.name for unit in my_units(request.actor, among=(unit_id,))), None)
    if name is None or unit_id not in request.actor.units_within(Reach.LIST):
        raise Hidden(f"no list of unit {unit_id}")
    found = cases_in_unit(unit_id, by=request.actor, **_keys(request))
    title = _("Cases of %(unit)s") % {"unit": name}
    return _list(request, title, table_of(request, title, found, _empty_unit(request)))


def shared(request: Request) -> HttpResponse:
    """The cases that other organisations share with my units."""
    found = cases_shared_with_us(by=request.actor, at=request.at, **_keys(request))
    title = _("Shared with us")
    empty = Empty(
        sentence=_("No other organisation shares a case with your units at the moment."),
        advice=_("A shared case appears here on its own, and goes when the share ends."),
    )
    return _list(request, title, table_of(request, title, found, empty))


def my_table(request: Request) -> Table:
    """My cases as a table; the first page of a workspace shows it too."""
    found = cases_assigned_to_me(by=request.actor, at=request.at, **_keys(request))
    return table_of(request, _("My cases"), found, _empty_mine(request))


def round_table(request: Request) -> Table:
    """The cases of a caseworker's round: those of their unit, or theirs alone when they reach no further."""
    reached = request.actor.units_within(Reach.LIST)
    if not reached:
        return my_table(request)
    found = cases_in_unit(reached[0], by=request.actor, **_keys(request))
    return table_of(request, _("Cases of my unit"), found, _empty_unit(request), is_roomy=True)


def table_of(
    request: Request, caption: str, found: CasePage, empty: Empty, *, is_roomy: bool = False
) -> Table:
    """A page of a list as a table. What it shows is noted in the reading log."""
    shows(request, (card.id for card in found.cards))
    return Table(
        caption=caption,
        columns=(
            Column(header=_("Reference"), is_nowrap=True),
            Column(header=_("Name")),
            Column(header=_("Phase")),
            Column(header=_("Opened"), is_nowrap=True),
        ),
        rows=tuple(_row(request, card) for card in found.cards),
        empty=empty,
        paging=_paging(found),
        is_roomy=is_roomy,
        hide_caption=True,
    )


def _row(request: Request, card: CaseCard) -> Row:
    phase = tag_mark(card.phase.label)
    if card.is_restricted:
        phase = format_html("{} {}", phase, tag_mark(_("Restricted"), Tone.ATTENTION))
    cells = (card.reference, isolated(card.called), phase, day_mark(card.opened_on))
    return Row(url=address(request, "case", card.id), cells=cells, key=str(card.id))


def _list(request: Request, title: str, table: Table) -> HttpResponse:
    left = said_on_leaving(request)
    return show(
        request, "web/casefile/list.html", title=title, crumbs=(Crumb(label=title),), table=table, left=left
    )


def _empty_mine(request: Request) -> Empty:
    if units := request.actor.units_within(Reach.LIST):
        return Empty(
            sentence=_("No case is assigned to you."),
            advice=_("A case appears here when a supervisor assigns it to you."),
            url=address(request, "unit_cases", units[0]),
            url_label=_("See the cases of your unit"),
        )
    return Empty(
        sentence=_("No case is assigned to you."),
        advice=_("A case appears here when a supervisor assigns it to you. Ask yours if you expected one."),
    )


def _empty_unit(request: Request) -> Empty:
    if may(request, "cases.open"):
        return Empty(
            sentence=_("This unit has no open case."),
            advice=_("A new case appears here as soon as it is opened."),
            url=address(request, "open"),
            url_label=_("Open a case"),
        )
    return Empty(
        sentence=_("This unit has no open case."),
        advice=_("A new case appears here as soon as it is opened at the registration desk."),
    )


def _paging(found: CasePage) -> Paging | None:
    if found.before is None and found.after is None:
        return None
    return Paging(
        next_url=f"?{urlencode({'after': token_of(found.after)})}" if found.after else None,
        previous_url=f"?{urlencode({'before': token_of(found.before)})}" if found.before else None,
    )


def _keys(request: Request) -> dict[str, Key | None]:
    return {side: key_in(request.GET.get(side, "")) for side in ("after", "before")}


def token_of(key: Key) -> str:
    """The place of a case in a list as a token for an address."""
    return token_for(key.opened_on, key.id)


def key_in(token: str) -> Key | None:
    """The place that a token names; None, and so the first page, for anything that is no token."""
    place = place_in(token)
    return Key(opened_on=place[0], id=place[1]) if place else None


def token_for(day: date, row_id: UUID) -> str:
    """The place of a row in a list by days as a token: a day and an id, no name and no reference."""
    packed = day.toordinal().to_bytes(4) + row_id.bytes
    return urlsafe_b64encode(packed).decode().rstrip("=")


def place_in(token: str) -> tuple[date, UUID] | None:
    """The day and the row that a token names; None for anything that is no token."""
    try:
        packed = urlsafe_b64decode(token + "=" * (-len(token) % 4))
        return date.fromordinal(int.from_bytes(packed[:4])), UUID(bytes=packed[4:])
    except (ValueError, OverflowError):
        return None
