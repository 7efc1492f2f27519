"""What a plan that was run says of itself: how many rows it read, and what no page of every day may do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

FEW = 100  # rows of a table that may be read from one end to the other
SORTED = 300  # rows that may be put in order, where an index could have had them in order
_SCANS = frozenset({"Seq Scan", "Index Scan", "Index Only Scan", "Bitmap Heap Scan", "Tid Scan"})
_SORTS = frozenset({"Sort", "Incremental Sort"})


def rows_read(plans: Iterable[dict[str, Any]]) -> int:
    """How many rows of tables were looked at, those that a filter threw away among them."""
    return round(sum(_looked_at(node) for plan in plans for node in _nodes(plan) if _is_scan(node)))


def faults(plans: Iterable[dict[str, Any]]) -> set[str]:
    """In words: `reads all of notes_note`, `sorts many of worklists_row`."""
    found = set()
    for plan in plans:
        for node in _nodes(plan):
            if node["Node Type"] == "Seq Scan" and _holds_cases(node) and _looked_at(node) > FEW:
                found.add(f"reads all of {node['Relation Name']}")
            if node["Node Type"] in _SORTS and _given(node) > SORTED:
                found.add(f"sorts many of {_table_under(node)}")
    return found


def _holds_cases(node: dict[str, Any]) -> bool:
    """Who works where is no data of cases, and a few hundred people and units are soonest read whole."""
    return not str(node["Relation Name"]).startswith("identity_")


def _is_scan(node: dict[str, Any]) -> bool:
    return node["Node Type"] in _SCANS


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The plan and everything under it, plans of subqueries among them."""
    root = plan.get("Plan", plan)
    yield root
    for under in root.get("Plans", ()):
        yield from _nodes(under)


def _looked_at(node: dict[str, Any]) -> float:
    """In all its loops. PostgreSQL tells the mean of a loop."""
    away = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return float((node.get("Actual Rows", 0) + away) * node.get("Actual Loops", 0))  # none: only planned


def _given(node: dict[str, Any]) -> float:
    """The rows that came in to be sorted. Their order is wanted of each loop anew."""
    under = node["Plans"][0]
    return float(under.get("Actual Rows", 0))


def _table_under(node: dict[str, Any]) -> str:
    return next((one["Relation Name"] for one in _nodes(node) if "Relation Name" in one), "no table")
