"""What the tests of clocks on pages share: a law in force, a running clock, its place in the database."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from limen.domain.deadlines.commands.starting import start
from tests.cast import Cast, Player
from tests.conftest import House
from tests.workspaces.acting import ask


def three(name: str, day: date) -> dict[str, str]:
    """A day as the three fields of a form."""
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def running(cast: Cast, at: datetime, *, term: str = "decide", by: Player | None = None, **more: Any) -> UUID:
    """A clock of Amina's case that began ten days ago."""
    facts = {"made_on": (at.date() - timedelta(days=10)).isoformat()}
    asked: dict[str, Any] = {"pack": "atlantis", "term": term, "facts": facts} | more
    return start(cast.case, by=(by or cast.berg).actor, at=at, **asked).clock_id


def kept(house: House, clock_id: UUID, columns: str = "state, due_on, version") -> tuple[Any, ...]:
    """What is kept of a clock."""
    return ask(house, f"select {columns} from deadlines_clock where id = %s", clock_id)[0]


def place(cast: Cast, *parts: object) -> str:
    """The address of a page of the clocks of Amina's case."""
    return "/".join(str(part) for part in (f"/adjudication/case/{cast.case}/deadlines", *parts)) + "/"
