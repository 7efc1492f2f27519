"""What must be there before a conclusion, above all before one against somebody. Asked by the act, and again
whenever the board is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from limen.domain.assessments.names import NEEDS_WORDS, Conclusion, Finding, Look
from limen.foundation.refusals import Obstacle
from limen.law.entries import Entry
from limen.law.weighing import Needed, Weighed

# Nobody is disbelieved over what they were never asked, with no look at who they are, or without reasons:
# not by any template.
ALWAYS = frozenset({Needed.PUT, Needed.CIRCUMSTANCES, Needed.REASONS})
_LONGEST_NAMED = 120  # letters of a discrepancy in a sentence about it


@dataclass(frozen=True, kw_only=True)
class Around:
    """What lies around a conclusion: the discrepancies that were not put with an answer, in words, and the
    items of the template that nobody has answered."""

    needs: frozenset[Needed]
    not_put: Sequence[str] = field(default=())
    circumstances_open: Sequence[str] = field(default=())
    conditions_open: Sequence[str] = field(default=())


def obstacles_to_concluding(finding: str, reasons: str, around: Around) -> list[Obstacle]:
    """Each reason why it cannot be concluded so, now."""
    obstacles = []
    if finding not in Finding.values:
        obstacles.append(Obstacle("finding", _("Say whether it is accepted or not.")))
    if not reasons.strip():
        obstacles.append(Obstacle("reasons", _("Write the reasons. A conclusion without reasons is none.")))
    if finding == Finding.NOT_ACCEPTED:
        obstacles += _obstacles_to_negative(around)
    return obstacles


def troubles_of(conclusion: Conclusion, around: Around) -> list[Obstacle]:
    """What stands against a conclusion that was drawn, as the board lies now."""
    return obstacles_to_concluding(conclusion.finding, conclusion.reasons, around)


def open_items(which: Weighed, asked: Iterable[Entry], look: Look | None) -> tuple[str, ...]:
    """The items of a list that nobody has answered, or answered without the words that the answer needs."""
    answers = look.answers if look else {}
    words = look.words if look else {}
    return tuple(
        one.says
        for one in asked
        if not (answer := answers.get(item_key(which, one)))
        or (answer in NEEDS_WORDS and not words.get(item_key(which, one), "").strip())
    )


def item_key(which: Weighed, item: Entry) -> str:
    """An item of a template within what was answered: two lists can have items of the same name."""
    return f"{which.value}.{item.id}"


def digest_beside(pieces: Iterable[tuple[UUID, int, bool]]) -> str:
    """What lay around a conclusion: each piece with its version, and whether it was withdrawn."""
    told = "\n".join(sorted(f"{id} {number} {int(is_withdrawn)}" for id, number, is_withdrawn in pieces))
    return hashlib.sha256(told.encode()).hexdigest()


def _obstacles_to_negative(around: Around) -> list[Obstacle]:
    needs = around.needs | ALWAYS
    obstacles = []
    if Needed.PUT in needs:
        says = _(
            "“%(what)s” was never put to the applicant with the answer on record. Put it first, or withdraw "
            "it and say why it does not matter."
        )
        obstacles += [Obstacle("not_put", says % {"what": one[:_LONGEST_NAMED]}) for one in around.not_put]
    if Needed.CIRCUMSTANCES in needs and around.circumstances_open:
        says = _("The circumstances of the person were not looked at: %(items)s.")
        items = "; ".join(around.circumstances_open)
        obstacles.append(Obstacle("circumstances", says % {"items": items}))
    if Needed.CONDITIONS in needs and around.conditions_open:
        says = _("Conditions for facts without proof are not answered: %(items)s.")
        obstacles.append(Obstacle("conditions", says % {"items": "; ".join(around.conditions_open)}))
    return obstacles
