"""What the journal kept of an act, as the stage hands read it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from limen.foundation.events import CaseEvent, Event
from limen.foundation.journal.writing import canonical, split
from limen.foundation.refusals import Refused
from tests.cast import Player
from tests.conftest import House


@dataclass(frozen=True)
class Journal:
    """Reads lines of the journal for a test."""

    house: House

    def tells(self, event: Event, *, by: Player, after: tuple[str, ...] = ()) -> bool:
        """Whether one line says what happened, by whom and where, with what is personal sealed; and before it
        in the same act only lines of the kinds in `after`."""
        with psycopg.connect(self.house.admin_dsn) as connection:
            rows = connection.execute(
                "select id, kind, by_id, case_id, compartment, facts from journal_entry where act_id = %s"
                " order by id",
                [event.act_id],
            ).fetchall()
            personal = connection.execute(
                "select field, value, salt from journal_personalfact where entry_id = any (%s)",
                [[row[0] for row in rows[-1:]]],
            ).fetchall()
        assert [row[1] for row in rows] == [*after, event.kind]
        _, _, by_id, case_id, compartment, text = rows[-1]
        assert by_id == by.id
        where = (event.case_id, event.compartment) if isinstance(event, CaseEvent) else (None, "general")
        assert (case_id, compartment) == where
        facts: dict[str, Any] = json.loads(text)
        assert {field for field, _, _ in personal} == set(event.personal)
        for field, value, salt in personal:
            assert facts[field] == {"sealed": hashlib.sha256(bytes(salt) + value.encode()).hexdigest()}
            assert value == canonical(_plain(getattr(event, field)))
        plain, _ = split(event)
        return all(facts[name] == plain[name] for name in facts if name not in event.personal)


def _plain(value: Any) -> Any:
    return getattr(value, "value", value)


def obstacles(act: Callable[[], object]) -> set[str]:
    """The codes of the reasons why the act was refused."""
    with pytest.raises(Refused) as refused:
        act()
    return {obstacle.code for obstacle in refused.value.obstacles}
