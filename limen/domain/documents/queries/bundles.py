"""Bundles of documents: what can be in one, and those that the actor asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from limen.domain.cases.queries.reach import cases_read_by
from limen.domain.documents.models import Bundle
from limen.domain.documents.names import BundleState, DocumentKind, LookState
from limen.domain.documents.queries.reach import versions_within
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

MOST_BUNDLES = 20


@dataclass(frozen=True, kw_only=True)
class Bindable:
    """A document that is in use. Without pages it cannot be bound, and `state` says why."""

    id: UUID
    title: str
    kind: DocumentKind
    received_on: date
    pages: int
    state: LookState


@dataclass(frozen=True, kw_only=True)
class BundleCard:
    """A bundle that somebody asked for."""

    id: UUID
    case_id: UUID
    title: str
    state: BundleState
    pages: int
    done: int
    size: int
    asked_at: datetime

    @classmethod
    def of(cls, row: Bundle) -> BundleCard:
        """The card of a loaded row."""
        return cls(
            id=row.id,
            case_id=row.case_id,
            title=row.title,
            state=BundleState(row.state),
            pages=row.pages,
            done=row.done,
            size=row.size,
            asked_at=row.asked_at,
        )


@dataclass(frozen=True, kw_only=True)
class BundleFile:
    """Where the file of a bundle lies, and what opens it. Only for handing it out."""

    stored_as: UUID
    key: bytes = field(repr=False)
    size: int


def bundles_within(by: Actor, *, at: datetime) -> QuerySet[Bundle]:
    """The actor's own, of cases they read, while they are cleared for everything that is in them."""
    rows = Bundle.objects.filter(asked_by_id=by.id, case__in=cases_read_by(by, at=at))
    return rows.filter(compartments__contained_by=sorted(by.clearances))


def bindable_of(case_id: UUID, *, by: Actor, at: datetime) -> list[Bindable]:
    """Every document of a case that is in use, the earliest received first. One query."""
    files = versions_within(by, at=at).filter(
        case_id=case_id, document__set_aside_at=None, number=F("document__latest")
    )
    columns = ("document_id", "document__title", "document__kind", "document__received_on", "pages", "state")
    rows = files.order_by("document__received_on", "document_id").values_list(*columns)
    return [
        Bindable(
            id=row[0],
            title=row[1],
            kind=DocumentKind(row[2]),
            received_on=row[3],
            pages=row[4],
            state=LookState(row[5]),
        )
        for row in rows
    ]


def bundles_of(case_id: UUID, *, by: Actor, at: datetime) -> list[BundleCard]:
    """The last bundles that the actor asked for in a case. One query."""
    rows = bundles_within(by, at=at).filter(case_id=case_id).defer("file_key").order_by("-asked_at", "-id")
    return [BundleCard.of(row) for row in rows[:MOST_BUNDLES]]


def bundle_card(bundle_id: UUID, *, by: Actor, at: datetime) -> BundleCard:
    """One bundle. Raises `Hidden`."""
    row = bundles_within(by, at=at).filter(pk=bundle_id).defer("file_key").first()
    if row is None:
        raise Hidden(f"bundle {bundle_id}")
    return BundleCard.of(row)


def file_of_bundle(bundle_id: UUID, *, by: Actor, at: datetime) -> BundleFile:
    """The file of a bundle. Raises `Hidden` when there is none, or not yet."""
    row = bundles_within(by, at=at).filter(pk=bundle_id, state=BundleState.MADE).first()
    if row is None or row.stored_as is None or row.file_key is None:
        raise Hidden(f"the file of bundle {bundle_id}")
    return BundleFile(stored_as=row.stored_as, key=bytes(row.file_key), size=row.size)
