"""The policy lab: what an edition would change on open cases, step by step, before anybody adopts it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from limen.domain.deadlines.commands.trying import go_on as go_on_with
from limen.domain.deadlines.commands.trying import try_out as try_out_edition
from limen.domain.deadlines.queries.trials import TrialCard, candidate_of, trial_sheet, trials_of
from limen.domain.policy.queries import adoption_sheet, law_of
from limen.web.casefile.frame import Act
from limen.web.components import Crumb
from limen.web.page import page, told
from limen.web.requests import Request, acts, today
from limen.workspaces.policy.differing import differing
from limen.workspaces.policy.forms import TryForm
from limen.workspaces.policy.frame import address, show, show_act
from limen.workspaces.policy.lab_tables import by_lead, by_phase, by_term, by_unit, summary, trials_table
from limen.workspaces.policy.proposing import look_at, packs_to_choose


@page("policy")
def lab(request: Request) -> HttpResponse:
    """What one tried out before, and the way to try something."""
    return show(
        request,
        "lab",
        title=_("Policy lab"),
        tab="lab",
        table=trials_table(request, trials_of(request.actor)),
        try_url=address("try_out"),
    )


@page("policy", permission="deadlines.try_out")
def try_out(request: Request) -> HttpResponse:
    """Choose a text, and look at what it would change."""
    form = TryForm(packs_to_choose(request), request.POST or None, request.FILES or None)
    troubles: tuple[str, ...] = ()
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        try:
            look = look_at(request, words["pack"], words["of"], sent=words["sent"])
        except ValidationError as wrong:
            form.add_error("sent", wrong)
        else:
            if look.tried.library is not None:
                event = try_out_edition(look.pack, files=look.files, by=request.actor, at=request.at)
                return told(event, "policy:trial", event.trial_id)
            troubles = look.tried.troubles
    title = _("Try out a text")
    return show(
        request,
        "try_out",
        title=title,
        crumbs=(_crumb(), Crumb(label=title)),
        form=form,
        troubles=troubles,
        back_url=address("lab"),
    )


@page("policy", permission="deadlines.try_out")
def try_out_proposal(request: Request, adoption_id: UUID) -> HttpResponse:
    """Look at what a proposal would change."""
    card = adoption_sheet(adoption_id, by=request.actor)
    if acts(request):
        files = law_of(card.edition_id, by=request.actor).library.files
        event = try_out_edition(card.pack, files=files, by=request.actor, at=request.at)
        return told(event, "policy:trial", event.trial_id)
    act = Act(
        title=_("Try the proposal out on open cases"),
        button=_("Try it out"),
        back_url=address("proposal", adoption_id),
        lead=[
            _("Every open case is looked at. Nothing changes in any of them, and nobody in them is named."),
            _("Clocks in protected parts of a file are counted, and attributed to nobody."),
        ],
    )
    crumb = Crumb(label=_("Proposal: %(pack)s") % {"pack": card.says}, url=address("proposal", adoption_id))
    return show_act(request, act, None, crumbs=(crumb,))


@page("policy", permission="deadlines.try_out")
def trial(request: Request, trial_id: UUID) -> HttpResponse:
    """How far a trial has come, and what it found so far."""
    card = trial_sheet(trial_id, by=request.actor)
    return _trial(request, card, "trial")


@page("policy", permission="deadlines.try_out")
def go_on(request: Request, trial_id: UUID) -> HttpResponse:
    """One more step. The script of the page asks for it by itself; without it, a button does."""
    card = trial_sheet(trial_id, by=request.actor)
    if acts(request):
        card = go_on_with(trial_id, on=today(request), by=request.actor, at=request.at)
    return _trial(request, card, "_trial" if request.headers.get("HX-Request") else "trial")


def _trial(request: Request, card: TrialCard, template: str) -> HttpResponse:
    found = candidate_of(card.id, on=today(request), by=request.actor)
    title = _("Trial: %(pack)s") % {"pack": card.says}
    context: dict[str, Any] = {
        "card": card,
        "step_url": address("go_on", card.id),
        "summary": summary(request, card),
        "by_term": by_term(card.tally, found.then),
        "by_unit": by_unit(card.tally),
        "by_lead": by_lead(card.tally),
        "by_phase": by_phase(card.tally),
    }
    if template.startswith("_"):
        return render(request, f"policy/{template}.html", context)
    difference = differing(found.now, found.then)
    crumbs = (_crumb(), Crumb(label=title))
    return show(request, template, title=title, crumbs=crumbs, difference=difference, **context)


def _crumb() -> Crumb:
    return Crumb(label=_("Policy lab"), url=address("lab"))
