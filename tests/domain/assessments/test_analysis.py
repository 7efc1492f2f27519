"""The legal analysis: harms are stated, questions answered in their order, nothing is concluded of itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.assessments.commands import analysing, facts
from limen.domain.assessments.events import HarmStated, QuestionAnswered
from limen.domain.assessments.names import Answered, Finding, Harm
from limen.domain.assessments.queries.sheets import boards_of
from limen.domain.citations.names import FactKey, short
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Forbidden, Hidden
from limen.foundation.rows import acting_as
from limen.law.analysis import Arises
from tests.cast import Cast
from tests.conftest import House
from tests.domain.assessments.analysed import ANALYSIS_ALONE, Analysed, analysed
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.citations.filed import paper
from tests.domain.told import Journal, obstacles


@pytest.fixture
def found(cast: Cast, nadia: UUID, now: datetime) -> Analysed:
    return analysed(cast, nadia, now)


def name_of(fact: UUID) -> str:
    return str(FactKey(of=short(fact)))


def stand(found: Analysed) -> dict[str, Arises]:
    """How each question stands, those about harms under the words of the harm."""
    return {
        f"{one.question.id}{f' {one.harm.harm.says}' if one.harm else ''}": one.arises
        for one in found.sheet().questions
    }


def test_a_board_keeps_the_analysis_of_its_day(found: Analysed) -> None:
    with acting_as(found.on.by):
        [card] = boards_of(found.on.case, by=found.on.by, at=found.on.now)
    assert (card.template, card.analysis) == ("by_facts", "shelter")
    assert [one.question.id for one in found.sheet().questions] == ["flooded", "not_barred"]
    assert stand(found) == {"flooded": Arises.OPEN, "not_barred": Arises.WAITING}
    assert found.question("not_barred").waits_for == (), "nobody has said what is feared"


def test_a_harm_is_stated_with_the_facts_on_which_it_rests(found: Analysed, journal: Journal) -> None:
    fact = found.on.fact()
    told = Harm(says="The water comes back.", facts=f"{name_of(fact)} {name_of(fact)}")
    by, now = found.on.by, found.on.now
    event = analysing.state_harm(found.id, harm=told, by=by, at=now)
    assert isinstance(event, HarmStated)
    assert journal.tells(event, by=found.on.cast.berg)
    [card] = found.on.sheet().harms
    assert (card.harm.says, card.harm.facts) == ("The water comes back.", name_of(fact))
    again = analysing.state_harm(
        found.id, harm=Harm(says="The water comes."), piece_id=card.id, version=1, by=by, at=now
    )
    assert again.number == 2
    assert obstacles(lambda: found.harm(" ")) == {"says"}
    assert obstacles(lambda: found.harm(facts=name_of(new_id()))) == {"facts"}
    assert obstacles(lambda: found.harm(facts="interview/9b1c77aa/b12")) == {"facts"}


def test_questions_are_answered_in_their_order(found: Analysed, journal: Journal) -> None:
    first, second = found.harm(), found.harm("Hunger.")
    assert obstacles(lambda: found.answer("form", first)) == {"waits"}
    told = Answered(question="at_risk", answer="met", reasons=" As she told it. ")
    event = analysing.answer_question(found.id, of_id=first, answered=told, by=found.on.by, at=found.on.now)
    assert isinstance(event, QuestionAnswered)
    assert event.question == "at_risk"
    assert journal.tells(event, by=found.on.cast.berg)
    card = found.question("at_risk", first)
    assert card.answer is not None
    assert card.answer.answered.reasons == "As she told it."
    found.answer("at_risk", second, "not_met")
    assert stand(found) == {
        "flooded": Arises.OPEN,
        "at_risk The water comes back.": Arises.ANSWERED,
        "at_risk Hunger.": Arises.ANSWERED,
        "form The water comes back.": Arises.OPEN,
        "form Hunger.": Arises.NOT,
        "no_help The water comes back.": Arises.WAITING,
        "no_help Hunger.": Arises.NOT,
        "not_barred": Arises.WAITING,
    }
    assert obstacles(lambda: found.answer("form", second)) == {"not"}
    waits = found.question("not_barred").waits_for
    assert waits == ("Nobody helps against it (The water comes back.)",)


def test_an_answer_says_why_and_chooses_of_the_law(found: Analysed) -> None:
    harm = found.harm()
    assert obstacles(lambda: found.answer("at_risk", harm, "perhaps")) == {"answer"}
    assert obstacles(lambda: found.answer("at_risk", harm, reasons=" ")) == {"reasons"}
    assert obstacles(lambda: found.answer("at_risk", harm, chosen="water")) == {"chosen"}
    found.answer("at_risk", harm)
    assert obstacles(lambda: found.answer("form", harm, chosen="fire")) == {"chosen"}
    assert obstacles(lambda: found.answer("form", harm, chosen="cold")) == {"chosen"}, "a law to come"
    found.answer("form", harm, chosen="hunger water")
    card = found.question("form", harm)
    assert card.answer is not None
    assert card.answer.answered.chosen == "water hunger", "in the order of the law"
    with pytest.raises(Hidden):
        found.answer("at_risk")
    with pytest.raises(Hidden):
        found.answer("flooded", harm)
    with pytest.raises(Hidden):
        found.answer("of_tomorrow")


def test_an_answer_rests_on_facts_of_its_board_and_on_places(house: House, found: Analysed) -> None:
    document, _file = paper(house, found.on.case, found.on.cast.berg, found.on.now)
    fact, page = found.on.fact(), f"document/{document.hex[-8:]}/v1/p1"
    found.answer("flooded", cites=f"{name_of(fact)}\n{page}")
    card = found.question("flooded")
    assert card.answer is not None
    assert card.answer.answered.cites == f"{name_of(fact)} {page}"
    assert obstacles(lambda: found.answer("flooded", cites="the letter", version=1)) == {"cites"}
    assert obstacles(lambda: found.answer("flooded", cites=name_of(new_id()), version=1)) == {"cites"}
    of_answer = f"answer/{card.answer.id.hex[-8:]}"
    assert obstacles(lambda: found.answer("flooded", cites=of_answer, version=1)) == {"cites"}


def test_what_changes_around_an_answer_is_said(found: Analysed) -> None:
    fact = found.on.fact()
    harm = found.harm(facts=name_of(fact))
    found.answer("at_risk", harm)
    found.answer("form", harm)
    assert not found.question("form", harm).is_changed
    found.on.conclude(fact, Finding.ACCEPTED)
    assert found.question("at_risk", harm).is_changed, "its harm rests on a fact that is concluded on now"
    found.answer("at_risk", harm, version=1)
    assert not found.question("at_risk", harm).is_changed
    assert found.question("form", harm).is_changed, "the answer before it was given anew"


def test_an_answer_before_that_is_changed_leaves_those_after_it_readable(found: Analysed) -> None:
    harm = found.answer_all()
    assert found.sheet().unanswered == ()
    found.answer("at_risk", harm, "not_met", version=1)
    left = found.question("form", harm)
    assert (left.arises, left.is_left_over) == (Arises.NOT, True)
    assert left.answer is not None
    assert obstacles(lambda: found.answer("form", harm, version=1)) == {"not"}
    assert found.sheet().unanswered == (), "what does not arise needs no answer"
    found.answer("at_risk", harm, "met", version=2)
    assert not found.question("form", harm).is_left_over, "nobody has to write it again"


def test_a_harm_that_is_withdrawn_takes_its_answers_along(found: Analysed) -> None:
    harm = found.answer_all()
    facts.withdraw_piece(found.id, piece_id=harm, why="Told of a brother.", by=found.on.by, at=found.on.now)
    assert stand(found)["not_barred"] is Arises.WAITING
    assert len(found.on.sheet().left_over) == 3
    assert obstacles(lambda: found.answer("at_risk", harm)) == {"withdrawn"}


def test_two_officers_meet_and_neither_loses_a_word(found: Analysed) -> None:
    found.answer("flooded", reasons="Hers.")
    found.answer("flooded", answer="not_met", reasons="Mine.", version=1, by=found.on.cast.costa)
    with pytest.raises(Conflict) as met:
        found.answer("flooded", reasons="Slower.", version=1)
    theirs = met.value.theirs
    assert (theirs.says, theirs.by_name) == ("Not met\n\nMine.", "Costa")
    assert met.value.base is not None
    assert met.value.base.says == "Met\n\nHers."
    with pytest.raises(Conflict):
        found.answer("flooded", reasons="Did not see it.")


def test_where_the_law_weighs_nothing_its_questions_are_answered_alone(
    cast: Cast, nadia: UUID, now: datetime
) -> None:
    found = analysed(cast, nadia, now, law=ANALYSIS_ALONE)
    assert not found.on.sheet().is_weighed
    found.answer_all()
    assert found.sheet().unanswered == ()
    assert obstacles(found.on.fact) == {"template"}
    assert obstacles(lambda: found.on.evidence(None)) == {"template"}
    assert obstacles(found.on.consider) == {"template"}


def test_where_the_law_asks_nothing_nothing_is_answered(cast: Cast, nadia: UUID, now: datetime) -> None:
    weighed: Weighed = board(cast, nadia, now)
    bare = Analysed(on=weighed)
    assert obstacles(bare.harm) == {"analysis"}
    assert obstacles(lambda: bare.answer("flooded")) == {"analysis"}


@pytest.mark.parametrize("role", ["hana", "ivo", "jun", "dina", "sami"])
def test_the_wrong_role_is_forbidden(role: str, found: Analysed) -> None:
    with pytest.raises(Forbidden):
        found.answer("flooded", by=getattr(found.on.cast, role))


@pytest.mark.parametrize("role", ["elio", "grit", "farah"])
def test_the_stranger_cannot_even_see_it(role: str, found: Analysed) -> None:
    player = getattr(found.on.cast, role)
    with pytest.raises(Hidden):
        found.sheet(player)
    with pytest.raises(Hidden):
        found.answer("flooded", by=player)
