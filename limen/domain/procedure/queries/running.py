"""The clocks that belong to an application: by the terms that its type and its procedure name."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import ApplicationSheet, applications_of
from limen.domain.deadlines.names import LIVE
from limen.domain.deadlines.queries.clocks import ClockSheet, sheets_of
from limen.foundation.actors import Actor
from limen.law.packs import Procedure


def running_by(
    terms: Collection[str], sheet: ApplicationSheet, *, by: Actor, at: datetime
) -> list[ClockSheet]:
    """The clocks of the case that run by these terms of the application's pack."""
    if not terms:
        return []
    return [
        one
        for one in sheets_of(sheet.card.case_id, by=by, at=at)
        if one.clock.pack == sheet.card.pack and one.clock.term in terms and one.clock.state in LIVE
    ]


def still_running(sheet: ApplicationSheet, *, by: Actor, at: datetime) -> list[ClockSheet]:
    """The clocks of a withdrawn application that run on: the pack does not say that they end."""
    if sheet.card.state is not ApplicationState.WITHDRAWN:
        return []
    moves = sheet.law.pack.procedures[sheet.type.procedure].moves
    terms = {term for move in moves for term in (*move.terms, *move.closes)}
    terms |= {one.term for one in sheet.type.starts}
    return running_by(terms, sheet, by=by, at=at)


def shares_its_clocks(sheet: ApplicationSheet, *, by: Actor, at: datetime) -> bool:
    """Whether another application of the case is under way by the same pack: a clock names the case, and not
    the application for which it runs."""
    return any(
        one.id != sheet.card.id and one.pack == sheet.card.pack and one.state is ApplicationState.LODGED
        for one in applications_of(sheet.card.case_id, by=by, at=at)
    )


def terms_before(procedure: Procedure, stage: str) -> set[str]:
    """The terms that are answered by coming to a stage for the first time, and not by coming back to it."""
    beyond, waiting = {stage}, [stage]
    while waiting:
        here = waiting.pop()
        following = {move.to for move in procedure.moves if move.of == here} - beyond
        beyond |= following
        waiting += following
    ways = (move for move in procedure.moves if move.to == stage and move.of not in beyond)
    return {term for move in ways for term in move.terms}
