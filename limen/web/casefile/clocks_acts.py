"""What one does with a clock: stop it, let it go on, extend it, say it was done, put it away, rule anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from limen.domain.cases.queries.sheets import CaseSheet
from limen.domain.deadlines import rules
from limen.domain.deadlines.commands import closing, extending, stopping
from limen.domain.deadlines.names import Attribution
from limen.domain.deadlines.queries.again import ruled_in_force
from limen.domain.deadlines.queries.clocks import ClockSheet
from limen.domain.policy.queries import law_of
from limen.foundation.events import Event
from limen.foundation.refusals import Obstacle
from limen.law.asking import term_of
from limen.law.dated import Certainty
from limen.law.refusing import Unanswerable
from limen.law.terms import Term
from limen.web.casefile.clocks import opened_clock, ribbon_of, working_obstacles
from limen.web.casefile.clocks_forms import (
    ExtendForm,
    MeetForm,
    ResumeForm,
    SetAsideForm,
    StopForm,
    VersionForm,
)
from limen.web.casefile.clocks_words import doubts, length_words, why_words
from limen.web.casefile.forms import offering
from limen.web.casefile.frame import Act, address, here, show_act
from limen.web.components import Fact, day_mark
from limen.web.page import told
from limen.web.requests import Request, acts, today


def stop(request: Request, case_id: UUID, clock_id: UUID) -> HttpResponse:
    """Record what stopped the clock, or did not although it might have."""
    sheet, found = opened_clock(request, case_id, clock_id)
    causes = [(one.id, _cause_words(one)) for one in _term(request, found).stops]
    form = offering(StopForm(_sent(request), initial=_start_of(request, found)), cause=causes)
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = stopping.stop(
            clock_id,
            cause=words["cause"],
            since_on=words["since_on"],
            until_on=words["until_on"],
            why=words["why"],
            on=today(request),
            version=words["version"],
            by=request.actor,
            at=request.at,
        )
        return _done(request, event, case_id, clock_id)
    on = today(request)
    refused = rules.obstacles_to_stopping(found.clock, found.stops, since_on=on, on=on)
    act = _act(request, sheet, found, _("Record a stop"), _("Record the stop"), refused)
    return _page(request, sheet, found, act, form)


def resume(request: Request, case_id: UUID, clock_id: UUID) -> HttpResponse:
    """Let a clock that stands still go on."""
    sheet, found = opened_clock(request, case_id, clock_id)
    on = today(request)
    form = ResumeForm(_sent(request), initial={"version": found.version, "until_on": on})
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = stopping.resume(
            clock_id,
            until_on=words["until_on"],
            on=on,
            version=words["version"],
            by=request.actor,
            at=request.at,
        )
        return _done(request, event, case_id, clock_id)
    open_stop = next((one for one in found.stops if one.does_stop and not one.until_on), None)
    later = max(on, open_stop.since_on) if open_stop else on
    refused = rules.obstacles_to_resuming(found.clock, open_stop, until_on=later, on=later)
    act = _act(request, sheet, found, _("Let the clock go on"), _("Let it go on"), refused)
    return _page(request, sheet, found, act, form)


def extend(request: Request, case_id: UUID, clock_id: UUID) -> HttpResponse:
    """Make the time longer, on a ground of the law."""
    sheet, found = opened_clock(request, case_id, clock_id)
    form = ExtendForm(_sent(request), initial=_start_of(request, found))
    offering(form, ground=_grounds(_term(request, found), found))
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = extending.extend(
            clock_id,
            ground=words["ground"],
            length=form.length,
            decided_on=words["decided_on"],
            why=words["why"],
            on=today(request),
            version=words["version"],
            by=request.actor,
            at=request.at,
        )
        return _done(request, event, case_id, clock_id)
    on = today(request)
    refused = rules.obstacles_to_extending(
        found.clock, is_extended=False, decided_on=min(on, found.clock.due_on or on), on=on, why="-"
    )
    lead = [_("It is counted from where the clock began, never from its end.")]
    act = _act(request, sheet, found, _("Extend the clock"), _("Extend"), refused, lead)
    return _page(request, sheet, found, act, form)


def meet(request: Request, case_id: UUID, clock_id: UUID) -> HttpResponse:
    """Record that what was due was done."""
    sheet, found = opened_clock(request, case_id, clock_id)
    on = today(request)
    form = MeetForm(_sent(request), initial={"version": found.version, "met_on": on})
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = closing.meet(
            clock_id, met_on=words["met_on"], on=on, version=words["version"], by=request.actor, at=request.at
        )
        return _done(request, event, case_id, clock_id)
    refused = rules.obstacles_to_meeting(found.clock, met_on=on, on=on)
    lead = [_("A late day is said as late, and nothing else follows from it.")]
    act = _act(request, sheet, found, _("It was done"), _("Record that it was done"), refused, lead)
    return _page(request, sheet, found, act, form)


def set_aside(request: Request, case_id: UUID, clock_id: UUID) -> HttpResponse:
    """Put away a clock that does not apply."""
    sheet, found = opened_clock(request, case_id, clock_id)
    form = SetAsideForm(_sent(request), initial={"version": found.version})
    if acts(request) and form.is_valid():
        words = form.cleaned_data
        event = closing.set_aside(
            clock_id, why=words["why"], version=words["version"], by=request.actor, at=request.at
        )
        return _done(request, event, case_id, clock_id)
    refused = rules.obstacles_to_setting_aside(found.clock, why="-")
    lead = [_("It was started by mistake, or the procedure changed. It stays readable, and rings no more.")]
    act = _act(request, sheet, found, _("Set the clock aside"), _("Set it aside"), refused, lead)
    return _page(request, sheet, found, act, form)


def rule_again(request: Request, case_id: UUID, clock_id: UUID) -> HttpResponse:
    """Look at both days and their reasons, and let the edition in force rule the clock."""
    sheet, found = opened_clock(request, case_id, clock_id)
    form = VersionForm(_sent(request), initial={"version": found.version})
    if acts(request) and form.is_valid():
        event = closing.rule_again(
            clock_id, version=form.cleaned_data["version"], by=request.actor, at=request.at
        )
        return _done(request, event, case_id, clock_id)
    both, refused = _both(request, found)
    refused += rules.obstacles_to_ruling_again(found.clock)
    lead = [_("Nothing changes by itself: somebody has to look at it, and answers for it.")]
    title, button = _("Rule the clock again"), _("Follow the edition in force")
    act = _act(request, sheet, found, title, button, refused, lead)
    return _page(request, sheet, found, act, form, both=both)


def _both(request: Request, found: ClockSheet) -> tuple[dict[str, Any], list[Obstacle]]:
    """The day that is kept and the one that the law in force finds, each with its reasons."""
    ruled_by = law_of(found.edition_id, by=request.actor)
    both: dict[str, Any] = {
        "kept": [
            Fact(term=_("Due"), value=day_mark(found.clock.due_on)),
            Fact(term=_("By the edition"), value=f"{ruled_by.pack.says} ({ruled_by.pack.fingerprint[:8]})"),
        ],
        "kept_why": why_words(found.reasons, found.since, ruled_by, found.calendar),
    }
    try:
        answer = ruled_in_force(found.clock.id, by=request.actor, at=request.at)
    except Unanswerable as wrong:
        return both, [rules.obstacle_of(wrong)]
    if answer is None:
        return both, rules.obstacles_without_law(found.clock.pack)
    law, ruling = answer
    both["found"] = [
        Fact(term=_("Due"), value=day_mark(ruling.due)),
        Fact(term=_("By the edition"), value=f"{law.pack.says} ({law.pack.fingerprint[:8]})"),
    ]
    both["found_why"] = why_words(ruling.reasons, ruling.since, law, found.calendar)
    both["found_doubts"] = doubts(ruling.certainty, ruling.interpretation)
    return both, []


def _page(
    request: Request, sheet: CaseSheet, found: ClockSheet, act: Act, form: forms.Form, **more: Any
) -> HttpResponse:
    """The page of an act, under the clock as it stands now; after a conflict it says what happened."""
    return show_act(
        request,
        act,
        form,
        sheet=sheet,
        template="web/casefile/clock_act.html",
        clock=ribbon_of(request, found),
        has_changed=request.conflict is not None,
        **more,
    )


def _act(
    request: Request,
    sheet: CaseSheet,
    found: ClockSheet,
    title: str,
    button: str,
    refused: Sequence[Obstacle],
    lead: Sequence[str] = (),
) -> Act:
    working = working_obstacles(request, sheet, found.clock.compartment)
    return Act(
        title=title,
        button=button,
        back_url=address(request, "clock", sheet.id, found.clock.id),
        lead=lead,
        refused=working or refused,
    )


def _sent(request: Request) -> Any:
    """What was typed. After a conflict it carries the version that it would now replace."""
    if request.method != "POST":
        return None
    if request.conflict is None:
        return request.POST
    sent = request.POST.copy()
    sent["version"] = str(request.conflict.version)
    return sent


def _start_of(request: Request, found: ClockSheet) -> dict[str, object]:
    on = today(request)
    return {"version": found.version, "since_on": on, "decided_on": on, "unit": "months"}


def _done(request: Request, event: Event, case_id: UUID, clock_id: UUID) -> HttpResponse:
    return told(event, f"{here(request)}:clock", case_id, clock_id)


def _term(request: Request, found: ClockSheet) -> Term:
    return term_of(law_of(found.edition_id, by=request.actor).pack, found.clock.term)


def _cause_words(cause: Any) -> str:
    """The cause, whose doing it is, and whether the law lets it stop the clock."""
    names = {"cause": cause.says, "whose": Attribution(cause.attributed_to).label}
    if cause.stops:
        said = _("%(cause)s – %(whose)s. It stops the clock.") % names
    else:
        said = _("%(cause)s – %(whose)s. It does not stop the clock.") % names
    if cause.certainty is not Certainty.VERIFIED:
        said = f"{said} {doubts(cause.certainty, '')[0]}"
    return said


def _grounds(term: Term, found: ClockSheet) -> list[tuple[str, str]]:
    """The grounds that were not used yet, each with the most that the law in force allows."""
    used = {one.ground for one in found.extensions}
    offered = []
    for ground in term.extensions:
        if ground.id not in used:
            most = ground.values.in_force[-1].value
            names = {"ground": ground.says, "most": length_words(most)}
            offered.append((ground.id, _("%(ground)s – at most %(most)s") % names))
    return offered
