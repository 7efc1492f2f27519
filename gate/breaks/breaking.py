"""How a break is written down, and the few ways to spoil a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from gate.checks import Check
from gate.places import PYTHON

CODE = "limen/foundation/planted.py"  # a new module, where a new module may be
PLANTED = '"""Planted to be noticed."""\n\nfrom __future__ import annotations\n\n'


@dataclass(frozen=True, kw_only=True)
class Break:
    """One spoiled file, and the check that must notice. `must_say` is looked for in what the check prints."""

    name: str
    path: str
    spoil: Callable[[str], str]
    check: Check
    must_say: str


def add(text: str) -> Callable[[str], str]:
    """Put text at the end of a file, which need not exist yet."""
    return lambda before: before + text


def module(text: str) -> Callable[[str], str]:
    """A new module with the usual first lines."""
    return lambda _: PLANTED + text


def change(old: str, new: str) -> Callable[[str], str]:
    """Replace what a pattern finds; it must find something."""

    def spoil(before: str) -> str:
        after, found = re.subn(old, new, before, count=1)
        if not found:
            raise LookupError(f"the table of breaks is out of date: nothing matches {old!r}")
        return after

    return spoil


def house(name: str) -> Check:
    """The house rules of one file."""
    return Check(
        name=f"tests/house/test_{name}.py",
        command=(str(PYTHON), "-m", "pytest", f"tests/house/test_{name}.py"),
    )
