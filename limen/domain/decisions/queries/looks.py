"""The gates of a decision as they stand now."""

from __future__ import annotations

from limen.domain.decisions.names import DecisionState
from limen.domain.decisions.queries.cards import DecisionSheet
from limen.domain.decisions.rules.gates import Gate, Given, Look, gates_before
from limen.domain.decisions.rules.structure import Before
from limen.domain.decisions.rules.texts import AT_SIGNING, filled_digest, unknown_fields


def gates_of(sheet: DecisionSheet, before: Before) -> tuple[Gate, ...]:
    """Every gate before the act, met or not."""
    return gates_before(before, sheet.structure, look_at(sheet))


def shown_digest(sheet: DecisionSheet) -> str:
    """The digest of what a reader of the decision is shown now."""
    return filled_digest(sheet.content.sections, sheet.fields)


def look_at(sheet: DecisionSheet) -> Look:
    """What the gates ask about a decision. An approval that the second reader's own last word took back, or
    that speaks of another version, is none."""
    last = sheet.reviews[0] if sheet.reviews else None
    is_approved = last is not None and last.is_approved and sheet.card.state is DecisionState.APPROVED
    return Look(
        content=sheet.content,
        persons={str(one.person_id): one.called for one in sheet.card.persons},
        answers={one.question: Given(kind=one.kind, says=one.says) for one in sheet.answers},
        remarks=len(sheet.remarks),
        unknown=unknown_fields(sheet.content.sections.values(), {*sheet.fields, *AT_SIGNING}),
        approved=last.digest if last is not None and is_approved else "",
        filled=last.filled if last is not None and is_approved else "",
        shows=shown_digest(sheet),
        has_remedy=any(one.remedy for one in sheet.card.persons),
    )
