"""Lets the invented people start the clocks of their cases, stop and extend them, and say what was done."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.deadlines.commands.closing import meet
from limen.domain.deadlines.commands.extending import extend
from limen.domain.deadlines.commands.starting import start
from limen.domain.deadlines.commands.stopping import stop
from limen.foundation.actors import Actor
from limen.foundation.refusals import Refused
from limen.site.demo.cases import Sample, samples
from limen.site.demo.clocks import Running, clocks_of

# What another year can do to invented days: no version of the law holds yet, or something came too late.
_NOT_YET = frozenset({"no_version", "too_late"})


def run_clocks(opened: dict[str, UUID], actors: dict[str, Actor], packs: list[str], *, now: datetime) -> int:
    """Start the clocks of every case by the packs in force; how many run or ran."""
    at, count = now - timedelta(hours=17), 0
    for sample in samples():
        for running in clocks_of(sample, now):
            if running.pack in packs:
                at += timedelta(minutes=1)
                count += _run(opened[sample.reference], running, _who(sample, actors), at, now)
    return count


def _who(sample: Sample, actors: dict[str, Actor]) -> Actor:
    """Whoever holds the case, or their supervisor, or who opened it."""
    return actors[sample.held_by or sample.assigned_by or sample.opened_by]


def _run(case_id: UUID, running: Running, by: Actor, at: datetime, now: datetime) -> int:
    """One clock with what happened to it; 0 when the law did not hold on its days."""
    try:
        started = start(
            case_id,
            pack=running.pack,
            term=running.term,
            facts=running.facts,
            about=running.about,
            by=by,
            at=at,
        )
        _change(started.clock_id, running, by, at, now)
    except Refused as refused:
        if not {one.code for one in refused.obstacles} <= _NOT_YET:
            raise
        return 0
    return 1


def _change(clock_id: UUID, running: Running, by: Actor, at: datetime, now: datetime) -> None:
    on, version = now.date(), 1
    for one in running.stops:
        stop(
            clock_id,
            cause=one.cause,
            since_on=one.since_on,
            until_on=one.until_on,
            why="Sample words (invented): a letter from a doctor came.",
            on=on,
            version=version,
            by=by,
            at=at,
        )
        version += 1
    if running.extended:
        ground, decided_on = running.extended
        why = "Sample reason (invented): eleven documents wait for translation."
        extend(clock_id, ground=ground, decided_on=decided_on, why=why, on=on, version=version, by=by, at=at)
        version += 1
    if running.met_on:
        meet(clock_id, met_on=running.met_on, on=on, version=version, by=by, at=at)
