"""Messages: those to one person, and those of one's own that did not go out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from limen.domain.contacts.models import Message
from limen.domain.contacts.names import Hindrance, MessageState, Particulars, Template, WayKind, Wording
from limen.domain.contacts.queries.cards import MessageCard
from limen.domain.contacts.queries.senders import senders_here
from limen.domain.contacts.queries.ways import rule_of, way_seen
from limen.domain.contacts.queries.wording import Words, language_for, words_of
from limen.domain.contacts.rules.sending import judged
from limen.domain.identity.models import Organisation
from limen.domain.identity.queries.people import names_of
from limen.domain.people.queries.reach import persons_and_how_far
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden

PAGE = 50
NOT_ARRIVED = (MessageState.WITHHELD, MessageState.FAILED, MessageState.UNCERTAIN)


@dataclass(frozen=True, kw_only=True)
class MessageKey:
    """Where a page of messages ends."""

    asked_at: datetime
    id: UUID


@dataclass(frozen=True, kw_only=True)
class WordsToSend:
    """A message before it is asked for: its words, how much they say, in which language of Limen, and not
    before when it goes."""

    words: Words
    wording: Wording
    says_who: bool
    language: str
    not_before: datetime


@dataclass(frozen=True, kw_only=True)
class MessagePage:
    """Messages, the latest first; `after` leads to older ones, None on the last page."""

    cards: tuple[MessageCard, ...]
    after: MessageKey | None


def messages_of(person_id: UUID, *, by: Actor, at: datetime, after: MessageKey | None = None) -> MessagePage:
    """Messages to a person, none for whoever only lists them; only one's own organisation knows of them.
    Raises `Hidden` when the actor may not know of the person. Six queries."""
    listed, _read = persons_and_how_far([person_id], by=by, at=at)
    if person_id not in listed:
        raise Hidden(f"person {person_id}")
    return _page(Message.objects.filter(person_id=person_id), by=by, at=at, after=after)


def my_undelivered(*, by: Actor, at: datetime, after: MessageKey | None = None) -> MessagePage:
    """Messages that the actor asked for and that did not go out, or perhaps did not. Four queries."""
    rows = Message.objects.filter(asked_by_id=by.id, state__in=NOT_ARRIVED)
    return _page(rows, by=by, at=at, after=after)


def words_to_send(
    way_id: UUID,
    *,
    template: Template,
    particulars: Particulars,
    language: str | None = None,
    by: Actor,
    at: datetime,
) -> WordsToSend | None:
    """What would be sent on a way by its rule of this instant, word for word; None when nothing may be sent.
    Raises `Hidden`. Four queries."""
    way = way_seen(way_id, by=by, at=at)
    judgement = judged(
        rule_of(way), WayKind(way.kind), is_ended=way.until_at is not None, senders=senders_here(), at=at
    )
    if judgement.hindrance is not None:
        return None
    ours = Organisation.objects.get(pk=by.organisation_id)
    spoken = language_for(language or way.language, fallback=ours.language)
    words = words_of(template, judgement.wording, particulars, organisation=ours.name, language=spoken)
    return WordsToSend(
        words=words,
        wording=judgement.wording,
        says_who=judgement.says_who,
        language=spoken,
        not_before=judgement.not_before or at,
    )


def _page(messages: QuerySet[Message], *, by: Actor, at: datetime, after: MessageKey | None) -> MessagePage:
    messages = messages.filter(organisation_id=by.organisation_id).select_related("way")
    if after is not None:
        messages = messages.filter(asked_at__lte=after.asked_at).filter(
            Q(asked_at__lt=after.asked_at) | Q(id__lt=after.id)
        )
    rows = list(messages.order_by("-asked_at", "-id")[: PAGE + 1])
    is_more, rows = len(rows) > PAGE, rows[:PAGE]
    cards = _cards(rows, by=by, at=at)
    last = MessageKey(asked_at=rows[-1].asked_at, id=rows[-1].id) if is_more else None
    return MessagePage(cards=tuple(cards), after=last)


def _cards(rows: Iterable[Message], *, by: Actor, at: datetime) -> list[MessageCard]:
    rows = list(rows)
    listed, read = persons_and_how_far({row.person_id for row in rows}, by=by, at=at)
    names = names_of({row.asked_by_id for row in rows}, by=by)
    return [
        MessageCard(
            id=row.id,
            person_id=row.person_id,
            called=listed[row.person_id].called,
            way_id=row.way_id,
            kind=WayKind(row.way.kind),
            value=row.way.value,
            template=Template(row.template),
            wording=Wording(row.wording) if row.wording else None,
            language=row.language,
            state=MessageState(row.state),
            hindrance=Hindrance(row.hindrance) if row.hindrance else None,
            trouble=row.trouble,
            attempts=row.attempts,
            asked_by=names.get(row.asked_by_id, ""),
            asked_at=row.asked_at,
            not_before=row.next_at,
            settled_at=row.settled_at,
            text=row.text,
        )
        for row in rows
        if row.person_id in read
    ]
