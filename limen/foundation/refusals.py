"""Why not: obstacles that a person can read, and the exceptions that carry them to the door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Obstacle:
    """One reason why an act cannot happen now: a code for tests and the API, a sentence for people."""

    code: str
    says: str


class Refused(Exception):
    """The act cannot happen now. Expected; shown to the person, never logged as an error."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        super().__init__("; ".join(o.says for o in obstacles))


class Forbidden(Exception):
    """The actor's role does not include this act."""


class Hidden(Exception):
    """The thing is missing, or it is not for this actor: the two are told apart by nobody."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """One side of a conflict: what it says, who wrote it, and when."""

    says: str
    by_name: str
    at: datetime | None


class Conflict(Exception):
    """Somebody else changed the row since the actor opened it. Both texts are kept and shown."""

    def __init__(self, *, theirs: Text, base: Text | None, version: int) -> None:
        self.theirs, self.base, self.version = theirs, base, version
        super().__init__(f"the row is now at version {version}")


def refuse_if(obstacles: Sequence[Obstacle]) -> None:
    """Raise `Refused` when there is any obstacle."""
    if obstacles:
        raise Refused(obstacles)
