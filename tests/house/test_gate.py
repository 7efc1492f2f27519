"""The gate itself: every check runs, a failure is never hidden, the last line is plain numbers."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from gate import programs
from gate.checks import Check
from gate.verdicts import judge


def check(name: str, code: str, *, counts: bool = False, minutes: float = 1) -> Check:
    """A check that runs a line of Python."""
    return Check(name=name, command=[sys.executable, "-c", code], counts=counts, minutes=minutes)


def pytest_on(folder: Path, source: str) -> Check:
    """A check that runs pytest on one file."""
    file = folder / "test_it.py"
    file.write_text(source, encoding="utf-8")
    bare = ["-q", "-c", os.devnull, "--rootdir", str(folder), "-p", "no:cacheprovider"]
    return Check(
        name="tests",
        command=[sys.executable, "-m", "pytest", *bare, str(file)],
        env={"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        counts=True,
    )


def test_all_checks_run_and_one_failure_fails_the_gate(capfd: pytest.CaptureFixture[str]) -> None:
    code = judge([check("first", "raise SystemExit(3)"), check("second", "print('I ran')")])
    said = capfd.readouterr().out
    assert code == 1
    assert "I ran" in said
    assert said.splitlines()[-1] == "0 passed, 1 failed"


def test_the_last_line_counts_tests(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    source = (
        "import pytest\n"
        "@pytest.mark.parametrize('n', range(4))\ndef test_a(n): pass\n"
        "def test_b(): assert False\n"
        "@pytest.mark.skip\ndef test_c(): pass\n"
    )
    assert judge([check("lint", "pass"), pytest_on(tmp_path, source)]) == 1
    assert capfd.readouterr().out.splitlines()[-1] == "4 passed, 1 failed, 1 skipped"


def test_a_gate_that_passes_says_so(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert judge([pytest_on(tmp_path, "def test_a(): pass\n")]) == 0
    assert capfd.readouterr().out.splitlines()[-1] == "1 passed, 0 failed"


def test_tests_that_cannot_even_start_are_a_failure(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert judge([pytest_on(tmp_path, "import nothing_of_that_name\n")]) == 1
    assert capfd.readouterr().out.splitlines()[-1] == "0 passed, 1 failed"


def test_a_check_that_hangs_is_stopped_with_its_children(capfd: pytest.CaptureFixture[str]) -> None:
    began = time.monotonic()
    nap = "import time; time.sleep(60)"
    code = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {nap!r}]); {nap}"
    assert judge([check("hangs", code, minutes=0.02)]) == 1
    assert time.monotonic() - began < 20
    assert "was stopped" in capfd.readouterr().out


def test_nothing_a_program_leaves_behind_goes_on(tmp_path: Path) -> None:
    note = tmp_path / "note"
    late = f"import time, pathlib; time.sleep(1); pathlib.Path({str(note)!r}).write_text('late')"
    start = (
        f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {late!r}], stdout=-3, stderr=-3)"
    )
    assert programs.run([sys.executable, "-c", start]).ok
    time.sleep(1.5)
    assert not note.exists()
