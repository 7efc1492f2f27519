"""Worklists: rows kept true in the transaction of a change, filtered, in every order, paged by key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.cases.commands.assigning import assign, unassign
from limen.domain.cases.names import Part, Phase
from limen.domain.deadlines.commands.starting import start
from limen.domain.identity.names import Compartment
from limen.domain.worklists.commands.filters import drop_filter, save_filter, see_news
from limen.domain.worklists.names import Question, SortedBy, Whose
from limen.domain.worklists.queries.filters import filters_for
from limen.domain.worklists.queries.lists import WorkCard, WorkPage, count_of, worklist
from limen.domain.worklists.queries.news import news
from limen.foundation.refusals import Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.told import Journal, obstacles
from tests.lawbook import put_in_force
from tests.workspaces.acting import ask, more_cases


def _list(player: Player, question: Question, at: datetime) -> list[WorkCard]:
    with acting_as(player.actor):
        return list(worklist(question, by=player.actor, at=at).cards)


def _row(cast: Cast, at: datetime, case_id: UUID) -> WorkCard:
    cards = _list(cast.costa, Question(unit_id=cast.unit), at)
    return next(card for card in cards if card.case_id == case_id)


def _whole(player: Player, question: Question, at: datetime) -> Iterator[WorkPage]:
    after = None
    while True:
        with acting_as(player.actor):
            page = worklist(question, by=player.actor, at=at, after=after)
        yield page
        if page.after is None:
            return
        after = page.after


def test_a_row_follows_assignments_clocks_and_acts(cast: Cast, now: datetime) -> None:
    put_in_force(cast, now)
    assert _row(cast, now, cast.other_case).holders == ()
    given = assign(cast.other_case, member_id=cast.farah.id, part=Part.LEAD, why="load",
                   by=cast.costa.actor, at=now)  # fmt: skip
    assert _row(cast, now, cast.other_case).holders == ("Farah",)
    unassign(given.assignment_id, by=cast.costa.actor, at=now + timedelta(minutes=1))
    row = _row(cast, now, cast.other_case)
    assert (row.holders, row.last_act_at, row.due_on) == ((), now + timedelta(minutes=1), None)
    clock = start(cast.other_case, pack="atlantis", term="decide", facts={"made_on": now.date().isoformat()},
                  by=cast.costa.actor, at=now)  # fmt: skip
    row = _row(cast, now, cast.other_case)
    assert row.due_clock == clock.clock_id


def test_nothing_in_a_compartment_shows_in_a_row(cast: Cast, now: datetime, house: House) -> None:
    """Neither that a clock runs there nor that something happened."""
    put_in_force(cast, now)
    costa = clear(house.admin_dsn, cast.costa, "gbv")
    before = _row(cast, now, cast.case)
    start(cast.case, pack="atlantis", term="decide", facts={"made_on": now.date().isoformat()},
          compartment=Compartment.GBV, by=costa.actor, at=now)  # fmt: skip
    assert _row(cast, now, cast.case) == before
    assert ask(house, "select count(*) from deadlines_clock where case_id = %s", cast.case) == [(1,)]


def test_a_row_is_for_whoever_reads_the_file(cast: Cast, now: datetime) -> None:
    """Farah knows that there are cases, and no more; Grit is walled off from one."""
    unit = Question(unit_id=cast.unit)
    assert _list(cast.farah, unit, now) == []
    assert {card.case_id for card in _list(cast.costa, unit, now)} == {cast.case, cast.other_case}
    assert {card.case_id for card in _list(cast.grit, unit, now)} == {cast.other_case}
    for player in (cast.elio, cast.ivo, cast.dina, cast.hana):
        assert _list(player, unit, now) == []
    assert {card.case_id for card in _list(cast.berg, Question(unit_id=None), now)} == {cast.case}


def test_filters(cast: Cast, now: datetime, house: House) -> None:
    ask(house, "update cases_case set phase = 'decided' where id = %s", cast.other_case)
    ask(house, "update worklists_row set due_order = current_date + 3 where id = %s", cast.case)
    today = now.date()

    def found(**other: object) -> set[UUID]:
        question = Question(unit_id=cast.unit, **other)  # type: ignore[arg-type]
        cards = _list(cast.costa, question, now)
        with acting_as(cast.costa.actor):
            assert count_of(question, by=cast.costa.actor, at=now).found == len(cards)
        return {card.case_id for card in cards}

    assert found(phases=frozenset({Phase.DECIDED})) == {cast.other_case}
    assert found(whose=Whose.NOBODY) == {cast.other_case}
    assert found(holder_id=cast.berg.id) == {cast.case}
    assert found(whose=Whose.ME) == set()
    assert found(due_until=today + timedelta(days=3)) == {cast.case}
    assert found(due_until=today + timedelta(days=2)) == set()
    assert found(quiet_since=now + timedelta(days=1)) == {cast.case, cast.other_case}
    assert found(quiet_since=datetime.combine(date(2026, 1, 1), now.timetz())) == set()


@pytest.mark.parametrize("sorted_by", list(SortedBy))
@pytest.mark.parametrize("is_down", [False, True])
def test_every_order_is_paged_by_key_without_losing_or_repeating_a_case(
    sorted_by: SortedBy, is_down: bool, cast: Cast, now: datetime, house: House
) -> None:
    more_cases(house, cast.authority, cast.unit, 118)
    ask(house, "update worklists_row set due_order = date '2026-05-01' + (hashtext(reference) %% 7),"
        " last_act_at = timestamptz '2026-05-01' + (hashtext(called) %% 5) * interval '1 hour'"
        " where unit_id = %s and hashtext(reference) %% 2 = 0", cast.unit)  # fmt: skip
    question = Question(unit_id=cast.unit, sorted_by=sorted_by, is_down=is_down)
    pages = list(_whole(cast.costa, question, now))
    cards = [card for page in pages for card in page.cards]
    assert [len(page.cards) for page in pages] == [50, 50, 20]
    assert len({card.case_id for card in cards}) == 120
    with acting_as(cast.costa.actor):
        back = worklist(question, by=cast.costa.actor, at=now, before=pages[2].before)
    assert back.cards == pages[1].cards


def test_a_page_is_two_queries_however_long_the_list(cast: Cast, now: datetime, house: House) -> None:
    asked = {}
    for count in (3, 60):
        more_cases(house, cast.authority, cast.unit, count)
        with acting_as(cast.costa.actor), CaptureQueriesContext(connection) as queries:
            worklist(Question(unit_id=cast.unit), by=cast.costa.actor, at=now)
        asked[count] = len(queries)
    assert set(asked.values()) == {2}


def test_the_nightly_look_mends_what_differs_and_writes_nothing_else(
    cast: Cast, now: datetime, house: House
) -> None:
    mend = "select sum(mended) from access.mend_worklist('00000000-0000-0000-0000-000000000000', 100000)"
    ask(house, mend)
    assert ask(house, mend) == [(0,)], "what is true already is not written again"
    ask(house, "update worklists_row set phase = 'final', holders = '{}' where id = %s", cast.case)
    assert ask(house, mend) == [(1,)]
    assert _row(cast, now, cast.case).holders == ("Berg",)


def test_a_filter_is_mine_or_shared_with_a_unit_and_dropped_by_its_maker(
    cast: Cast, now: datetime, journal: Journal
) -> None:
    def names(player: Player) -> list[str]:
        with acting_as(player.actor):
            return [card.name for card in filters_for(player.actor)]

    own = save_filter(name=" Mine ", asked="sort=due", unit_id=None, by=cast.costa.actor, at=now)
    ours = save_filter(name="Ours", asked="held=nobody", unit_id=cast.unit, by=cast.costa.actor, at=now)
    assert journal.tells(own, by=cast.costa)
    assert names(cast.costa) == ["Mine", "Ours"]
    assert names(cast.grit) == ["Ours"]
    assert names(cast.elio) == names(cast.farah) == []
    again = {"name": "Ours", "asked": "", "unit_id": cast.agency_unit}
    assert obstacles(lambda: save_filter(**again, by=cast.costa.actor, at=now)) == {"taken", "unit"}  # type: ignore[arg-type]
    with pytest.raises(Hidden):
        drop_filter(ours.filter_id, by=cast.grit.actor, at=now)
    assert journal.tells(drop_filter(ours.filter_id, by=cast.costa.actor, at=now), by=cast.costa)
    assert names(cast.grit) == []


def test_what_came_in_is_counted_until_it_is_seen(cast: Cast, now: datetime, journal: Journal) -> None:
    def mine(player: Player) -> tuple[int, int]:
        with acting_as(player.actor):
            found = news(by=player.actor, at=now, at_most=2)
        return found.count.found, found.up_to

    before, _up_to = mine(cast.berg)
    given = assign(cast.case, member_id=cast.farah.id, part=Part.LEAD, why="x", by=cast.costa.actor, at=now)
    unassign(given.assignment_id, by=cast.costa.actor, at=now)
    count, up_to = mine(cast.berg)
    assert count == before + 2
    assert mine(cast.costa)[0] == 0, "neither one's own acts nor cases of others"
    assert journal.tells(see_news(up_to=up_to, by=cast.berg.actor, at=now), by=cast.berg)
    assert mine(cast.berg) == (0, up_to)
    see_news(up_to=0, by=cast.berg.actor, at=now)
    assert mine(cast.berg) == (0, up_to)
