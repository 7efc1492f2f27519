"""Why a clock cannot be started, stopped, extended or closed now. Pure questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from django.utils.dateformat import format as format_day
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from limen.domain.deadlines.names import LIVE, ClockState
from limen.foundation.actors import Actor
from limen.foundation.refusals import Obstacle
from limen.law.refusing import SENTENCES, Unanswerable


class Clock(Protocol):
    """What the rules ask of a clock: a row, or the card of one."""

    @property
    def state(self) -> str: ...
    @property
    def due_on(self) -> date | None: ...
    @property
    def due_at(self) -> datetime | None: ...


class Stop(Protocol):
    """What the rules ask of a stop: a row, or the card of one."""

    @property
    def does_stop(self) -> bool: ...
    @property
    def since_on(self) -> date: ...
    @property
    def until_on(self) -> date | None: ...


def obstacle_of(wrong: Unanswerable) -> Obstacle:
    """What the law could not answer, in the language of the reader."""
    details = {name: _as_written(value) for name, value in wrong.details.items()}
    return Obstacle(wrong.code, _(SENTENCES[wrong.code]).format(**details))


def _as_written(value: object) -> object:
    """A day as the reader's language writes it; anything else as it is."""
    return format_day(value, pgettext("format of a day", "j F Y")) if isinstance(value, date) else value


def obstacles_to_working(*, is_worked_on: bool, compartment: str, by: Actor) -> list[Obstacle]:
    """Whoever changes a clock works on the case, and inside its compartment."""
    obstacles = []
    if not is_worked_on:
        obstacles.append(Obstacle("reach", _("You can read this case but not write in it.")))
    if compartment not in by.clearances:
        obstacles.append(Obstacle("compartment", _("You are not cleared for this compartment.")))
    return obstacles


def obstacles_without_law(pack: str) -> list[Obstacle]:
    """No edition of the pack is in force: nobody answers for its dates."""
    return [
        Obstacle(
            "no_law",
            _(
                "No edition of “{pack}” is in force here, so it cannot govern a live case. "
                "Two policy leads must adopt one first."
            ).format(pack=pack),
        )
    ]


def obstacles_to_starting(*, is_running: bool, term_says: str, about: str) -> list[Obstacle]:
    """A term runs once for a case, or once for each person or thing it is about."""
    if not is_running:
        return []
    if about:
        says = _("“{term}” runs for {about} already.").format(term=term_says, about=about)
    else:
        says = _("“{term}” runs in this case already. Say whom or what this one is about.").format(
            term=term_says
        )
    return [Obstacle("running", says)]


def obstacles_to_stopping(clock: Clock, stops: Sequence[Stop], *, since_on: date, on: date) -> list[Obstacle]:
    """A clock that runs can be stopped, from a day that has come and on which it is not stopped already."""
    obstacles = _obstacles_when_closed(clock)
    if clock.due_at is not None:
        obstacles.append(Obstacle("hours", _("A clock that is counted in hours cannot be stopped.")))
    if clock.state == ClockState.STOPPED:
        obstacles.append(Obstacle("stopped", _("The clock stands still already. Let it go on first.")))
    if since_on > on:
        obstacles.append(Obstacle("since_on", _("A stop cannot begin in the future.")))
    if any(
        one.since_on <= since_on and one.until_on and since_on < one.until_on
        for one in stops
        if one.does_stop
    ):
        obstacles.append(
            Obstacle("overlap", _("The clock stood still on that day already, for another cause."))
        )
    return obstacles


def obstacles_to_resuming(clock: Clock, stop: Stop | None, *, until_on: date, on: date) -> list[Obstacle]:
    """A clock that stands still goes on, not before it stopped, and not in the future."""
    if clock.state != ClockState.STOPPED or stop is None:
        return [Obstacle("not_stopped", _("The clock does not stand still."))]
    obstacles = []
    if until_on < stop.since_on:
        obstacles.append(Obstacle("until_on", _("It cannot go on before the day on which it stopped.")))
    if until_on > on:
        obstacles.append(Obstacle("until_on", _("It cannot go on in the future. Come back on that day.")))
    return obstacles


def obstacles_to_extending(
    clock: Clock, *, is_extended: bool, decided_on: date, on: date, why: str
) -> list[Obstacle]:
    """An extension is decided before the time runs out, once on each ground, and with reasons."""
    obstacles = _obstacles_when_closed(clock)
    if is_extended:
        obstacles.append(Obstacle("ground", _("It was extended on this ground already.")))
    if decided_on > on:
        obstacles.append(Obstacle("decided_on", _("The decision cannot lie in the future.")))
    if clock.due_on is not None and decided_on > clock.due_on:
        obstacles.append(
            Obstacle(
                "too_late",
                _(
                    "The time had run out when this was decided. An extension cannot revive it."
                    " If it was decided in time, say the day on which it was."
                ),
            )
        )
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why the time is extended.")))
    return obstacles


def obstacles_to_meeting(clock: Clock, *, met_on: date, on: date) -> list[Obstacle]:
    """What was due was done on a day that has come."""
    obstacles = _obstacles_when_closed(clock)
    if met_on > on:
        obstacles.append(Obstacle("met_on", _("It cannot have been done in the future.")))
    return obstacles


def obstacles_to_setting_aside(clock: Clock, *, why: str) -> list[Obstacle]:
    """Only with a reason: whoever reads the file must understand why the clock is gone."""
    obstacles = _obstacles_when_closed(clock)
    if not why.strip():
        obstacles.append(Obstacle("why", _("Say why this clock no longer applies.")))
    return obstacles


def obstacles_to_ruling_again(clock: Clock) -> list[Obstacle]:
    """Only a clock that still lives can follow another edition."""
    return _obstacles_when_closed(clock)


def _obstacles_when_closed(clock: Clock) -> list[Obstacle]:
    if clock.state in LIVE:
        return []
    return [Obstacle("closed", _("This clock is closed: what was due was done, or it was set aside."))]
