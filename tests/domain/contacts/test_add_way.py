"""Putting on record how a person can be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from limen.domain.contacts.commands.keeping import keep_way
from limen.domain.contacts.names import Answer, ContactRule, Safety, WayKind, WayTold
from limen.domain.contacts.queries.ways import ways_of
from limen.foundation.ids import new_id
from limen.foundation.refusals import Forbidden, Hidden
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.domain.contacts.ways import SAFE, added, email, seen
from tests.domain.told import Journal, obstacles

PHONE = WayTold(kind=WayKind.PHONE, value="0470 12 34 56", region="BE")


def test_a_number_is_kept_as_typed_and_as_it_is_dialled(cast: Cast, now: datetime, nadia: UUID) -> None:
    added(nadia, cast.berg, now, PHONE)
    [way] = seen(nadia, cast.berg, now).ways
    assert (way.value, way.address) == ("0470 12 34 56", "+32470123456")
    assert way.rule.rule == ContactRule(time_zone="UTC")
    assert way.rule.rule.safety is Safety.NOT_ASKED
    assert not way.is_allowed_now
    assert way.rule.by == "Berg"


@pytest.mark.parametrize(
    ("typed", "region", "address"),
    [
        ("+93 70 123 4567", None, "+93701234567"),
        ("۰۹۳۵ ۱۲۳ ۴۵۶۷", "IR", "+989351234567"),
        ("0049 (0)30 123456", "BE", "+4930123456"),
    ],
)
def test_numbers_are_read_as_they_are_written_in_the_world(
    typed: str, region: str | None, address: str, cast: Cast, now: datetime, nadia: UUID
) -> None:
    added(nadia, cast.berg, now, replace(PHONE, value=typed, region=region))
    assert seen(nadia, cast.berg, now).ways[0].address == address


def test_a_mailbox_is_checked_and_its_domain_written_as_it_is_used(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    added(nadia, cast.berg, now, email(value=" Nadia.K@Bücher.Example "))
    assert seen(nadia, cast.berg, now).ways[0].address == "Nadia.K@xn--bcher-kva.example"


def test_what_cannot_be_is_refused(cast: Cast, now: datetime, nadia: UUID) -> None:
    hours = replace(SAFE, since_hour=time(12), until_hour=time(10))
    for way, codes in (
        (replace(PHONE, value="  "), {"value"}),
        (replace(PHONE, value="12"), {"phone"}),
        (replace(PHONE, value="0470 12 34 56", region=None), {"phone"}),
        (replace(PHONE, value="x" * 401), {"too_long"}),
        (email(value="nadia at example"), {"email"}),
        (email(value="a@b@example.org\r\nBcc: x@example.org"), {"email"}),
        (WayTold(kind=WayKind.THROUGH, value="next door"), {"through_name"}),
        (email(hours), {"hours"}),
        (email(replace(SAFE, since_hour=time(9))), {"hours"}),
        (email(replace(SAFE, weekdays=())), {"weekdays"}),
        (email(replace(SAFE, weekdays=(1, 9))), {"weekdays"}),
        (email(replace(SAFE, time_zone="Middle/Earth")), {"time_zone"}),
        (email(replace(SAFE, time_zone="../etc/passwd")), {"time_zone"}),
        (email(replace(SAFE, language="xxx")), {"language"}),
        (email(replace(SAFE, if_other_answers=" ")), {"empty"}),
        (email(replace(SAFE, safety=Safety.CONDITIONS)), {"conditions"}),
    ):
        assert obstacles(lambda way=way: added(nadia, cast.berg, now, way)) == codes  # type: ignore[misc]
    allowed = replace(SAFE, safety=Safety.CONDITIONS, may_say_what=Answer.NO)
    assert added(nadia, cast.berg, now, email(allowed)).safety is Safety.CONDITIONS


def test_sent_twice_it_is_done_once(cast: Cast, now: datetime, nadia: UUID) -> None:
    way_id = new_id()
    added(nadia, cast.berg, now, way_id=way_id)
    assert obstacles(lambda: added(nadia, cast.berg, now, way_id=way_id)) == {"received"}


def test_the_card_says_what_holds_at_this_hour(cast: Cast, now: datetime, nadia: UUID) -> None:
    never_today = tuple(day for day in range(1, 8) if day != now.isoweekday())
    added(nadia, cast.berg, now, email(replace(SAFE, weekdays=never_today, is_preferred=True)))
    added(nadia, cast.berg, now, email(value="second@example.org"))
    first, second = seen(nadia, cast.berg, now).ways
    assert (first.is_allowed_now, second.is_allowed_now) == (False, True)
    assert first.allowed_next_at is not None
    assert first.allowed_next_at > now
    assert second.allowed_next_at == now


@pytest.mark.parametrize("role", ["ivo", "jun", "lena"])
def test_the_wrong_role_is_forbidden(role: str, cast: Cast, now: datetime, nadia: UUID) -> None:
    with pytest.raises(Forbidden):
        added(nadia, getattr(cast, role), now)


def test_whoever_only_lists_is_refused_and_a_stranger_sees_nobody(
    cast: Cast, now: datetime, nadia: UUID
) -> None:
    added(nadia, cast.berg, now)
    for name in ("farah", "hana"):
        assert obstacles(lambda name=name: added(nadia, getattr(cast, name), now)) == {"reach"}  # type: ignore[misc]
        card = seen(nadia, getattr(cast, name), now)
        assert (card.is_read, card.ways, card.called) == (False, (), "Nadia Karimi")
    for name in ("elio", "dina", "grit"):
        with pytest.raises(Hidden):
            added(nadia, getattr(cast, name), now)
        with pytest.raises(Hidden):
            seen(nadia, getattr(cast, name), now)
    with pytest.raises(Forbidden):
        keep_way(nadia, way=email(), way_id=new_id(), by=cast.berg.actor, at=now)


def test_the_questions_do_not_grow(cast: Cast, now: datetime, nadia: UUID) -> None:
    def count() -> int:
        with acting_as(cast.berg.actor), CaptureQueriesContext(connection) as queries:
            ways_of(nadia, by=cast.berg.actor, at=now)
        return len(queries)

    added(nadia, cast.berg, now)
    few = count()
    for number in range(3):
        added(nadia, cast.berg, now, email(value=f"n{number}@example.org"))
    assert count() == few <= 6


def test_it_says_what_happened_and_seals_where(
    cast: Cast, now: datetime, nadia: UUID, journal: Journal
) -> None:
    assert journal.tells(added(nadia, cast.berg, now), by=cast.berg)
