"""Makes `.venv` exactly what requirements/*.txt say, with no compiler, no editable build and one stamp.

Runs again in well under a second: what was prepared is written into the stamp, and only a difference is work.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from gate import trouble
from gate.indexes import uv_environment
from gate.places import (
    BASE_PYTHON,
    LOCALE,
    PYTHON,
    REQUIREMENTS,
    ROOT,
    SCRIPTS,
    STAMP,
    TOOLS,
    TURNSTILE,
    UV,
    UV_HOME,
    VENV,
)
from gate.programs import run
from gate.saying import CannotGoOnError, say, timed

Wanted = Literal["run", "dev"]


def prepare(wanted: Wanted) -> None:
    """Have everything that `wanted` needs; say what is being done only when there is something to do."""
    if _has_packages(wanted) and _has_words():
        return  # without asking to write: a prepared folder may belong to somebody else
    with _alone():
        if not _has_packages(wanted):
            _prepare_packages(wanted)
        if not _has_words():
            _compile_words()


def _has_packages(wanted: Wanted) -> bool:
    return _stamp() == _aim(_widened(wanted)) and PYTHON.exists()


def _widened(wanted: Wanted) -> Wanted:
    """Never take the tools away from somebody who works on Limen."""
    return "dev" if _stamp().get("set") == "dev" or (SCRIPTS / "pytest").exists() else wanted


def _prepare_packages(wanted: Wanted) -> None:
    before, wanted = _stamp(), _widened(wanted)
    aim = _aim(wanted)
    say(f"Preparing Limen in {VENV.name}/")
    elsewhere = before and any(before.get(key) != aim[key] for key in ("place", "python"))
    if elsewhere or not _python_works():
        _make_venv()
    _write_stamp(aim | {"set": "unfinished"})  # so that a stopped preparation goes on where it was
    _sync(REQUIREMENTS / f"{wanted}.txt")
    _install_limen()
    _write_stamp(aim)


def _aim(wanted: Wanted) -> dict[str, str]:
    """What the stamp says when everything is as it should be."""
    facts = {
        "set": wanted,
        "place": str(ROOT),  # scripts carry their path: a moved folder is prepared anew
        "python": f"{sys.version.split()[0]} {BASE_PYTHON.resolve()}",
    }
    for file in (REQUIREMENTS / f"{wanted}.txt", ROOT / "pyproject.toml", Path(__file__)):
        facts[file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    return facts


def _stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _write_stamp(facts: dict[str, str]) -> None:
    STAMP.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


def _python_works() -> bool:
    """Whether the environment's Python starts and is the version we run on."""
    if not PYTHON.exists():
        return False
    asked = run([PYTHON, "-c", "import sys; print(sys.version.split()[0])"])
    return asked.ok and asked.output.strip() == sys.version.split()[0]


def _make_venv() -> None:
    with timed("a virtual environment"):
        if VENV.exists():
            shutil.rmtree(VENV)
        # Without pip, which takes many seconds to copy; uv, or the outer pip, fills the environment.
        made = run([BASE_PYTHON, "-m", "venv", "--without-pip", VENV])
    if "No module named" in made.output:
        raise CannotGoOnError(trouble.NO_VENV)
    if not made.ok:
        raise trouble.explain(made.output, doing="Making a virtual environment")


def _sync(file: Path) -> None:
    pip = pip_command()
    if install_uv(pip):
        command: list[str | Path] = [UV, "pip", "sync", "--python", PYTHON, "--no-build", "--require-hashes"]
        environment = uv_environment(pip)
    else:
        say("  uv is not to be had here: using pip, which takes some minutes")
        command = [*pip, "--python", str(PYTHON), "install", "--no-input", "--no-deps"]
        command += ["--only-binary", ":all:", "--require-hashes", "-r"]
        environment = {}
    with timed(f"packages from {file.relative_to(ROOT)}"):
        done = run([*command, file], extra_env=environment)
    if not done.ok:
        raise trouble.explain(done.output, doing="Installing the packages")


def install_uv(pip: list[str]) -> bool:
    """Have the locked uv in .tools; False when there is none for this platform."""
    wanted = hashlib.sha256((REQUIREMENTS / "tool.txt").read_bytes()).hexdigest()
    mark = UV_HOME / "made-from"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return True
    shutil.rmtree(UV_HOME, ignore_errors=True)
    command = [*pip, "install", "--no-input", "--no-deps", "--no-compile", "--disable-pip-version-check"]
    command += ["--retries", "1", "--only-binary", ":all:", "--require-hashes"]
    with timed("uv, the installer"):
        done = run([*command, "--target", UV_HOME, "-r", REQUIREMENTS / "tool.txt"])
    if done.ok and UV.exists():
        mark.write_text(wanted, encoding="utf-8")
        return True
    error = trouble.explain(done.output, doing="Installing uv")
    if "No matching distribution" not in done.output or str(error) == trouble.NO_NETWORK:
        raise error
    return False


def pip_command() -> list[str]:
    """A pip that works: the one of the outer Python, or one in an environment made for it."""
    outer = [str(BASE_PYTHON), "-m", "pip"]
    if run([*outer, "--version"]).ok:
        return outer
    home = TOOLS / "pip"
    inner = [str(home / "bin" / "python"), "-m", "pip"]
    if not Path(inner[0]).exists() or not run([*inner, "--version"]).ok:
        with timed("pip"):
            made = run([BASE_PYTHON, "-m", "venv", "--clear", home])
        if not made.ok:
            raise CannotGoOnError(trouble.NO_PIP)
    return inner


def _install_limen() -> None:
    """What an editable install would do, without a build tool: a path file, and the declared commands."""
    site_packages = next(VENV.glob("lib/python3.*/site-packages"))
    (site_packages / "limen.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for name, target in project["scripts"].items():
        module, _, function = target.partition(":")
        script = SCRIPTS / name
        script.write_text(
            f"{_first_lines()}import sys\n\nfrom {module} import {function}\n\nsys.exit({function}())\n",
            encoding="utf-8",
        )
        script.chmod(0o755)


def _first_lines() -> str:
    """A `#!` line; where the path is too long or has a space, the shell starts Python instead."""
    if len(str(PYTHON)) < 120 and " " not in str(PYTHON):
        return f"#!{PYTHON}\n"
    # The shell reads the second line as a command, Python reads it as part of a string.
    return f"#!/bin/sh\n'''exec' \"{PYTHON}\" \"$0\" \"$@\"\n' '''\n"


def _has_words() -> bool:
    texts = LOCALE.glob("*/LC_MESSAGES/*.po")
    return all(_newer(text.with_suffix(".mo"), text) for text in texts)


def _compile_words() -> None:
    """Compile the translations; the compiled files are not kept in the repository."""
    with timed("translations"):
        done = run([PYTHON, "-m", "limen.web.words", "--compile"])
    if not done.ok:
        raise trouble.failed_program("Compiling the translations", done.output)


def _newer(made: Path, source: Path) -> bool:
    return made.exists() and made.stat().st_mtime_ns >= source.stat().st_mtime_ns


@contextmanager
def _alone() -> Iterator[None]:
    """One preparation at a time: a second dev.py waits for the first."""
    if not os.access(ROOT, os.W_OK):
        raise CannotGoOnError(trouble.unwritable(str(ROOT)))
    TOOLS.mkdir(exist_ok=True)
    with TURNSTILE.open("a") as turnstile:
        try:
            fcntl.flock(turnstile, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another dev.py is preparing this folder; waiting for it")
            fcntl.flock(turnstile, fcntl.LOCK_EX)
        yield
