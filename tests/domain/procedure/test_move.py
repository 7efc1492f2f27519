"""Moving: by the moves of the pack alone, past conditions that the file or a person answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from limen.domain.applications.names import ApplicationState
from limen.domain.cases.names import Phase
from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.deadlines.commands.starting import start
from limen.domain.deadlines.names import ClockState
from limen.domain.deadlines.queries.clocks import clocks_of
from limen.domain.procedure.commands.moving import begin, move
from limen.domain.procedure.events import Moved
from limen.domain.procedure.queries.standing import StageCard, stages_of, ways_on
from limen.domain.procedure.rules import phase_of
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.told import Journal, obstacles
from tests.petitions import ready, seen, today


@pytest.fixture
def application(cast: Cast, nadia: UUID, now: datetime) -> UUID:
    """Lodged today."""
    found = ready(cast, nadia, now)
    version = seen(found, cast.berg, now).card.version
    begin(found, lodged_on=today(now), on=today(now), version=version, by=cast.berg.actor, at=now)
    return found


def stages(application: UUID, cast: Cast, at: datetime) -> list[StageCard]:
    with acting_as(cast.berg.actor):
        return stages_of(application, by=cast.berg.actor, at=at)


def moved(application: UUID, cast: Cast, now: datetime, act: str, to: str, **more: Any) -> Moved:
    asked: dict[str, Any] = {
        "stage_id": stages(application, cast, now)[0].id, "moved_on": today(now), "on": today(now),
        "by": cast.berg.actor,
    }  # fmt: skip
    return move(application, act=act, to=to, at=now + timedelta(seconds=1), **(asked | more))


def phase(cast: Cast, now: datetime) -> Phase:
    with acting_as(cast.berg.actor):
        return case_sheet(cast.case, by=cast.berg.actor, at=now).phase


def clocks(cast: Cast, now: datetime) -> dict[str, tuple[UUID, ClockState]]:
    with acting_as(cast.berg.actor):
        found = clocks_of(cast.case, by=cast.berg.actor, at=now)
    return {one.term: (one.id, one.state) for one in found}


def test_the_case_moves_and_its_phase_follows(application: UUID, cast: Cast, now: datetime) -> None:
    moved(application, cast, now, "examine", "examined")
    later = now + timedelta(minutes=1)
    decide, _state = clocks(cast, later)["decide"]
    moved(
        application,
        cast,
        later,
        "decide",
        "decided",
        confirmed={"reasons_given": "In part 4."},
        meets=[decide],
    )
    assert phase(cast, later) is Phase.DECIDED
    assert clocks(cast, later)["decide"] == (decide, ClockState.MET)
    history = stages(application, cast, later + timedelta(minutes=1))
    assert [(one.stage, one.is_now) for one in history] == [
        ("decided", True), ("examined", False), ("lodged", False),
    ]  # fmt: skip
    assert history[0].confirmed == (("reasons_given", "In part 4."),)


def test_a_clock_that_is_not_ticked_runs_on(application: UUID, cast: Cast, now: datetime) -> None:
    moved(application, cast, now, "examine", "examined")
    moved(application, cast, now + timedelta(minutes=1), "decide", "decided",
          confirmed={"reasons_given": "x"})  # fmt: skip
    assert clocks(cast, now)["decide"][1] is ClockState.RUNNING


@pytest.mark.parametrize(
    ("act", "to", "code"),
    [
        ("decide", "decided", {"phase"}),
        ("examine", "decided", {"phase"}),
        ("fly", "examined", {"phase"}),
        ("withdraw", "withdrawn", {"gate:withdrawal_in_writing"}),
    ],
)
def test_what_does_not_lead_on_and_what_nobody_confirmed_is_refused(
    act: str, to: str, code: set[str], application: UUID, cast: Cast, now: datetime
) -> None:
    assert obstacles(lambda: moved(application, cast, now, act, to)) == code
    assert phase(cast, now) is Phase.REGISTERED


def test_a_condition_that_the_file_answers_cannot_be_confirmed_away(
    application: UUID, cast: Cast, now: datetime
) -> None:
    moved(application, cast, now, "examine", "examined")
    later = now + timedelta(minutes=1)
    moved(application, cast, later, "decide", "decided", confirmed={"reasons_given": "x"})
    said = {"appeal_period_over": "Surely."}
    last = later + timedelta(minutes=1)
    assert obstacles(lambda: moved(application, cast, last, "become_final", "final", confirmed=said)) == {
        "gate:appeal_period_over"
    }
    served = (today(now) - timedelta(days=30)).isoformat()
    start(cast.case, pack="atlantis", term="appeal", facts={"served_on": served}, by=cast.berg.actor, at=last)
    moved(application, cast, last, "become_final", "final")
    assert phase(cast, last) is Phase.FINAL


def test_the_day_lies_between_the_last_stage_and_today(application: UUID, cast: Cast, now: datetime) -> None:
    for days in (1, -1):
        day = today(now) + timedelta(days=days)
        act = partial(moved, application, cast, now, "examine", "examined", moved_on=day)
        assert obstacles(act) == {"moved_on"}


def test_a_move_that_is_no_longer_the_law_is_not_offered(
    application: UUID, cast: Cast, now: datetime
) -> None:
    moved(application, cast, now, "examine", "examined")
    later = now + timedelta(minutes=1)
    with acting_as(cast.berg.actor):
        sheet = seen(application, cast.berg, later)
        ways = ways_on(sheet, "examined", on=today(later), by=cast.berg.actor, at=later)
    assert [way.move.act for way in ways] == ["decide"]
    assert obstacles(lambda: moved(application, cast, later, "go_back", "lodged")) == {"law"}


def test_of_two_who_move_at_once_the_second_is_told(application: UUID, cast: Cast, now: datetime) -> None:
    before = stages(application, cast, now)[0].id
    moved(application, cast, now, "examine", "examined")
    with pytest.raises(Conflict) as conflict:
        moved(application, cast, now, "examine", "examined", stage_id=before, by=cast.costa.actor)
    assert conflict.value.theirs.says == "Being examined"


def test_an_applicant_who_withdraws_ends_their_application(
    application: UUID, cast: Cast, now: datetime
) -> None:
    moved(application, cast, now, "withdraw", "withdrawn", confirmed={"withdrawal_in_writing": "Letter 7."})
    assert seen(application, cast.berg, now).card.state is ApplicationState.WITHDRAWN
    assert phase(cast, now) is Phase.CLOSED


@pytest.mark.parametrize("name", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(name: str, application: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        moved(application, cast, now, "examine", "examined", by=getattr(cast, name).actor)


@pytest.mark.parametrize("name", ["elio", "dina", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(name: str, application: UUID, cast: Cast, now: datetime) -> None:
    player = getattr(cast, name)
    with pytest.raises(Hidden):
        moved(application, cast, now, "examine", "examined", by=player.actor)
    with acting_as(player.actor):
        assert stages_of(application, by=player.actor, at=now) == []


def test_it_says_what_happened(application: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    event = moved(application, cast, now, "examine", "examined")
    assert journal.tells(event, by=cast.berg, after=("cases.phase_entered",))


def test_a_case_is_as_far_as_the_application_that_is_least_far() -> None:
    assert phase_of(["final", "examination", "decided"]) is Phase.EXAMINATION
    assert phase_of(["closed", "final"]) is Phase.FINAL
    assert phase_of([]) is None
