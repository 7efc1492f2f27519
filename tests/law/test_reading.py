"""Reading: what is wrong is told with file, line and what would be right; nothing half-read is ever used."""

from __future__ import annotations

import pytest

from limen.law.reading.nodes import DEEPEST
from limen.law.reading.troubles import PackTroubles
from tests.law import packs

TERMS = "land/terms/terms.yaml"
BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("reply: [", "line 2: This cannot be read: "),
        (
            "reply:\n  says: A: B\n",
            "line 2: This cannot be read: mapping values are not allowed in this context.",
        ),
        ("reply:\n\tsays: A\n", "line 2: This cannot be read: found character that cannot start any token."),
        ("a: b\n---\nc: d\n", "line 2: This cannot be read: but found another document."),
        (
            "reply:\n  says: a\x07b\n",
            "line 2: This line has a character that no text has. Write the line anew.",
        ),
        (BOMB, "line 2: An alias (*) stands here for something written elsewhere. Write it out."),
        ("a: &a [*a]\n", "line 1: An alias (*) stands here"),
        ("[" * 200_000, f"line 1: This lies more than {DEEPEST} levels deep. Write it flatter."),
        ("a:\n" + "".join("  " * n + "- b:\n" for n in range(1, 200)), "line 21: This lies more than"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(text: str, trouble: str) -> None:
    said = packs.troubles(terms=text)
    assert len(said) == 1
    assert said[0].startswith(f"{TERMS}, {trouble}"), said


@pytest.mark.parametrize(
    ("more", "trouble"),
    [
        ("sayz: X", "line 7: “sayz” is not known here. Did you mean “says”?"),
        ("qqq: X", "line 7: “qqq” is not known here. It may have: about, backwards"),
        (
            "effect: limt",
            "line 6: “limt” is not one of the words used here. It may be: limit, target, earliest",
        ),
        ("liberty: maybe", "line 7: “liberty” is “maybe”. Write yes or no."),
        ("about: [a, b]", "line 7: Here a word or a line is expected. Write it on one line"),
        ("stops: pause", "line 7: Here a list is expected. Begin each entry with a dash"),
        ("national: 5 days", "line 7: Here names with values are expected. Write “name: value”."),
        ("counted_by: plane", "line 6: There is no way of counting called “plane”. counting.yaml has: plain"),
        (
            "runs_from: askd_on",
            "line 2: “reply” runs from “askd_on”, which is no fact. Did you mean “asked_on”",
        ),
        (
            "runs_from: crowded",
            "line 2: “reply” runs from “crowded”, which is not a day. Its kind must be date",
        ),
        ("regime: transition", "line 2: “reply” names the regime “transition”, which is not there."),
        ("together_at_most: 5", "line 7: “5” is not a length of time. Write a number and a unit"),
        (
            "situations: [{id: a, when: {crowded: yes, road: long}, values: []}]",
            "line 7: A situation hangs on one",
        ),
        ("situations: [{id: a, when: crowded}]", "line 7: This situation has no values. Add “values:”."),
        ("extensions: [{id: a, says: A}]", "line 7: This extension has no values. Add “values:”."),
        ("values: []", "line 2: It has no value. Add “values:”, or “national:” when national law sets it."),
        ("values:", "line 7: Here a list is expected."),
        (
            "values: [{since: 2026-02-30, value: 5 days, source: A, certainty: verified}]",
            "line 7: “2026-02-30” is",
        ),
        (
            "values: [{since: 2026-W24-5, value: 5 days, source: A, certainty: verified}]",
            "line 7: “2026-W24-5” is",
        ),
        (
            "values: [{since: 2026-06-12, value: soon, source: A, certainty: verified}]",
            "line 7: “soon” is not a",
        ),
        ("values: [{since: 2026-06-12, value: 5 days, source: A}]", "line 7: “certainty” is missing."),
        ("values: [{since: 2026-06-12, value: 5 days, certainty: verified}]", "line 7: “source” is missing."),
    ],
)
def test_what_a_term_cannot_say_is_told_with_its_line(more: str, trouble: str) -> None:
    said = packs.troubles(terms=packs.term(more=more))
    assert any(one.startswith(f"{TERMS}, {trouble}") for one in said), said


@pytest.mark.parametrize(
    ("more", "trouble"),
    [
        (
            "situations: [{id: a, says: A, when: crowd, values: [V]}]",
            "depends on “crowd”, which is no fact. Did you",
        ),
        (
            "situations: [{id: a, says: A, when: road, values: [V]}]",
            "depends on “road” as on a yes or a day.",
        ),
        (
            "situations: [{id: a, says: A, when: {road: side}, values: [V]}]",
            "“side” is no answer to “road”. Its",
        ),
        (
            "situations: [{id: a, says: A, when: {crowded: yes}, values: [V]}]",
            "“crowded” is not answered in words",
        ),
        (
            "situations: [{id: a, says: A, when: crowded, values: [V]}, "
            "{id: a, says: A, when: heard_on, values: [V]}]",
            "“reply” has two parts called “a”. Rename one.",
        ),
    ],
)
def test_a_situation_that_can_never_hold_is_told(more: str, trouble: str) -> None:
    value = "{since: 2020-01-01, value: 5 days, source: A, certainty: verified}"
    said = packs.troubles(terms=packs.term(more=more.replace("V", value)))
    assert said
    assert said[0].startswith(f"{TERMS}, line 2: ")
    assert trouble in said[0]


@pytest.mark.parametrize(
    ("more", "value", "trouble"),
    [
        ("backwards: yes\nruns_from: seen_at", "72 hours", "such a period has no “backwards”. Remove it."),
        ("runs_from: seen_at\nstops: [S]", "72 hours", "such a period has no “stops”. Remove it."),
        (
            "runs_from: seen_at\nextensions: [{id: m, says: M, values: [V]}]",
            "72 hours",
            "made longer by days.",
        ),
        (
            "extensions: [{id: m, says: M, values: [H]}]",
            "5 days",
            "is counted in days and made longer by hours.",
        ),
        ("ends_at_latest: {runs_from: heard_on, values: [H]}", "5 days", "“reply” is capped in hours."),
    ],
)
def test_hours_and_days_are_not_mixed(more: str, value: str, trouble: str) -> None:
    days = "{since: 2020-01-01, value: 5 days, source: A, certainty: verified}"
    stop = "{id: pause, says: A, attributed_to: applicant, source: A, certainty: verified}"
    for letter, text in (("[V]", days), ("[H]", days.replace("days", "hours")), ("[S]", stop)):
        more = more.replace(letter, f"[{text}]")
    said = packs.troubles(terms=packs.term(value=value, more=more))
    assert trouble in said[0], said


def test_a_name_given_twice_is_told_once_with_both_lines() -> None:
    for twice, line in ((packs.term() + packs.term(), 8), (packs.term() + "  says: Again\n", 8)):
        said = packs.troubles(terms=twice)
        assert len(said) == 1
        assert said[0].startswith(f"{TERMS}, line {line}: “")
        assert "is given twice, first on line 2. Keep one of them." in said[0]


def test_a_term_in_two_files_is_told() -> None:
    said = packs.troubles({"land/terms/more.yaml": packs.term()})
    assert said == [f"land/terms/more.yaml, line 2: “reply” is in {TERMS}, line 2, too. Rename one."]


def test_all_troubles_are_told_at_once_in_order() -> None:
    said = packs.troubles(
        {"land/facts.yaml": packs.FACTS + "Odd-Name: {says: X, kind: date}\n"},
        terms=packs.term(more="sayz: A\nliberty: maybe"),
    )
    assert [one.split(":")[0] for one in said] == [
        "land/facts.yaml, line 9",
        f"{TERMS}, line 7",
        f"{TERMS}, line 8",
    ]
    assert "“Odd-Name” is not an id. Use small letters, digits and _." in said[0]


def test_a_file_that_is_no_part_of_a_pack_is_told() -> None:
    said = packs.troubles({"land/term.yaml": packs.term()})
    assert said[0].startswith(
        "land/term.yaml, line 1: This file is not part of a pack. It has the files pack"
    )


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        (
            packs.PACK.replace("id: land", "id: lnad"),
            "line 1: It calls itself “lnad”. The id is the folder's name",
        ),
        (packs.PACK.replace("as_of: 2026-11-22\n", ""), "line 1: “as_of” is missing."),
        (
            packs.PACK.replace("calendar: town", "calendar: city"),
            "line 1: There is no calendar called “city”.",
        ),
        (packs.PACK.replace("draft", "done"), "line 6: “done” is not one of the words used here."),
    ],
)
def test_the_head_of_a_pack_must_be_right(text: str, trouble: str) -> None:
    said = packs.troubles({"land/pack.yaml": text})
    assert said[0].startswith(f"land/pack.yaml, {trouble}"), said


def test_norway_stays_norway() -> None:
    lists = (
        "safe: {says: Safe, entries: [{country: NO, since: 2026-06-12, source: A, certainty: verified}]}\n"
    )
    entry = packs.library({"land/lists.yaml": lists}).pack("land").lists["safe"].entries[0]
    assert entry.country == "NO"


def test_nothing_of_a_troubled_library_is_handed_out() -> None:
    with pytest.raises(PackTroubles) as wrong:
        packs.library(terms=packs.term(more="liberty: maybe"))
    assert str(wrong.value) == "\n".join(str(one) for one in wrong.value.troubles)
    assert wrong.value.troubles[0].instead == "Write yes or no."
