"""Worklists on pages: columns, orders, filters kept and shared, several cases given at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from openpyxl import load_workbook

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, led_to, more_cases, queries, readings, send, words

Browsers = Callable[..., Client]
WORK = "/adjudication/work/"
MINE, ASSIGN = f"{WORK}mine/", f"{WORK}assign/"


def _unit(cast: Cast) -> str:
    return f"{WORK}of-unit/{cast.unit}/"


def _next(page: str, rel: str = "next") -> str | None:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    return unescape(found.group(1)) if found else None


def _rows(page: str) -> list[str]:
    return re.findall(r'data-row-link href="/adjudication/case/([^/]+)/"', page)


def test_a_unit_sees_its_cases_and_a_stranger_nothing(cast: Cast, browser_of: Browsers, house: House) -> None:
    page = words(browser_of(cast.costa), _unit(cast))
    assert set(_rows(page)) == {str(cast.case), str(cast.other_case)}
    assert "Cases: 2" in page
    assert "adjudication:unit_worklist" in readings(house, cast.case, cast.costa.id)
    assert str(cast.case) not in words(browser_of(cast.grit), _unit(cast))
    for player in (cast.farah, cast.berg, cast.hana, cast.elio):
        assert browser_of(player).get(_unit(cast)).status_code == 404
    assert _rows(words(browser_of(cast.berg), MINE)) == [str(cast.case)]


def test_every_column_sorts_and_every_page_is_reached_by_key(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    more_cases(house, cast.authority, cast.unit, 70)
    costa = browser_of(cast.costa)
    for order in ("due", "-due", "last", "-last", "opened", "-opened", "reference", "-reference"):
        first = words(costa, f"{_unit(cast)}?sort={order}&column=due&column=last&column=opened&column=why")
        way = "descending" if order.startswith("-") else "ascending"
        assert first.count(f'aria-sort="{way}"') == first.count("aria-sort") == 1
        onward = _next(first)
        assert onward is not None
        second = words(costa, _unit(cast) + onward)
        assert len(_rows(first)) == 50
        assert len(_rows(second)) == 22
        assert set(_rows(first)).isdisjoint(_rows(second))
        back = _next(second, "prev")
        assert back is not None
        assert _rows(words(costa, _unit(cast) + back)) == _rows(first)
        assert not re.search(r"after=[^&\"]*N-", onward), "no reference stands in an address"
    assert len(_rows(words(costa, f"{_unit(cast)}?after=nonsense"))) == 50


def test_a_filter_keeps_what_was_asked_and_says_why_a_row_is_here(cast: Cast, browser_of: Browsers) -> None:
    costa = browser_of(cast.costa)
    page = words(costa, f"{_unit(cast)}?held=nobody&phase=examination&column=why")
    assert _rows(page) == [str(cast.other_case)]
    assert "Nobody holds it yet. · It is in the phase Examination." in page
    assert _rows(words(costa, f"{_unit(cast)}?held={cast.berg.id}")) == [str(cast.case)]
    assert len(_rows(words(costa, f"{_unit(cast)}?held=x&phase=no&within=-1&quiet=many&sort=no"))) == 2
    assert _rows(words(costa, f"{_unit(cast)}?quiet=3000")) == []


def test_a_list_is_narrowed_to_a_language_kept_shared_and_taken_out(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    ask(house, "update worklists_row set languages = '{ara,tir}' where id = %s", cast.other_case)
    costa = browser_of(cast.costa)
    page = words(costa, f"{_unit(cast)}?language=Tigrinya&column=languages&column=why")
    assert _rows(page) == [str(cast.other_case)]
    assert "Arabic, Tigrinya" in page
    assert "One speaks Tigrinya with somebody in it." in page
    assert "language=tir" in page, "a filter is kept by the code, whoever reads it in which language"
    sharing = {"name": "Tigrinya", "unit_id": str(cast.unit), "asked": "language=tir&sort=due"}
    led_to(costa, send(costa, f"{WORK}filters/keep/?language=tir", **sharing))
    assert f"{_unit(cast)}?language=tir" in unescape(words(browser_of(cast.grit), _unit(cast)))
    assert _rows(words(costa, f"{_unit(cast)}?language=ukr")) == []
    unknown = words(costa, f"{_unit(cast)}?language=Klingonish&held=nobody")
    assert "No language is called that." in unknown
    assert 'value="Klingonish"' in unknown
    assert _rows(unknown) == [str(cast.other_case)], "the rest of the filter holds"
    answer = send(costa, f"{_unit(cast)}export/?language=tir&column=languages", why="Interpreters")
    (first, *_rest) = load_workbook(BytesIO(answer.content)).worksheets
    assert [str(row[1]) for row in first.iter_rows(values_only=True)] == ["Languages", "Arabic, Tigrinya"]
    same = "held=nobody&column=languages&column=due"
    assert queries(costa, f"{_unit(cast)}?language=tir&{same}") == queries(costa, f"{_unit(cast)}?{same}")


def test_a_filter_is_kept_shared_and_dropped(cast: Cast, browser_of: Browsers, house: House) -> None:
    costa, grit = browser_of(cast.costa), browser_of(cast.grit)
    keep = f"{WORK}filters/keep/?held=nobody"
    assert 'value="held=nobody"' in words(costa, keep)
    led_to(costa, send(costa, keep, name="Unheld", unit_id=str(cast.unit), asked="held=nobody"))
    page = words(grit, _unit(cast))
    assert "Unheld" in page
    assert f"{_unit(cast)}?held=nobody" in unescape(page)
    filter_id = ask(house, "select id from worklists_savedfilter where name = 'Unheld' and member_id = %s",
                    cast.costa.id)[0][0]  # fmt: skip
    drop = f"{WORK}filters/{filter_id}/drop/"
    assert grit.get(drop).status_code == 404
    led_to(costa, send(costa, drop))
    assert "Unheld" not in words(grit, _unit(cast))


def test_several_cases_are_given_at_once_and_each_refusal_is_listed(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    """Grit is kept away from one of them, and gets the other."""
    costa = browser_of(cast.costa)
    chosen: dict[str, Any] = {"case": [str(cast.case), str(cast.other_case), str(cast.elio_case), "x"]}
    page = send(costa, ASSIGN, **chosen).content.decode()
    assert "Assign 2 cases" in page
    assert "Grit · open cases: 0 · kept away by a conflict: 1" in page
    assert "Berg · open cases: 1 · holds already: 1" in page
    answer = send(costa, ASSIGN, **chosen, member_id=str(cast.grit.id), part="lead", why="Speaks Tigrinya")
    done = answer.content.decode()
    assert "1 of 2 cases were assigned" in done
    held = "select case_id from cases_assignment where member_id = %s and until_at is null"
    assert ask(house, held, cast.grit.id) == [(cast.other_case,)]
    lines = "select count(*) from journal_entry where kind = 'cases.assigned' and case_id = %s"
    assert ask(house, lines, cast.other_case) == [(1,)]
    assert ask(house, lines, cast.case) == [(0,)]
    wrong = send(costa, ASSIGN, **chosen, member_id=str(cast.farah.id), part="lead", why="")
    assert wrong.status_code == 200
    assert "This field is required" in wrong.content.decode() or "Why this person" in wrong.content.decode()
    assert ask(house, held, cast.farah.id) == []
    assert "No case was chosen" in send(costa, ASSIGN).content.decode()
    assert browser_of(cast.berg).get(ASSIGN).status_code == 403


def test_the_lists_ask_as_many_questions_for_sixty_rows_as_for_three(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    costa, asked = browser_of(cast.costa), {}
    for count in (3, 60):
        more_cases(house, cast.authority, cast.unit, count)
        queries(costa, _unit(cast))
        asked[count] = (queries(costa, _unit(cast)), queries(costa, MINE))
    assert asked[3] == asked[60]


def test_what_came_in_stands_on_my_day_until_it_is_seen(cast: Cast, browser_of: Browsers) -> None:
    berg, costa = browser_of(cast.berg), browser_of(cast.costa)
    send(costa, f"/adjudication/case/{cast.case}/assign/", member_id=str(cast.farah.id), part="lead", why="x")
    page = words(berg, "/adjudication/")
    assert "Lines: 1" in page
    up_to = re.search(r'name="up_to" value="(\d+)"', page)
    assert up_to is not None
    led_to(berg, send(berg, f"{WORK}news/seen/", up_to=up_to.group(1)))
    assert "Nothing came in since you last looked." in words(berg, "/adjudication/")


def test_a_list_leaves_through_a_gate(
    cast: Cast, browser_of: Browsers, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What leaves is shown; nothing in it runs; it says who took it and why; the journal has the line."""
    ask(house, "update cases_case set called = '=1+1' where id = %s", cast.other_case)
    costa, gate = browser_of(cast.costa), f"{_unit(cast)}export/?held=nobody"
    page = words(costa, gate)
    assert "Name, Phase, Due, Held by, Last act" in page
    assert send(costa, gate, why=" ").status_code == 200
    answer = send(costa, gate, why="Meeting of the unit")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    book = load_workbook(BytesIO(answer.content))
    first, mark = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    assert [row[1] for row in first] == ["Name", "'=1+1"]
    told = {str(row[0]): row[1] for row in mark}
    assert (told["Taken out by"], told["What for"], told["Cases"]) == ("Costa", "Meeting of the unit", "1")
    line = "select facts from journal_entry where kind = 'worklists.exported' and by_id = %s"
    (facts,) = ask(house, line, cast.costa.id)
    assert '"count": 1' in facts[0] or '"count":1' in facts[0]
    assert "adjudication:export" in readings(house, cast.other_case, cast.costa.id)
    monkeypatch.setattr(settings, "EXPORT_ALONE_AT_MOST", 0)
    assert "This list is too long for one person alone." in words(browser_of(cast.berg), f"{MINE}export/")
    assert browser_of(cast.hana).get(f"{WORK}mine/export/").status_code == 403
    assert browser_of(cast.farah).get(gate).status_code == 404
