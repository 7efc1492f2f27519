"""Practice notes and questions for tests. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from limen.domain.practice.commands.checking import confirm
from limen.domain.practice.commands.writing import submit, write
from limen.domain.practice.names import Ties, Wording
from limen.domain.practice.queries.cards import PracticeSheet
from limen.domain.practice.queries.notes import practice_sheet
from limen.foundation.rows import acting_as
from tests.cast import AT, ON, Player

RISK = "eu:protection/risk"
ASYLUM = "eu:asylum"
LATER = ON + timedelta(days=200)
WORDING = Wording(
    title="Sample: birth registers of the harbour district",
    says="Sample text. Registers there were rewritten after the flood, so two days may both be honest.",
    ties=Ties(elements=(RISK,), countries=("ATA",), claims=(ASYLUM,)),
)


def drafted(by: Player, unit_id: UUID | None = None, **changes: Any) -> UUID:
    """A draft."""
    return write(replace(WORDING, **changes), unit_id=unit_id, by=by.actor, at=AT).note_id


def waiting(by: Player, unit_id: UUID | None = None, **changes: Any) -> UUID:
    """A note that waits to be checked."""
    id = drafted(by, unit_id, **changes)
    submit(id, by=by.actor, at=AT)
    return id


def in_use(by: Player, checker: Player, unit_id: UUID | None = None, **changes: Any) -> UUID:
    """A note in use."""
    id = waiting(by, unit_id, **changes)
    confirm(id, confirms=True, look_again_on=LATER, on=ON, by=checker.actor, at=AT)
    return id


def sheet(id: UUID, by: Player) -> PracticeSheet:
    """A note as somebody sees it on the day of the tests."""
    with acting_as(by.actor):
        return practice_sheet(id, on=ON, by=by.actor)
