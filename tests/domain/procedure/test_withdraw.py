"""Withdrawing, in words and by conduct: what the officer is told first, and what happens to the clocks."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.applications.names import ApplicationState
from limen.domain.deadlines.commands.starting import start
from limen.domain.deadlines.names import ClockState
from limen.domain.deadlines.queries.clocks import clocks_of
from limen.domain.procedure.commands.moving import begin, move
from limen.domain.procedure.events import Moved
from limen.domain.procedure.queries.running import still_running
from limen.domain.procedure.queries.standing import move_of, stages_of
from limen.domain.procedure.queries.withdrawing import Withdrawing, withdrawing
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.told import obstacles
from tests.lawbook import TERMS
from tests.petitions import LAW, OUTCOMES, PROCEDURE, ready, seen, today

MOVES = """\
      - {from: lodged, to: silent, act: conclude, says: Conclude from silence,
         since: 2020-01-01, source: "Act, section 10", certainty: verified}
      - {from: silent, to: examined, act: reopen, says: Open again, needs: [reopening_in_time],
         since: 2020-01-01, source: "Act, section 11", certainty: verified}
"""
WITHDRAWALS = """
said:
  says: Taken back
  by: applicant
  procedures: [shelter]
  acts: [withdraw]
  decision: shelter_ended
  since: 2020-01-01
  source: "Act, section 9"
  certainty: verified
  consequences:
    final: {says: It is final., since: 2020-01-01, source: "Act, section 9(2)", certainty: secondary}
    later: {says: Not yet law., since: 2999-01-01, source: "Act, section 9(3)", certainty: verified}
silence:
  says: Taken back by silence
  by: conduct
  procedures: [shelter]
  acts: [conclude]
  heard_first: answer
  reopened_within: ask_again
  reopened_by: [reopen]
  since: 2020-01-01
  source: "Act, section 10"
  certainty: verified
"""
MORE_TERMS = """
answer:
  says: Say why you did not come
  for: applicant
  effect: limit
  runs_from: served_on
  counted_by: city
  values: [{since: 2020-01-01, value: 5 days, source: "Act, section 10", certainty: verified}]
ask_again:
  says: Ask that it is opened again
  for: applicant
  effect: limit
  runs_from: served_on
  counted_by: city
  values: [{since: 2020-01-01, value: 3 months, source: "Act, section 11", certainty: verified}]
"""
ENDED = """
shelter_ended: {says: Ended, kind: withdrawn, since: 2020-01-01, source: "Act, 9", certainty: verified}
"""
WITH = LAW | {
    "atlantis/procedure.yaml": PROCEDURE.replace(
        "needs: [withdrawal_in_writing],", "needs: [withdrawal_in_writing], closes: [decide],"
    ).replace("    moves:\n", "      silent: {says: Silent, phase: examination}\n    moves:\n" + MOVES),
    "atlantis/outcomes.yaml": OUTCOMES + ENDED,
    "atlantis/withdrawals.yaml": WITHDRAWALS,
    "atlantis/terms/all.yaml": TERMS + MORE_TERMS,
}


@pytest.fixture
def application(cast: Cast, nadia: UUID, now: datetime) -> UUID:
    """Lodged today, by a law that says what withdrawing means."""
    found = ready(cast, nadia, now, law=WITH)
    version = seen(found, cast.berg, now).card.version
    begin(found, lodged_on=today(now), on=today(now), version=version, by=cast.berg.actor, at=now)
    return found


def told(application: UUID, cast: Cast, now: datetime, act: str, to: str) -> Withdrawing | None:
    sheet = seen(application, cast.berg, now)
    way = move_of(sheet, "lodged", act, to)
    assert way is not None
    with acting_as(cast.berg.actor):
        return withdrawing(sheet, way, on=today(now), by=cast.berg.actor, at=now)


def go(application: UUID, cast: Cast, now: datetime, act: str, to: str, **confirmed: str) -> Moved:
    with acting_as(cast.berg.actor):
        stage = stages_of(application, by=cast.berg.actor, at=now)[0].id
    return move(
        application, stage_id=stage, act=act, to=to, moved_on=today(now), confirmed=confirmed, on=today(now),
        by=cast.berg.actor, at=now + timedelta(seconds=1),
    )  # fmt: skip


def run(cast: Cast, now: datetime, term: str, days_ago: int) -> None:
    facts = {"served_on": (today(now) - timedelta(days=days_ago)).isoformat()}
    start(cast.case, pack="atlantis", term=term, facts=facts, by=cast.berg.actor, at=now)


def states(cast: Cast, now: datetime) -> dict[str, ClockState]:
    with acting_as(cast.berg.actor):
        return {one.term: one.state for one in clocks_of(cast.case, by=cast.berg.actor, at=now)}


def test_what_follows_is_told_with_its_source_and_happens_so(
    application: UUID, cast: Cast, now: datetime
) -> None:
    run(cast, now, "appeal", 0)
    found = told(application, cast, now, "withdraw", "withdrawn")
    assert found is not None
    assert [one.term for one in found.ending] == ["decide"]
    assert "appeal" in [one.term for one in found.running_on]
    assert found.decision is not None
    assert (found.decision.says, found.decision.source) == ("Ended", "Act, 9")
    assert found.remedy is found.reopening is None
    assert [(one.says, one.source) for one in found.consequences] == [("It is final.", "Act, section 9(2)")]
    go(application, cast, now, "withdraw", "withdrawn", withdrawal_in_writing="Letter of today.")
    later = now + timedelta(minutes=1)
    assert states(cast, later)["decide"] is ClockState.SET_ASIDE
    assert states(cast, later)["appeal"] is ClockState.RUNNING
    sheet = seen(application, cast.berg, later)
    assert sheet.card.state is ApplicationState.WITHDRAWN
    with acting_as(cast.berg.actor):
        assert "decide" not in {one.clock.term for one in still_running(sheet, by=cast.berg.actor, at=later)}


def test_a_move_that_withdraws_nothing_has_no_such_consequences(
    application: UUID, cast: Cast, now: datetime
) -> None:
    assert told(application, cast, now, "examine", "examined") is None


def test_nobody_is_silent_before_they_were_asked(application: UUID, cast: Cast, now: datetime) -> None:
    def conclude() -> Moved:
        return go(application, cast, now, "conclude", "silent")

    assert obstacles(conclude) == {"heard_first"}
    run(cast, now, "answer", 2)
    found = told(application, cast, now, "conclude", "silent")
    assert found is not None
    assert found.hearings[0].clock is not None
    assert str(found.hearings[0].term.value.value if found.hearings[0].term.value else "") == "5 days"
    assert obstacles(conclude) == {"heard_first"}, "the time to answer runs"


def test_silence_is_concluded_after_the_time_and_opened_again_within_its_own(
    application: UUID, cast: Cast, now: datetime
) -> None:
    run(cast, now, "answer", 20)
    found = told(application, cast, now, "conclude", "silent")
    assert found is not None
    assert found.reopening is not None
    assert found.reopening.term.says == "Ask that it is opened again"
    go(application, cast, now, "conclude", "silent")
    later = now + timedelta(minutes=1)
    assert seen(application, cast.berg, later).card.state is ApplicationState.LODGED
    assert obstacles(lambda: go(application, cast, later, "reopen", "examined")) == {"gate:reopening_in_time"}
    run(cast, later, "ask_again", 1)
    assert go(application, cast, later, "reopen", "examined").stage == "examined"


def test_a_reopening_that_comes_too_late_is_refused(application: UUID, cast: Cast, now: datetime) -> None:
    run(cast, now, "answer", 200)
    go(application, cast, now, "conclude", "silent")
    later = now + timedelta(minutes=1)
    run(cast, later, "ask_again", 180)
    assert obstacles(lambda: go(application, cast, later, "reopen", "examined")) == {"gate:reopening_in_time"}
