"""Writing down an indication of a special need, and looking at it again."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.formats import date_format

from limen.domain.identity.queries.people import names_of
from limen.domain.people import rules
from limen.domain.people.commands.writing import person_to_write, row_to_end
from limen.domain.people.events import NeedRecorded, NeedReviewed
from limen.domain.people.models import Need, NeedReview
from limen.domain.people.names import GuaranteesGiven, NeedCategory, NeedObserved, NeedOutcome
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Conflict, Text, refuse_if


@command("people.observe_need")
def observe_need(
    person_id: UUID, *, need: NeedObserved, need_id: UUID, on: date, by: Actor, at: datetime
) -> NeedRecorded:
    """Write down what was seen or said that may call for guarantees. It is no diagnosis and proves nothing.
    `on` is today where the actor sits."""
    person_to_write(person_id, by=by, at=at)
    refuse_if(rules.obstacles_to_observing_need(need, on=on))
    keep_need(person_id, need, need_id=need_id, by=by, at=at)
    return NeedRecorded(
        person_id=person_id,
        need_id=need_id,
        category=need.category,
        seen=need.seen,
        observed_on=need.observed_on,
        review_on=need.review_on,
    )


@command("people.review_need")
def review_need(
    need_id: UUID,
    *,
    outcome: NeedOutcome,
    why: str,
    version: int,
    guarantees: GuaranteesGiven | None = None,
    review_on: date | None = None,
    on: date,
    by: Actor,
    at: datetime,
) -> NeedReviewed:
    """Look at a need again: it is still there, has changed (then `guarantees` say what follows now), or has
    ended. `review_on` is when next. `version` is what the writer had before them; else `Conflict`."""
    need = row_to_end(Need, need_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_reviewing_need(
            outcome,
            guarantees=guarantees,
            review_on=review_on,
            why=why,
            has_ended=need.ended_at is not None,
            on=on,
        )
    )
    if need.version != version:
        raise _conflict(need, by)
    _keep_review(need, outcome, why, by=by, at=at)
    changed: dict[str, Any] = {"version": version + 1}
    if outcome is NeedOutcome.ENDED:
        changed |= {"ended_by_id": by.id, "ended_at": at, "ended_why": why[: rules.LONGEST_REASON]}
    else:
        changed["review_on"] = review_on
    if guarantees:
        changed |= {"guarantees": list(guarantees.these), "guarantee_words": guarantees.words}
    Need.objects.filter(pk=need_id).update(**changed)
    return NeedReviewed(
        person_id=need.person_id,
        need_id=need_id,
        category=NeedCategory(need.category),
        outcome=outcome,
        why=why,
        review_on=review_on,
        version=version + 1,
    )


def keep_need(person_id: UUID, need: NeedObserved, *, need_id: UUID, by: Actor, at: datetime) -> None:
    """Write what was observed."""
    row = Need(
        id=need_id,
        person_id=person_id,
        organisation_id=by.organisation_id,
        category=need.category,
        seen=need.seen,
        observer=need.observer,
        observed_on=need.observed_on,
        guarantees=list(need.guarantees.these),
        guarantee_words=need.guarantees.words,
        review_on=need.review_on,
        added_by_id=by.id,
        added_at=at,
    )
    row.save(force_insert=True)


def _keep_review(need: Need, outcome: NeedOutcome, why: str, *, by: Actor, at: datetime) -> None:
    """Write what was found, and what stood there until now."""
    row = NeedReview(
        need_id=need.id,
        person_id=need.person_id,
        outcome=outcome,
        why=why,
        version=need.version,
        guarantees=need.guarantees,
        guarantee_words=need.guarantee_words,
        review_on=need.review_on,
        added_by_id=by.id,
        added_at=at,
    )
    row.save(force_insert=True)


def _conflict(need: Need, by: Actor) -> Conflict:
    """Somebody looked at it meanwhile: what they found."""
    last = NeedReview.objects.filter(need_id=need.id).order_by("-version").first()
    by_id, at = (last.added_by_id, last.added_at) if last else (need.added_by_id, need.added_at)
    found = f"{NeedOutcome(last.outcome).label}: {last.why}" if last else need.seen
    theirs = Text(
        says=f"{found} ({date_format(need.review_on)})",
        by_name=names_of({by_id}, by=by).get(by_id, ""),
        at=at,
    )
    return Conflict(theirs=theirs, base=None, version=need.version)
