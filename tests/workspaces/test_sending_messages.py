"""Asking for a message on its page: what the rules forbid is not offered, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.test.utils import override_settings

from limen.domain.contacts.commands.keeping import change_rule
from limen.domain.contacts.names import Answer, Safety, WayKind, WayTold
from tests.cast import Cast
from tests.domain.contacts.ways import ABLE, SAFE, added, email
from tests.domain.people.conftest import nadia as on_record
from tests.workspaces.acting import led_to, queries, send, words
from tests.workspaces.test_persons import as_text, plain
from tests.workspaces.test_persons_acts import _day

Browsers = Callable[..., Client]
nadia = on_record


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(autouse=True)
def _can_send() -> Iterator[None]:
    with override_settings(SENDERS=ABLE):
        yield


def _fields(way: UUID, **more: Any) -> dict[str, Any]:
    told = {"way_id": str(way), "template": "appointment", "place": "Room 7", "hour": "09:30"}
    return told | _day("day", 1, 12, 2027) | more


def test_forbidden_ways_are_shown_with_their_reason(
    cast: Cast, browser_of: Browsers, nadia: UUID, now: datetime
) -> None:
    phone = WayTold(kind=WayKind.PHONE, value="+32 2 555 12 12", rule=replace(SAFE, safety=Safety.NEVER))
    lonely = replace(SAFE, may_leave_message=Answer.NO, if_other_answers="Say that it is the school.")
    ok = added(nadia, cast.berg, now).way_id
    never = added(nadia, cast.berg, now, phone).way_id
    silent = added(nadia, cast.berg, now, email(lonely, "her@example.org")).way_id
    page = words(browser_of(cast.berg), f"/adjudication/person/{nadia}/contact/send/")
    for way, is_offered in ((ok, True), (never, False), (silent, False)):
        assert bool(re.search(rf'name="way_id" id="id_way_id_\d" value="{way}"', page)) is is_offered
    text = as_text(page)
    assert "Not possible The person must never be reached in this way." in text
    assert "Not possible No message may be left here." in text
    assert "If somebody else answers: Say that it is the school." in text


def test_the_words_are_shown_first_and_then_asked_for(
    cast: Cast, browser_of: Browsers, nadia: UUID, now: datetime
) -> None:
    way = added(nadia, cast.berg, now).way_id
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/contact/"
    look = send(berg, f"{url}send/", look="yes", language="deu", **_fields(way))
    page = look.content.decode()
    assert look.status_code == 200
    assert "Office of Protection" in as_text(page).split("What would be sent")[1]
    assert 'lang="de"' in page
    assert 'value="Room 7"' in page
    ukrainian = send(berg, f"{url}send/", look="yes", **_fields(way)).content.decode()
    assert 'lang="uk"' in ukrainian
    assert "No message to this person was asked for." in plain(berg, url)
    page = as_text(led_to(berg, send(berg, f"{url}send/", **_fields(way))))
    assert "An appointment" in page.split("Messages to this person")[1]
    assert "Waiting" in page.split("Messages to this person")[1]
    assert "Berg" in page.split("Messages to this person")[1]


def test_a_refusal_at_sending_loses_nothing(
    cast: Cast, browser_of: Browsers, nadia: UUID, now: datetime
) -> None:
    way = added(nadia, cast.berg, now).way_id
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/contact/send/"
    words(berg, url)
    never = replace(SAFE, safety=Safety.NEVER)
    change_rule(way, rule=never, why="He has it.", version=1, by=cast.berg.actor, at=now)
    late = send(berg, url, **_fields(way, call="+32 2 555 00 00"))
    page = late.content.decode()
    assert late.status_code == 409
    assert "The person must never be reached in this way." in page
    for kept in ('value="Room 7"', 'value="+32 2 555 00 00"', 'value="09:30"', 'value="2027"'):
        assert kept in page
    assert "No message to this person was asked for." in plain(berg, url.replace("send/", ""))
    undated = send(berg, url, way_id=str(way), template="appointment")
    assert undated.status_code == 409
    assert "Enter the day of the appointment." in undated.content.decode()


def test_outside_the_hours_it_says_that_it_waits(
    cast: Cast, browser_of: Browsers, nadia: UUID, now: datetime
) -> None:
    closed = time((now.hour + 2) % 23), time((now.hour + 2) % 23, 30)
    rule = replace(SAFE, since_hour=closed[0], until_hour=closed[1], time_zone="UTC")
    added(nadia, cast.berg, now, email(rule))
    page = plain(browser_of(cast.berg), f"/adjudication/person/{nadia}/contact/send/")
    assert "Outside the hours: it would wait until" in page


def test_without_a_way_it_says_what_to_do(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/contact/"
    assert "Add one first, and ask what is safe." in plain(berg, f"{url}send/")
    assert f"{url}send/" not in words(berg, url)
    words(browser_of(cast.farah), f"{url}send/", status=404)
    words(browser_of(cast.elio), f"{url}send/", status=404)


def test_the_history_asks_as_much_for_many_as_for_few(
    cast: Cast, browser_of: Browsers, nadia: UUID, now: datetime
) -> None:
    way = added(nadia, cast.berg, now - timedelta(days=1)).way_id
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/contact/"
    counts = []
    for _ in range(2):
        assert send(berg, f"{url}send/", **_fields(way)).status_code == 303
        counts.append(queries(berg, url))
    assert counts[0] == counts[1]
