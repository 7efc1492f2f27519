"""The languages of a case in a worklist: kept with every change, and hidden with the row."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.cases.commands.joining import add_party, end_party
from limen.domain.cases.names import PartyPart
from limen.domain.people.commands.speaking import add_language, end_language
from limen.domain.people.names import LanguageTold, Speaking
from limen.domain.worklists.names import Question
from limen.domain.worklists.queries.lists import worklist
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.people.registrations import NADIA
from tests.workspaces.acting import ask

TIGRINYA, ARABIC = LanguageTold(language="tir"), LanguageTold(language="ara", is_preferred=True)


@pytest.fixture
def nadia(cast: Cast, now: datetime) -> tuple[UUID, UUID]:
    """Somebody who joined Berg's case: her part in it, and herself."""
    added = add_party(
        cast.case,
        person_id=new_id(),
        part=PartyPart.FAMILY,
        told=NADIA,
        on=now.date(),
        by=cast.berg.actor,
        at=now,
    )
    return added.party_id, added.person_id


def _says(person_id: UUID, told: LanguageTold, by: Player, at: datetime) -> UUID:
    said = add_language(person_id, language=told, language_id=new_id(), by=by.actor, at=at)
    return said.language_id


def _found(player: Player, language: str, at: datetime, unit_id: UUID | None) -> dict[UUID, tuple[str, ...]]:
    with acting_as(player.actor):
        page = worklist(Question(unit_id=unit_id, language=language), by=player.actor, at=at)
    return {card.case_id: card.languages for card in page.cards}


def test_a_row_follows_what_its_people_speak(
    cast: Cast, nadia: tuple[UUID, UUID], house: House, now: datetime
) -> None:
    party, person = nadia
    _says(person, TIGRINYA, cast.berg, now)
    _says(person, LanguageTold(language="amh", speaking=Speaking.UNDERSTANDS), cast.berg, now)
    assert _found(cast.costa, "tir", now, cast.unit) == {cast.case: ("tir",)}
    assert _found(cast.costa, "amh", now, cast.unit) == {}, "to follow is not to speak"
    preferred = _says(person, ARABIC, cast.berg, now)
    assert _found(cast.berg, "ara", now, None) == {cast.case: ("ara",)}
    assert _found(cast.costa, "tir", now, cast.unit) == {}, "what is preferred for interpreting goes first"
    end_language(preferred, why="A mistake.", by=cast.berg.actor, at=now + timedelta(minutes=1))
    assert _found(cast.costa, "tir", now, cast.unit) == {cast.case: ("tir",)}
    assert ask(house, "select access.renew_worklist_row(%s)", cast.case) == [(False,)], "nothing to put right"
    end_party(party, why="Left", by=cast.berg.actor, at=now + timedelta(minutes=2))
    assert ask(house, "select languages from worklists_row where id = %s", cast.case) == [([],)]


def test_nobody_finds_a_case_by_a_language_who_may_not_read_its_file(
    cast: Cast, nadia: tuple[UUID, UUID], now: datetime
) -> None:
    """Farah may know of the case; a wall keeps Grit from it; Elio is of another house."""
    _says(nadia[1], TIGRINYA, cast.berg, now)
    assert _found(cast.berg, "tir", now, None) == {cast.case: ("tir",)}
    for player in (cast.farah, cast.grit, cast.elio):
        assert _found(player, "tir", now, cast.unit) == {}
        assert _found(player, "tir", now, None) == {}
