"""`limen law check`: troubles, examples that do not hold, counts, and a past that is not edited."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from limen.site import cli
from tests.site.law_packs import FILES, change, commit, folder_of_packs, git, repository

TERMS = "land/terms/letters.yaml"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """Packs in a repository, committed on main."""
    return repository(tmp_path / "repository")


def check(packs: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """The exit code, and everything that was said."""
    code = cli.main(["law", "check", "--packs", str(packs), *words])
    out, err = capsys.readouterr()
    return code, " ".join((out + err).split())


def test_what_is_sound_is_counted(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = check(packs, capsys)
    assert code == 0
    assert "land draft 5 terms, 11 values, 2 examples; 15 verified," in said
    assert ", 3 secondary, 2 unverified; 1 interpretation" in said
    assert "1 pack, 2 calendars. 2 examples worked out, 0 failed." in said
    assert ": 0 edits of the past." in said


def test_every_trouble_is_told_with_its_line(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(packs, TERMS, "runs_from: asked_on", "runs_from: asked")
    change(packs, "land/lists.yaml", "country: BD", "country: Bangladesh")
    code, said = check(packs, capsys)
    assert code == 1
    assert f"{TERMS}, line 2: “reply” runs from “asked”, which is no fact." in said
    assert "land/lists.yaml, line 3: “Bangladesh” is not a country code" in said
    assert "2 troubles. Nothing was loaded, no example worked out." in said


def test_an_example_that_does_not_hold(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(packs, "land/examples/letters.yaml", "due: 2026-06-11", "due: 2026-06-12")
    code, said = check(packs, capsys)
    assert code == 1
    assert "land/examples/letters.yaml, line 1: T1 (reply) does not hold: Ten days" in said
    assert "due: expected 2026-06-12, but it is 2026-06-11" in said
    assert "because: The version of 2020-01-01 applies (10 days)" in said
    assert "2 examples worked out, 1 failed." in said


def test_reasons_of_every_example(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = check(packs, capsys, "--reasons")
    assert code == 0
    assert "T1 (reply) holds: Ten days answer: due 2026-06-11" in said
    assert "T2 (soup) holds: Soup for guests answer: answer may_apply" in said


def test_only_the_packs_that_are_asked_for(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in FILES.items():
        if name.startswith("land/") and "examples" not in name:
            other = packs / name.replace("land/", "shore/")
            other.parent.mkdir(parents=True, exist_ok=True)
            other.write_text(text.replace("id: land\n", "id: shore\n"))
    commit(packs.parent, "A second pack")
    change(packs, "shore/facts.yaml", "kind: date", "kind: dates")
    assert check(packs, capsys)[0] == 1
    code, said = check(packs, capsys, "land")
    assert code == 0
    assert "1 pack, 2 calendars." in said
    code, said = check(packs, capsys, "sea")
    assert code == 1
    assert "There is no pack called “sea”. There are: land, shore." in said


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("value: 10 days", "value: 9 days", "the value since 2020-01-01 was “10 days” and is “9 days” now."),
        ('"Act, section 1"', '"Act, section 2"', "the source since 2020-01-01 was “Act, section 1” and is"),
        (
            "- since: 2020-01-01",
            "- since: 2021-01-01",
            "its first day was 2020-01-01 and is “2021-01-01” now.",
        ),
    ],
)
def test_the_past_is_not_edited(
    packs: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, sentence: str
) -> None:
    change(packs, TERMS, old, new)
    code, said = check(packs, capsys)
    assert code == 1
    assert f"{TERMS}, line 10: reply: " in said
    assert sentence in said
    assert "and add an entry with “since: 2020-01-01”, “corrects: yes” and “corrected_on: " in said
    assert ": 1 edit of the past." in said


def test_what_has_not_begun_may_change(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(packs, TERMS, "value: 7 days", "value: 8 days")
    assert check(packs, capsys)[0] == 0


def test_certainty_and_notes_may_change(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(packs, TERMS, "certainty: secondary", "certainty: verified")
    change(packs, TERMS, "Count with care.", "Counted with care.")
    change(packs, TERMS, "says: Too many letters", "says: Far too many letters")
    assert check(packs, capsys)[0] == 0


def test_a_correction_beside_it_is_the_way(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = "  values:\n    - {since: 2020-01-01, value: 9 days, source: Act, certainty: verified, "
    added += "corrects: yes, corrected_on: 2026-01-01}\n"
    change(packs, TERMS, "  values:\n", added)
    change(packs, "land/examples/letters.yaml", "due: 2026-06-11", "due: 2026-06-10")
    assert check(packs, capsys)[0] == 0


def test_a_branch_is_held_against_where_it_left_main(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the branch brought is still its own to change; what main had is not."""
    root = packs.parent
    git(root, "switch", "--quiet", "--create", "work")
    new = {name.replace("land/", "isle/"): text for name, text in FILES.items() if name.startswith("land/")}
    for name, text in new.items():
        (packs / name).parent.mkdir(parents=True, exist_ok=True)
        (packs / name).write_text(text.replace("id: land\n", "id: isle\n"))
    commit(root, "A new pack")
    change(packs, "isle/terms/letters.yaml", "value: 10 days", "value: 11 days")
    change(packs, "isle/examples/letters.yaml", "due: 2026-06-11", "due: 2026-06-12")
    commit(root, "Mended before anybody used it")
    assert check(packs, capsys)[0] == 0
    change(packs, TERMS, "value: 10 days", "value: 9 days")
    change(packs, "land/examples/letters.yaml", "due: 2026-06-11", "due: 2026-06-10")
    commit(root, "A rule that was in use")
    code, said = check(packs, capsys)
    assert code == 1
    assert "reply: the value since 2020-01-01 was “10 days” and is “9 days” now." in said
    assert "1 edit of the past." in said


def test_against_another_version(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(packs.parent, "tag", "v1")
    change(packs, TERMS, "value: 10 days", "value: 9 days")
    change(packs, "land/examples/letters.yaml", "due: 2026-06-11", "due: 2026-06-10")
    commit(packs.parent, "Committed on main")
    assert check(packs, capsys)[0] == 0
    code, said = check(packs, capsys, "--against", "v1")
    assert code == 1
    assert "Compared with v1 (" in said


@pytest.mark.parametrize("name", ["nowhere", "--upload-pack=x", "HEAD:packs"])
def test_a_version_that_git_does_not_know(packs: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, said = check(packs, capsys, f"--against={name}")
    assert code == 1
    assert f"limen: “{name}” cannot be compared with." in said
    assert "Traceback" not in said


def test_without_a_repository_nothing_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packs = folder_of_packs(tmp_path / "alone")
    code, said = check(packs, capsys)
    assert code == 0
    assert "The past was not compared with an older version. This is no checkout of git." in said
    code, said = check(packs, capsys, "--against", "main")
    assert code == 1


def test_without_git_nothing_is_compared(
    packs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, said = check(packs, capsys)
    assert code == 0
    assert "There is no git on this machine." in said


def test_a_repository_without_main(packs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(packs.parent, "branch", "--move", "main", "trunk")
    code, said = check(packs, capsys)
    assert code == 0
    assert "There is no branch called main." in said


def test_a_hook_of_another_repository_does_not_confuse(
    packs: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", os.devnull)
    assert ": 0 edits of the past." in check(packs, capsys)[1]
