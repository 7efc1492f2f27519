"""What is shown of a board, made of loaded rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from limen.domain.assessments.models import Board, Version
from limen.domain.assessments.names import (
    HELD,
    Answered,
    Argument,
    Conclusion,
    Discrepancy,
    Evidence,
    Fact,
    Happening,
    Harm,
    Held,
    Look,
    PieceKind,
    Telling,
)
from limen.domain.identity.names import Compartment
from limen.domain.interviews.queries.standing import NotedCard
from limen.foundation.refusals import Obstacle
from limen.law.weighing import ConcludesOn, Weighing

Names = Mapping[UUID, str]
H = TypeVar("H", bound=Held)


@dataclass(frozen=True, kw_only=True)
class BoardCard:
    """A board as a list shows it. `called` is empty for whoever may not know of the person. `edition_id` is
    that of its template, `analysis_edition_id` that of its analysis: a later one, where it was opened later
    (`analysis_opened_by`, `analysis_opened_at`)."""

    id: UUID
    case_id: UUID
    compartment: Compartment
    application_id: UUID
    asked_for: str
    asked_as: str
    person_id: UUID
    called: str
    edition_id: UUID
    pack: str
    fingerprint: str
    template: str
    analysis: str
    governed_on: date
    opened_by: str
    opened_at: datetime
    analysis_edition_id: UUID
    analysis_opened_by: str = ""
    analysis_opened_at: datetime | None = None

    @classmethod
    def of(cls, row: Board, *, called: str, names: Names) -> BoardCard:
        """Of a row loaded with its application."""
        return cls(
            id=row.pk,
            case_id=row.case_id,
            compartment=Compartment(row.compartment),
            application_id=row.application_id,
            asked_for=row.application.type_says,
            asked_as=row.application.type,
            person_id=row.person_id,
            called=called,
            edition_id=row.edition_id,
            pack=row.pack,
            fingerprint=row.fingerprint,
            template=row.template,
            analysis=row.analysis,
            governed_on=row.governed_on,
            opened_by=names.get(row.opened_by_id, ""),
            opened_at=row.opened_at,
            analysis_edition_id=row.analysis_edition_id or row.edition_id,
            analysis_opened_by=names.get(row.analysis_opened_by_id, "") if row.analysis_opened_by_id else "",
            analysis_opened_at=row.analysis_opened_at,
        )


@dataclass(frozen=True, kw_only=True)
class PieceCard:
    """A piece with what it says now, and who said so."""

    id: UUID
    kind: PieceKind
    of_id: UUID | None
    place: int
    question: str
    number: int
    holds: Held
    digest: str
    by_name: str
    written_at: datetime
    withdrawn_at: datetime | None
    withdrawn_by: str
    why_withdrawn: str

    @property
    def is_withdrawn(self) -> bool:
        """Whether it counts no more."""
        return self.withdrawn_at is not None

    @property
    def fact(self) -> Fact:
        """What it says, of a fact."""
        return self._held(Fact)

    @property
    def evidence(self) -> Evidence:
        """What it says, of evidence."""
        return self._held(Evidence)

    @property
    def discrepancy(self) -> Discrepancy:
        """What it says, of a discrepancy."""
        return self._held(Discrepancy)

    @property
    def look(self) -> Look:
        """What it says, of a list that was worked through."""
        return self._held(Look)

    @property
    def conclusion(self) -> Conclusion:
        """What it says, of a conclusion."""
        return self._held(Conclusion)

    @property
    def happening(self) -> Happening:
        """What it says, of an event of the account."""
        return self._held(Happening)

    @property
    def telling(self) -> Telling:
        """What it says, of how an event was told."""
        return self._held(Telling)

    @property
    def harm(self) -> Harm:
        """What it says, of a feared harm."""
        return self._held(Harm)

    @property
    def answered(self) -> Answered:
        """What it says, of an answer of the legal analysis."""
        return self._held(Answered)

    @property
    def argument(self) -> Argument:
        """What it says, of an argument."""
        return self._held(Argument)

    def _held(self, kind: type[H]) -> H:
        if not isinstance(self.holds, kind):
            raise TypeError(f"piece {self.id} is no {kind.__name__}")
        return self.holds

    @classmethod
    def of(cls, row: Version, names: Names) -> PieceCard:
        """Of a version loaded with its piece."""
        piece = row.piece
        kind = PieceKind(piece.kind)
        return cls(
            id=piece.pk,
            kind=kind,
            of_id=piece.of_id,
            place=piece.place,
            question=piece.question,
            number=row.number,
            holds=HELD[kind].from_kept(row.content),
            digest=row.digest,
            by_name=names.get(row.written_by_id, ""),
            written_at=row.written_at,
            withdrawn_at=piece.withdrawn_at,
            withdrawn_by=names.get(piece.withdrawn_by_id, "") if piece.withdrawn_by_id else "",
            why_withdrawn=piece.why_withdrawn,
        )


@dataclass(frozen=True, kw_only=True)
class DiscrepancyCard:
    """A discrepancy, with what the interview desk knows of it where it was noted there."""

    piece: PieceCard
    noted: NotedCard | None

    @property
    def differs(self) -> str:
        """What differs, in words."""
        return self.piece.discrepancy.differs or (self.noted.words if self.noted else "")

    @property
    def answer(self) -> str:
        """What the applicant answered."""
        return (self.noted.answer if self.noted else "") or self.piece.discrepancy.answer

    @property
    def is_put(self) -> bool:
        """Whether the applicant was asked, and the answer is on record."""
        if self.piece.discrepancy.noted:
            return self.noted is not None and self.noted.put_at is not None
        return bool(self.piece.discrepancy.put_on and self.piece.discrepancy.answer.strip())


@dataclass(frozen=True, kw_only=True)
class BesideCard:
    """What lies beside a fact, or beside the account as a whole (`fact` is None). `troubles`: what stands
    against the conclusion as the board lies now; `is_changed`: something changed around it since."""

    fact: PieceCard | None
    evidence: tuple[PieceCard, ...]
    discrepancies: tuple[DiscrepancyCard, ...]
    indicators: PieceCard | None
    conditions: PieceCard | None
    conclusion: PieceCard | None
    troubles: tuple[Obstacle, ...]
    is_changed: bool

    @property
    def is_settled(self) -> bool:
        """Whether a conclusion was drawn against which nothing stands."""
        return self.conclusion is not None and not self.troubles


@dataclass(frozen=True, kw_only=True)
class HappeningCard:
    """An event of the account, with how each source tells it."""

    piece: PieceCard
    tellings: tuple[PieceCard, ...]

    @property
    def earliest(self) -> str:
        """The first day that it can have been, by any source; empty when none says."""
        return min((day for one in self.tellings if (day := one.telling.earliest)), default="")

    @property
    def days_differ(self) -> bool:
        """Whether two sources name days of which one cannot be the other."""
        known = [one.telling for one in self.tellings if one.telling.earliest]
        first = max((one.earliest for one in known), default="")
        last = min((one.latest for one in known), default="")
        return bool(known) and first > last


@dataclass(frozen=True, kw_only=True)
class BoardSheet:
    """One board with everything on it. `withdrawn` is what counts no more, in the order of the board;
    `answers` those of the legal analysis, about the person and about the harms, `left_over` those about
    harms that were withdrawn; `arguments` what was put forward for the person."""

    card: BoardCard
    template: Weighing
    facts: tuple[BesideCard, ...]
    account: BesideCard
    circumstances: PieceCard | None
    distortions: PieceCard | None
    withdrawn: tuple[PieceCard, ...]
    happenings: tuple[HappeningCard, ...] = ()
    harms: tuple[PieceCard, ...] = ()
    answers: tuple[PieceCard, ...] = ()
    left_over: tuple[PieceCard, ...] = ()
    arguments: tuple[PieceCard, ...] = ()

    @property
    def is_weighed(self) -> bool:
        """Whether its law says how evidence is weighed."""
        return bool(self.card.template)

    @property
    def concludes_on_facts(self) -> bool:
        """Whether each fact is concluded on, and not the account."""
        return self.template.concludes_on is ConcludesOn.FACT

    @property
    def open_conclusions(self) -> tuple[BesideCard, ...]:
        """Where a conclusion is missing, or cannot stand as the board lies now."""
        asked = self.facts if self.concludes_on_facts else (self.account,)
        return tuple(one for one in asked if not one.is_settled)

    @property
    def not_put(self) -> tuple[DiscrepancyCard, ...]:
        """The discrepancies that wait for an answer."""
        every = (*self.facts, self.account)
        return tuple(one for beside in every for one in beside.discrepancies if not one.is_put)

    @property
    def is_concluded(self) -> bool:
        """Whether there is a fact, and nothing is left to conclude."""
        return bool(self.facts) and not self.open_conclusions
