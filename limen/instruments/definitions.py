"""What an instrument is: items, answers, scores, what they are read as, licence and source; and its
wording in one language, which is a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

REFUSED = "refused"  # the answer "I prefer not to say", which every item takes


class Terms(StrEnum):
    """On what terms the text may be shown."""

    FREE = "free"  # the owner lets everybody reproduce it
    AGREEMENT = "agreement"  # only under an agreement of the house with the owner: an empty slot until then
    UNSURE = (
        "unsure"  # free by what is known, but its text was not at hand: an empty slot until somebody has it
    )


class Status(StrEnum):
    """What is known of a wording."""

    ORIGINAL = "original"  # the words of the authors
    VALIDATED = "validated"  # a study stands behind this translation
    PUBLISHED = "published"  # translated by people and published, without a study that we know of
    UNVALIDATED = "unvalidated"  # translated by people, and no more


class By(StrEnum):
    """How a score is made from answers."""

    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"  # of items that reach their threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """In whom something was found, and where that is written."""

    population: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedIf:
    """An item that is asked only when one of others reaches a value; when it is not, it counts as
    `otherwise`."""

    any_of: tuple[str, ...]
    at_least: int
    otherwise: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question. `scale`: the answers it takes."""

    id: str
    scale: str
    asked_if: AskedIf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A number made from answers, exactly as published. `may_miss`: how many answers may be missing; a sum
    is then prorated. `backwards`: items that count the other way round. `reaches`: for a count, from which
    value
    each item counts. `times`: what a sum is multiplied with."""

    id: str
    says: str
    of: tuple[str, ...]
    by: By
    backwards: frozenset[str]
    reaches: Mapping[str, int]
    times: int
    may_miss: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A stretch of a score, ends included, as its publication calls it."""

    low: int
    high: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """All stretches of one score."""

    score: str
    bands: tuple[Band, ...]
    found_in: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A score reaches a value."""

    score: str
    at_least: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A published way to read scores: all conditions, or with `is_any` one of them. `met` says what
    follows."""

    id: str
    says: str
    met: str
    conditions: tuple[Condition, ...]
    is_any: bool
    found_in: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Answers to one item after which somebody must not be left alone with it."""

    item: str
    answers: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """On what terms the text may be shown, in words, and where that is written."""

    terms: Terms
    says: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of an instrument in one language. `agreement`: under which a house may show them."""

    language: str
    title: str
    status: Status
    status_says: str
    source: str
    agreement: str
    signed_on: date | None
    asks: str
    items: Mapping[str, str]
    answers: Mapping[str, Mapping[str, str]]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One edition of an instrument. `scales`: by name, the value of each answer, None for one that has
    none."""

    id: str
    edition: str
    since: date
    says: str
    about: str
    licence: Licence
    credit: str
    source: str
    scales: Mapping[str, Mapping[str, int | None]]
    items: tuple[Item, ...]
    scores: tuple[Score, ...]
    bands: tuple[Bands, ...]
    rules: tuple[Rule, ...]
    watches: tuple[Watch, ...]
    notes: tuple[str, ...]
    wordings: Mapping[str, Wording]
    text: str

    @property
    def is_slot(self) -> bool:
        """Whether it waits for its words."""
        return not self.wordings

    def item(self, id: str) -> Item:
        """One of its items. Raises `KeyError`."""
        return {one.id: one for one in self.items}[id]

    def answers_to(self, id: str) -> tuple[str, ...]:
        """What may be answered to an item, "I prefer not to say" last if it is not among its own."""
        own = tuple(self.scales[self.item(id).scale])
        return own if REFUSED in own else (*own, REFUSED)

    def score(self, id: str) -> Score:
        """One of its scores. Raises `KeyError`."""
        return {one.id: one for one in self.scores}[id]
