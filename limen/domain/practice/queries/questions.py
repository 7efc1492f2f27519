"""Questions to colleagues: those one may read, one of them with its answers, and what waits for oneself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from limen.domain.identity.queries.people import names_of
from limen.domain.identity.queries.skills import skills_of
from limen.domain.practice.models import Question, Reply
from limen.domain.practice.queries.cards import QuestionCard, QuestionSheet, ReplyCard, ties_of
from limen.domain.practice.queries.reach import question_within, questions_within, replies_within
from limen.foundation.actors import Actor, Reach

SHOWN = 25


@dataclass(frozen=True, kw_only=True)
class QuestionsFound:
    """One page of questions; `after` is where the next one begins."""

    cards: tuple[QuestionCard, ...] = ()
    after: str = ""


def questions(*, with_closed: bool = False, after: str = "", by: Actor) -> QuestionsFound:
    """Questions that one may read, the last asked first. Two queries."""
    rows = questions_within(by)
    if not with_closed:
        rows = rows.filter(closed_at=None, taken_back_at=None)
    if place := _place(after):
        at, id = place
        rows = rows.filter(Q(asked_at__lt=at) | Q(asked_at=at, id__lt=id))
    found = list(rows.order_by("-asked_at", "-id")[: SHOWN + 1])
    cards = _cards(found[:SHOWN], by=by)
    last = cards[-1] if len(found) > SHOWN else None
    return QuestionsFound(cards=cards, after=f"{last.asked_at.isoformat()}.{last.id}" if last else "")


def question_sheet(question_id: UUID, *, by: Actor) -> QuestionSheet:
    """One question with its answers. Raises `Hidden`. Four queries."""
    row = question_within(question_id, by=by)
    replies = list(replies_within(by).filter(question_id=question_id).order_by("replied_at", "id"))
    names = names_of({one.replied_by_id for one in replies}, by=by)
    return QuestionSheet(
        card=_cards([row], by=by)[0],
        replies=tuple(
            ReplyCard(
                id=one.pk,
                says=one.says,
                replied_by=names.get(one.replied_by_id, ""),
                replied_at=one.replied_at,
            )
            for one in replies
        ),
    )


def questions_that_wait(*, by: Actor) -> tuple[QuestionCard, ...]:
    """Open questions that wait for the actor, the longest first: asked of them, of their units, or of the
    house about a country that they know, and not answered by them; and their own that somebody has answered,
    until they close them. 25 at most. Two queries, and two more where there are any."""
    known = skills_of([by.id], by=by).get(by.id)
    house = Q(to_member=None, to_unit=None, countries__overlap=list(known.countries if known else ()))
    of_me = Q(to_member_id=by.id) | Q(to_unit_id__in=by.units_within(Reach.ASSIGNED)) | house
    replies = Reply.objects.filter(question_id=OuterRef("pk"))
    for_me = of_me & ~Q(asked_by_id=by.id) & ~Exists(replies.filter(replied_by_id=by.id))
    answered = Q(asked_by_id=by.id) & Exists(replies.exclude(replied_by_id=by.id))
    rows = questions_within(by).filter(for_me | answered, closed_at=None, taken_back_at=None)
    return _cards(list(rows.order_by("asked_at", "id")[:SHOWN]), by=by)


def _cards(rows: Iterable[Question], *, by: Actor) -> tuple[QuestionCard, ...]:
    found = list(rows)
    people = {one for row in found for one in (row.asked_by_id, row.to_member_id) if one}
    names = names_of(people, by=by) if people else {}
    answers = replies_within(by).filter(question_id__in=[row.pk for row in found]).order_by()
    counted = answers.values_list("question_id").annotate(number=Count("id"))
    told: dict[UUID, int] = dict(counted) if found else {}
    return tuple(
        QuestionCard(
            id=row.pk,
            says=row.says,
            ties=ties_of(row),
            asked_by=names.get(row.asked_by_id, ""),
            asked_at=row.asked_at,
            to=names.get(row.to_member_id, "") if row.to_member_id else "",
            to_unit_id=row.to_unit_id,
            replies=told.get(row.pk, 0),
            closed_at=row.closed_at,
            taken_back_at=row.taken_back_at,
            is_mine=row.asked_by_id == by.id,
        )
        for row in found
    )


def _place(after: str) -> tuple[datetime, UUID] | None:
    moment, _, id = after.rpartition(".")
    try:
        return datetime.fromisoformat(moment), UUID(id)
    except ValueError:
        return None
