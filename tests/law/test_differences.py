"""What differs between two versions of a pack: each sort of change, its finding, and its sentence."""

from __future__ import annotations

from datetime import date

import pytest

from limen.law.differences import Change, Comparison, Difference, differences, in_english, sentence
from limen.law.library import files_of, read_library
from limen.law.packs import Pack
from limen.law.portraits import Sort
from tests.law.packs import REAL, TOWN
from tests.site.law_packs import FILES


def pack(file: str = "", old: str = "", new: str = "") -> Pack:
    """The land, with one edit, which must find something to replace."""
    files = dict(FILES)
    if file:
        assert old in files[f"land/{file}"]
        files[f"land/{file}"] = files[f"land/{file}"].replace(old, new, 1)
    return read_library(files).pack("land")


def changes(file: str, old: str, new: str) -> tuple[Difference, ...]:
    """What differs after one edit."""
    return differences(pack(), pack(file, old, new))


TERMS = "terms/letters.yaml"
ICELAND = "{country: IS, since: 2027-01-01, source: A, certainty: verified}"


def test_a_pack_does_not_differ_from_itself() -> None:
    assert differences(pack(), pack()) == ()


def test_another_value_from_a_day_on() -> None:
    added = "  values:\n    - {since: 2027-01-01, value: 7 days, source: New Act, certainty: verified}\n"
    (one,) = changes(TERMS, "  values:\n", added)
    assert (one.sort, one.id, one.part, one.change) == (Sort.TERM, "reply", "", Change.VALUE)
    assert (one.before, one.after, one.comparison) == ("10 days", "7 days", Comparison.SHORTER)
    assert (one.since, one.until) == (date(2027, 1, 1), date(2090, 1, 1))
    assert in_english([one]) == (
        "Reply to a letter (term reply): from 1 January 2027 up to 1 January 2090: 10 days → 7 days "
        "(shorter). Source: New Act.",
    )


def test_a_value_that_holds_for_ever() -> None:
    (one,) = changes(TERMS, "value: 7 days", "value: 8 days")
    assert sentence(one) == ("from 1 January 2090: 7 days → 8 days (longer). Source: Act of 2089, section 1.")


def test_a_value_that_ends() -> None:
    (one,) = changes(TERMS, "value: 1 month, ", "value: 1 month, until: 2026-01-01, ")
    assert sentence(one) == "extension complexity: from 1 January 2026: 1 month → no value."


def test_a_correction() -> None:
    added = "  values:\n    - {since: 2020-01-01, value: 9 days, source: Act, certainty: verified, "
    one, note = changes(TERMS, "  values:\n", added + "corrects: yes, corrected_on: 2026-11-01}\n")
    assert sentence(note) == "note of the value since 1 January 2020, gone: it was “Count with care.”."
    assert one.corrected_on == date(2026, 11, 1)
    assert sentence(one) == (
        "from 1 January 2020 up to 1 January 2090: 10 days → 9 days (shorter). Source: Act. "
        "Corrected on 1 November 2026."
    )


@pytest.mark.parametrize(
    ("new", "comparison"),
    [
        ("7 working days", Comparison.OTHERWISE),
        ("3 working days", Comparison.SHORTER),
        ("1 month", Comparison.LONGER),
    ],
)
def test_other_units_are_compared_with_care(new: str, comparison: Comparison) -> None:
    (one,) = changes(TERMS, "value: 10 days", f"value: {new}")
    assert one.comparison is comparison


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            TERMS,
            '"Act, section 1"',
            '"Act, section 1a"',
            "source of the value since 1 January 2020: “Act, section 1” → “Act, section 1a”.",
        ),
        (
            TERMS,
            "certainty: secondary",
            "certainty: verified",
            "situation crowd: certainty of the value since 1 January 2020: “secondary” → “ver",
        ),
        (
            TERMS,
            "Count with care.",
            "Count twice.",
            "note of the value since 1 January 2020: “Count with care.” → “Count twice.”.",
        ),
        (TERMS, "for: authority", "for: court", "whose time it is: “authority” → “court”."),
        (TERMS, "effect: limit", "effect: target", "effect: “limit” → “target”."),
        (TERMS, "effect: limit", "effect: limit\n  liberty: yes", "touches liberty, new: “yes”."),
        (
            TERMS,
            "when: crowded",
            "when: {road: short}",
            "situation crowd: when: “crowded is given, or yes” → “road is short”.",
        ),
        (
            TERMS,
            "lunch, says: Lunch",
            "lunch, says: Long lunch",
            "stop lunch: wording: “Lunch” → “Long lunch”.",
        ),
        (TERMS, "stops: no,", "stops: yes,", "stop lunch: stops the clock: “no” → “yes”."),
        (
            TERMS,
            "when_missed: The letter is late.",
            "when_missed: ''",
            "when missed, gone: it was “The letter is late.”.",
        ),
        (
            TERMS,
            'as_of: 2026-06-20, says: "A court looks at it."',
            "as_of: 2026-06-21, says: Dismissed",
            "litigation as of 2026-06-21: new: Dismissed.",
        ),
        (
            TERMS,
            "extensions:\n",
            "together_at_most: 2 months\n  extensions:\n",
            "all extensions together, new: “2 months”.",
        ),
        (
            TERMS,
            "value: 2 months",
            "value: 3 months",
            "the latest end: from 1 January 2020: 2 months → 3 months (longer).",
        ),
        (
            "counting.yaml",
            "  two_working_days: yes\n",
            "  two_working_days: yes\n  rolls: no\n",
            "moves to a working day: “yes” → “no”.",
        ),
        (
            "regimes.yaml",
            "to: 2020-02-01",
            "to: 2020-03-01",
            "doubt from 2020-01-01: up to: “2020-02-01” → “2020-03-01”.",
        ),
        ("outcomes.yaml", "kind: refusal", "kind: other", "kind: “refusal” → “other”."),
        (
            "lists.yaml",
            "entries: [",
            f"entries: [{ICELAND}, ",
            "country IS since 2027-01-01: new: since 2027-01-01.",
        ),
        (
            "lists.yaml",
            'source: "Act, annex"',
            'source: "Act, annex", until: 2028-01-01',
            "country BD since 2020-01-01: until, new: “2028-01-01”.",
        ),
        (
            "plans/visits.yaml",
            "value: 3 days",
            "value: 4 days",
            "from 1 January 2020: 3 days → 4 days (longer). Source: Handbook.",
        ),
        (
            "facts.yaml",
            "one_of: [short, long]",
            "one_of: [short, long, none]",
            "answers: “short, long” → “short, long, none”.",
        ),
        (
            "pack.yaml",
            "as_of: 2026-11-22",
            "as_of: 2026-11-23",
            "sources last read: “2026-11-22” → “2026-11-23”.",
        ),
        (
            "entitlements.yaml",
            "guest: may_apply",
            "guest: must_not",
            "from 1 January 2020: guest: may apply, otherwise: ask a lawyer → guest: must not, ",
        ),
    ],
)
def test_what_else_may_change(file: str, old: str, new: str, said: str) -> None:
    assert any(sentence(one).startswith(said) for one in changes(file, old, new))


def test_things_that_come_and_go() -> None:
    new = (
        "recall:\n  says: Recall\n  for: court\n  effect: limit\n  runs_from: asked_on\n  counted_by: plain\n"
    )
    new += "  values: [{since: 2027-01-01, value: 2 weeks, source: A, certainty: verified}]\n"
    (one,) = changes(TERMS, "alarm:\n", f"{new}alarm:\n")
    assert (one.change, one.heading) == (Change.ADDED, "Recall (term recall)")
    assert sentence(one) == "new: 2 weeks since 1 January 2027."
    (one,) = differences(pack(TERMS, "alarm:\n", f"{new}alarm:\n"), pack())
    assert sentence(one) == "gone: 2 weeks since 1 January 2027."


def test_situations_are_tried_in_order() -> None:
    new = "    - id: flood\n      says: A flood\n      when: {road: long}\n      values:\n"
    new += "        - {since: 2020-01-01, value: 20 days, source: A, certainty: verified}\n"
    found = changes(TERMS, "  situations:\n", f"  situations:\n{new}")
    assert [sentence(one) for one in found] == [
        "order of situations: “crowd” → “flood, crowd”.",
        "situation flood: new: A flood, 20 days since 1 January 2020.",
    ]


def test_the_frame_of_national_law_and_what_a_nation_sets() -> None:
    frame = "  national: {at_least: 5 days, at_most: 10 days, source: Treaty, certainty: verified}\n"
    head = "left:\n  says: Left\n  for: court\n  effect: limit\n  runs_from: asked_on\n  counted_by: plain\n"
    files = {**FILES, "land/terms/left.yaml": head + frame}
    files["shore/pack.yaml"] = FILES["land/pack.yaml"].replace("id: land", "id: shore\ninherits: land")
    files["calendars/town.yaml"] = TOWN
    set_ = "left: {sets: land, values: [{since: 2020-01-01, value: %s, source: Law, certainty: verified}]}\n"
    seven = read_library({**files, "shore/terms/a.yaml": set_ % "7 days"})
    nine = read_library({**files, "shore/terms/a.yaml": set_ % "9 days"})
    (one,) = differences(seven.pack("shore"), nine.pack("shore"))
    assert sentence(one) == "from 1 January 2020: 7 days → 9 days (longer). Source: Law."
    files["land/terms/left.yaml"] = head + frame.replace("at_most: 10 days", "at_most: 12 days")
    wider = read_library({**files, "shore/terms/a.yaml": set_ % "7 days"})
    (one,) = differences(seven.pack("land"), wider.pack("land"))
    assert sentence(one) == "the frame of national law: at most: “10 days” → “12 days”."


def test_long_texts_are_not_repeated() -> None:
    (one,) = changes(TERMS, "about: The person waits meanwhile.", f"about: {'word ' * 60}")
    assert sentence(one) == "explanation: worded otherwise."
    assert len(one.after) > 200


def test_the_packs_that_came_with_limen_do_not_differ_from_themselves() -> None:
    for one in read_library(files_of(REAL)).packs.values():
        assert differences(one, one) == ()
