"""What a decision and a move ask of the evidence board, and how a fact is cited."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.assessments.commands import facts
from limen.domain.assessments.names import Finding
from limen.domain.assessments.queries.naming import cited_and_facts, facts_citable
from limen.domain.citations.names import CitedState, FactKey, key_from, short, written
from limen.domain.citations.queries.cards import Cited
from limen.domain.decisions.commands import beginning, writing
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.rules.gates import Mend
from limen.domain.decisions.rules.structure import Before
from limen.domain.procedure.queries.gates import answer_gates
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.assessments.weighed import Weighed, board
from tests.petitions import seen


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


@pytest.fixture
def decision(weighed: Weighed, nadia: UUID) -> UUID:
    return beginning.begin(
        weighed.case, pack="atlantis", person_ids=(nadia,), application_id=weighed.application,
        by=weighed.by, at=weighed.now,
    ).decision_id  # fmt: skip


def missing(weighed: Weighed, decision: UUID) -> dict[str, str]:
    """The gates of boards and citations that are not met, by code without ids."""
    with acting_as(weighed.by):
        sheet = decision_sheet(decision, on=ON, by=weighed.by, at=weighed.now)
        gates = gates_of(sheet, Before.READER)
    unmet = [one for one in gates if not one.is_met]
    board_id = str(weighed.id)
    assert all(one.at == board_id for one in unmet if one.mend is Mend.BOARD)
    told = [one for one in unmet if one.mend is Mend.BOARD or one.code.startswith("citation")]
    return {one.code.replace(f"board.{board_id}.", "board."): one.says for one in told}


def named(weighed: Weighed, fact: UUID, by: Player | None = None) -> Cited | None:
    """What the name of a fact leads to."""
    key, actor = FactKey(of=short(fact)), by.actor if by else weighed.by
    with acting_as(actor):
        found = cited_and_facts([key], weighed.case, language="en", by=actor, at=weighed.now)
    return found.get(key)


def test_a_decision_waits_for_every_fact_and_every_answer(weighed: Weighed, decision: UUID) -> None:
    assert missing(weighed, decision).keys() == {"board.concluded"}, "no fact yet"
    fact, other = weighed.fact(), weighed.fact("She was not at home.")
    piece = weighed.differs(fact)
    said = missing(weighed, decision)
    assert said.keys() == {"board.concluded", "board.put"}
    assert "The river took the house.; She was not at home." in said["board.concluded"]
    weighed.put(piece)
    weighed.conclude(fact, Finding.ACCEPTED)
    weighed.conclude(other, Finding.ACCEPTED)
    assert missing(weighed, decision) == {}


def test_a_case_without_a_board_is_asked_nothing_of_one(cast: Cast, nadia: UUID, now: datetime) -> None:
    weighed = board(cast, nadia, now)
    alone = beginning.begin(
        cast.case, pack="atlantis", person_ids=(nadia,), by=weighed.by, at=now
    ).decision_id
    assert missing(weighed, alone) == {}, "it answers no application"


def test_the_condition_of_the_pack_is_denied_by_the_board(weighed: Weighed) -> None:
    def asked() -> tuple[bool | None, str]:
        with acting_as(weighed.by):
            sheet = seen(weighed.application, weighed.cast.berg, weighed.now)
            [found] = answer_gates(["inconsistencies_put"], sheet, on=ON, by=weighed.by, at=weighed.now)
        return found.holds, found.why

    fact = weighed.fact()
    assert asked() == (True, "")
    piece = weighed.differs(fact, "March or May")
    assert asked() == (False, "On the evidence board: March or May.")
    weighed.put(piece)
    assert asked() == (True, "")


def test_a_fact_is_cited_and_says_what_became_of_it(weighed: Weighed, decision: UUID) -> None:
    fact = weighed.fact()
    text = written(FactKey(of=short(fact)))
    assert text == f"[[cite: fact/{fact.hex[-8:]}]]"
    assert key_from(f"fact/{fact.hex[-8:]}") == FactKey(of=short(fact))
    found = named(weighed, fact)
    assert found is not None
    assert found.states == (CitedState.NOT_CONCLUDED,)
    writing.save_version(decision, section="why", text=text, version=0, on=ON, by=weighed.by,
                         at=weighed.now)  # fmt: skip
    assert any("nothing is concluded" in one for one in missing(weighed, decision).values())
    weighed.conclude(fact, Finding.ACCEPTED)
    found = named(weighed, fact)
    assert found is not None
    assert found.states == ()
    assert "Accepted" in found.line
    weighed.evidence(fact)
    found = named(weighed, fact)
    assert found is not None
    assert found.states == (CitedState.CHANGED,)
    facts.withdraw_piece(weighed.id, piece_id=fact, why="It was told twice.", by=weighed.by, at=weighed.now)
    found = named(weighed, fact)
    assert found is not None
    assert found.states == (CitedState.FACT_WITHDRAWN,)
    assert any("withdrawn from the evidence board" in one for one in missing(weighed, decision).values())


def test_a_fact_is_hidden_like_a_missing_one(weighed: Weighed) -> None:
    fact = weighed.fact()
    assert named(weighed, fact, weighed.cast.elio) is None
    assert named(weighed, weighed.id) is None
    with acting_as(weighed.by):
        [offered] = facts_citable(weighed.case, "river", by=weighed.by, at=weighed.now)
        assert facts_citable(weighed.case, "mountain", by=weighed.by, at=weighed.now) == []
    assert (offered.key, offered.concluded) == (FactKey(of=short(fact)), "nothing concluded yet")
