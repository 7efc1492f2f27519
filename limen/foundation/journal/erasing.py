"""Erases personal values from the journal. The chain stays whole: a line holds only a salted hash of each.

Only the database role of the worker may call this, in the name of somebody who answers for the organisation
of the case. That two persons agree is for the act that will ask for it to see to.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.backends.utils import CursorWrapper
from psycopg import Cursor

from limen.foundation.journal.events import ErasureGround


def erase(
    cursor: Cursor[tuple[object, ...]] | CursorWrapper,
    *,
    case_id: UUID,
    ground: ErasureGround,
    asked_by: UUID,
    act_id: UUID,
    at: datetime,
    entries: Sequence[int] | None = None,
) -> int:
    """Delete the personal values (and salts) of a case, or of some of its entries; say how many there were.

    The database writes the line `journal.erased`. Raises `InsufficientPrivilege` when
    `asked_by` does not answer for the organisation of the case. Older backups still hold the values.
    """
    cursor.execute(
        "select journal.erase(%s, %s::bigint[], %s, %s, %s, %s)",
        [case_id, None if entries is None else list(entries), ground.value, asked_by, act_id, at],
    )
    row = cursor.fetchone()
    return int(str(row[0])) if row else 0
