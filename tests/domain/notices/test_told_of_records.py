"""Who proposed that two records are one is told what was answered; of an ended link both who made it."""

from __future__ import annotations

from datetime import datetime

import psycopg

from limen.domain.duplicates.commands.answering import tell_apart
from limen.domain.duplicates.commands.undoing import unmerge
from limen.domain.duplicates.events import Merged, ToldApart, Unmerged
from limen.domain.notices.queries import notices_of, tell_of_records
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.duplicates.pairs import merged, pair_of, proposed
from tests.jobs.nights import as_worker


def _told(house: House, event: Merged | ToldApart | Unmerged) -> int:
    """What the worker does with both lines of an act, twice."""
    with psycopg.connect(house.admin_dsn) as admin:
        rows = admin.execute("select id from journal_entry where act_id = %s", [event.act_id]).fetchall()
    with as_worker(house):
        first = sum(tell_of_records(row[0]) for row in rows)
        assert sum(tell_of_records(row[0]) for row in rows) == 0
    return first


def _kinds(player: Player, at: datetime) -> list[str]:
    with acting_as(player.actor):
        return [card.kind for card in notices_of(player.actor, at=at)]


def test_who_proposed_it_hears_the_answer_once(cast: Cast, now: datetime, house: House) -> None:
    proposal = proposed(pair_of(cast, now), by=cast.grit, at=now)
    event = tell_apart(proposal, why="Two women.", by=cast.costa.actor, at=now)
    assert _told(house, event) == 1
    assert _kinds(cast.grit, now) == ["duplicates.told_apart"]
    assert _kinds(cast.costa, now) == []


def test_of_an_ended_link_whoever_made_it_hears(cast: Cast, now: datetime, house: House) -> None:
    link = merged(pair_of(cast, now), cast, now)
    assert _told(house, link) == 1
    event = unmerge(link.merging_id, why="Twins.", by=cast.costa.actor, at=now)
    assert _told(house, event) == 1  # Costa ended it herself, and is not told
    assert set(_kinds(cast.grit, now)) == {"duplicates.unmerged", "duplicates.merged"}
