"""Values that hold from a day on: the heart of a law that changes while cases are open."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class Certainty(StrEnum):
    """How surely somebody knows that this is the law."""

    VERIFIED = "verified"  # the text of the law, or an official page, was read
    SECONDARY = "secondary"  # a law firm, an agency, a paper says so
    UNVERIFIED = "unverified"  # from memory, or an inference


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Generic[T]):
    """One value from `since` on (up to `until`, the first day on which it no longer holds)."""

    since: date
    value: T
    source: str
    certainty: Certainty
    until: date | None = None
    note: str = ""
    interpretation: str = ""
    says: str = ""
    corrects: bool = False
    corrected_on: date | None = None
    line: int = 0

    @property
    def is_settled(self) -> bool:
        """Whether the text was read and nothing had to be read into it."""
        return self.certainty is Certainty.VERIFIED and not self.interpretation


class Timeline(Generic[T]):
    """The versions of one value, in the order in which they became law."""

    __slots__ = ("_starts", "all", "in_force")

    def __init__(self, versions: Iterable[Dated[T]]) -> None:
        """`versions` may hold corrections: the last correction of a day stands, the others stay readable."""
        self.all = tuple(sorted(versions, key=_order))
        latest: dict[date, Dated[T]] = {one.since: one for one in self.all}
        self.in_force = tuple(latest.values())
        self._starts = [one.since for one in self.in_force]

    def on(self, day: date) -> Dated[T] | None:
        """The version that is the law on that day, or None before the first and after an end."""
        place = bisect_right(self._starts, day)
        if not place:
            return None
        found = self.in_force[place - 1]
        return None if found.until is not None and day >= found.until else found

    def __bool__(self) -> bool:
        return bool(self.all)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Timeline) and self.all == other.all

    def __hash__(self) -> int:
        return hash(self.all)


def _order(version: Dated[T]) -> tuple[date, date]:
    return version.since, version.corrected_on or date.min
