"""The worker sends what was asked for: as the rule says at that instant, once, and says what became of it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test.utils import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from limen.domain.cases.queries.timeline import person_timeline
from limen.domain.contacts.commands.keeping import change_rule, end_way
from limen.domain.contacts.commands.sending import send
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
from limen.domain.contacts.queries.cards import MessageCard
from limen.domain.contacts.queries.messages import messages_of, my_undelivered
from limen.foundation.ids import new_id
from limen.foundation.refusals import Refused
from limen.foundation.rows import acting_as
from limen.jobs.messages import FIRST_PAUSE, GIVEN_UP_AFTER, MOST_ATTEMPTS, send_due, send_one
from limen.outside.messages.configured import Encryption, MailServer
from limen.outside.messages.port import Letter, NotTaken, PerhapsTaken, RefusedForGood
from limen.outside.messages.smtp import Mail
from limen.site.postgres.roles import DatabaseRole
from tests.cast import Cast, Player
from tests.conftest import House
from tests.domain.contacts.ways import ABLE, SAFE, added, email
from tests.domain.people.conftest import nadia
from tests.jobs.nights import as_worker
from tests.outside.posting import mail_server

__all__ = ["nadia"]
TOLD = Particulars(day=date(2026, 12, 1), hour=time(9, 30), place="Room 7")


@dataclass
class Out:
    """Somebody who carries letters and keeps them; raises what it is told to, one after the other."""

    letters: list[Letter] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        """Take a letter, or not."""
        if self.troubles:
            raise self.troubles.pop(0)
        self.letters.append(letter)


@pytest.fixture(autouse=True)
def _can_send() -> Iterator[None]:
    with override_settings(SENDERS=ABLE):
        yield


def _asked(person_id: UUID, by: Player, at: datetime, rule: ContactRule = SAFE) -> tuple[UUID, UUID]:
    """A message that waits: the way, and the message."""
    way_id, message_id = added(person_id, by, at, email(rule)).way_id, new_id()
    send(way_id, template=Template.APPOINTMENT, particulars=TOLD, message_id=message_id, by=by.actor, at=at)
    return way_id, message_id


def _work(house: House, out: Any, at: datetime, message_id: UUID) -> None:
    """What the worker does with one message, as its own role."""
    with as_worker(house):
        send_one(message_id, {WayKind.EMAIL: out}, clock=lambda: at)


def _card(person_id: UUID, by: Player, at: datetime, message_id: UUID) -> MessageCard:
    with acting_as(by.actor):
        page = messages_of(person_id, by=by.actor, at=at)
    return next(card for card in page.cards if card.id == message_id)


def _lines(person_id: UUID, by: Player, at: datetime) -> list[str]:
    with acting_as(by.actor):
        return [line.says for line in person_timeline(person_id, by=by.actor, at=at)]


def test_it_is_sent_once_in_the_persons_language_and_told(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    out = Out()
    _, message_id = _asked(nadia, cast.berg, now)
    for _ in range(3):
        _work(house, out, now, message_id)
    [letter] = out.letters
    assert (letter.address, letter.language, letter.reference) == ("nadia@example.org", "uk", str(message_id))
    assert "Office of Protection" in letter.text
    assert "Room 7" in letter.text
    card = _card(nadia, cast.berg, now, message_id)
    assert (card.state, card.wording, card.text) == (MessageState.SENT, Wording.FULL, letter.text)
    assert (card.attempts, card.settled_at, card.hindrance) == (1, now, None)
    assert _lines(nadia, cast.berg, now)[0] == (
        "Limen sent a message to this person. Full: says who writes and what about."
    )


def test_what_may_not_be_said_is_not_said(house: House, cast: Cast, now: datetime, nadia: UUID) -> None:
    out = Out()
    for rule in (replace(SAFE, may_say_what=Answer.NO), replace(SAFE, may_say_who=Answer.NOT_ASKED)):
        _, message_id = _asked(nadia, cast.berg, now, rule)
        _work(house, out, now, message_id)
        assert _card(nadia, cast.berg, now, message_id).wording is Wording.NEUTRAL
    named, nameless = out.letters
    assert named.text == nameless.text
    assert (named.says_who, nameless.says_who) == (True, False)
    for secret in ("Office", "Room", "9:30", "Nadia"):
        assert secret not in nameless.text + nameless.subject


def test_the_rule_is_asked_again_and_who_asked_for_it_is_told(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    out = Out()
    changed_to = {
        Hindrance.NEVER: replace(SAFE, safety=Safety.NEVER),
        Hindrance.NO_MESSAGE: replace(SAFE, may_leave_message=Answer.NO),
        Hindrance.ONLY_BY_HAND: replace(SAFE, conditions="Only through her sister"),
    }
    for hindrance, rule in changed_to.items():
        way_id, message_id = _asked(nadia, cast.berg, now)
        change_rule(way_id, rule=rule, why="He found it.", version=1, by=cast.costa.actor, at=now)
        _work(house, out, now, message_id)
        card = _card(nadia, cast.berg, now, message_id)
        assert (card.state, card.hindrance, card.text) == (MessageState.WITHHELD, hindrance, None)
    way_id, message_id = _asked(nadia, cast.berg, now)
    end_way(way_id, why="Gone.", by=cast.berg.actor, at=now)
    _work(house, out, now, message_id)
    assert _card(nadia, cast.berg, now, message_id).hindrance is Hindrance.ENDED
    assert out.letters == []
    with acting_as(cast.berg.actor):
        assert len(my_undelivered(by=cast.berg.actor, at=now).cards) == 4
    with acting_as(cast.costa.actor):
        assert my_undelivered(by=cast.costa.actor, at=now).cards == ()
    assert _lines(nadia, cast.berg, now)[0].startswith("Limen withheld a message to this person. This way")


def test_the_hour_is_asked_again_and_costs_no_attempt(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    out = Out()
    way_id, message_id = _asked(nadia, cast.berg, now)
    tomorrow = replace(SAFE, weekdays=((now + timedelta(days=1)).isoweekday(),))
    change_rule(way_id, rule=tomorrow, why="Her free day.", version=1, by=cast.berg.actor, at=now)
    _work(house, out, now, message_id)
    card = _card(nadia, cast.berg, now, message_id)
    midnight = datetime.combine((now + timedelta(days=1)).date(), time(0), tzinfo=now.tzinfo)
    assert (card.state, card.not_before, card.attempts) == (MessageState.WAITING, midnight, 0)
    _work(house, out, midnight - timedelta(seconds=1), message_id)
    assert out.letters == []
    _work(house, out, midnight, message_id)
    assert len(out.letters) == 1


def test_a_delay_is_tried_again_with_longer_pauses_until_it_is_enough(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    out = Out(troubles=[NotTaken("450 greylisted")] * MOST_ATTEMPTS)
    _, message_id = _asked(nadia, cast.berg, now)
    at, pauses = now, []
    for _ in range(MOST_ATTEMPTS - 1):
        _work(house, out, at, message_id)
        card = _card(nadia, cast.berg, now, message_id)
        assert (card.state, card.trouble) == (MessageState.WAITING, "450 greylisted")
        pauses.append(card.not_before - at)
        _work(house, out, at, message_id)  # too early: nothing happens
        at = card.not_before
    assert pauses[0] == FIRST_PAUSE
    assert pauses == sorted(pauses)
    _work(house, out, at, message_id)
    card = _card(nadia, cast.berg, now, message_id)
    assert (card.state, card.hindrance, card.attempts) == (
        MessageState.FAILED, Hindrance.TOO_OFTEN, MOST_ATTEMPTS,
    )  # fmt: skip
    assert (out.troubles, out.letters) == ([], [])


@pytest.mark.parametrize(
    ("trouble", "state", "hindrance"),
    [
        (RefusedForGood("550 no such mailbox"), MessageState.FAILED, Hindrance.REFUSED_THERE),
        (PerhapsTaken("hung up"), MessageState.UNCERTAIN, Hindrance.INTERRUPTED),
    ],
)
def test_a_refusal_and_a_doubt_end_it_and_are_told(
    trouble: Exception, state: MessageState, hindrance: Hindrance,
    house: House, cast: Cast, now: datetime, nadia: UUID,
) -> None:  # fmt: skip
    out = Out(troubles=[trouble])
    _, message_id = _asked(nadia, cast.berg, now)
    _work(house, out, now, message_id)
    _work(house, out, now + timedelta(days=2), message_id)
    card = _card(nadia, cast.berg, now, message_id)
    assert (card.state, card.hindrance, card.trouble) == (state, hindrance, str(trouble))
    assert out.letters == []
    assert str(hindrance.label) in _lines(nadia, cast.berg, now)[0]


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
    _, message_id = _asked(nadia, cast.berg, now)
    with pytest.raises(_Killed):
        _work(house, dying, now, message_id)
    assert _card(nadia, cast.berg, now, message_id).state is MessageState.SENDING
    later = now + GIVEN_UP_AFTER + timedelta(minutes=1)
    with as_worker(house):
        send_due({WayKind.EMAIL: out}, clock=lambda: now + timedelta(minutes=1))
    assert _card(nadia, cast.berg, now, message_id).state is MessageState.SENDING
    with as_worker(house):
        send_due({WayKind.EMAIL: out}, clock=lambda: later)
    card = _card(nadia, cast.berg, now, message_id)
    assert (card.state, card.hindrance) == (MessageState.UNCERTAIN, Hindrance.INTERRUPTED)
    assert len(dying.letters) == 1
    assert [one for one in out.letters if one.reference == str(message_id)] == []
    assert _lines(nadia, cast.berg, now)[0].startswith("Limen does not know whether")


def test_a_change_that_was_saved_is_never_passed_by(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    """While a letter is handed over, whoever changes the rule waits; nothing goes by the old one later."""
    way_id, message_id = _asked(nadia, cast.berg, now)
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
    _work(house, Slow(), now, message_id)
    changing.join(timeout=10)
    assert saved == ["sent", "saved"]


def test_two_workers_send_it_once(house: House, cast: Cast, now: datetime, nadia: UUID) -> None:
    """The second one looks while the first one is sending."""
    out, second = Out(), Out()
    _, message_id = _asked(nadia, cast.berg, now)

    class Busy(Out):
        def send(self, letter: Letter) -> None:
            with psycopg.connect(house.dsn(DatabaseRole.JOBS)) as other:
                taken = other.execute(
                    "select access.take_message(%s, %s, %s)", [new_id(), message_id, now]
                ).fetchone()
            assert taken == (None,)
            out.send(letter)

    _work(house, Busy(), now, message_id)
    _work(house, second, now, message_id)
    assert (len(out.letters), second.letters) == (1, [])


def test_the_worker_reads_no_table_and_nobody_else_may_do_its_work(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    _, message_id = _asked(nadia, cast.berg, now)
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
    _, message_id = _asked(nadia, cast.berg, now, replace(SAFE, may_say_who=Answer.NO))
    with mail_server() as post:
        post.to_receiver = ["450 4.2.0 Greylisted"]
        mail = Mail(
            MailServer(
                host="127.0.0.1", port=post.port, encryption=Encryption.NONE, timeout=3.0,
                sender="Office <office@office.example>", neutral_sender="hello@plain.example",
            )
        )  # fmt: skip
        _work(house, mail, now, message_id)
        assert post.letters == []
        _work(house, mail, now + FIRST_PAUSE, message_id)
    [letter] = post.letters
    assert "ffice" not in letter.as_string()
    assert letter["To"] == "nadia@example.org"
    assert _card(nadia, cast.berg, now, message_id).state is MessageState.SENT


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
    way_id, message_id = _asked(nadia, cast.berg, now, first)
    try:
        change_rule(way_id, rule=then, why="x", version=1, by=cast.berg.actor, at=now)
    except Refused:
        then = replace(first, time_zone="UTC")
    at = now + timedelta(hours=hours)
    _work(house, out, at, message_id)
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
