"""The legal analysis by the packs as they came: protection, a petition for a relative, a permit to work. One
mechanism, and other data: no line of the programme knows any of them."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import pytest

from limen.domain.assessments.commands import analysing, opening
from limen.domain.assessments.names import Answered, Harm
from limen.domain.assessments.queries.analysing import AnalysisSheet, analysis_sheet
from limen.domain.assessments.queries.sheets import board_sheet
from limen.domain.decisions.commands import beginning
from limen.domain.decisions.queries.looks import gates_of
from limen.domain.decisions.rules.gates import Mend
from limen.domain.decisions.rules.structure import Before
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.law.analysis import Arises
from tests.cast import Cast
from tests.domain.procedure.test_three_kinds import FAMILY, PERMIT, PROTECTION, Kind, Walk
from tests.domain.told import obstacles
from tests.workspaces.whole_law import put_distributed_in_force

# The questions in their order when everything is met: refugee status comes first, and what is asked only
# where it is not met is never asked.
ORDER = {
    PROTECTION.type: (
        "outside_country not_excluded_by_other_protection risk past sur_place act reason nexus actor "
        "no_protection no_internal_alternative not_excluded_as_refugee no_ground_to_refuse_status"
    ),
    FAMILY.type: "petitioner_status relationship genuine age_and_marriage no_bar_to_petition",
    PERMIT.type: "category basis_in_force waiting_time not_barred",
}


def look(walk: Walk, board: UUID) -> AnalysisSheet:
    """The analysis as it stands."""
    with acting_as(walk.by):
        found = analysis_sheet(board_sheet(board, by=walk.by, at=walk.at), by=walk.by)
    assert found is not None
    return found


def waiting(walk: Walk) -> int:
    """How many questions the decision still waits for."""
    with acting_as(walk.by):
        gates = gates_of(walk.decided(), Before.SIGNING)
    return sum(one.mend is Mend.ANALYSIS and not one.is_met for one in gates)


def answer_first(walk: Walk, board: UUID) -> str:
    """The first question that is open, met; everything that still waits is refused. Empty when none is."""
    sheet = look(walk, board)
    for one in sheet.unanswered:
        chosen = one.items[0].id if one.question.must_choose == "met" else ""
        told = Answered(
            question=one.question.id, answer="met", reasons="It stands in the file.", chosen=chosen
        )
        of_id = one.harm.id if one.harm else None

        def act(told: Answered = told, of_id: UUID | None = of_id) -> object:
            return analysing.answer_question(board, of_id=of_id, answered=told, by=walk.by, at=walk.tick())

        if one.arises is Arises.OPEN:
            act()
            return one.question.id
        assert obstacles(act) & {"waits", "harm"}
    assert sheet.unanswered == ()
    return ""


@pytest.mark.parametrize("kind", [PROTECTION, FAMILY, PERMIT], ids=lambda one: one.type)
def test_the_elements_of_a_kind_are_answered_in_their_order(
    kind: Kind, cast: Cast, nadia: UUID, now: datetime
) -> None:
    put_distributed_in_force(cast, now, kind.pack)
    walk = Walk(cast=cast, nadia=nadia, kind=kind, now=now)
    walk.file_and_lodge()
    event = opening.open_board(
        cast.case, board_id=new_id(), application_id=walk.application, person_id=nadia, by=walk.by,
        at=walk.tick(),
    )  # fmt: skip
    board = event.board_id
    assert bool(event.template) is (kind is PROTECTION), "the service weighs no account"
    walk.decision = beginning.begin(
        cast.case, pack=kind.pack, person_ids=(nadia,), application_id=walk.application, by=walk.by,
        at=walk.tick(),
    ).decision_id  # fmt: skip
    if kind is PROTECTION:
        harm = Harm(says="Prison, for what he wrote")
        analysing.state_harm(board, harm=harm, by=walk.by, at=walk.tick())
    assert waiting(walk) == len(look(walk, board).unanswered) > 0
    answered = []
    while question := answer_first(walk, board):
        answered.append(question)
    assert " ".join(answered) == ORDER[kind.type]
    assert waiting(walk) == 0
