"""Tables: foreign keys obey the floors, and every table is walled in the migration that makes it."""

from __future__ import annotations

import re

import pytest

from tests.house import tree
from tests.house.registry import models

FORCED = re.compile(r"alter\s+table\s+(?:only\s+)?([\w.]+)\s+force\s+row\s+level\s+security", re.IGNORECASE)


def test_a_foreign_key_only_points_down() -> None:
    """It is an import that the import linter cannot see."""
    faults = [
        f"{model.label}.{link.field} points from {model.module} up or across to {link.target}"
        for model in models()
        for link in model.links
        if not _may_point(model.module, link.target)
    ]
    assert not faults, tree.listed(faults)


def test_every_table_is_behind_row_security_even_for_its_owner() -> None:
    """Read in the migrations; that the walls hold is proven against a database in tests/security."""
    migrations = [path for path in tree.modules(tree.LIMEN, migrations=True) if "migrations" in path.parts]
    walled = {table for path in migrations for table in FORCED.findall(path.read_text(encoding="utf-8"))}
    bare = [model.table for model in models() if model.table not in walled]
    assert not bare, tree.listed(bare)


def test_every_floor_of_the_domain_is_described() -> None:
    """ARCHITECTURE.md and the import contract name the same floors, in the same order."""
    described = (tree.ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    section = described.split("## Floors of the domain", 1)[1].split("```")[1]
    names = [line.split()[0] for line in section.splitlines() if line.strip()]
    assert names == [name for layer in tree.layers("floors") for name in layer]


@pytest.mark.parametrize(
    ("source", "target", "may"),
    [
        ("limen.domain.cases.models", "limen.domain.identity.models", True),
        ("limen.domain.cases.models.share", "limen.domain.cases.models", True),
        ("limen.domain.cases.models", "limen.foundation.journal.models", True),
        ("limen.domain.cases.models", "django.contrib.contenttypes.models", True),
        ("limen.domain.identity.models", "limen.domain.cases.models", False),
        ("limen.foundation.journal.models", "limen.domain.identity.models", False),
    ],
)
def test_the_rule_tells_up_from_down(source: str, target: str, may: bool) -> None:
    assert _may_point(source, target) is may


def _may_point(source: str, target: str) -> bool:
    if not target.startswith("limen."):
        return True
    return _module(source) == _module(target) or _height(source) > _height(target)


def _module(dotted: str) -> tuple[str, ...]:
    """The storey, and in the domain also the module: ("domain", "cases")."""
    parts = dotted.split(".")[1:]
    return tuple(parts[:2] if parts[0] == "domain" else parts[:1])


def _height(dotted: str) -> tuple[int, int]:
    """Storey and floor, counted from the bottom."""
    storey, *floor = _module(dotted)
    return _place(tree.layers("storeys"), storey), _place(tree.layers("floors"), floor[0]) if floor else 0


def _place(layers: list[list[str]], name: str) -> int:
    heights = [height for height, layer in enumerate(reversed(layers)) if name in layer]
    assert heights, f"{name} has no place in .importlinter"
    return heights[0]
