"""Writing down and correcting where somebody was born and last lived."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limen.domain.people import rules
from limen.domain.people.commands.placing import correct_place
from limen.domain.people.events import PlaceCorrected
from limen.domain.people.names import PLACE_NOT_ASKED, PlaceKind, PlaceTold, Source, Told
from limen.domain.people.queries.sheets import person_sheet
from limen.foundation.refusals import Conflict
from limen.foundation.rows import acting_as
from limen.reference.countries import countries
from tests.cast import Cast, Player
from tests.domain.told import Journal, obstacles

HERAT = PlaceTold.told(country="AFG", words="Herat, Gozara", source=Source.FAMILY)
SOMEWHERE = PlaceTold(country_state=Told.UNKNOWN, words_state=Told.REFUSED)


def _correct(
    nadia: UUID,
    by: Player,
    at: datetime,
    place: PlaceTold = HERAT,
    *,
    version: int = 0,
    why: str = "",
    kind: PlaceKind = PlaceKind.BIRTH,
) -> PlaceCorrected:
    return correct_place(nadia, kind=kind, place=place, why=why, version=version, by=by.actor, at=at)


def test_a_place_is_written_down_and_every_answer_is_kept(cast: Cast, now: datetime, nadia: UUID) -> None:
    _correct(nadia, cast.berg, now)
    _correct(nadia, cast.costa, now, SOMEWHERE, version=1, why="She is not sure any more.")
    _correct(nadia, cast.berg, now, PlaceTold.told(country="IRN"), kind=PlaceKind.RESIDENCE)
    with acting_as(cast.berg.actor):
        further = person_sheet(nadia, by=cast.berg.actor, at=now).further
    assert (further.born_in.place, further.born_in.version) == (SOMEWHERE, 2)
    assert (further.lived_in.place.country, further.lived_in.version) == ("IRN", 1)
    (earlier,) = further.earlier_places
    assert earlier.place == HERAT
    assert earlier.ended is not None
    assert earlier.ended.why == "She is not sure any more."


def test_whoever_only_lists_is_not_told_the_place(cast: Cast, now: datetime, nadia: UUID) -> None:
    _correct(nadia, cast.berg, now)
    with acting_as(cast.farah.actor):
        sheet = person_sheet(nadia, by=cast.farah.actor, at=now)
    assert not sheet.is_read
    assert sheet.further.born_in.place == PLACE_NOT_ASKED


def test_whoever_comes_second_is_shown_both(cast: Cast, now: datetime, nadia: UUID) -> None:
    _correct(nadia, cast.costa, now)
    with pytest.raises(Conflict) as first:
        _correct(nadia, cast.berg, now, SOMEWHERE)
    assert (first.value.theirs.says, first.value.base, first.value.version) == (
        "Herat, Gozara, Afghanistan", None, 1
    )  # fmt: skip
    _correct(nadia, cast.costa, now, SOMEWHERE, version=1, why="x")
    with pytest.raises(Conflict) as second:
        _correct(nadia, cast.berg, now, HERAT, version=1, why="x")
    assert second.value.base is not None
    assert (second.value.theirs.says, second.value.base.says) == ("Not known", "Herat, Gozara, Afghanistan")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        (PlaceTold(country="XYZ", country_state=Told.TOLD, source=Source.PERSON), "country"),
        (PlaceTold(country="AFG", country_state=Told.REFUSED), "country"),
        (PlaceTold(country_state=Told.TOLD, source=Source.PERSON), "country"),
        (PlaceTold(words=" ", words_state=Told.TOLD, source=Source.PERSON), "place"),
        (PlaceTold(words="", words_state=Told.REFUSED), "place"),
        (PlaceTold(country="AFG", country_state=Told.TOLD), "source"),
        (PlaceTold(source=Source.PERSON), "source"),
        (PlaceTold.told(words="x" * 201), "place_too_long"),
    ],
)
def test_half_a_place_is_refused(place: PlaceTold, code: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    assert obstacles(lambda: _correct(nadia, cast.berg, now, place)) == {code}


def test_a_correction_of_what_was_told_says_why(cast: Cast, now: datetime, nadia: UUID) -> None:
    _correct(nadia, cast.berg, now, SOMEWHERE)
    _correct(nadia, cast.berg, now, version=1)
    assert obstacles(lambda: _correct(nadia, cast.berg, now, SOMEWHERE, version=2)) == {"why"}


@given(
    country=st.none() | st.sampled_from(sorted(countries())),
    words=st.none() | st.text(min_size=1, max_size=200).filter(str.strip),
)
def test_whatever_place_is_told_can_be_kept(country: str | None, words: str | None) -> None:
    place = PlaceTold.told(country=country, words=words)
    if place.is_told:
        assert rules.obstacles_to_telling_place(place) == []
    else:
        assert {one.code for one in rules.obstacles_to_telling_place(place)} == {"source"}


def test_it_says_what_happened_and_seals_the_place(
    cast: Cast, now: datetime, nadia: UUID, journal: Journal
) -> None:
    assert journal.tells(_correct(nadia, cast.berg, now), by=cast.berg)
