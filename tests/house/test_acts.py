"""One act, one name; every act says who and when; every event says what is personal in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house import tree

MUST_DECLARE = frozenset({"kind", "personal", "says"})


def test_every_command_is_told_who_and_when() -> None:
    faults = []
    for path, node, _ in commands():
        keyword_only = {argument.arg for argument in node.args.kwonlyargs}
        faults += [
            f"{tree.place(path, node.lineno)}: {node.name} is not told `{name}` by keyword"
            for name in ("by", "at")
            if name not in keyword_only
        ]
    assert not faults, tree.listed(faults)


def test_a_command_is_called_like_its_permission() -> None:
    faults = [
        f"{tree.place(path, node.lineno)}: {node.name} asks for the permission {permission!r}"
        for path, node, permission in commands()
        if permission != f"{_module_of(path)}.{node.name}"
    ]
    assert not faults, tree.listed(faults)


def test_a_command_returns_what_happened() -> None:
    faults = [
        f"{tree.place(path, node.lineno)}: {node.name}"
        for path, node, _ in commands()
        if node.returns is None or ast.unparse(node.returns) in {"None", "bool", "Any"}
    ]
    assert not faults, tree.listed(faults)


def test_an_event_says_its_kind_its_sentence_and_what_is_personal() -> None:
    faults = []
    for path, node in events():
        declared = {name for statement in node.body for name in _targets(statement)}
        faults += [
            f"{tree.place(path, node.lineno)}: {node.name} lacks `{name}`"
            for name in sorted(MUST_DECLARE - declared)
        ]
    assert not faults, tree.listed(faults)


def test_the_kind_of_an_event_is_its_module_and_its_name() -> None:
    faults = [
        f"{tree.place(path, node.lineno)}: {node.name} calls itself {kind!r}"
        for path, node in events()
        if (kind := _kind(node)) != f"{_module_of(path)}.{_with_underscores(node.name)}"
    ]
    assert not faults, tree.listed(faults)


def commands() -> Iterator[tuple[Path, tree.FunctionNode, str]]:
    """Every function under `@command("...")`: its file, its definition, its permission."""
    for path in tree.modules(tree.LIMEN):
        for node in tree.functions(path):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("command"):
                    yield path, node, _text(decorator.args[0]) if decorator.args else ""


def events() -> Iterator[tuple[Path, ast.ClassDef]]:
    """Every class of the domain that is an event of a case or of an organisation."""
    for path in tree.modules(tree.DOMAIN):
        for node in tree.classes(path):
            if any(ast.unparse(parent).endswith("Event") for parent in node.bases):
                yield path, node


def _module_of(path: Path) -> str:
    """`cases` for limen/domain/cases/commands/assign.py."""
    return path.relative_to(tree.DOMAIN).parts[0] if path.is_relative_to(tree.DOMAIN) else ""


def _with_underscores(name: str) -> str:
    """`posting_ended` for PostingEnded."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _targets(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.AnnAssign):
        return [ast.unparse(statement.target)] if statement.value else []
    return [ast.unparse(target) for target in statement.targets] if isinstance(statement, ast.Assign) else []


def _kind(node: ast.ClassDef) -> str:
    for statement in node.body:
        if isinstance(statement, ast.Assign | ast.AnnAssign) and "kind" in _targets(statement):
            return _text(statement.value)
    return ""


def _text(node: ast.expr | None) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
