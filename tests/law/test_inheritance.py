"""Inheritance: a national pack has all of its parent, sets what is left to it, and replaces nothing."""

from __future__ import annotations

from datetime import date

import pytest

from limen.law.asking import ask
from limen.law.library import Library
from limen.law.packs import Status
from tests.law import packs

GUARD = 'national: {at_least: 5 days, at_most: 10 days, source: "Union Act, 67", certainty: verified}\n'
VILLAGE = """\
id: village
says: A village in the land
jurisdiction: ZV
inherits: land
as_of: 2026-11-22
"""
SETS = """\
reply:
  sets: land
  values: [{since: 2026-06-12, value: 7 days, source: "Village Act, 40", certainty: verified}]
"""


def changes(terms: str = SETS, *, pack: str = VILLAGE, **more: str) -> dict[str, str | None]:
    extra = {f"village/{name}.yaml": text for name, text in more.items()}
    return {"village/pack.yaml": pack, "village/terms/own.yaml": terms, **extra}


def parent(more: str = "") -> str:
    return packs.term(value="", more=GUARD + more)


def village(terms: str = SETS, **more: str) -> Library:
    return packs.library(changes(terms, **more), terms=parent())


def test_a_national_value_is_used_and_says_whose_it_is() -> None:
    known = village()
    pack = known.pack("village")
    ruling = ask(pack, "reply", {"asked_on": date(2026, 7, 1)}, calendar=known.calendar("town"))
    assert (ruling.raw, ruling.pack, ruling.source) == (date(2026, 7, 8), "village", "Village Act, 40")
    assert pack.terms["reply"].defined_in == "land"
    assert not known.pack("land").terms["reply"].ordinary.values


def test_a_pack_has_everything_that_its_ancestors_have() -> None:
    known = village()
    pack = known.pack("village")
    assert pack.chain == ("village", "land")
    assert (pack.calendar, pack.languages) == ("town", ("en",))
    assert pack.facts == known.pack("land").facts
    assert pack.countings == known.pack("land").countings


def test_a_term_of_its_own_is_added() -> None:
    known = village(SETS + packs.term("visit", "3 days"))
    assert set(known.pack("village").terms) == {"reply", "visit"}
    assert set(known.pack("land").terms) == {"reply"}


@pytest.mark.parametrize(
    ("terms", "trouble"),
    [
        (
            SETS.replace("7 days", "4 days"),
            "village/terms/own.yaml, line 3: 4 days is outside the frame of Union Act, 67: at least 5 days. "
            "Set a value within it.",
        ),
        (
            SETS.replace("7 days", "2 weeks"),
            "village/terms/own.yaml, line 3: 2 weeks is outside the frame of Union Act, 67: at most 10 days.",
        ),
        (
            SETS.replace("land", "sea"),
            "village/terms/own.yaml, line 2: “reply” belongs to “land”. Write “sets: land”",
        ),
        (
            SETS.replace("reply", "replay"),
            "village/pack.yaml, line 1: “reply” (Reply) is left to national law and is not set here.",
        ),
        (
            SETS.replace("reply", "replay"),
            "village/terms/own.yaml, line 2: “replay” sets a term that no inherited pack has.",
        ),
        (
            SETS.replace("  values", "  situations: [{id: mass, values: []}]\n  values"),
            "village/terms/own.yaml, line 3: “reply” has no situation called “mass”.",
        ),
        (
            SETS + "  says: Another name\n",
            "village/terms/own.yaml, line 4: “says” is not known here.",
        ),
    ],
)
def test_a_national_value_that_is_out_of_place_is_told_with_its_line(terms: str, trouble: str) -> None:
    said = packs.troubles(changes(terms), terms=parent())
    assert any(one.startswith(trouble) for one in said), said


def test_a_value_that_is_not_left_to_national_law_cannot_be_set() -> None:
    said = packs.troubles(changes())
    assert said[0] == "village/terms/own.yaml, line 2: “reply” is not left to national law. Remove it."


def test_only_what_is_set_here_is_held_against_the_frame() -> None:
    mass = """\
situations:
  - {id: mass, says: Many, when: crowded, values: [
     {since: 2020-01-01, value: 15 days, source: "Union Act, 27", certainty: verified}]}
"""
    assert not packs.troubles(changes(), terms=parent(mass))
    value = "{since: 2026-06-12, value: 9 days, source: V, certainty: verified}"
    narrower = SETS + f"  situations: [{{id: mass, values: [{value}]}}]\n"
    assert not packs.troubles(changes(narrower), terms=parent(mass))
    said = packs.troubles(changes(narrower.replace("9 days", "15 days")), terms=parent(mass))
    assert "line 4: 15 days is outside the frame" in said[0]


def test_what_is_inherited_cannot_be_replaced() -> None:
    said = packs.troubles(changes(facts="asked_on: {says: Mine, kind: date}\n"), terms=parent())
    assert said == [
        "village/facts.yaml, line 1: “asked_on” is already in a pack that this one inherits. "
        "What is inherited cannot be replaced; take another name."
    ]


@pytest.mark.parametrize("inherits", ["sea", "village"])
def test_a_pack_inherits_only_from_another_that_is_there(inherits: str) -> None:
    said = packs.troubles(changes(pack=VILLAGE.replace("inherits: land", f"inherits: {inherits}")))
    assert any(f"It inherits “{inherits}”, which is no other pack." in one for one in said), said


def test_packs_that_inherit_from_each_other_are_told() -> None:
    said = packs.troubles({**changes(), "land/pack.yaml": packs.PACK + "inherits: village\n"}, terms=parent())
    assert any("which is no other pack" in one for one in said), said


def test_a_pack_is_signed_only_when_its_ancestors_are() -> None:
    signed = "status: signed\nsignatures: [{name: A. Judge, capacity: Judge, on: 2026-11-22}]\n"
    known = packs.library(changes(pack=VILLAGE + signed), terms=parent())
    assert known.pack("village").status is Status.DRAFT
    both = {**changes(pack=VILLAGE + signed), "land/pack.yaml": packs.PACK.replace("status: draft\n", signed)}
    assert packs.library(both, terms=parent()).pack("village").is_signed
    said = packs.troubles(changes(pack=VILLAGE + "status: signed\n"), terms=parent())
    assert "A signed pack has no signatures." in said[0]
