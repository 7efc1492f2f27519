"""The cards of interviews, made of loaded rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from limen.domain.identity.names import Compartment
from limen.domain.interviews.models import (
    Block,
    Correction,
    Inconsistency,
    Interview,
    OpeningCheck,
    PreparedQuestion,
)
from limen.domain.interviews.names import (
    BlockKind,
    CheckAnswer,
    CorrectionKind,
    InterviewKind,
    InterviewState,
    Marker,
    ReadHow,
    Said,
    Speaker,
)

Names = Mapping[UUID, str]


@dataclass(frozen=True, kw_only=True)
class InterviewCard:
    """An interview as a list shows it."""

    id: UUID
    case_id: UUID
    compartment: Compartment
    kind: InterviewKind
    state: InterviewState
    starts_at: datetime
    zone: str
    minutes: int
    place: str
    link: str
    language: str | None
    interpreter: str
    officer_id: UUID
    officer: str

    @property
    def local(self) -> datetime:
        """When it begins by the clock on the wall there."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @classmethod
    def of(cls, row: Interview, names: Names) -> InterviewCard:
        return cls(
            id=row.id,
            case_id=row.case_id,
            compartment=Compartment(row.compartment),
            kind=InterviewKind(row.kind),
            state=InterviewState(row.state),
            starts_at=row.starts_at,
            zone=row.zone,
            minutes=row.minutes,
            place=row.place,
            link=row.link,
            language=row.language,
            interpreter=row.interpreter,
            officer_id=row.officer_id,
            officer=names.get(row.officer_id, ""),
        )


@dataclass(frozen=True, kw_only=True)
class QuestionCard:
    id: UUID
    topic: str
    words: str
    is_asked: bool = False

    @classmethod
    def of(cls, row: PreparedQuestion, asked: frozenset[UUID]) -> QuestionCard:
        return cls(id=row.id, topic=row.topic, words=row.words, is_asked=row.id in asked)


@dataclass(frozen=True, kw_only=True)
class CheckCard:
    key: str
    says: str
    source: str
    answer: CheckAnswer
    words: str

    @classmethod
    def of(cls, row: OpeningCheck) -> CheckCard:
        answer = CheckAnswer(row.answer)
        return cls(key=row.key, says=row.says, source=row.source, answer=answer, words=row.words)


@dataclass(frozen=True, kw_only=True)
class CorrectionCard:
    block_id: UUID
    kind: CorrectionKind
    words: str
    said_by: str
    by_name: str
    written_at: datetime

    @classmethod
    def of(cls, row: Correction, names: Names) -> CorrectionCard:
        return cls(
            block_id=row.block_id,
            kind=CorrectionKind(row.kind),
            words=row.words,
            said_by=row.said_by,
            by_name=names.get(row.written_by_id, ""),
            written_at=row.written_at,
        )


@dataclass(frozen=True, kw_only=True)
class BlockCard:
    """A block, and what was said about it when the record was read back."""

    id: UUID
    place: float
    kind: BlockKind
    speaker: Speaker
    said_at: datetime
    language: str | None
    words: str
    markers: tuple[Marker, ...]
    asks: UUID | None
    revision: int
    corrections: tuple[CorrectionCard, ...] = ()

    @property
    def said(self) -> Said:
        """What the hash of the record is made of."""
        return Said(
            id=self.id,
            kind=self.kind.value,
            speaker=self.speaker.value,
            said_at=self.said_at,
            language=self.language,
            words=self.words,
            markers=tuple(marker.value for marker in self.markers),
        )

    @classmethod
    def of(cls, row: Block, corrections: tuple[CorrectionCard, ...] = ()) -> BlockCard:
        return cls(
            id=row.id,
            place=row.place,
            kind=BlockKind(row.kind),
            speaker=Speaker(row.speaker),
            said_at=row.said_at,
            language=row.language,
            words=row.words,
            markers=tuple(map(Marker, row.markers)),
            asks=row.asks_id,
            revision=row.revision,
            corrections=corrections,
        )


@dataclass(frozen=True, kw_only=True)
class InconsistencyCard:
    id: UUID
    words: str
    answer: str
    noted_at: datetime
    put_at: datetime | None

    @classmethod
    def of(cls, row: Inconsistency) -> InconsistencyCard:
        return cls(id=row.id, words=row.words, answer=row.answer, noted_at=row.noted_at, put_at=row.put_at)


@dataclass(frozen=True, kw_only=True)
class InterviewSheet:
    """One interview with everything in it; `blocks` are in the order of the record."""

    card: InterviewCard
    sound: bool
    is_told_of_sound: bool
    present: tuple[str, ...]
    interpreter_wishes: str
    version: int
    why: str
    holder_id: UUID | None
    holder: str
    opened_at: datetime | None
    closed_at: datetime | None
    digest: str
    why_not_put: str
    read_how: ReadHow | None
    read_by: str
    read_language: str | None
    read_at: datetime | None
    answered_at: datetime | None
    questions: tuple[QuestionCard, ...]
    checks: tuple[CheckCard, ...]
    blocks: tuple[BlockCard, ...]
    inconsistencies: tuple[InconsistencyCard, ...]

    @property
    def not_put(self) -> int:
        """How many inconsistencies still wait for an answer."""
        return sum(one.put_at is None for one in self.inconsistencies)
