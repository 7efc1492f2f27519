"""What is shown of the library."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from uuid import UUID

from limen.domain.country.models import Report
from limen.domain.country.names import About, Level, Reliability, ReportKind, TextState


@dataclass(frozen=True, kw_only=True)
class ReportCard:
    """A report. `is_stale`: somebody should look whether it still holds. `is_ours`: of one's own house."""

    id: UUID
    title: str
    publisher: str
    authors: str
    kind: ReportKind
    language: str
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    published_on: date
    covers_from: date | None
    covers_until: date | None
    accessed_on: date
    look_again_on: date | None
    address: str
    leans_on: tuple[str, ...]
    level: Level
    reliability: Reliability
    file_name: str
    digest: str
    pages: int
    passages: int
    text_state: TextState
    kept_at: datetime
    is_stale: bool
    is_superseded: bool
    withdrawn_at: datetime | None
    withdrawn_why: str
    is_ours: bool
    version: int

    @property
    def about(self) -> About:
        """What is said of it."""
        return About(**{field.name: getattr(self, field.name) for field in fields(About)})


@dataclass(frozen=True, kw_only=True)
class EarlierCard:
    """What was said of a report before, who put it right, and when."""

    version: int
    said: About
    replaced_by: str
    replaced_at: datetime


@dataclass(frozen=True, kw_only=True)
class PassageCard:
    """A passage of a report, to be read and cited."""

    id: UUID
    page: int
    number: int
    text: str
    is_read_by_machine: bool


@dataclass(frozen=True, kw_only=True)
class ReportSheet:
    """A report with one page of it. `followed_by` and `follows` lead to the newer and the older one, as far
    as the asker may see them; `same_source` are others that lean on what it leans on."""

    card: ReportCard
    page: int
    passages: tuple[PassageCard, ...]
    follows: UUID | None
    followed_by: UUID | None
    same_source: tuple[ReportCard, ...]


@dataclass(frozen=True, kw_only=True)
class Found:
    """A passage that was found. `by_words` and `by_meaning`: at which place each way of searching has it, or
    0; `around` marks the words that were found."""

    report: ReportCard
    passage: PassageCard
    around: str
    by_words: int
    by_meaning: int


@dataclass(frozen=True, kw_only=True)
class InquiryCard:
    """A question to those who keep the library. `is_late`: no answer is let out, and the day is over."""

    id: UUID
    countries: tuple[str, ...]
    question: str
    needed_on: date
    asked_by: str
    asked_at: datetime
    answer: str
    found_nothing: bool
    answered_by: str
    answered_at: datetime | None
    is_mine_to_review: bool
    reviewed_by: str
    reviewed_at: datetime | None
    level: Level
    is_late: bool


def report_card(row: Report, *, organisation_id: UUID, on: date) -> ReportCard:
    """The card of a loaded row, as it stands on a day."""
    return ReportCard(
        id=row.pk,
        title=row.title,
        publisher=row.publisher,
        authors=row.authors,
        kind=ReportKind(row.kind),
        language=row.language,
        countries=tuple(row.countries),
        topics=tuple(row.topics),
        published_on=row.published_on,
        covers_from=row.covers_from,
        covers_until=row.covers_until,
        accessed_on=row.accessed_on,
        look_again_on=row.look_again_on,
        address=row.address,
        leans_on=tuple(row.leans_on),
        level=Level(row.level),
        reliability=Reliability(
            who=row.source_who,
            what=row.source_what,
            why=row.source_why,
            when=row.source_when,
            how=row.source_how,
        ),
        file_name=row.file_name,
        digest=row.digest,
        pages=row.pages,
        passages=row.passages,
        text_state=TextState(row.text_state),
        kept_at=row.kept_at,
        is_stale=row.look_again_on is not None and row.look_again_on <= on,
        is_superseded=row.superseded_at is not None,
        withdrawn_at=row.withdrawn_at,
        withdrawn_why=row.withdrawn_why,
        is_ours=row.organisation_id == organisation_id,
        version=row.version,
    )
