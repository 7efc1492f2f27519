"""Questions about notes, answered with cards: those of a case, one with its versions, my unfinished ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from limen.domain.cases.queries.reach import (
    cases_read_by,
    cases_worked_on_by,
    read_or_shared,
)
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import names_of
from limen.domain.notes.models import Draft, EarlierText, Note
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

PAGE = 50
BEGINNING = 80  # characters of a draft that a list shows


@dataclass(frozen=True, kw_only=True)
class NoteCard:
    """A note as the case shows it. `by_name` is empty for somebody of another organisation."""

    id: UUID
    compartment: Compartment
    happened_on: date
    text: str
    by_name: str
    written_at: datetime
    version: int


@dataclass(frozen=True, kw_only=True)
class VersionCard:
    version: int
    text: str
    by_name: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class NoteSheet:
    """One note with everything it ever said, the latest version first."""

    case_id: UUID
    note: NoteCard
    versions: tuple[VersionCard, ...]


@dataclass(frozen=True, kw_only=True)
class DraftCard:
    text: str
    base_version: int
    saved_at: datetime


@dataclass(frozen=True, kw_only=True)
class UnfinishedCard:
    """A draft on a list: of which case, of a new note or a better text of one, and how it begins."""

    case_id: UUID
    reference: str
    called: str
    note_id: UUID | None
    begins: str
    saved_at: datetime


def notes_seen_by(by: Actor, *, at: datetime) -> QuerySet[Note]:
    """The application's own wall around notes: read with the case and inside the compartment, or as
    shared."""
    seen = Note.objects.filter(read_or_shared(by, at=at))
    return seen.defer("words")


def notes_of(
    case_id: UUID, *, by: Actor, at: datetime, before: datetime | None = None, at_most: int = PAGE
) -> list[NoteCard]:
    """A page of the notes of a case, the latest first. Two queries."""
    notes = notes_seen_by(by, at=at).filter(case_id=case_id)
    if before:
        notes = notes.filter(written_at__lt=before)
    rows = list(notes.order_by("-written_at", "-id")[:at_most])
    names = names_of({row.written_by_id for row in rows}, by=by)
    return [_card(row, names) for row in rows]


def note_sheet(note_id: UUID, *, by: Actor, at: datetime) -> NoteSheet:
    """One note and its versions. Raises `Hidden`."""
    row = notes_seen_by(by, at=at).filter(pk=note_id).first()
    if row is None:
        raise Hidden(f"note {note_id}")
    # Earlier versions stay in the house: a share shows the note as it is.
    own = EarlierText.objects.filter(case__in=cases_read_by(by, at=at), compartment__in=by.clearances)
    earlier = list(own.filter(note_id=note_id).order_by("-version"))
    names = names_of({row.written_by_id, *(e.written_by_id for e in earlier)}, by=by)
    now = VersionCard(
        version=row.version,
        text=row.text,
        by_name=names.get(row.written_by_id, ""),
        written_at=row.written_at,
    )
    then = (
        VersionCard(
            version=e.version,
            text=e.text,
            by_name=names.get(e.written_by_id, ""),
            written_at=e.written_at,
        )
        for e in earlier
    )
    return NoteSheet(case_id=row.case_id, note=_card(row, names), versions=(now, *then))


def draft_of(case_id: UUID, *, note_id: UUID | None, by: Actor, at: datetime) -> DraftCard | None:
    """What the actor was typing, if anything was left unfinished and they may still write it."""
    mine = drafts_of(case_id, note_id=note_id, by=by).filter(case__in=cases_worked_on_by(by, at=at))
    if note_id is not None:
        mine = mine.filter(note__in=notes_seen_by(by, at=at).filter(case_id=case_id))
    row = mine.first()
    if row is None:
        return None
    return DraftCard(text=row.text, base_version=row.base_version, saved_at=row.saved_at)


def my_drafts(*, by: Actor, at: datetime) -> list[UnfinishedCard]:
    """What the actor left unfinished in cases that they may still write in, the latest first; 50 at most. One
    query."""
    mine = Draft.objects.filter(member_id=by.id, case__in=cases_worked_on_by(by, at=at))
    mine = mine.filter(Q(note=None) | Q(note__in=notes_seen_by(by, at=at), note__case_id=F("case_id")))
    rows = mine.select_related("case").order_by("-saved_at", "-id")[:PAGE]
    return [
        UnfinishedCard(
            case_id=row.case_id,
            reference=row.case.reference,
            called=row.case.called,
            note_id=row.note_id,
            begins=" ".join(row.text.split())[:BEGINNING],
            saved_at=row.saved_at,
        )
        for row in rows
    ]


def drafts_of(case_id: UUID, *, note_id: UUID | None, by: Actor) -> QuerySet[Draft]:
    """The actor's own draft of a note, or of a new one; one row at most."""
    mine = Draft.objects.filter(case_id=case_id, member_id=by.id)
    return mine.filter(note=None) if note_id is None else mine.filter(note_id=note_id)


def locked_note(note_id: UUID, *, by: Actor, at: datetime) -> Note:
    """A note the actor sees, locked for the rest of the act. Raises `Hidden`."""
    note = notes_seen_by(by, at=at).filter(pk=note_id).select_for_update(of=("self",)).first()
    if note is None:
        raise Hidden(f"note {note_id}")
    return note


def _card(row: Note, names: dict[UUID, str]) -> NoteCard:
    return NoteCard(
        id=row.id,
        compartment=Compartment(row.compartment),
        happened_on=row.happened_on,
        text=row.text,
        by_name=names.get(row.written_by_id, ""),
        written_at=row.written_at,
        version=row.version,
    )
