"""Limits that ran out: an alarm, once, by the system, in the compartment of the clock; and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.cases.queries.timeline import timeline
from limen.domain.deadlines.commands.closing import meet, rule_again
from limen.domain.deadlines.commands.stopping import stop
from limen.domain.deadlines.events import Missed
from limen.domain.deadlines.queries.clocks import clock_sheet
from limen.domain.identity.names import Compartment
from limen.foundation.journal.verifying import verify_database
from limen.foundation.journal.writing import canonical, split
from limen.foundation.rows import acting_as
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast, clear
from tests.conftest import House
from tests.jobs.nights import by_hand, clock_of, lines_of, noticed, reckoned, row_of, rows
from tests.lawbook import FILES, changed, put_in_force

TERMS = "atlantis/terms/all.yaml"
THE_NIGHT_AFTER = datetime(2026, 11, 18, 2, 15, tzinfo=UTC)


def test_it_is_noticed_once_and_changes_nothing_else(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    before, [phase] = row_of(house, clock), rows(house, "select * from cases_case where id = %s", cast.case)
    assert reckoned(house, THE_NIGHT_AFTER).missed >= 1
    assert row_of(house, clock) == before | {"missed_at": THE_NIGHT_AFTER}
    assert rows(house, "select * from cases_case where id = %s", cast.case) == [phase]
    [line] = lines_of(house, clock)
    reckoned(house, THE_NIGHT_AFTER)
    noticed(house, THE_NIGHT_AFTER + timedelta(days=3))
    assert lines_of(house, clock) == [line]
    assert row_of(house, clock)["missed_at"] == THE_NIGHT_AFTER


def test_the_line_is_the_systems_and_says_what_the_event_says(
    house: House, cast: Cast, now: datetime
) -> None:
    says = 'Für "Amina" \\ 中文'
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    by_hand(house, "update deadlines_clock set term_says = %s where id = %s", says, clock)
    noticed(house, THE_NIGHT_AFTER)
    [line] = lines_of(house, clock)
    event = Missed(case_id=cast.case, clock_id=clock, term_says=says, due_on=date(2026, 11, 17))
    facts, personal = split(event)
    assert (line["facts"], personal) == (canonical(facts), [])
    assert (line["by_id"], line["by_system"], line["session_id"]) == (None, "Limen", None)
    assert (line["case_id"], line["organisation_id"]) == (cast.case, cast.authority)
    assert (line["compartment"], line["at"]) == ("general", THE_NIGHT_AFTER)
    with acting_as(cast.berg.actor):
        told = timeline(cast.case, by=cast.berg.actor, at=now)[0]
    assert told.by == "Limen"
    assert "ran out on 17 November 2026" in told.says


def test_the_journal_is_still_sound(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    clock_of(cast, cast.berg, now, about="the second child")
    noticed(house, THE_NIGHT_AFTER)
    stop_day = date(2026, 11, 20)
    meet(clock, met_on=stop_day, on=stop_day, version=1, by=cast.berg.actor, at=now)
    verdict = verify_database(house.dsn(DatabaseRole.BACKUP), case=cast.case)
    assert (verdict.is_sound, verdict.lines) == (True, 5)


def test_in_a_compartment_the_line_stays_inside(house: House, cast: Cast, now: datetime) -> None:
    costa = clear(house.admin_dsn, cast.costa, "trafficking")
    put_in_force(cast, now)
    clock = clock_of(cast, costa, now, compartment=Compartment.TRAFFICKING)
    noticed(house, THE_NIGHT_AFTER)
    assert [line["compartment"] for line in lines_of(house, clock)] == ["trafficking"]
    for player, seen in ((costa, 1), (cast.berg, 0)):
        with acting_as(player.actor):
            lines = timeline(cast.case, by=player.actor, at=now)
        assert sum(line.kind == Missed.kind for line in lines) == seen


def test_the_last_day_belongs_to_the_limit(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    noticed(house, datetime(2026, 11, 17, 23, 59, 59, tzinfo=UTC))
    assert row_of(house, clock)["missed_at"] is None
    noticed(house, datetime(2026, 11, 18, tzinfo=UTC))
    assert row_of(house, clock)["missed_at"] is not None


@pytest.mark.parametrize(
    ("zone", "over"),
    [
        ("Pacific/Kiritimati", datetime(2026, 11, 17, 10, tzinfo=UTC)),
        ("Pacific/Honolulu", datetime(2026, 11, 18, 10, tzinfo=UTC)),
    ],
)
def test_a_day_ends_where_the_calendar_is(
    zone: str, over: datetime, house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now, changed("calendars/city.yaml", "zone: UTC", f"zone: {zone}"))
    clock = clock_of(cast, cast.berg, now)
    assert row_of(house, clock)["due_on"] == date(2026, 11, 17)
    noticed(house, over - timedelta(seconds=1))
    assert row_of(house, clock)["missed_at"] is None
    noticed(house, over)
    assert row_of(house, clock)["missed_at"] == over


def test_hours_run_out_at_their_hour(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now, term="prints", facts={"taken_at": "2026-11-10T09:30"})
    due_at = datetime(2026, 11, 13, 10, tzinfo=UTC)
    assert row_of(house, clock)["due_at"] == due_at
    noticed(house, due_at - timedelta(seconds=1))
    assert row_of(house, clock)["missed_at"] is None
    noticed(house, due_at)
    assert row_of(house, clock)["missed_at"] == due_at
    [line] = lines_of(house, clock)
    assert '"due_on":"2026-11-13"' in line["facts"]


def test_who_is_late_is_late(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    noticed(house, THE_NIGHT_AFTER)
    on = date(2026, 11, 19)
    with acting_as(cast.berg.actor):
        sheet = clock_sheet(clock, by=cast.berg.actor, at=now)
        assert sheet.clock.is_missed
    assert meet(clock, met_on=on, on=on, version=sheet.version, by=cast.berg.actor, at=now).was_late
    assert row_of(house, clock)["missed_at"] == THE_NIGHT_AFTER


def test_a_later_day_can_be_missed_again(house: House, cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    noticed(house, THE_NIGHT_AFTER)
    put_in_force(cast, now, changed(TERMS, "value: 5 days", "value: 9 days"))
    rule_again(clock, version=1, by=cast.berg.actor, at=now)
    assert row_of(house, clock)["missed_at"] is None
    noticed(house, THE_NIGHT_AFTER)
    assert len(lines_of(house, clock)) == 1
    noticed(house, datetime(2026, 11, 20, 1, tzinfo=UTC))
    assert len(lines_of(house, clock)) == 2


def _stopped(cast: Cast, now: datetime) -> UUID:
    clock, day = clock_of(cast, cast.berg, now, term="decide"), date(2026, 11, 12)
    stop(clock, cause="postponed", since_on=day, on=day, version=1, by=cast.berg.actor, at=now)
    return clock


def _met(cast: Cast, now: datetime) -> UUID:
    clock, day = clock_of(cast, cast.berg, now), date(2026, 11, 12)
    meet(clock, met_on=day, on=day, version=1, by=cast.berg.actor, at=now)
    return clock


@pytest.mark.parametrize("prepare", [_stopped, _met])
def test_what_stands_still_or_was_done_is_never_missed(
    prepare: object, house: House, cast: Cast, now: datetime
) -> None:
    put_in_force(cast, now)
    clock = prepare(cast, now)  # type: ignore[operator]
    noticed(house, datetime(2040, 1, 1, tzinfo=UTC))
    assert lines_of(house, clock) == []


def test_only_a_limit_is_missed(house: House, cast: Cast, now: datetime) -> None:
    """A target is wished for, and the first day on which something may be done is no deadline."""
    files = FILES | {TERMS: FILES[TERMS].replace("effect: limit", "effect: target", 1)}
    put_in_force(cast, now, files)
    target, limit = clock_of(cast, cast.berg, now), clock_of(cast, cast.berg, now, term="decide")
    noticed(house, datetime(2027, 12, 1, tzinfo=UTC))
    assert (len(lines_of(house, target)), len(lines_of(house, limit))) == (0, 1)


def test_a_law_that_cannot_be_read_hides_no_alarm(house: House, cast: Cast, now: datetime) -> None:
    """Then a day is over when it is over everywhere on earth."""
    put_in_force(cast, now)
    clock = clock_of(cast, cast.berg, now)
    by_hand(house, "update deadlines_clock set calendar = 'moon' where id = %s", clock)
    noticed(house, datetime(2026, 11, 18, 11, 59, tzinfo=UTC))
    assert row_of(house, clock)["missed_at"] is None
    noticed(house, datetime(2026, 11, 18, 12, tzinfo=UTC))
    assert row_of(house, clock)["missed_at"] is not None
