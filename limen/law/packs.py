"""A pack: one jurisdiction's or programme's rules, read and resolved. What `packs/README.md` describes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from limen.law.analysis import Analysis
from limen.law.applications import ApplicationType
from limen.law.benefits import Amount, Entitlement
from limen.law.counting import Counting, Sum, add_days, add_months
from limen.law.dated import Certainty, Dated, Timeline
from limen.law.entries import Catalogue, Entry
from limen.law.facts import Fact
from limen.law.lengths import Length
from limen.law.terms import Litigation, Term
from limen.law.weighing import Weighing
from limen.law.withdrawals import Withdrawal


class Status(StrEnum):
    """How a pack is distributed."""

    DRAFT = "draft"
    SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Somebody answered for a pack."""

    name: str
    capacity: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An act of law or a page, as a reader finds it."""

    id: str
    says: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Days, up to and without `to`, on which a lawyer must look at the transition."""

    since: date
    to: date
    says: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """Which law governs a procedure, by the day that decides."""

    id: str
    says: str
    decided_by: str
    values: Timeline[str]
    doubts: tuple[Doubt, ...] = ()

    def doubt_on(self, day: date) -> Doubt | None:
        """The doubt that covers that day, if one does."""
        return next((one for one in self.doubts if one.since <= day < one.to), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A part of a country or a group of people to whom an entry of a list does not apply."""

    says: str
    territory: str = ""
    category: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Days from `since`, up to and without `to`; open without it."""

    since: date
    to: date | None
    source: str

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.since <= day and (self.to is None or day < self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A country on a dated list."""

    country: str
    since: date
    until: date | None
    source: str
    certainty: Certainty
    exceptions: tuple[Exemption, ...] = ()
    suspended: tuple[Interval, ...] = ()
    note: str = ""

    def counts_on(self, day: date) -> bool:
        """Whether it is on the list that day, and not suspended."""
        inside = self.since <= day and (self.until is None or day < self.until)
        return inside and not any(one.covers(day) for one in self.suspended)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryList:
    """Countries that a rule names, with the days on which it does."""

    id: str
    says: str
    entries: tuple[Listed, ...]
    about: str = ""

    def names(self, country: str, on: date) -> bool:
        """Whether the country counts as listed on that day."""
        return any(one.country == country and one.counts_on(on) for one in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """An order that blocks one step and stops no clock."""

    id: str
    says: str
    authority: str
    since: date
    until: date | None
    scope: str
    blocks: str
    source: str
    certainty: Certainty
    litigation: tuple[Litigation, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep:
    """One step of a plan. `term`: the term that dates it, or nothing."""

    id: str
    says: str
    by: str
    of_whom: str
    term: str
    evidence: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A programme as a template with dated steps."""

    id: str
    says: str
    starts_from: str
    since: date
    until: date | None
    source: str
    certainty: Certainty
    steps: tuple[PlanStep, ...]
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where a case stands in a procedure, in the pack's words, mapped to a neutral phase. `expected` is how
    long a case is expected to stand there: no clock, and nothing follows from it but a question."""

    id: str
    says: str
    phase: str
    ends: bool = False
    about: str = ""
    expected: Timeline[Length] = field(default_factory=lambda: Timeline(()))

    def expected_since(self, day: date) -> tuple[date, Dated[Length]] | None:
        """The last day on which a case that came here on that day is expected to stand here, and by which
        value; None where the pack says nothing of it."""
        found = self.expected.on(day)
        if found is None:
            return None
        total = Sum.of((found.value,))
        return add_days(add_months(day, total.months), total.days), found


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A way from one stage to another: the act, what it needs, the clocks that it answers, and those that no
    longer apply once it was done."""

    of: str
    to: str
    act: str
    says: str
    needs: tuple[str, ...]
    terms: tuple[str, ...]
    since: date
    until: date | None
    source: str
    certainty: Certainty
    closes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """Stages and moves of one kind of application."""

    id: str
    says: str
    starts_at: str
    regime: str
    stages: Mapping[str, Stage]
    moves: tuple[Move, ...]
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """Everything one pack says, with what it inherits. `chain`: its own id first, then its ancestors'."""

    id: str
    says: str
    jurisdiction: str
    chain: tuple[str, ...]
    languages: tuple[str, ...]
    calendar: str
    status: Status
    signatures: tuple[Signature, ...]
    as_of: date
    about: str
    sources: tuple[Source, ...]
    fingerprint: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    countings: Mapping[str, Counting] = field(default_factory=dict)
    regimes: Mapping[str, Regime] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    outcomes: Mapping[str, Entry] = field(default_factory=dict)
    grounds: Mapping[str, Catalogue] = field(default_factory=dict)
    requirements: Mapping[str, Catalogue] = field(default_factory=dict)
    lists: Mapping[str, CountryList] = field(default_factory=dict)
    holds: Mapping[str, Hold] = field(default_factory=dict)
    amounts: Mapping[str, Amount] = field(default_factory=dict)
    entitlements: Mapping[str, Entitlement] = field(default_factory=dict)
    plans: Mapping[str, Plan] = field(default_factory=dict)
    withdrawals: Mapping[str, Withdrawal] = field(default_factory=dict)
    weighing: Mapping[str, Weighing] = field(default_factory=dict)
    analyses: Mapping[str, Analysis] = field(default_factory=dict)
    applications: Mapping[str, ApplicationType] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    letters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_signed(self) -> bool:
        """Whether somebody answered for the pack as distributed, and for all that it inherits."""
        return self.status is Status.SIGNED
