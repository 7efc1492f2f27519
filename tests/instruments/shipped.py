"""The instruments that came with Limen, for tests."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from limen.instruments.definitions import Instrument
from limen.instruments.library import Instruments, instruments_in
from limen.instruments.scoring import Answers, Outcome, Result, result_of
from limen.site import env


def shipped() -> Instruments:
    """All of them."""
    return instruments_in(env.INSTRUMENTS)


def one(id: str) -> Instrument:
    """One of them."""
    return shipped().by_id[id]


def given(text: str, ids: list[str] | None = None) -> dict[str, str]:
    """Answers in their order, `-` for one that was not answered."""
    answers = text.split()
    names = ids or [str(number) for number in range(1, len(answers) + 1)]
    return {id: answer for id, answer in zip(names, answers, strict=True) if answer != "-"}


def values(result: Result) -> dict[str, int | None]:
    """Scores as whole numbers."""
    found = {}
    for scored in result.scores:
        assert scored.value is None or scored.value.denominator == 1
        found[scored.score.id] = None if scored.value is None else scored.value.numerator
    return found


def outcomes(instrument: Instrument, answers: Answers) -> dict[str, Outcome]:
    """Rules as they came out."""
    return {read.rule.id: read.outcome for read in result_of(instrument, answers).rules}


def everything(instrument: Instrument) -> Iterator[dict[str, str]]:
    """Every set of answers that is whole, for instruments with few of them."""
    ids = [item.id for item in instrument.items]
    for answers in product(*(instrument.scales[item.scale] for item in instrument.items)):
        yield dict(zip(ids, answers, strict=True))
