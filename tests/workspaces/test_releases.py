"""A list that is too long for one person leaves once a second one has agreed, and then once."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import load_workbook

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, led_to, more_cases, queries, send, words

Browsers = Callable[..., Client]
WORK = "/adjudication/work/"
RELEASES = f"{WORK}releases/"


@pytest.fixture(autouse=True)
def nobody_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EXPORT_ALONE_AT_MOST", 1)


def _gate(cast: Cast) -> str:
    return f"{WORK}of-unit/{cast.unit}/export/"


def _asked(house: House, cast: Cast, by: Client, why: str) -> str:
    """Somebody asks; the address of what they asked for."""
    page = led_to(by, send(by, f"{_gate(cast)}?column=called&column=due", why=why))
    assert "Waits for a second person" in page
    (row,) = ask(house, "select id from worklists_release where why = %s", why)
    return f"{RELEASES}{row[0]}/"


def test_a_second_person_agrees_and_the_list_leaves_once(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    more_cases(house, cast.authority, cast.unit, 3)
    grit, costa = browser_of(cast.grit), browser_of(cast.costa)
    assert "This list is too long for one person alone." in words(grit, _gate(cast))
    release = _asked(house, cast, grit, "Yearly inventory")
    early = send(grit, f"{release}take/")
    assert early.status_code == 409
    assert "Nobody has agreed that you take this list out." in early.content.decode()
    assert grit.get(f"{release}answer/").status_code == 403
    assert "lists to let out" in words(costa, "/adjudication/")
    page = words(costa, f"{release}answer/")
    assert "Yearly inventory" in page
    assert "Name, Due" in page
    led_to(costa, send(costa, f"{release}answer/", is_agreed="yes", why=""))
    assert send(costa, f"{release}answer/", is_agreed="no", why="x").status_code == 409
    assert send(costa, f"{release}take/").status_code == 409, "it is Grit who asked"
    answer = send(grit, f"{release}take/")
    book = load_workbook(BytesIO(answer.content))
    first, mark = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    assert [str(cell) for cell in first[0]] == ["Reference", "Name", "Due"]
    told = {str(row[0]): row[1] for row in mark}
    assert (told["Taken out by"], told["Agreed to by"]) == ("Grit", "Costa")
    assert told["Cases"] == str(len(first) - 1) == "4"
    again = send(grit, f"{release}take/")
    assert again.status_code == 409
    assert "This list was taken out already." in again.content.decode()
    kinds = "select kind from journal_entry where kind like 'worklists.%%' and by_id in (%s, %s) order by id"
    found = [row[0] for row in ask(house, kinds, cast.grit.id, cast.costa.id)]
    assert found == ["worklists.release_asked", "worklists.release_agreed", "worklists.exported"]


def test_nobody_answers_themselves_and_a_no_has_a_reason(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    costa, grit = browser_of(cast.costa), browser_of(cast.grit)
    own = _asked(house, cast, costa, "For myself")
    refused = send(costa, f"{own}answer/", is_agreed="yes", why="")
    assert refused.status_code == 409
    assert "You asked for it yourself." in refused.content.decode()
    more_cases(house, cast.authority, cast.unit, 2)
    release = _asked(house, cast, grit, "Just so")
    assert send(costa, f"{release}answer/", is_agreed="no", why=" ").status_code == 409
    led_to(costa, send(costa, f"{release}answer/", is_agreed="no", why="Ask for less"))
    assert "Ask for less" in words(grit, RELEASES)
    assert send(grit, f"{release}take/").status_code == 409
    for player in (cast.berg, cast.farah, cast.elio):
        assert browser_of(player).get(f"{release}take/").status_code in (403, 404)


def test_a_list_that_has_grown_is_asked_for_again(cast: Cast, browser_of: Browsers, house: House) -> None:
    more_cases(house, cast.authority, cast.unit, 2)
    grit, costa = browser_of(cast.grit), browser_of(cast.costa)
    release = _asked(house, cast, grit, "Growing")
    led_to(costa, send(costa, f"{release}answer/", is_agreed="yes", why="Fine"))
    more_cases(house, cast.authority, cast.unit, 1)
    answer = send(grit, f"{release}take/")
    assert answer.status_code == 409
    assert "The list has grown past the 3 cases that were agreed to." in answer.content.decode()


def test_what_waits_costs_as_many_questions_for_ten_as_for_one(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    costa, counts = browser_of(cast.costa), []
    for count in (1, 9):
        for each in range(count):
            _asked(house, cast, costa, f"List {count} {each}")
        queries(costa, RELEASES)
        counts.append(queries(costa, RELEASES))
    assert counts[0] == counts[1]
