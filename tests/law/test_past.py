"""Edits of the past: what counts as one, what does not, and where it is told to be."""

from __future__ import annotations

from datetime import date

import pytest

from limen.law.past import FIRST_DAY, PastEdit, edits_of_the_past

TODAY = date(2026, 11, 22)
TERM = """\
reply:
  says: Reply
  values:
    - {since: 2020-01-01, value: 5 days, source: "Act, 1", certainty: unverified}
    - {since: 2027-01-01, value: 7 days, source: "Act, 1", certainty: verified}
  situations:
    - {id: crowd, when: crowded, values: [{since: 2020-01-01, value: 9 days, source: "Act, 2"}]}
  extensions:
    - {id: hard, values: [{since: 2020-01-01, until: 2021-01-01, value: 1 month, source: "Act, 3"}]}
"""
CORRECTION = """\
    - {since: 2020-01-01, value: 6 days, source: B, corrects: yes, corrected_on: 2026-11-01}
"""
LISTS = """\
calm:
  says: Calm countries
  entries:
    - {country: BD, since: 2020-01-01, source: "Act, annex", certainty: verified}
    - {country: NO, since: 2021-01-01, source: "Act, annex", suspended: [{from: 2022-01-01, to: 2022-06-01}]}
"""
HOLDS = "freeze: {says: Freeze, from: 2025-12-02, scope: everybody, blocks: decision, source: Order}\n"
FILES = {
    "land/pack.yaml": "id: land\n",
    "land/terms/a.yaml": TERM,
    "land/lists.yaml": LISTS,
    "land/holds.yaml": HOLDS,
    "land/examples/a.yaml": "- {id: A, since: 2020-01-01, value: 1}\n",
    "calendars/town.yaml": "days: [{says: Fair, on: 05-01, since: 2020-01-01}]\n",
}


def edits(file: str, old: str, new: str) -> tuple[PastEdit, ...]:
    """The findings after one edit, which must find something to replace."""
    assert old in FILES[file]
    return edits_of_the_past(FILES, {**FILES, file: FILES[file].replace(old, new, 1)}, on=TODAY)


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what", "line"),
    [
        ("terms/a.yaml", "5 days", "6 days", "reply", "value", 4),
        ("terms/a.yaml", '"Act, 1"', '"Act, 1(2)"', "reply", "source", 4),
        ("terms/a.yaml", "since: 2020-01-01", "since: 2020-02-01", "reply", FIRST_DAY, 4),
        ("terms/a.yaml", "9 days", "8 days", "reply, situations, crowd", "value", 7),
        ("terms/a.yaml", "1 month", "2 months", "reply, extensions, hard", "value", 9),
        ("terms/a.yaml", "until: 2021-01-01", "until: 2022-01-01", "reply, extensions, hard", "end", 9),
        ("terms/a.yaml", "until: 2021-01-01, ", "", "reply, extensions, hard", "end", 9),
        ("lists.yaml", "since: 2021-01-01", "since: 2021-03-01", "calm, entries, NO", FIRST_DAY, 5),
        ("lists.yaml", "to: 2022-06-01", "to: 2022-07-01", "calm, entries, NO, suspended", "end", 5),
        ("holds.yaml", "blocks: decision", "blocks: interview", "freeze", "blocks", 1),
        ("holds.yaml", "from: 2025-12-02", "from: 2025-12-01", "freeze", FIRST_DAY, 1),
    ],
)
def test_an_edit(file: str, old: str, new: str, where: str, what: str, line: int) -> None:
    found = edits(f"land/{file}", old, new)
    assert [(one.pack, one.file, one.where, one.what, one.line) for one in found] == [
        ("land", f"land/{file}", where, what, line)
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("terms/a.yaml", "7 days", "8 days"),  # has not begun
        ("terms/a.yaml", "since: 2027-01-01", "since: 2028-01-01"),
        ("terms/a.yaml", "certainty: unverified", "certainty: verified"),
        ("terms/a.yaml", "certainty: unverified", "certainty: unverified, note: Careful, interpretation: So"),
        ("terms/a.yaml", "says: Reply", "says: Answer"),
        ("terms/a.yaml", "value: 5 days", "value: 5 days, until: 2027-01-01"),
        ("terms/a.yaml", '5 days, source: "Act, 1"', "5 days, source: 'Act,  1'"),  # the same text
        (
            "terms/a.yaml",
            "  values:\n",
            f"  values:\n{CORRECTION}",
        ),
        ("terms/a.yaml", "reply:", "other:\n  values: [{since: 2019-01-01, value: 1 day}]\nreply:"),
        ("holds.yaml", "scope: everybody", "scope: everybody, to: 2026-12-01"),
        ("examples/a.yaml", "value: 1", "value: 2"),
    ],
)
def test_no_edit(file: str, old: str, new: str) -> None:
    assert edits(f"land/{file}", old, new) == ()


def test_the_day_itself_has_come() -> None:
    after = {**FILES, "land/terms/a.yaml": TERM.replace("7 days", "8 days")}
    assert edits_of_the_past(FILES, after, on=date(2026, 12, 31)) == ()
    assert len(edits_of_the_past(FILES, after, on=date(2027, 1, 1))) == 1


def test_a_correction_cannot_be_taken_back() -> None:
    corrected = TERM.replace(
        "  situations:",
        f"{CORRECTION}  situations:",
    )
    before = {**FILES, "land/terms/a.yaml": corrected}
    (edit,) = edits_of_the_past(before, FILES, on=TODAY)
    assert (edit.what, edit.line) == ("", 6)


def test_another_file_of_the_same_section_will_do() -> None:
    """A term may move from one file of terms to another; its name is what counts."""
    after = {name.replace("terms/a.", "terms/b."): text for name, text in FILES.items()}
    assert edits_of_the_past(FILES, after, on=TODAY) == ()


def test_a_rule_that_is_gone_is_told_once() -> None:
    after = {**FILES, "land/terms/a.yaml": "other: {says: Other}\n"}
    (edit,) = edits_of_the_past(FILES, after, on=TODAY)
    assert (edit.where, edit.what, edit.file, edit.line) == ("reply", "", "land/terms/a.yaml", 4)
    assert "what held since 2020-01-01 was here in the older version and is gone." in str(edit)
    assert "ends with “until: <day>”, and keeps its name." in str(edit)


def test_a_pack_that_is_gone_is_told_once() -> None:
    (edit,) = edits_of_the_past(FILES, {"calendars/town.yaml": ""}, on=TODAY)
    assert (edit.pack, edit.where, edit.file) == ("land", "the pack", "land/pack.yaml")


def test_a_new_pack_has_no_past() -> None:
    assert edits_of_the_past({}, FILES, on=TODAY) == ()
    older = {name: text for name, text in FILES.items() if not name.startswith("land/terms")}
    assert edits_of_the_past(older, FILES, on=TODAY) == ()


def test_an_older_version_that_cannot_be_read_is_no_past() -> None:
    assert edits_of_the_past({"land/terms/a.yaml": "reply: [", "land/lists.yaml": ""}, FILES, on=TODAY) == ()


def test_the_sentence_says_where_what_and_what_to_do() -> None:
    (edit,) = edits("land/terms/a.yaml", "5 days", "6 days")
    assert str(edit) == (
        "land/terms/a.yaml, line 4: reply: the value since 2020-01-01 was “5 days” and is “6 days” now. "
        "The past is not edited. Put “5 days” back, and add an entry with “since: 2020-01-01”, "
        "“corrects: yes” and “corrected_on: 2026-11-22” that says what is right."
    )
    (edit,) = edits("land/holds.yaml", "blocks: decision", "blocks: interview")
    assert edit.instead == "Put “decision” back, and add an entry of its own that says what is right."
