"""Children for whom nobody is appointed: the law says who is a child, and without it nobody is listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.families.commands.appointing import appoint
from limen.domain.families.names import AppointmentKind, AppointmentTold
from limen.domain.people.names import Birth, Registration
from limen.foundation.ids import new_id
from limen.likeness.days import exact_day, year_of
from tests import lawbook
from tests.cast import ON, Cast
from tests.conftest import House
from tests.domain.people.registrations import named
from tests.workspaces.acting import queries, readings, words
from tests.workspaces.test_persons import plain

Browsers = Callable[..., Client]
URL = "/registration/quality/"
AGES = """
ages:
  says: Ages that the law names
  of: person
  items:
    minor: {says: "Under 18", under: 18, since: 2020-01-01, source: "Act, section 9", certainty: verified}
"""
WITH_AGE = lawbook.FILES | {"atlantis/requirements.yaml": AGES}


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def _child(cast: Cast, at: datetime, name: str, birth: Birth) -> UUID:
    told = Registration(names=(named(name, "Karimi"),), birth=birth)
    event = add_party(
        cast.case, person_id=new_id(), part=PartyPart.CHILD, told=told, on=ON, is_compared=True,
        by=cast.berg.actor, at=at,
    )  # fmt: skip
    return event.person_id


def _born(year: int) -> Birth:
    return Birth.told(exact_day(year, 3, 21, told=f"21.3.{year}"))


def test_without_a_law_nobody_is_listed_and_it_is_said(
    cast: Cast, browser_of: Browsers, now: datetime
) -> None:
    _child(cast, now, "Omid", _born(now.year - 9))
    costa = browser_of(cast.costa)
    for place in (URL, f"{URL}children/"):
        page = plain(costa, place)
        assert "No law in force in your organisation says under which age somebody is a minor" in page
        assert "Omid" not in page
    lawbook.put_in_force(cast, now)
    assert "No law in force" in plain(costa, URL), "a law that names no age names none"


def test_children_are_listed_by_the_age_in_force(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    lawbook.put_in_force(cast, now, WITH_AGE)
    omid = _child(cast, now, "Omid", _born(now.year - 9))
    _child(cast, now, "Adult", _born(now.year - 30))
    _child(cast, now, "Unsure", Birth.told(year_of(now.year - 18, told="the year")))
    costa = browser_of(cast.costa)
    assert "2 children for whom nobody is appointed" in plain(costa, URL)
    page = plain(costa, f"{URL}children/")
    assert "Who is under 18" in page
    assert "Act, section 9 (Law of Atlantis, for tests)" in page
    assert "Omid Karimi" in page
    assert "Adult Karimi" not in page
    assert "Unsure Karimi" in page
    assert page.count("May be an adult") == 1
    assert f"/registration/person/{omid}/family/" in words(costa, f"{URL}children/")
    guardian = AppointmentTold(
        kind=AppointmentKind.GUARDIAN, name="Somebody Kind", appointed_on=date(2026, 1, 2)
    )
    appoint(omid, told=guardian, appointment_id=new_id(), by=cast.costa.actor, at=now)
    assert "Omid Karimi" not in plain(costa, f"{URL}children/")


def test_whoever_is_shown_names_leaves_a_line_in_the_reading_log(
    cast: Cast, house: House, browser_of: Browsers, now: datetime
) -> None:
    lawbook.put_in_force(cast, now, WITH_AGE)
    _child(cast, now, "Omid", _born(now.year - 9))
    costa = browser_of(cast.costa)
    for place in ("children/", "nationality/"):
        assert "Omid" in words(costa, f"{URL}{place}")
    read = readings(house, cast.case, cast.costa.id)
    assert any("quality_children" in one for one in read)
    assert any("quality_gap" in one for one in read)


def test_others_see_no_such_list(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    for player in (cast.hana, cast.berg):
        words(browser_of(player), f"{URL}children/", status=403)
    lawbook.put_in_force(cast, now, WITH_AGE)
    _child(cast, now, "Omid", _born(now.year - 9))
    assert "Omid" not in browser_of(cast.elio).get(f"{URL}children/").content.decode()


def test_the_list_asks_as_much_for_many_as_for_few(cast: Cast, browser_of: Browsers, now: datetime) -> None:
    lawbook.put_in_force(cast, now, WITH_AGE)
    costa, counts = browser_of(cast.costa), []
    words(costa, f"{URL}children/")
    for name in ("Omid", "Sara"):
        _child(cast, now, name, _born(now.year - 9))
        counts.append(queries(costa, f"{URL}children/"))
    assert counts[0] == counts[1]
