"""Scores, exactly as published. What was not answered is never guessed: a score that needs it cannot be said.

Answers are given by item, as keys of the item's scale or `REFUSED`. An item without one was not answered yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from limen.instruments.definitions import Band, By, Condition, Instrument, Item, Rule, Score

Answers = Mapping[str, str]
Values = Mapping[str, int | None]


class UnknownAnswer(Exception):
    """No item of the instrument takes this answer."""


class Outcome(StrEnum):
    """How a rule came out."""

    MET = "met"
    NOT_MET = "not_met"
    OPEN = "open"  # cannot be said: answers are missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One score: its value, or None when it cannot be said; what it may be at the least and at the most;
    the items that were not answered; and the stretch that it lies in."""

    score: Score
    value: Fraction | None
    lowest: int
    highest: int
    missing: tuple[str, ...]
    is_prorated: bool
    band: Band | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """One rule, and how it came out."""

    rule: Rule
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """All scores and rules over one set of answers."""

    scores: tuple[Scored, ...]
    rules: tuple[Read, ...]


def result_of(instrument: Instrument, answers: Answers) -> Result:
    """What the answers come to. Raises `UnknownAnswer`."""
    values = values_of(instrument, answers)
    scores = tuple(_scored(instrument, one, values) for one in instrument.scores)
    spans = {one.score.id: _span(instrument, one, values) for one in scores}
    rules = tuple(Read(rule=rule, outcome=_outcome(rule, spans)) for rule in instrument.rules)
    return Result(scores=scores, rules=rules)


def values_of(instrument: Instrument, answers: Answers) -> dict[str, int | None]:
    """The value of every item: None where none was given. Raises `UnknownAnswer`."""
    for id, answer in answers.items():
        if id not in {one.id for one in instrument.items} or answer not in instrument.answers_to(id):
            raise UnknownAnswer(f"{instrument.id} {id}: {answer}")
    values: dict[str, int | None] = {}
    for item in instrument.items:
        if item.asked_if is not None and not _is_asked(item, values):
            values[item.id] = item.asked_if.otherwise
        else:
            values[item.id] = instrument.scales[item.scale].get(answers.get(item.id, ""))
    return values


def asked(instrument: Instrument, answers: Answers) -> tuple[Item, ...]:
    """The items that are to be asked after these answers, in their order."""
    values = values_of(instrument, answers)
    return tuple(one for one in instrument.items if one.asked_if is None or _is_asked(one, values))


def unanswered(instrument: Instrument, answers: Answers) -> tuple[Item, ...]:
    """The items that still wait for an answer of any kind."""
    return tuple(one for one in asked(instrument, answers) if one.id not in answers)


def calls_for_safety(instrument: Instrument, item: str, answer: str) -> bool:
    """Whether somebody who answers so must not be left alone with it."""
    return any(one.item == item and answer in one.answers for one in instrument.watches)


def _is_asked(item: Item, values: Values) -> bool:
    """Unless all that it follows from are known to lie below: what is not known does not silence a
    question."""
    if item.asked_if is None:
        return True
    before = [values.get(one) for one in item.asked_if.any_of]
    return any(value is None or value >= item.asked_if.at_least for value in before)


def bounds(instrument: Instrument, id: str) -> tuple[int, int]:
    """The least and the most that an item can count, also where it is not asked."""
    item = instrument.item(id)
    worth = [value for value in instrument.scales[item.scale].values() if value is not None]
    if item.asked_if is not None:
        worth.append(item.asked_if.otherwise)
    return min(worth), max(worth)


def range_of(instrument: Instrument, score: Score) -> tuple[int, int]:
    """The least and the most that a score can be."""
    if score.by is By.COUNT:
        return 0, len(score.of)
    ends = [bounds(instrument, one) for one in score.of]
    low, high = sum(end[0] for end in ends), sum(end[1] for end in ends)
    if score.by is By.MEAN:
        return floor(Fraction(low * score.times, len(ends))), -floor(-Fraction(high * score.times, len(ends)))
    return low * score.times, high * score.times


def _worth(instrument: Instrument, score: Score, values: Values) -> list[int]:
    """The values that count, those of items asked backwards turned round."""
    worth = []
    for id in score.of:
        value = values[id]
        if value is None:
            continue
        low, high = bounds(instrument, id)
        worth.append(low + high - value if id in score.backwards else value)
    return worth


def _scored(instrument: Instrument, score: Score, values: Values) -> Scored:
    missing = tuple(id for id in score.of if values[id] is None)
    low, high = range_of(instrument, score)
    value = None if len(missing) > score.may_miss else _value(instrument, score, values)
    return Scored(
        score=score, value=value, lowest=low, highest=high, missing=missing,
        is_prorated=bool(missing) and value is not None, band=_band(instrument, score, value),
    )  # fmt: skip


def _value(instrument: Instrument, score: Score, values: Values) -> Fraction | None:
    if score.by is By.COUNT:
        return Fraction(_reached(score, values))
    worth = _worth(instrument, score, values)
    if not worth:
        return None
    mean = Fraction(sum(worth), len(worth))
    if score.by is By.MEAN:
        return mean * score.times
    if len(worth) == len(score.of):
        return Fraction(sum(worth) * score.times)
    # Prorated to the whole length and rounded to the next whole number, halves upwards.
    return Fraction(floor(mean * len(score.of) + Fraction(1, 2)) * score.times)


def _reached(score: Score, values: Values) -> int:
    """How many items reach the value from which they count."""
    found = ((score.reaches[id], values[id]) for id in score.of)
    return sum(1 for least, value in found if value is not None and value >= least)


def _band(instrument: Instrument, score: Score, value: Fraction | None) -> Band | None:
    if value is None:
        return None
    stretches = (band for one in instrument.bands if one.score == score.id for band in one.bands)
    return next((band for band in stretches if band.low <= value <= band.high), None)


def _span(instrument: Instrument, scored: Scored, values: Values) -> tuple[Fraction, Fraction]:
    """Between what a score must lie. A count knows it from each answer; any other score when it can be
    said."""
    if scored.value is not None:
        return scored.value, scored.value
    if scored.score.by is not By.COUNT:
        return Fraction(scored.lowest), Fraction(scored.highest)
    least = _reached(scored.score, values)
    return Fraction(least), Fraction(least + len(scored.missing))


def _holds(condition: Condition, spans: Mapping[str, tuple[Fraction, Fraction]]) -> Outcome:
    low, high = spans[condition.score]
    if low >= condition.at_least:
        return Outcome.MET
    return Outcome.NOT_MET if high < condition.at_least else Outcome.OPEN


def _outcome(rule: Rule, spans: Mapping[str, tuple[Fraction, Fraction]]) -> Outcome:
    return _joined([_holds(one, spans) for one in rule.conditions], is_any=rule.is_any)


def _joined(found: Iterable[Outcome], *, is_any: bool) -> Outcome:
    """One that settles it does; otherwise one that is open leaves it open."""
    settles, otherwise = (Outcome.MET, Outcome.NOT_MET) if is_any else (Outcome.NOT_MET, Outcome.MET)
    outcomes = set(found)
    if settles in outcomes:
        return settles
    return Outcome.OPEN if Outcome.OPEN in outcomes else otherwise
