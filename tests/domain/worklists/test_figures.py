"""Figures of a unit: kept with every act, as the list says, for those who allocate and nobody else."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.commands.assigning import assign, unassign
from limen.domain.cases.names import Part, Phase
from limen.domain.worklists.names import Question
from limen.domain.worklists.queries.figures import Figures, fold_figures, unit_figures
from limen.domain.worklists.queries.lists import worklist
from limen.foundation.refusals import Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.jobs.nights import as_worker
from tests.workspaces.acting import ask, more_cases

ON = date(2026, 11, 4)  # a Wednesday


def _figures(cast: Cast, player: Player | None = None, on: date = ON) -> Figures:
    who = player or cast.costa
    with acting_as(who.actor):
        return unit_figures(cast.unit, on=on, by=who.actor)


def test_figures_follow_every_change(cast: Cast, house: House, now: datetime) -> None:
    before = _figures(cast)
    assert (before.open, before.unassigned, before.no_clock) == (2, 1, 2)
    assert [(load.name, load.count) for load in before.loads] == [("Berg", 1)]
    given = assign(cast.other_case, member_id=cast.berg.id, part=Part.LEAD, why="load",
                   by=cast.costa.actor, at=now)  # fmt: skip
    assert [(one.unassigned, one.loads[0].count) for one in (_figures(cast),)] == [(0, 2)]
    unassign(given.assignment_id, by=cast.costa.actor, at=now)
    assert _figures(cast) == before
    ask(house, "update cases_case set phase = 'decided' where id = %s", cast.case)
    today = ask(house, "select current_date")[0][0]
    after = _figures(cast, on=today)
    assert dict(after.phases)[Phase.DECIDED] == 1
    assert after.weeks[0].decided == 1
    ask(house, "update cases_case set phase = 'closed' where id = %s", cast.case)
    assert _figures(cast).open == 1


def test_days_fall_into_this_week_and_next(cast: Cast, house: House) -> None:
    more_cases(house, cast.authority, cast.unit, 8)
    days = ["2026-11-03", "2026-11-04", "2026-11-08", "2026-11-09", "2026-11-15", "2026-11-16", "2027-01-01"]
    rows = ask(house, "select id from worklists_row where unit_id = %s and reference like 'N-%%' order by id",
               cast.unit)  # fmt: skip
    for (case,), day in zip(rows, days, strict=False):
        ask(house, "update worklists_row set due_order = %s where id = %s", day, case)
    found = _figures(cast)
    assert (found.late, found.this_week, found.next_week, found.later, found.no_clock) == (1, 2, 2, 2, 3)


def test_ages_and_weeks(cast: Cast, house: House) -> None:
    ask(house, "update cases_case set opened_on = '2026-11-02' where id = %s", cast.case)
    ask(house, "update cases_case set opened_on = '2024-01-02' where id = %s", cast.other_case)
    found = _figures(cast)
    assert dict(found.ages) == {3: 1, 6: 0, 12: 0, 24: 0, None: 1}
    assert [(week.begins, week.came_in) for week in found.weeks[:2]] == [
        (date(2026, 11, 2), 1), (date(2026, 10, 26), 0),
    ]  # fmt: skip


def test_they_say_the_same_as_the_list(cast: Cast, house: House, now: datetime) -> None:
    """After many changes, folded in between, and folded again."""
    more_cases(house, cast.authority, cast.unit, 60)
    ask(house, "update cases_case set phase = (array['registered', 'examination', 'final', 'closed'])"
        "[1 + abs(hashtext(reference)) %% 4] where unit_id = %s", cast.unit)  # fmt: skip
    with as_worker(house):
        assert fold_figures() > 0
    ask(house, "update cases_case set phase = 'examination' where phase = 'registered' and unit_id = %s",
        cast.unit)  # fmt: skip
    found = _figures(cast)
    with as_worker(house):
        fold_figures()
        assert fold_figures() == 0
    assert _figures(cast) == found
    with acting_as(cast.costa.actor):
        page = worklist(Question(unit_id=cast.unit), by=cast.costa.actor, at=now, at_most=500)
    assert dict(found.phases) == Counter(card.phase for card in page.cards)
    assert found.unassigned == sum(not card.holders for card in page.cards)


def test_a_restricted_case_is_in_no_number_but_a_rounded_one(cast: Cast, house: House) -> None:
    ask(house, "update cases_case set is_restricted = true where id = %s", cast.case)
    found = _figures(cast)
    assert (found.open, found.loads, found.restricted) == (1, (), None)
    more_cases(house, cast.authority, cast.unit, 12)
    ask(house, "update cases_case set is_restricted = true where unit_id = %s", cast.unit)
    assert (_figures(cast).open, _figures(cast).restricted) == (0, 10)


def test_figures_tell_nobody_of_a_wall_of_their_own(cast: Cast, house: House, now: datetime) -> None:
    ask(house, "insert into cases_wall (id, case_id, member_id, ground, why, raised_by_id, since_at)"
        " values (gen_random_uuid(), %s, %s, 'family', '', %s, %s)",
        cast.case, cast.costa.id, cast.grit.id, now)  # fmt: skip
    found = _figures(cast)
    assert (found.open, found.loads) == (1, ())
    assert sum(week.came_in for week in _figures(cast, on=now.date() + timedelta(days=1)).weeks) <= 1


def test_nobody_else_is_told(cast: Cast, now: datetime) -> None:
    others = (
        cast.berg,
        cast.farah,
        cast.grit,
        cast.hana,
        cast.ivo,
        cast.jun,
        cast.lena,
        cast.dina,
        cast.elio,
    )
    for player in (*others, cast.sami):
        with pytest.raises(Hidden):
            _figures(cast, player)
        with acting_as(player.actor), connection.cursor() as cursor:
            cursor.execute("select * from access.figures_of(%s)", [cast.unit])
            assert cursor.fetchall() == [], player.login


def test_it_asks_two_questions_however_many_cases_there_are(cast: Cast, house: House) -> None:
    more_cases(house, cast.authority, cast.unit, 300)
    with acting_as(cast.costa.actor), CaptureQueriesContext(connection) as asked:
        unit_figures(cast.unit, on=ON, by=cast.costa.actor)
    assert len(asked) == 2
