"""Questions to those who keep the library: asked, answered, and read by a second person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from limen.domain.country import rules
from limen.domain.country.events import Answered, Asked, Reviewed
from limen.domain.country.models import Inquiry
from limen.domain.country.names import Level
from limen.domain.country.queries.reach import locked_inquiry
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("country.ask")
def ask(
    question: str, *, countries: tuple[str, ...], needed_on: date, on: date, by: Actor, at: datetime
) -> Asked:
    """Ask what the library does not say. `on` is today where the actor sits."""
    refuse_if(rules.obstacles_to_asking(question=question, countries=countries, needed_on=needed_on, on=on))
    row = Inquiry.objects.create(
        id=new_id(),
        organisation_id=by.organisation_id,
        countries=list(countries),
        question=question.strip(),
        needed_on=needed_on,
        asked_by_id=by.id,
        asked_at=at,
    )
    return Asked(inquiry_id=row.pk, needed_on=needed_on)


@command("country.answer")
def answer(inquiry_id: UUID, *, says: str, found_nothing: bool, by: Actor, at: datetime) -> Answered:
    """Answer a question, or better the answer. That nothing was found is an answer as well."""
    row = locked_inquiry(inquiry_id, by=by)
    refuse_if(rules.obstacles_to_answering(row, answer=says))
    Inquiry.objects.filter(pk=inquiry_id).update(
        answer=says.strip(), found_nothing=found_nothing, answered_by_id=by.id, answered_at=at
    )
    return Answered(inquiry_id=inquiry_id, found_nothing=found_nothing)


@command("country.review")
def review(inquiry_id: UUID, *, level: Level, by: Actor, at: datetime) -> Reviewed:
    """Read an answer as the second person and let it out to these readers."""
    row = locked_inquiry(inquiry_id, by=by)
    refuse_if(rules.obstacles_to_reviewing(row, by=by))
    Inquiry.objects.filter(pk=inquiry_id).update(level=level, reviewed_by_id=by.id, reviewed_at=at)
    return Reviewed(inquiry_id=inquiry_id, level=level)
