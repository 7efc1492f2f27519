"""`limen journal` as an administrator types it: what it says, and the exit code that a script looks at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from limen.site.postgres.roles import DatabaseRole
from tests.journal.conftest import Archive

Limen = Callable[..., tuple[int, str]]


@pytest.fixture
def limen(sealed: Archive, tmp_path: Path) -> Limen:
    """Run a deed on the sealed house, with a folder of secrets of its own."""
    (tmp_path / "secrets").mkdir(mode=0o700)
    (tmp_path / "secrets" / "seal_key").write_text("c2VhbC1rZXktb2YtdGhlLXRlc3RzLW9mLWxpbWVuLSE")
    environment = os.environ | {role.variable: sealed.dsn(role) for role in DatabaseRole}
    for variable in ("LIMEN_AS", "LIMEN_SEAL_KEY", "LIMEN_SEAL_KEY_FILE", "LIMEN_ANCHORS"):
        environment.pop(variable, None)

    def run(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "limen.site.cli", "journal", *words, "--folder", str(tmp_path)],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_seal_verify_and_compare_with_the_anchor(limen: Limen, tmp_path: Path) -> None:
    code, said = limen("seal")
    assert code == 0, said
    assert "Seal 3 stands over 19 lines" in said
    anchor = tmp_path / "anchors" / "seal-00000003.json"
    code, said = limen("verify", "--anchor", str(anchor))
    assert code == 0, said
    assert "19 lines in 3 chains" in said
    assert "Nothing is wrong." in said
    code, said = limen("verify", "--key", "ed25519:" + "A" * 43)
    assert code == 1
    assert "a key that is not known" in said


def test_a_tampered_journal_is_exit_code_1_and_a_named_line(limen: Limen, sealed: Archive) -> None:
    sealed.tamper("update journal_entry set facts = '{}' where seq = 2 and stream_id = %s", sealed.cast.case)
    code, said = limen("verify", "--case", str(sealed.cast.case))
    assert code == 1
    assert f"WRONG  chain {sealed.cast.case}, line 2: it was altered" in said


def test_what_is_no_anchor_is_said_in_a_sentence(limen: Limen, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[]")
    code, said = limen("verify", "--anchor", str(tmp_path / "x.json"))
    assert code == 1
    assert "is not an anchor" in said
    assert "Traceback" not in said


def test_export_of_a_case_and_of_one_that_is_not_there(limen: Limen, sealed: Archive, tmp_path: Path) -> None:
    code, said = limen("export", "--case", str(sealed.cast.case), "--to", str(tmp_path / "x.zip"))
    assert code == 0, said
    assert "10 lines, 10 personal values and 2 seals" in said
    code, said = limen("export", "--case", str(sealed.cast.dina_case), "--to", str(tmp_path / "y.zip"))
    assert code == 1
    assert "There is no line to export" in said
    assert not (tmp_path / "y.zip").exists()


def test_erase_in_the_name_of_somebody_who_may(limen: Limen, sealed: Archive) -> None:
    case, cast = str(sealed.cast.case), sealed.cast
    erase = ("erase", "--case", case, "--ground", "court", "--yes", "--by")
    code, said = limen(*erase, cast.berg.login)
    assert code == 1
    assert "may not do this" in said
    code, said = limen(*erase, "nobody")
    assert code == 1
    assert sealed.verify().erased == 0
    code, said = limen(*erase, cast.costa.login)
    assert code == 0, said
    assert "10 personal values were erased" in said
    assert sealed.verify().is_sound
    assert sealed.verify().erased == 10
