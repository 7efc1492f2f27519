"""Listens to what the database tells of every statement it ran for a page: how often it was asked, by which
plan it answered, and how many rows it read.

The plans are those that were really run, told by PostgreSQL's own `auto_explain` as notices to the very
connection that asked: also those of statements inside functions, and those that a connection has kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from psycopg.errors import Diagnostic

ALIASES = ("default", "door")
TELLS_ITS_PLANS = {
    "session_preload_libraries": "auto_explain",
    "auto_explain.log_min_duration": "0",
    "auto_explain.log_analyze": "on",
    "auto_explain.log_timing": "off",
    "auto_explain.log_format": "json",
    "auto_explain.log_level": "notice",
    "auto_explain.log_nested_statements": "on",
}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The statements of a page, and the plans of these and of all that ran inside them."""

    statements: list[str] = field(default_factory=list)
    plans: list[dict[str, Any]] = field(default_factory=list)


@contextmanager
def watched() -> Iterator[Seen]:
    """Whatever Django asks the database meanwhile."""
    seen = Seen()

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        seen.statements.append(sql)
        return execute(sql, *rest)

    def hear(said: Diagnostic) -> None:
        _, _, plan = (said.message_primary or "").partition("plan:\n")
        if plan:
            seen.plans.append(json.loads(plan))

    with ExitStack() as held:
        for alias in ALIASES:
            connection = connections[alias]
            connection.ensure_connection()
            raw = connection.connection
            raw.add_notice_handler(hear)
            held.callback(raw.remove_notice_handler, hear)
            held.enter_context(connection.execute_wrapper(count))
        yield seen
