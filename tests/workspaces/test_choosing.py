"""Six hundred officers and two hundred units: nobody looks through them, one types part of a name."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.people.commands.speaking import add_language
from limen.domain.people.names import LanguageTold
from limen.foundation.ids import new_id
from tests.cast import AT, Cast
from tests.conftest import House
from tests.domain.people.conftest import nadia
from tests.lawbook import put_in_force
from tests.workspaces.acting import ask, led_to, many_people, many_units, queries, send, words
from tests.workspaces.clocks import running

__all__ = ["nadia"]
Browsers = Callable[..., Client]
WORK = "/adjudication/work/"
UNITS, ASSIGN = f"{WORK}units/", f"{WORK}assign/"


@pytest.fixture
def now() -> datetime:
    return AT


@pytest.fixture
def crowd(cast: Cast, house: House) -> str:
    """Six hundred officers; the address of the worklist of their unit."""
    many_people(house, cast.authority, cast.unit, 600)
    return f"{WORK}of-unit/{cast.unit}/"


@pytest.fixture
def country(cast: Cast, house: House) -> list[UUID]:
    """Two hundred units that Costa reads beside the one she works in."""
    return many_units(house, cast.costa.id, cast.authority, 200, reach=2)


def _id_of(house: House, name: str, cast: Cast) -> UUID:
    query = "select id from identity_member where name = %s and organisation_id = %s"
    ((found,),) = ask(house, query, name, cast.authority)
    return UUID(str(found))


def _offered(page: str, name: str) -> list[str]:
    """The words beside the radio buttons of a field."""
    pattern = rf'type="radio" id="([^"]+)" name="{name}"[^>]*>\s*<label[^>]*>([^<]*)</label>'
    return [unescape(label).strip() for _id, label in re.findall(pattern, page)]


def _told(client: Client, url: str, typed: str, **more: Any) -> Any:
    answer = client.post(url, {"q": typed, **more})
    assert answer.status_code == 200
    return answer.json()


def test_few_officers_stay_a_list_and_few_units_stay_tabs(cast: Cast, browser_of: Browsers) -> None:
    costa = browser_of(cast.costa)
    page = words(costa, f"{WORK}of-unit/{cast.unit}/")
    assert '<select id="id_held"' in page or 'name="held"' in page
    assert "data-suggest-for" not in page
    assert UNITS not in page
    assert ">Farah</option>" in page
    page = send(costa, ASSIGN, case=[str(cast.case)]).content.decode()
    assert "member_id_typed" not in page
    assert any(one.startswith("Farah · open cases: 0") for one in _offered(page, "member_id"))
    assert 'href="/adjudication/work/units/"' not in words(costa, "/adjudication/")


def test_the_filter_finds_one_of_six_hundred(
    cast: Cast, browser_of: Browsers, crowd: str, house: House
) -> None:
    costa = browser_of(cast.costa)
    page = words(costa, crowd)
    assert "Officer 0001" not in page
    assert _offered(page, "held") == ["Anybody", "Me", "Nobody yet"] or len(_offered(page, "held")) == 3
    found = words(costa, f"{crowd}?held=nobody&held_typed=m%C3%BCl+000")
    assert _offered(found, "held")[3:] == ["Officer 0004 Müller"]
    assert 'value="mül 000"' in found
    assert "1 matches." in found
    assert re.search(r'value="nobody" checked', found), "the list stays as it was"
    one = _id_of(house, "Officer 0004 Müller", cast)
    chosen = words(costa, f"{crowd}?held={one}&held_typed=mul+000&held_found=mul+000")
    assert _offered(chosen, "held")[3:] == ["Officer 0004 Müller"]
    assert f'value="{one}" checked' in chosen
    assert 'value="mul 000"' not in chosen, "it was found: the box is empty again"
    assert "No case is in this list." in chosen
    assert f"held={one}" in chosen.partition("Keep this filter")[0]
    many = words(costa, f"{crowd}?held_typed=off")
    assert len(_offered(many, "held")) == 3 + 20
    assert "More than 20 match. Type more of the name." in many
    assert "No name matches “xyz”." in words(costa, f"{crowd}?held_typed=xyz")
    assert queries(costa, f"{crowd}?held_typed=off") == queries(costa, f"{crowd}?held_typed=0004")


def test_a_script_is_told_the_same_and_a_stranger_nothing(
    cast: Cast, browser_of: Browsers, crowd: str
) -> None:
    url = f"{crowd}people/"
    found = _told(browser_of(cast.costa), url, "0004")
    assert [(one["called"], one["under"]) for one in found["found"]] == [("Officer 0004 Müller", "")]
    assert found["is_more"] is False
    many = _told(browser_of(cast.costa), url, "officer")
    assert len(many["found"]) == 20
    assert many["is_more"] is True
    assert _told(browser_of(cast.costa), url, "costa")["found"] == [], "oneself is a choice of its own"
    assert len(_told(browser_of(cast.costa), f"{url}?me=1", "costa")["found"]) == 1
    for nothing in ("", " ", "("):
        assert _told(browser_of(cast.costa), url, nothing)["found"] == []
    assert browser_of(cast.costa).get(url).status_code == 405
    for stranger in (cast.elio, cast.dina):
        door = url if stranger is cast.elio else url.replace("adjudication", "casework")
        assert browser_of(stranger).post(door, {"q": "0004"}).status_code == 404
    assert browser_of().post(url, {"q": "0004"}).status_code == 302


def test_marked_rows_go_to_one_of_six_hundred(
    cast: Cast, browser_of: Browsers, crowd: str, house: House
) -> None:
    costa, cases = browser_of(cast.costa), [str(cast.case), str(cast.other_case)]
    page = send(costa, ASSIGN, case=cases).content.decode()
    assert _offered(page, "member_id") == []
    sent: dict[str, Any] = {"case": cases, "part": "lead", "why": "Has time", "member_id_typed": "0004"}
    page = send(costa, ASSIGN, **sent).content.decode()
    assert _offered(page, "member_id") == ["Officer 0004 Müller · open cases: 0"]
    assert "Has time" in page
    assert "This field is required" not in page
    held = "select count(*) from cases_assignment where member_id = %s"
    one, other = (_id_of(house, name, cast) for name in ("Officer 0004 Müller", "Officer 0005 Nowak"))
    typed_on = {**sent, "member_id": str(one), "member_id_found": "0004", "member_id_typed": "0005"}
    page = send(costa, ASSIGN, **typed_on).content.decode()
    assert ask(house, held, one) == [(0,)], "whoever types on is still looking"
    assert len(_offered(page, "member_id")) == 2
    assert (
        "of 2 cases were assigned" not in send(costa, ASSIGN, **sent, member_id_found="0004").content.decode()
    )
    done = send(costa, ASSIGN, **sent, member_id=str(one), member_id_found="0004").content.decode()
    assert "2 of 2 cases were assigned" in done
    assert ask(house, held, one) == [(2,)]
    again = _told(costa, f"{ASSIGN}people/", "0004", case=cases)
    assert again["found"][0]["label"] == "Officer 0004 Müller · open cases: 2 · holds already: 2"
    assert again["found"][0]["under"] == "open cases: 2 · holds already: 2"
    for stranger in (cast.elio.id, cast.ivo.id, other):
        wrong: dict[str, Any] = {"case": cases, "part": "lead", "why": "x", "member_id": str(stranger)}
        is_colleague = stranger == other
        answer = send(costa, ASSIGN, **wrong).content.decode()
        assert ("2 of 2 cases were assigned" in answer) == is_colleague


def test_narrowed_to_few_they_stand_side_by_side_again(
    cast: Cast, browser_of: Browsers, crowd: str, house: House, nadia: UUID, now: datetime
) -> None:
    told = LanguageTold(language="prs")
    add_language(nadia, language=told, language_id=new_id(), by=cast.berg.actor, at=now)
    ask(house, "update identity_member set languages = '{prs}' where id = %s", cast.farah.id)
    costa = browser_of(cast.costa)
    asked: dict[str, Any] = {"case": [str(cast.case)], "speaks": "prs"}
    page = send(costa, ASSIGN, **asked, show="1").content.decode()
    assert [one.split(" · ")[0] for one in _offered(page, "member_id")] == ["Farah"]
    assert "member_id_typed" not in page
    [found] = _told(costa, f"{ASSIGN}people/", "fa", **asked)["found"]
    assert found["under"] == "open cases: 0 · speaks: Dari"
    assert _told(costa, f"{ASSIGN}people/", "off", **asked)["found"] == []
    for player in (cast.berg, cast.farah):
        assert browser_of(player).post(f"{ASSIGN}people/", {"q": "fa"}).status_code == 403


def test_a_whole_list_goes_to_one_of_six_hundred(
    cast: Cast, browser_of: Browsers, crowd: str, house: House
) -> None:
    costa, where = browser_of(cast.costa), f"{crowd}assign-all/?held=nobody"
    assert _offered(words(costa, where), "member_id") == []
    sent = {"part": "lead", "why": "load", "member_id_typed": "0005"}
    page = send(costa, where, **sent).content.decode()
    assert _offered(page, "member_id") == ["Officer 0005 Nowak · open cases: 0"]
    assert "Yes, give all" not in page
    one = _id_of(house, "Officer 0005 Nowak", cast)
    sure = {**sent, "member_id": str(one), "member_id_found": "0005"}
    page = send(costa, where, **sure).content.decode()
    assert "Yes, give all 1 cases" in page
    assert f'value="{one}" checked' in page
    done = send(costa, where, **sure, expected="1", is_sure="on").content.decode()
    assert "1 of 1 cases were assigned" in done


def test_one_case_is_given_walled_off_and_asked_about_the_same_way(
    cast: Cast, browser_of: Browsers, crowd: str, house: House
) -> None:
    costa, one = browser_of(cast.costa), _id_of(house, "Officer 0006 O’Hara", cast)
    for act, more in (("assign", {"part": "lead", "why": "x"}), ("keep-away", {"ground": "family"})):
        url = f"/adjudication/case/{cast.case}/{act}/"
        assert "Officer 0006" not in words(costa, url)
        page = send(costa, url, member_id_typed="o'hara 0006", **more).content.decode()
        assert _offered(page, "member_id") == ["Officer 0006 O’Hara"]
        assert "This field is required" not in page
        assert f'data-suggest="{crowd}people/' in page
    url = f"/adjudication/case/{cast.case}/assign/"
    led_to(costa, send(costa, url, member_id=str(one), part="lead", why="x"))
    assert ask(house, "select count(*) from cases_assignment where member_id = %s", one) == [(1,)]
    add = "/adjudication/tasks/add/"
    task = {"says": "Ring", "due_on_day": "1", "due_on_month": "12", "due_on_year": "2027",
            "compartment": "general", "reference": ""}  # fmt: skip
    page = send(
        costa, add, **task, for_member_id=str(cast.costa.id), for_member_id_typed="0007"
    ).content.decode()
    assert _offered(page, "for_member_id") == ["Me", "Officer 0007 Öztürk"]
    assert 'value="Ring"' in page
    assert 'value="2027"' in page
    assert len(_told(costa, "/adjudication/tasks/people/", "0007")["found"]) == 1
    sent = {**task, "for_member_id": str(_id_of(house, "Officer 0007 Öztürk", cast))}
    led_to(costa, send(costa, add, **sent))
    kept = ask(house, "select says from tasks_task where for_member_id = %s", sent["for_member_id"])
    assert kept == [("Ring",)]


def test_two_hundred_units_are_a_tab_of_my_own_and_a_box(
    cast: Cast, browser_of: Browsers, country: list[UUID]
) -> None:
    costa = browser_of(cast.costa)
    page = words(costa, f"{WORK}of-unit/{cast.unit}/")
    tabs = re.findall(
        r"<li><a href=\"([^\"]+)\"[^>]*>([^<]+)</a></li>", page.partition("lm-tabs")[2].partition("</nav>")[0]
    )
    assert [label.strip() for _url, label in tabs] == ["Mine", "First unit"]
    other = words(costa, f"{WORK}of-unit/{country[7]}/")
    assert 'aria-current="page">Unit 008 Dnipro' in other
    assert ">First unit" in other
    assert ">Unit 009" not in other
    assert 'name="unit"' in other
    found = words(costa, f"{UNITS}?unit=cordo+01")
    assert re.findall(r'href="([^"]+)"><bdi>([^<]+)</bdi>', found) == [
        (f"{WORK}of-unit/{country[n - 1]}/", f"Unit 0{n} Córdoba") for n in (12, 17)
    ]
    assert "2 match." in found
    assert "More than 20 match" in words(costa, f"{UNITS}?unit=unit")
    assert "No name matches" in words(costa, f"{UNITS}?unit=nowhere")
    told = _told(costa, f"{UNITS}suggestions/", "unit 008")["found"]
    assert told[0]["url"] == f"{WORK}of-unit/{country[7]}/"
    assert _told(browser_of(cast.elio), f"{UNITS}suggestions/", "unit 008")["found"] == []
    assert words(browser_of(cast.elio), f"{UNITS}?unit=unit+008").count("Dnipro") == 0
    assert browser_of(cast.elio).get(f"{WORK}of-unit/{country[7]}/").status_code == 404
    home = words(costa, "/adjudication/")
    assert "Unit 001" not in home
    assert re.search(r'href="/adjudication/work/units/"><strong>201</strong> <span>units', home)
    assert queries(costa, f"{UNITS}?unit=unit") == queries(costa, f"{UNITS}?unit=cordo+01")


def test_what_is_due_is_asked_of_one_of_two_hundred_units(
    cast: Cast, browser_of: Browsers, country: list[UUID], now: datetime
) -> None:
    costa, due = browser_of(cast.costa), "/adjudication/due/"
    put_in_force(cast, now)
    clock = running(cast, now)
    page = words(costa, f"{due}?whose=unit")
    assert 'name="unit"' in page
    assert str(clock) in page
    of_unit = words(costa, f"{due}?whose=unit&unit={cast.unit}")
    assert 'aria-current="page">First unit' in of_unit
    assert str(clock) in of_unit
    assert "unit=" in of_unit.partition("lm-numbers")[2].partition("</ul>")[0]
    elsewhere = words(costa, f"{due}?whose=unit&unit={country[3]}")
    assert 'aria-current="page">Unit 004 Évora' in elsewhere
    assert str(clock) not in elsewhere
    found = words(costa, f"{UNITS}?for=due&unit=unit+004")
    assert f'href="{due}?whose=unit&amp;unit={country[3]}"' in found
    [told] = _told(costa, f"{UNITS}suggestions/?for=due", "unit 004")["found"]
    assert told["url"] == f"{due}?whose=unit&unit={country[3]}"
    stranger = words(browser_of(cast.elio), f"{due}?whose=unit&unit={cast.unit}")
    assert str(clock) not in stranger
    assert "lm-tabs" in stranger


def test_a_form_asks_for_one_of_two_hundred_units(
    cast: Cast, browser_of: Browsers, country: list[UUID], house: House
) -> None:
    costa, url = browser_of(cast.costa), f"{WORK}filters/keep/?held=nobody"
    page = words(costa, url)
    assert _offered(page, "unit_id") == ["For me alone"]
    page = send(costa, url, name="Mine", asked="held=nobody", unit_id_typed="008").content.decode()
    assert _offered(page, "unit_id") == ["For me alone", "Unit 008 Dnipro"]
    assert 'value="Mine"' in page
    led_to(costa, send(costa, url, name="Mine", asked="held=nobody", unit_id=str(country[7])))
    assert ask(house, "select count(*) from worklists_savedfilter where unit_id = %s", country[7]) == [(1,)]
    opening = words(costa, "/adjudication/cases/open/")
    assert "Unit 008" not in opening
    assert "unit_id_typed" in opening
