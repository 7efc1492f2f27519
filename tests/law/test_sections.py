"""The parts of a pack that are no terms: procedures, plans, lists, holds, amounts, words."""

from __future__ import annotations

from datetime import date

import pytest

from limen.law.asking import ask
from tests.law import packs

SOURCED = "source: Act, certainty: verified"
PROCEDURE = """\
procedures:
  asking:
    says: Asking
    starts_at: made
    stages:
      made: {says: Made, phase: registered}
      done: {says: Done, phase: closed, ends: yes}
    moves:
      - {from: made, to: done, act: close, says: Close, terms: [reply],
         since: 2026-06-12, source: A, certainty: verified}
"""
PLAN = """\
first_month:
  says: The first month
  starts_from: asked_on
  since: 2020-01-01
  source: Practice
  certainty: unverified
  steps:
    - id: visit
      says: A visit
      counted_by: plain
      values: [{since: 2020-01-01, value: 3 days, source: Practice, certainty: unverified}]
    - {id: talk, says: A talk}
"""


def said(name: str, text: str) -> list[str]:
    return packs.troubles({f"land/{name}.yaml": text})


def test_a_procedure_is_read() -> None:
    asking = packs.library({"land/procedure.yaml": PROCEDURE}).pack("land").procedures["asking"]
    assert (asking.starts_at, set(asking.stages)) == ("made", {"made", "done"})
    assert asking.moves[0].terms == ("reply",)


@pytest.mark.parametrize(
    ("right", "wrong", "trouble"),
    [
        ("to: done", "to: gone", "line 9: There is no stage called “gone”. The stages are: made, done."),
        ("starts_at: made", "starts_at: born", "line 3: It starts at “born”, which is no stage."),
        ("phase: closed", "phase: shut", "line 7: “shut” is not a phase."),
        (", ends: yes", "", "line 3: The stage “done” does not end, and nothing leads on."),
        (
            "phase: registered",
            "phase: registered, ends: yes",
            "line 3: The stage “made” ends, but moves lead on.",
        ),
        (
            "      done:",
            "      x: {says: X, phase: final, ends: yes}\n      done:",
            "line 3: No move leads to the stage",
        ),
        (
            "terms: [reply]",
            "terms: [replay]",
            "line 3: The move “close” of “asking” names “replay”, which is no term.",
        ),
        (
            "    says: Asking",
            "    says: Asking\n    regime: x",
            "line 3: “asking” names the regime “x”, which is not",
        ),
    ],
)
def test_a_procedure_that_leads_nowhere_is_told(right: str, wrong: str, trouble: str) -> None:
    found = said("procedure", PROCEDURE.replace(right, wrong))
    assert any(one.startswith(f"land/procedure.yaml, {trouble}") for one in found), found


def test_a_step_of_a_plan_that_has_a_length_is_a_term() -> None:
    known = packs.library({"land/plans/plans.yaml": PLAN})
    land = known.pack("land")
    visit, talk = land.plans["first_month"].steps
    assert (visit.term, talk.term) == ("first_month.visit", "")
    ruling = ask(land, visit.term, {"asked_on": date(2026, 6, 12)}, calendar=known.calendar("town"))
    assert ruling.due == date(2026, 6, 15)


def test_a_plan_that_is_wrong_is_told_in_its_own_file() -> None:
    wrong = PLAN.replace("starts_from: asked_on", "starts_from: born_on")
    assert said("plans/plans", wrong)[0].startswith(
        "land/plans/plans.yaml, line 8: “first_month.visit” runs from “born_on”, which is no fact."
    )
    assert "There are two steps called “visit”." in said("plans/plans", PLAN.replace("talk", "visit"))[0]


@pytest.mark.parametrize(
    ("name", "text", "trouble"),
    [
        (
            "outcomes",
            f"won: {{says: W, kind: prize, since: 2026-06-12, {SOURCED}}}",
            "The kind of outcome is “prize”.",
        ),
        (
            "outcomes",
            f"won: {{says: W, kind: grant, since: 2026-06-12, remedy: replay, {SOURCED}}}",
            "The outcome “won” names the remedy “replay”, which is no term.",
        ),
        ("grounds", "some: {says: S}", "“items” is missing."),
        ("requirements", f"some: {{says: S, items: {{a: {{says: A, {SOURCED}}}}}}}", "“since” is missing."),
        (
            "lists",
            f"safe: {{says: S, entries: [{{country: BDX, since: 2026-06-12, {SOURCED}}}]}}",
            "“BDX” is not a country code of two letters. Write it as in BD.",
        ),
        (
            "lists",
            f"safe: {{says: S, entries: [{{country: BD, since: 2026-06-12, {SOURCED}, "
            "suspended: [{from: 2026-07-01, to: 2026-07-01, source: A}]}]}",
            "It would end on 2026-07-01, not after it began on 2026-07-01.",
        ),
        ("holds", f"freeze: {{says: F, from: 2025-12-02, {SOURCED}}}", "“authority” is missing."),
        ("amounts", "fee: {says: F}", "“values” is missing."),
        ("amounts", "fee: {says: F, values: []}", "It has no value. Add one under “values:”."),
        ("regimes", "law: {says: L, decided_by: asked_on, values: []}", "It has no value."),
        ("entitlements", "food: {says: F, governed_by: asked_on, values: []}", "It has no value."),
        (
            "regimes",
            f"law: {{says: L, decided_by: x, values: [{{since: 2026-06-12, value: v, {SOURCED}}}]}}",
            "The regime “law” asks “x”, which is no fact.",
        ),
        (
            "entitlements",
            "food: {says: F, governed_by: asked_on, values: [{since: 2026-06-12, answers: {a: perhaps}, "
            f"lasts: 1 month, {SOURCED}}}]}}",
            "“lasts” and “lasts_from” belong together. Give both or neither.",
        ),
        (
            "entitlements",
            f"food: {{says: F, governed_by: asked_on, values: [{{since: 2026-06-12, "
            f"answers: {{a: maybe}}, {SOURCED}}}]}}",
            "“maybe” is not one of the words used here. It may be: may_apply, must_not, ask_a_lawyer.",
        ),
    ],
)
def test_what_is_wrong_elsewhere_is_told_with_its_line(name: str, text: str, trouble: str) -> None:
    found = said(name, text + "\n")
    assert any(one.startswith(f"land/{name}.yaml, line 1: {trouble}") for one in found), found


def test_words_and_letters_are_read_by_language() -> None:
    words = "words: {applicant: {en: applicant, fr: demandeur}}\nletters: {remedy: {en: You may appeal}}\n"
    land = packs.library({"land/words.yaml": words}).pack("land")
    assert land.words["applicant"]["fr"] == "demandeur"
    assert land.letters["remedy"]["en"] == "You may appeal"


AGES = """\
ages:
  says: Ages
  of: person
  items:
    minor: {says: Under eighteen, under: 18, since: 2020-01-01, source: Act, certainty: verified}
"""


def test_an_age_is_read() -> None:
    ages = packs.library({"land/requirements.yaml": AGES}).pack("land").requirements["ages"]
    assert ages.items["minor"].under == 18


@pytest.mark.parametrize("wrong", ["0", "18 years", "-3", "1000", "yes"])
def test_what_is_no_age_is_said(wrong: str) -> None:
    [trouble] = said("requirements", AGES.replace("under: 18", f"under: {wrong}"))
    assert trouble.startswith("land/requirements.yaml, line 5:")
    assert trouble.endswith("is not an age in years. Write it as in 18.")
