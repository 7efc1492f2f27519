"""The applications of a case, and recording that one was made."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.applications import rules
from limen.domain.applications.commands import making
from limen.domain.applications.queries.sheets import applications_of, types_offered
from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.procedure.queries.standing import standing_of
from limen.foundation.ids import new_id
from limen.foundation.refusals import Obstacle
from limen.web.applications.frame import read_case
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, Offer, address, here, may, show_act, show_file
from limen.web.components import Column, DayField, Empty, Row, Table, day_mark, isolated, tag_mark
from limen.web.page import told
from limen.web.requests import Request, acts, today


class MakeForm(forms.Form):
    """What is applied for, and when it was made."""

    type = forms.ChoiceField(label=gettext_lazy("What is applied for"), widget=forms.RadioSelect)
    made_on = DayField(
        label=gettext_lazy("Day on which it was made"),
        help_text=gettext_lazy("The day on which the person said so, in any form."),
    )


def case_applications(request: Request, case_id: UUID) -> HttpResponse:
    """What was applied for in a case."""
    case = read_case(request, case_id)
    standing = {one.application_id: one for one in standing_of(case_id, by=request.actor, at=request.at)}
    rows = []
    for card in applications_of(case_id, by=request.actor, at=request.at):
        stage = standing.get(card.id)
        rows.append(
            Row(
                cells=(
                    isolated(card.type_says),
                    tag_mark(card.state.label),
                    day_mark(card.made_on),
                    day_mark(card.lodged_on) if card.lodged_on else _("Not yet"),
                    isolated(stage.stage_says) if stage else "",
                ),
                url=address(request, "application", case_id, card.id),
            )
        )
    make_offer = Offer(
        label=_("Record an application"),
        url=address(request, "make", case_id),
        refused=_obstacles(request, case),
        kind="primary",
    )
    return show_file(
        request,
        case,
        "web/applications/list.html",
        tab="case_applications",
        title=_("Applications"),
        table=_table(rows),
        offers=[make_offer] if may(request, "applications.make") else [],
    )


def make(request: Request, case_id: UUID) -> HttpResponse:
    """Record that something was applied for."""
    case = read_case(request, case_id)
    offered = types_offered(request.actor, on=today(request))
    choices = [(f"{law.pack.id}/{of.id}", isolated(f"{of.says} ({law.pack.says})")) for law, of in offered]
    initial = {"made_on": today(request), "type": choices[0][0] if len(choices) == 1 else None}
    form = offering(MakeForm(request.POST or None, initial=initial), type=choices)
    if acts(request) and form.is_valid():
        pack, _slash, type_ = form.cleaned_data["type"].partition("/")
        event = making.make(
            case_id,
            application_id=new_id(),
            pack=pack,
            type=type_,
            made_on=form.cleaned_data["made_on"],
            on=today(request),
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:application", case_id, event.application_id)
    act = Act(
        title=_("Record an application"),
        button=_("Record it"),
        back_url=address(request, "case_applications", case_id),
        lead=[_("Making comes first. The form, the evidence and lodging follow, each on its own day.")],
        refused=_obstacles(request, case),
    )
    return show_act(request, act, form, sheet=case)


def _obstacles(request: Request, case: CaseSheet) -> list[Obstacle]:
    """Why none can be recorded in this case now."""
    obstacles = rules.obstacles_to_working(is_worked_on=case.is_worked_on)
    if not types_offered(request.actor, on=today(request)):
        says = _("No law in force here says what can be applied for. Policy leads adopt one.")
        obstacles.append(Obstacle("no_law", says))
    return obstacles


def _table(rows: list[Row]) -> Table:
    return Table(
        caption=_("Applications of this case"),
        columns=(
            Column(header=_("What is applied for")),
            Column(header=_("State")),
            Column(header=_("Made")),
            Column(header=_("Lodged")),
            Column(header=_("Stands at")),
        ),
        rows=tuple(rows),
        empty=Empty(sentence=_("Nothing was applied for in this case yet.")),
        hide_caption=True,
    )
