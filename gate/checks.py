"""The checks of the gate, as a table: what each is called, what it runs, and how long it may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gate import no_database
from gate.places import PYTHON, ROOT, SCRIPTS

TYPED = ("limen", "tests", "bench", "gate", "ops", "tour", "dev.py")
QUICK_TESTS = ("tests/house", "tests/law", "tests/unit", "limen/law", "limen/foundation")


@dataclass(frozen=True, kw_only=True)
class Check:
    """One program whose exit code is the verdict. With `counts` it is pytest, and its tests are counted."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    minutes: float = 3
    counts: bool = False


def _tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(SCRIPTS / name), *arguments)


def _module(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(PYTHON), "-m", name, *arguments)


def lint() -> list[Check]:
    """Style and likely bugs."""
    return [
        Check(name="ruff check", command=_tool("ruff", "check", "--quiet")),
        Check(name="ruff format", command=_tool("ruff", "format", "--check", "--quiet")),
    ]


def types() -> list[Check]:
    """mypy, strict. Its Django plugin loads the settings, so it gets ones that connect to nothing."""
    sources = [name for name in TYPED if (ROOT / name).exists()]
    command = _tool("mypy", "--no-error-summary", *sources)
    return [Check(name="mypy --strict", command=command, env=no_database.environment(), minutes=6)]


def imports() -> list[Check]:
    """The import contract of ARCHITECTURE.md."""
    return [Check(name="lint-imports", command=_tool("lint-imports", "--no-logo", "--no-cache"))]


def law() -> list[Check]:
    """The packs are sound, their worked examples hold, and nobody edited the past."""
    return [Check(name="limen law check", command=_module("limen.site.cli", "law", "check"))]


def templates_and_words() -> list[Check]:
    """The shape of templates, and every sentence present in every catalogue."""
    templates = [str(path.relative_to(ROOT)) for path in template_files()]
    shape = Check(name="djade", command=_tool("djade", "--check", "--target-version", "5.2", *templates))
    words = Check(name="words", command=_module("limen.web.words", "--check"))
    return [shape, words] if templates else [words]


def django() -> list[Check]:
    """Models and migrations agree, and the house as it is wired passes Django's own examination.

    Asked without a database; the warning that says so is expected.
    """
    asked = {
        "makemigrations": ("--check", "--dry-run", "--skip-checks"),
        "check": ("--fail-level", "WARNING"),
    }
    ask = (str(PYTHON), "-W", "ignore", "-m", "django")
    return [
        Check(name=f"django {word}", command=(*ask, word, *options), env=no_database.environment())
        for word, options in asked.items()
    ]


def tests(*, jobs: int) -> list[Check]:
    """Everything that needs no browser."""
    command = _module("pytest", "-m", "not browser", *_spread(jobs))
    return [Check(name="tests", command=command, minutes=30, counts=True)]


def browser_tests(*, jobs: int) -> list[Check]:
    """The pages that carry the work, in a real Chromium."""
    if not list((ROOT / "tests" / "browser").glob("test_*.py")):
        return []
    command = _module("pytest", "-m", "browser", *_spread(jobs), "tests/browser")
    return [Check(name="browser tests", command=command, minutes=20, counts=True)]


def _spread(jobs: int) -> tuple[str, ...]:
    """So many at once, a file on one of them: what its tests share is made once. In the order of
    tests/conftest.py, which puts the longest first."""
    return ("-n", str(jobs), "--dist", "loadfile", "--no-loadscope-reorder") if jobs > 1 else ()


def quick_tests() -> list[Check]:
    """What can be told in seconds and without a database: the law, the house rules, the pure parts."""
    places = [place for place in QUICK_TESTS if (ROOT / place).exists()]
    command = _module("pytest", "-m", "not browser and not crash and not slow", *places)
    return [Check(name="quick tests", command=command, counts=True)]


def template_files() -> list[Path]:
    """Every Django template of Limen."""
    return sorted(path for path in (ROOT / "limen").rglob("*.html") if "templates" in path.parts)
