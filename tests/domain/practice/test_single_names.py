"""A name of one word is pointed at as well: with a capital, or in letters that have none; where few enough
bear it, and never to those who may not read the file."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.people.names import Registration
from limen.domain.practice.queries import pointing
from limen.domain.practice.queries.pointing import pointed_at
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.people.registrations import NADIA, compared, named
from tests.domain.practice.papers import WORDING


@pytest.fixture(autouse=True)
def _names_of_other_tests_count_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has a Nadia Karimi in the same database."""
    monkeypatch.setattr(pointing, "COMMON", 1_000_000)


def seen(text: str, by: Player, at: datetime) -> set[str]:
    with acting_as(by.actor):
        return {one.words for one in pointed_at(text, by=by.actor, at=at)}


def party(cast: Cast, now: datetime, *names: str) -> UUID:
    """Somebody else in Amina's case."""
    told: Registration = replace(NADIA, names=(named(*names),), documents=())
    person = new_id()
    compared(
        add_party, cast.case, person_id=person, part=PartyPart.FAMILY, told=told, on=ON, by=cast.berg.actor,
        at=now,
    )  # fmt: skip
    return person


@pytest.mark.parametrize("name", ["Nadia", "NADIA", "نادیا", "Karimi"])
def test_it_is_pointed_at_for_those_who_may_read_the_file(
    cast: Cast, now: datetime, nadia: UUID, name: str
) -> None:
    text = f"Sample: it was {name} who told of the flood."
    assert seen(text, cast.berg, now) == {name}
    for player in (cast.farah, cast.grit, cast.hana, cast.dina, cast.elio, cast.sami):
        assert seen(text, player, now) == set()


def test_what_a_pair_has_said_is_not_said_again(cast: Cast, now: datetime, nadia: UUID) -> None:
    assert seen("Sample: Nadia Karimi told of it, and Karimi again.", cast.berg, now) == {"Nadia Karimi"}


def test_small_letters_a_country_and_short_words_are_nobody(cast: Cast, now: datetime) -> None:
    party(cast, now, "Jordan", "May")
    party(cast, now, "Li", "An")
    assert seen("In may many came from Jordan. An officer asks. Li is a measure.", cast.berg, now) == set()
    assert seen("It was May who asked.", cast.berg, now) == {"May"}


def test_what_many_bear_is_nobodys(
    cast: Cast, now: datetime, nadia: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        party(cast, now, "Quillon", "Sample")
    assert seen("Quillon told of it.", cast.berg, now) == {"Quillon"}
    monkeypatch.setattr(pointing, "COMMON", 1)
    assert seen("Quillon told of it.", cast.berg, now) == set()


def test_a_whole_note_of_ordinary_words_points_at_nobody(cast: Cast, now: datetime, nadia: UUID) -> None:
    text = (
        WORDING.says + " The District Court of the Northern Province keeps Registers since the Flood. "
    ) * 40
    assert seen(text[: pointing.LONGEST], cast.berg, now) == set()
