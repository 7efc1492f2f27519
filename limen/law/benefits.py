"""Fees, sums, and benefits: who may apply, by the day that picks the rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from limen.law.dated import Timeline
from limen.law.lengths import Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A fee or a sum over time."""

    id: str
    says: str
    values: Timeline[str]


class Answer(StrEnum):
    """What the rules of an entitlement say to somebody. Never a promise, nobody's decision."""

    MAY_APPLY = "may_apply"
    MUST_NOT = "must_not"
    ASK_A_LAWYER = "ask_a_lawyer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers by status, and how long the entitlement lasts."""

    by_status: Mapping[str, Answer]
    otherwise: Answer
    lasts: Length | None
    lasts_from: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """A benefit, by the day that picks the rule."""

    id: str
    says: str
    governed_by: str
    values: Timeline[Answers]
    about: str = ""
