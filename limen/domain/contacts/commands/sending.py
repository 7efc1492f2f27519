"""Asking for a message to somebody. This is the one door: nothing goes out that was not asked for here, and
the worker asks the rule again before it sends (`limen/jobs/messages.py`)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.contacts.events import MessageQueued
from limen.domain.contacts.models import Message
from limen.domain.contacts.names import MessageState, Particulars, Template, WayKind
from limen.domain.contacts.queries.senders import senders_here
from limen.domain.contacts.queries.ways import is_written, rule_of, way_seen
from limen.domain.contacts.queries.wording import language_for
from limen.domain.contacts.rules import sending as rules
from limen.domain.identity.models import Organisation
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Refused, refuse_if


@command("contacts.send")
def send(
    way_id: UUID,
    *,
    template: Template,
    particulars: Particulars,
    language: str | None = None,
    message_id: UUID,
    by: Actor,
    at: datetime,
) -> MessageQueued:
    """Ask for a message on one way, if its rule allows one; outside its hours it waits for the next allowed
    one. How much it says is decided when it is sent. `language` (ISO 639-3) is chosen for this message alone;
    without it the language counts that stands in the rule then."""
    way = way_seen(way_id, by=by, at=at)
    is_ended = way.until_at is not None
    judgement = rules.judged(
        rule_of(way), WayKind(way.kind), is_ended=is_ended, senders=senders_here(), at=at
    )
    is_ours = is_written(way.person_id, by=by, at=at)
    refuse_if(
        rules.obstacles_to_sending(judgement, template, particulars, language=language, is_written=is_ours)
    )
    ours = Organisation.objects.get(pk=by.organisation_id)
    not_before = judgement.not_before or at
    row = Message(
        id=message_id,
        organisation_id=by.organisation_id,
        person_id=way.person_id,
        way_id=way_id,
        template=template,
        day=particulars.day,
        hour=particulars.hour,
        place=particulars.place,
        call=particulars.call,
        asked_language=language,
        language=language_for(language or way.language, fallback=ours.language),
        asked_by_id=by.id,
        asked_at=at,
        state=MessageState.WAITING,
        next_at=not_before,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.received_before()]) from error
    return MessageQueued(
        person_id=way.person_id,
        message_id=message_id,
        way_id=way_id,
        template=template,
        not_before=not_before,
    )
