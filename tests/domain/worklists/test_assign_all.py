"""A whole list given to somebody in one act: a line in each case; what stood against it left out and said."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.names import Part
from limen.domain.worklists import rules
from limen.domain.worklists.commands.assigning import assign_all
from limen.domain.worklists.events import AllAssigned
from limen.domain.worklists.names import Question, Whose
from limen.foundation.refusals import Forbidden, Hidden
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.told import obstacles
from tests.workspaces.acting import ask, more_cases


def _give(cast: Cast, now: datetime, *, to: Player | None = None, by: Player | None = None,
          question: Question | None = None, expected: int | None = None,
          why: str = "load") -> AllAssigned:  # fmt: skip
    return assign_all(
        question or Question(unit_id=cast.unit), asked="", member_id=(to or cast.farah).id, part=Part.LEAD,
        why=why, expected=expected, by=(by or cast.costa).actor, at=now,
    )  # fmt: skip


def _held(house: House, who: Player) -> set[UUID]:
    rows = ask(
        house, "select case_id from cases_assignment where member_id = %s and until_at is null", who.id
    )
    return {row[0] for row in rows}


def test_every_case_of_the_list_is_given_with_a_line_in_each(cast: Cast, house: House, now: datetime) -> None:
    more_cases(house, cast.authority, cast.unit, 1200)
    said = _give(cast, now, expected=1202)
    assert (said.count, said.left_out) == (1202, 0)
    assert len(_held(house, cast.farah)) == 1202
    lines = "select count(*), count(distinct act_id) from journal_entry where kind = %s and by_id = %s"
    assert ask(house, lines, "cases.assigned_together", cast.costa.id) == [(1202, 1)]
    rows = ask(house, "select count(*) from worklists_row where holders @> array[%s::uuid]", cast.farah.id)
    assert rows == [(1202,)]


def test_it_takes_as_many_statements_for_many_as_for_few(cast: Cast, house: House, now: datetime) -> None:
    """And the row of each case is made once for all of them, together."""
    taken = []
    for more, whom in ((1, cast.farah), (1500, cast.hana)):
        more_cases(house, cast.authority, cast.unit, more)
        with CaptureQueriesContext(connection) as asked:
            said = _give(cast, now, to=whom)
        taken.append((said.count, len(asked)))
    assert [count for count, _ in taken] == [3, 1503]
    assert len({number for _, number in taken}) == 1, taken
    wrong = "select access.renew_worklist_rows(array(select id from cases_case where unit_id = %s))"
    assert ask(house, wrong, cast.unit) == [(0,)], "nothing to put right"


def test_walls_what_is_held_and_what_somebody_else_changes_are_left_out(
    cast: Cast, house: House, now: datetime
) -> None:
    more_cases(house, cast.authority, cast.unit, 3)
    assert _give(cast, now, to=cast.grit).walled == 1
    assert cast.case not in _held(house, cast.grit)
    again = _give(cast, now, to=cast.berg)
    assert (again.count, again.assigned, again.left_out) == (4, 1, 1)
    with psycopg.connect(house.admin_dsn) as other:
        other.execute("select 1 from cases_case where id = %s for update", [cast.other_case])
        said = _give(cast, now, to=cast.farah)
        assert (said.count, said.away) == (4, 1)


def test_the_list_is_what_was_asked_for(cast: Cast, house: House, now: datetime) -> None:
    said = _give(cast, now, question=Question(unit_id=cast.unit, whose=Whose.NOBODY))
    assert said.count == 1
    assert _held(house, cast.farah) == {cast.other_case}


def test_restricted_cases_and_those_of_others_are_never_given(
    cast: Cast, house: House, now: datetime
) -> None:
    ask(house, "update cases_case set is_restricted = true where id = %s", cast.case)
    assert _give(cast, now).count == 1
    assert obstacles(lambda: _give(cast, now, by=cast.elio)) == {"nothing"}
    with pytest.raises(Hidden):
        _give(cast, now, to=cast.elio)
    for player in (cast.berg, cast.farah, cast.hana, cast.ivo):
        with pytest.raises(Forbidden):
            _give(cast, now, by=player)
    assert _held(house, cast.farah) == {cast.other_case}


def test_it_is_refused_without_a_reason_too_long_empty_or_changed(
    cast: Cast, house: House, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert obstacles(lambda: _give(cast, now, why=" ")) == {"why"}
    assert obstacles(lambda: _give(cast, now, expected=7)) == {"changed"}
    nothing = Question(unit_id=cast.unit, language="tir")
    assert obstacles(lambda: _give(cast, now, question=nothing)) == {"nothing"}
    monkeypatch.setattr(rules, "ASSIGNED_AT_MOST", 1)
    assert obstacles(lambda: _give(cast, now)) == {"far_too_many"}
    assert _held(house, cast.farah) == set()
