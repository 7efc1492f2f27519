"""The one place from which anything leaves the house: messages that wait are sent, by the minute, as far as
the rule of their way lets them at that instant.

Safe at any time, twice, and interrupted. A message is marked as being sent before it is, in a transaction of
its own; one that is found so marked later may have gone out, and is never sent again by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app

from limen.domain.contacts.names import Hindrance, Judgement, MessageState, WayKind
from limen.domain.contacts.queries import outgoing
from limen.domain.contacts.queries.outgoing import InHand, Outcome
from limen.domain.contacts.queries.senders import senders_here
from limen.domain.contacts.queries.wording import language_for, words_of
from limen.domain.contacts.rules.sending import judged
from limen.outside.messages.chosen import mail_sender, text_sender
from limen.outside.messages.port import Letter, NotTaken, PerhapsTaken, RefusedForGood, Sender

_log = structlog.get_logger("limen.jobs")

AT_ONCE = 50
MOST_ATTEMPTS = 10
# 2, 4, 8 ... minutes, which outlasts a mail server that puts everybody off at first; about a day in all.
FIRST_PAUSE = timedelta(minutes=2)
LONGEST_PAUSE = timedelta(hours=6)
# Longer than any conversation with a mail server can take.
GIVEN_UP_AFTER = timedelta(minutes=15)

Senders = Mapping[WayKind, Sender]


@app.periodic(cron="* * * * *")
@app.task(name="limen.send_messages", queue="clockwork", lock="limen.send_messages", pass_context=True)
def send_by_the_minute(context: JobContext, timestamp: int) -> None:
    """Send what is due."""
    sent = send_due(senders_chosen(), should_stop=context.should_abort)
    if sent:
        _log.info("messages_settled", count=sent)


def senders_chosen() -> Senders:
    """Who carries messages in this installation, by the kind of way."""
    chosen = {
        WayKind.EMAIL: mail_sender(settings.MESSAGES),
        WayKind.PHONE: text_sender(settings.MESSAGES),
    }
    return {kind: sender for kind, sender in chosen.items() if sender is not None}


def _clock() -> datetime:
    return datetime.now(UTC)


def send_due(
    senders: Senders,
    *,
    clock: Callable[[], datetime] = _clock,
    should_stop: Callable[[], bool] = lambda: False,
) -> int:
    """Send everything that is due, and say of what was interrupted that it is uncertain. How many messages
    were looked at."""
    settle_interrupted(at=clock())
    seen: set[UUID] = set()
    while True:
        page = [key for key in outgoing.due(at=clock(), at_most=AT_ONCE) if key not in seen]
        for message_id in page:
            if should_stop():
                return len(seen)
            seen.add(message_id)
            send_one(message_id, senders, clock=clock)
        if len(page) < AT_ONCE:
            return len(seen)


def send_one(message_id: UUID, senders: Senders, *, clock: Callable[[], datetime] = _clock) -> None:
    """Send one message, or say why not. The rule is held from the look at it until what became of the message
    is written down: whoever saves a change of it meanwhile waits, and after that nothing goes by the old
    one."""
    with transaction.atomic():
        attempt = outgoing.take(message_id, at=clock())
    if attempt is None:
        return
    with transaction.atomic():
        held = outgoing.in_hand(message_id, attempt)
        if held is not None:
            at = clock()
            outcome = _sent(message_id, held, attempt, senders, at)
            outgoing.settle(message_id, attempt, outcome, at=at)


def settle_interrupted(*, at: datetime) -> int:
    """Say of messages whose sending was interrupted that nobody knows; how many there were."""
    outcome = Outcome(state=MessageState.UNCERTAIN, hindrance=Hindrance.INTERRUPTED)
    with transaction.atomic():
        found = outgoing.interrupted(before=at - GIVEN_UP_AFTER, at_most=AT_ONCE)
        for message_id, attempt in found:
            outgoing.settle(message_id, attempt, outcome, at=at)
    return len(found)


def _sent(message_id: UUID, held: InHand, attempt: int, senders: Senders, at: datetime) -> Outcome:
    judgement = judged(held.rule, held.kind, is_ended=held.is_ended, senders=senders_here(), at=at)
    if judgement.hindrance is not None:
        return Outcome(state=MessageState.WITHHELD, hindrance=judgement.hindrance)
    if judgement.not_before is not None and judgement.not_before > at:
        return Outcome(state=MessageState.WAITING, next_at=judgement.not_before, counts=False)
    if held.kind not in senders:
        return Outcome(state=MessageState.WITHHELD, hindrance=Hindrance.NO_SENDER)
    letter = _letter(message_id, held, judgement, at)
    try:
        senders[held.kind].send(letter)
    except NotTaken as trouble:
        return _put_off(attempt, str(trouble), at)
    except RefusedForGood as trouble:
        return Outcome(state=MessageState.FAILED, hindrance=Hindrance.REFUSED_THERE, trouble=str(trouble))
    except PerhapsTaken as trouble:
        return Outcome(state=MessageState.UNCERTAIN, hindrance=Hindrance.INTERRUPTED, trouble=str(trouble))
    return Outcome(
        state=MessageState.SENT,
        wording=judgement.wording,
        language=letter.language,
        text=letter.text,
    )


def _letter(message_id: UUID, held: InHand, judgement: Judgement, at: datetime) -> Letter:
    language = language_for(held.rule.language, fallback=held.organisation_language)
    words = words_of(
        held.template,
        judgement.wording,
        held.particulars,
        organisation=held.organisation,
        language=language,
    )
    return Letter(
        address=held.address,
        subject=words.subject,
        text=words.text,
        language=language,
        says_who=judgement.says_who,
        reference=str(message_id),
        at=at,
    )


def _put_off(attempt: int, trouble: str, at: datetime) -> Outcome:
    if attempt >= MOST_ATTEMPTS:
        return Outcome(state=MessageState.FAILED, hindrance=Hindrance.TOO_OFTEN, trouble=trouble)
    pause = min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE)
    return Outcome(state=MessageState.WAITING, trouble=trouble, next_at=at + pause)
