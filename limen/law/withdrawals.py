"""How an application is withdrawn, by whoever made it or by conduct, and what the law makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from limen.law.dated import Certainty


class TakenBackBy(StrEnum):
    """Whether it is said, or read out of what somebody does."""

    APPLICANT = "applicant"
    CONDUCT = "conduct"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """One thing that follows from a withdrawal."""

    id: str
    says: str
    since: date
    until: date | None
    source: str
    certainty: Certainty
    note: str = ""
    interpretation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """One way of withdrawing. `acts` of the `procedures` lead to it, from `stages` alone where any is named.
    `decision`: the outcome that follows, if one does. `heard_first`: the term that must have run out before,
    `reopened_within` the term in which it can be opened again, `reopened_by` the acts that do so."""

    id: str
    says: str
    about: str
    by: TakenBackBy
    procedures: tuple[str, ...]
    acts: tuple[str, ...]
    stages: tuple[str, ...]
    decision: str
    heard_first: str
    reopened_within: str
    reopened_by: tuple[str, ...]
    consequences: Mapping[str, Consequence]
    since: date
    until: date | None
    source: str
    certainty: Certainty
    note: str = ""

    def is_met_by(self, procedure: str, act: str, stage: str, on: date) -> bool:
        """Whether that act, done on that day where the case stands, withdraws so."""
        in_force = self.since <= on and (self.until is None or on < self.until)
        is_here = not self.stages or stage in self.stages
        return in_force and procedure in self.procedures and act in self.acts and is_here

    def follows_on(self, day: date) -> tuple[Consequence, ...]:
        """What follows by the law of that day."""
        return tuple(
            one
            for one in self.consequences.values()
            if one.since <= day and (one.until is None or day < one.until)
        )


def withdrawals_met(
    found: Iterable[Withdrawal], procedure: str, act: str, stage: str, on: date
) -> tuple[Withdrawal, ...]:
    """The ways of withdrawing that such an act is; a national pack may add its own to the Union's."""
    return tuple(one for one in found if one.is_met_by(procedure, act, stage, on))
