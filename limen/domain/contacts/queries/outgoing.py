"""What the worker asks about messages, and what it says became of them: through functions of the warden,
since it has no table of persons. Every function but `due` is called in a transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from limen.domain.contacts.events import MessageFailed, MessageSent, MessageUnconfirmed, MessageWithheld
from limen.domain.contacts.names import (
    Answer,
    ContactRule,
    Hindrance,
    MessageState,
    Particulars,
    Safety,
    Template,
    WayKind,
    Wording,
)
from limen.foundation.ids import new_id
from limen.foundation.journal.writing import follow_up

_TOLD_AS = {
    MessageState.SENT: MessageSent.kind,
    MessageState.WITHHELD: MessageWithheld.kind,
    MessageState.FAILED: MessageFailed.kind,
    MessageState.UNCERTAIN: MessageUnconfirmed.kind,
}
_IN_HAND = (
    "select template, day, hour, place, call, organisation, organisation_language, kind, address, is_ended,"
    " safety, weekdays, since_hour, until_hour, time_zone, may_leave_message, may_say_who, may_say_what,"
    " language, conditions from access.message_in_hand(%s, %s)"
)


@dataclass(frozen=True, kw_only=True)
class InHand:
    """A message that is about to be sent, with the rule of its way as it is now."""

    template: Template
    particulars: Particulars
    organisation: str
    organisation_language: str
    kind: WayKind
    address: str
    is_ended: bool
    rule: ContactRule


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of a message. `next_at` is for one that waits on; `counts` is off for an attempt that was
    none, because the hour had not come."""

    state: MessageState
    hindrance: Hindrance | None = None
    trouble: str | None = None
    wording: Wording | None = None
    language: str | None = None
    text: str | None = None
    next_at: datetime | None = None
    counts: bool = True


def due(*, at: datetime, at_most: int) -> list[UUID]:
    """Messages that may be sent now, those that wait longest first."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.messages_due(%s, %s)", [at, at_most])
        return [key for (key,) in cursor.fetchall()]


def take(message_id: UUID, *, at: datetime) -> int | None:
    """Mark a message as being sent, and say which attempt this is; None when somebody else has it. To be
    committed before anything is sent: what is found so marked later may have gone out."""
    with connection.cursor() as cursor:
        cursor.execute("select access.take_message(%s, %s, %s)", [new_id(), message_id, at])
        (attempt,) = cursor.fetchone()
    return None if attempt is None else int(attempt)


def in_hand(message_id: UUID, attempt: int) -> InHand | None:
    """The message and its rule, which nobody changes until the transaction ends; None when the attempt is no
    longer ours."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_HAND, [message_id, attempt])
        row = cursor.fetchone()
        names = [column.name for column in cursor.description or ()]
    return _in_hand(dict(zip(names, row, strict=True))) if row else None


def settle(message_id: UUID, attempt: int, outcome: Outcome, *, at: datetime) -> None:
    """Write down what became of a message, with its line in the journal when it is final."""
    values: list[Any] = [
        new_id(), message_id, attempt, at, outcome.state, outcome.hindrance,
        outcome.trouble and outcome.trouble[:400], outcome.wording, outcome.language, outcome.text,
        outcome.next_at, outcome.counts,
    ]  # fmt: skip
    places = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"select access.settle_message({places})", values)
        (entry_id,) = cursor.fetchone()
    if entry_id is not None:
        follow_up(int(entry_id), _TOLD_AS[outcome.state])


def interrupted(*, before: datetime, at_most: int) -> list[tuple[UUID, int]]:
    """Messages that were taken before an instant and never settled, locked; with the attempt."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.interrupted_messages(%s, %s)", [before, at_most])
        return [(key, int(attempt)) for key, attempt in cursor.fetchall()]


def _in_hand(row: dict[str, Any]) -> InHand:
    return InHand(
        template=Template(row["template"]),
        particulars=Particulars(day=row["day"], hour=row["hour"], place=row["place"], call=row["call"]),
        organisation=row["organisation"],
        organisation_language=row["organisation_language"],
        kind=WayKind(row["kind"]),
        address=row["address"] or "",
        is_ended=row["is_ended"],
        rule=ContactRule(
            safety=Safety(row["safety"]),
            weekdays=tuple(row["weekdays"]),
            since_hour=row["since_hour"],
            until_hour=row["until_hour"],
            time_zone=row["time_zone"],
            may_leave_message=Answer(row["may_leave_message"]),
            may_say_who=Answer(row["may_say_who"]),
            may_say_what=Answer(row["may_say_what"]),
            language=row["language"],
            conditions=row["conditions"],
        ),
    )
