"""A pack that lets nobody move on before the facts are concluded on, the questions of the law answered and
every argument addressed: the boards and the texts of the file answer, and a person where they are silent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from limen.domain.assessments.names import Finding
from limen.domain.decisions.commands import beginning, writing
from limen.domain.procedure.commands.moving import move
from limen.domain.procedure.events import Moved
from limen.domain.procedure.queries.standing import stages_of
from limen.foundation.refusals import Refused
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast
from tests.domain.assessments.analysed import ANALYSIS_LAW, Analysed, analysed
from tests.domain.assessments.argued import argue, cite, leave
from tests.petitions import PROCEDURE, today

_NEEDS = ("inconsistencies_put", "facts_concluded", "elements_answered", "arguments_addressed")
LAW = ANALYSIS_LAW | {
    "atlantis/procedure.yaml": PROCEDURE.replace(
        "needs: [registration_data_recorded]", f"needs: [{', '.join(_NEEDS)}]"
    )
}


@pytest.fixture
def found(cast: Cast, nadia: UUID, now: datetime) -> Analysed:
    return analysed(cast, nadia, now, law=LAW)


def examine(found: Analysed, **confirmed: str) -> Moved:
    """The move that the pack lets happen after the reasoning."""
    on = found.on
    with acting_as(on.by):
        here = stages_of(on.application, by=on.by, at=on.now)[0]
    return move(
        on.application, stage_id=here.id, act="examine", to="examined", moved_on=today(on.now),
        confirmed=confirmed, on=today(on.now), by=on.by, at=on.now + timedelta(seconds=1),
    )  # fmt: skip


def refused(act: Callable[[], object]) -> dict[str, str]:
    """The conditions that stand against it, with their sentences."""
    with pytest.raises(Refused) as told:
        act()
    return {one.code.removeprefix("gate:"): str(one.says) for one in told.value.obstacles}


def test_a_case_moves_on_once_the_reasoning_is_done(found: Analysed) -> None:
    fact = found.on.fact()
    argument = argue(found.on).piece_id
    said = refused(lambda: examine(found))
    assert said.keys() == {"facts_concluded", "elements_answered", "arguments_addressed"}
    assert "Nothing that can stand is concluded on: The river took the house." in said["facts_concluded"]
    assert "Not answered in the legal analysis: Home was flooded; Nothing bars" in said["elements_answered"]
    assert "Neither cited in a decision nor left with a reason: The school" in said["arguments_addressed"]
    assert refused(lambda: examine(found, elements_answered="Yes, yes.")).keys() == said.keys(), (
        "nobody confirms by hand what a board denies"
    )
    found.on.conclude(fact, Finding.ACCEPTED)
    found.answer_all()
    assert refused(lambda: examine(found)).keys() == {"arguments_addressed"}
    leave(found.on, argument)
    event = examine(found)
    assert (event.stage, event.confirmed) == ("examined", ())


def test_an_argument_is_addressed_where_a_decision_cites_it(found: Analysed, nadia: UUID) -> None:
    on = found.on
    on.conclude(on.fact(), Finding.ACCEPTED)
    found.answer_all()
    argument = argue(on).piece_id
    decision = beginning.begin(
        on.case, pack="atlantis", person_ids=(nadia,), application_id=on.application, by=on.by, at=on.now
    ).decision_id
    assert refused(lambda: examine(found)).keys() == {"arguments_addressed"}, (
        "an empty text addresses nothing"
    )
    text = f"The school was destroyed. {cite(argument)}"
    writing.save_version(decision, section="why", text=text, version=0, on=ON, by=on.by, at=on.now)
    assert examine(found).stage == "examined", "unsigned as the decision is"


def test_that_nothing_was_argued_a_person_says(found: Analysed) -> None:
    found.on.conclude(found.on.fact(), Finding.ACCEPTED)
    found.answer_all()
    said = refused(lambda: examine(found))
    assert said.keys() == {"arguments_addressed"}
    assert said["arguments_addressed"].startswith("To be confirmed in words")
    event = examine(found, arguments_addressed="Nobody put any forward.")
    assert event.confirmed == ("arguments_addressed: Nobody put any forward.",)
