"""Writing a note about a case."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from limen.domain.identity.names import Compartment
from limen.domain.notes.commands import write
from limen.domain.notes.events import Written
from limen.domain.notes.queries import notes_of
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player, clear
from tests.conftest import House
from tests.domain.told import Journal, obstacles


def _write(cast: Cast, by: Player, at: datetime, **more: object) -> Written:
    facts = {"text": "She told of the journey.", "happened_on": ON, "on": ON,
             "compartment": Compartment.GENERAL} | more  # fmt: skip
    return write(cast.case, by=by.actor, at=at, **facts)  # type: ignore[arg-type]


def test_colleagues_who_read_the_case_read_the_note(cast: Cast, now: datetime) -> None:
    written = _write(cast, cast.berg, now)
    with acting_as(cast.costa.actor):
        cards = notes_of(cast.case, by=cast.costa.actor, at=now)
    assert [(card.id, card.by_name) for card in cards] == [(written.note_id, "Berg")]


def test_nothing_tomorrow_and_no_unknown_compartment_are_refused(cast: Cast, now: datetime) -> None:
    assert obstacles(lambda: _write(cast, cast.berg, now, text=" \n")) == {"text"}
    tomorrow = ON + timedelta(days=1)
    assert obstacles(lambda: _write(cast, cast.berg, now, happened_on=tomorrow)) == {"happened_on"}
    assert obstacles(lambda: _write(cast, cast.berg, now, compartment=Compartment.GBV)) == {"compartment"}
    assert obstacles(lambda: _write(cast, cast.farah, now)) == {"reach"}


@pytest.mark.parametrize("role", ["hana", "ivo", "jun"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Forbidden):
        _write(cast, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit"])
def test_strangers_and_the_walled_cannot_even_see_the_case(role: str, cast: Cast, now: datetime) -> None:
    with pytest.raises(Hidden):
        _write(cast, getattr(cast, role), now)


def test_a_compartment_is_not_there_for_whoever_is_not_cleared(
    house: House, cast: Cast, now: datetime
) -> None:
    costa = clear(house.admin_dsn, cast.costa, "gbv")
    _write(cast, costa, now, compartment=Compartment.GBV)
    with acting_as(cast.berg.actor):
        assert notes_of(cast.case, by=cast.berg.actor, at=now) == []


def test_it_says_what_happened_without_the_text(cast: Cast, now: datetime, journal: Journal) -> None:
    written = _write(cast, cast.berg, now)
    assert journal.tells(written, by=cast.berg)
    assert "journey" not in repr(written)
