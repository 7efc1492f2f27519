"""Lodging: complete as the pack asks, its clocks start, what it answers is met, and the case follows."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.applications.commands.evidence import take_evidence
from limen.domain.applications.names import ApplicationState, EvidenceState
from limen.domain.cases.names import Phase
from limen.domain.cases.queries.sheets import case_sheet
from limen.domain.deadlines.commands.starting import start
from limen.domain.deadlines.names import ClockState
from limen.domain.deadlines.queries.clocks import clocks_of
from limen.domain.procedure.commands.moving import begin
from limen.domain.procedure.queries.standing import standing_of
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.told import Journal, obstacles
from tests.lawbook import put_in_force
from tests.petitions import LAW, made, ready, seen, today


@pytest.fixture
def application(cast: Cast, nadia: UUID, now: datetime) -> UUID:
    return ready(cast, nadia, now)


def lodged(application: UUID, cast: Cast, now: datetime, **more: object) -> object:
    version = seen(application, cast.berg, now).card.version
    asked = {"lodged_on": today(now), "on": today(now), "version": version, "by": cast.berg.actor} | more
    return begin(application, at=now, **asked)  # type: ignore[arg-type]


def test_it_counts_and_the_case_stands_where_the_pack_says(
    application: UUID, cast: Cast, now: datetime
) -> None:
    by = cast.berg.actor
    start(
        cast.case, pack="atlantis", term="register", by=by, at=now,
        facts={"made_on": (today(now) - timedelta(days=3)).isoformat()},
    )  # fmt: skip
    lodged(application, cast, now)
    sheet = seen(application, cast.berg, now)
    assert (sheet.card.state, sheet.card.lodged_on) == (ApplicationState.LODGED, today(now))
    with acting_as(by):
        [stage] = standing_of(cast.case, by=by, at=now)
        clocks = {one.term: one.state for one in clocks_of(cast.case, by=by, at=now)}
        assert case_sheet(cast.case, by=by, at=now).phase is Phase.REGISTERED
    assert (stage.stage, stage.since_on, stage.is_now) == ("lodged", today(now), True)
    assert clocks == {"register": ClockState.MET, "decide": ClockState.RUNNING}


def test_a_clock_that_runs_already_is_left_alone(application: UUID, cast: Cast, now: datetime) -> None:
    start(
        cast.case, pack="atlantis", term="decide", facts={"made_on": "2026-01-05"}, by=cast.berg.actor, at=now
    )
    lodged(application, cast, now)
    with acting_as(cast.berg.actor):
        [clock] = clocks_of(cast.case, by=cast.berg.actor, at=now)
    assert clock.term == "decide"


def test_everything_that_is_missing_is_said_at_once(cast: Cast, nadia: UUID, now: datetime) -> None:
    put_in_force(cast, now, LAW)
    empty = made(cast, cast.berg, now)
    tomorrow = today(now) + timedelta(days=1)
    assert obstacles(
        lambda: begin(empty, lodged_on=tomorrow, on=today(now), version=1, by=cast.berg.actor, at=now)
    ) == {"people", "question:claim:reasons", "question:claim:alone", "evidence:paper", "lodged_on"}


def test_evidence_that_is_done_without_does_not_stand_in_the_way(
    application: UUID, cast: Cast, now: datetime
) -> None:
    by = cast.berg.actor
    take_evidence(application, item="paper", state=EvidenceState.NOT_ACCEPTED, words="x", by=by, at=now)
    version = seen(application, cast.berg, now).card.version
    assert obstacles(
        lambda: begin(application, lodged_on=today(now), on=today(now), version=version, by=by, at=now)
    ) == {"evidence:paper"}
    take_evidence(application, item="paper", state=EvidenceState.WAIVED, words="Burnt.", by=by, at=now)
    lodged(application, cast, now)
    assert seen(application, cast.berg, now).card.state is ApplicationState.LODGED


def test_it_is_lodged_once_and_as_it_was_looked_at(application: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Conflict):
        lodged(application, cast, now, version=1)
    lodged(application, cast, now)
    version = seen(application, cast.berg, now).card.version
    assert obstacles(
        lambda: begin(
            application, lodged_on=today(now), on=today(now), version=version, by=cast.costa.actor, at=now
        )
    ) == {"lodged"}


@pytest.mark.parametrize("name", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(name: str, application: UUID, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        lodged(application, cast, now, by=getattr(cast, name).actor)


@pytest.mark.parametrize("name", ["elio", "dina", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(name: str, application: UUID, cast: Cast, now: datetime) -> None:
    player = getattr(cast, name)
    with pytest.raises(Hidden):
        lodged(application, cast, now, by=player.actor)
    lodged(application, cast, now)
    with acting_as(player.actor):
        assert standing_of(cast.case, by=player.actor, at=now) == []


def test_it_says_what_happened(application: UUID, cast: Cast, now: datetime, journal: Journal) -> None:
    version = seen(application, cast.berg, now).card.version
    event = begin(
        application, lodged_on=today(now), on=today(now), version=version, by=cast.berg.actor, at=now
    )
    before = ("applications.lodged", "deadlines.started", "cases.phase_entered")
    assert journal.tells(event, by=cast.berg, after=before)
