"""Opens a page and says what it cost, and what of that is more than it may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.test import Client

from tests.costs.country import Land
from tests.costs.expected_costs import Cost
from tests.costs.pages import Watched
from tests.costs.plans import faults, rows_read
from tests.costs.watching import ALIASES, Seen, watched

OPENED = 7  # PostgreSQL plans a statement anew five times before it may keep a plan for any values


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What one opening of a page cost: statements, rows read for each row shown, and what plans did that
    they may not."""

    statements: int
    shown: int
    per_row: float
    faults: frozenset[str]


def measured(page: Watched, land: Land) -> Measured:
    """The dearer of two openings by one connection: the second, and the seventh, which is answered by plans
    kept for any values where PostgreSQL thinks them as good. The first is for what a process keeps."""
    client = land.client_of(page.who)
    address = page.find(client)
    for alias in ALIASES:
        connections[alias].close()
    openings = [_opened(client, address) for _ in range(OPENED)]
    shown, found = page.shown(openings[-1][0]), (openings[1][1], openings[-1][1])
    return Measured(
        statements=max(len(seen.statements) for seen in found),
        shown=shown,
        per_row=max(rows_read(seen.plans) for seen in found) / shown,
        faults=frozenset().union(*(faults(seen.plans) for seen in found)),
    )


def _opened(client: Client, address: str) -> tuple[Any, Seen]:
    with watched() as seen:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return answer, seen


def complaints(cost: Cost, found: Measured) -> list[str]:
    """What is worse than it was, in words; nothing when all is as good."""
    said = []
    if found.statements != cost.statements:
        said.append(f"{found.statements} statements, not {cost.statements}")
    if found.shown != cost.shown:
        said.append(f"{found.shown} rows shown, not {cost.shown}: it is another page")
    if found.per_row > cost.per_row:
        said.append(f"{found.per_row:.1f} rows read for each that is shown, not {cost.per_row}")
    return said + [f"it {fault}" for fault in sorted(found.faults - cost.but.keys())]
