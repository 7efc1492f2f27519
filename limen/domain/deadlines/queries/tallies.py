"""What a trial of an edition has counted so far. Grows row by row, and is kept as JSON between steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("earlier", "later", "new", "ended", "unanswerable", "same")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What would become of one clock: one of `KINDS`, by how many days, and whether its time is over then."""

    term: str
    what: str
    days: int
    runs_out: bool = False
    says: str = ""

    @property
    def is_a_change(self) -> bool:
        """Whether anybody would notice."""
        return self.what != "same"


@dataclass(slots=True)
class TermTally:
    """What would become of the clocks of one term."""

    counts: Counter[str] = field(default_factory=Counter)
    runs_out: int = 0
    least_days: int = 0
    most_days: int = 0
    trouble: str = ""

    def add(self, verdict: Verdict) -> None:
        """One more clock."""
        self.counts[verdict.what] += 1
        self.runs_out += verdict.runs_out
        self.least_days = min(self.least_days, verdict.days)
        self.most_days = max(self.most_days, verdict.days)
        self.trouble = self.trouble or (verdict.says if verdict.what == "unanswerable" else "")

    @property
    def changed(self) -> int:
        """How many clocks would change."""
        return self.counts.total() - self.counts["same"]


@dataclass(slots=True)
class Tally:
    """Open cases looked at and changed; clocks by term; changed clocks by unit and by lead."""

    cases: int = 0
    changed_cases: int = 0
    by_phase: Counter[str] = field(default_factory=Counter)
    terms: dict[str, TermTally] = field(default_factory=dict)
    by_unit: Counter[str] = field(default_factory=Counter)
    by_lead: Counter[tuple[str, str]] = field(default_factory=Counter)

    def see_case(self, phase: str) -> None:
        """One more open case, in that phase."""
        self.cases += 1
        self.by_phase[phase] += 1

    def end_case(self, changed: bool) -> None:
        """Whether anything of it would change."""
        self.changed_cases += changed

    def add(self, verdict: Verdict, *, unit: str, lead: str) -> None:
        """One more clock. `unit` and `lead` are empty where nobody may be named."""
        self.terms.setdefault(verdict.term, TermTally()).add(verdict)
        if verdict.is_a_change:
            self.by_unit[unit] += 1
            self.by_lead[unit, lead] += 1

    @property
    def clocks(self) -> int:
        """How many clocks were ruled, those that would start among them."""
        return sum(one.counts.total() for one in self.terms.values())

    @property
    def changed_clocks(self) -> int:
        """How many would change."""
        return sum(one.changed for one in self.terms.values())

    def as_kept(self) -> dict[str, Any]:
        """As JSON can hold it."""
        return {
            "cases": self.cases,
            "changed_cases": self.changed_cases,
            "by_phase": dict(self.by_phase),
            "terms": {
                id: [dict(one.counts), one.runs_out, one.least_days, one.most_days, one.trouble]
                for id, one in self.terms.items()
            },
            "by_unit": dict(self.by_unit),
            "by_lead": [[unit, lead, count] for (unit, lead), count in self.by_lead.items()],
        }

    @classmethod
    def from_kept(cls, kept: Mapping[str, Any]) -> Tally:
        """From what `as_kept` gave."""
        if not kept:
            return cls()
        return cls(
            cases=kept["cases"],
            changed_cases=kept["changed_cases"],
            by_phase=Counter(kept["by_phase"]),
            terms={
                id: TermTally(Counter(counts), runs_out, least, most, trouble)
                for id, (counts, runs_out, least, most, trouble) in kept["terms"].items()
            },
            by_unit=Counter(kept["by_unit"]),
            by_lead=Counter({(unit, lead): count for unit, lead, count in kept["by_lead"]}),
        )
