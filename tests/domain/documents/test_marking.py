"""Marks on pages: made, seen by the house alone, taken off."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.documents.commands.marking import end_mark, mark_page
from limen.domain.documents.events import PageMarked
from limen.domain.documents.names import Area
from limen.domain.documents.queries.cards import MarkCard
from limen.domain.documents.queries.sheets import reading_of
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.documents.files import letter, shown
from tests.domain.told import Journal, obstacles

CORNER = Area(left=0, top=0, right=500, bottom=1000)


@pytest.fixture
def paper(house: House, cast: Cast, now: datetime) -> tuple[UUID, UUID]:
    return shown(house, cast, now, "one", "two")


def _mark(paper: tuple[UUID, UUID], by: Player, at: datetime, **more: object) -> PageMarked:
    said = {"page": 2, "area": CORNER, "quote": " two ", "words": " no date "} | more
    return mark_page(paper[1], by=by.actor, at=at, **said)  # type: ignore[arg-type]


def _marks(paper: tuple[UUID, UUID], by: Player, at: datetime, page: int = 2) -> tuple[MarkCard, ...]:
    with acting_as(by.actor):
        return reading_of(paper[0], 1, page, by=by.actor, at=at).marks


def test_it_stands_on_its_page_with_who_made_it(paper: tuple[UUID, UUID], cast: Cast, now: datetime) -> None:
    _mark(paper, cast.berg, now)
    (mark,) = _marks(paper, cast.costa, now)
    assert (mark.area, mark.quote, mark.words, mark.by_name) == (CORNER, "two", "no date", "Berg")
    assert _marks(paper, cast.costa, now, page=1) == ()


def test_it_is_taken_off_once(paper: tuple[UUID, UUID], cast: Cast, now: datetime) -> None:
    mark_id = _mark(paper, cast.berg, now, area=None).mark_id
    end_mark(mark_id, by=cast.costa.actor, at=now)
    assert _marks(paper, cast.berg, now) == ()
    assert obstacles(lambda: end_mark(mark_id, by=cast.berg.actor, at=now)) == {"ended"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"page": 0}, "page"),
        ({"page": 3}, "page"),
        ({"words": " "}, "words"),
        ({"area": Area(left=5, top=5, right=5, bottom=9)}, "area"),
        ({"area": Area(left=0, top=0, right=1001, bottom=9)}, "area"),
    ],
)
def test_what_makes_no_sense_is_refused(
    change: dict[str, object], code: str, paper: tuple[UUID, UUID], cast: Cast, now: datetime
) -> None:
    assert obstacles(lambda: _mark(paper, cast.berg, now, **change)) == {code}


def test_what_was_not_looked_at_has_no_page_to_mark(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _mark(letter(cast, now), cast.berg, now)) == {"page"}


def test_the_wrong_role_and_the_stranger(paper: tuple[UUID, UUID], cast: Cast, now: datetime) -> None:
    mark_id = _mark(paper, cast.berg, now).mark_id
    for player in (cast.hana, cast.ivo, cast.jun):
        with pytest.raises(Forbidden):
            _mark(paper, player, now)
        with pytest.raises(Forbidden):
            end_mark(mark_id, by=player.actor, at=now)
    for player in (cast.elio, cast.dina, cast.grit, cast.farah):
        with pytest.raises(Hidden):
            _mark(paper, player, now)
        with pytest.raises(Hidden):
            end_mark(mark_id, by=player.actor, at=now)


def test_it_says_what_happened(paper: tuple[UUID, UUID], cast: Cast, now: datetime, journal: Journal) -> None:
    event = _mark(paper, cast.berg, now)
    assert journal.tells(event, by=cast.berg)
    assert journal.tells(end_mark(event.mark_id, by=cast.berg.actor, at=now), by=cast.berg)
