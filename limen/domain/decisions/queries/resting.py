"""On what a decision rests beyond its text, where the law of its application asks after it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from limen.domain.assessments.queries.standing import BoardStanding
from limen.domain.citations.queries.cards import Cited
from limen.domain.citations.queries.resolving import cited
from limen.domain.decisions.rules.structure import Structure
from limen.domain.people.queries.needs import NeedOnRecord, needs_on_record
from limen.foundation.actors import Actor


@dataclass(frozen=True, kw_only=True)
class Resting:
    """A decision of which it is asked: by what it is held, in which case, and whether it is still written."""

    structure: Structure
    case_id: UUID
    language: str
    is_open: bool

    def asks(self, gate: str) -> bool:
        """Whether its law names that condition."""
        return self.is_open and any(one.gate == gate for one in self.structure.questions)


def needs_asked(
    of: Resting, person_ids: Iterable[UUID], *, by: Actor, at: datetime
) -> tuple[NeedOnRecord, ...]:
    """The special needs on record of those whom it is about. Four queries, or none."""
    if not of.asks("special_needs_considered"):
        return ()
    return tuple(needs_on_record(person_ids, by=by, at=at))


def reports_under(
    of: Resting, boards: Iterable[BoardStanding], *, by: Actor, at: datetime
) -> tuple[Cited, ...]:
    """The passages of the library that are evidence on its boards. Two queries, or none."""
    keys = [key for one in boards for key in one.rests_on]
    if not keys or not of.asks("country_information_current"):
        return ()
    return tuple(cited(keys, of.case_id, language=of.language, by=by, at=at).values())
