"""An export is verified by somebody who has nothing but Python; a tampered one betrays itself (AD-11)."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from limen.foundation.journal import keys, verifier
from limen.foundation.journal.exporting import Exported, export, path_to
from limen.foundation.journal.sealing import as_json, write_anchor
from limen.foundation.journal.snapshots import snapshot
from tests.cast import AT
from tests.journal.conftest import KEY, Archive

Change = Callable[[str, list[bytes]], list[bytes]]


def exported(archive: Archive, to: Path, case: UUID | None = None, **how: bool) -> Exported:
    return export(archive.dsn(), to, case=case, key=KEY.id, at=AT, **how)


def judged(path: Path, *more: str) -> tuple[int, str]:
    """Unpack the verifier that came with the export and run it, isolated, without any of our environment."""
    with zipfile.ZipFile(path) as archive:
        archive.extract("verifier.py", path.parent)
    done = subprocess.run(
        [sys.executable, "-I", str(path.parent / "verifier.py"), str(path), *more],
        capture_output=True,
        text=True,
        env={"PYTHONIOENCODING": "utf-8"},
        cwd=path.parent,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def changed(path: Path, change: Change) -> Path:
    """The same export with its files put through `change`."""
    to = path.with_name("changed.zip")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(to, "w") as after:
        for name in before.namelist():
            after.writestr(name, b"".join(change(name, before.read(name).splitlines(keepends=True))))
    return to


def test_a_whole_export_is_sound(sealed: Archive, tmp_path: Path) -> None:
    counts = exported(sealed, tmp_path / "all.zip")
    assert (counts.lines, counts.personal, counts.seals) == (19, 19, 2)
    code, said = judged(tmp_path / "all.zip", "--key", KEY.id)
    assert code == 0, said
    assert "19 lines in 3 chains" in said
    assert "2 lines are newer than the last seal" in said
    assert "the last seal: number 2, of 2026-11-02T09:30:00.000000Z" in said
    assert said.rstrip().endswith("Nothing is wrong.")
    assert (tmp_path / "all.zip").stat().st_mode & 0o777 == 0o600


def test_one_case_is_sound_and_names_no_other(sealed: Archive, tmp_path: Path) -> None:
    counts = exported(sealed, tmp_path / "case.zip", sealed.cast.case)
    assert (counts.lines, counts.seals) == (10, 2)
    code, said = judged(tmp_path / "case.zip")
    assert code == 0, said
    with zipfile.ZipFile(tmp_path / "case.zip") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        readme = archive.read("README.txt").decode()
    assert str(sealed.cast.other_case).encode() not in everything
    assert str(sealed.cast.case) in readme
    assert KEY.id in readme


def test_personal_values_can_be_left_out(sealed: Archive, tmp_path: Path) -> None:
    counts = exported(sealed, tmp_path / "bare.zip", sealed.cast.case, with_personal=False)
    assert counts.personal == 0
    with zipfile.ZipFile(tmp_path / "bare.zip") as archive:
        assert "personal.jsonl" not in archive.namelist()
        assert not any(b"Amina" in archive.read(name) for name in archive.namelist())
    code, said = judged(tmp_path / "bare.zip")
    assert code == 0, said
    assert "10 are not here" in said


def edit(name: str, line: int, old: bytes, new: bytes) -> Change:
    """Replace something in one line of one file."""

    def change(this: str, lines: list[bytes]) -> list[bytes]:
        if this == name:
            assert old in lines[line]
            lines[line] = lines[line].replace(old, new)
        return lines

    return change


def without(name: str, line: int) -> Change:
    return lambda this, lines: lines[:line] + lines[line + 1 :] if this == name else lines


def emptied(name: str) -> Change:
    return lambda this, lines: [] if this == name else lines


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (edit("lines.jsonl", 2, b"trial.written", b"trial.revised"), "line 3: it was altered"),
        (without("lines.jsonl", 2), "line 4: line 3 is missing before it"),
        (edit("lines.jsonl", 2, b'"hash": "', b'"hash": "zz'), "cannot be read to its end"),
        (edit("personal.jsonl", 2, b"Amina", b"Basim"), "line 3: the personal value kept for `called`"),
        (edit("personal.jsonl", 2, b'"called"', b'"named"'), "line 3: the personal value kept for `named`"),
        (edit("heads.jsonl", 0, b'"seq": ', b'"seq": 1'), "the chain was cut"),
        (emptied("heads.jsonl"), "the chain has no head"),
        (emptied("sealed.jsonl"), "the head says sealed to line"),
        (emptied("seals.jsonl"), "the head says sealed to line"),
        (without("seals.jsonl", 0), "cannot be read to its end"),
        (edit("seals.jsonl", 1, b'"lines": ', b'"lines": 1'), "seal 2: its root does not follow"),
        (edit("sealed.jsonl", 0, b'"seq": ', b'"seq": 1'), "seal 1: its list of chains was altered"),
    ],
)
def test_a_tampered_export_is_named(
    sealed: Archive, tmp_path: Path, change: Change, said: str, whole: bool
) -> None:
    path = tmp_path / "export.zip"
    exported(sealed, path, None if whole else sealed.cast.case)
    code, told = judged(changed(path, change))
    assert code == 1
    assert said in told, told


def test_a_whole_export_that_calls_itself_a_part_proves_nothing(sealed: Archive, tmp_path: Path) -> None:
    exported(sealed, tmp_path / "all.zip")
    part = changed(tmp_path / "all.zip", edit("export.json", 2, b'"all"', b'"part"'))
    assert judged(part)[0] == 1


def test_an_export_signed_with_another_key_is_named(sealed: Archive, tmp_path: Path) -> None:
    exported(sealed, tmp_path / "all.zip")
    code, said = judged(tmp_path / "all.zip", "--key", "ed25519:" + "A" * 43)
    assert code == 1
    assert "signed with a key that is not known" in said


def test_an_export_is_compared_with_an_anchor(sealed: Archive, tmp_path: Path) -> None:
    exported(sealed, tmp_path / "case.zip", sealed.cast.case)
    with snapshot(sealed.dsn()) as at_hand:
        seals = list(at_hand.seals())
    anchor = write_anchor(seals[1], tmp_path / "anchors")
    assert judged(tmp_path / "case.zip", "--anchor", str(anchor))[0] == 0
    anchor.write_text(json.dumps({**as_json(seals[1]), "root": "00"}))
    code, said = judged(tmp_path / "case.zip", "--anchor", str(anchor))
    assert code == 1
    assert "the past was exchanged" in said


def test_what_is_no_export_is_a_fault_and_no_traceback(tmp_path: Path) -> None:
    path = tmp_path / "nothing.zip"
    path.write_bytes(b"nothing")
    found, about = verifier.check_export(str(path), None, [])
    assert found.faults == 1
    assert about is None


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 16, 17])
def test_every_leaf_finds_its_way_to_the_root(count: int) -> None:
    leaves = [bytes([number]) * 32 for number in range(count)]
    size, root = verifier.tree_of(leaves)
    assert size == count
    for place, one in enumerate(leaves):
        path = [bytes.fromhex(word) for word in path_to(place, leaves)]
        assert verifier.root_by_path(one, place, count, path) == root
        assert verifier.root_by_path(one, place, count, [*path, one]) != root
        assert verifier.root_by_path(one, place + count, count, path) != root
        if path:
            assert verifier.root_by_path(one, place, count, path[:-1]) != root


def test_both_verifiers_of_signatures_agree() -> None:
    """The plain one in the export against the fast one, on right, wrong and malformed signatures."""
    for number in range(6):
        message = bytes([number]) * number
        good = KEY.sign(message)
        spoilt = bytes([good[0] ^ 1]) + good[1:], good[:-1] + bytes([good[-1] ^ 32]), good[:63], b""
        for key in (KEY.id, "ed25519:" + "A" * 43, "ed25519:!", "ed448:x", ""):
            for signature in (good, *spoilt):
                for text in (message, message + b"x"):
                    expected = keys.is_signed(key, signature, text)
                    assert verifier.is_signed(key, signature, text) == expected
                    assert expected == (key == KEY.id and signature == good and text == message)
