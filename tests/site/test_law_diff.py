"""`limen law diff`: two versions of a pack, out of git or out of folders, and what differs in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from limen.site import cli
from tests.site.law_packs import change, commit, folder_of_packs, git, repository

TERMS = "land/terms/letters.yaml"


def diff(packs: Path, capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str]:
    """The exit code, and everything that was said."""
    code = cli.main(["law", "diff", "--packs", str(packs), *map(str, words)])
    out, err = capsys.readouterr()
    return code, " ".join((out + err).split())


def test_two_folders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = folder_of_packs(tmp_path / "before")
    after = tmp_path / "after"
    shutil.copytree(before, after)
    change(after, TERMS, "since: 2090-01-01, value: 7 days", "since: 2027-01-01, value: 7 days")
    code, said = diff(before, capsys, "land", before, after)
    assert code == 0
    assert "Reply to a letter (term reply)" in said
    assert "from 1 January 2027 up to 1 January 2090: 10 days → 7 days (shorter)." in said
    assert "land: 1 difference from" in said


def test_a_folder_may_hold_the_folder_of_packs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packs = folder_of_packs(tmp_path / "new" / "packs")
    folder_of_packs(tmp_path / "old" / "packs")
    assert "0 differences" in diff(packs, capsys, "land", tmp_path / "old", tmp_path / "new")[1]


def test_versions_of_git_and_the_packs_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packs = repository(tmp_path / "repository")
    git(packs.parent, "tag", "v1")
    change(packs, "land/entitlements.yaml", "guest: may_apply", "guest: must_not")
    change(packs, "land/examples/letters.yaml", "answer: may_apply", "answer: must_not")
    commit(packs.parent, "No soup")
    change(packs, TERMS, "  stops:\n", "  stops:\n    - {id: snow, says: Snow, attributed_to: third_party, "
           'source: "Act, 5", certainty: verified}\n')  # fmt: skip
    code, said = diff(packs, capsys, "land", "v1", "main")
    assert code == 0
    assert (
        "Soup (entitlement soup) - from 1 January 2020: guest: may apply, otherwise: ask a lawyer →" in said
    )
    assert "snow" not in said
    assert "stop snow: new: Snow." in diff(packs, capsys, "land", "main")[1]


def test_what_cannot_be_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    packs = repository(tmp_path / "repository")
    code, said = diff(packs, capsys, "land", "nowhere", "main")
    assert code == 1
    assert (
        "limen: “nowhere” is no folder of packs, and no version of them. Git does not know that name" in said
    )
    git(packs.parent, "rm", "-r", "--quiet", "packs")
    git(packs.parent, "commit", "--quiet", "--message", "No packs")
    git(packs.parent, "revert", "--no-edit", "HEAD")
    assert "That version has no packs here." in diff(packs, capsys, "land", "HEAD~1", "main")[1]
    code, said = diff(packs, capsys, "sea", "main", packs)
    assert code == 1
    assert "limen: There is no pack called “sea”. There are: land." in said
    broken = folder_of_packs(tmp_path / "broken")
    change(broken, TERMS, "for: authority", "for: nobody")
    code, said = diff(packs, capsys, "land", "main", broken)
    assert code == 1
    assert "cannot be read: 1 trouble. The first: land/terms/letters.yaml, line 4: “nobody”" in said
