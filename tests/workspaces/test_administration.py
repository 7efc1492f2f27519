"""Keeping the house: people and what they hold, its journal, its refusals, and no case anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, led_to, send, words

Browsers = Callable[..., Client]
PEOPLE = "/administration/people/"


def test_the_administrator_sees_people_and_what_they_hold(cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.ivo), PEOPLE)
    assert "<bdi>Berg</bdi>" in page
    assert cast.berg.login in page
    assert "Only cases given to them by name" in page
    assert "Elio" not in page


@pytest.mark.parametrize("part", ["", "people/", "journal/", "refused/", "standing-too-long/"])
def test_no_case_is_seen_in_the_administration(cast: Cast, browser_of: Browsers, part: str) -> None:
    page = browser_of(cast.ivo).get(f"/administration/{part}", follow=True).content.decode()
    assert cast.reference not in page
    assert "Amina" not in page


def test_somebody_is_invited_and_may_be_given_a_link(house: House, cast: Cast, browser_of: Browsers) -> None:
    ivo, login = browser_of(cast.ivo), f"new-{uuid4()}"
    sent = {"name": "Mehret", "login": login, "language": "fr", "time_zone": "Africa/Asmara"}
    answer = send(ivo, PEOPLE + "invite/", **sent)
    page = led_to(ivo, answer)
    assert f"Mehret was invited to sign in as {login}." in page
    member: UUID = ask(house, "select id from identity_account where login = %s", login)[0][0]
    assert f"/account/invitations/{member}/" in page


def test_a_taken_login_is_refused_and_kept(cast: Cast, browser_of: Browsers) -> None:
    sent = {"name": "Mehret", "login": cast.elio.login, "language": "fr", "time_zone": "UTC"}
    answer = send(browser_of(cast.ivo), PEOPLE + "invite/", **sent)
    assert answer.status_code == 409
    assert "This login is taken." in answer.content.decode()
    assert 'value="Mehret"' in answer.content.decode()


def test_a_posting_is_given_and_ended(house: House, cast: Cast, browser_of: Browsers) -> None:
    ivo, url = browser_of(cast.ivo), f"{PEOPLE}{cast.farah.id}/"
    given: dict[str, Any] = {"unit_id": cast.unit, "role": "supervisor", "reach": "2"}
    until = {"until_on_day": "1", "until_on_month": "6", "until_on_year": "2127"}
    page = led_to(ivo, send(ivo, url + "post/", **given, **until))
    assert "Farah was posted to First unit as Supervisor." in page
    assert "You cannot read its file" not in words(browser_of(cast.farah), f"/adjudication/case/{cast.case}/")
    query = "select id from identity_posting where member_id = %s and role = 'supervisor'"
    posting: UUID = ask(house, query, cast.farah.id)[0][0]
    assert "End the posting of Farah as Supervisor" in words(ivo, f"{url}postings/{posting}/end/")
    led_to(ivo, send(ivo, f"{url}postings/{posting}/end/"))
    assert "You cannot read its file" in words(browser_of(cast.farah), f"/adjudication/case/{cast.case}/")


def test_a_keeper_of_the_house_gets_no_reach(cast: Cast, browser_of: Browsers) -> None:
    given: dict[str, Any] = {"unit_id": cast.unit, "role": "auditor", "reach": "1"}
    answer = send(browser_of(cast.ivo), f"{PEOPLE}{cast.farah.id}/post/", **given)
    assert answer.status_code == 409
    assert "reads no case" in answer.content.decode()


def test_a_clearance_is_given_and_ended(house: House, cast: Cast, browser_of: Browsers) -> None:
    ivo, url = browser_of(cast.ivo), f"{PEOPLE}{cast.berg.id}/"
    assert "cleared for the compartment" in led_to(ivo, send(ivo, url + "clear/", compartment="medical"))
    assert send(ivo, url + "clear/", compartment="medical").status_code == 409
    held: UUID = ask(house, "select id from identity_clearance where member_id = %s", cast.berg.id)[0][0]
    page = led_to(ivo, send(ivo, f"{url}clearances/{held}/end/"))
    assert "knows only of the general part" in page


def test_somebody_is_suspended_after_a_question(cast: Cast, browser_of: Browsers) -> None:
    ivo, berg = browser_of(cast.ivo), browser_of(cast.berg)
    words(berg, "/adjudication/")
    assert "every session of it ends" in words(ivo, f"{PEOPLE}{cast.berg.id}/suspend/")
    words(berg, "/adjudication/")
    assert "Suspended" in led_to(ivo, send(ivo, f"{PEOPLE}{cast.berg.id}/suspend/"))
    assert berg.get("/adjudication/").status_code == 302


def test_nobody_changes_themselves(cast: Cast, browser_of: Browsers) -> None:
    ivo, url = browser_of(cast.ivo), f"{PEOPLE}{cast.ivo.id}/"
    assert words(ivo, url).count('aria-disabled="true"') == 5
    assert send(ivo, url + "clear/", compartment="medical").status_code == 409
    assert send(ivo, url + "suspend/").status_code == 409
    assert "/account/invitations/" not in words(ivo, url)


def test_somebody_of_another_organisation_is_not_there(cast: Cast, browser_of: Browsers) -> None:
    for part in ("", "post/", "clear/", "suspend/"):
        words(browser_of(cast.ivo), f"{PEOPLE}{cast.elio.id}/{part}", status=404)


def test_an_auditor_reads_the_journal_and_changes_nobody(cast: Cast, browser_of: Browsers) -> None:
    ivo, jun = browser_of(cast.ivo), browser_of(cast.jun)
    send(ivo, f"{PEOPLE}{cast.berg.id}/clear/", compartment="medical")
    page = jun.get("/administration/", follow=True).content.decode()
    assert "Berg was cleared for the compartment Medical." in page
    assert "People</a>" not in page
    for part in ("", "invite/", f"{cast.berg.id}/", f"{cast.berg.id}/suspend/"):
        words(jun, PEOPLE + part, status=403)


def test_refused_requests_are_listed_without_the_case(cast: Cast, browser_of: Browsers) -> None:
    words(browser_of(cast.grit), f"/adjudication/case/{cast.case}/", status=404)
    page = words(browser_of(cast.jun), "/administration/refused/")
    assert "<bdi>Grit</bdi>" in page
    assert "Not there, or not theirs" in page
    assert str(cast.case) not in page


def test_the_desk_does_not_keep_the_house(cast: Cast, browser_of: Browsers) -> None:
    for player in (cast.berg, cast.costa, cast.dina):
        words(browser_of(player), PEOPLE, status=403)
        words(browser_of(player), "/administration/journal/", status=403)


def test_how_long_is_too_long_is_said_and_kept(house: House, cast: Cast, browser_of: Browsers) -> None:
    ivo, url = browser_of(cast.ivo), "/administration/standing-too-long/"
    page = led_to(ivo, send(ivo, url, stage_days="90", quiet_days=""))
    assert "changed after how many days a case stands too long" in page
    assert 'value="90"' in page
    kept = "select stage_days, quiet_days from identity_organisation where id = %s"
    assert ask(house, kept, cast.authority) == [(90, None)]
    assert ask(house, kept, cast.other) == [(None, None)]
    for wrong in ("0", "-3", "4000", "many"):
        answer = send(ivo, url, stage_days=wrong, quiet_days="30")
        assert answer.status_code == 200
        assert f'value="{wrong}"' in answer.content.decode(), "what was typed stays"
    assert ask(house, kept, cast.authority) == [(90, None)]
    assert browser_of(cast.costa).get(url).status_code == 403
