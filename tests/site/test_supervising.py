"""Parts start together and end together; none is left behind, whoever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from limen.site.cli import supervising
from limen.site.cli.supervising import Company, Part

SLEEP = "import time; time.sleep(60)"
STUBBORN = (
    "import signal, subprocess, sys, time\n"
    "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import signal, time; "
    "signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)'])\n"
    "open(sys.argv[1], 'w').write(str(child.pid))\n"
    "time.sleep(60)\n"
)


def part(script: str, *words: str, hidden: frozenset[str] = frozenset()) -> Part:
    return Part(name="a part", command=[sys.executable, "-c", script, *words], environment={}, hidden=hidden)


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(path: Path) -> str:
    for _ in range(200):
        if path.exists() and (text := path.read_text()):
            return text
        time.sleep(0.05)
    raise AssertionError(path)


def test_all_parts_end_with_the_company() -> None:
    with Company() as company:
        processes = [company.start(part(SLEEP)) for _ in range(2)]
    assert [process.returncode for process in processes] == [-signal.SIGTERM] * 2


def test_a_part_that_ends_by_itself_is_named() -> None:
    with Company() as company:
        other = company.start(part(SLEEP))
        company.start(part("raise SystemExit(3)"))
        assert company.wait() == "a part ended by itself (exit code 3)"
    assert other.returncode is not None


def test_a_part_that_will_not_end_is_ended_with_its_children(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(supervising, "GRACE_SECONDS", 0.6)
    note = tmp_path / "child"
    with Company() as company:
        process = company.start(part(STUBBORN, str(note)))
        child = int(wait_for(note))
    assert process.returncode == -signal.SIGKILL
    time.sleep(0.1)
    assert not is_alive(child)


@pytest.mark.crash
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent is gone")
def test_parts_end_when_we_are_killed_outright(tmp_path: Path) -> None:
    note = tmp_path / "part"
    script = (
        "import sys, time\n"
        "from limen.site.cli.supervising import Company, Part\n"
        "with Company() as company:\n"
        f"    command = [sys.executable, '-c', {SLEEP!r}]\n"
        "    process = company.start(Part(name='p', command=command, environment={}))\n"
        "    open(sys.argv[1], 'w').write(str(process.pid))\n"
        "    time.sleep(60)\n"
    )
    repository = str(Path(__file__).resolve().parents[2])
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(note)], env={**os.environ, "PYTHONPATH": repository}
    )
    pid = int(wait_for(note))
    time.sleep(0.3)
    parent.kill()
    parent.wait()
    for _ in range(100):
        if not is_alive(pid):
            return
        time.sleep(0.05)
    raise AssertionError("the part lives on")


def test_a_part_does_not_learn_what_is_not_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIMEN_OWNER_URL_FILE", "/secret")
    monkeypatch.setenv("LIMEN_OWNER_URL", "secret")
    monkeypatch.setenv("LIMEN_DOOR_URL", "fine")
    found = part(SLEEP, hidden=frozenset({"LIMEN_OWNER_URL"})).surroundings
    assert not [name for name in found if name.startswith("LIMEN_OWNER_URL")]
    assert found["LIMEN_DOOR_URL"] == "fine"
