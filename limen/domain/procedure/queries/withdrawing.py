"""What it means that an application is withdrawn: whom the law lets speak first, which clocks end and which
run on, the decision that follows, and until when it can be opened again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from limen.domain.applications.queries.sheets import ApplicationSheet
from limen.domain.deadlines.names import LIVE
from limen.domain.deadlines.queries.clocks import ClockCard, clocks_of
from limen.domain.procedure.queries.running import shares_its_clocks
from limen.foundation.actors import Actor
from limen.law.dated import Dated
from limen.law.entries import Entry
from limen.law.lengths import Length
from limen.law.packs import Move
from limen.law.terms import Term
from limen.law.withdrawals import Consequence, Withdrawal, withdrawals_met


@dataclass(frozen=True, kw_only=True)
class TermNow:
    """A term with the value that governs this application; none where the pack leaves it open."""

    term: Term
    value: Dated[Length] | None


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """A term that must have run out first, and its latest clock in this case."""

    term: TermNow
    clock: ClockCard | None


@dataclass(frozen=True, kw_only=True)
class Withdrawing:
    """What the officer is told before they confirm. `shares_clocks`: another application of the case runs by
    the same pack, so no clock is ended by itself."""

    ways: tuple[Withdrawal, ...]
    hearings: tuple[Hearing, ...]
    ending: tuple[ClockCard, ...]
    running_on: tuple[ClockCard, ...]
    shares_clocks: bool
    decision: Entry | None
    remedy: TermNow | None
    reopening: TermNow | None
    consequences: tuple[Consequence, ...]


def withdrawing(
    sheet: ApplicationSheet, way: Move, *, on: date, by: Actor, at: datetime
) -> Withdrawing | None:
    """What such a move means for the application on that day; None when it withdraws nothing. Two queries."""
    ways = withdrawals_of(sheet, way, on=on)
    if not ways:
        return None
    pack = sheet.law.pack
    clocks = [one for one in clocks_of(sheet.card.case_id, by=by, at=at) if one.pack == sheet.card.pack]
    shares = shares_its_clocks(sheet, by=by, at=at)
    live = [one for one in clocks if one.state in LIVE]
    ending = tuple(one for one in live if one.term in way.closes and not shares)
    within = next((one.reopened_within for one in ways if one.reopened_within), "")
    decision = next((pack.outcomes[one.decision] for one in ways if one.decision), None)
    remedy = decision.remedy if decision is not None else ""
    return Withdrawing(
        ways=ways,
        hearings=tuple(_hearings(ways, clocks, sheet, on)),
        ending=ending,
        running_on=tuple(one for one in live if one not in ending and one.term not in way.terms),
        shares_clocks=shares and any(one.term in way.closes for one in live),
        decision=decision,
        remedy=term_now(sheet, remedy, on) if remedy else None,
        reopening=term_now(sheet, within, on) if within else None,
        consequences=tuple(each for one in ways for each in one.follows_on(on)),
    )


def withdrawals_of(sheet: ApplicationSheet, way: Move, *, on: date) -> tuple[Withdrawal, ...]:
    """The ways of withdrawing that this move is, by the law of that day."""
    found = sheet.law.pack.withdrawals.values()
    return withdrawals_met(found, sheet.type.procedure, way.act, way.of, on)


def hearings_before(
    sheet: ApplicationSheet, way: Move, *, on: date, by: Actor, at: datetime
) -> tuple[Hearing, ...]:
    """The terms that must have run out before this move. One query, or none."""
    ways = withdrawals_of(sheet, way, on=on)
    if not any(one.heard_first for one in ways):
        return ()
    clocks = [one for one in clocks_of(sheet.card.case_id, by=by, at=at) if one.pack == sheet.card.pack]
    return tuple(_hearings(ways, clocks, sheet, on))


def _hearings(
    ways: tuple[Withdrawal, ...], clocks: list[ClockCard], sheet: ApplicationSheet, on: date
) -> Iterator[Hearing]:
    for name in dict.fromkeys(one.heard_first for one in ways if one.heard_first):
        own = [one for one in clocks if one.term == name]
        clock = max(own, key=lambda one: (one.state in LIVE, one.due_on or date.min), default=None)
        yield Hearing(term=term_now(sheet, name, on), clock=clock)


def term_now(sheet: ApplicationSheet, name: str, on: date) -> TermNow:
    """A term of the pack by the law of the day of lodging where that governs it, else of today."""
    term = sheet.law.pack.terms[name]
    lodged = sheet.card.lodged_on
    day = lodged if lodged is not None and term.ordinary.governed_by == "lodged_on" else on
    return TermNow(term=term, value=term.ordinary.values.on(day))
