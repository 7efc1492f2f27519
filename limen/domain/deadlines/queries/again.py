"""What the edition in force would say of a clock that an earlier one ruled."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.deadlines.queries.ruled import ruling_of
from limen.domain.deadlines.queries.seen import clocks_seen_by
from limen.domain.policy.queries import Law, law_in_force
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden
from limen.law.rulings import Ruling


def ruled_in_force(clock_id: UUID, *, by: Actor, at: datetime) -> tuple[Law, Ruling] | None:
    """The law in force and its ruling of the same facts, stops and extensions; None when no edition of the
    pack is in force. Raises `Hidden`, and `Unanswerable` when that law has no answer."""
    row = clocks_seen_by(by, at=at).filter(pk=clock_id).first()
    if row is None:
        raise Hidden(f"clock {clock_id}")
    law = law_in_force(row.pack, by=by)
    if law is None:
        return None
    stops, extensions = list(row.stops.all()), list(row.extensions.all())
    ruling = ruling_of(law, row.term, row.facts, calendar=row.calendar, stops=stops, extensions=extensions)
    return law, ruling
