"""What an evidence board still waits for, in sentences of a decision. Pure questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

PUT = "inconsistencies_put"  # the condition of packs that a board can deny
ELEMENTS = "elements_answered"  # the condition of packs that an analysis answers
_LONGEST = 120  # letters of a fact or a discrepancy in a sentence about it


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A question of the legal analysis that waits: `at` is its place on the page of the analysis."""

    at: str
    says: str


@dataclass(frozen=True, kw_only=True)
class OnBoard:
    """An evidence board of what is decided: whose it is, and what is missing on it, in words."""

    id: str
    person: str
    called: str
    has_facts: bool
    not_concluded: Sequence[str]
    not_put: Sequence[str]
    is_weighed: bool = True
    is_analysed: bool = False
    unanswered: Sequence[OpenQuestion] = ()


def said_of_board(board: OnBoard) -> list[tuple[str, str, bool]]:
    """Each condition: its code, the sentence that says what is missing, and whether it is met."""
    if not board.is_weighed:
        return []
    told = {"person": board.called, "facts": _listed(board.not_concluded), "what": _listed(board.not_put)}
    if not board.has_facts:
        says = _("On the evidence board of %(person)s no fact is stated yet.") % told
        return [("concluded", says, False)]
    concluded = (
        _("On the evidence board of %(person)s nothing that can stand is concluded on: %(facts)s.") % told
    )
    put = _("On the evidence board of %(person)s this was not put to the applicant yet: %(what)s.") % told
    return [("concluded", concluded, not board.not_concluded), ("put", put, not board.not_put)]


def said_of_analysis(board: OnBoard) -> list[tuple[str, str, bool, str]]:
    """Each question that waits, by its code, sentence and place; a single one, met, when none does."""
    if not board.is_analysed:
        return []
    if not board.unanswered:
        says = _("Every question of the legal analysis of %(person)s that arises is answered.")
        return [(ELEMENTS, says % {"person": board.called}, True, "")]
    says = _("In the legal analysis of %(person)s this is not answered yet: %(question)s.")
    return [
        (
            f"{ELEMENTS}.{one.at}",
            says % {"person": board.called, "question": one.says[: 2 * _LONGEST]},
            False,
            one.at,
        )
        for one in board.unanswered
    ]


def _listed(texts: Sequence[str]) -> str:
    return "; ".join(one[:_LONGEST] for one in texts)
