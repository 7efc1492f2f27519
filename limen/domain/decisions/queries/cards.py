"""What a decision and its parts show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.assessments.queries.standing import BoardStanding
from limen.domain.citations.names import Key
from limen.domain.citations.queries.cards import Cited
from limen.domain.decisions.names import AnswerKind, Content, DecisionState, ServiceWay
from limen.domain.decisions.rules.structure import Structure
from limen.domain.identity.names import Compartment
from limen.domain.people.queries.needs import NeedOnRecord
from limen.domain.policy.queries import Law
from limen.law.entries import Entry


@dataclass(frozen=True, kw_only=True)
class ConcernedCard:
    """Somebody whom a decision is about. `called` is empty when the actor may not know of them."""

    person_id: UUID
    called: str
    outcome: str
    outcome_says: str
    kind: str
    remedy: str


@dataclass(frozen=True, kw_only=True)
class DecisionCard:
    """A decision as a list shows it."""

    id: UUID
    case_id: UUID
    reference: str
    application_id: UUID | None
    compartment: Compartment
    state: DecisionState
    is_separate: bool
    instead_of_id: UUID | None
    number: int
    persons: tuple[ConcernedCard, ...]
    begun_by: str
    begun_at: datetime

    @property
    def counts(self) -> bool:
        """Whether it was not set aside."""
        return self.state is not DecisionState.VOID


@dataclass(frozen=True, kw_only=True)
class VersionCard:
    number: int
    digest: str
    by_id: UUID
    by_name: str
    written_at: datetime
    content: Content


@dataclass(frozen=True, kw_only=True)
class CommentCard:
    id: UUID
    number: int
    section: str
    quoted: str
    says: str
    by_id: UUID
    by_name: str
    written_at: datetime
    resolved_by: str
    resolved_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class AnswerCard:
    question: str
    kind: AnswerKind
    says: str
    by_name: str
    answered_at: datetime


@dataclass(frozen=True, kw_only=True)
class ReviewCard:
    number: int
    digest: str
    filled: str
    is_approved: bool
    says: str
    by_name: str
    reviewed_at: datetime


@dataclass(frozen=True, kw_only=True)
class SignatureCard:
    number: int
    digest: str
    pdf_digest: str
    word_digest: str
    by_name: str
    signed_at: datetime


@dataclass(frozen=True, kw_only=True)
class ServiceCard:
    person_id: UUID
    way: ServiceWay
    served_on: date
    language: str
    proof: str
    remedy_says: str
    clock_id: UUID | None
    last_day: date | None
    by_name: str
    served_at: datetime


@dataclass(frozen=True, kw_only=True)
class SourceCard:
    """What the text rests on, under its number. A source in words has no `key`. `words` and `line` are what
    paper says of what is cited: the same to everybody who may read the decision, so that it names nothing
    that only some of them may see (`is_confidential`). `found` is what the asker may see of it now."""

    number: int
    key: Key | None
    words: str
    line: str
    found: Cited | None = None
    is_confidential: bool = False
    is_frozen: bool = False


@dataclass(frozen=True, kw_only=True)
class DecisionSheet:
    """A decision with all that was said about it. `fields` are what its text can pull in, as they are now,
    in the `language` of the office; `sources` what its text rests on; `boards` the evidence boards of what is
    decided, while it can still be written in; `opened` the digests of the versions
    that the asker opened as second reader; `on` the day of the law; `needs` and `reports` the special needs
    on record and the passages under the boards, where its law asks after them."""

    card: DecisionCard
    law: Law
    structure: Structure
    outcomes: tuple[Entry, ...]
    content: Content
    fields: dict[str, str]
    language: str
    sources: tuple[SourceCard, ...]
    boards: tuple[BoardStanding, ...]
    versions: tuple[VersionCard, ...]
    comments: tuple[CommentCard, ...]
    answers: tuple[AnswerCard, ...]
    reviews: tuple[ReviewCard, ...]
    services: tuple[ServiceCard, ...]
    signature: SignatureCard | None
    opened: frozenset[str]
    is_author: bool
    on: date
    needs: tuple[NeedOnRecord, ...] = ()
    reports: tuple[Cited, ...] = ()

    @property
    def remarks(self) -> tuple[CommentCard, ...]:
        """Remarks that nobody has dealt with."""
        return tuple(one for one in self.comments if one.resolved_at is None)


@dataclass(frozen=True, kw_only=True)
class ParagraphCard:
    id: UUID
    unit_id: UUID
    unit: str
    called: str
    text: str
    number: int
    by_name: str
    kept_at: datetime


@dataclass(frozen=True, kw_only=True)
class DraftCard:
    text: str
    base_version: int
    saved_at: datetime
