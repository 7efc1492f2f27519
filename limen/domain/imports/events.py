"""What can happen to a list from elsewhere. Lines of the organisation: no content of any row is in them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from limen.domain.imports.names import Decision, FileKind, OnLikely
from limen.foundation.events import OrganisationEvent


@dataclass(frozen=True, kw_only=True)
class Received(OrganisationEvent):
    kind = "imports.received"
    personal = ("file_name", "sender")
    says = _("{by} received a list from {sender}: {file_name}.")

    import_id: UUID
    unit_id: UUID
    file_name: str
    sender: str
    file_kind: FileKind
    digest: str


@dataclass(frozen=True, kw_only=True)
class ReadAnew(OrganisationEvent):
    kind = "imports.read_anew"
    personal = ()
    says = _("{by} had the file of a list read in another way.")

    import_id: UUID
    encoding: str
    separator: str


@dataclass(frozen=True, kw_only=True)
class Mapped(OrganisationEvent):
    kind = "imports.mapped"
    personal = ()
    says = _("{by} said what the columns of a list hold.")

    import_id: UUID
    columns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Started(OrganisationEvent):
    kind = "imports.started"
    personal = ()
    says = _("{by} started a list.")

    import_id: UUID
    on_likely: OnLikely
    keep_days: int


@dataclass(frozen=True, kw_only=True)
class Paused(OrganisationEvent):
    kind = "imports.paused"
    personal = ()
    says = _("{by} paused a list.")

    import_id: UUID


@dataclass(frozen=True, kw_only=True)
class Resumed(OrganisationEvent):
    kind = "imports.resumed"
    personal = ()
    says = _("{by} let a list go on.")

    import_id: UUID


@dataclass(frozen=True, kw_only=True)
class Cancelled(OrganisationEvent):
    kind = "imports.cancelled"
    personal = ()
    says = _("{by} cancelled a list. Whoever was registered from it stays registered.")

    import_id: UUID
    waiting: int


@dataclass(frozen=True, kw_only=True)
class RowsStaged(OrganisationEvent):
    kind = "imports.rows_staged"
    personal = ()
    says = _("{rows} rows of a list were read for {by}.")

    import_id: UUID
    rows: int
    is_all: bool


@dataclass(frozen=True, kw_only=True)
class RowsTaken(OrganisationEvent):
    kind = "imports.rows_taken"
    personal = ()
    says = _("Of a list, {registered} persons were registered for {by}.")

    import_id: UUID
    registered: int
    known: int
    aside: int
    wrong: int
    is_last: bool


@dataclass(frozen=True, kw_only=True)
class RowDecided(OrganisationEvent):
    kind = "imports.row_decided"
    personal = ()
    says = _("{by} decided about row {number} of a list.")

    import_id: UUID
    number: int
    decision: Decision
    same_person_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class RowMended(OrganisationEvent):
    kind = "imports.row_mended"
    personal = ()
    says = _("{by} mended row {number} of a list.")

    import_id: UUID
    number: int
    state: str


@dataclass(frozen=True, kw_only=True)
class Forgotten(OrganisationEvent):
    kind = "imports.forgotten"
    personal = ()
    says = _("{by} removed the file of a list and what was left of its rows.")

    import_id: UUID
