"""The source tree as the house rules look at it."""

from __future__ import annotations

import ast
import configparser
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LIMEN = ROOT / "limen"
DOMAIN = LIMEN / "domain"
CODE = tuple(ROOT / name for name in ("limen", "tests", "bench", "gate", "ops", "tour"))

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*folders: Path, migrations: bool = False) -> list[Path]:
    """Every Python file below the folders; migrations only when asked for."""
    found = (path for folder in folders for path in sorted(folder.rglob("*.py")))
    return [path for path in found if migrations or "migrations" not in path.parts]


def templates() -> list[Path]:
    """Every template of ours: pages, letters, mails."""
    return sorted(
        path
        for path in LIMEN.rglob("*")
        if path.suffix in {".html", ".txt", ".svg"} and "templates" in path.parts
    )


def domain_modules() -> list[Path]:
    """The modules of the domain: `limen/domain/cases` and its neighbours."""
    return sorted(path.parent for path in DOMAIN.glob("*/__init__.py"))


@cache
def parsed(path: Path) -> ast.Module:
    """A file's syntax tree, read once."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[FunctionNode]:
    """Every function and method of a file."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def classes(path: Path) -> Iterator[ast.ClassDef]:
    """Every class at the top level of a file."""
    for node in parsed(path).body:
        if isinstance(node, ast.ClassDef):
            yield node


def place(path: Path, line: int | None = None) -> str:
    """A file, or a line of it, as one would type it."""
    name = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
    return name if line is None else f"{name}:{line}"


def listed(faults: list[str]) -> str:
    """Faults, one to a line, for the message of an assertion."""
    return "\n" + "\n".join(faults)


@cache
def allowed() -> dict[str, Any]:
    """What is let pass, each with its reason: tests/house/allowed.toml."""
    return tomllib.loads((Path(__file__).parent / "allowed.toml").read_text(encoding="utf-8"))


def layers(contract: str) -> list[list[str]]:
    """The layers of a contract in .importlinter, top to bottom, each a list of neighbours."""
    rules = configparser.ConfigParser()
    rules.read(ROOT / ".importlinter", encoding="utf-8")
    lines = rules[f"importlinter:contract:{contract}"]["layers"].split("\n")
    return [[name.strip(" ()") for name in line.split("|")] for line in lines if line.strip()]
