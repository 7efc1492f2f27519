"""Tasks: written down, done, opened again, put off; and who sees which."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.identity.names import Compartment
from limen.domain.tasks.commands import add_task, finish_task, postpone_task, reopen_task
from limen.domain.tasks.queries import (
    TaskPage,
    count_my_tasks,
    done_by_me,
    done_in,
    my_tasks,
    task_sheet,
    tasks_of,
)
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player, clear
from tests.conftest import House
from tests.domain.told import Journal, obstacles

TOMORROW = ON + timedelta(days=1)


def _add(
    cast: Cast,
    at: datetime,
    case_id: UUID | None,
    *,
    by: Player,
    whom: Player | None = None,
    says: str = "Ring the school",
    compartment: Compartment = Compartment.GENERAL,
    ahead: int = 1,
) -> UUID:
    event = add_task(
        case_id,
        says=says,
        due_on=ON + timedelta(days=ahead),
        for_member_id=(whom or by).id,
        compartment=compartment,
        on=ON,
        by=by.actor,
        at=at,
    )
    return event.task_id


def _mine(player: Player, at: datetime) -> list[str]:
    with acting_as(player.actor):
        return [card.says for card in my_tasks(by=player.actor, at=at).cards]


def _sees(player: Player, task_id: UUID, at: datetime) -> bool:
    try:
        with acting_as(player.actor):
            return task_sheet(task_id, by=player.actor, at=at).id == task_id
    except Hidden:
        return False


def test_a_task_of_a_case_is_mine_and_of_the_case(cast: Cast, now: datetime, journal: Journal) -> None:
    event = add_task(
        cast.case,
        says=" Ring the school ",
        due_on=TOMORROW,
        for_member_id=cast.berg.id,
        compartment=Compartment.GENERAL,
        on=ON,
        by=cast.berg.actor,
        at=now,
    )
    with acting_as(cast.berg.actor):
        (card,) = my_tasks(by=cast.berg.actor, at=now).cards
        (same,) = tasks_of(cast.case, by=cast.berg.actor, at=now).cards
        assert count_my_tasks(until=ON, by=cast.berg.actor, at=now).found == 0
        assert count_my_tasks(until=TOMORROW, by=cast.berg.actor, at=now).found == 1
    assert card == same
    assert (card.says, card.due_on, card.reference) == ("Ring the school", TOMORROW, cast.reference)
    assert (card.for_name, card.by_name) == ("Berg", "Berg")
    assert journal.tells(event, by=cast.berg)


def test_a_supervisor_gives_a_task_to_the_officer(cast: Cast, now: datetime) -> None:
    _add(cast, now, cast.case, by=cast.costa, whom=cast.berg)
    assert _mine(cast.berg, now) == ["Ring the school"]
    assert _mine(cast.costa, now) == []


def test_a_task_of_no_case_is_seen_by_two_people(cast: Cast, now: datetime, journal: Journal) -> None:
    task_id = _add(cast, now, None, by=cast.costa, whom=cast.farah)
    who = {player.actor.name for player in cast.everyone if _sees(player, task_id, now)}
    assert who == {"Costa", "Farah"}
    event = finish_task(task_id, by=cast.farah.actor, at=now)
    assert journal.tells(event, by=cast.farah)


def test_a_task_of_a_case_is_seen_with_the_case_and_in_its_compartment(
    cast: Cast, now: datetime, house: House
) -> None:
    costa = clear(house.admin_dsn, cast.costa, "gbv")
    general = _add(cast, now, cast.case, by=costa)
    secret = _add(cast, now, cast.case, by=costa, whom=cast.berg, compartment=Compartment.GBV)
    assert {p.actor.name for p in cast.everyone if _sees(p, general, now)} == {"Berg", "Costa"}
    assert [_sees(cast.berg, secret, now), _sees(costa, secret, now)] == [False, True]
    assert _mine(cast.berg, now) == []


def test_done_and_undone(cast: Cast, now: datetime, journal: Journal) -> None:
    task_id = _add(cast, now, cast.case, by=cast.berg)
    assert journal.tells(finish_task(task_id, by=cast.berg.actor, at=now), by=cast.berg)
    assert obstacles(lambda: finish_task(task_id, by=cast.berg.actor, at=now)) == {"done"}
    assert _mine(cast.berg, now) == []
    with acting_as(cast.berg.actor):
        assert [card.id for card in done_by_me(now, by=cast.berg.actor, at=now)] == [task_id]
        assert [card.id for card in done_in(cast.case, by=cast.berg.actor, at=now)] == [task_id]
    assert journal.tells(reopen_task(task_id, by=cast.berg.actor, at=now), by=cast.berg)
    assert obstacles(lambda: reopen_task(task_id, by=cast.berg.actor, at=now)) == {"open"}
    assert _mine(cast.berg, now) == ["Ring the school"]


def test_put_off_with_a_reason(cast: Cast, now: datetime, journal: Journal) -> None:
    task_id = _add(cast, now, cast.case, by=cast.berg)

    def put_off(ahead: int, why: str) -> Event:
        due_on = ON + timedelta(days=ahead)
        return postpone_task(task_id, due_on=due_on, why=why, on=ON, by=cast.berg.actor, at=now)

    assert obstacles(lambda: put_off(-1, " ")) == {"due_on", "why"}
    assert journal.tells(put_off(8, "The school is closed"), by=cast.berg)
    with acting_as(cast.berg.actor):
        card = task_sheet(task_id, by=cast.berg.actor, at=now)
    assert (card.due_on, card.put_off_why) == (ON + timedelta(days=8), "The school is closed")


def test_what_cannot_be_a_task(cast: Cast, now: datetime) -> None:
    def adding(**other: object) -> Callable[[], Event]:
        usual: dict[str, object] = {
            "says": "x", "due_on": TOMORROW, "for_member_id": cast.costa.id, "on": ON,
            "compartment": Compartment.GENERAL, "by": cast.costa.actor, "at": now,
        }  # fmt: skip
        return lambda: add_task(cast.case, **(usual | other))  # type: ignore[arg-type]

    assert obstacles(adding(says=" ", due_on=ON - timedelta(days=1))) == {"says", "due_on"}
    assert obstacles(adding(says="x" * 201)) == {"says"}
    assert obstacles(adding(compartment=Compartment.MEDICAL)) == {"compartment"}
    assert obstacles(adding(for_member_id=cast.dina.id)) == {"for_whom"}
    assert obstacles(adding(for_member_id=new_id())) == {"for_whom"}
    assert obstacles(adding(for_member_id=cast.grit.id)) == {"wall"}


def test_whoever_only_reads_cannot_change_it_and_a_stranger_does_not_see_it(
    cast: Cast, now: datetime
) -> None:
    task_id = _add(cast, now, cast.case, by=cast.berg)
    for player in (cast.farah, cast.grit, cast.hana, cast.elio, cast.dina):
        with pytest.raises(Hidden):
            finish_task(task_id, by=player.actor, at=now)
    for player in (cast.elio, cast.grit):
        with pytest.raises(Hidden):
            _add(cast, now, cast.case, by=player)
    assert obstacles(lambda: _event(cast, now)) == {"reach"}


def _event(cast: Cast, now: datetime) -> Event:
    """Farah knows of the case and works on nothing in it."""
    return add_task(
        cast.case, says="x", due_on=TOMORROW, for_member_id=cast.farah.id, on=ON,
        compartment=Compartment.GENERAL, by=cast.farah.actor, at=now,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["ivo", "jun", "lena"])
def test_whoever_works_on_no_case_has_no_tasks(name: str, cast: Cast, now: datetime) -> None:
    player: Player = getattr(cast, name)
    with pytest.raises(Forbidden):
        _add(cast, now, None, by=player)


def test_a_list_of_many_is_paged_by_key_in_two_queries(cast: Cast, now: datetime) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    asked, first = {}, TaskPage(cards=(), after=None)
    for count in (3, 60):
        with acting_as(cast.berg.actor):
            have = len(my_tasks(by=cast.berg.actor, at=now).cards)
        for number in range(count - have):
            _add(cast, now, None, by=cast.berg, says=f"Task {number}", ahead=number % 7)
        with (
            acting_as(cast.berg.actor),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            first = my_tasks(by=cast.berg.actor, at=now)
        asked[count] = len(queries)
    assert asked[3] == asked[60] == 2
    assert first.after is not None
    with acting_as(cast.berg.actor):
        second = my_tasks(by=cast.berg.actor, at=now, after=first.after)
    ids = [card.id for card in (*first.cards, *second.cards)]
    assert len(ids) == len(set(ids)) == 60
    days = [card.due_on for card in (*first.cards, *second.cards)]
    assert days == sorted(days)
