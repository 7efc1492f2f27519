"""What is said about one table: its rows for somebody, and the new ones that they may add."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.security.rules_of_access import Fact, Facts, Somebody
from tests.security.scene import Scene

Answer = Callable[[Somebody, Fact], bool]
Candidate = tuple[Fact, bool]  # a new row, and whether the database should take it


def nobody(_: Somebody, __: Fact) -> bool:
    """The command is not granted, or no policy lets it through."""
    return False


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What the rules say about one table. `change` is an assignment that changes nothing of substance."""

    sees: Answer
    change: str = ""
    updates: Answer = nobody
    deletes: Answer = nobody
    inserts: Callable[[Scene, Facts, Somebody], list[Candidate]] = lambda scene, facts, me: []
