"""Receiving a list, reading it in another way, and saying what its columns hold. Nobody is registered yet."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from limen.domain.imports.events import Mapped, ReadAnew, Received
from limen.domain.imports.models import File, Import, SavedMapping
from limen.domain.imports.names import FileKind, ImportState, Mapping
from limen.domain.imports.queries.reach import content_of, locked_import
from limen.domain.imports.queries.sheets import first_lines, layout_of
from limen.domain.imports.rules import obstacles as rules
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, Refused, refuse_if
from limen.outside.sheets import ENCODINGS, Layout, Line, Unreadable, sniffed


@command("imports.receive")
def receive(
    *,
    import_id: UUID,
    file_name: str,
    content: bytes,
    source: str,
    unit_id: UUID,
    by: Actor,
    at: datetime,
) -> Received:
    """Keep a list as it was sent, once it is known to be one. Its first row holds the headers."""
    try:
        layout = sniffed(content)
        header = _header(content, layout)
    except Unreadable as error:
        raise Refused([rules.unreadable(error)]) from error
    kind = FileKind.XLSX if layout.is_workbook else FileKind.CSV
    refuse_if(
        rules.obstacles_to_receiving(file_name=file_name, kind=kind, source=source, unit_id=unit_id, by=by)
    )
    digest = hashlib.sha256(content)
    Import.objects.create(
        id=import_id,
        organisation_id=by.organisation_id,
        unit_id=unit_id,
        source=source.strip()[:100],
        source_key=" ".join(source.casefold().split())[:100],
        file_name=file_name[-200:],
        file_kind=kind,
        digest=digest.digest(),
        sheet=layout.sheet,
        encoding=layout.encoding,
        separator=layout.separator,
        header_row=header.number,
        columns=header.cells,
        received_by_id=by.id,
        received_at=at,
    )
    File.objects.create(listing_id=import_id, unit_id=unit_id, content=content)
    return Received(
        import_id=import_id,
        unit_id=unit_id,
        file_name=file_name[-200:],
        sender=source.strip()[:100],
        file_kind=kind,
        digest=digest.hexdigest(),
    )


@command("imports.read_anew")
def read_anew(
    import_id: UUID, *, sheet: str, encoding: str, separator: str, by: Actor, at: datetime
) -> ReadAnew:
    """Read the file from another sheet, in another encoding, or with another separator. What was said of its
    columns is forgotten."""
    row = locked_import(import_id, by=by)
    refuse_if(rules.obstacles_to_reading_anew(ImportState(row.state)))
    content = content_of(import_id, by=by)
    if content is None:
        raise Hidden(f"file of import {import_id}")
    layout = layout_of(row)
    if layout.is_workbook:
        layout = replace(layout, sheet=sheet)
    elif encoding in (*ENCODINGS, "utf-8-sig"):
        layout = replace(layout, encoding=encoding, separator=separator[:1])
    try:
        header = _header(content, layout)
    except Unreadable as error:
        raise Refused([rules.unreadable(error)]) from error
    Import.objects.filter(pk=import_id).update(
        state=ImportState.RECEIVED,
        sheet=layout.sheet,
        encoding=layout.encoding,
        separator=layout.separator,
        header_row=header.number,
        columns=header.cells,
        fields=[],
    )
    return ReadAnew(import_id=import_id, encoding=layout.encoding, separator=layout.separator)


@command("imports.map")
def map(import_id: UUID, *, mapping: Mapping, save_as: str = "", by: Actor, at: datetime) -> Mapped:
    """Say what each column holds, and keep that under a name for the sender's next list."""
    row = locked_import(import_id, by=by)
    state, columns = ImportState(row.state), list(row.columns)
    refuse_if(rules.obstacles_to_mapping(mapping, state=state, columns=len(columns)))
    fields = [one.value for one in mapping.fields]
    words = {
        "columns": columns,
        "fields": fields,
        "language": mapping.language[:10],
        "calendar": mapping.calendar.value,
        "day_order": mapping.day_order.value,
    }
    Import.objects.filter(pk=import_id).update(state=ImportState.MAPPED, **words)
    if name := save_as.strip()[:80]:
        SavedMapping.objects.update_or_create(
            unit_id=row.unit_id,
            name=name,
            create_defaults={
                "organisation_id": row.organisation_id,
                "saved_by_id": by.id,
                "saved_at": at,
                **words,
            },
            defaults={"saved_by_id": by.id, "saved_at": at, **words},
        )
    pairs = zip(range(1, len(fields) + 1), fields, strict=True)
    return Mapped(import_id=import_id, columns=tuple(f"{place}={one}" for place, one in pairs if one))


def _header(content: bytes, layout: Layout) -> Line:
    """The first row that says anything, if another comes after it. Raises `Unreadable`."""
    lines = list(first_lines(content, layout))
    if len(lines) < 2:
        raise Unreadable("no_rows")
    header = lines[0]
    width = max(len(line.cells) for line in lines)
    cells = [*header.cells, *[""] * (width - len(header.cells))]
    return Line(header.number, [cell[:200] for cell in cells])
