"""Why a case cannot be moved now. Pure questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from limen.domain.cases.names import Phase
from limen.domain.deadlines.names import ClockState
from limen.domain.deadlines.queries.clocks import ClockCard
from limen.domain.procedure.names import GateAnswer
from limen.foundation.refusals import Obstacle
from limen.law.packs import Move

# From the first to the last: a case is as far as the one of its applications that is least far.
_ORDER = {phase: place for place, phase in enumerate(Phase)}


def phase_of(phases: Iterable[str]) -> Phase | None:
    """The phase of a case whose applications stand in these; None without any."""
    return min(map(Phase, phases), key=_ORDER.__getitem__, default=None)


def obstacles_to_moving(
    move: Move | None,
    answers: Sequence[GateAnswer],
    *,
    confirmed: Mapping[str, str],
    moved_on: date,
    since_on: date,
    on: date,
    is_worked_on: bool,
) -> list[Obstacle]:
    """A move that leads on from here by the law of that day; each condition met, or confirmed in words."""
    if not is_worked_on:
        return [Obstacle("reach", _("You can read this case but not write in it."))]
    if move is None:
        return [Obstacle("phase", _("From where the case stands now, this does not lead on."))]
    obstacles = []
    if not (move.since <= moved_on and (move.until is None or moved_on < move.until)):
        obstacles.append(Obstacle("law", _("On that day the law did not know this step.")))
    if moved_on > on:
        obstacles.append(Obstacle("moved_on", _("The day cannot lie in the future.")))
    if moved_on < since_on:
        obstacles.append(Obstacle("moved_on", _("The day lies before the one on which the case came here.")))
    return [*obstacles, *obstacles_at_gates(answers, confirmed)]


def obstacles_before_hearing(says: str, clock: ClockCard | None, *, moved_on: date) -> list[Obstacle]:
    """Nobody is taken to have withdrawn before the time to answer was given and is over."""
    if clock is None or clock.state == ClockState.SET_ASIDE:
        told = _("“{term}” comes first, and no clock for it was started in this case.")
        return [Obstacle("heard_first", told.format(term=says))]
    if clock.state == ClockState.MET:
        return []
    if clock.due_on is None or clock.due_on >= moved_on:
        day = clock.due_on.isoformat() if clock.due_on else _("it stands still")
        told = _("The time for “{term}” is not over: {day}.")
        return [Obstacle("heard_first", told.format(term=says, day=day))]
    return []


def obstacles_at_gates(answers: Sequence[GateAnswer], confirmed: Mapping[str, str]) -> list[Obstacle]:
    """What the file answers holds or does not; the rest somebody confirms by name and in words."""
    obstacles = []
    for one in answers:
        if one.holds is False:
            obstacles.append(Obstacle(f"gate:{one.gate}", f"{one.says} {one.why}".strip()))
        elif one.holds is None and not confirmed.get(one.gate, "").strip():
            says = _("To be confirmed in words: {gate}").format(gate=one.says)
            obstacles.append(Obstacle(f"gate:{one.gate}", says))
    return obstacles
