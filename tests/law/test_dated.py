"""Versions of a value over time: which one is the law on a day, and how a mistake is mended."""

from __future__ import annotations

from datetime import date
from typing import Any

from limen.law.dated import Certainty, Dated, Timeline
from tests.law import packs


def version(since: str, value: str, **more: Any) -> Dated[str]:
    settled = {"source": "Act", "certainty": Certainty.VERIFIED} | more
    return Dated(since=date.fromisoformat(since), value=value, **settled)


def test_the_version_of_the_day_is_found() -> None:
    line = Timeline([version("2026-06-12", "new"), version("2015-07-21", "old")])
    assert line.on(date(2015, 7, 20)) is None
    assert [one.value for day in ("2015-07-21", "2026-06-11", "2026-06-12")
            if (one := line.on(date.fromisoformat(day)))] == ["old", "old", "new"]  # fmt: skip


def test_a_version_that_ended_is_not_the_law_any_more() -> None:
    line = Timeline([version("2025-01-13", "long", until=date(2025, 10, 30))])
    assert line.on(date(2025, 10, 29)) is not None
    assert line.on(date(2025, 10, 30)) is None


def test_the_last_correction_of_a_day_stands_and_the_others_stay_readable() -> None:
    first = version("2020-01-01", "wrong")
    second = version("2020-01-01", "better", corrects=True, corrected_on=date(2021, 1, 1))
    third = version("2020-01-01", "right", corrects=True, corrected_on=date(2022, 1, 1))
    line = Timeline([third, first, second])
    assert [one.value for one in line.all] == ["wrong", "better", "right"]
    assert [one.value for one in line.in_force] == ["right"]
    assert line == Timeline([first, second, third])
    assert hash(line) == hash(Timeline([first, second, third]))
    assert not Timeline([])


def test_only_what_was_read_and_needs_no_reading_into_is_settled() -> None:
    assert version("2020-01-01", "x").is_settled
    assert not version("2020-01-01", "x", interpretation="So it is read here").is_settled
    assert not version("2020-01-01", "x", certainty=Certainty.SECONDARY).is_settled


def values(*lines: str) -> str:
    return packs.term(more="values:\n" + "\n".join(f"  - {{{line}}}" for line in lines))


def test_two_values_on_one_day_need_a_correction() -> None:
    one = 'since: 2020-01-01, value: 5 days, source: "Act", certainty: verified'
    other = one.replace("5", "6")
    said = packs.troubles(terms=values(one, other))
    assert said == [
        "land/terms/terms.yaml, line 9: Two values begin on 2020-01-01; the other is on line 8. "
        "Keep one, or mark the later one with “corrects: yes” and “corrected_on: <day>”."
    ]
    assert not packs.troubles(terms=values(one, other + ", corrects: yes, corrected_on: 2021-05-05"))


def test_a_correction_says_when_it_was_made_and_an_end_comes_after_a_beginning() -> None:
    plain = 'since: 2020-01-01, value: 5 days, source: "Act", certainty: verified'
    assert (
        "line 8: A correction says both that it is one"
        in packs.troubles(terms=values(plain + ", corrects: yes"))[0]
    )
    assert (
        "line 8: It would end on 2020-01-01, not after it began on 2020-01-01."
        in packs.troubles(terms=values(plain + ", until: 2020-01-01"))[0]
    )
