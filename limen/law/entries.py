"""Closed lists of the law: grounds, requirements, outcomes, and what evidence is looked at for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from limen.law.dated import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a list of the law: a ground, a requirement, an outcome. `under`: an age in years, for what
    the law says of whoever is younger."""

    id: str
    says: str
    since: date
    source: str
    certainty: Certainty
    until: date | None = None
    about: str = ""
    note: str = ""
    interpretation: str = ""
    not_for: str = ""
    only_for: tuple[str, ...] = ()
    gate: str = ""
    waiver: str = ""
    kind: str = ""
    remedy: str = ""
    under: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is the law on that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """A closed list: grounds of one sort, or the requirements of one thing (`of`)."""

    id: str
    says: str
    items: Mapping[str, Entry]
    of: str = ""
    about: str = ""
