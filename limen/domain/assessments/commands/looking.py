"""Working through the lists of the template: indicators, circumstances, what may distort, conditions."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.assessments.commands.laying import (
    fact_on,
    forget_draft,
    in_its_place,
    lay,
    lay_on,
    say_again,
    what_was_laid,
)
from limen.domain.assessments.events import (
    CircumstancesConsidered,
    ConditionsAnswered,
    DistortionsConsidered,
    IndicatorsWeighed,
)
from limen.domain.assessments.names import ANSWERS, LISTS, Look, PieceKind, slot_of
from limen.domain.assessments.rules import acting
from limen.domain.assessments.rules.concluding import item_key
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import refuse_if


@command("assessments.weigh_indicators")
def weigh_indicators(
    board_id: UUID, *, of_id: UUID | None, look: Look, version: int = 0, by: Actor, at: datetime
) -> IndicatorsWeighed:
    """Say of each indicator how it bears, and why."""
    told = _looked(board_id, PieceKind.INDICATORS, of_id, look, version, by, at)
    return IndicatorsWeighed(**told)


@command("assessments.consider_circumstances")
def consider_circumstances(
    board_id: UUID, *, look: Look, version: int = 0, by: Actor, at: datetime
) -> CircumstancesConsidered:
    """Look at the circumstances of the person and of the place, one by one."""
    told = _looked(board_id, PieceKind.CIRCUMSTANCES, None, look, version, by, at)
    return CircumstancesConsidered(**told)


@command("assessments.consider_distortions")
def consider_distortions(
    board_id: UUID, *, look: Look, version: int = 0, by: Actor, at: datetime
) -> DistortionsConsidered:
    """Look at what may distort the account: of the applicant, of whoever asks, of the interpreter, of the
    setting."""
    told = _looked(board_id, PieceKind.DISTORTIONS, None, look, version, by, at)
    return DistortionsConsidered(**told)


@command("assessments.answer_conditions")
def answer_conditions(
    board_id: UUID, *, of_id: UUID | None, look: Look, version: int = 0, by: Actor, at: datetime
) -> ConditionsAnswered:
    """Answer the conditions under which a fact is believed that nothing but statements support."""
    told = _looked(board_id, PieceKind.CONDITIONS, of_id, look, version, by, at)
    return ConditionsAnswered(**told)


def _looked(
    board_id: UUID, kind: PieceKind, of_id: UUID | None, look: Look, version: int, by: Actor, at: datetime
) -> dict[str, Any]:
    """One list, worked through as far as somebody came; what the event of it says."""
    laid = lay_on(board_id, by=by, at=at)
    of = fact_on(laid, of_id)
    template, on = laid.sheet.template, laid.sheet.card.governed_on
    items = {item_key(which, one) for which in LISTS[kind] for one in template.items(which, on)}
    refuse_if(
        [
            *acting.obstacles_to_laying(kind, of_fact=of is not None, concludes_on=template.concludes_on),
            *acting.obstacles_to_looking(look, items=items, answers=ANSWERS[kind].values),
        ]
    )
    kept = Look(
        answers={key: one for key, one in look.answers.items() if one},
        words={key: one.strip() for key, one in look.words.items() if key in items and one.strip()},
    )
    before = in_its_place(laid, kind, of)
    found = lay(laid, kind, kept, of=of) if before is None else say_again(laid, before, kept, version=version)
    forget_draft(laid, slot_of(kind, of_id))
    return what_was_laid(laid, found)
