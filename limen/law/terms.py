"""Terms: time limits, earliest dates, targets, storage periods, as a pack defines them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from limen.law.counting import Counting
from limen.law.dated import Certainty, Timeline
from limen.law.facts import Facts
from limen.law.lengths import Length, Unit

ORDINARY = "ordinary"


class Effect(StrEnum):
    """What the end of a term means."""

    LIMIT = "limit"  # law about to be broken
    TARGET = "target"  # wished for; nothing follows
    EARLIEST = "earliest"  # the first day on which something may be done
    REVIEW = "review"  # comes again, from the last time
    STORAGE = "storage"  # how long something is kept
    VALIDITY = "validity"  # how long something holds

    @property
    def rolls(self) -> bool:
        """Whether an end on a day off may move to a working day at all."""
        return self in (Effect.LIMIT, Effect.TARGET, Effect.REVIEW)


class Whose(StrEnum):
    """Whose time it is."""

    AUTHORITY = "authority"
    APPLICANT = "applicant"
    COURT = "court"
    OTHER_STATE = "other_state"
    PROVIDER = "provider"


class Attribution(StrEnum):
    """Whose doing a stop is."""

    APPLICANT = "applicant"
    AUTHORITY = "authority"
    THIRD_PARTY = "third_party"


class WorkTo(StrEnum):
    """The earlier day to work to, kept beside the legal end where liberty or a lawsuit is at stake."""

    DUE = "due"
    RAW = "raw"
    PREVIOUS_WORKING_DAY = "previous_working_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One fact that must hold: a yes, a day that is given, or one of some answers."""

    fact: str
    one_of: frozenset[str] = frozenset()

    def holds(self, facts: Facts) -> bool:
        """Whether it does. A fact that nobody gave does not hold."""
        answer = facts.get(self.fact)
        if self.one_of:
            return answer in self.one_of
        return answer is not None and answer is not False


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """From where, how counted and how long: the ordinary way of a term, or that of a situation."""

    id: str
    says: str
    when: Condition | None
    runs_from: str
    governed_by: str
    counting: Counting
    effect: Effect
    values: Timeline[Length]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A ground on which a term may be made longer, by at most so much; in some situations, if it says."""

    id: str
    says: str
    values: Timeline[Length]
    only_in: tuple[str, ...] = ()

    def fits(self, run: Run) -> bool:
        """Whether it may lengthen that way of running; “ordinary” names the way without a situation."""
        return not self.only_in or (run.id or ORDINARY) in self.only_in


@dataclass(frozen=True, slots=True, kw_only=True)
class StopCause:
    """Something that may stop the clock, whose doing it is, and whether it really does stop it."""

    id: str
    says: str
    attributed_to: Attribution
    stops: bool
    source: str
    certainty: Certainty
    interpretation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """The frame in which national law sets a value. Any of the bounds may be missing."""

    at_least: Length | None
    at_most: Length | None
    less_than: Length | None = None
    source: str
    certainty: Certainty
    interpretation: str = ""

    def faults(self, value: Length) -> tuple[str, Length] | None:
        """("at_least", "at_most" or "less_than", the bound) when the value lies outside, else None."""
        # Between Monday and Friday a working day is a day: at the lower bound it counts for no more.
        shortest = value.number if value.unit is Unit.WORKING_DAYS else value.roughly_days
        same_unit = self.at_least is not None and value.unit is self.at_least.unit
        if self.at_least is not None and (
            value.number < self.at_least.number if same_unit else shortest < self.at_least.roughly_days
        ):
            return "at_least", self.at_least
        if self.at_most is not None and value.roughly_days > self.at_most.roughly_days:
            return "at_most", self.at_most
        if self.less_than is not None and value.roughly_days >= self.less_than.roughly_days:
            return "less_than", self.less_than
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """An end that nothing passes, whatever was extended or stopped."""

    runs_from: str
    values: Timeline[Length]


@dataclass(frozen=True, slots=True, kw_only=True)
class Litigation:
    """What a court is known to have done with a rule, as of a day."""

    as_of: date
    says: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of one pack. `runs` are tried in order; the last has no condition and is the ordinary one."""

    id: str
    says: str
    about: str
    whose: Whose
    effect: Effect
    runs: tuple[Run, ...]
    work_to: WorkTo = WorkTo.DUE
    touches_liberty: bool = False
    backwards: bool = False
    regime: str = ""
    extensions: tuple[Extension, ...] = ()
    together_at_most: Length | None = None
    cap: Cap | None = None
    stops: tuple[StopCause, ...] = ()
    national: Guard | None = None
    when_missed: str = ""
    litigation: tuple[Litigation, ...] = ()
    defined_in: str = ""
    set_in: str = ""
    line: int = 0

    @property
    def ordinary(self) -> Run:
        """The way it runs when no situation holds."""
        return self.runs[-1]

    def run_for(self, facts: Facts) -> Run:
        """The first way whose situation holds."""
        for run in self.runs:
            if run.when is None or run.when.holds(facts):
                return run
        return self.ordinary

    def facts_asked(self) -> tuple[str, ...]:
        """Every fact that may matter, in the order in which it is asked."""
        asked: dict[str, None] = {}
        for run in reversed(self.runs):
            asked |= dict.fromkeys((run.runs_from, run.governed_by))
            if run.when is not None:
                asked[run.when.fact] = None
        if self.cap is not None:
            asked[self.cap.runs_from] = None
        return tuple(asked)
