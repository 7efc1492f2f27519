"""Terms: situations, which version of the law is picked, and what is asked that cannot be answered."""

from __future__ import annotations

from datetime import date

import pytest

from limen.law.asking import ask, term_of
from limen.law.refusing import Unanswerable
from limen.law.rulings import Ruling
from tests.law import packs

TWO_VERSIONS = """\
values:
  - {since: 2015-07-21, value: 10 days, source: "Old Act", certainty: secondary}
  - {since: 2026-06-12, value: 5 days, source: "New Act", certainty: verified}
"""
SITUATIONS = """\
situations:
  - id: mass
    says: Too many
    when: crowded
    values: [{since: 2020-01-01, value: 15 days, source: "Act, 2", certainty: verified}]
  - id: heard
    says: Heard again
    when: heard_on
    runs_from: heard_on
    values: [{since: 2020-01-01, value: 3 days, source: "Act, 3", certainty: verified}]
  - id: by_road
    says: By the long road
    when: {road: [long]}
    counted_by: fixed
    effect: earliest
    values: [{since: 2020-01-01, value: 8 days, source: "Act, 4", certainty: verified}]
"""


def of(more: str, **given: str) -> Ruling:
    known = packs.library(terms=packs.term(more=more))
    return ask(known.pack("land"), "reply", packs.facts(known, **given), calendar=known.calendar("town"))


def refused(more: str = "", name: str = "reply", **given: str) -> Unanswerable:
    known = packs.library(terms=packs.term(more=more, value="" if "national" in more else "5 days"))
    with pytest.raises(Unanswerable) as found:
        ask(known.pack("land"), name, packs.facts(known, **given), calendar=known.calendar("town"))
    return found.value


def test_the_day_of_the_event_picks_the_version_of_the_law() -> None:
    old, new = of(TWO_VERSIONS, asked_on="2026-06-11"), of(TWO_VERSIONS, asked_on="2026-06-12")
    assert (old.source, old.raw) == ("Old Act", date(2026, 6, 21))
    assert (new.source, new.raw) == ("New Act", date(2026, 6, 17))
    assert not old.is_settled
    assert new.is_settled


def test_another_day_may_pick_the_version_than_the_one_it_runs_from() -> None:
    ruling = of("governed_by: heard_on\n" + TWO_VERSIONS, asked_on="2026-07-01", heard_on="2026-06-01")
    assert (ruling.source, ruling.raw, ruling.governed_on) == ("Old Act", date(2026, 7, 11), date(2026, 6, 1))


@pytest.mark.parametrize(
    ("given", "situation", "raw"),
    [
        ({}, "", "2026-06-17"),
        ({"crowded": "no"}, "", "2026-06-17"),
        ({"crowded": "yes"}, "mass", "2026-06-27"),
        ({"heard_on": "2026-06-20"}, "heard", "2026-06-23"),
        ({"crowded": "yes", "heard_on": "2026-06-20"}, "mass", "2026-06-27"),
        ({"road": "long"}, "by_road", "2026-06-20"),
        ({"road": "short"}, "", "2026-06-17"),
    ],
)
def test_the_first_situation_that_holds_is_used(given: dict[str, str], situation: str, raw: str) -> None:
    ruling = of(SITUATIONS, asked_on="2026-06-12", **given)
    assert (ruling.situation, str(ruling.raw)) == (situation, raw)
    assert ("situation" in packs.codes(ruling)) == bool(situation)


def test_a_situation_may_count_and_mean_something_else() -> None:
    ruling = of(SITUATIONS, asked_on="2026-06-12", road="long")
    assert (ruling.due, ruling.effect) == (date(2026, 6, 20), "earliest")


def test_a_situation_with_its_own_start_is_governed_by_it_unless_the_term_says_otherwise() -> None:
    both = {"asked_on": "2026-06-12", "heard_on": "2026-06-20"}
    assert of(SITUATIONS, **both).governed_on == date(2026, 6, 20)
    assert of("governed_by: asked_on\n" + SITUATIONS, **both).governed_on == date(2026, 6, 12)


def test_every_fact_that_may_matter_is_asked_in_order() -> None:
    term = packs.library(terms=packs.term(more=SITUATIONS)).pack("land").terms["reply"]
    assert term.facts_asked() == ("asked_on", "road", "heard_on", "crowded")
    assert [run.id for run in term.runs] == ["mass", "heard", "by_road", ""]


@pytest.mark.parametrize(
    ("more", "name", "given", "sentence"),
    [
        ("", "reply", {}, "“reply” needs the fact “asked_on” (Day of asking). Give it, and ask again."),
        (
            "",
            "replay",
            {"asked_on": "2026-06-12"},
            "“land” has no term called “replay”. Did you mean “reply”?",
        ),
        ("", "sea.reply", {}, "“land” has no term called “sea.reply”. Did you mean “reply”?"),
        (
            TWO_VERSIONS,
            "reply",
            {"asked_on": "2015-07-20"},
            "No version of “reply” holds on 2015-07-20, the day that picks the law (asked_on). The "
            "first holds since 2015-07-21.",
        ),
        (
            "values: [{since: 2020-01-01, until: 2025-10-30, value: 5 days, source: A, certainty: verified}]",
            "reply",
            {"asked_on": "2026-06-12"},
            "“reply” has not been the law since 2025-10-30; asked_on is 2026-06-12.",
        ),
        (
            "national: {at_least: 5 days, at_most: 10 days, source: Act, certainty: verified}",
            "reply",
            {"asked_on": "2026-06-12"},
            "“reply” is set by national law, at least 5 days, at most 10 days. Use a national pack.",
        ),
        (
            "runs_from: seen_at\n"
            "values: [{since: 2020-01-01, value: 2 hours, source: A, certainty: verified}]",
            "reply",
            {"seen_at": "2026-06-12"},
            "“reply” is counted in hours: give “seen_at” with its hour, as in 2026-06-12T14:30.",
        ),
        (
            "values: [{since: 2020-01-01, value: 99999 months, source: A, certainty: verified}]",
            "reply",
            {"asked_on": "2026-06-12"},
            "What is counted from 2026-06-12 ends outside the years that a date can have.",
        ),
        (
            "values: [{since: 2020-01-01, value: 60 years, source: A, certainty: verified}]",
            "reply",
            {"asked_on": "2026-06-12"},
            "2086-06-12 lies outside the years that the calendar “town” knows (1990 to 2080).",
        ),
    ],
)
def test_what_cannot_be_answered_is_said_in_a_sentence(
    more: str, name: str, given: dict[str, str], sentence: str
) -> None:
    assert str(refused(more, name, **given)) == sentence


def test_a_missing_version_names_the_regime_where_there_is_one() -> None:
    regimes = """\
transition: {says: Which law, decided_by: asked_on, values: [
  {since: 2020-01-01, value: new, source: Act, certainty: verified}]}
"""
    known = packs.library({"land/regimes.yaml": regimes}, terms=packs.term(more="regime: transition"))
    with pytest.raises(Unanswerable) as found:
        ask(
            known.pack("land"),
            "reply",
            packs.facts(known, asked_on="2019-01-01"),
            calendar=known.calendar("town"),
        )
    assert str(found.value).endswith("See the regime “transition”.")


def test_a_term_is_found_with_or_without_the_name_of_its_pack() -> None:
    land = packs.library().pack("land")
    assert term_of(land, "reply") is term_of(land, "land.reply")


def test_a_fact_that_the_pack_does_not_know_is_refused() -> None:
    known = packs.library()
    with pytest.raises(Unanswerable, match="knows no fact called “asked”"):
        ask(known.pack("land"), "reply", {"asked": date(2026, 6, 12)}, calendar=known.calendar("town"))
