"""plans.begin to plans.close: a plan from a programme to its end, told five ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from limen.domain.deadlines.commands.starting import start
from limen.domain.deadlines.names import ClockState
from limen.domain.deadlines.queries.clocks import clocks_of
from limen.domain.plans.commands.beginning import begin, tell_day
from limen.domain.plans.commands.keeping import close, review
from limen.domain.plans.commands.stepping import (
    add_step,
    allow_exception,
    drop_step,
    finish_step,
    put_off_step,
)
from limen.domain.plans.commands.wishing import add_goal, end_goal, revise_goal
from limen.domain.plans.names import (
    ClosingWhy,
    DelayWhy,
    Doer,
    DropWhy,
    GoalState,
    PlanState,
    Proof,
    StepState,
)
from limen.domain.plans.queries.programmes import programmes
from limen.domain.plans.queries.sheets import plans_of
from limen.domain.tasks.queries import my_tasks
from limen.foundation.actors import Reach
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Cast, Player
from tests.conftest import House
from tests.domain.plans.papers import ARRIVED, OUTLINE, begun, govern, leader, second, sheet, step
from tests.domain.told import Journal, obstacles

SEEN = Proof(says="Sample: seen.")


@pytest.fixture(autouse=True)
def _law(house: House, cast: Cast) -> None:
    govern(house, cast)


def tasks(player: Player) -> list[str]:
    with acting_as(player.actor):
        return [one.says for one in my_tasks(by=player.actor, at=AT).cards]


def states(cast: Cast) -> list[ClockState]:
    with acting_as(cast.dina.actor):
        return [one.state for one in clocks_of(cast.dina_case, by=cast.dina.actor, at=AT)]


def test_steps_come_with_the_days_of_the_law_and_their_clocks(cast: Cast) -> None:
    plan = begun(cast)
    found = sheet(plan, cast.dina)
    assert [one.template_step for one in found.steps] == ["visit", "school", "map"]
    visit, school, map_ = found.steps
    assert visit.due_on == ARRIVED + timedelta(days=5)
    assert "Day of moving in" in school.no_day
    assert (map_.due_on, map_.no_day, map_.doer) == (None, "", Doer.PARTNER)
    assert [(one.name, one.told_on) for one in found.facts] == [("arrived_on", ARRIVED), ("housed_on", None)]
    assert states(cast) == [ClockState.RUNNING]
    assert sheet(plan, cast.dina, on=ARRIVED + timedelta(days=6)).card.late == 1


def test_a_day_told_later_starts_the_clocks_that_count_from_it(cast: Cast) -> None:
    plan = begun(cast)
    tell_day(plan, fact="housed_on", told_on=ON, by=cast.dina.actor, at=AT)
    assert step(plan, cast.dina, "school").due_on == ON + timedelta(days=10)
    by = cast.dina.actor
    assert obstacles(lambda: tell_day(plan, fact="housed_on", told_on=ON, by=by, at=AT)) == {"fact"}
    assert obstacles(lambda: tell_day(plan, fact="made_on", told_on=ON, by=by, at=AT)) == {"fact"}


def test_a_clock_that_runs_already_is_taken_as_it_is(cast: Cast) -> None:
    by = cast.dina.actor
    facts = {"arrived_on": ARRIVED.isoformat()}
    clock = start(cast.dina_case, pack="atlantis", term="arrival.visit", facts=facts, by=by, at=AT).clock_id
    assert step(begun(cast), cast.dina, "visit").clock_id == clock
    assert states(cast) == [ClockState.RUNNING]


def test_only_programmes_of_the_day_are_offered_and_each_once(cast: Cast) -> None:
    with acting_as(cast.dina.actor):
        assert [one.id for one in programmes(cast.dina.actor, on=ON)] == ["arrival"]
    begun(cast)
    assert obstacles(lambda: begun(cast)) == {"open"}
    assert obstacles(lambda: begun(cast, template="ended")) == {"template"}
    assert "starts_from" in obstacles(lambda: begun(cast, facts={}))
    assert "person" in obstacles(lambda: begun(cast, person_id=cast.case))
    assert "language" in obstacles(lambda: begun(cast, language=""))
    assert "day" in obstacles(lambda: begun(cast, review_on=ON - timedelta(days=1)))


def test_a_step_is_done_with_what_shows_it_and_its_clock_is_met(cast: Cast) -> None:
    plan, by = begun(cast), cast.dina.actor
    visit = step(plan, cast.dina, "visit")

    def done(proof: Proof, on: int = 0) -> object:
        day = ON + timedelta(days=on)
        return finish_step(visit.id, done_on=day, proof=proof, on=ON, version=1, by=by, at=AT)

    assert obstacles(lambda: done(Proof())) == {"proof"}
    assert obstacles(lambda: done(Proof(name="document/00000000/v1/p1"))) == {"proof"}
    assert obstacles(lambda: done(Proof(note_id=cast.case))) == {"proof"}
    assert obstacles(lambda: done(SEEN, on=1)) == {"done_on"}
    done(SEEN)
    assert step(plan, cast.dina, "visit").state is StepState.DONE
    assert states(cast) == [ClockState.MET]


def test_what_is_put_off_becomes_a_task_and_the_law_does_not_move(cast: Cast) -> None:
    plan, by = begun(cast), cast.dina.actor
    visit = step(plan, cast.dina, "visit")
    later: dict[str, Any] = {"reason": DelayWhy.ILLNESS, "on": ON, "by": by, "at": AT}
    assert obstacles(
        lambda: put_off_step(visit.id, planned_on=ON - timedelta(days=1), why=" ", version=1, **later)
    ) == {"day", "why"}
    put_off_step(visit.id, planned_on=ON + timedelta(days=9), why="Sample: ill", version=1, **later)
    assert tasks(cast.dina) == ["First visit"]
    again = step(plan, cast.dina, "visit")
    assert (again.due_on, again.next_on) == (ARRIVED + timedelta(days=5), ON + timedelta(days=9))
    put_off_step(visit.id, planned_on=ON + timedelta(days=12), why="Sample: ill", version=2, **later)
    assert tasks(cast.dina) == ["First visit"]
    finish_step(visit.id, done_on=ON, proof=SEEN, on=ON, version=3, by=by, at=AT)
    assert tasks(cast.dina) == []


def test_a_step_of_ones_own_is_a_task_on_its_day(cast: Cast) -> None:
    plan, by = begun(cast), cast.dina.actor
    add_step(plan, says="Sample: ring the school", doer=Doer.WORKER, planned_on=ON, on=ON, by=by, at=AT)
    assert tasks(cast.dina) == ["Sample: ring the school"]
    own = sheet(plan, cast.dina).steps[-1]
    assert obstacles(
        lambda: add_step(
            plan, says=" ", doer=Doer.WORKER, planned_on=ON - timedelta(days=1), on=ON, by=by, at=AT
        )
    ) == {"says", "day"}
    drop_step(own.id, reason=DropWhy.NOT_WANTED, why="Sample: no", version=1, by=by, at=AT)
    assert tasks(cast.dina) == []


def test_leaving_out_a_step_of_the_programme_needs_a_leader(house: House, cast: Cast) -> None:
    plan, nora = begun(cast), leader(house, cast)
    visit = step(plan, cast.dina, "visit")
    with pytest.raises(Forbidden):
        allow_exception(visit.id, why="Sample: none", version=1, by=cast.dina.actor, at=AT)
    assert obstacles(lambda: allow_exception(visit.id, why=" ", version=1, by=nora.actor, at=AT)) == {"why"}
    allow_exception(visit.id, why="Sample: they were visited elsewhere", version=1, by=nora.actor, at=AT)
    found = step(plan, cast.dina, "visit")
    assert (found.state, found.allowed_by) == (StepState.EXCEPTED, "Nora")
    assert states(cast) == [ClockState.SET_ASIDE]
    assert obstacles(
        lambda: drop_step(visit.id, reason=DropWhy.OTHER, why="x", version=2, by=cast.dina.actor, at=AT)
    ) == {"settled"}


def test_two_workers_on_one_plan_lose_nothing(house: House, cast: Cast) -> None:
    plan, omar, by = begun(cast), second(house, cast), cast.dina.actor
    goal = add_goal(plan, says="أريد بيتًا", language="ara", by=by, at=AT).goal_id
    revise_goal(goal, says="أريد بيتًا قريبًا", language="ara", version=1, by=omar.actor, at=AT)
    with pytest.raises(Conflict) as told:
        revise_goal(goal, says="Sample: mine", language="eng", version=1, by=by, at=AT)
    assert (told.value.theirs.says, told.value.theirs.by_name) == ("أريد بيتًا قريبًا", "Omar")
    assert told.value.base is not None
    assert told.value.base.says == "أريد بيتًا"
    assert [one.says for one in sheet(plan, cast.dina).goals[0].earlier] == ["أريد بيتًا"]
    visit = step(plan, cast.dina, "visit")
    finish_step(visit.id, done_on=ON, proof=SEEN, on=ON, version=1, by=omar.actor, at=AT)
    with pytest.raises(Conflict) as told:
        drop_step(visit.id, reason=DropWhy.OTHER, why="Sample: moved", version=1, by=by, at=AT)
    assert "Sample: seen." in told.value.theirs.says


def test_a_goal_ends_reached_or_no_longer_wanted(cast: Cast) -> None:
    plan, by = begun(cast), cast.dina.actor
    assert obstacles(lambda: add_goal(plan, says=" ", language="", by=by, at=AT)) == {"says", "language"}
    goal = add_goal(plan, says="Sample goal", language="eng", by=by, at=AT).goal_id
    assert obstacles(lambda: end_goal(goal, state=GoalState.OPEN, why="", by=by, at=AT)) == {"state"}
    end_goal(goal, state=GoalState.REACHED, why="Sample: keys", by=by, at=AT)
    assert obstacles(lambda: end_goal(goal, state=GoalState.LEFT, why="", by=by, at=AT)) == {"ended"}


def test_it_is_looked_at_again_and_closed_by_its_criteria(cast: Cast) -> None:
    plan, by = begun(cast, review_on=ON + timedelta(days=30)), cast.dina.actor
    assert tasks(cast.dina) == ["Look at the plan again: The first weeks"]
    when: dict[str, Any] = {"held_on": ON, "next_on": ON + timedelta(days=60), "on": ON, "by": by, "at": AT}
    assert obstacles(lambda: review(plan, says=" ", version=1, **when)) == {"says"}
    review(plan, says="Sample: it goes well.", version=1, **when)
    assert len(tasks(cast.dina)) == 1
    with pytest.raises(Conflict):
        review(plan, says="Sample: second window", version=1, **when)
    goal = add_goal(plan, says="Sample goal", language="eng", by=by, at=AT).goal_id
    shut: dict[str, Any] = {"on": ON, "version": 2, "by": by, "at": AT}
    assert obstacles(lambda: close(plan, reason=ClosingWhy.REACHED, why="", **shut)) == {"steps", "goals"}
    assert obstacles(lambda: close(plan, reason=ClosingWhy.LOST, why="", **shut)) == {"why"}
    end_goal(goal, state=GoalState.LEFT, why="", by=by, at=AT)
    close(plan, reason=ClosingWhy.HANDED_OVER, why="Sample: to the town", **shut)
    found = sheet(plan, cast.dina)
    assert (found.card.state, found.card.late) == (PlanState.CLOSED, 0)
    assert (states(cast), tasks(cast.dina)) == ([ClockState.SET_ASIDE], [])
    assert obstacles(lambda: add_goal(plan, says="x", language="eng", by=by, at=AT)) == {"closed"}
    begun(cast)


def test_whoever_only_reads_cannot_write_and_a_stranger_sees_nothing(house: House, cast: Cast) -> None:
    plan = begun(cast)
    reader = second(house, cast, Reach.READ)
    assert sheet(plan, reader).card.steps == 3
    refused = obstacles(lambda: add_goal(plan, says="x", language="eng", by=reader.actor, at=AT))
    assert refused == {"reach"}
    for player in (cast.elio, cast.berg, cast.costa, cast.ivo):
        with pytest.raises(Hidden):
            sheet(plan, player)
        with acting_as(player.actor):
            assert plans_of(cast.dina_case, on=ON, by=player.actor, at=AT) == []
    with pytest.raises(Forbidden):
        begin(cast.case, outline=OUTLINE, on=ON, by=cast.berg.actor, at=AT)
    elsewhere = replace(cast.dina.actor, organisation_id=cast.other)
    with pytest.raises(Hidden):
        begin(cast.case, outline=OUTLINE, on=ON, by=elsewhere, at=AT)


def test_every_act_is_told(house: House, cast: Cast, journal: Journal) -> None:
    dina, by, nora = cast.dina, cast.dina.actor, leader(house, cast)
    event = begin(cast.dina_case, outline=OUTLINE, on=ON, by=by, at=AT)
    plan: UUID = event.plan_id
    assert journal.tells(event, by=dina, after=("deadlines.started",))
    told = tell_day(plan, fact="housed_on", told_on=ON, by=by, at=AT)
    assert journal.tells(told, by=dina, after=("deadlines.started",))
    goal = add_goal(plan, says="Sample goal", language="eng", by=by, at=AT)
    assert journal.tells(goal, by=dina)
    written = revise_goal(goal.goal_id, says="Sample", language="eng", version=1, by=by, at=AT)
    assert journal.tells(written, by=dina)
    assert journal.tells(end_goal(goal.goal_id, state=GoalState.LEFT, why="Sample", by=by, at=AT), by=dina)
    assert journal.tells(add_step(plan, says="Sample", doer=Doer.CLIENT, on=ON, by=by, at=AT), by=dina)
    visit, school, map_ = (step(plan, dina, name).id for name in ("visit", "school", "map"))
    later: dict[str, Any] = {
        "planned_on": ON,
        "reason": DelayWhy.OTHER,
        "why": "Sample",
        "on": ON,
        "by": by,
        "at": AT,
    }
    assert journal.tells(put_off_step(visit, version=1, **later), by=dina, after=("tasks.added",))
    done = finish_step(visit, done_on=ON, proof=SEEN, on=ON, version=2, by=by, at=AT)
    assert journal.tells(done, by=dina, after=("deadlines.met", "tasks.finished"))
    dropped = drop_step(map_, reason=DropWhy.OTHER, why="Sample", version=1, by=by, at=AT)
    assert journal.tells(dropped, by=dina)
    left = allow_exception(school, why="Sample", version=2, by=nora.actor, at=AT)
    assert journal.tells(left, by=nora, after=("deadlines.set_aside",))
    seen = review(plan, held_on=ON, says="Sample", next_on=None, on=ON, version=2, by=by, at=AT)
    assert journal.tells(seen, by=dina)
    closed = close(plan, reason=ClosingWhy.OTHER, why="Sample", on=ON, version=3, by=by, at=AT)
    assert journal.tells(closed, by=dina)
