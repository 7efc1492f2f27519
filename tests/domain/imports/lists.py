"""Invented lists for the stories of imports, and the worker's part played by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from openpyxl import Workbook

from limen.domain.cases.names import PartyPart
from limen.domain.imports.commands.receiving import map as map_columns
from limen.domain.imports.commands.receiving import receive
from limen.domain.imports.commands.running import start
from limen.domain.imports.commands.taking import stage_rows, take_rows
from limen.domain.imports.names import Mapping, OnLikely
from limen.domain.imports.queries.reach import content_of
from limen.domain.imports.queries.sheets import ImportCard, import_sheet
from limen.domain.imports.rules.words import suggested
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.outside.sheets import lines_of
from tests.cast import ON, Player

HEADERS = ("Ref", "Given name", "Family name", "Date of birth", "Sex", "Nationality", "Family")
ROWS: tuple[tuple[object, ...], ...] = (
    ("A-1", "Samira", "Haddad", "12.05.1990", "f", "Syria", "1"),
    ("A-2", "Yousef", "Haddad", "1988", "m", "Syrien", "1"),
    ("A-3", "Oksana", "Melnyk", "unknown", "w", "Ukraine", ""),
)


def workbook(headers: Sequence[object] = HEADERS, rows: Sequence[Sequence[object]] = ROWS) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (headers, *rows):
        sheet.append(list(row))
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def received(
    by: Player, at: datetime, content: bytes | None = None, *, name: str = "list.xlsx", source: str = "Agency"
) -> UUID:
    """A list that has come."""
    import_id = new_id()
    receive(
        import_id=import_id,
        file_name=name,
        content=workbook() if content is None else content,
        source=source,
        unit_id=by.unit_id,
        by=by.actor,
        at=at,
    )
    return import_id


def mapped(import_id: UUID, by: Player, at: datetime, **more: Any) -> None:
    """Its columns as their headers suggest."""
    card = sheet_of(import_id, by)
    mapping = Mapping(fields=suggested(card.columns), **more)
    map_columns(import_id, mapping=mapping, by=by.actor, at=at)


def started(import_id: UUID, by: Player, at: datetime, **more: Any) -> None:
    """A list that runs."""
    facts: dict[str, Any] = {
        "part": PartyPart.APPLICANT,
        "on_likely": OnLikely.PUT_ASIDE,
        "prefix": f"L{str(import_id)[-12:]}-",
        "opened_on": ON,
        "keep_days": 30,
    } | more
    start(import_id, by=by.actor, at=at, **facts)


def run(import_id: UUID, by: Player, at: datetime, *, at_once: int = 100) -> ImportCard:
    """The worker's part: read every row and take every row."""
    with acting_as(by.actor):
        content = content_of(import_id, by=by.actor)
        layout = import_sheet(import_id, by=by.actor).layout
    assert content is not None
    lines = list(lines_of(content, layout))[1:]
    stage_rows(import_id, lines=lines, is_all=True, by=by.actor, at=at)
    while not take_rows(import_id, on=ON, at_once=at_once, by=by.actor, at=at).is_last:
        pass
    return sheet_of(import_id, by)


def done(
    by: Player, at: datetime, content: bytes | None = None, *, source: str = "Agency", **more: Any
) -> tuple[UUID, ImportCard]:
    """A list from beginning to end."""
    import_id = received(by, at, content, source=source)
    mapped(import_id, by, at)
    started(import_id, by, at, **more)
    return import_id, run(import_id, by, at)


def sheet_of(import_id: UUID, by: Player) -> ImportCard:
    """The list as its clerk sees it."""
    with acting_as(by.actor):
        return import_sheet(import_id, by=by.actor)
