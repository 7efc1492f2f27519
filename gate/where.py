"""`python3 dev.py where NAME`: every place of one act. One act has one name, so finding it is a search."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gate.places import ROOT, shown
from gate.saying import say

LOOKED_AT = frozenset({".py", ".html", ".txt", ".yaml", ".yml", ".md", ".js"})
FOLDERS = ("limen", "packs", "tests", "bench", "ops", "docs")
WIDEST = 110


def where(arguments: list[str]) -> int:
    """Print what was found, grouped by what it is. Accepts `assign`, `cases.assign` or `cases:assign`."""
    if len(arguments) != 1:
        say("Usage: python3 dev.py where NAME   (for example: where cases.assign)")
        return 2
    *before, act = re.split(r"[.:]", arguments[0])
    found = 0
    for heading, pattern, names in _questions(before[-1] if before else "", act):
        hits = sorted(set(_search(pattern, names)))
        found += len(hits)
        if hits:
            say(f"{heading}\n" + "\n".join(f"  {hit}" for hit in hits))
    if not found:
        say(f"Nothing in Limen is called {arguments[0]}.")
    return 0 if found else 1


def _questions(module: str, act: str) -> Iterator[tuple[str, str, str]]:
    """What is looked for: a heading, a pattern for lines, a pattern for paths."""
    name, inside = re.escape(act), rf"{re.escape(module)}/" if module else ""
    dotted = rf"{re.escape(module)}[.:]{name}" if module else rf"[\w-]+[.:]{name}"
    # `share` is ruled by obstacles_to_sharing and leaves Shared behind: look for what they have in common.
    verb, *rest = act.split("_")
    stem = re.escape(verb.removesuffix("e"))
    event = stem.capitalize() + r"\w*?" + "".join(re.escape(word.capitalize()) for word in rest)
    yield "function", rf"\bdef {name}\b", rf"limen/.*{inside}"
    yield "rule", rf"\bdef obstacles_to_{stem}", rf"limen/.*{inside}"
    yield "event", rf"\bclass {event}\w*\(", rf"limen/.*{inside}events"
    yield "permission, URL or event kind", rf"[\"']{dotted}[\"']", r"limen/"
    yield "template", "", rf"templates/.*/{name}\.(html|txt)$"
    yield "test", "", rf"tests/.*test_(\w*_)?{stem}\w*\.py$"
    yield "law and documentation", rf"\b{dotted}\b", r"^(packs|docs)/"


def _search(line_pattern: str, path_pattern: str) -> Iterator[str]:
    for path, place in _files():
        if not re.search(path_pattern, place):
            continue
        if not line_pattern:
            yield place
            continue
        if not re.search(line_pattern, _text(path)):  # most files: one look instead of one for each line
            continue
        for number, line in enumerate(_text(path).splitlines(), 1):
            if re.search(line_pattern, line):
                yield f"{place}:{number}: {line.strip()}"[:WIDEST]


@cache
def _files() -> list[tuple[Path, str]]:
    found = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*"))]
    return [(path, shown(path)) for path in found if path.suffix in LOOKED_AT and "static" not in path.parts]


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
