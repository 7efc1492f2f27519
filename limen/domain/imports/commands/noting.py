"""What became of a row, and writing that into many rows at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import connection

from limen.domain.imports.models import Row
from limen.domain.imports.names import RowState, Trouble

# One statement with one value, however many rows: an UPDATE of seven columns that names each row in each of
# them takes longer to put together than the rows take to be registered.
_WRITE = """
update imports_row r set cells = n.cells, state = n.state, troubles = n.troubles, likely = n.likely,
    person_id = n.person_id, case_id = n.case_id, version = n.version
from jsonb_to_recordset(%s::jsonb) n (id uuid, cells text[], state text, troubles jsonb, likely uuid[],
    person_id uuid, case_id uuid, version integer)
where r.id = n.id
"""


@dataclass(frozen=True, kw_only=True)
class Registered:
    """What became of a row."""

    state: RowState
    person_id: UUID | None = None
    case_id: UUID | None = None
    troubles: tuple[Trouble, ...] = ()
    likely: tuple[UUID, ...] = ()


def note(one: Row, done: Registered) -> None:
    """Say in a row what became of it. Words are kept only where somebody must still read them."""
    one.state, one.person_id, one.case_id = done.state, done.person_id, done.case_id
    one.troubles = [asdict(trouble) for trouble in done.troubles]
    one.likely = list(done.likely)
    one.version += 1
    if done.state not in (RowState.ASIDE, RowState.WRONG):
        one.cells = []


def write_notes(page: Sequence[Row]) -> None:
    """Write what became of these rows. One query."""
    notes = [
        {
            "id": str(one.id),
            "cells": one.cells,
            "state": str(one.state),
            "troubles": one.troubles,
            "likely": [str(key) for key in one.likely],
            "person_id": str(one.person_id) if one.person_id else None,
            "case_id": str(one.case_id) if one.case_id else None,
            "version": one.version,
        }
        for one in page
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [json.dumps(notes, ensure_ascii=False)])
