"""What an evidence board still waits for, in sentences of a decision. Pure questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

PUT = "inconsistencies_put"  # the condition of packs that a board can deny
_LONGEST = 120  # letters of a fact or a discrepancy in a sentence about it


@dataclass(frozen=True, kw_only=True)
class OnBoard:
    """An evidence board of what is decided: whose it is, and what is missing on it, in words."""

    id: str
    called: str
    has_facts: bool
    not_concluded: Sequence[str]
    not_put: Sequence[str]


def said_of_board(board: OnBoard) -> list[tuple[str, str, bool]]:
    """Each condition: its code, the sentence that says what is missing, and whether it is met."""
    told = {"person": board.called, "facts": _listed(board.not_concluded), "what": _listed(board.not_put)}
    if not board.has_facts:
        says = _("On the evidence board of %(person)s no fact is stated yet.") % told
        return [("concluded", says, False)]
    concluded = (
        _("On the evidence board of %(person)s nothing that can stand is concluded on: %(facts)s.") % told
    )
    put = _("On the evidence board of %(person)s this was not put to the applicant yet: %(what)s.") % told
    return [("concluded", concluded, not board.not_concluded), ("put", put, not board.not_put)]


def _listed(texts: Sequence[str]) -> str:
    return "; ".join(one[:_LONGEST] for one in texts)
