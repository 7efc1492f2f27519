"""Worklists of a unit and of mine: sorted by any column, filtered, with the reason why each row is here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from limen.domain.cases.names import Phase
from limen.domain.cases.queries.lists import Count
from limen.domain.identity.queries.people import UnitCard
from limen.domain.tasks.queries import found_in
from limen.domain.worklists.names import Question, SortedBy
from limen.domain.worklists.queries.filters import filters_for
from limen.domain.worklists.queries.lists import WorkCard, WorkPage, count_of, worklist
from limen.web.casefile.frame import address, addresses, may, show
from limen.web.components import (
    Column,
    Crumb,
    Empty,
    Paging,
    Row,
    Sorted,
    Table,
    Tone,
    day_mark,
    in_lines,
    isolated,
    joined,
    moment_mark,
    tag_mark,
)
from limen.web.components.shapes import Text
from limen.web.kept import kept
from limen.web.requests import Request, shows, today
from limen.web.work.asking import COLUMNS, Asked, key_in, token_of
from limen.web.work.holding import holders
from limen.web.work.spoken import box_of, named
from limen.web.work.units import named_among, unit_box, unit_tabs, units_beside, worklist_url

Findings = dict[UUID, tuple[str, ...]]
_SORTS = {"due": SortedBy.DUE, "last": SortedBy.LAST, "opened": SortedBy.OPENED}


def my_worklist(request: Request) -> HttpResponse:
    """The cases given to me by name."""
    return _page(request, None, _("My worklist"), units_beside(request, None))


def unit_worklist(request: Request, unit_id: UUID) -> HttpResponse:
    """The cases of one of my units whose files I read."""
    units = units_beside(request, unit_id)
    title = _("Worklist of %(unit)s") % {"unit": named_among(units, unit_id)}
    return _page(request, unit_id, title, units)


def export_url(request: Request, unit_id: UUID | None) -> str:
    """Where the same list is taken out."""
    return address(request, "export", unit_id) if unit_id else address(request, "export_mine")


def _page(request: Request, unit_id: UUID | None, title: str, units: list[UnitCard]) -> HttpResponse:
    asked = Asked.read(request.GET)
    question = asked.question(request, unit_id)
    gives = may(request, "cases.assign")
    return show(
        request,
        "web/work/worklist.html",
        title=title,
        crumbs=(Crumb(label=title),),
        tabs=unit_tabs(request, unit_id, units),
        unit_box=unit_box(request),
        units_url=address(request, "units"),
        asked=asked,
        **listed(request, asked, question, title, gives=gives),
        assign_url=address(request, "assign_many") if gives else "",
        export_url=export_url(request, unit_id) if may(request, "worklists.export") else "",
        releases_url=address(request, "releases") if may(request, "worklists.export") else "",
        assign_all_url=address(request, "assign_all", unit_id) if unit_id and gives else "",
        figures_url=address(request, "unit_figures", unit_id) if unit_id and gives else "",
        unit_id=unit_id or "",
        filters=_filters(request, unit_id),
        filter=_filter(request, unit_id, asked),
    )


def listed(
    request: Request,
    asked: Asked,
    question: Question,
    caption: str,
    *,
    gives: bool = False,
    is_fixed: bool = False,
) -> dict[str, Any]:
    """A page of a list, as far as one may read it, and how many it holds; `is_fixed`: in its own order."""
    found = worklist(
        question,
        by=request.actor,
        at=request.at,
        after=key_in(request, "after", asked.sort),
        before=key_in(request, "before", asked.sort),
    )
    shows(request, (card.case_id for card in found.cards))
    count = count_of(question, by=request.actor, at=request.at)
    table = _table(request, asked, found, caption, gives=gives, is_fixed=is_fixed)
    return {"said": _counted(count), "table": table}


def _filter(request: Request, unit_id: UUID | None, asked: Asked) -> SafeString:
    """The form of the filter, with what one may choose from."""
    held, held_box = holders(request, unit_id, asked)
    return kept(
        "web/work/worklist_filter.html",
        asked=asked,
        phases=tuple((phase.value, str(phase.label)) for phase in Phase if phase is not Phase.CLOSED),
        held=held,
        held_box=held_box,
        columns=tuple((name, str(label)) for name, label in COLUMNS.items()),
        found_choices=(("1", _("Only cases that are overdue or stand still")),),
        asked_found=("1",) if asked.found else (),
        keep_url=address(request, "save_filter"),
        clear_url=worklist_url(request, unit_id),
        **box_of(asked.language),
    )


def _filters(request: Request, unit_id: UUID | None) -> list[dict[str, Any]]:
    where = worklist_url(request, unit_id)
    return [
        {
            "card": card,
            "url": f"{where}?{card.asked}",
            "drop_url": address(request, "drop_filter", card.id) if card.is_mine else "",
        }
        for card in filters_for(request.actor)
    ]


def findings_on(request: Request, asked: Asked, cards: Sequence[WorkCard]) -> Findings:
    """What the night found in these cases, when the column is shown. At most one query."""
    if "found" not in asked.columns:
        return {}
    return found_in([card.case_id for card in cards], by=request.actor, at=request.at)


def _table(
    request: Request, asked: Asked, found: WorkPage, caption: str, *, gives: bool, is_fixed: bool
) -> Table:
    said = findings_on(request, asked, found.cards)
    return Table(
        caption=caption,
        columns=tuple(_columns(asked, is_fixed=is_fixed)),
        rows=tuple(_rows(request, asked, found.cards, said)),
        empty=Empty(
            sentence=_("No case is in this list."),
            advice=_("Other cases may be there without the filter.") if asked.is_filtered else "",
        ),
        paging=_paging(asked, found),
        choice_name="case" if gives else "",
        hide_caption=True,
    )


def _columns(asked: Asked, *, is_fixed: bool) -> list[Column]:
    names: list[tuple[str, Text, SortedBy | None]] = [("reference", _("Reference"), SortedBy.REFERENCE)]
    names += [(name, COLUMNS[name], _SORTS.get(name)) for name in asked.columns]
    return [
        Column(
            header=label,
            sort_url=asked.sorting(sort) if sort and not is_fixed else None,
            sorted=(Sorted.DOWN if asked.is_down else Sorted.UP) if sort is asked.sort and sort else None,
            is_nowrap=name == "reference",
        )
        for name, label, sort in names
    ]


def _rows(request: Request, asked: Asked, cards: Sequence[WorkCard], said: Findings) -> Iterator[Row]:
    address_of = addresses(request, "case")
    for card in cards:
        cells = tuple(_cell(request, asked, card, name, said) for name in asked.columns)
        yield Row(cells=(card.reference, *cells), url=address_of(card.case_id), key=str(card.case_id))


def _cell(request: Request, asked: Asked, card: WorkCard, name: str, said: Findings) -> Text:
    match name:
        case "called":
            return isolated(card.called)
        case "phase":
            phase = tag_mark(card.phase.label)
            restricted = tag_mark(_("Restricted"), Tone.ATTENTION) if card.is_restricted else ""
            return format_html("{} {}", phase, restricted) if restricted else phase
        case "due":
            return _due(request, card)
        case "holders":
            return ", ".join(card.holders) or _("Nobody yet")
        case "last":
            return moment_mark(card.last_act_at, now=request.at, time_zone=request.person.time_zone)
        case "opened":
            return day_mark(card.opened_on)
        case "languages":
            return named(card.languages)
        case "found":
            lines = ((isolated(one),) for one in said.get(card.case_id, ()))
            return format_html_join("", "<div>{}</div>", lines)
        case _why:
            return " · ".join(reasons(request, asked, card))


def _due(request: Request, card: WorkCard) -> Text:
    if card.due_on is None:
        return _("No clock runs")
    late = tag_mark(_("Overdue"), Tone.DANGER) if card.due_on < today(request) else ""
    return in_lines(joined(day_mark(card.due_on), " ", late), card.due_says)


def reasons(request: Request, asked: Asked, card: WorkCard) -> list[str]:
    """Why a case is in the list, in sentences: each thing that was asked for and is true of it."""
    said = []
    if request.actor.id in card.holder_ids:
        said.append(_("It is assigned to you."))
    elif not card.holders:
        said.append(_("Nobody holds it yet."))
    else:
        said.append(_("It lies with the unit."))
    if asked.phases:
        said.append(_("It is in the phase %(phase)s.") % {"phase": card.phase.label})
    if asked.spoken:
        said.append(_("One speaks %(language)s with somebody in it.") % {"language": named([asked.spoken])})
    if asked.within is not None and card.due_on is not None:
        days = (card.due_on - today(request)).days
        late = _("A clock is %(days)s days late.") % {"days": number_format(-days)}
        said.append(late if days < 0 else _("A clock ends in %(days)s days.") % {"days": number_format(days)})
    if asked.quiet is not None:
        days = (request.at - card.last_act_at).days
        said.append(_("Nothing happened for %(days)s days.") % {"days": number_format(days)})
    return said


def _paging(asked: Asked, found: WorkPage) -> Paging | None:
    if found.before is None and found.after is None:
        return None
    after, before = found.after, found.before
    return Paging(
        next_url=f"?{asked.address(after=token_of(after, asked.sort))}" if after else None,
        previous_url=f"?{asked.address(before=token_of(before, asked.sort))}" if before else None,
    )


def _counted(count: Count) -> str:
    """How many, honestly."""
    number = number_format(count.found, force_grouping=True)
    if count.is_more:
        return _("%(count)s cases or more") % {"count": number}
    return _("Cases: %(count)s") % {"count": number}
