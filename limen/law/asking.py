"""Asking the law: a term by its name, an entitlement, a regime; with sentences for what has no answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from limen.law.benefits import Answer, Answers
from limen.law.calendars import Calendar
from limen.law.counting import Sum, end_after
from limen.law.dated import Dated, Timeline
from limen.law.facts import Facts
from limen.law.packs import Doubt, Hold, Pack
from limen.law.reckoning import rule
from limen.law.refusing import Unanswerable, meant
from limen.law.rulings import Extended, Reason, Ruling, Stop
from limen.law.terms import Term


def term_of(pack: Pack, name: str) -> Term:
    """The term of that name, with or without the pack's before it. Raises `Unanswerable("unknown_term")`."""
    term = pack.terms.get(name)
    if term is None:
        prefix, _dot, rest = name.partition(".")
        term = pack.terms.get(rest) if prefix in pack.chain else None
    if term is None:
        raise Unanswerable("unknown_term", pack=pack.id, name=name, meant=meant(name, pack.terms))
    return term


def ask(
    pack: Pack,
    name: str,
    facts: Facts,
    *,
    calendar: Calendar,
    stops: Sequence[Stop] = (),
    extensions: Sequence[Extended] = (),
) -> Ruling:
    """The ruling of a term of the pack. Raises `Unanswerable` in the pack's own words."""
    term = term_of(pack, name)
    for fact in facts:
        if fact not in pack.facts:
            raise Unanswerable("unknown_fact", pack=pack.id, name=fact, meant=meant(fact, pack.facts))
    try:
        ruling = rule(
            term,
            facts,
            calendar=calendar,
            stops=stops,
            extensions=extensions,
            pack_fingerprint=pack.fingerprint,
        )
    except Unanswerable as wrong:
        if wrong.code != "missing_fact":
            raise
        fact = str(wrong.details["name"])
        says = pack.facts[fact].says if fact in pack.facts else fact
        raise Unanswerable("missing_fact", term=term.id, name=fact, says=says) from None
    return _with_doubt(ruling, term, pack)


def _with_doubt(ruling: Ruling, term: Term, pack: Pack) -> Ruling:
    """The ruling, saying so when its day falls where the transition from one law to another is doubtful."""
    regime = pack.regimes.get(term.regime) if term.regime else None
    doubt = regime.doubt_on(ruling.governed_on) if regime else None
    if regime is None or doubt is None or ruling.reasons[0].what != regime.decided_by:
        return ruling
    reason = Reason("doubt", doubt.says, ruling.governed_on, source=doubt.source)
    return replace(
        ruling, reasons=(*ruling.reasons, reason), interpretation=ruling.interpretation or doubt.says
    )


def holds_on(pack: Pack, step: str, on: date) -> tuple[Hold, ...]:
    """The orders that block a step on that day. They stop no clock."""
    return tuple(
        hold
        for hold in pack.holds.values()
        if hold.blocks == step and hold.since <= on and (hold.until is None or on < hold.until)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitled:
    """What the rules of a benefit say about somebody. Never a promise."""

    answer: Answer
    lasts_until: date | None
    version: Dated[Answers]


def ask_entitlement(pack: Pack, name: str, *, status: str, facts: Facts, calendar: Calendar) -> Entitled:
    """Whether somebody with that status may apply. Raises `Unanswerable`."""
    found = pack.entitlements.get(name)
    if found is None:
        raise Unanswerable(
            "unknown_entitlement", pack=pack.id, name=name, meant=meant(name, pack.entitlements)
        )
    on = _day(pack, name, found.governed_by, facts, calendar)
    version = found.values.on(on)
    if version is None:
        raise _no_version(name, found.values, found.governed_by, on)
    answer = version.value.by_status.get(status, version.value.otherwise)
    until = None
    if version.value.lasts is not None and answer is Answer.MAY_APPLY:
        start = _day(pack, name, version.value.lasts_from, facts, calendar)
        until = end_after(start, Sum.of((version.value.lasts,)), calendar=calendar)
    return Entitled(answer=answer, lasts_until=until, version=version)


@dataclass(frozen=True, slots=True, kw_only=True)
class Governed:
    """Which law governs a procedure, and whether a lawyer must look."""

    version: Dated[str]
    doubt: Doubt | None


def ask_regime(pack: Pack, name: str, facts: Facts, *, calendar: Calendar) -> Governed:
    """Which law governs, by the day that decides. Raises `Unanswerable`."""
    regime = pack.regimes.get(name)
    if regime is None:
        raise Unanswerable("unknown_regime", pack=pack.id, name=name, meant=meant(name, pack.regimes))
    on = _day(pack, name, regime.decided_by, facts, calendar)
    version = regime.values.on(on)
    if version is None:
        raise _no_version(name, regime.values, regime.decided_by, on)
    return Governed(version=version, doubt=regime.doubt_on(on))


def _no_version(name: str, values: Timeline[Any], fact: str, on: date) -> Unanswerable:
    ends = [one.until for one in values.in_force if one.until is not None and one.until <= on]
    if ends and values.in_force[0].since <= on:
        return Unanswerable("ended", term=name, until=max(ends), fact=fact, on=on)
    first = values.in_force[0].since
    return Unanswerable("no_version", term=name, on=on, fact=fact, first=first, regime="")


def _day(pack: Pack, asked: str, fact: str, facts: Facts, calendar: Calendar) -> date:
    answer = facts.get(fact)
    if not isinstance(answer, date):
        says = pack.facts[fact].says if fact in pack.facts else fact
        raise Unanswerable("missing_fact", term=asked, name=fact, says=says)
    return calendar.civil_day(answer) if isinstance(answer, datetime) else answer
