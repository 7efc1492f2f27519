"""Worked examples: what one may ask and expect, and what is said of one that does not hold."""

from __future__ import annotations

import pytest

from limen.law.proving import answers_to, faults_of
from tests.law import packs

LISTS = """\
safe:
  says: Safe countries
  entries:
    - country: BD
      since: 2026-06-12
      source: Act
      certainty: verified
      suspended: [{from: 2026-09-01, to: 2026-12-01, source: Notice}]
"""
REGIMES = """\
transition:
  says: Which law
  decided_by: asked_on
  values: [{since: 2020-01-01, value: new, source: Act, certainty: verified}]
  doubts: [{from: 2020-01-01, to: 2020-02-01, says: Look, source: Act}]
"""
ENTITLEMENTS = """\
food:
  says: Food
  governed_by: asked_on
  values:
    - since: 2025-07-04
      answers: {citizen: may_apply, visitor: must_not}
      otherwise: ask_a_lawyer
      lasts: 4 months
      lasts_from: asked_on
      source: Act
      certainty: verified
"""
ALL: dict[str, str | None] = {
    "land/lists.yaml": LISTS,
    "land/regimes.yaml": REGIMES,
    "land/entitlements.yaml": ENTITLEMENTS,
}
STOPS = 'stops: [{id: pause, says: A, attributed_to: applicant, source: "Act, 2", certainty: verified}]\n'


def faults(example: str) -> tuple[str, ...]:
    text = f"- {{id: E1, says: One, {example}}}\n"
    known = packs.library({**ALL, "land/examples/all.yaml": text}, terms=packs.term(more=STOPS))
    (one,) = known.examples["land"]
    assert one.asks in ("reply", "safe", "food", "transition", "age", "replay")
    return faults_of(one, known.pack("land"), known)


@pytest.mark.parametrize(
    "example",
    [
        "term: reply, facts: {asked_on: 2026-06-15}, expect: {due: 2026-06-22, raw: 2026-06-20}",
        "term: reply, facts: {asked_on: 2026-06-15}, expect: {value: 5 days, work_to: 2026-06-22}",
        "term: reply, facts: {asked_on: 2026-06-15}, expect: {situation: '', stopped: no, because: saturday}",
        "term: reply, facts: {asked_on: 2026-06-15}, stops: [{cause: pause, from: 2026-06-17}], "
        "expect: {stopped: yes, due: '', days_left: 4}",
        "term: reply, facts: {asked_on: 2026-06-31}, expect: {error: is not a date that exists}",
        "term: reply, facts: {}, expect: {error: needs the fact}",
        "term: replay, facts: {}, expect: {error: has no term called}",
        "term: reply, calendar: moon, facts: {}, expect: {error: There is no calendar called “moon”}",
        "list: safe, country: BD, on: 2026-08-31, expect: {listed: yes}",
        "list: safe, country: BD, on: 2026-09-01, expect: {listed: no}",
        "list: safe, country: BD, on: 2026-12-01, expect: {listed: yes}",
        "list: safe, country: NO, on: 2026-12-01, expect: {listed: no}",
        "entitlement: food, status: citizen, facts: {asked_on: 2025-08-31}, "
        "expect: {answer: may_apply, lasts_until: 2025-12-31}",
        "entitlement: food, status: visitor, facts: {asked_on: 2025-08-31}, "
        "expect: {answer: must_not, lasts_until: ''}",
        "entitlement: food, status: other, facts: {asked_on: 2025-08-31}, expect: {answer: ask_a_lawyer}",
        "entitlement: food, status: other, facts: {asked_on: 2025-07-03}, expect: {error: No version}",
        "regime: transition, facts: {asked_on: 2020-01-31}, expect: {value: new, doubt: yes}",
        "regime: transition, facts: {asked_on: 2020-02-01}, expect: {value: new, doubt: no}",
        "regime: transition, facts: {asked_on: 2019-12-31}, expect: {error: No version}",
        "born: 2008-02-29, on: 2026-02-28, expect: {age: 17}",
    ],
)
def test_an_example_that_is_right_holds(example: str) -> None:
    assert faults(example) == ()


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        (
            "term: reply, facts: {asked_on: 2026-06-15}, expect: {due: 2026-06-20}",
            "due: expected 2026-06-20, but it is 2026-06-22",
        ),
        (
            "term: reply, facts: {asked_on: 2026-06-15}, expect: {error: no}",
            "error: expected no, but it is nothing",
        ),
        (
            "term: reply, facts: {}, expect: {due: 2026-06-20}",
            "expected due 2026-06-20, but: “reply” needs the fact “asked_on” (Day of asking). "
            "Give it, and ask again.",
        ),
        ("born: 2008-02-29, on: 2026-03-01, expect: {age: 17}", "age: expected 17, but it is 18"),
        (
            "born: 2030-01-01, on: 2026-03-01, expect: {age: 17}",
            "expected age 17, but: 2026-03-01 lies before the day of birth, 2030-01-01.",
        ),
    ],
)
def test_an_example_that_is_wrong_says_what_came_instead(example: str, fault: str) -> None:
    assert faults(example) == (fault,)


@pytest.mark.parametrize(
    ("example", "trouble"),
    [
        ("expect: {due: 2026-06-20}", "line 1: An example asks one thing. Give one of: term, list"),
        ("term: reply, list: safe, expect: {due: 2026-06-20}", "line 1: An example asks one thing."),
        ("term: reply", "line 1: It expects nothing. Add “expect: {due: 2026-06-17}”."),
        (
            "term: reply, expect: {dew: 2026-06-20}",
            "line 1: “dew” cannot be expected here. It may be: because",
        ),
        ("term: reply, expekt: {}", "line 1: “expekt” is not known here. Did you mean “expect”?"),
    ],
)
def test_an_example_that_makes_no_sense_is_told_with_its_line(example: str, trouble: str) -> None:
    said = packs.troubles({"land/examples/all.yaml": f"- {{id: E1, says: One, {example}}}\n"})
    assert any(one.startswith(f"land/examples/all.yaml, {trouble}") for one in said), said


def test_an_example_has_an_id_of_its_own() -> None:
    one = "- {id: E1, says: One, term: reply, facts: {}, expect: {error: x}}\n"
    said = packs.troubles({"land/examples/all.yaml": one * 2})
    assert said == [
        "land/examples/all.yaml, line 2: There is another example “E1”: land/examples/all.yaml, line 1. "
        "Rename one."
    ]


def test_everything_that_can_be_expected_is_answered() -> None:
    text = "- {id: E1, says: One, term: reply, facts: {asked_on: 2026-06-15}, expect: {due: 2026-06-22}}\n"
    known = packs.library({"land/examples/all.yaml": text})
    answers = answers_to(known.examples["land"][0], known.pack("land"), known)
    assert set(answers) >= {"due", "raw", "work_to", "value", "situation", "stopped", "days_left", "because"}
