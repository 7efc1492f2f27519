"""`limen law explain`: a pack at a glance, and everything about one thing in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from limen.law.portraits import Sort, portraits
from limen.site import cli
from limen.site.cli.law.explaining.others import of_others
from limen.site.cli.law.explaining.terms import of_term
from limen.site.cli.law.packs import library_with
from tests.law.packs import REAL
from tests.site.law_packs import folder_of_packs


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    return folder_of_packs(tmp_path / "packs")


def explain(packs: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code, and everything that was said."""
    code = cli.main(["law", "explain", "--packs", str(packs), "land", *words])
    out, err = capsys.readouterr()
    return code, " ".join((out + err).split())


def test_a_pack_at_a_glance(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = explain(packs, capsys)
    assert code == 0
    assert said.startswith("A land that is nowhere (land) a draft that nobody has signed; not legal advice")
    assert "Terms: letters reply 7 days Reply to a letter alarm 24 hours Answer an alarm" in said
    assert "Terms: steps of the plan visits visits.first 3 days ? First visit" in said
    for title in ("Regimes", "Outcomes", "Lists of countries", "Entitlements", "Plans", "Facts"):
        assert title in said


def test_everything_about_a_term(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = explain(packs, capsys, "reply")
    assert code == 0
    assert said.startswith("Reply to a letter (term reply) The person waits meanwhile.")
    for words in (
        "what it is a limit: law about to be broken when it passes",
        "whose time the authority",
        "runs from Day of asking (asked_on) version by the same day",
        "which law letters: Which act governs letters",
        "since 1 January 2020: 10 days Act, section 1 [verified] note: Count with care.",
        "since 1 January 2090: 7 days Act of 2089, section 1 [verified]",
        "crowd: Too many letters, when crowded is yes since 1 January 2020: 15 days",
        "Act, section 2 [not settled, secondary] not settled, an interpretation: Many means many.",
        "complexity: A hard question; up to since 1 January 2020: 1 month Act, section 3 [not settled, unver",
        "storm: A storm; a third party's doing; stops the clock",
        "lunch: Lunch; the authority's doing; is recorded, and the clock goes on",
        "--fact asked_on=2026-06-12 Day of asking",
        "--fact crowded=yes",
        "When missed The letter is late.",
        "As of 2026-06-20: A court looks at it. (Case 1/26)",
        "T1: Ten days asked_on 2026-06-01 → due 2026-06-11 (land/examples/letters.yaml, line 1)",
    ):
        assert words in said


def test_a_term_with_the_name_of_its_pack(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "(term reply)" in explain(packs, capsys, "land.reply")[1]


def test_a_latest_end(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = explain(packs, capsys, "decide")[1]
    assert "Ends at the latest whatever extended or stopped it, after Day of hearing (heard_on)" in said
    assert "since 1 January 2020: 2 months Act, section 4 [not settled, secondary]" in said


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("letters", "Which act governs letters (regime letters) decided by asked_on"),
        ("letters", "from 2020-01-01 up to 2020-02-01: Perhaps the old act (Act, section 98)"),
        ("soup", "since 1 January 2020: guest: may apply, otherwise: ask a lawyer Soup Act [verified]"),
        ("soup", "T2: Soup for guests asked_on 2026-06-01, status guest → answer may_apply"),
        ("calm", "BD since 1 January 2020 Act, annex [verified]"),
        ("no", "A no (outcome no) refusal; since 1 January 2020; remedy: reply Act, 9 [verified]"),
        ("visits", "first: First visit (by the worker) since 1 January 2020: 3 days Handbook [not settled"),
        ("plain", "an end on a day off moves to the next working day"),
        ("road", "Road taken (fact road) a choice short: short long: long"),
    ],
)
def test_everything_else(packs: Path, capsys: pytest.CaptureFixture[str], id: str, words: str) -> None:
    code, said = explain(packs, capsys, id)
    assert code == 0
    assert words in said


def test_what_is_not_there(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = explain(packs, capsys, "repl")
    assert code == 1
    assert "limen: “land” has nothing called “repl”. Did you mean “reply” or “people”?" in said


@pytest.mark.parametrize("pack", ["eu", "us", "uk", "canada", "settlement-eu"])
def test_everything_in_the_packs_that_came_with_limen_can_be_explained(
    capsys: pytest.CaptureFixture[str], pack: str
) -> None:
    assert cli.main(["law", "explain", pack]) == 0
    assert capsys.readouterr().out
    library = library_with(REAL, pack)
    read = library.pack(pack)
    for sort, id in portraits(read):
        if sort is Sort.TERM:
            assert list(of_term(read.terms[id], read, library))
        elif sort not in (Sort.PACK, Sort.WORD, Sort.LETTER):
            assert list(of_others(read, id, library))
