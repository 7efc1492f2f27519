"""Sending, interrupted and overtaken: nothing twice, and nothing by a rule that no longer holds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test.utils import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from limen.domain.contacts.commands.keeping import change_rule
from limen.domain.contacts.names import (
    Answer,
    ContactRule,
    Hindrance,
    MessageState,
    Safety,
    WayKind,
)
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused
from limen.jobs.messages import FIRST_PAUSE, GIVEN_UP_AFTER, send_due
from limen.outside.messages.configured import Encryption, MailServer
from limen.outside.messages.port import Letter
from limen.outside.messages.smtp import Mail
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast
from tests.conftest import House
from tests.domain.contacts.ways import ABLE, SAFE
from tests.domain.people.conftest import nadia
from tests.jobs.nights import as_worker
from tests.jobs.sending import Out, asked, card_of, lines_of, work
from tests.outside.posting import mail_server

__all__ = ["nadia"]


@pytest.fixture(autouse=True)
def _can_send() -> Iterator[None]:
    with override_settings(SENDERS=ABLE):
        yield


class _Killed(BaseException):
    """The worker is gone in the middle of it."""


def test_a_worker_that_dies_sends_nothing_twice_and_it_is_said(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    """After the letter was handed over and before that was written down: the worst moment."""

    class Dying(Out):
        def send(self, letter: Letter) -> None:
            super().send(letter)
            raise _Killed

    dying, out = Dying(), Out()
    _, message_id = asked(nadia, cast.berg, now)
    with pytest.raises(_Killed):
        work(house, dying, now, message_id)
    assert card_of(nadia, cast.berg, now, message_id).state is MessageState.SENDING
    later = now + GIVEN_UP_AFTER + timedelta(minutes=1)
    with as_worker(house):
        send_due({WayKind.EMAIL: out}, clock=lambda: now + timedelta(minutes=1))
    assert card_of(nadia, cast.berg, now, message_id).state is MessageState.SENDING
    with as_worker(house):
        send_due({WayKind.EMAIL: out}, clock=lambda: later)
    card = card_of(nadia, cast.berg, now, message_id)
    assert (card.state, card.hindrance) == (MessageState.UNCERTAIN, Hindrance.INTERRUPTED)
    assert len(dying.letters) == 1
    assert [one for one in out.letters if one.reference == str(message_id)] == []
    assert lines_of(nadia, cast.berg, now)[0].startswith("Limen does not know whether")


def test_a_change_that_was_saved_is_never_passed_by(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    """While a letter is handed over, whoever changes the rule waits; nothing goes by the old one later."""
    way_id, message_id = asked(nadia, cast.berg, now)
    saved: list[str] = []

    def change() -> None:
        with psycopg.connect(house.admin_dsn) as other:
            other.execute("select set_config('limen.act', 'x', true)")
            other.execute("update contacts_way set safety = 'never' where id = %s", [way_id])
        saved.append("saved")

    class Slow(Out):
        def send(self, letter: Letter) -> None:
            changing.start()
            changing.join(timeout=0.5)
            super().send(letter)
            saved.append("sent")

    changing = threading.Thread(target=change)
    work(house, Slow(), now, message_id)
    changing.join(timeout=10)
    assert saved == ["sent", "saved"]


def test_two_workers_send_it_once(house: House, cast: Cast, now: datetime, nadia: UUID) -> None:
    """The second one looks while the first one is sending."""
    out, second = Out(), Out()
    _, message_id = asked(nadia, cast.berg, now)

    class Busy(Out):
        def send(self, letter: Letter) -> None:
            with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as other:
                taken = other.execute(
                    "select access.take_message(%s, %s, %s)", [new_id(), message_id, now]
                ).fetchone()
            assert taken == (None,)
            out.send(letter)

    work(house, Busy(), now, message_id)
    work(house, second, now, message_id)
    assert (len(out.letters), second.letters) == (1, [])


def test_the_worker_reads_no_table_and_nobody_else_may_do_its_work(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    _, message_id = asked(nadia, cast.berg, now)
    with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as worker:
        for table in ("contacts_way", "contacts_message", "contacts_earlierrule", "people_person"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), worker.transaction():
                worker.execute(f"select 1 from {table}")
    with psycopg.connect(house.dsn(DatabaseRole.APP)) as app:
        for call in (
            f"access.take_message(gen_random_uuid(), '{message_id}', now())",
            f"access.message_in_hand('{message_id}', 1)",
            "access.messages_due(now(), 5)",
            "access.interrupted_messages(now(), 5)",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege), app.transaction():
                app.execute(f"select * from {call}")


def test_it_goes_out_through_a_real_mail_server_that_puts_it_off_first(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    _, message_id = asked(nadia, cast.berg, now, replace(SAFE, may_say_who=Answer.NO))
    with mail_server() as post:
        post.to_receiver = ["450 4.2.0 Greylisted"]
        mail = Mail(
            MailServer(
                host="127.0.0.1", port=post.port, encryption=Encryption.NONE, timeout=3.0,
                sender="Office <office@office.example>", neutral_sender="hello@plain.example",
            )
        )  # fmt: skip
        work(house, mail, now, message_id)
        assert post.letters == []
        work(house, mail, now + FIRST_PAUSE, message_id)
    [letter] = post.letters
    assert "ffice" not in letter.as_string()
    assert letter["To"] == "nadia@example.org"
    assert card_of(nadia, cast.berg, now, message_id).state is MessageState.SENT


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.sampled_from([SAFE, replace(SAFE, may_say_what=Answer.NO), replace(SAFE, weekdays=(1, 3))]),
    then=st.builds(
        ContactRule,
        safety=st.sampled_from(Safety),
        weekdays=st.sets(st.integers(1, 7), min_size=1).map(tuple),
        time_zone=st.sampled_from(["Asia/Kabul", "Europe/Brussels", "America/Santiago"]),
        may_leave_message=st.sampled_from(Answer),
        may_say_who=st.sampled_from(Answer),
        may_say_what=st.sampled_from(Answer),
    ),
    hours=st.integers(0, 400),
)
def test_whatever_the_rule_was_only_what_it_is_counts(
    house: House, cast: Cast, now: datetime, nadia: UUID,
    first: ContactRule, then: ContactRule, hours: int,
) -> None:  # fmt: skip
    """Through the database and the worker: nothing on a forbidden day, nothing with forbidden words."""
    out = Out()
    way_id, message_id = asked(nadia, cast.berg, now, first)
    try:
        change_rule(way_id, rule=then, why="x", version=1, by=cast.berg.actor, at=now)
    except Refused:
        then = replace(first, time_zone="UTC")
    at = now + timedelta(hours=hours)
    work(house, out, at, message_id)
    for letter in out.letters:
        wall = _wall(str(then.time_zone), at)
        assert wall.isoweekday() in then.weekdays
        assert then.safety in {Safety.SAFE, Safety.CONDITIONS}
        assert then.may_leave_message is Answer.YES
        assert letter.says_who == (then.may_say_who is Answer.YES)
        if Answer.YES is not then.may_say_who or Answer.YES is not then.may_say_what:
            assert "Office" not in letter.text + letter.subject
    connection.close()


def _wall(zone: str, at: datetime) -> datetime:
    from zoneinfo import ZoneInfo

    return at.astimezone(ZoneInfo(zone))
