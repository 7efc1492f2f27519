"""Ways of weighing evidence: read with their lists, one for a procedure at a time, and without a sum."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest

from limen.law.differences import differences
from limen.law.entries import Entry
from limen.law.library import Library
from limen.law.weighing import ConcludesOn, Needed, Weighed, Weighing, weighing_for
from tests.law import packs
from tests.law.test_applications import AROUND

ENTRY = "since: 2020-01-01, source: Act, certainty: verified"
TEMPLATE = f"""\
by_fact:
  says: Fact by fact
  procedures: [asking]
  concludes_on: fact
  since: 2020-01-01
  until: 2030-01-01
  source: Act
  certainty: verified
  indicators: {{says: Looked at, items: {{detail: {{says: Detail, {ENTRY}}}}}}}
  circumstances: {{says: Circumstances, items: {{age: {{says: Age, {ENTRY}}}}}}}
  explanations: {{says: Explained by, items: {{memory: {{says: Memory, {ENTRY}}}}}}}
  before_negative:
    says: First
    items:
      put_to_applicant: {{says: Put, {ENTRY}}}
      reasons_given: {{says: Reasons, since: 2025-01-01, source: Act, certainty: verified}}
"""
SECOND = TEMPLATE.replace("by_fact:", "as_a_whole:").replace("concludes_on: fact", "concludes_on: account")
SCORES = ("score", "weight", "points", "total", "rank", "probability")


def files(text: str) -> dict[str, str]:
    return {**AROUND, "land/weighing.yaml": text}


def test_it_holds_for_its_procedures_from_its_day_to_its_end() -> None:
    shelf = packs.library(files(TEMPLATE)).pack("land").weighing
    found = weighing_for(shelf.values(), "asking", date(2024, 12, 31))
    assert found is not None
    assert found.concludes_on is ConcludesOn.FACT
    assert [one.says for one in found.items(Weighed.INDICATORS, date(2024, 1, 1))] == ["Detail"]
    assert found.items(Weighed.OF_SETTING, date(2024, 1, 1)) == ()
    assert found.needs(date(2024, 12, 31)) == {Needed.PUT}
    assert found.needs(date(2025, 1, 1)) == {Needed.PUT, Needed.REASONS}
    for procedure, on in (("begging", date(2025, 1, 1)), ("asking", date(2030, 1, 1))):
        assert weighing_for(shelf.values(), procedure, on) is None


def test_two_templates_do_not_mix_and_may_follow_each_other() -> None:
    told = packs.troubles(files(TEMPLATE + SECOND))
    assert any("both weigh evidence in “asking”" in one for one in told), told
    later = SECOND.replace("since: 2020-01-01\n  until: 2030-01-01", "since: 2030-01-01")
    shelf = packs.library(files(TEMPLATE + later)).pack("land").weighing.values()
    before, after = (weighing_for(shelf, "asking", date(year, 1, 1)) for year in (2029, 2030))
    assert before
    assert after
    assert (before.id, after.id) == ("by_fact", "as_a_whole")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("procedures: [asking]", "procedures: [begging]", "“begging”, which is no procedure"),
        ("put_to_applicant:", "demeanour_noted:", "“demeanour_noted” before a conclusion"),
        ("  circumstances: {says", "  circumstance: {says", "“circumstances” is missing"),
        ("concludes_on: fact", "concludes_on: points", "“points” is not one of the words"),
        ("  source: Act\n", "", "source"),
    ],
)
def test_what_it_names_must_be_there(old: str, new: str, says: str) -> None:
    assert old in TEMPLATE
    told = packs.troubles(files(TEMPLATE.replace(old, new, 1)))
    assert any(says in one for one in told), told


def test_a_changed_condition_is_a_difference() -> None:
    before = packs.library(files(TEMPLATE)).pack("land")
    after = packs.library(files(TEMPLATE.replace("{says: Put,", "{says: Put in words,"))).pack("land")
    assert differences(before, after)
    assert not differences(before, before)


def test_the_european_method_and_the_american_statute_stay_apart() -> None:
    """Each pack brings its own template; no procedure has two, and neither knows the other's lists."""
    library = packs.real()
    assert isinstance(library, Library)
    on = date(2026, 11, 23)
    european = weighing_for(library.pack("eu").weighing.values(), "international_protection", on)
    american = weighing_for(library.pack("us").weighing.values(), "affirmative_asylum", on)
    assert european
    assert american
    assert (european.concludes_on, american.concludes_on) == (ConcludesOn.FACT, ConcludesOn.ACCOUNT)
    seen = {one.id for one in european.items(Weighed.INDICATORS, on)}
    assert seen == {"detail", "internal_consistency", "external_consistency", "plausibility"}
    assert "demeanor" in {one.id for one in american.items(Weighed.INDICATORS, on)}
    assert not set(european.procedures) & set(american.procedures)
    assert european.needs(on) == set(Needed)
    assert {Needed.PUT, Needed.CIRCUMSTANCES, Needed.REASONS} <= american.needs(on)


def test_there_is_no_field_in_which_a_score_could_stand() -> None:
    names = {field.name for kind in (Weighing, Entry) for field in fields(kind)} | set(Weighed) | set(Needed)
    assert not [name for name in names for word in SCORES if word in name]
