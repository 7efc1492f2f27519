"""Asking for a message to somebody: the one door, which asks the rule of the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext, override_settings

from limen.domain.contacts.commands.keeping import end_way
from limen.domain.contacts.commands.sending import send
from limen.domain.contacts.events import MessageQueued
from limen.domain.contacts.names import Answer, MessageState, Particulars, Safety, Template, WayKind, WayTold
from limen.domain.contacts.queries.messages import MessagePage, messages_of
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast, Player
from tests.domain.contacts.ways import ABLE, SAFE, added, email
from tests.domain.told import Journal, obstacles

APPOINTMENT = Particulars(day=date(2026, 12, 1), place="Room 7")


@pytest.fixture(autouse=True)
def _can_send() -> Iterator[None]:
    with override_settings(SENDERS=ABLE):
        yield


def _send(
    way_id: UUID,
    by: Player,
    at: datetime,
    template: Template = Template.APPOINTMENT,
    told: Particulars = APPOINTMENT,
    message_id: UUID | None = None,
) -> MessageQueued:
    return send(
        way_id,
        template=template,
        particulars=told,
        message_id=message_id or new_id(),
        by=by.actor,
        at=at,
    )


def _messages(person_id: UUID, by: Player, at: datetime) -> MessagePage:
    with acting_as(by.actor):
        return messages_of(person_id, by=by.actor, at=at)


def test_it_waits_and_says_by_whom_it_was_asked_for(cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    _send(way_id, cast.berg, now)
    [card] = _messages(nadia, cast.costa, now).cards
    assert (card.state, card.asked_by, card.language) == (MessageState.WAITING, "Berg", "uk")
    assert (card.not_before, card.text, card.wording, card.attempts) == (now, None, None, 0)


def test_outside_its_hours_it_waits_for_the_next_one(cast: Cast, now: datetime, nadia: UUID) -> None:
    tomorrow = replace(SAFE, weekdays=(now.isoweekday() % 7 + 1,))
    way_id = added(nadia, cast.berg, now, email(tomorrow)).way_id
    queued = _send(way_id, cast.berg, now)
    assert queued.not_before.date() > now.date()
    assert queued.not_before.isoweekday() == now.isoweekday() % 7 + 1
    assert _messages(nadia, cast.berg, now).cards[0].not_before == queued.not_before


def test_what_the_rule_forbids_is_refused_in_words(cast: Cast, now: datetime, nadia: UUID) -> None:
    for rule, code in (
        (replace(SAFE, safety=Safety.NEVER), "never"),
        (replace(SAFE, safety=Safety.NOT_ASKED), "not_asked"),
        (replace(SAFE, may_leave_message=Answer.NO), "no_message"),
        (replace(SAFE, may_leave_message=Answer.NOT_ASKED), "message_not_asked"),
        (replace(SAFE, conditions="Only through her sister"), "only_by_hand"),
    ):
        way_id = added(nadia, cast.berg, now, email(rule)).way_id
        assert obstacles(lambda way_id=way_id: _send(way_id, cast.berg, now)) == {code}  # type: ignore[misc]
    post = added(nadia, cast.berg, now, WayTold(kind=WayKind.POST, value="Harbour 1", rule=SAFE)).way_id
    assert obstacles(lambda: _send(post, cast.berg, now)) == {"kind"}
    ended = added(nadia, cast.berg, now).way_id
    end_way(ended, why="Gone.", by=cast.berg.actor, at=now)
    assert obstacles(lambda: _send(ended, cast.berg, now)) == {"ended"}
    assert _messages(nadia, cast.berg, now).cards == ()


def test_without_a_sender_it_is_refused(cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    quiet = added(nadia, cast.berg, now, email(replace(SAFE, may_say_who=Answer.NOT_ASKED))).way_id
    with override_settings(SENDERS=ABLE | {"email": False}):
        assert obstacles(lambda: _send(way_id, cast.berg, now)) == {"no_sender"}
    with override_settings(SENDERS=ABLE | {"email_neutral": False}):
        assert obstacles(lambda: _send(quiet, cast.berg, now)) == {"no_neutral_sender"}
        _send(way_id, cast.berg, now)


def test_what_says_too_little_or_twice_is_refused(cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id, message_id = added(nadia, cast.berg, now).way_id, new_id()
    assert obstacles(lambda: _send(way_id, cast.berg, now, told=Particulars())) == {"day"}
    split = replace(APPOINTMENT, place="Room\nBcc: somebody")
    assert obstacles(lambda: _send(way_id, cast.berg, now, told=split)) == {"empty"}
    _send(way_id, cast.berg, now, message_id=message_id)
    assert obstacles(lambda: _send(way_id, cast.berg, now, message_id=message_id)) == {"received"}


def test_the_database_refuses_it_as_well(cast: Cast, now: datetime, nadia: UUID) -> None:
    """Whoever injects SQL into the application cannot have something sent where it was never asked."""
    never = added(nadia, cast.berg, now, email(replace(SAFE, safety=Safety.NEVER))).way_id
    safe = added(nadia, cast.berg, now).way_id
    with acting_as(cast.berg.actor), connection.cursor() as cursor:
        cursor.execute("select set_config('limen.act', 'x', true)")
        for way_id, state, fails in (
            (never, "waiting", True),
            (safe, "sent", True),
            (safe, "waiting", False),
        ):
            values: list[Any] = [new_id(), cast.authority, nadia, way_id, cast.berg.id, now, state, now, now]
            statement = (
                "insert into contacts_message (id, organisation_id, person_id, way_id, template, language,"
                " asked_by_id, asked_at, state, next_at, attempts, settled_at, text, wording)"
                " values (%s, %s, %s, %s, 'please_call', 'en', %s, %s, %s, %s, 0, %s, 'x', 'full')"
            )
            if fails:
                with pytest.raises(ProgrammingError), transaction.atomic():
                    cursor.execute(statement, values)
            else:
                cursor.execute(statement, values)
        with pytest.raises(ProgrammingError), transaction.atomic():
            cursor.execute("update contacts_message set state = 'waiting'")


@pytest.mark.parametrize("role", ["ivo", "jun", "lena", "hana"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    with pytest.raises(Forbidden):
        _send(way_id, getattr(cast, role), now)


@pytest.mark.parametrize("role", ["elio", "dina", "grit", "farah"])
def test_whoever_does_not_read_the_person_cannot_even_see_it(
    role: str, cast: Cast, now: datetime, nadia: UUID
) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    _send(way_id, cast.berg, now)
    by = getattr(cast, role)
    with pytest.raises(Hidden):
        _send(way_id, by, now)
    if role == "farah":
        assert _messages(nadia, by, now).cards == ()
        return
    with pytest.raises(Hidden):
        _messages(nadia, by, now)


def test_the_questions_do_not_grow(cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = added(nadia, cast.berg, now).way_id

    def count() -> int:
        with acting_as(cast.berg.actor), CaptureQueriesContext(connection) as queries:
            messages_of(nadia, by=cast.berg.actor, at=now)
        return len(queries)

    _send(way_id, cast.berg, now)
    few = count()
    for _ in range(4):
        _send(way_id, cast.berg, now, Template.PLEASE_CALL)
    assert count() == few <= 6


def test_it_says_what_happened(cast: Cast, now: datetime, nadia: UUID, journal: Journal) -> None:
    way_id = added(nadia, cast.berg, now).way_id
    assert journal.tells(_send(way_id, cast.berg, now), by=cast.berg)
