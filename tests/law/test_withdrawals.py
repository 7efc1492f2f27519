"""Ways of withdrawing: read with what they name, and told where they name what is not there."""

from __future__ import annotations

from datetime import date

import pytest

from limen.law.differences import differences
from limen.law.withdrawals import TakenBackBy, withdrawals_met
from tests.law import packs
from tests.law.test_applications import AROUND

WAY = """\
given_up:
  says: Given up
  by: conduct
  procedures: [asking]
  acts: [close]
  decision: shelter
  heard_first: reply
  reopened_within: reply
  reopened_by: [close]
  since: 2020-01-01
  until: 2030-01-01
  source: Act
  certainty: verified
  consequences:
    gone: {says: It is gone, since: 2021-01-01, until: 2022-01-01, source: "Act, 2", certainty: secondary}
"""


def files(text: str) -> dict[str, str]:
    return {**AROUND, "land/withdrawals.yaml": text}


def test_it_is_read_and_holds_from_its_day_to_its_end() -> None:
    shelf = packs.library(files(WAY)).pack("land").withdrawals
    way = shelf["given_up"]
    assert (way.by, way.decision, way.heard_first) == (TakenBackBy.CONDUCT, "shelter", "reply")

    def met(act: str = "close", stage: str = "asked", on: date = date(2025, 1, 1)) -> int:
        return len(withdrawals_met(shelf.values(), "asking", act, stage, on))

    assert met() == 1
    assert met(act="go") == met(on=date(2019, 12, 31)) == met(on=date(2030, 1, 1)) == 0
    assert [one.source for one in way.follows_on(date(2021, 6, 1))] == ["Act, 2"]
    assert way.follows_on(date(2022, 1, 1)) == ()


def test_it_is_bound_to_the_stages_that_it_names() -> None:
    text = WAY.replace("  acts: [close]\n", "  acts: [close]\n  stages: [done]\n")
    shelf = packs.library(files(text)).pack("land").withdrawals
    on = date(2025, 1, 1)
    assert withdrawals_met(shelf.values(), "asking", "close", "done", on)
    assert not withdrawals_met(shelf.values(), "asking", "close", "asked", on)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("heard_first: reply", "heard_first: replies", "“replies”, which is no term"),
        ("reopened_within: reply", "reopened_within: never", "“never”, which is no term"),
        ("decision: shelter", "decision: castle", "“castle”, which is no outcome"),
        ("procedures: [asking]", "procedures: [begging]", "“begging”, which is no procedure"),
        ("  acts: [close]", "  acts: [shut]", "“shut”, which is no act"),
        ("reopened_by: [close]", "reopened_by: [open]", "“open”, which is no act"),
        ("  acts: [close]", "  acts: [close]\n  stages: [limbo]", "“limbo”, which is no stage"),
        ("by: conduct", "by: weather", "weather"),
        ("  source: Act\n", "", "source"),
    ],
)
def test_what_it_names_must_be_there(old: str, new: str, says: str) -> None:
    assert old in WAY
    told = packs.troubles(files(WAY.replace(old, new, 1)))
    assert any(says in one for one in told), told


def test_a_changed_consequence_is_a_difference() -> None:
    before = packs.library(files(WAY)).pack("land")
    after = packs.library(files(WAY.replace("It is gone", "It rests"))).pack("land")
    told = " ".join(str(one) for one in differences(before, after))
    assert "It rests" in told
