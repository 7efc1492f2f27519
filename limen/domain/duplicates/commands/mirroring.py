"""Telling what happened between two records in the chains of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from limen.domain.duplicates.events import Deferred, Merged, Proposed, ToldApart, Unmerged, Withdrawn
from limen.foundation.actors import Actor
from limen.foundation.commands import command

OfAPair = Proposed | Merged | ToldApart | Deferred | Withdrawn | Unmerged


E = TypeVar("E", bound=OfAPair)


def mirrored(event: E) -> E:
    """What happened, as the other record of the pair tells it."""
    return replace(event, person_id=event.other_person_id, other_person_id=event.person_id)


@command("duplicates.tell_both", inner=True)
def tell_both(event: OfAPair, *, by: Actor, at: datetime) -> OfAPair:
    """The same line, in the chain of the other person. The act itself returns the first."""
    return mirrored(event)
