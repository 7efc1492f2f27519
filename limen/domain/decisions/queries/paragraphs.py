"""The standard paragraphs of the units, and what one was typing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.decisions.models import Paragraph
from limen.domain.decisions.queries.cards import DraftCard, ParagraphCard
from limen.domain.decisions.queries.reach import drafts_of, paragraphs_within
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

MOST = 200


def paragraphs(*, by: Actor) -> list[ParagraphCard]:
    """Those that count now, by unit and name; 200 at most. Two queries."""
    rows = paragraphs_within(by).filter(ended_at=None).select_related("unit")
    return _cards(list(rows.order_by("unit__name", "called", "id")[:MOST]), by)


def paragraph_sheet(paragraph_id: UUID, *, by: Actor) -> ParagraphCard:
    """One that counts now. Raises `Hidden`."""
    rows = paragraphs_within(by).filter(pk=paragraph_id, ended_at=None).select_related("unit")
    found = _cards(list(rows), by)
    if not found:
        raise Hidden(f"paragraph {paragraph_id}")
    return found[0]


def locked_paragraph(paragraph_id: UUID, *, by: Actor) -> Paragraph:
    """One of them, locked for the rest of the act. Raises `Hidden`."""
    rows = paragraphs_within(by).filter(pk=paragraph_id)
    row = rows.select_related("unit").select_for_update(of=("self",)).first()
    if row is None:
        raise Hidden(f"paragraph {paragraph_id}")
    return row


def decision_draft_of(decision_id: UUID, section: str, *, by: Actor, at: datetime) -> DraftCard | None:
    """What the actor left unfinished in a section."""
    row = drafts_of(decision_id, section, by=by, at=at).first()
    if row is None:
        return None
    return DraftCard(text=row.text, base_version=row.base_version, saved_at=row.saved_at)


def _cards(rows: list[Paragraph], by: Actor) -> list[ParagraphCard]:
    names = names_of({row.kept_by_id for row in rows}, by=by)
    return [
        ParagraphCard(
            id=row.pk,
            unit_id=row.unit_id,
            unit=row.unit.name,
            called=row.called,
            text=row.text,
            number=row.number,
            by_name=names.get(row.kept_by_id, ""),
            kept_at=row.kept_at,
        )
        for row in rows
    ]
