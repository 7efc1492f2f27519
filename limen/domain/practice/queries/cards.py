"""What is shown of practice notes and of questions to colleagues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.practice.models import Note, Question
from limen.domain.practice.names import NoteState, Pointed, Ties


@dataclass(frozen=True, kw_only=True)
class PracticeCard:
    """A note as a list shows it. `is_overdue`: the day to look at it again has come. `unit_id` is None for
    the whole house."""

    id: UUID
    state: NoteState
    title: str
    says: str
    language: str
    ties: Ties
    author_id: UUID
    author: str
    unit_id: UUID | None
    version: int
    written_at: datetime
    submitted_at: datetime | None
    in_use_at: datetime | None
    look_again_on: date | None
    is_overdue: bool
    is_superseded: bool
    is_mine: bool
    was_sent_back: bool


@dataclass(frozen=True, kw_only=True)
class WordingCard:
    """What a note said before."""

    version: int
    title: str
    says: str
    written_at: datetime


@dataclass(frozen=True, kw_only=True)
class PracticeSheet:
    """One note with who checked it, who stands by it, and the notes before and after it. `earlier` is what
    it said as a draft, for its author."""

    card: PracticeCard
    none_says: str
    sent_back_by: str
    sent_back_why: str
    checked_by: str
    is_checked_by_me: bool
    checked_none_says: str
    looked_by: str
    looked_at: datetime | None
    withdrawn_by: str
    withdrawn_at: datetime | None
    withdrawn_why: str
    endorsed_by: tuple[str, ...]
    is_endorsed_by_me: bool
    follows: UUID | None
    followed_by: UUID | None
    from_question: UUID | None
    earlier: tuple[WordingCard, ...]
    pointed: tuple[Pointed, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuestionCard:
    """A question to colleagues. `to` is the name of the colleague it was asked of, if it was one; `replies`
    is how many answers it has."""

    id: UUID
    says: str
    ties: Ties
    asked_by: str
    asked_at: datetime
    to: str
    to_unit_id: UUID | None
    replies: int
    closed_at: datetime | None
    taken_back_at: datetime | None
    is_mine: bool


@dataclass(frozen=True, kw_only=True)
class ReplyCard:
    """An answer."""

    id: UUID
    says: str
    replied_by: str
    replied_at: datetime


@dataclass(frozen=True, kw_only=True)
class QuestionSheet:
    """A question with its answers, the first first."""

    card: QuestionCard
    replies: tuple[ReplyCard, ...]


def practice_card(row: Note, names: Mapping[UUID, str], *, me: UUID, on: date) -> PracticeCard:
    """The card of a loaded row, as it stands on a day."""
    state = NoteState(row.state)
    is_current = state is NoteState.IN_USE and row.superseded_at is None
    return PracticeCard(
        id=row.pk,
        state=state,
        title=row.title,
        says=row.says,
        language=row.language,
        ties=ties_of(row),
        author_id=row.author_id,
        author=names.get(row.author_id, ""),
        unit_id=row.unit_id,
        version=row.version,
        written_at=row.written_at,
        submitted_at=row.submitted_at,
        in_use_at=row.in_use_at,
        look_again_on=row.look_again_on,
        is_overdue=is_current and row.look_again_on is not None and row.look_again_on <= on,
        is_superseded=row.superseded_at is not None,
        is_mine=row.author_id == me,
        was_sent_back=state is NoteState.DRAFT and row.sent_back_by_id is not None,
    )


def ties_of(row: Note | Question) -> Ties:
    """What a loaded row is tied to."""
    return Ties(elements=tuple(row.elements), countries=tuple(row.countries), claims=tuple(row.claims))
