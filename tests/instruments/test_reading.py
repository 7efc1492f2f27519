"""What a house adds, what is refused with file and line, and scores that their publication lets be
prorated."""

from __future__ import annotations

import pytest

from limen.instruments.library import Instruments, read_instruments, reread
from limen.instruments.scoring import UnknownAnswer, result_of
from limen.law.library import files_of
from limen.law.reading.troubles import PackTroubles
from limen.site import env
from limen.site.cli import main
from tests.instruments.shipped import one

HEAD = """
id: sample
edition: "1"
since: 2026-11-23
says: Sample (invented)
about: Four invented questions
licence: {terms: free, says: invented, source: invented}
credit: nobody
source: invented
scales: {three: {"0": 0, "1": 1, "2": 2}}
items: [{id: a, scale: three}, {id: b, scale: three}, {id: c, scale: three}, {id: d, scale: three}]
scores:
  total: {says: sum, of: [a, b, c, d], by: sum, may_miss: 1}
  turned: {says: turned, of: [a, b, c, d], by: sum, backwards: [d], times: 2}
  mean: {says: mean, of: [a, b, c, d], by: mean, may_miss: 2}
"""
WORDS = """
language: en
title: Sample
status: unvalidated
status_says: invented
source: invented
asks: Invented?
items: {a: A, b: B, c: C, d: D}
answers: {three: {"0": none, "1": some, "2": much}}
"""
RHS = "\n".join(f'  "{item}": "Sample {item}"' for item in range(1, 16))
JAR = ", ".join(f'"{value}": "{value}"' for value in range(5))
THERMOMETER = ", ".join(f'"{value}": "{value}"' for value in range(11))
RHS_WORDS = (
    "language: en\ntitle: Sample\nstatus: original\nstatus_says: invented\nsource: invented\n"
    "asks: Invented?\n"
    f"items:\n{RHS}\nanswers: {{jar: {{{JAR}}}, thermometer: {{{THERMOMETER}}}}}\n"
)


def _with(**added: str) -> Instruments:
    files = {path.replace("__", "/") + ".yaml": text for path, text in added.items()}
    return read_instruments(files_of(env.INSTRUMENTS), files)


def _troubles(**added: str) -> str:
    with pytest.raises(PackTroubles) as wrong:
        _with(**added)
    return str(wrong.value)


def test_a_house_adds_an_instrument_and_a_language() -> None:
    found = _with(sample__instrument=HEAD, sample__en=WORDS)
    assert found.by_id["sample"].wordings["en"].items["b"] == "B"
    assert "phq9" in found.by_id


def test_a_house_changes_nothing_that_came_with_limen() -> None:
    assert "phq9/en.yaml, line 1: A file of this name came with Limen." in _troubles(phq9__en=WORDS)


def test_words_that_belong_to_somebody_need_an_agreement() -> None:
    said = _troubles(rhs15__en=RHS_WORDS)
    assert "rhs15 may only be shown under an agreement with its owner." in said
    signed = f'agreement: "Sample 7"\nsigned_on: 2026-11-01\n{RHS_WORDS}'
    assert not _with(rhs15__en=signed).by_id["rhs15"].is_slot


@pytest.mark.parametrize(("before", "after", "said"), [
    ("items: {a: A, b: B, c: C, d: D}", "items: {a: A, b: B, c: C}", "The item “d” has no words."),
    ('"2": much', '"2": much, "3": more', "There is no answer of three “3”."),
    ("language: en", "language: ar", "Its language is not the name of the file."),
    ("status: unvalidated", "status: machine", "“machine” is not one of the words used here."),
])  # fmt: skip
def test_a_wording_is_whole_or_refused(before: str, after: str, said: str) -> None:
    assert said in _troubles(sample__instrument=HEAD, sample__en=WORDS.replace(before, after))


@pytest.mark.parametrize(("before", "after", "said"), [
    ("{id: d, scale: three}", "{id: d, scale: four}", "There is no scale “four”."),
    ("of: [a, b, c, d], by: sum, may_miss", "of: [a, e], by: sum, may_miss", "There is no item “e”."),
    ("since: 2026-11-23", "since: 2026-02-30", "“2026-02-30” is not a day that exists."),
    ("id: sample", "id: other", "It calls itself “other”."),
    ("credit: nobody", "credits: nobody", "Did you mean “credit”?"),
])  # fmt: skip
def test_an_instrument_is_sound_or_refused(before: str, after: str, said: str) -> None:
    assert said in _troubles(sample__instrument=HEAD.replace(before, after))


def test_a_sum_is_prorated_only_as_far_as_its_publication_says() -> None:
    sample = reread(HEAD, {"en": WORDS})

    def scored(**answers: str) -> dict[str, tuple[float | None, bool]]:
        found = result_of(sample, answers).scores
        return {s.score.id: (None if s.value is None else float(s.value), s.is_prorated) for s in found}

    whole = scored(a="1", b="1", c="2", d="0")
    assert whole == {"total": (4, False), "turned": (12, False), "mean": (1, False)}
    # 4 of three answers is 5 and a third of four, rounded to 5.
    assert scored(a="1", b="1", c="2")["total"] == (5, True)
    # 2.67 is rounded to 3, and 5 of three is 6.67, rounded to 7.
    assert scored(a="2", b="0", c="0")["total"] == (3, True)
    assert scored(a="2", b="2", c="1")["total"] == (7, True)
    assert scored(a="2", b="2", c="1")["turned"] == (None, False)
    assert scored(a="2", b="1") == {"total": (None, False), "turned": (None, False), "mean": (1.5, True)}


def test_what_is_no_answer_is_refused() -> None:
    for answers in ({"1": "4"}, {"11": "0"}):
        with pytest.raises(UnknownAnswer):
            result_of(one("phq9"), answers)


def test_what_was_kept_is_read_as_it_was() -> None:
    for id in ("phq9", "asq", "pcl5"):
        found = one(id)
        kept = reread(found.text, {"en": found.wordings["en"].text})
        assert (kept.items, kept.scores, kept.rules) == (found.items, found.scores, found.rules)
        assert kept.wordings["en"] == found.wordings["en"]


def test_the_command_line_says_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["instruments", "check"]) == 0
    said = capsys.readouterr().out
    assert "18 instruments, 6 of them without words." in said
    assert "rhs15" in said
