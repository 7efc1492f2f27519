"""The words of the domain are in docs/glossary.md: its modules, its models, its events."""

from __future__ import annotations

import re

import pytest

from tests.house import tree
from tests.house.test_acts import events

GLOSSARY = tree.ROOT / "docs" / "glossary.md"


def test_every_word_of_the_domain_is_explained() -> None:
    if not GLOSSARY.exists():
        pytest.skip("docs/glossary.md is not written yet")
    explained = _plain(GLOSSARY.read_text(encoding="utf-8"))
    missing = {word: where for word, where in words().items() if _plain(word) not in explained}
    assert not missing, tree.listed([f"{word} ({where})" for word, where in missing.items()])


def words() -> dict[str, str]:
    """Every name that people of the trade meet in the code, and where it stands."""
    found = {module.name: tree.place(module) for module in tree.domain_modules()}
    for path in tree.modules(tree.DOMAIN):
        if path.stem == "models" or path.parent.name == "models":
            found |= {node.name: tree.place(path, node.lineno) for node in tree.classes(path)}
    return found | {node.name: tree.place(path, node.lineno) for path, node in events()}


def _plain(text: str) -> str:
    """`PostingEnded`, `posting_ended` and "Posting ended" are the same word."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).replace("_", " ")
    return " ".join(re.findall(r"[a-z]+", apart.lower()))
