"""Beginning the procedure of an application, and moving it from stage to stage."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from limen.domain.applications.commands.making import lodge, take_back
from limen.domain.applications.queries.sheets import ApplicationSheet, application_sheet
from limen.domain.cases.commands.phasing import enter_phase
from limen.domain.cases.names import Phase
from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.deadlines.commands.closing import meet, set_aside
from limen.domain.deadlines.commands.starting import start
from limen.domain.deadlines.names import Effect
from limen.domain.deadlines.queries.clocks import ClockSheet
from limen.domain.procedure import rules
from limen.domain.procedure.events import Begun, Moved
from limen.domain.procedure.models import CaseStage, Confirmation
from limen.domain.procedure.queries.gates import answer_gates
from limen.domain.procedure.queries.running import running_by, shares_its_clocks, terms_before
from limen.domain.procedure.queries.standing import locked_stage, move_of, procedure_of
from limen.domain.procedure.queries.withdrawing import hearings_before
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Refused, Text, refuse_if
from limen.law.applications import StartedClock
from limen.law.packs import Move, Stage

# What is done by its day. An earliest day, a review or how long something holds is not answered by a move.
SOURCE_AT_MOST = 300
_ANSWERED = (Effect.LIMIT, Effect.TARGET)


@command("procedure.begin")
def begin(application_id: UUID, *, lodged_on: date, on: date, version: int, by: Actor, at: datetime) -> Begun:
    """Lodge an application: it counts, its clocks start, what lodging answers is met, and the case stands
    where the pack says that a lodged one does. `version` is the one that was looked at."""
    case_id = application_sheet(application_id, by=by, at=at).card.case_id
    locked_case(case_id, by=by, at=at)
    lodge(application_id, lodged_on=lodged_on, on=on, version=version, by=by, at=at)
    sheet = application_sheet(application_id, by=by, at=at)
    procedure = procedure_of(sheet)
    answered = terms_before(procedure, sheet.type.lodged_at)
    for clock in clocks_answered(answered, sheet, by=by, at=at):
        meet(clock.clock.id, met_on=lodged_on, on=on, version=clock.version, by=by, at=at)
    not_started = [one.term for one in sheet.type.starts if not _started(one, sheet, by=by, at=at)]
    stage = procedure.stages[sheet.type.lodged_at]
    row = _stand(sheet, stage, act="lodge", act_says=sheet.type.says, since_on=lodged_on, by=by, at=at)
    return Begun(
        case_id=case_id,
        application_id=application_id,
        stage_id=row.id,
        procedure=procedure.id,
        stage=stage.id,
        stage_says=stage.says,
        since_on=lodged_on,
        fingerprint=sheet.law.pack.fingerprint,
        not_started=tuple(not_started),
    )


@command("procedure.move")
def move(
    application_id: UUID,
    *,
    stage_id: UUID,
    act: str,
    to: str,
    moved_on: date,
    confirmed: Mapping[str, str] | None = None,
    meets: Collection[UUID] = (),
    on: date,
    by: Actor,
    at: datetime,
) -> Moved:
    """Move an application on by an act of its procedure. `stage_id`: where it stood when one looked;
    `confirmed`: words for each condition that a person answers; `meets`: the clocks that were done by it.
    Raises `Conflict` when somebody moved it meanwhile."""
    sheet = application_sheet(application_id, by=by, at=at)
    locked_case(sheet.card.case_id, by=by, at=at)
    here = locked_stage(application_id, by=by, at=at)
    if here.id != stage_id:
        raise Conflict(theirs=Text(says=here.stage_says, by_name="", at=here.moved_at), base=None, version=0)
    way = move_of(sheet, here.stage, act, to)
    words = {gate: said.strip() for gate, said in (confirmed or {}).items()}
    answers = answer_gates(way.needs if way else (), sheet, on=on, by=by, at=at)
    refuse_if(
        rules.obstacles_to_moving(
            way,
            answers,
            confirmed=words,
            moved_on=moved_on,
            since_on=here.since_on,
            on=on,
            is_worked_on=is_worked_on(here.case_id, by=by, at=at),
        )
    )
    if way is None:  # refused above
        raise Refused([])
    _refuse_unheard(sheet, way, moved_on, by=by, at=at)
    for clock in clocks_answered(way.terms, sheet, by=by, at=at):
        if clock.clock.id in meets:
            meet(clock.clock.id, met_on=moved_on, on=on, version=clock.version, by=by, at=at)
    _end_clocks(sheet, way, by=by, at=at)
    CaseStage.objects.filter(pk=here.pk).update(until_at=at)
    stage = procedure_of(sheet).stages[to]
    row = _stand(sheet, stage, act=act, act_says=way.says, since_on=moved_on, by=by, at=at)
    said = {one.gate: words[one.gate] for one in answers if one.holds is None}
    for gate, text in said.items():
        Confirmation.objects.create(
            case_id=here.case_id, stage=row, gate=gate, words=text, confirmed_by_id=by.id, confirmed_at=at
        )
    if act in sheet.type.withdrawn_by:
        take_back(application_id, by=by, at=at)
    return _moved(sheet, way, stage, row, said)


def _refuse_unheard(sheet: ApplicationSheet, way: Move, moved_on: date, *, by: Actor, at: datetime) -> None:
    """Conduct is read as withdrawing only once the time to say something was given and is over."""
    for one in hearings_before(sheet, way, on=moved_on, by=by, at=at):
        refuse_if(rules.obstacles_before_hearing(one.term.term.says, one.clock, moved_on=moved_on))


def _end_clocks(sheet: ApplicationSheet, way: Move, *, by: Actor, at: datetime) -> None:
    """Set aside what no longer applies, with the sentence and the source of the move."""
    for clock in clocks_closed(way, sheet, by=by, at=at):
        why = f"{way.says} ({way.source})"
        set_aside(clock.clock.id, why=why, version=clock.version, by=by, at=at)


def clocks_closed(way: Move, sheet: ApplicationSheet, *, by: Actor, at: datetime) -> list[ClockSheet]:
    """The clocks that no longer apply once this move was made, by the pack. None where another application of
    the case is under way by the same pack: whose clock it is, a person says."""
    if not way.closes or shares_its_clocks(sheet, by=by, at=at):
        return []
    return running_by(way.closes, sheet, by=by, at=at)


def clocks_answered(
    terms: Collection[str], sheet: ApplicationSheet, *, by: Actor, at: datetime
) -> list[ClockSheet]:
    """The clocks of the case that run by these terms of its pack, and are done by an act."""
    found = running_by(terms, sheet, by=by, at=at)
    return [one for one in found if one.clock.effect in _ANSWERED]


def _moved(
    sheet: ApplicationSheet, way: Move, stage: Stage, row: CaseStage, said: Mapping[str, str]
) -> Moved:
    return Moved(
        case_id=sheet.card.case_id,
        application_id=sheet.card.id,
        stage_id=row.id,
        procedure=row.procedure,
        act=way.act,
        act_says=way.says,
        left=way.of,
        stage=stage.id,
        stage_says=stage.says,
        since_on=row.since_on,
        confirmed=tuple(f"{gate}: {text}" for gate, text in sorted(said.items())),
    )


def _started(one: StartedClock, sheet: ApplicationSheet, *, by: Actor, at: datetime) -> bool:
    """Start a clock, unless it runs already. False when a day is not on record or the law cannot work it out:
    that is told, and hinders nobody from lodging."""
    card, answers = sheet.card, sheet.answers
    days = {"made_on": card.made_on.isoformat(), "lodged_on": (card.lodged_on or card.made_on).isoformat()}
    days |= {name: answer.value for name, answer in answers.items() if name not in days}
    facts = {fact: days.get(known_from, "") for fact, known_from in one.facts}
    if not all(facts.values()):
        return False
    try:
        start(card.case_id, pack=card.pack, term=one.term, facts=facts, by=by, at=at)
    except Refused as refused:
        return all(obstacle.code == "running" for obstacle in refused.obstacles)
    return True


def _stand(
    sheet: ApplicationSheet,
    stage: Stage,
    *,
    act: str,
    act_says: str,
    since_on: date,
    by: Actor,
    at: datetime,
) -> CaseStage:
    """Write down where the application stands now, and let the phase of the case follow."""
    until, expected = stage.expected_since(since_on) or (None, None)
    row = CaseStage.objects.create(
        id=new_id(),
        case_id=sheet.card.case_id,
        application_id=sheet.card.id,
        procedure=sheet.type.procedure,
        stage=stage.id,
        stage_says=stage.says,
        phase=stage.phase,
        act=act,
        act_says=act_says,
        since_on=since_on,
        moved_by_id=by.id,
        moved_at=at,
        expected_on=until,
        expected_says=str(expected.value) if expected else "",
        expected_source=expected.source[:SOURCE_AT_MOST] if expected else "",
    )
    standing = CaseStage.objects.filter(case_id=row.case_id, until_at=None)
    phase = rules.phase_of(standing.values_list("phase", flat=True))
    enter_phase(row.case_id, phase=phase or Phase(stage.phase), by=by, at=at)
    return row
