"""A list that is too long for one person leaves once a second one has agreed, and then once."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from io import BytesIO, StringIO
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import load_workbook

from limen.web.work import leaving
from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, led_to, more_cases, queries, readings, send, words

Browsers = Callable[..., Client]
WORK = "/adjudication/work/"
RELEASES = f"{WORK}releases/"
MINE = f"{WORK}mine/export/"


@pytest.fixture(autouse=True)
def nobody_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EXPORT_ALONE_AT_MOST", 1)


def _fact(page: str, term: str) -> str:
    """What a page says under a term."""
    found = re.search(rf">\s*{term}\s*</dt>\s*<dd[^>]*>\s*(.*?)\s*</dd>", page, re.DOTALL)
    return found.group(1) if found else ""


def _gate(cast: Cast) -> str:
    return f"{WORK}of-unit/{cast.unit}/export/"


def _asked(house: House, by: Client, gate: str, why: str) -> str:
    """Somebody asks; the address of what they asked for."""
    page = led_to(by, send(by, f"{gate}?column=called&column=due", why=why))
    assert "Waits for a second person" in page
    (row,) = ask(house, "select id from worklists_release where why = %s", why)
    return f"{RELEASES}{row[0]}/"


def test_a_second_person_agrees_and_the_list_leaves_once(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    more_cases(house, cast.authority, cast.unit, 3)
    grit, costa = browser_of(cast.grit), browser_of(cast.costa)
    assert "This list is too long for one person alone." in words(grit, _gate(cast))
    release = _asked(house, grit, _gate(cast), "Yearly inventory")
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


def test_it_leaves_as_text_too_called_after_its_line_of_the_journal(
    cast: Cast, browser_of: Browsers, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Page by page, as long lists are; what would be a formula is none; more than may leave stay in."""
    monkeypatch.setattr(leaving, "AT_ONCE", 2)
    monkeypatch.setattr(leaving, "FINDINGS_AT_ONCE", 1)
    monkeypatch.setattr(leaving, "TAKES_LONG", 3)
    more_cases(house, cast.authority, cast.unit, 4)
    ask(house, "update cases_case set called = '=1+1' where called = 'Somebody 2'")
    grit, costa = browser_of(cast.grit), browser_of(cast.costa)
    release = _agreed(house, cast, grit, costa, _gate(cast), "As text")
    assert "Leave this page open until the file is there." in words(grit, f"{release}take/")
    assert send(grit, f"{release}take/", shape_of_file="pdf").status_code == 200, "no such form: asked again"
    answer = send(grit, f"{release}take/", shape_of_file="csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    first, *rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))
    assert first == ["Reference", "Name", "Due"]
    assert len({row[0] for row in rows}) == len(rows) == 5
    assert "'=1+1" in {row[1] for row in rows}
    line = "select act_id from journal_entry where kind = 'worklists.exported' and by_id = %s"
    ((act_id,),) = ask(house, line, cast.grit.id)
    assert f"-{act_id}.csv" in answer.headers["Content-Disposition"]
    monkeypatch.setattr(settings, "EXPORT_AT_MOST", 4)
    refused = send(grit, _gate(cast), why="All of them")
    assert "No more than 4 cases leave at once." in refused.content.decode()


def test_nobody_answers_themselves_and_a_no_has_a_reason(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    costa, grit = browser_of(cast.costa), browser_of(cast.grit)
    own = _asked(house, costa, _gate(cast), "For myself")
    refused = send(costa, f"{own}answer/", is_agreed="yes", why="")
    assert refused.status_code == 409
    assert "You asked for it yourself." in refused.content.decode()
    more_cases(house, cast.authority, cast.unit, 2)
    release = _asked(house, grit, _gate(cast), "Just so")
    assert send(costa, f"{release}answer/", is_agreed="no", why=" ").status_code == 409
    led_to(costa, send(costa, f"{release}answer/", is_agreed="no", why="Ask for less"))
    assert "Ask for less" in words(grit, RELEASES)
    assert send(grit, f"{release}take/").status_code == 409
    for player in (cast.berg, cast.farah, cast.elio):
        for act in ("take", "answer", "list"):
            assert browser_of(player).get(f"{release}{act}/").status_code in (403, 404)


def _agreed(house: House, cast: Cast, who: Client, costa: Client, gate: str, why: str) -> str:
    """Somebody asks, Costa agrees; the address of what they asked for."""
    release = _asked(house, who, gate, why)
    led_to(costa, send(costa, f"{release}answer/", is_agreed="yes", why="Fine"))
    return release


def _held(house: House, cast: Cast) -> list[UUID]:
    """Berg gets every case that was added."""
    give = (
        "insert into cases_assignment (id, case_id, member_id, part, since_at)"
        " select gen_random_uuid(), id, %s, 'lead', now() from cases_case"
        " where unit_id = %s and called like 'Somebody %%' returning case_id"
    )
    return [row[0] for row in ask(house, give, cast.berg.id, cast.unit)]


def _taken(answer: Any) -> list[str]:
    """The references in a file that was taken out."""
    assert answer.status_code == 200, answer.content.decode()
    book = load_workbook(BytesIO(answer.content))
    return [str(row[0]) for row in book.worksheets[0].iter_rows(values_only=True)][1:]


def test_what_came_later_stays_in(cast: Cast, browser_of: Browsers, house: House) -> None:
    more_cases(house, cast.authority, cast.unit, 2)
    grit, costa = browser_of(cast.grit), browser_of(cast.costa)
    release = _agreed(house, cast, grit, costa, _gate(cast), "Growing")
    more_cases(house, cast.authority, cast.unit, 1)
    assert len(_taken(send(grit, f"{release}take/"))) == 3


def test_my_own_list_leaves_with_what_the_second_person_may_read(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    """Berg holds three cases; of a restricted one Costa learns nothing, and lets out the other two."""
    more_cases(house, cast.authority, cast.unit, 2)
    hidden = _held(house, cast)[0]
    update = "update cases_case set is_restricted = true where id = %s returning reference"
    ((reference,),) = ask(house, update, hidden)
    berg, costa = browser_of(cast.berg), browser_of(cast.costa)
    release = _asked(house, berg, MINE, "My yearly talk")
    page = words(costa, f"{release}answer/")
    assert "Own worklist of Berg" in page
    assert _fact(page, "Cases") == "2"
    would_leave = words(costa, f"{release}list/")
    assert "Cases: 2" in would_leave
    assert reference not in would_leave
    assert "lm-sort" not in would_leave, "it leaves in the order that was asked for"
    assert "adjudication:release_list" in readings(house, cast.case, cast.costa.id)
    assert str(hidden) not in words(costa, RELEASES)
    led_to(costa, send(costa, f"{release}answer/", is_agreed="yes", why=""))
    gate = words(berg, f"{release}take/")
    assert (_fact(gate, "Cases"), _fact(gate, "Cases that were asked for")) == ("2", "3")
    taken = _taken(send(berg, f"{release}take/"))
    assert len(taken) == 2
    assert reference not in taken
    rows = ask(house, "select case_id from worklists_releasedcase where case_id = %s", hidden)
    assert rows == []


def test_what_leaves_is_what_one_may_read_when_it_leaves(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    more_cases(house, cast.authority, cast.unit, 2)
    grit, costa = browser_of(cast.grit), browser_of(cast.costa)
    release = _agreed(house, cast, grit, costa, _gate(cast), "Before the wall")
    wall = (
        "insert into cases_wall (id, case_id, member_id, ground, why, raised_by_id, since_at)"
        " values (gen_random_uuid(), %s, %s, 'conflict', 'x', %s, now())"
    )
    one, *_rest = ask(house, "select id, reference from cases_case where called = 'Somebody 1'"
                             " and unit_id = %s", cast.unit)  # fmt: skip
    ask(house, wall, one[0], cast.grit.id, cast.costa.id)
    ask(house, "update cases_case set is_walled = true where id = %s", one[0])
    taken = _taken(send(grit, f"{release}take/"))
    assert len(taken) == 2
    assert one[1] not in taken


def test_neither_asking_nor_agreeing_holds_for_ever(cast: Cast, browser_of: Browsers, house: House) -> None:
    costa, grit = browser_of(cast.costa), browser_of(cast.grit)
    more_cases(house, cast.authority, cast.unit, 2)
    late = _asked(house, grit, _gate(cast), "Too late")
    ends = "update worklists_release set until_at = now() - interval '1 minute' where why = %s"
    ask(house, ends, "Too late")
    assert "Too late" not in words(costa, RELEASES)
    refused = send(costa, f"{late}answer/", is_agreed="yes", why="")
    assert refused.status_code == 409
    assert "This was asked too long ago." in refused.content.decode()
    release = _agreed(house, cast, grit, costa, _gate(cast), "In time")
    assert "answers about my lists" in words(grit, "/adjudication/")
    ask(house, ends, "In time")
    assert "answers about my lists" not in words(grit, "/adjudication/")
    refused = send(grit, f"{release}take/")
    assert refused.status_code == 409
    assert "The time in which you could take this list out is over." in refused.content.decode()


def test_somebody_of_two_units_says_whom_to_ask(cast: Cast, browser_of: Browsers, house: House) -> None:
    more_cases(house, cast.authority, cast.unit, 2)
    _held(house, cast)
    berg = browser_of(cast.berg)
    page = words(berg, MINE)
    assert "A supervisor of which unit is asked" not in page
    ((second,),) = ask(
        house,
        "insert into identity_unit (id, organisation_id, name, is_listed)"
        " values (gen_random_uuid(), %s, 'Second unit', false) returning id",
        cast.authority,
    )
    post = (
        "insert into identity_posting select (jsonb_populate_record(p, jsonb_build_object("
        "'id', gen_random_uuid(), 'unit_id', %s::text))).* from identity_posting p"
        " where p.member_id = %s limit 1"
    )
    ask(house, post, second, cast.berg.id)
    assert "A supervisor of which unit is asked" in words(berg, MINE)
    missing = send(berg, MINE, why="Which unit")
    assert missing.status_code == 200
    assert "Which unit" in missing.content.decode()
    led_to(berg, send(berg, MINE, why="Which unit", unit=str(second)))
    assert ask(house, "select unit_id, is_own from worklists_release where why = 'Which unit'") == [
        (second, True)
    ]


def test_what_waits_costs_as_many_questions_for_ten_as_for_one(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    costa, counts = browser_of(cast.costa), []
    for count in (1, 9):
        for each in range(count):
            _asked(house, costa, _gate(cast), f"List {count} {each}")
        queries(costa, RELEASES)
        counts.append(queries(costa, RELEASES))
    assert counts[0] == counts[1]
