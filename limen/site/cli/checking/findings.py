"""The answer of a self-check, and what every check is given to look with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import psycopg

from limen.site.cli.folders import Folder
from limen.site.postgres.urls import DatabaseUrl, DatabaseUrls


class State(StrEnum):
    """How bad it is. Only `fail` keeps Limen from serving."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What was found, and what to do about it."""

    state: State
    says: str
    remedy: str = ""


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a check may look at: the installation, its addresses, a connection as the web server's role."""

    folder: Folder
    urls: DatabaseUrls
    app: DatabaseUrl
    connection: psycopg.Connection[Any]
    is_demo: bool

    def rows(self, question: str, *values: object) -> list[tuple[Any, ...]]:
        """Ask the database's catalogue."""
        return self.connection.execute(question.encode(), values or None).fetchall()

    def one(self, question: str, *values: object) -> Any:
        """Ask for a single value."""
        found = self.rows(question, *values)
        return found[0][0] if found else None


@dataclass(frozen=True, kw_only=True)
class Check:
    """One named check."""

    name: str
    about: str
    look: Callable[[Look], Finding]


def ok(says: str) -> Finding:
    """All is well."""
    return Finding(state=State.OK, says=says)


def warn(says: str, remedy: str) -> Finding:
    """It works, and should be mended."""
    return Finding(state=State.WARN, says=says, remedy=remedy)


def fail(says: str, remedy: str) -> Finding:
    """It must not be used like this."""
    return Finding(state=State.FAIL, says=says, remedy=remedy)


def listed(names: list[str], most: int = 5) -> str:
    """A few names, and how many more."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")
