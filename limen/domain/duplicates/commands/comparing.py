"""Before somebody is put on record at a counter: one registration at a time, and nobody alike is passed over.

Two desks that hear the same person at the same moment do not see each other's rows. So each waits for its
turn, asks who is alike after that, and keeps its turn until what it wrote can be seen.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from limen.domain.duplicates import rules
from limen.domain.duplicates.queries.checking import LikelyCard, likely
from limen.domain.people.names import Registration
from limen.domain.people.rules import obstacles_to_registering
from limen.foundation.actors import Actor
from limen.foundation.refusals import Refused, refuse_if


class NotCompared(Refused):
    """Somebody on record may be the one who is told of, and nobody has looked. Nothing was written."""

    def __init__(self, called: str, cards: tuple[LikelyCard, ...]) -> None:
        super().__init__([rules.likely_same(called)])
        self.cards = cards


def wait_for_turn(by: Actor) -> None:
    """Until the end of the transaction nobody else of the organisation registers at a counter.

    Taken before any row is locked, so that no two wait for each other. Lists do not take it: a page of one is
    long, and whom it brings twice the nightly linkage finds.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended('registration ' || %s, 0))",
            [str(by.organisation_id)],
        )


def compare_first(told: Registration, *, seen: Collection[UUID], on: date, by: Actor, at: datetime) -> None:
    """After one's turn has come: go on only when each record that looks alike is among those that were
    `seen`. What cannot be registered anyway is refused before. Raises `NotCompared`."""
    refuse_if(obstacles_to_registering(told, on=on))
    cards = likely(told, by=by, at=at)
    if new := tuple(card for card in cards if not card.ids & set(seen)):
        raise NotCompared(told.names[0].written, new)
