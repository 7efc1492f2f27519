"""Lodging an application, and moving it on by the moves that its pack allows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import ApplicationSheet
from limen.domain.deadlines.queries.clocks import ClockSheet
from limen.domain.procedure.commands import moving
from limen.domain.procedure.names import GateAnswer
from limen.domain.procedure.queries.standing import StageCard, Way, procedure_of, stages_of, ways_on
from limen.domain.procedure.queries.withdrawing import withdrawing
from limen.foundation.refusals import Hidden, Obstacle
from limen.web.applications.application import Lack, door_to, missing
from limen.web.applications.frame import home, opened
from limen.web.applications.withdrawing import obstacles_shown, withdrawing_facts
from limen.web.casefile.frame import Act, address, here, show_act
from limen.web.components import DayField, Fact, day_mark, isolated
from limen.web.lawbook.words import paragraphs
from limen.web.page import told
from limen.web.requests import Request, acts, today


class BeginForm(forms.Form):
    """The day from which it counts."""

    lodged_on = DayField(
        label=gettext_lazy("Day of lodging"),
        help_text=gettext_lazy("Its clocks run from this day; the day itself is not counted."),
    )


class MoveForm(forms.Form):
    """When it was done, which clocks it answers, and each condition that a person confirms."""

    moved_on = DayField(label=gettext_lazy("Day on which it was done"))

    def __init__(
        self, data: Any, *, gates: Sequence[GateAnswer], clocks: Sequence[ClockSheet], **kw: Any
    ) -> None:
        """A field for each condition that the file does not answer."""
        super().__init__(data, **kw)
        for one in gates:
            self.fields[f"gate-{one.gate}"] = forms.CharField(
                label=one.says,
                help_text=_("The file does not say. Confirm it in words: how you know, and where it stands."),
                max_length=500,
                widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
            )
        if clocks:
            self.fields["meets"] = forms.MultipleChoiceField(
                label=_("Clocks that are done by it"),
                help_text=_("Take the tick away from one that goes on."),
                choices=[(str(one.clock.id), _clock(one)) for one in clocks],
                required=False,
                widget=forms.CheckboxSelectMultiple,
                initial=[str(one.clock.id) for one in clocks],
            )

    def confirmed(self) -> dict[str, str]:
        """The words, by condition. The form is valid."""
        said = self.cleaned_data.items()
        return {name.removeprefix("gate-"): words for name, words in said if name.startswith("gate-")}

    def meets(self) -> list[UUID]:
        """The clocks that were left ticked."""
        return [UUID(key) for key in self.cleaned_data.get("meets", [])]


def begin(request: Request, case_id: UUID, application_id: UUID) -> HttpResponse:
    """Lodge it; what is missing stands there with a way to mend it."""
    case, sheet = opened(request, case_id, application_id)
    if sheet.card.state is ApplicationState.DRAFT:
        lacks = missing(request, case, sheet)
    else:
        lacks = [Obstacle("lodged", _("This application was lodged already."))]
    form = BeginForm(request.POST or None, initial={"lodged_on": today(request)})
    version = request.POST.get("version", "") if request.conflict is None else ""
    if acts(request) and form.is_valid():
        event = moving.begin(
            application_id,
            lodged_on=form.cleaned_data["lodged_on"],
            on=today(request),
            version=int(version) if version.isdigit() else 0,
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:application", case_id, application_id)
    act = Act(
        title=_("Lodge the application"),
        button=_("Lodge it"),
        back_url=home(request, sheet),
        lead=[isolated(sheet.card.type_says)],
        warning=_meanwhile() if request.conflict is not None else "",
        refused=[Obstacle("missing", _("Something is missing; it stands above."))] if lacks else [],
    )
    return show_act(
        request,
        act,
        form,
        sheet=case,
        template="web/applications/begin.html",
        lacks=[Lack(says=one.says, url=door_to(request, sheet, one.code)) for one in lacks],
        facts=_what_begins(sheet),
        hidden=[("version", version or sheet.card.version)],
    )


def move(request: Request, case_id: UUID, application_id: UUID, act: str, to: str) -> HttpResponse:
    """Move it on. What the file answers stands there; the rest is confirmed in words."""
    case, sheet = opened(request, case_id, application_id)
    stages = stages_of(application_id, by=request.actor, at=request.at)
    if not stages:
        raise Hidden(f"stage of application {application_id}")
    now, on = stages[0], today(request)
    ways = ways_on(sheet, now.stage, on=on, by=request.actor, at=request.at)
    way = next((one for one in ways if (one.move.act, one.move.to) == (act, to)), None)
    if way is None:
        return _leads_nowhere(request, sheet, now, act, to)
    clocks = moving.clocks_answered(way.move.terms, sheet, by=request.actor, at=request.at)
    gates = [one for one in way.answers if one.holds is None]
    form = MoveForm(request.POST or None, gates=gates, clocks=clocks, initial={"moved_on": on})
    stage_id = _seen_at(request, now)
    if acts(request) and form.is_valid():
        event = moving.move(
            application_id,
            stage_id=stage_id,
            act=act,
            to=to,
            moved_on=form.cleaned_data["moved_on"],
            confirmed=form.confirmed(),
            meets=form.meets(),
            on=on,
            by=request.actor,
            at=request.at,
        )
        return told(event, f"{here(request)}:application", case_id, application_id)
    found = withdrawing(sheet, way.move, on=on, by=request.actor, at=request.at)
    refused = [Obstacle(one.gate, f"{one.says} {one.why}") for one in way.answers if one.holds is False]
    facts = _way_facts(sheet, now, way)
    if found is not None:
        refused += obstacles_shown(found, on=on)
        facts += withdrawing_facts(found)
    says = Act(
        title=isolated(way.move.says),
        button=_("Move the case"),
        back_url=home(request, sheet),
        warning=_meanwhile() if request.conflict is not None else _refused_meanwhile(request, refused),
        refused=refused,
    )
    if any(one.holds is False and one.mend == "deadlines" for one in way.answers) or found is not None:
        facts.append(_deadlines(request, case_id))
    return show_act(request, says, form, sheet=case, facts=facts, hidden=[("stage_id", stage_id)])


def _leads_nowhere(
    request: Request, sheet: ApplicationSheet, now: StageCard, act: str, to: str
) -> HttpResponse:
    """Somebody moved it meanwhile, or the address is an old one: say where it stands. Raises `Hidden` for
    what is no move at all."""
    if all((one.act, one.to) != (act, to) for one in procedure_of(sheet).moves):
        raise Hidden(f"move {act} of application {sheet.card.id}")
    says = Act(
        title=_("This step does not lead on from here"),
        button=_("Move the case"),
        back_url=home(request, sheet),
        lead=[
            format_html(
                _("The case stands at “{stage}” since {day}. Open the application to see what leads on."),
                stage=isolated(now.stage_says),
                day=day_mark(now.since_on),
            )
        ],
        refused=[Obstacle("phase", _("From where the case stands now, this does not lead on."))],
    )
    return show_act(request, says, None, status=409)


def _seen_at(request: Request, now: StageCard) -> UUID:
    """Where it stood when somebody looked; now, when they were told that it changed."""
    try:
        return UUID(request.POST.get("stage_id", "")) if request.conflict is None else now.id
    except ValueError:
        return now.id


def _refused_meanwhile(request: Request, refused: Sequence[Obstacle]) -> str:
    """For somebody who had the page open when a condition ceased to hold, such as a clock that ran out."""
    if request.method != "POST" or not request.obstacles or not refused:
        return ""
    return _(
        "Nothing was moved: a condition of this step does not hold, or holds no longer. It may have changed"
        " while you had this page open. What you typed is still here."
    )


def _deadlines(request: Request, case_id: UUID) -> Fact:
    link = format_html(
        '<a class="lm-link" href="{}">{}</a>',
        address(request, "case_clocks", case_id),
        _("Deadlines of this case"),
    )
    return Fact(term=_("To put a clock right"), value=link)


def _meanwhile() -> str:
    return _("Somebody changed it meanwhile. Look at it again; what you typed is still here.")


def _what_begins(sheet: ApplicationSheet) -> list[Fact]:
    """Where it will stand, and the clocks that start."""
    stage = procedure_of(sheet).stages[sheet.type.lodged_at]
    terms = [sheet.law.pack.terms[one.term].says for one in sheet.type.starts]
    facts = [Fact(term=_("It will stand at"), value=isolated(stage.says))]
    if terms:
        facts.append(Fact(term=_("Clocks that start"), value=paragraphs(*map(isolated, terms))))
    return facts


def _way_facts(sheet: ApplicationSheet, now: StageCard, way: Way) -> list[Fact]:
    facts = [
        Fact(term=_("From"), value=isolated(now.stage_says)),
        Fact(term=_("To"), value=isolated(procedure_of(sheet).stages[way.move.to].says)),
        Fact(term=_("Law"), value=isolated(way.move.source)),
    ]
    held = [one.says for one in way.answers if one.holds]
    if held:
        facts.append(Fact(term=_("The file shows"), value=paragraphs(*held)))
    return facts


def _clock(one: ClockSheet) -> str:
    due = one.clock.due_on
    return f"{one.clock.term_says} ({due.isoformat()})" if due else one.clock.term_says
