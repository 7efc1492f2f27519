"""The events of an account: what each source says of them, with days as sure as they were told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.assessments.commands import facts, telling
from limen.domain.assessments.names import Fact, Happening, Telling
from limen.domain.assessments.queries.cards import HappeningCard
from limen.domain.assessments.rules.telling import with_its_days
from limen.foundation.refusals import Conflict, Hidden
from tests.cast import Cast
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.told import Journal, obstacles


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


def state(weighed: Weighed, says: str = "The river rose.") -> UUID:
    return telling.state_happening(
        weighed.id, happening=Happening(says=says), by=weighed.by, at=weighed.now
    ).piece_id


def tell(weighed: Weighed, of: UUID, day: str = "", *, calendar: str = "", source: str = "A letter",
         cites: str = "", says: str = "It rose at night.") -> UUID:  # fmt: skip
    told = Telling(says=says, source=source, cites=cites, day=day, calendar=calendar)
    return telling.add_telling(weighed.id, of_id=of, told=told, by=weighed.by, at=weighed.now).piece_id


def event(weighed: Weighed, id: UUID) -> HappeningCard:
    return next(one for one in weighed.sheet().happenings if one.piece.id == id)


def test_events_stand_in_the_order_of_their_days_and_those_without_last(weighed: Weighed) -> None:
    unsaid, late, early = (state(weighed, says) for says in ("Unsaid", "Late", "Early"))
    tell(weighed, late, "5/2024")
    tell(weighed, early, "about 2019")
    tell(weighed, unsaid)
    assert [one.piece.id for one in weighed.sheet().happenings] == [early, late, unsaid]


@pytest.mark.parametrize(
    ("first", "second", "differ"),
    [
        ("12.5.2024", "5/2024", False),
        ("12.5.2024", "13.5.2024", True),
        ("2022", "about 2024", False),
        ("2021", "2023–2024", True),
        ("12.5.2024", "", False),
    ],
)
def test_days_differ_only_when_they_cannot_be_one(
    weighed: Weighed, first: str, second: str, differ: bool
) -> None:
    one = state(weighed)
    tell(weighed, one, first)
    tell(weighed, one, second, source="The interview")
    assert event(weighed, one).days_differ is differ


def test_another_calendar_is_no_difference() -> None:
    """22 Ordibehesht 1403 is 11 May 2024."""
    told = with_its_days(Telling(says="x", source="y", day="22.2.1403", calendar="persian"))
    assert (told.earliest, told.latest, told.precision) == ("2024-05-11", "2024-05-11", "exact")
    assert (told.day, told.calendar) == ("22.2.1403", "persian")


def test_what_is_missing_is_said(weighed: Weighed) -> None:
    one = state(weighed)
    assert obstacles(lambda: state(weighed, " ")) == {"says"}
    assert obstacles(lambda: tell(weighed, one, says="", source="")) == {"cites", "says"}
    assert obstacles(lambda: tell(weighed, one, "31.2.2024")) == {"day"}
    assert obstacles(lambda: tell(weighed, one, cites="nonsense")) == {"cites"}
    assert obstacles(lambda: tell(weighed, one, cites="document/00000000/v1/p1")) == {"cites"}


def test_it_is_told_in_the_journal_said_better_and_withdrawn(
    cast: Cast, weighed: Weighed, journal: Journal
) -> None:
    one = state(weighed)
    two = tell(weighed, one, "2024")
    said = telling.state_happening(
        weighed.id, happening=Happening(says="The river broke the dam.", place="By the mill"), piece_id=one,
        version=1, by=weighed.by, at=weighed.now,
    )  # fmt: skip
    assert journal.tells(said, by=cast.berg)
    with pytest.raises(Conflict) as conflict:
        telling.state_happening(
            weighed.id, happening=Happening(says="Another"), piece_id=one, version=1, by=weighed.by,
            at=weighed.now,
        )  # fmt: skip
    assert "broke the dam" in conflict.value.theirs.says
    facts.withdraw_piece(weighed.id, piece_id=two, why="Of another flood.", by=weighed.by, at=weighed.now)
    assert event(weighed, one).tellings == ()
    facts.withdraw_piece(weighed.id, piece_id=one, why="Told twice.", by=weighed.by, at=weighed.now)
    assert weighed.sheet().happenings == ()
    assert {piece.id for piece in weighed.sheet().withdrawn} == {one, two}
    assert obstacles(lambda: tell(weighed, one, "2024")) == {"withdrawn"}


def test_a_fact_is_no_event_and_nobody_else_writes(weighed: Weighed) -> None:
    fact = facts.state_fact(
        weighed.id, fact=Fact(says="x", element="flood"), by=weighed.by, at=weighed.now
    ).piece_id
    with pytest.raises(Hidden):
        tell(weighed, fact)
    with pytest.raises(Hidden):
        telling.state_happening(
            weighed.id, happening=Happening(says="x"), by=weighed.cast.elio.actor, at=weighed.now
        )
