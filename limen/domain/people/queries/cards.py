"""Cards of one person's places, languages, wishes, fates, pictures and needs, made from loaded rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.people.models import (
    EarlierAnswer,
    ExcludedInterpreter,
    Fate,
    Kept,
    Language,
    Need,
    NeedReview,
    Picture,
    Place,
    TellsDay,
    WishedInterpreter,
)
from limen.domain.people.names import (
    Answer,
    FateKind,
    FateTold,
    Guarantee,
    GuaranteesGiven,
    InterpreterRefused,
    InterpreterSex,
    InterpreterWish,
    LanguageTold,
    NeedCategory,
    NeedObserved,
    NeedOutcome,
    PictureKind,
    PlaceKind,
    PlaceTold,
    Reading,
    Source,
    Speaking,
    Told,
)
from limen.likeness.calendars import Calendar
from limen.likeness.days import Precision, UncertainDay, exact_day


@dataclass(frozen=True, kw_only=True)
class Ended:
    """When something no longer counts, and why; no reason where another took its place."""

    at: datetime
    why: str | None

    @classmethod
    def of(cls, row: Kept) -> Ended | None:
        """The end of a row; None while it counts."""
        return cls(at=row.ended_at, why=row.ended_why) if row.ended_at else None


@dataclass(frozen=True, kw_only=True)
class PlaceCard:
    """`version` is 0 while nobody has written anything down."""

    kind: PlaceKind
    place: PlaceTold
    version: int
    ended: Ended | None = None

    @classmethod
    def of(cls, row: Place) -> PlaceCard:
        place = PlaceTold(
            country=row.country,
            country_state=Told(row.country_state),
            words=row.words,
            words_state=Told(row.words_state),
            source=Source(row.source) if row.source else None,
        )
        return cls(kind=PlaceKind(row.kind), place=place, version=row.version, ended=Ended.of(row))


@dataclass(frozen=True, kw_only=True)
class LanguageCard:
    id: UUID
    told: LanguageTold
    ended: Ended | None

    @classmethod
    def of(cls, row: Language) -> LanguageCard:
        told = LanguageTold(
            language=row.language,
            dialect=row.dialect,
            speaking=Speaking(row.speaking),
            reading=Reading(row.reading),
            is_preferred=row.is_preferred,
            source=Source(row.source),
        )
        return cls(id=row.id, told=told, ended=Ended.of(row))


@dataclass(frozen=True, kw_only=True)
class WishCard:
    """Without those who are not wanted: they stand beside it. `version` is 0 without one."""

    wish: InterpreterWish
    version: int
    ended: Ended | None = None

    @classmethod
    def of(cls, row: WishedInterpreter) -> WishCard:
        wish = InterpreterWish(
            sex=InterpreterSex(row.sex) if row.sex else None,
            sex_state=Told(row.sex_state),
            others=row.others,
        )
        return cls(wish=wish, version=row.version, ended=Ended.of(row))


@dataclass(frozen=True, kw_only=True)
class ExclusionCard:
    id: UUID
    refused: InterpreterRefused
    ended: Ended | None

    @classmethod
    def of(cls, row: ExcludedInterpreter) -> ExclusionCard:
        return cls(id=row.id, refused=InterpreterRefused(who=row.who, why=row.why), ended=Ended.of(row))


@dataclass(frozen=True, kw_only=True)
class FateCard:
    id: UUID
    told: FateTold
    ended: Ended | None

    @classmethod
    def of(cls, row: Fate) -> FateCard:
        told = FateTold(
            fate=FateKind(row.fate), day=_day(row), source=Source(row.source), evidence=row.evidence
        )
        return cls(id=row.id, told=told, ended=Ended.of(row))


@dataclass(frozen=True, kw_only=True)
class PictureCard:
    """A picture without its bytes: ask `picture` for these."""

    id: UUID
    shows: PictureKind
    document_id: UUID | None
    width: int
    height: int
    digest: str
    added_at: datetime
    ended: Ended | None

    @classmethod
    def of(cls, row: Picture) -> PictureCard:
        return cls(
            id=row.id,
            shows=PictureKind(row.shows),
            document_id=row.document_id,
            width=row.width,
            height=row.height,
            digest=row.digest,
            added_at=row.added_at,
            ended=Ended.of(row),
        )


@dataclass(frozen=True, kw_only=True)
class NeedReviewCard:
    """`before` and `review_on` are what stood there until this review."""

    outcome: NeedOutcome
    why: str
    before: GuaranteesGiven
    review_on: date
    version: int
    by_id: UUID
    at: datetime

    @classmethod
    def of(cls, row: NeedReview) -> NeedReviewCard:
        return cls(
            outcome=NeedOutcome(row.outcome),
            why=row.why,
            before=_guarantees(row),
            review_on=row.review_on,
            version=row.version,
            by_id=row.added_by_id,
            at=row.added_at,
        )


@dataclass(frozen=True, kw_only=True)
class NeedCard:
    """A need as it stands now, and each look at it, the latest first."""

    id: UUID
    observed: NeedObserved
    version: int
    by_id: UUID
    at: datetime
    reviews: tuple[NeedReviewCard, ...]
    ended: Ended | None

    @classmethod
    def of(cls, row: Need, reviews: Sequence[NeedReviewCard]) -> NeedCard:
        observed = NeedObserved(
            category=NeedCategory(row.category),
            seen=row.seen,
            observer=row.observer,
            observed_on=row.observed_on,
            review_on=row.review_on,
            guarantees=_guarantees(row),
        )
        return cls(
            id=row.id,
            observed=observed,
            version=row.version,
            by_id=row.added_by_id,
            at=row.added_at,
            reviews=tuple(reviews),
            ended=Ended.of(row),
        )


@dataclass(frozen=True, kw_only=True)
class EarlierAnswerCard:
    about: Answer
    version: int
    state: Told
    says: str | None
    at: datetime

    @classmethod
    def of(cls, row: EarlierAnswer) -> EarlierAnswerCard:
        return cls(
            about=Answer(row.about),
            version=row.version,
            state=Told(row.state),
            says=row.says,
            at=row.added_at,
        )


def _guarantees(row: Need | NeedReview) -> GuaranteesGiven:
    return GuaranteesGiven(these=tuple(map(Guarantee, row.guarantees)), words=row.guarantee_words)


def _day(row: TellsDay) -> UncertainDay:
    """The day that a row holds. Doubts are not kept: they follow from the rest."""
    calendar = Calendar(row.day_calendar)
    if row.day_precision == Precision.EXACT:
        return exact_day(*row.day_numbers, calendar=calendar, told=row.day_words)
    return UncertainDay(
        precision=Precision(row.day_precision),
        calendar=calendar,
        earliest=row.day_earliest,
        latest=row.day_latest,
        numbers=tuple(row.day_numbers),
        told=row.day_words,
    )
