"""Modules: what each says about itself, what it is called, how long it may grow, what it may silence."""

from __future__ import annotations

import ast
import re

from tests.house import tree

LONGEST_FILE = 300
LONGEST_FUNCTION = 50
# Names that say nothing, so that everything ends up there. Code is named after what it is about.
EMPTY_NAMES = frozenset(
    "base common core handler handlers helper helpers lib libs manager managers misc processor processors "
    "service services shared stuff util utils".split()
)
# Written in two pieces, so that this file does not count itself.
SUPPRESSION = re.compile(r"#\s*(?:no" r"qa\b|type:\s*ig" r"nore|prag" r"ma:|ruff:\s*no" r"qa|mypy:)")
MOCKS = frozenset({"unittest.mock", "mock", "pytest_mock"})


def test_every_module_says_what_it_is_for() -> None:
    silent = []
    for path in tree.modules(*tree.CODE):
        body = tree.parsed(path).body
        if not (path.name == "__init__.py" and not body) and not ast.get_docstring(tree.parsed(path)):
            silent.append(tree.place(path))
    assert not silent, tree.listed(silent)


def test_no_module_has_a_name_that_says_nothing() -> None:
    found = [
        tree.place(path)
        for path in tree.modules(*tree.CODE)
        for part in path.relative_to(tree.ROOT).with_suffix("").parts
        if EMPTY_NAMES & set(part.split("_"))
    ]
    assert not found, tree.listed(sorted(set(found)))


def test_no_file_is_too_long_to_read() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in tree.modules(*tree.CODE)}
    long = {tree.place(path): lines for path, lines in lengths.items() if lines > LONGEST_FILE}
    faults = [
        f"{name}: {lines} lines" for name, lines in long.items() if name not in tree.allowed()["long_files"]
    ]
    faults += [f"{name} is short enough: take it out" for name in tree.allowed()["long_files"].keys() - long]
    assert not faults, tree.listed(faults)


def test_no_function_is_too_long_to_hold_in_mind() -> None:
    long = {
        f"{tree.place(path)}:{node.name}": _length(node)
        for path in tree.modules(tree.LIMEN)
        for node in tree.functions(path)
        if _length(node) > LONGEST_FUNCTION
    }
    allowed = tree.allowed()["long_functions"]
    faults = [f"{name}: {lines} lines" for name, lines in long.items() if name not in allowed]
    faults += [f"{name} is short enough: take it out" for name in allowed.keys() - long]
    assert not faults, tree.listed(faults)


def _length(node: tree.FunctionNode) -> int:
    """Lines of a function without its docstring: explaining is never too long."""
    first = node.body[0]
    explained = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - explained


def test_fewer_and_fewer_checks_are_silenced() -> None:
    found = [
        tree.place(path, number)
        for path in tree.modules(tree.LIMEN, migrations=True)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if SUPPRESSION.search(line)
    ]
    most = tree.allowed()["suppressions"]["most"]
    assert len(found) <= most, f"{len(found)} silenced checks, {most} allowed:" + tree.listed(found)
    assert len(found) == most, f"only {len(found)} are left: write that into tests/house/allowed.toml"


def test_nothing_of_ours_is_mocked() -> None:
    found = [
        tree.place(path)
        for path in tree.modules(*tree.CODE)
        for node in ast.walk(tree.parsed(path))
        if MOCKS & set(_imported(node))
    ]
    assert not found, tree.listed(found)


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
    return []
