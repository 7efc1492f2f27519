"""Concluding on the evidence board: what must come before, who may, and what undoes it later."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.assessments.commands import facts
from limen.domain.assessments.names import Bearing, Finding, Look
from limen.foundation.events import Event
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from tests.cast import Cast, Player
from tests.domain.assessments.weighed import BY_ACCOUNT, Weighed, board
from tests.domain.told import Journal, obstacles

YES, NO = Finding.ACCEPTED, Finding.NOT_ACCEPTED


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


def conclude(weighed: Weighed, fact: UUID | None, finding: str, reasons: str = "Because.", *,
             by: Player | None = None, version: int = 0) -> Event:  # fmt: skip
    return facts.conclude(
        weighed.id, of_id=fact, finding=finding, reasons=reasons, version=version,
        by=(by or weighed.cast.berg).actor, at=weighed.now,
    )  # fmt: skip


def test_a_fact_is_accepted_for_reasons(weighed: Weighed, journal: Journal) -> None:
    fact = weighed.fact()
    assert obstacles(lambda: conclude(weighed, fact, YES, " ")) == {"reasons"}
    assert obstacles(lambda: conclude(weighed, fact, "0.7")) == {"finding"}
    assert journal.tells(conclude(weighed, fact, YES), by=weighed.cast.berg)
    beside = weighed.beside(fact)
    assert beside.conclusion is not None
    assert beside.conclusion.conclusion.finding == YES
    assert beside.is_settled
    assert weighed.sheet().is_concluded


def test_nobody_is_disbelieved_over_what_they_were_never_asked(weighed: Weighed) -> None:
    fact = weighed.fact()
    weighed.consider()
    weighed.answer(fact)
    piece = weighed.differs(fact)
    elsewhere = weighed.fact("Another fact")
    other = weighed.differs(elsewhere)
    assert obstacles(lambda: conclude(weighed, fact, NO)) == {"not_put"}
    conclude(weighed, fact, YES)  # nothing is held against anybody here
    weighed.put(piece)
    conclude(weighed, fact, NO, version=1)
    assert [one.piece.id for one in weighed.sheet().not_put] == [other], "of another fact"


def test_what_differs_in_the_account_counts_for_every_fact_and_can_be_withdrawn(weighed: Weighed) -> None:
    fact = weighed.fact()
    weighed.consider()
    weighed.answer(fact)
    piece = weighed.differs(None)
    assert obstacles(lambda: conclude(weighed, fact, NO)) == {"not_put"}
    why = "It was a misprint of ours."
    facts.withdraw_piece(weighed.id, piece_id=piece, why=why, by=weighed.by, at=weighed.now)
    conclude(weighed, fact, NO)


def test_nobody_is_disbelieved_with_no_look_at_who_they_are(weighed: Weighed) -> None:
    fact = weighed.fact()
    weighed.answer(fact)
    assert obstacles(lambda: conclude(weighed, fact, NO)) == {"circumstances"}
    weighed.consider(Look(answers={"circumstances.age": Bearing.NOT_KNOWN}))
    assert obstacles(lambda: conclude(weighed, fact, NO)) == {"circumstances"}, "one of two"
    weighed.consider(version=1)
    conclude(weighed, fact, NO)


def test_conditions_are_answered_where_the_template_asks_for_it(weighed: Weighed) -> None:
    fact = weighed.fact()
    weighed.consider()
    assert obstacles(lambda: conclude(weighed, fact, NO)) == {"conditions"}
    weighed.answer(fact)
    conclude(weighed, fact, NO)


def test_everything_that_is_missing_is_said_at_once(weighed: Weighed) -> None:
    fact = weighed.fact()
    weighed.differs(fact)
    said = obstacles(lambda: conclude(weighed, fact, NO, ""))
    assert said == {"reasons", "not_put", "circumstances", "conditions"}


def test_where_the_account_is_concluded_on_a_fact_is_not(cast: Cast, nadia: UUID, now: datetime) -> None:
    weighed = board(cast, nadia, now, law=BY_ACCOUNT)
    fact = weighed.fact()
    assert obstacles(lambda: conclude(weighed, fact, YES)) == {"place"}
    weighed.differs(fact)
    weighed.consider()
    assert obstacles(lambda: conclude(weighed, None, NO)) == {"not_put"}, "of any fact; no conditions"
    conclude(weighed, None, YES)
    assert weighed.sheet().is_concluded


def test_where_facts_are_concluded_on_the_account_is_not(weighed: Weighed) -> None:
    assert obstacles(lambda: conclude(weighed, None, YES)) == {"place"}


def test_what_is_laid_down_later_undoes_a_conclusion_and_says_so(weighed: Weighed) -> None:
    fact = weighed.fact()
    weighed.consider()
    weighed.answer(fact)
    conclude(weighed, fact, NO)
    assert weighed.beside(fact).is_settled
    assert not weighed.beside(fact).is_changed
    piece = weighed.differs(fact)
    beside = weighed.beside(fact)
    assert {one.code for one in beside.troubles} == {"not_put"}
    assert beside.is_changed
    assert not weighed.sheet().is_concluded
    weighed.put(piece)
    beside = weighed.beside(fact)
    assert beside.is_settled
    assert beside.is_changed, "somebody should look again"
    conclude(weighed, fact, NO, version=1)
    assert not weighed.beside(fact).is_changed


def test_two_officers_meet_and_neither_loses_a_word(weighed: Weighed) -> None:
    fact = weighed.fact()
    conclude(weighed, fact, YES, "First words.")
    conclude(weighed, fact, YES, "Costa's words.", by=weighed.cast.costa, version=1)
    with pytest.raises(Conflict) as conflict:
        conclude(weighed, fact, YES, "Berg's words.", version=1)
    said = conflict.value
    assert (said.theirs.says, said.theirs.by_name, said.version) == ("Costa's words.", "Costa", 2)
    assert said.base is not None
    assert said.base.says == "First words."
    conclude(weighed, fact, YES, "Both.", version=2)


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "dina", "sami"])
def test_the_wrong_role_is_forbidden(role: str, weighed: Weighed) -> None:
    with pytest.raises(Forbidden):
        conclude(weighed, weighed.fact(), YES, by=getattr(weighed.cast, role))


@pytest.mark.parametrize("role", ["elio", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(role: str, weighed: Weighed) -> None:
    with pytest.raises(Hidden):
        conclude(weighed, weighed.fact(), YES, by=getattr(weighed.cast, role))
