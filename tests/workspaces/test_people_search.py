"""Searching for people: the box, the form, suggestions; with the reason, behind the walls, and noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.domain.people.conftest import nadia as on_record
from tests.domain.people.registrations import registered
from tests.workspaces.acting import ask, queries, readings, words
from tests.workspaces.test_persons import plain, search

Browsers = Callable[..., Client]
nadia = on_record


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def test_somebody_is_found_with_the_reason(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    page = search(browser_of(cast.berg), q="Karimy Nadia 1991")
    assert "1 person found, with the reason" in page
    assert "Nadia Karimi" in page
    assert "Karimy and Karimi: one letter differs" in page
    assert "The parts stand in another order" in page
    assert f"{cast.reference} (Other family)" in page
    assert "found by the name" not in page
    assert "found by the name نادیا کریمی" in search(browser_of(cast.berg), q="نادیا کریمی")


def test_the_form_asks_for_more(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    berg = browser_of(cast.berg)
    assert "Nadia Karimi" in search(berg, number="L 898902 C", issuing_state="UTO")
    assert "Nobody was found" in search(berg, number="L 898902 C", issuing_state="Germany")
    assert "Nadia Karimi" in search(berg, name="Karimi", born="1/1/1370", calendar="persian")
    assert "Nadia Karimi" in search(berg, reference=cast.reference)
    page = berg.post("/adjudication/people/", {"name": "Karimi", "born": "a while ago"})
    assert page.status_code == 200
    assert "Write it such as" in page.content.decode()
    assert 'value="a while ago"' in page.content.decode()
    assert "nationality" not in "".join(re.findall(r'name="([^"]*)"', page.content.decode()))


def test_a_case_is_found_too(cast: Cast, browser_of: Browsers) -> None:
    page = search(browser_of(cast.berg), q=cast.reference)
    assert f"{cast.reference} · Amina Examination" in page
    assert "Nobody was found" in search(browser_of(cast.grit), q=cast.reference)


def test_a_trawl_is_refused_and_what_was_typed_is_kept(
    house: House, cast: Cast, browser_of: Browsers
) -> None:
    answer = browser_of(cast.berg).post("/adjudication/people/", {"q": "1991"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Enter a name, a number, a reference or a whole date of birth." in page
    assert 'value="1991"' in page
    assert searches(house, cast.berg.id) == ["adjudication:people refused"]


def test_a_search_is_noted_and_never_for_whom(
    house: House, cast: Cast, browser_of: Browsers, nadia: UUID
) -> None:
    berg = browser_of(cast.berg)
    search(berg, q="Nadia Karimi 21.3.1991")
    search(berg, q="Zzyzx")
    assert searches(house, cast.berg.id) == ["adjudication:people name+birth 1", "adjudication:people name 0"]
    assert readings(house, cast.case, cast.berg.id) == ["adjudication:people name+birth 1"]
    assert "Search for people, in a list" not in plain(berg, f"/adjudication/case/{cast.case}/readers/")
    assert "Search for people" in plain(berg, f"/adjudication/case/{cast.case}/readers/")


def searches(house: House, who: UUID) -> list[str]:
    query = "select what from journal_reading where by_id = %s and what like '%%:people%%' order by id"
    return [row[0] for row in ask(house, query, who)]


def test_nobody_opens_the_search_of_another_session(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    address = browser_of(cast.berg).post("/adjudication/people/", {"q": "Karimi"}).headers["Location"]
    for place in (address, "/adjudication/people/?asked=x", "/adjudication/people/?asked=" + "A" * 90):
        page = plain(browser_of(cast.costa), place)
        assert "This search ended with the session" in page
        assert "Karimi" not in page


@pytest.mark.parametrize("role", ["grit", "elio", "dina"])
def test_a_stranger_finds_and_opens_nobody(role: str, cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    player = getattr(cast, role)
    workspace = "casework" if role == "dina" else "adjudication"
    client = browser_of(player)
    assert "Nadia" not in search(client, workspace, q="Karimi")
    assert client.post(f"/{workspace}/people/suggestions/", {"q": "Karimi"}).json() == {"found": []}
    for part in ("", "history/", "names/add/", "birth/correct/", "documents/add/"):
        words(client, f"/{workspace}/person/{nadia}/{part}", status=404)
        words(client, f"/{workspace}/person/{uuid4()}/{part}", status=404)


def test_a_few_are_suggested_while_typing(
    house: House, cast: Cast, browser_of: Browsers, nadia: UUID, now: datetime
) -> None:
    berg = browser_of(cast.berg)
    found = berg.post("/adjudication/people/suggestions/", {"q": "Kareemi Nad"}).json()["found"]
    assert found == [
        {
            "called": "Nadia Karimi",
            "under": found[0]["under"],
            "url": f"/adjudication/person/{nadia}/",
        }
    ]
    assert cast.reference in found[0]["under"]
    assert searches(house, cast.berg.id) == ["adjudication:people_suggestions name 1"]
    for text in ("", "Ka", "1991", "%%%"):
        assert berg.post("/adjudication/people/suggestions/", {"q": text}).json() == {"found": []}
    for _ in range(10):
        registered(cast.costa, now)
    more = browser_of(cast.costa).post("/adjudication/people/suggestions/", {"q": "Nadia"}).json()["found"]
    assert len(more) == 8


def test_a_search_asks_as_much_for_many_as_for_few(
    cast: Cast, browser_of: Browsers, nadia: UUID, now: datetime
) -> None:
    costa = browser_of(cast.costa)
    address = costa.post("/adjudication/people/", {"q": "Nadia Karimi 21.3.1991"}).headers["Location"]
    few = queries(costa, address)
    for _ in range(9):
        registered(cast.costa, now)
    assert queries(costa, address) == few


def test_the_registration_desk_has_the_same_search(cast: Cast, browser_of: Browsers, nadia: UUID) -> None:
    page = search(browser_of(cast.hana), "registration", q="Nadia Karimi")
    assert "Nadia Karimi" in page
