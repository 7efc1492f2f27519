"""One list: what it is, how far it has come, what its columns hold, and its first rows as understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from limen.domain.cases.names import PartyPart
from limen.domain.identity.queries.people import names_of
from limen.domain.imports.models import Import
from limen.domain.imports.names import (
    DayOrder,
    Field,
    FileKind,
    ImportState,
    Mapping,
    OnLikely,
    Understood,
)
from limen.domain.imports.queries.reach import (
    content_of,
    import_seen,
    imports_within,
    mappings_within,
)
from limen.domain.imports.rules.understanding import understood
from limen.foundation.actors import Actor
from limen.likeness.calendars import Calendar
from limen.outside.sheets import Layout, Line, lines_of

PAGE = 50
PREVIEWED = 10
SILENCE = timedelta(minutes=2)  # after which nobody is thought to work on a list


@dataclass(frozen=True, kw_only=True)
class ImportCard:
    """A list from elsewhere. `total` rows are known once `is_staged`."""

    id: UUID
    state: ImportState
    source: str
    file_name: str
    file_kind: FileKind
    layout: Layout
    columns: tuple[str, ...]
    mapping: Mapping
    unit_id: UUID
    part: PartyPart
    on_likely: OnLikely
    prefix: str
    keep_days: int
    keep_until: date | None
    received_at: datetime
    received_by: str
    started_at: datetime | None
    ended_at: datetime | None
    heard_at: datetime | None
    is_forgotten: bool
    is_staged: bool
    trouble: str
    total: int
    registered: int
    known: int
    aside: int
    wrong: int
    settled: int

    @property
    def done(self) -> int:
        """Rows that were looked at."""
        return self.registered + self.known + self.aside + self.wrong + self.settled

    @property
    def percent(self) -> int:
        """How far it has come, honestly: a hundred only when it is done."""
        if self.state is ImportState.FINISHED:
            return 100
        return min(99, self.done * 100 // self.total) if self.total and self.is_staged else 0

    def is_worked_on(self, at: datetime) -> bool:
        """Whether the worker was heard of lately, or has only just been sent."""
        heard = self.heard_at or self.started_at
        return self.state is ImportState.RUNNING and heard is not None and heard > at - SILENCE


@dataclass(frozen=True, kw_only=True)
class PreviewRow:
    """One of the first rows, as it is written and as it would be understood."""

    line: Line
    understood: Understood


@dataclass(frozen=True, kw_only=True)
class SavedMappingCard:
    """A mapping under a name."""

    id: UUID
    name: str
    columns: tuple[str, ...]
    mapping: Mapping

    def fitted_to(self, columns: Sequence[str]) -> tuple[Field, ...]:
        """What the columns of another list hold, by their headers; the second of a name is the second."""
        left: dict[str, list[Field]] = {}
        for header, held in zip(self.columns, self.mapping.fields, strict=True):
            left.setdefault(header.casefold(), []).append(held)
        found = []
        for header in columns:
            turns = left.get(header.casefold())
            found.append(turns.pop(0) if turns else Field.NOTHING)
        return tuple(found)


def imports_of(by: Actor, *, before: tuple[datetime, UUID] | None = None) -> list[ImportCard]:
    """The lists of the actor's units, the latest first; one more than a page. Two queries."""
    rows = imports_within(by).order_by("-received_at", "-id")
    if before is not None:
        received_at, row_id = before
        rows = rows.filter(received_at__lte=received_at).exclude(received_at=received_at, id__gte=row_id)
    found = list(rows[: PAGE + 1])
    names = names_of({row.received_by_id for row in found}, by=by)
    return [card_of(row, names) for row in found]


def import_sheet(import_id: UUID, *, by: Actor) -> ImportCard:
    """One list. Raises `Hidden`. Two queries."""
    row = import_seen(import_id, by=by)
    return card_of(row, names_of({row.received_by_id}, by=by))


def card_of(row: Import, names: dict[UUID, str]) -> ImportCard:
    """The row as a card."""
    return ImportCard(
        id=row.id,
        state=ImportState(row.state),
        source=row.source,
        file_name=row.file_name,
        file_kind=FileKind(row.file_kind),
        layout=layout_of(row),
        columns=tuple(row.columns),
        mapping=mapping_of(row),
        unit_id=row.unit_id,
        part=PartyPart(row.part),
        on_likely=OnLikely(row.on_likely),
        prefix=row.prefix,
        keep_days=row.keep_days,
        keep_until=row.keep_until,
        received_at=row.received_at,
        received_by=names.get(row.received_by_id, ""),
        started_at=row.started_at,
        ended_at=row.ended_at,
        heard_at=row.heard_at,
        is_forgotten=row.forgotten_at is not None,
        is_staged=row.is_staged,
        trouble=row.trouble,
        total=row.total,
        registered=row.registered,
        known=row.known,
        aside=row.aside,
        wrong=row.wrong,
        settled=row.settled,
    )


def layout_of(row: Import) -> Layout:
    """How the file is read."""
    is_book = row.file_kind == FileKind.XLSX
    return Layout(is_workbook=is_book, sheet=row.sheet, encoding=row.encoding, separator=row.separator)


def mapping_of(row: Import) -> Mapping:
    """What the columns hold; nothing of any column before somebody said it."""
    fields = row.fields or [""] * len(row.columns)
    return Mapping(
        fields=tuple(Field(one) for one in fields),
        language=row.language,
        calendar=Calendar(row.calendar),
        day_order=DayOrder(row.day_order),
    )


def preview(import_id: UUID, mapping: Mapping, *, on: date, by: Actor) -> list[PreviewRow]:
    """The first rows as they would be understood; none when the file has been removed. Two queries.
    Raises `Unreadable`, `Hidden`."""
    row = import_seen(import_id, by=by)
    content = content_of(import_id, by=by)
    if content is None:
        return []
    return [
        PreviewRow(line=line, understood=understood(line.cells, mapping, on=on))
        for line in first_lines(content, layout_of(row), after=row.header_row)
    ]


def first_lines(content: bytes, layout: Layout, *, after: int = 0) -> Iterator[Line]:
    """The first rows that say anything. Raises `Unreadable`."""
    for place, line in enumerate(lines_of(content, layout, after=after)):
        if place >= PREVIEWED:
            return
        yield line


def saved_mappings(by: Actor) -> list[SavedMappingCard]:
    """Mappings saved in the actor's units, by name. One query."""
    return [
        SavedMappingCard(
            id=row.id,
            name=row.name,
            columns=tuple(row.columns),
            mapping=Mapping(
                fields=tuple(Field(one) for one in row.fields),
                language=row.language,
                calendar=Calendar(row.calendar),
                day_order=DayOrder(row.day_order),
            ),
        )
        for row in mappings_within(by).order_by("name", "id")[:100]
    ]
