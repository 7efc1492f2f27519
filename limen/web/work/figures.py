"""The figures of a unit for those who allocate in it: tables, a bar beside each number, fit to print."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.http import HttpResponse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.worklists.queries.figures import ROUNDED_TO, Figures, unit_figures
from limen.web.casefile.frame import show
from limen.web.components import Column, Crumb, Empty, Row, Table, day_mark, isolated
from limen.web.components.shapes import Text
from limen.web.requests import Request, today
from limen.web.work.units import unit_named, worklist_url


def figures(request: Request, unit_id: UUID) -> HttpResponse:
    """Open cases by what is due, phase and age; who holds them; what came in and was decided."""
    title = _("Figures of %(unit)s") % {"unit": unit_named(request, unit_id)}
    found = unit_figures(unit_id, on=today(request), by=request.actor)
    return show(
        request,
        "web/work/figures.html",
        title=title,
        crumbs=(
            Crumb(label=_("Worklist"), url=worklist_url(request, unit_id)),
            Crumb(label=_("Figures")),
        ),
        open=number_format(found.open, force_grouping=True),
        restricted=_restricted(found),
        tables=_tables(request, unit_id, found),
    )


def _restricted(found: Figures) -> str:
    if found.restricted is None:
        return _("Of cases that only named people see there are fewer than %(most)s.") % {"most": ROUNDED_TO}
    return _("Of cases that only named people see there are about %(count)s.") % {
        "count": number_format(found.restricted, force_grouping=True)
    }


def _tables(request: Request, unit_id: UUID, found: Figures) -> list[Table]:
    list_url = worklist_url(request, unit_id)
    due: list[tuple[Text, int]] = [
        (_("Late"), found.late),
        (_("Until the end of this week"), found.this_week),
        (_("Next week"), found.next_week),
        (_("Later"), found.later),
        (_("No clock runs"), found.no_clock),
    ]
    held: list[tuple[Text, int, str]] = [
        (_("Nobody yet"), found.unassigned, f"{list_url}?held=nobody"),
        *((isolated(one.name), one.count, f"{list_url}?held={one.member_id}") for one in found.loads),
    ]
    return [
        _table(_("What is due"), _("Due"), [(label, count, "") for label, count in due]),
        _table(
            _("By phase"),
            _("Phase"),
            [(phase.label, count, f"{list_url}?phase={phase}") for phase, count in found.phases],
        ),
        _table(_("By age"), _("Opened"), [(_age(limit), count, "") for limit, count in found.ages]),
        _table(_("Who holds them"), _("Held by"), held),
        _weeks(found),
    ]


def _age(limit: int | None) -> str:
    if limit is None:
        return _("Longer ago")
    return ngettext("Less than %(count)d month ago", "Less than %(count)d months ago", limit) % {
        "count": limit
    }


def _table(caption: str, header: str, lines: Iterable[tuple[Text, int, str]]) -> Table:
    lines = list(lines)
    most = max((count for _label, count, _url in lines), default=0)
    return Table(
        caption=caption,
        columns=(Column(header=header), Column(header=_("Cases"))),
        rows=tuple(Row(cells=(label, _number(count, most)), url=url) for label, count, url in lines),
        empty=Empty(sentence=_("There is no open case.")),
        hide_caption=True,
        is_small=True,
    )


def _weeks(found: Figures) -> Table:
    most = max((max(week.came_in, week.decided) for week in found.weeks), default=0)
    return Table(
        caption=_("Came in and decided"),
        columns=tuple(Column(header=header) for header in (_("Week from"), _("Came in"), _("Decided"))),
        rows=tuple(
            Row(
                cells=(
                    day_mark(week.begins),
                    _number(week.came_in, most),
                    _number(week.decided, most),
                )
            )
            for week in found.weeks
        ),
        empty=Empty(sentence=""),
        hide_caption=True,
        is_small=True,
    )


def _number(count: int, most: int) -> SafeString:
    """A number, and a plain bar that says the same: as long as the largest of its table is full."""
    return format_html(
        '<span class="lm-count">{}</span>'
        '<progress class="lm-share" aria-hidden="true" max="{}" value="{}"></progress>',
        number_format(count, force_grouping=True),
        most or 1,
        count,
    )
