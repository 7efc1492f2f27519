"""What an evidence board still waits for, in sentences of a decision. Pure questions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from limen.domain.citations.names import keys_in

PUT = "inconsistencies_put"  # the condition of packs that a board can deny
ARGUMENTS = "arguments_addressed"  # the condition of packs that boards with arguments answer
ELEMENTS = "elements_answered"  # the condition of packs that an analysis answers
_LONGEST = 120  # letters of a fact or a discrepancy in a sentence about it


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A question of the legal analysis that waits: `at` is its place on the page of the analysis."""

    at: str
    says: str


@dataclass(frozen=True, kw_only=True)
class Argued:
    """An argument on a board: `name` is its citation name, `is_left` that somebody said why it needs no
    answer."""

    id: str
    name: str
    says: str
    is_left: bool


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
    arguments: Sequence[Argued] = ()
    argument_withdrawn_at: datetime | None = None


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


def not_addressed(board: OnBoard, texts: Iterable[str]) -> tuple[Argued, ...]:
    """The arguments that none of these texts cites, and of which nobody said why they need no answer."""
    cited = set(map(str, keys_in(texts)))
    return tuple(one for one in board.arguments if not one.is_left and one.name not in cited)


def said_of_arguments(board: OnBoard, texts: Iterable[str]) -> list[tuple[str, str, bool, str]]:
    """Each argument that is not addressed, by its code, sentence and place; a single one, met, when all
    are."""
    if not board.arguments:
        return []
    waiting = not_addressed(board, texts)
    if not waiting:
        says = _("Every argument on the evidence board of %(person)s is addressed.")
        return [(ARGUMENTS, says % {"person": board.called}, True, "")]
    says = _(
        "No section cites this argument for %(person)s yet, and nobody said why it needs no answer: "
        "%(argument)s."
    )
    return [
        (
            f"{ARGUMENTS}.{one.id}",
            says % {"person": board.called, "argument": one.says[: 2 * _LONGEST].rstrip(".")},
            False,
            one.id,
        )
        for one in waiting
    ]


def _listed(texts: Sequence[str]) -> str:
    return "; ".join(one[:_LONGEST] for one in texts)
