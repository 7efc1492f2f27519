"""Arguments: what was put forward is written down, said better, left for a reason, withdrawn, cited."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from limen.domain.assessments.commands import arguing, facts
from limen.domain.assessments.names import Argument
from limen.domain.assessments.queries.arguing import arguments_citable
from limen.domain.assessments.queries.history import piece_history
from limen.domain.assessments.queries.naming import cited_and_facts
from limen.domain.citations.names import ArgumentKey, CitedState, key_from, short
from limen.domain.citations.queries.cards import Cited
from limen.domain.decisions.queries.citing import as_kept, sources_of
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.assessments.analysed import ANALYSIS_ALONE, analysed
from tests.domain.assessments.argued import SAYS, argue, cite, leave
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.citations.filed import paper
from tests.domain.told import Journal, obstacles


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


def only(weighed: Weighed) -> Argument:
    """The one argument on the board."""
    [card] = weighed.sheet().arguments
    return card.argument


def named(weighed: Weighed, piece: UUID, by: Player | None = None) -> Cited | None:
    """What the name of an argument leads to."""
    key, actor = ArgumentKey(of=short(piece)), by.actor if by else weighed.by
    with acting_as(actor):
        told = cited_and_facts([key], weighed.case, language="en", by=actor, at=weighed.now)
    return told.get(key)


def test_an_argument_is_written_down_with_who_when_and_where(
    house: House, weighed: Weighed, journal: Journal
) -> None:
    document, _file = paper(house, weighed.case, weighed.cast.berg, weighed.now)
    place = f"document/{document.hex[-8:]}/v1/p1"
    event = argue(weighed, cites=place, source="", who="The law clinic")
    assert journal.tells(event, by=weighed.cast.berg)
    held = only(weighed)
    assert (held.says, held.by_whom, held.who, held.cites) == (
        SAYS, "representative", "The law clinic", place,
    )  # fmt: skip
    assert held.argued_on == weighed.now.date().isoformat()
    assert [argue(weighed, "Another.").number, weighed.sheet().arguments[1].place] == [1, 2]


def test_what_is_missing_is_said(weighed: Weighed) -> None:
    today = weighed.now.date()
    assert obstacles(lambda: argue(weighed, " ")) == {"says"}
    assert obstacles(lambda: argue(weighed, by_whom="")) == {"by_whom"}
    assert obstacles(lambda: argue(weighed, by_whom="other")) == {"who"}
    assert obstacles(lambda: argue(weighed, put_on=None)) == {"put_on"}
    assert obstacles(lambda: argue(weighed, put_on=today + timedelta(days=1))) == {"put_on"}
    assert obstacles(lambda: argue(weighed, source="")) == {"cites"}
    assert obstacles(lambda: argue(weighed, cites="the letter")) == {"cites"}
    assert obstacles(lambda: argue(weighed, cites="document/00000000/v1/p1")) == {"cites"}
    own = argue(weighed).piece_id
    assert obstacles(lambda: argue(weighed, cites=f"argument/{own.hex[-8:]}")) == {"cites"}


def test_why_it_needs_no_answer_is_said_by_name_and_anew_after_a_change(
    weighed: Weighed, journal: Journal
) -> None:
    piece, costa = argue(weighed).piece_id, weighed.cast.costa
    assert obstacles(lambda: leave(weighed, piece, " ")) == {"no_answer"}
    event = leave(weighed, piece, " She took it back. ", by=costa)
    assert journal.tells(event, by=costa)
    [card] = weighed.sheet().arguments
    assert (card.argument.no_answer, card.by_name, card.argument.says) == ("She took it back.", "Costa", SAYS)
    argue(weighed, "The school is a refuge for boys.", piece=piece, version=2)
    assert only(weighed).no_answer == "", "the reason was given for other words"
    with acting_as(weighed.by):
        found = piece_history(weighed.id, piece, by=weighed.by, at=weighed.now)
    assert [one.number for one in found.versions] == [3, 2, 1]


def test_two_officers_meet_and_neither_loses_a_word(weighed: Weighed) -> None:
    piece = argue(weighed).piece_id
    argue(weighed, "Mine.", piece=piece, version=1, by=weighed.cast.costa)
    with pytest.raises(Conflict) as met:
        leave(weighed, piece, version=1)
    assert met.value.theirs.by_name == "Costa"
    with pytest.raises(Conflict):
        argue(weighed, "Slower.", piece=piece, version=1)


def test_one_that_is_withdrawn_stays_readable_and_is_not_changed(weighed: Weighed) -> None:
    piece = argue(weighed).piece_id
    facts.withdraw_piece(weighed.id, piece_id=piece, why="Twice.", by=weighed.by, at=weighed.now)
    sheet = weighed.sheet()
    assert (sheet.arguments, [one.why_withdrawn for one in sheet.withdrawn]) == ((), ["Twice."])
    assert obstacles(lambda: leave(weighed, piece)) == {"withdrawn"}
    assert obstacles(lambda: argue(weighed, "Again.", piece=piece, version=1)) == {"withdrawn"}
    told = named(weighed, piece)
    assert told is not None
    assert told.broken == (CitedState.ARGUMENT_WITHDRAWN,)


def test_a_fact_is_no_argument(weighed: Weighed) -> None:
    fact = weighed.fact()
    with pytest.raises(Hidden):
        leave(weighed, fact)
    with pytest.raises(Hidden):
        argue(weighed, piece=fact, version=1)


def test_where_the_law_weighs_nothing_arguments_are_written_down(
    cast: Cast, nadia: UUID, now: datetime
) -> None:
    found = analysed(cast, nadia, now, law=ANALYSIS_ALONE)
    argue(found.on)
    assert only(found.on).says == SAYS


def test_it_is_cited_live_and_then_as_it_was_signed(weighed: Weighed) -> None:
    piece = argue(weighed).piece_id
    assert key_from(f" Argument/{piece.hex[-8:]}") == ArgumentKey(of=short(piece))
    asker: Any = {"language": "en", "compartment": Compartment.GENERAL, "by": weighed.by, "at": weighed.now}
    with acting_as(weighed.by):
        [live] = sources_of([cite(piece)], weighed.case, **asker)
        kept = as_kept([live])
    argue(weighed, "Said better.", piece=piece, version=1)
    with acting_as(weighed.by):
        [changed] = sources_of([cite(piece)], weighed.case, **asker)
        [signed] = sources_of([cite(piece)], weighed.case, frozen=kept, **asker)
    assert live.words == f"argument 1: {SAYS}"
    assert live.line.startswith("Argument 1 (The representative or adviser, ")
    assert "Said better." in changed.line, "live until it is signed"
    assert (signed.line, signed.words, signed.is_frozen) == (live.line, live.words, True)


def test_it_is_offered_to_whoever_reads_the_board(weighed: Weighed) -> None:
    piece = argue(weighed).piece_id
    with acting_as(weighed.by):
        [offered] = arguments_citable(weighed.case, "REFUGE", by=weighed.by, at=weighed.now)
        assert arguments_citable(weighed.case, "mountain", by=weighed.by, at=weighed.now) == []
    assert (offered.key, offered.is_left) == (ArgumentKey(of=short(piece)), False)
    assert named(weighed, piece, weighed.cast.elio) is None


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "dina", "sami"])
def test_the_wrong_role_is_forbidden(role: str, weighed: Weighed) -> None:
    piece, player = argue(weighed).piece_id, getattr(weighed.cast, role)
    with pytest.raises(Forbidden):
        argue(weighed, by=player)
    with pytest.raises(Forbidden):
        leave(weighed, piece, by=player)


@pytest.mark.parametrize("role", ["elio", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(role: str, weighed: Weighed) -> None:
    piece, player = argue(weighed).piece_id, getattr(weighed.cast, role)
    with pytest.raises(Hidden):
        argue(weighed, by=player)
    with pytest.raises(Hidden):
        arguing.leave_argument(
            weighed.id, piece_id=piece, why="No.", version=1, by=player.actor, at=weighed.now
        )
