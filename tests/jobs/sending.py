"""A message that is asked for, somebody who carries it, and the worker at its work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from limen.domain.cases.queries.timeline import person_timeline
from limen.domain.contacts.commands.sending import send
from limen.domain.contacts.names import (
    ContactRule,
    Particulars,
    Template,
    WayKind,
)
from limen.domain.contacts.queries.cards import MessageCard
from limen.domain.contacts.queries.messages import messages_of
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.jobs.messages import send_one
from limen.outside.messages.port import Letter
from tests.cast import Player
from tests.conftest import House
from tests.domain.contacts.ways import SAFE, added, email
from tests.jobs.nights import as_worker

TOLD = Particulars(day=date(2026, 12, 1), hour=time(9, 30), place="Room 7")


@dataclass
class Out:
    """Somebody who carries letters and keeps them; raises what it is told to, one after the other."""

    letters: list[Letter] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        """Take a letter, or not."""
        if self.troubles:
            raise self.troubles.pop(0)
        self.letters.append(letter)


def asked(
    person_id: UUID, by: Player, at: datetime, rule: ContactRule = SAFE, language: str | None = None
) -> tuple[UUID, UUID]:
    """A message that waits: the way, and the message."""
    way_id, message_id = added(person_id, by, at, email(rule)).way_id, new_id()
    send(
        way_id, template=Template.APPOINTMENT, particulars=TOLD, language=language, message_id=message_id,
        by=by.actor, at=at,
    )  # fmt: skip
    return way_id, message_id


def work(house: House, out: Any, at: datetime, message_id: UUID) -> None:
    """What the worker does with one message, as its own role."""
    with as_worker(house):
        send_one(message_id, {WayKind.EMAIL: out}, clock=lambda: at)


def card_of(person_id: UUID, by: Player, at: datetime, message_id: UUID) -> MessageCard:
    with acting_as(by.actor):
        page = messages_of(person_id, by=by.actor, at=at)
    return next(card for card in page.cards if card.id == message_id)


def lines_of(person_id: UUID, by: Player, at: datetime) -> list[str]:
    with acting_as(by.actor):
        return [line.says for line in person_timeline(person_id, by=by.actor, at=at)]
