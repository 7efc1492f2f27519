"""What a decision and a move ask of the legal analysis, and how an answer is cited until it is signed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

import pytest

from limen.domain.assessments.commands import facts
from limen.domain.assessments.queries.answering import answers_citable
from limen.domain.assessments.queries.naming import cited_and_facts
from limen.domain.citations.names import AnswerKey, CitedState, key_from, short, written
from limen.domain.citations.queries.cards import Cited
from limen.domain.decisions.commands import beginning, writing
from limen.domain.decisions.queries.citing import as_kept, sources_of
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.queries.sheets import decision_sheet
from limen.domain.decisions.rules.gates import Mend
from limen.domain.decisions.rules.structure import Before
from limen.domain.identity.names import Compartment
from limen.domain.procedure.queries.gates import answer_gates
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.assessments.analysed import ANALYSIS_ALONE, Analysed, analysed
from tests.domain.assessments.weighed import board
from tests.petitions import seen


@pytest.fixture
def found(cast: Cast, nadia: UUID, now: datetime) -> Analysed:
    return analysed(cast, nadia, now, law=ANALYSIS_ALONE)


@pytest.fixture
def decision(found: Analysed, nadia: UUID) -> UUID:
    return beginning.begin(
        found.on.case, pack="atlantis", person_ids=(nadia,), application_id=found.on.application,
        by=found.on.by, at=found.on.now,
    ).decision_id  # fmt: skip


def missing(found: Analysed, decision: UUID) -> dict[str, str]:
    """What the decision still waits for of the analysis and of its citations: its place, and the sentence."""
    with acting_as(found.on.by):
        sheet = decision_sheet(decision, on=ON, by=found.on.by, at=found.on.now)
        unmet = [one for one in gates_of(sheet, Before.READER) if not one.is_met]
    assert not [one for one in unmet if one.mend is Mend.BOARD], "a law that weighs nothing asks for no fact"
    told = [one for one in unmet if one.mend is Mend.ANALYSIS or one.code.startswith("citation")]
    return {one.at: one.says for one in told}


def asked(found: Analysed) -> tuple[bool | None, str]:
    """What the condition of a pack is told."""
    with acting_as(found.on.by):
        sheet = seen(found.on.application, found.on.cast.berg, found.on.now)
        [told] = answer_gates(["elements_answered"], sheet, on=ON, by=found.on.by, at=found.on.now)
    return told.holds, told.why


def named(found: Analysed, answer: UUID, by: Player | None = None) -> Cited | None:
    """What the name of an answer leads to."""
    key, actor = AnswerKey(of=short(answer)), by.actor if by else found.on.by
    with acting_as(actor):
        told = cited_and_facts([key], found.on.case, language="en", by=actor, at=found.on.now)
    return told.get(key)


def test_a_decision_names_every_question_that_waits(found: Analysed, decision: UUID) -> None:
    harm = found.harm()
    said = missing(found, decision)
    assert said.keys() == {
        f"{found.id} flooded-{found.id}", f"{found.id} at_risk-{harm}", f"{found.id} form-{harm}",
        f"{found.id} no_help-{harm}", f"{found.id} not_barred-{found.id}",
    }  # fmt: skip
    assert "A real risk of this harm (The water comes back.)" in said[f"{found.id} at_risk-{harm}"]
    found.answer("flooded")
    found.answer("at_risk", harm, "not_met")
    assert missing(found, decision) == {}, "what does not arise is not asked for"


def test_the_condition_of_a_pack_is_answered_by_the_analysis(found: Analysed) -> None:
    assert asked(found) == (
        False, "Not answered in the legal analysis: Home was flooded; Nothing bars the person.",
    )  # fmt: skip
    found.answer_all()
    assert asked(found) == (True, "")


def test_where_the_law_asks_nothing_a_person_says_so(cast: Cast, nadia: UUID, now: datetime) -> None:
    assert asked(Analysed(on=board(cast, nadia, now))) == (None, "")


def test_an_answer_is_cited_and_says_what_became_of_it(found: Analysed, decision: UUID) -> None:
    harm = found.harm()
    found.answer("flooded")
    risk = found.answer("at_risk", harm)
    form = found.answer("form", harm, reasons="The river, each spring.")
    text = written(AnswerKey(of=short(form)))
    assert key_from(f"answer/{form.hex[-8:]}") == AnswerKey(of=short(form))
    told = named(found, form)
    assert told is not None
    assert (told.states, told.part_id) == ((), form)
    assert "It is of a form that counts (The water comes back.): Met" in told.line
    writing.save_version(
        decision, section="why", text=text, version=0, on=ON, by=found.on.by, at=found.on.now
    )
    assert "why" not in missing(found, decision)
    found.answer("at_risk", harm, reasons="Once more.", version=1)
    told = named(found, form)
    assert told is not None
    assert told.states == (CitedState.CHANGED,)
    found.answer("at_risk", harm, "not_met", version=2)
    told = named(found, form)
    assert told is not None
    assert CitedState.NOT_ARISING in told.states
    assert "no longer arises" in missing(found, decision)["why"]
    facts.withdraw_piece(found.id, piece_id=harm, why="Not his.", by=found.on.by, at=found.on.now)
    told = named(found, risk)
    assert told is not None
    assert told.states == (CitedState.HARM_WITHDRAWN,)
    assert "about a harm that was withdrawn" in missing(found, decision)["why"]


def test_what_was_signed_keeps_what_the_answer_said(found: Analysed) -> None:
    harm = found.harm()
    risk = found.answer("at_risk", harm)
    text = written(AnswerKey(of=short(risk)))
    asker: Any = {"language": "en", "compartment": Compartment.GENERAL, "by": found.on.by, "at": found.on.now}
    with acting_as(found.on.by):
        [live] = sources_of([text], found.on.case, **asker)
        kept = as_kept([live])
    found.answer("at_risk", harm, "not_met", version=1)
    with acting_as(found.on.by):
        [changed] = sources_of([text], found.on.case, **asker)
        [signed] = sources_of([text], found.on.case, frozen=kept, **asker)
    assert live.line.startswith("Legal analysis, A real risk of this harm (The water comes back.): Met.")
    assert "Not met" in changed.line, "live until it is signed"
    assert (signed.line, signed.words, signed.is_frozen) == (live.line, live.words, True)


def test_an_answer_is_hidden_like_a_missing_one(found: Analysed) -> None:
    answer = found.answer("flooded", reasons="The street stood under water.")
    assert named(found, answer, found.on.cast.elio) is None
    assert named(found, found.id) is None
    with acting_as(found.on.by):
        [offered] = answers_citable(found.on.case, "street", by=found.on.by, at=found.on.now)
        assert answers_citable(found.on.case, "mountain", by=found.on.by, at=found.on.now) == []
    assert (offered.key, offered.answered) == (AnswerKey(of=short(answer)), "Met")
