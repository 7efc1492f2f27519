"""Joining and leaving a household on its pages, with days, sources, and a history."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.people.names import Registration
from limen.foundation.ids import new_id
from tests.cast import ON, Cast
from tests.domain.people.conftest import nadia as on_record
from tests.domain.people.registrations import named
from tests.workspaces.acting import led_to, queries, send, words
from tests.workspaces.test_persons import as_text, plain
from tests.workspaces.test_persons_acts import _day

Browsers = Callable[..., Client]
nadia = on_record


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def omid(cast: Cast, nadia: UUID, now: datetime) -> UUID:
    """Who shares Nadia's case."""
    told = Registration(names=(named("Omid", "Karimi"),))
    event = add_party(
        cast.case, person_id=new_id(), part=PartyPart.CHILD, told=told, on=ON, by=cast.berg.actor, at=now
    )
    return event.person_id


def test_somebody_joins_and_leaves(cast: Cast, browser_of: Browsers, nadia: UUID, omid: UUID) -> None:
    berg = browser_of(cast.berg)
    hers, his = (f"/adjudication/person/{one}/family/" for one in (nadia, omid))
    page = plain(berg, his)
    assert "No household is on record." in page
    assert "Nobody who shares a case with this person lives in another household on record." in page
    join = f"{his}household/join/"
    assert "lives in another household on record." in plain(berg, join)
    assert send(berg, f"{hers}household/", source="person").status_code == 303
    assert "lives in another household on record." not in plain(berg, join)
    assert f'href="{join}"' in words(berg, his)
    home = re.findall(r'name="household_id"[^>]*value="([0-9a-f-]+)"', words(berg, join))
    assert len(home) == 1
    unsaid = send(berg, join, household_id=home[0], **_day("since_on", 31, 2, 2026))
    assert unsaid.status_code == 200
    assert "error" in unsaid.content.decode()
    early = send(berg, join, household_id=home[0], source="family", **_day("since_on", 1, 1, 2999))
    assert early.status_code == 409
    assert "The beginning cannot lie in the future." in early.content.decode()
    joined = send(berg, join, household_id=home[0], source="family", **_day("since_on", 3, 4, 2026))
    page = as_text(led_to(berg, joined))
    assert "Omid Karimi since 3 April 2026 Said by family" in page
    leave = re.findall(rf"{his}household/[0-9a-f-]+/leave/", words(berg, his))[0]
    left = send(berg, leave, why="With his aunt now.", source="document", **_day("until_on", 1, 11, 2026))
    page = as_text(led_to(berg, left))
    assert "Earlier household" in page
    for said in ("With his aunt now.", "Said by family", "Read from a document", "1 November 2026"):
        assert said in page.split("On record before", 1)[1]
    words(berg, leave, status=404)
    assert "Who lives there" in plain(berg, hers)


def test_a_household_of_strangers_is_not_offered(
    cast: Cast, browser_of: Browsers, nadia: UUID, omid: UUID
) -> None:
    berg, join = browser_of(cast.berg), f"/adjudication/person/{omid}/family/household/join/"
    answer = send(berg, join, household_id=str(uuid4()), source="person")
    assert answer.status_code == 200
    assert "error" in answer.content.decode()
    words(browser_of(cast.farah), join, status=404)
    words(browser_of(cast.elio), join, status=404)


def test_the_page_asks_as_much_for_many_as_for_few(
    cast: Cast, browser_of: Browsers, nadia: UUID, omid: UUID
) -> None:
    berg, url = browser_of(cast.berg), f"/adjudication/person/{nadia}/family/"
    counts = []
    for _ in range(2):
        assert send(berg, f"{url}household/", others=[str(omid)], source="person").status_code == 303
        counts.append(queries(berg, url))
    assert counts[0] == counts[1]
