"""A foreign key is an import that the linter cannot see: it obeys the same storeys and floors."""

from __future__ import annotations

import pytest

from tests.house import tree
from tests.house.registry import Link, links


def test_a_foreign_key_only_points_down() -> None:
    faults = [
        f"{link.model}.{link.field} points from {link.source} up or across to {link.target}"
        for link in links()
        if not _may_point(link)
    ]
    assert not faults, tree.listed(faults)


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
    assert _may_point(Link(model="m", field="f", source=source, target=target)) is may


def _may_point(link: Link) -> bool:
    if not link.target.startswith("limen."):
        return True
    source, target = _heights(link.source), _heights(link.target)
    return source[0] > target[0] or (source[0] == target[0] and source[1] >= target[1])


def _heights(module: str) -> tuple[float, float]:
    """Storey and floor, counted from the bottom. Neighbours on one floor get different halves."""
    parts = module.split(".")
    storey = _height(tree.layers("storeys"), parts[1])
    if parts[1] != "domain":
        return storey, 0.0
    return storey, _height(tree.layers("floors"), parts[2])


def _height(layers: list[list[str]], name: str) -> float:
    for height, layer in enumerate(reversed(layers)):
        if name in layer:
            return float(height)
    raise AssertionError(f"{name} has no place in .importlinter")
