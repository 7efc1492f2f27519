"""What the file says of a condition. What it cannot say, a person confirms: nothing is taken for granted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import ApplicationSheet
from limen.domain.applications.rules import missing_evidence
from limen.domain.deadlines.names import LIVE, ClockState
from limen.domain.deadlines.queries.clocks import ClockCard, clocks_of
from limen.domain.people.queries.asked import asked_of
from limen.domain.procedure.names import GateAnswer
from limen.domain.procedure.queries.asking import Asked
from limen.domain.procedure.queries.gates_of_desks import ANSWERED_AT_DESKS
from limen.foundation.actors import Actor
from limen.law.applications import Need


def answer_gates(
    gates: Iterable[str], sheet: ApplicationSheet, *, on: date, by: Actor, at: datetime
) -> list[GateAnswer]:
    """The answers to these conditions, each asked once."""
    asked = Asked(sheet=sheet, on=on, by=by, at=at)
    found = []
    for gate in gates:
        ask = _ANSWERS.get(gate)
        found.append(ask(asked) if ask else GateAnswer(gate=gate, holds=None))
    return found


def _registration(asked: Asked) -> GateAnswer:
    """Birth and nationality were asked of everybody; “not known” is an answer, “not asked” is none."""
    covered = [key for key, one in asked.sheet.covered.items() if one.is_covered]
    known = asked_of(covered, by=asked.by, at=asked.at)
    lacking = [one.called for one in known.values() if not (one.is_birth_asked and one.has_nationality)]
    if len(known) < len(covered):
        lacking.append(_("somebody who is no longer part of this case"))
    why = _("Still open: {names}.").format(names=", ".join(lacking)) if lacking else ""
    if not covered:
        why = _("Nobody is named for whom the application is.")
    return GateAnswer(
        gate="registration_data_recorded", holds=bool(covered) and not lacking, why=why, mend="people"
    )


def _lodging(asked: Asked) -> GateAnswer:
    was_lodged = asked.sheet.card.state is not ApplicationState.DRAFT
    why = "" if was_lodged else _("The application was not lodged.")
    return GateAnswer(gate="lodging_opportunity_given", holds=was_lodged, why=why, mend="application")


def _evidence(asked: Asked) -> GateAnswer:
    sheet = asked.sheet
    open_items = missing_evidence(
        sheet.type, sheet.answers, sheet.states, on=asked.on, needs=(Need.TO_LODGE, Need.TO_DECIDE)
    )
    named = ", ".join(item.says for item in open_items)
    why = _("Missing: {items}.").format(items=named) if open_items else ""
    return GateAnswer(gate="required_evidence_in", holds=not open_items, why=why, mend="application")


def _appeal(asked: Asked) -> GateAnswer:
    """By the clocks of the remedies that the outcomes of the pack name: one ran, and none runs on."""
    pack = asked.sheet.law.pack
    remedies = {pack.outcomes[name].remedy for name in asked.sheet.type.outcomes} - {""}
    clocks = [
        one
        for one in clocks_of(asked.sheet.card.case_id, by=asked.by, at=asked.at)
        if one.pack == asked.sheet.card.pack and one.term in remedies and one.state != ClockState.SET_ASIDE
    ]
    running = [one for one in clocks if one.state in LIVE and (one.due_on is None or one.due_on >= asked.on)]
    why = ""
    if not clocks:
        why = _("No clock for a remedy was started in this case.")
    elif running:
        why = _("It still runs: {term}.").format(term=running[0].term_says)
    return GateAnswer(
        gate="appeal_period_over", holds=bool(clocks) and not running, why=why, mend="deadlines"
    )


def _reopening(asked: Asked) -> GateAnswer:
    """By the clocks of the terms in which the pack lets a withdrawn application be opened again."""
    pack = asked.sheet.law.pack
    terms = {one.reopened_within for one in pack.withdrawals.values()} - {""}
    own = [
        one
        for one in clocks_of(asked.sheet.card.case_id, by=asked.by, at=asked.at)
        if one.pack == asked.sheet.card.pack and one.term in terms and one.state in LIVE
    ]
    holds = any(one.due_on is not None and one.due_on >= asked.on for one in own)
    why = ""
    if not holds:
        why = _ended(own) if own else _("No such clock runs in this case.")
    return GateAnswer(gate="reopening_in_time", holds=holds, why=why, mend="deadlines")


def _ended(clocks: list[ClockCard]) -> str:
    """Which time is over since when, and what is left to do."""
    latest = max(clocks, key=lambda one: one.due_on or date.min)
    if latest.due_on is None:
        return _("“{term}” stands still.").format(term=latest.term_says)
    return _(
        "“{term}” ended on {day}."
        " If that day is wrong, or the time was made longer, put the clock right first."
    ).format(term=latest.term_says, day=date_format(latest.due_on, "DATE_FORMAT"))


_ANSWERS: dict[str, Callable[[Asked], GateAnswer]] = {
    "appeal_period_over": _appeal,
    "lodging_opportunity_given": _lodging,
    "registration_data_recorded": _registration,
    "reopening_in_time": _reopening,
    "required_evidence_in": _evidence,
    **ANSWERED_AT_DESKS,
}
