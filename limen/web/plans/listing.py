"""The plans of a case; where there is none, the programmes that can be begun and what they are for."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.plans import rules
from limen.domain.plans.queries.cards import PlanCard, Programme
from limen.domain.plans.queries.programmes import programmes
from limen.domain.plans.queries.sheets import plans_of
from limen.foundation.refusals import Obstacle
from limen.web.casefile.frame import Offer, address, may, show_file
from limen.web.components import Column, Empty, Row, Table, Tone, day_mark, isolated, tag_mark
from limen.web.plans.frame import read_case
from limen.web.requests import Request, today


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """A programme as the list offers it."""

    programme: Programme
    steps: str
    begin: Offer


def case_plans(request: Request, case_id: UUID) -> HttpResponse:
    """The plans of a case, and the programmes of the packs in force."""
    case = read_case(request, case_id)
    cards = plans_of(case_id, on=today(request), by=request.actor, at=request.at)
    offered = programmes(request.actor, on=today(request)) if may(request, "plans.begin") else ()
    refused = beginning_obstacles(case)
    return show_file(
        request,
        case,
        "web/plans/list.html",
        tab="case_plans",
        title=_("Service plans"),
        table=_table(request, cards),
        lines=[_line(request, case_id, one, refused) for one in offered],
        says_no_law=not offered and may(request, "plans.begin"),
    )


def beginning_obstacles(case: CaseSheet) -> list[Obstacle]:
    """Why no plan can be begun in this case now."""
    return rules.obstacles_to_working(is_worked_on=case.is_worked_on)


def _line(request: Request, case_id: UUID, one: Programme, refused: list[Obstacle]) -> ProgrammeLine:
    named = urlencode({"programme": f"{one.pack}/{one.id}"})
    return ProgrammeLine(
        programme=one,
        steps=ngettext("%(count)d step", "%(count)d steps", one.steps) % {"count": one.steps},
        begin=Offer(
            label=_("Begin: %(programme)s") % {"programme": one.says},
            url=f"{address(request, 'plan_begin', case_id)}?{named}",
            refused=refused,
        ),
    )


def _table(request: Request, cards: list[PlanCard]) -> Table:
    return Table(
        caption=_("Plans of this case"),
        hide_caption=True,
        columns=tuple(
            Column(header=header)
            for header in (_("Plan"), _("Whose"), _("State"), _("Steps settled"), _("Look again"))
        ),
        rows=tuple(
            Row(
                cells=(
                    isolated(one.template_says),
                    isolated(one.called or _("The household")),
                    _state(one),
                    _("%(settled)d of %(steps)d") % {"settled": one.settled, "steps": one.steps},
                    day_mark(one.review_on) if one.review_on else _("No day"),
                ),
                url=address(request, "plan", one.case_id, one.id),
            )
            for one in cards
        ),
        empty=Empty(
            sentence=_("There is no plan yet."),
            advice=_("Begin with a programme below. Its steps come with their days and reasons."),
        ),
    )


def _state(one: PlanCard) -> str:
    if one.late:
        late = ngettext("%(count)d step late", "%(count)d steps late", one.late) % {"count": one.late}
        return tag_mark(late, Tone.ATTENTION)
    return tag_mark(one.state.label)
