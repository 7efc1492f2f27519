"""Where the law's list is closed, an answer that rests on it names at least one of its items."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.foundation.refusals import Refused
from tests.cast import Cast
from tests.domain.assessments.analysed import ANALYSIS_LAW, Analysed, analysed
from tests.domain.told import obstacles


def law(answer: str) -> dict[str, str]:
    """The same law, in which one of the forms must be named with this answer."""
    text = ANALYSIS_LAW["atlantis/analysis.yaml"]
    closed = text.replace("chooses: forms,", f"chooses: forms, must_choose: {answer},")
    assert closed != text
    return ANALYSIS_LAW | {"atlantis/analysis.yaml": closed}


@pytest.fixture
def closed(cast: Cast, nadia: UUID, now: datetime) -> Analysed:
    return analysed(cast, nadia, now, law=law("met"))


def test_met_with_nothing_chosen_is_refused_in_a_sentence(closed: Analysed) -> None:
    harm = closed.harm()
    closed.answer("at_risk", harm)
    with pytest.raises(Refused) as told:
        closed.answer("form", harm)
    [obstacle] = told.value.obstacles
    assert obstacle.code == "chosen"
    assert obstacle.says == "Where it is met, the law wants at least one of “Forms of harm”. Choose it."
    assert closed.question("form", harm).answer is None
    closed.answer("form", harm, chosen="hunger")
    assert closed.question("form", harm).answer is not None


def test_the_other_answer_needs_nothing(closed: Analysed) -> None:
    harm = closed.harm()
    closed.answer("at_risk", harm)
    closed.answer("form", harm, "not_met")
    assert obstacles(lambda: closed.answer("form", harm, version=1)) == {"chosen"}, (
        "nor is it changed into it"
    )


def test_a_law_can_ask_it_of_not_met(cast: Cast, nadia: UUID, now: datetime) -> None:
    found = analysed(cast, nadia, now, law=law("not_met"))
    harm = found.harm()
    found.answer("at_risk", harm)
    assert obstacles(lambda: found.answer("form", harm, "not_met")) == {"chosen"}
    found.answer("form", harm)
    found.answer("form", harm, "not_met", chosen="water", version=1)


def test_a_law_that_says_nothing_asks_for_none(cast: Cast, nadia: UUID, now: datetime) -> None:
    found = analysed(cast, nadia, now)
    harm = found.harm()
    found.answer("at_risk", harm)
    found.answer("form", harm)
    assert found.question("form", harm).question.must_choose is None
