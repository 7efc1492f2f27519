"""Statements that are asked again and again: the database keeps their plan while the connection lasts.

Where a statement passes many walls, planning it takes longer than answering. For a plan that is kept, the
values are no part of it; so this is for statements whose best plan is the same whatever is asked.

Behind a pooler that lends connections for one transaction there is no such connection: with
`settings.POOLER` they are asked as any other statement is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper


class _Prepared(psycopg.Cursor[tuple[Any, ...]]):
    def execute(self, query: Any, params: Any = None, **options: Any) -> _Prepared:
        # Django forbids its connections to prepare anything; psycopg asks the connection first.
        before = self.connection.prepare_threshold
        self.connection.prepare_threshold = None if settings.POOLER else 0
        try:
            return super().execute(query, params, **options)
        finally:
            self.connection.prepare_threshold = before


def rows_of(statement: str, values: Mapping[str, Any] | Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement written for `%(name)s` or `%s`. Django counts and notes it as any query."""
    connection.ensure_connection()
    wrapper = CursorDebugWrapper if connection.queries_logged else CursorWrapper
    with wrapper(_Prepared(connection.connection), connection) as asked:
        asked.execute(statement, values)
        return list(asked.fetchall())
