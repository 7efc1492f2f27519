"""The worker sends what was asked for: as the rule says at that instant, once, and says what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

import pytest
from django.test.utils import override_settings

from limen.domain.contacts.commands.keeping import change_rule, end_way
from limen.domain.contacts.names import (
    Answer,
    Hindrance,
    MessageState,
    Safety,
    Wording,
)
from limen.domain.contacts.queries.messages import my_undelivered
from limen.foundation.rows import acting_as
from limen.jobs.messages import FIRST_PAUSE, MOST_ATTEMPTS
from limen.outside.messages.port import NotTaken, PerhapsTaken, RefusedForGood
from tests.cast import Cast
from tests.conftest import House
from tests.domain.contacts.ways import ABLE, SAFE
from tests.domain.people.conftest import nadia
from tests.jobs.sending import Out, asked, card_of, lines_of, work

__all__ = ["nadia"]


@pytest.fixture(autouse=True)
def _can_send() -> Iterator[None]:
    with override_settings(SENDERS=ABLE):
        yield


def test_it_is_sent_once_in_the_persons_language_and_told(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    out = Out()
    _, message_id = asked(nadia, cast.berg, now)
    for _ in range(3):
        work(house, out, now, message_id)
    [letter] = out.letters
    assert (letter.address, letter.language, letter.reference) == ("nadia@example.org", "uk", str(message_id))
    assert "Office of Protection" in letter.text
    assert "Room 7" in letter.text
    card = card_of(nadia, cast.berg, now, message_id)
    assert (card.state, card.wording, card.text) == (MessageState.SENT, Wording.FULL, letter.text)
    assert (card.attempts, card.settled_at, card.hindrance) == (1, now, None)
    assert lines_of(nadia, cast.berg, now)[0] == (
        "Limen sent a message to this person. Full: says who writes and what about."
    )


def test_a_language_chosen_for_one_message_counts_for_it_alone(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    out = Out()
    for language, spoken in (("deu", "de"), (None, "uk")):
        _, message_id = asked(nadia, cast.berg, now, language=language)
        work(house, out, now, message_id)
        assert out.letters[-1].language == spoken
        assert card_of(nadia, cast.berg, now, message_id).language == spoken


def test_what_may_not_be_said_is_not_said(house: House, cast: Cast, now: datetime, nadia: UUID) -> None:
    out = Out()
    for rule in (replace(SAFE, may_say_what=Answer.NO), replace(SAFE, may_say_who=Answer.NOT_ASKED)):
        _, message_id = asked(nadia, cast.berg, now, rule)
        work(house, out, now, message_id)
        assert card_of(nadia, cast.berg, now, message_id).wording is Wording.NEUTRAL
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
        way_id, message_id = asked(nadia, cast.berg, now)
        change_rule(way_id, rule=rule, why="He found it.", version=1, by=cast.costa.actor, at=now)
        work(house, out, now, message_id)
        card = card_of(nadia, cast.berg, now, message_id)
        assert (card.state, card.hindrance, card.text) == (MessageState.WITHHELD, hindrance, None)
    way_id, message_id = asked(nadia, cast.berg, now)
    end_way(way_id, why="Gone.", by=cast.berg.actor, at=now)
    work(house, out, now, message_id)
    assert card_of(nadia, cast.berg, now, message_id).hindrance is Hindrance.ENDED
    assert out.letters == []
    with acting_as(cast.berg.actor):
        assert len(my_undelivered(by=cast.berg.actor, at=now).cards) == 4
    with acting_as(cast.costa.actor):
        assert my_undelivered(by=cast.costa.actor, at=now).cards == ()
    assert lines_of(nadia, cast.berg, now)[0].startswith("Limen withheld a message to this person. This way")


def test_the_hour_is_asked_again_and_costs_no_attempt(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    out = Out()
    way_id, message_id = asked(nadia, cast.berg, now)
    tomorrow = replace(SAFE, weekdays=((now + timedelta(days=1)).isoweekday(),))
    change_rule(way_id, rule=tomorrow, why="Her free day.", version=1, by=cast.berg.actor, at=now)
    work(house, out, now, message_id)
    card = card_of(nadia, cast.berg, now, message_id)
    midnight = datetime.combine((now + timedelta(days=1)).date(), time(0), tzinfo=now.tzinfo)
    assert (card.state, card.not_before, card.attempts) == (MessageState.WAITING, midnight, 0)
    work(house, out, midnight - timedelta(seconds=1), message_id)
    assert out.letters == []
    work(house, out, midnight, message_id)
    assert len(out.letters) == 1


def test_a_delay_is_tried_again_with_longer_pauses_until_it_is_enough(
    house: House, cast: Cast, now: datetime, nadia: UUID
) -> None:
    out = Out(troubles=[NotTaken("450 greylisted")] * MOST_ATTEMPTS)
    _, message_id = asked(nadia, cast.berg, now)
    at, pauses = now, []
    for _ in range(MOST_ATTEMPTS - 1):
        work(house, out, at, message_id)
        card = card_of(nadia, cast.berg, now, message_id)
        assert (card.state, card.trouble) == (MessageState.WAITING, "450 greylisted")
        pauses.append(card.not_before - at)
        work(house, out, at, message_id)  # too early: nothing happens
        at = card.not_before
    assert pauses[0] == FIRST_PAUSE
    assert pauses == sorted(pauses)
    work(house, out, at, message_id)
    card = card_of(nadia, cast.berg, now, message_id)
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
    _, message_id = asked(nadia, cast.berg, now)
    work(house, out, now, message_id)
    work(house, out, now + timedelta(days=2), message_id)
    card = card_of(nadia, cast.berg, now, message_id)
    assert (card.state, card.hindrance, card.trouble) == (state, hindrance, str(trouble))
    assert out.letters == []
    assert str(hindrance.label) in lines_of(nadia, cast.berg, now)[0]
