"""Asking colleagues, and answering them. Nothing is sent while something in it looks like a person's data and
nobody has said why it is none."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.identity.queries.people import my_units
from limen.domain.practice import rules
from limen.domain.practice.events import Asked, Closed, Replied, TakenBack
from limen.domain.practice.models import Question, Reply
from limen.domain.practice.names import Ties, tidied
from limen.domain.practice.queries.pointing import pointed_at
from limen.domain.practice.queries.reach import is_colleague, locked_question
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.ids import new_id
from limen.foundation.refusals import refuse_if


@command("practice.ask")
def ask(
    says: str,
    *,
    ties: Ties,
    to_member: UUID | None = None,
    to_unit: UUID | None = None,
    none_says: str = "",
    by: Actor,
    at: datetime,
) -> Asked:
    """Ask one colleague, those of a unit, or everybody in the house."""
    about = tidied(ties)
    obstacles = rules.obstacles_to_asking(
        says=says,
        ties=about,
        is_one=to_member is None or to_unit is None,
        reaches=_reaches(to_member, to_unit, by),
        is_oneself=to_member == by.id,
    )
    pointed = pointed_at(says, by=by, at=at) if not obstacles else ()
    refuse_if(obstacles + rules.obstacles_to_pointed(pointed, none_says=none_says))
    row = Question(
        id=new_id(),
        organisation_id=by.organisation_id,
        asked_by_id=by.id,
        asked_at=at,
        to_member_id=to_member,
        to_unit_id=to_unit,
        says=says.strip(),
        elements=list(about.elements),
        countries=list(about.countries),
        claims=list(about.claims),
        none_says=none_says.strip(),
    )
    row.save(force_insert=True)
    return Asked(question_id=row.pk, pointed=len(pointed), none_says=none_says.strip())


@command("practice.reply")
def reply(question_id: UUID, *, says: str, none_says: str = "", by: Actor, at: datetime) -> Replied:
    """Answer a question. Whoever asked may add to it in the same way."""
    row = locked_question(question_id, by=by)
    obstacles = rules.obstacles_to_replying(row, says=says)
    pointed = pointed_at(says, by=by, at=at) if not obstacles else ()
    refuse_if(obstacles + rules.obstacles_to_pointed(pointed, none_says=none_says))
    one = Reply(
        id=new_id(), question_id=question_id, replied_by_id=by.id, replied_at=at, says=says.strip(),
        none_says=none_says.strip(),
    )  # fmt: skip
    one.save(force_insert=True)
    return Replied(
        question_id=question_id, reply_id=one.pk, pointed=len(pointed), none_says=none_says.strip()
    )


@command("practice.close")
def close(question_id: UUID, *, by: Actor, at: datetime) -> Closed:
    """Say that one's question needs no more answers. It stays readable for those of whom it was asked."""
    row = locked_question(question_id, by=by)
    refuse_if(rules.obstacles_to_ending(row, by=by))
    Question.objects.filter(pk=question_id).update(closed_at=at)
    return Closed(question_id=question_id)


@command("practice.take_back")
def take_back(question_id: UUID, *, by: Actor, at: datetime) -> TakenBack:
    """Take one's question back, with its answers: nobody else sees it any more."""
    row = locked_question(question_id, by=by)
    refuse_if(rules.obstacles_to_ending(row, by=by))
    Question.objects.filter(pk=question_id).update(taken_back_at=at)
    return TakenBack(question_id=question_id)


def _reaches(to_member: UUID | None, to_unit: UUID | None, by: Actor) -> bool:
    if to_unit is not None and not my_units(by, among=[to_unit]):
        return False
    return to_member is None or is_colleague(to_member, by=by)
