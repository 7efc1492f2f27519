"""Worked examples: the law's own tests, written by those who know the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One case worked out by hand. One of `term`, `list_`, `entitlement`, `regime`, `born` … is asked."""

    id: str
    says: str
    file: str
    line: int
    term: str = ""
    list_: str = ""
    entitlement: str = ""
    regime: str = ""
    born: str = ""
    hold: str = ""
    country: str = ""
    status: str = ""
    on: str = ""
    calendar: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    stops: tuple[tuple[str, str, str], ...] = ()
    extensions: tuple[tuple[str, str], ...] = ()
    expect: Mapping[str, str] = field(default_factory=dict)

    @property
    def asks(self) -> str:
        """What it is about: the name of a term, a list, an entitlement or a regime, or an age."""
        return self.term or self.list_ or self.entitlement or self.regime or self.hold or "age"
