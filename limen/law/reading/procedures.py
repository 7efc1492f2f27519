"""Reading procedures with their stages and moves, regimes, and plans."""

from __future__ import annotations

from collections import deque

from limen.law.lengths import Unit
from limen.law.packs import Doubt, Move, Plan, PlanStep, Procedure, Regime, Stage
from limen.law.reading.dating import read_certainty, read_lengths, read_values, text_of
from limen.law.reading.nodes import Place
from limen.law.reading.terms import Known, read_plan_step_term
from limen.law.terms import Term

PHASES = (
    "registered", "admissibility", "examination", "decided", "served", "under_appeal", "final",
    "closed",
)  # fmt: skip
_NOT_OF_THE_CALENDAR = (Unit.HOURS, Unit.WORKING_DAYS)
_STEP = {
    "id", "says", "about", "by", "for", "runs_from", "governed_by", "counted_by", "effect", "backwards",
    "values",
    "evidence", "situations", "extensions", "stops", "work_to", "when_missed", "litigation",
}  # fmt: skip


def read_procedure(id: str, place: Place) -> Procedure:
    """One procedure; every stage must be reachable, and one that nothing leaves must say that it ends."""
    fields = place.fields({"says", "about", "regime", "starts_at", "stages", "moves"})
    stages = {name: _stage(name, one) for name, one in fields.named("stages").items()}
    moves = tuple(_move(one) for one in fields.items("moves"))
    for move, one in zip(moves, fields.items("moves"), strict=True):
        for stage in (move.of, move.to):
            if stage not in stages:
                one.trouble(f"There is no stage called “{stage}”.", f"The stages are: {', '.join(stages)}.")
    starts_at = fields.text("starts_at", "made")
    if starts_at not in stages:
        place.trouble(
            f"It starts at “{starts_at}”, which is no stage.", f"The stages are: {', '.join(stages)}."
        )
    _every_stage_leads_somewhere(starts_at, stages, moves, place)
    return Procedure(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        starts_at=starts_at,
        regime=fields.text_or("regime"),
        stages=stages,
        moves=moves,
    )


def _every_stage_leads_somewhere(
    starts_at: str, stages: dict[str, Stage], moves: tuple[Move, ...], place: Place
) -> None:
    leaving: dict[str, list[str]] = {}
    for move in moves:
        leaving.setdefault(move.of, []).append(move.to)
    reached, waiting = {starts_at}, deque([starts_at])
    while waiting:
        for following in leaving.get(waiting.popleft(), []):
            if following not in reached:
                reached.add(following)
                waiting.append(following)
    for name, stage in stages.items():
        if name not in reached:
            place.trouble(f"No move leads to the stage “{name}”.", "Add a move to it, or remove it.")
        if stage.ends == (name in leaving):
            says = "ends, but moves lead on" if stage.ends else "does not end, and nothing leads on"
            place.trouble(f"The stage “{name}” {says}.", "Mend “ends: yes” or the moves.")


def _stage(id: str, place: Place) -> Stage:
    fields = place.fields({"says", "about", "phase", "ends", "expected"})
    phase = fields.text("phase", "registered")
    if phase not in PHASES:
        place.trouble(f"“{phase}” is not a phase.", f"The phases are: {', '.join(PHASES)}.")
    ends, expected = fields.flag("ends"), read_lengths(fields.items("expected"))
    if ends and expected:
        place.trouble(f"The stage “{id}” ends, and so nothing stands there too long.", "Remove “expected”.")
    if any(one.value.unit in _NOT_OF_THE_CALENDAR for one in expected.all):
        place.trouble(
            f"How long a case is expected at “{id}” is counted by the calendar.",
            "Say it in days, weeks, months or years.",
        )
    return Stage(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        phase=phase,
        ends=ends,
        expected=expected,
    )


def _move(place: Place) -> Move:
    fields = place.fields(
        {
            "from",
            "to",
            "act",
            "says",
            "needs",
            "terms",
            "closes",
            "since",
            "until",
            "source",
            "certainty",
            "note",
            "interpretation",
        }
    )
    return Move(
        of=fields.text("from"),
        to=fields.text("to"),
        act=fields.text("act"),
        says=fields.text("says"),
        needs=fields.words("needs"),
        terms=fields.words("terms"),
        closes=fields.words("closes"),
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
    )


def read_regime(id: str, place: Place) -> Regime:
    """Which law governs a procedure, by the day that decides."""
    fields = place.fields({"says", "about", "decided_by", "values", "doubts"})
    doubts = []
    for one in fields.items("doubts"):
        inner = one.fields({"from", "to", "says", "source", "certainty", "note"})
        doubts.append(
            Doubt(
                since=inner.day("from"),
                to=inner.day("to"),
                says=inner.text("says"),
                source=inner.text_or("source"),
            )
        )
    return Regime(
        id=id,
        says=fields.text("says"),
        decided_by=fields.text("decided_by", "lodged_on"),
        values=read_values(fields, text_of),
        doubts=tuple(doubts),
    )


def read_plan(id: str, place: Place, known: Known) -> tuple[Plan, dict[str, Term]]:
    """A programme, and the terms that date its steps."""
    fields = place.fields(
        {
            "says",
            "about",
            "starts_from",
            "since",
            "until",
            "source",
            "certainty",
            "steps",
            "note",
            "interpretation",
        }
    )
    starts_from = fields.text("starts_from", "arrived_on")
    steps: list[PlanStep] = []
    terms: dict[str, Term] = {}
    for one in fields.items("steps"):
        inner = one.fields(_STEP)
        name = inner.text("id", "first_visit")
        term = f"{id}.{name}" if inner.has("values") else ""
        if any(step.id == name for step in steps):
            one.trouble(f"There are two steps called “{name}”.", "Rename one.")
        if term:
            terms[term] = read_plan_step_term(term, inner, starts_from, known)
        steps.append(
            PlanStep(
                id=name,
                says=inner.text("says"),
                about=inner.text_or("about"),
                by=inner.text_or("by", "worker"),
                of_whom=inner.text_or("for"),
                term=term,
                evidence=inner.words("evidence"),
            )
        )
    plan = Plan(
        id=id,
        says=fields.text("says"),
        about=fields.text_or("about"),
        starts_from=starts_from,
        since=fields.day("since"),
        until=fields.day_or_none("until"),
        source=fields.text("source"),
        certainty=read_certainty(fields),
        steps=tuple(steps),
    )
    return plan, terms
