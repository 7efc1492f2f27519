"""A look at the database past the application: raw SQL under somebody's ticket, as one of the roles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql

from limen.foundation.ids import new_id

Row = tuple[Any, ...]
Text = sql.SQL | sql.Composed


class Window:
    """One connection as one role. Everything done through it is rolled back."""

    def __init__(self, dsn: str) -> None:
        self.connection = psycopg.connect(dsn)

    def close(self) -> None:
        self.connection.close()

    @contextmanager
    def shown(self, ticket: str, *, act: bool = True) -> Iterator[psycopg.Cursor[Row]]:
        """A transaction in which this ticket was shown and, by default, an act is open; then rolled back."""
        with self.connection.transaction(force_rollback=True), self.connection.cursor() as cursor:
            cursor.execute("select set_config('limen.ticket', %s, true)", [ticket])
            cursor.execute("select set_config('limen.act', %s, true)", [str(new_id()) if act else ""])
            yield cursor

    def rows(self, ticket: str, question: str | Text, *values: Any) -> list[Row]:
        """What this ticket sees."""
        with self.shown(ticket) as cursor:
            return cursor.execute(_text(question), values or None).fetchall()

    def column(self, ticket: str, question: str | Text, *values: Any) -> set[Any]:
        """The first column of what this ticket sees."""
        return {row[0] for row in self.rows(ticket, question, *values)}

    def touched(self, ticket: str, change: str | Text, *values: Any) -> int:
        """How many rows a change reaches; 0 as well when the database refuses it for want of a right."""
        try:
            with self.shown(ticket) as cursor:
                return cursor.execute(_text(change), values or None).rowcount
        except psycopg.errors.InsufficientPrivilege:
            return 0

    def refusal(
        self, ticket: str, change: str | Text, values: Sequence[Any] = (), *, act: bool = True
    ) -> str:
        """The name of the error that a change ends with; empty when it went through."""
        try:
            with self.shown(ticket, act=act) as cursor:
                cursor.execute(_text(change), values or None)
        except psycopg.Error as error:
            return type(error).__name__
        return ""


def _text(question: str | Text) -> Text:
    return sql.SQL(question) if isinstance(question, str) else question
