"""Where the applications of a case stand, how they came there, and the moves that lead on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.applications.queries.sheets import ApplicationSheet
from limen.domain.cases.queries.reach import cases_read_by
from limen.domain.identity.queries.people import names_of
from limen.domain.procedure.models import CaseStage, Confirmation
from limen.domain.procedure.names import GateAnswer
from limen.domain.procedure.queries.gates import answer_gates
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden
from limen.law.packs import Move, Procedure


@dataclass(frozen=True, kw_only=True)
class StageCard:
    """A stage at which an application stood or stands."""

    id: UUID
    case_id: UUID
    application_id: UUID
    procedure: str
    stage: str
    stage_says: str
    act_says: str
    since_on: date
    moved_at: datetime
    by_name: str
    is_now: bool
    confirmed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Way:
    """A move that leads on from here, with the answers to its conditions."""

    move: Move
    answers: tuple[GateAnswer, ...]


def stages_of(application_id: UUID, *, by: Actor, at: datetime) -> list[StageCard]:
    """Every stage of an application, the latest first. Three queries."""
    rows = list(
        CaseStage.objects.filter(application_id=application_id, case__in=cases_read_by(by, at=at)).order_by(
            "-moved_at", "-id"
        )[:200]
    )
    said: dict[UUID, list[tuple[str, str]]] = {}
    for one in Confirmation.objects.filter(stage__in=rows, case__in=cases_read_by(by, at=at)).order_by(
        "gate"
    ):
        said.setdefault(one.stage_id, []).append((one.gate, one.words))
    names = names_of({row.moved_by_id for row in rows}, by=by)
    return [_card(row, names.get(row.moved_by_id, ""), said.get(row.id, [])) for row in rows]


def standing_of(case_id: UUID, *, by: Actor, at: datetime) -> list[StageCard]:
    """Where each application of a case stands now. One query."""
    rows = CaseStage.objects.filter(
        case_id=case_id, until_at=None, case__in=cases_read_by(by, at=at)
    ).order_by("moved_at", "id")
    return [_card(row, "", []) for row in rows]


def locked_stage(application_id: UUID, *, by: Actor, at: datetime) -> CaseStage:
    """Where an application stands, locked for the rest of the act. Raises `Hidden`."""
    rows = CaseStage.objects.filter(
        application_id=application_id, until_at=None, case__in=cases_read_by(by, at=at)
    )
    row = rows.select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"stage of application {application_id}")
    return row


def procedure_of(sheet: ApplicationSheet) -> Procedure:
    """The procedure that an application goes through."""
    return sheet.law.pack.procedures[sheet.type.procedure]


def ways_on(sheet: ApplicationSheet, stage: str, *, on: date, by: Actor, at: datetime) -> list[Way]:
    """The moves that lead on from a stage by the law of that day, each with what stands before it."""
    moves = [
        move
        for move in procedure_of(sheet).moves
        if move.of == stage and move.since <= on and (move.until is None or on < move.until)
    ]
    needed = {gate for move in moves for gate in move.needs}
    answers = {one.gate: one for one in answer_gates(needed, sheet, on=on, by=by, at=at)}
    return [Way(move=move, answers=tuple(answers[gate] for gate in move.needs)) for move in moves]


def move_of(sheet: ApplicationSheet, stage: str, act: str, to: str) -> Move | None:
    """The move of that name that leads from a stage to another."""
    moves = procedure_of(sheet).moves
    return next((one for one in moves if (one.of, one.act, one.to) == (stage, act, to)), None)


def _card(row: CaseStage, by_name: str, confirmed: list[tuple[str, str]]) -> StageCard:
    return StageCard(
        id=row.id,
        case_id=row.case_id,
        application_id=row.application_id,
        procedure=row.procedure,
        stage=row.stage,
        stage_says=row.stage_says,
        act_says=row.act_says,
        since_on=row.since_on,
        moved_at=row.moved_at,
        by_name=by_name,
        is_now=row.until_at is None,
        confirmed=tuple(confirmed),
    )
