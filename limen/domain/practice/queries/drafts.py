"""What the actor is typing into a note, seen by them alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.practice.models import Draft
from limen.domain.practice.queries.reach import READS, notes_within
from limen.foundation.actors import Actor

BEGINNING = 80


@dataclass(frozen=True, kw_only=True)
class TypedCard:
    """What was typed, and from which version of the note; `note_id` is None for a new one."""

    note_id: UUID | None
    text: str
    base_version: int
    saved_at: datetime

    @property
    def begins(self) -> str:
        """How it begins."""
        return " ".join(self.text.split())[:BEGINNING]


def typed_within(by: Actor) -> QuerySet[Draft]:
    """What the actor is typing, of new notes and of notes of their own."""
    if not by.may(READS):
        return Draft.objects.none()
    own = Q(note=None) | Q(note__in=notes_within(by).filter(author_id=by.id))
    return Draft.objects.filter(own, member_id=by.id)


def typed_into(note_id: UUID | None, *, by: Actor) -> QuerySet[Draft]:
    """What the actor is typing into this note, or into a new one: one row at most."""
    mine = typed_within(by)
    return mine.filter(note=None) if note_id is None else mine.filter(note_id=note_id)


def typed_of(note_id: UUID | None, *, by: Actor) -> TypedCard | None:
    """What was left unfinished of this note, or of a new one. One query."""
    row = typed_into(note_id, by=by).first()
    return _card(row) if row is not None else None


def typed_by_me(*, by: Actor) -> list[TypedCard]:
    """All that was left unfinished, the latest first; 25 at most. One query."""
    rows = typed_within(by).exclude(text="").order_by("-saved_at", "-id")[:25]
    return [_card(row) for row in rows]


def _card(row: Draft) -> TypedCard:
    return TypedCard(note_id=row.note_id, text=row.text, base_version=row.base_version, saved_at=row.saved_at)
