"""The application's own wall around lists: those who may register, in the unit to which a list came."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from limen.domain.imports.models import File, Import, Row, SavedMapping, Taken
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden

_MAY = "imports.receive"


def units_of(by: Actor) -> tuple[UUID, ...]:
    """The units whose lists the actor works on."""
    return by.units_within(Reach.LIST) if by.may(_MAY) else ()


def imports_within(by: Actor) -> QuerySet[Import]:
    """Lists that the actor may know of."""
    return Import.objects.filter(unit_id__in=units_of(by))


def rows_within(by: Actor) -> QuerySet[Row]:
    """Their rows."""
    return Row.objects.filter(unit_id__in=units_of(by))


def files_within(by: Actor) -> QuerySet[File]:
    """Their files."""
    return File.objects.filter(unit_id__in=units_of(by))


def taken_within(by: Actor) -> QuerySet[Taken]:
    """Rows that were dealt with, of the actor's units."""
    return Taken.objects.filter(unit_id__in=units_of(by))


def mappings_within(by: Actor) -> QuerySet[SavedMapping]:
    """Saved mappings of the actor's units."""
    return SavedMapping.objects.filter(unit_id__in=units_of(by))


def import_seen(import_id: UUID, *, by: Actor) -> Import:
    """A list. Raises `Hidden`."""
    found = imports_within(by).filter(pk=import_id).first()
    if found is None:
        raise Hidden(f"import {import_id}")
    return found


def locked_import(import_id: UUID, *, by: Actor) -> Import:
    """A list, locked for the rest of the act. Raises `Hidden`."""
    found = imports_within(by).filter(pk=import_id).select_for_update().first()
    if found is None:
        raise Hidden(f"import {import_id}")
    return found


def lock_source(row: Import) -> None:
    """Nobody else takes rows of the same sender in the same unit until this act is over."""
    with connection.cursor() as cursor:
        told = f"imports:{row.unit_id}:{row.source_key}"
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [told])


def locked_row(import_id: UUID, number: int, *, by: Actor) -> Row:
    """A row of a list, locked. Raises `Hidden`."""
    rows = rows_within(by).filter(listing_id=import_id, number=number)
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise Hidden(f"row {number} of import {import_id}")
    return found


def content_of(import_id: UUID, *, by: Actor) -> bytes | None:
    """The file as it was sent; None when it has been removed."""
    found = files_within(by).filter(pk=import_id).values_list("content", flat=True).first()
    return bytes(found) if found is not None else None
