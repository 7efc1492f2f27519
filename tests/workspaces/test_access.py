"""Who may see a case: giving it, taking it back, keeping somebody away, closing it, sharing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, led_to, send, words

Browsers = Callable[..., Client]


def _url(cast: Cast, part: str = "", case: UUID | None = None) -> str:
    return f"/adjudication/case/{case or cast.case}/{part}"


def _only(house: House, query: str, *values: object) -> UUID:
    found: list[tuple[UUID]] = ask(house, query, *values)
    assert len(found) == 1
    return found[0][0]


def _given(cast: Cast, **changes: object) -> dict[str, Any]:
    return {"member_id": cast.farah.id, "part": "co_worker", "why": "Speaks Somali."} | changes


def test_a_supervisor_assigns_and_takes_back(house: House, cast: Cast, browser_of: Browsers) -> None:
    costa, farah = browser_of(cast.costa), browser_of(cast.farah)
    page = led_to(costa, send(costa, _url(cast, "assign/"), **_given(cast)))
    assert "Costa assigned the case to Farah." in page
    assert "You cannot read its file" not in words(farah, _url(cast))
    given = _only(
        house,
        "select id from cases_assignment where case_id = %s and member_id = %s",
        cast.case,
        cast.farah.id,
    )
    assert "Farah" in words(costa, _url(cast, f"assignments/{given}/end/"))
    page = led_to(costa, send(costa, _url(cast, f"assignments/{given}/end/")))
    assert "Costa ended the assignment of Farah." in page
    assert "You cannot read its file" in words(farah, _url(cast))


def test_nobody_is_assigned_twice_or_past_a_wall(cast: Cast, browser_of: Browsers) -> None:
    costa = browser_of(cast.costa)
    twice = send(costa, _url(cast, "assign/"), **_given(cast, member_id=cast.berg.id))
    walled = send(costa, _url(cast, "assign/"), **_given(cast, member_id=cast.grit.id))
    assert "already assigned to this person" in twice.content.decode()
    assert "A conflict of interest keeps this person from the case." in walled.content.decode()
    assert twice.status_code == walled.status_code == 409
    assert "Speaks Somali." in walled.content.decode()


def test_an_officer_assigns_nobody(cast: Cast, browser_of: Browsers) -> None:
    for part in ("assign/", "keep-away/", "restrict/"):
        assert send(browser_of(cast.berg), _url(cast, part), **_given(cast)).status_code == 403
        assert send(browser_of(cast.elio), _url(cast, part), **_given(cast)).status_code == 404


def test_an_assignment_is_ended_in_its_own_case(house: House, cast: Cast, browser_of: Browsers) -> None:
    given = _only(house, "select id from cases_assignment where case_id = %s", cast.case)
    url = _url(cast, f"assignments/{given}/end/", cast.other_case)
    assert send(browser_of(cast.costa), url).status_code == 404


def test_a_supervisor_keeps_somebody_away_and_lets_them_near(
    house: House, cast: Cast, browser_of: Browsers
) -> None:
    costa, berg = browser_of(cast.costa), browser_of(cast.berg)
    send(costa, _url(cast, "keep-away/"), member_id=cast.berg.id, ground="family", why="")
    words(berg, _url(cast), status=404)
    wall = _only(
        house, "select id from cases_wall where case_id = %s and member_id = %s", cast.case, cast.berg.id
    )
    without = send(costa, _url(cast, f"walls/{wall}/lift/"), why="")
    assert without.status_code == 200
    page = led_to(costa, send(costa, _url(cast, f"walls/{wall}/lift/"), why="A mistake."))
    assert "lifted the wall between the case and Berg" in page
    words(berg, _url(cast))


def test_i_know_this_person(cast: Cast, browser_of: Browsers) -> None:
    berg = browser_of(cast.berg)
    assert "This is the last thing you will see of this case." in words(berg, _url(cast, "conflict/"))
    answer = send(berg, _url(cast, "conflict/"), ground="community", why="A neighbour.")
    page = led_to(berg, answer)
    assert "You declared a conflict of interest." in page
    assert cast.reference not in page
    words(berg, _url(cast), status=404)
    assert "<bdi>Berg</bdi>" in words(browser_of(cast.costa), _url(cast, "access/"))


def test_a_case_is_restricted_from_inside_alone(cast: Cast, browser_of: Browsers) -> None:
    costa = browser_of(cast.costa)
    assert send(costa, _url(cast, "restrict/"), is_restricted="yes").status_code == 409
    send(costa, _url(cast, "assign/"), **_given(cast, member_id=cast.costa.id))
    send(costa, _url(cast, "restrict/"), is_restricted="yes")
    assert "Restricted" in words(costa, _url(cast))
    words(browser_of(cast.farah), _url(cast), status=404)
    assert "A restricted case is not shared." in words(costa, _url(cast, "access/"))
    send(costa, _url(cast, "restrict/"), is_restricted="no")
    words(browser_of(cast.farah), _url(cast))


def test_whoever_takes_the_last_way_in_is_led_out(house: House, cast: Cast, browser_of: Browsers) -> None:
    costa = browser_of(cast.costa)
    send(costa, _url(cast, "assign/"), **_given(cast, member_id=cast.costa.id))
    send(costa, _url(cast, "restrict/"), is_restricted="yes")
    given = _only(
        house,
        "select id from cases_assignment where case_id = %s and member_id = %s",
        cast.case,
        cast.costa.id,
    )
    page = led_to(costa, send(costa, _url(cast, f"assignments/{given}/end/")))
    assert "The case is no longer open to you." in page


SHARED = {
    "purpose": "legal_aid",
    "basis": "consent",
    "basis_says": "In writing, 1 November.",
    "until_on_day": "31",
    "until_on_month": "12",
    "until_on_year": "2126",
}


def test_a_share_lasts_to_the_end_of_its_day(house: House, cast: Cast, browser_of: Browsers) -> None:
    ask(
        house,
        "update identity_member set time_zone = 'Asia/Kathmandu' where id = %s returning 1",
        cast.berg.id,
    )
    berg = browser_of(cast.berg)
    led_to(berg, send(berg, _url(cast, "share/"), unit_id=cast.agency_unit, **SHARED))
    found = ask(house, "select until_at from cases_share where case_id = %s", cast.case)
    assert found == [(datetime(2126, 12, 31, 18, 14, 59, tzinfo=UTC),)]


def test_a_share_that_would_be_over_is_refused(cast: Cast, browser_of: Browsers) -> None:
    past = SHARED | {"until_on_year": "2020"}
    answer = send(browser_of(cast.berg), _url(cast, "share/"), unit_id=cast.agency_unit, **past)
    assert answer.status_code == 409
    assert "must lie in the future" in answer.content.decode()
    assert SHARED["basis_says"] in answer.content.decode()


def test_nobody_shares_with_their_own_or_with_the_unlisted(cast: Cast, browser_of: Browsers) -> None:
    berg = browser_of(cast.berg)
    for unit in (cast.unit, cast.elio.unit_id):
        assert send(berg, _url(cast, "share/"), unit_id=unit, **SHARED).status_code == 200
    assert send(browser_of(cast.hana), _url(cast, "share/"), **SHARED).status_code == 403


def test_a_share_is_revoked(house: House, cast: Cast, browser_of: Browsers) -> None:
    berg, dina = browser_of(cast.berg), browser_of(cast.dina)
    send(berg, _url(cast, "share/"), unit_id=cast.agency_unit, **SHARED)
    words(dina, f"/casework/case/{cast.case}/")
    share = _only(house, "select id from cases_share where case_id = %s", cast.case)
    words(dina, f"/casework/case/{cast.case}/shares/{share}/revoke/", status=200)
    assert send(dina, f"/casework/case/{cast.case}/shares/{share}/revoke/").status_code == 404
    page = led_to(berg, send(berg, _url(cast, f"shares/{share}/revoke/")))
    assert "Berg revoked the share with First unit." in page
    words(dina, f"/casework/case/{cast.case}/", status=404)
    assert send(berg, _url(cast, f"shares/{share}/revoke/")).status_code == 409
