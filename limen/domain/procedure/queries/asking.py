"""Who asks after a condition, of which application, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from limen.domain.applications.queries.sheets import ApplicationSheet
from limen.domain.assessments.queries.law import asked_of_law
from limen.domain.assessments.queries.standing import BoardStanding, boards_standing
from limen.domain.decisions.queries.arguing import names_cited_in
from limen.domain.decisions.queries.cards import DecisionCard
from limen.domain.decisions.queries.served import served_through
from limen.domain.decisions.queries.sheets import decisions_of
from limen.domain.families.queries.acting import ActingFor, acting_for
from limen.domain.identity.names import Compartment
from limen.domain.interviews.queries.standing import RecordStanding, records_of
from limen.foundation.actors import Actor
from limen.law.analysis import Analysis


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What an answer looks at. What several answers need is read once."""

    sheet: ApplicationSheet
    on: date
    by: Actor
    at: datetime

    @cached_property
    def records(self) -> list[RecordStanding]:
        """How far the interviews of the case have come."""
        return records_of(self.sheet.card.case_id, by=self.by, at=self.at)

    @cached_property
    def boards(self) -> list[BoardStanding]:
        """How far the evidence boards of this application have come that the actor may read."""
        found = boards_standing(self.sheet.card.case_id, among=frozenset(Compartment), by=self.by, at=self.at)
        return [one for one in found if one.application_id == self.sheet.card.id]

    @cached_property
    def analysis(self) -> Analysis | None:
        """The guided legal analysis that the law of the application has for its procedure."""
        return asked_of_law(self.sheet.card, by=self.by)

    @cached_property
    def acting(self) -> list[ActingFor]:
        """Who represents or advises those for whom it is, on that day."""
        covered = {key for key, one in self.sheet.covered.items() if one.is_covered}
        return acting_for(covered, on=self.on, by=self.by, at=self.at)

    @cached_property
    def told_representatives(self) -> frozenset[UUID]:
        """The persons of whom a decision went to whoever represents them."""
        return served_through([one.id for one in self.decisions], by=self.by, at=self.at)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The names that the latest text of each of those decisions cites. One query for each."""
        texts = (names_cited_in(one.id, by=self.by, at=self.at) for one in self.decisions)
        return frozenset[str]().union(*texts)

    @cached_property
    def decisions(self) -> list[DecisionCard]:
        """The decisions on this application that were not set aside; also those that name none."""
        found = decisions_of(self.sheet.card.case_id, by=self.by, at=self.at)
        own = (self.sheet.card.id, None)
        return [one for one in found if one.counts and one.application_id in own]
