"""Rulings: when something is due, by which version of the law, and why; and what goes into them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from limen.law.dated import Certainty
from limen.law.lengths import Length
from limen.law.terms import Effect


@dataclass(frozen=True, slots=True)
class Stop:
    """The clock stood still for `cause` from `since` up to `until`, the first day that counted again."""

    cause: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Extended:
    """The term was made longer on a ground: by so much, or by all that the law allows."""

    ground: str
    by: Length | None = None


class Reason(NamedTuple):
    """One step of the reckoning: a code, and what it was about. `saying` puts it into words."""

    code: str
    what: str = ""
    on: date | None = None
    to: date | None = None
    length: Length | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The answer. `raw` is the end before it moved from a day off, `due` the legal end, `work_to` the day to
    work to. While a clock stands still these are None and `days_left` says what remains."""

    term: str
    pack: str
    effect: Effect
    situation: str
    value: Length
    since: date
    source: str
    certainty: Certainty
    interpretation: str
    governed_on: date
    raw: date | None
    due: date | None
    work_to: date | None
    due_at: datetime | None
    days_left: int | None
    reasons: tuple[Reason, ...]
    pack_fingerprint: str
    calendar: str
    calendar_fingerprint: str

    @property
    def stands_still(self) -> bool:
        """Whether the clock is stopped and nothing is due until it goes on."""
        return self.due is None

    @property
    def is_settled(self) -> bool:
        """Whether the rule was read in the law and nothing had to be read into it."""
        return self.certainty is Certainty.VERIFIED and not self.interpretation
