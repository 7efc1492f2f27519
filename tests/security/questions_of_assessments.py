"""Every question about evidence boards, as one of the scene would ask it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from limen.domain.assessments.models import Board
from limen.domain.assessments.queries import (
    answering,
    arguing,
    assigned,
    history,
    law,
    naming,
    reach,
    sheets,
    standing,
)
from limen.domain.citations.names import AnswerKey, ArgumentKey, FactKey, Key, short
from limen.domain.identity.names import Compartment
from limen.foundation.refusals import Hidden, Refused
from tests.security.questions_of_the_law import Asked, each
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene

# Questions that are not about rows behind the walls, with the reason.
NOT_ASKED_OF_ASSESSMENTS = {
    "within_boards": "a filter", "boards_seen_by": "a filter", "on_boards": "a filter",
    "board_drafts": "asked by board_draft_of", "template_of": "of the law alone",
    "template_on": "of the law alone", "around_of": "of a sheet", "beside_digest": "of a sheet",
    "concluded_words": "of a sheet",
    "asked_of_law": "of the law alone", "later_analysis": "of the law alone",
    "analysis_on": "of the law alone", "analysis_sheet": "of a sheet",
    "rests_digest": "of a sheet", "facts_of_board": "of a sheet", "question_words": "of a sheet",
    "cited_answers": "of sheets", "answer_keys": "of a sheet", "answer_words": "of a sheet",
    "cited_arguments": "of sheets", "argument_keys": "of a sheet", "put_words": "of a sheet",
}  # fmt: skip


def asked_of_assessments(scene: Scene, facts: Facts, name: str, at: datetime) -> Asked:
    """Every board and everything on it, and every fact by its name in every case."""
    by = scene.people[name].actor
    cases = [row["id"] for row in facts.all("cases_case")]
    boards = [row["id"] for row in facts.all("assessments_board")]
    pieces = [(row["board_id"], row["id"]) for row in facts.all("assessments_piece")]
    keys: list[Key] = [FactKey(of=short(piece)) for _board, piece in pieces]
    keys += [AnswerKey(of=short(piece)) for _board, piece in pieces]
    keys += [ArgumentKey(of=short(piece)) for _board, piece in pieces]
    asker: dict[str, Any] = {"by": by, "at": at}

    def sheet(key: Any, **who: Any) -> Any:
        return sheets.board_sheet(key, **who)

    def piece(ids: Any, **who: Any) -> Any:
        row = reach.boards_seen_by(by, at=at).filter(pk=ids[0]).first()
        if row is None:
            raise Hidden("board")
        return reach.piece_on(row, ids[1], **who).pk

    return {
        "boards_standing": each(
            lambda key, **who: standing.boards_standing(key, among=set(Compartment), **who), cases, **asker
        ),
        "piece_history": each(lambda ids, **who: history.piece_history(*ids, **who), pieces, **asker),
        "boards_assigned": lambda: assigned.boards_assigned(**asker),
        "boards_of": each(sheets.boards_of, cases, **asker),
        "board_sheets": each(sheets.board_sheets, cases, **asker),
        "board_sheet": each(sheet, boards, **asker),
        "weighable": each(law.weighable, cases, **asker),
        "board_draft_of": each(lambda key, **who: sheets.board_draft_of(key, "fact", **who), boards, **asker),
        "locked_board": each(_locked, boards, **asker),
        "piece_on": each(piece, pieces, **asker),
        "cited_and_facts": lambda: [
            naming.cited_and_facts(keys, case, language="en", **asker) for case in cases
        ],
        "facts_citable": each(lambda key, **who: naming.facts_citable(key, "", **who), cases, **asker),
        "answers_citable": each(lambda key, **who: answering.answers_citable(key, "", **who), cases, **asker),
        "arguments_citable": each(
            lambda key, **who: arguing.arguments_citable(key, "", **who), cases, **asker
        ),
        "places_on": each(
            lambda key, **who: naming.places_on(sheet(key, **who), language="en", **who), boards, **asker
        ),
    }


def _locked(key: Any, **who: Any) -> Board:
    try:
        return reach.locked_board(key, **who)
    except Refused as only_read:
        raise Hidden("only read") from only_read
