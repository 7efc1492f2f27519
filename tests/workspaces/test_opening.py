"""Opening a case for the first time, and opening one in an emergency."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, led_to, send, words

Browsers = Callable[..., Client]
REASON = "The person stands here and nobody who holds the case is in the house."


def _new(cast: Cast, **changes: object) -> dict[str, Any]:
    day = {"opened_on_day": "2", "opened_on_month": "3", "opened_on_year": "2026"}
    return {"unit_id": cast.unit, "reference": f"N-{uuid4()}"[:20], "called": "ሰላም", **day} | changes


def test_a_clerk_opens_a_case(cast: Cast, browser_of: Browsers) -> None:
    hana = browser_of(cast.hana)
    page = led_to(hana, send(hana, "/adjudication/cases/open/", **_new(cast)))
    assert "<bdi>ሰላም</bdi>" in page


def test_a_reference_is_taken_once(cast: Cast, browser_of: Browsers) -> None:
    answer = send(browser_of(cast.hana), "/adjudication/cases/open/", **_new(cast, reference=cast.reference))
    assert answer.status_code == 409
    assert "This reference is taken." in answer.content.decode()
    assert "ሰላም" in answer.content.decode()


def test_a_case_is_opened_in_ones_own_unit(cast: Cast, browser_of: Browsers) -> None:
    new = _new(cast, unit_id=cast.agency_unit)
    assert send(browser_of(cast.hana), "/adjudication/cases/open/", **new).status_code == 200
    assert send(browser_of(cast.berg), "/adjudication/cases/open/", **_new(cast)).status_code == 403


def test_a_caseworker_opens_a_case_of_the_agency(cast: Cast, browser_of: Browsers) -> None:
    dina = browser_of(cast.dina)
    page = led_to(dina, send(dina, "/casework/cases/open/", **_new(cast, unit_id=cast.agency_unit)))
    assert "Dina opened the case" in page


def _emergency(client: Client, reference: str, reason: str = REASON) -> Any:
    return send(
        client, "/adjudication/emergency/", reference=reference, ground="person_present", reason=reason
    )


def test_an_emergency_opens_one_case_and_is_reviewed(house: House, cast: Cast, browser_of: Browsers) -> None:
    farah, costa = browser_of(cast.farah), browser_of(cast.costa)
    page = led_to(farah, _emergency(farah, cast.reference))
    assert "You cannot read its file" not in page
    assert "You can read this case but not write in it." in page
    assert REASON in words(costa, f"/adjudication/case/{cast.case}/access/")
    assert cast.reference in words(costa, "/adjudication/emergency/reviews/")
    opening: UUID = ask(house, "select id from cases_opening where case_id = %s", cast.case)[0][0]
    url = f"/adjudication/emergency/reviews/{opening}/"
    assert REASON in words(costa, url)
    assert send(costa, url, was_justified="yes", review_says="").status_code == 200
    led_to(costa, send(costa, url, was_justified="yes", review_says="It could not wait."))
    words(costa, url, status=404)
    assert "Justified" in words(costa, f"/adjudication/case/{cast.case}/access/")
    assert send(farah, url, was_justified="yes", review_says="Mine.").status_code == 403


def test_missing_walled_and_protected_look_the_same(house: House, cast: Cast, browser_of: Browsers) -> None:
    ask(house, "update cases_case set is_restricted = true where id = %s returning 1", cast.other_case)
    protected = ask(house, "select reference from cases_case where id = %s", cast.other_case)[0][0]
    elsewhere = ask(house, "select reference from cases_case where id = %s", cast.elio_case)[0][0]
    grit = browser_of(cast.grit)
    for reference in ("AP-nowhere", cast.reference, protected, elsewhere):
        answer = _emergency(grit, reference)
        assert answer.status_code == 409
        page = answer.content.decode()
        assert "There is no such case that you could open." in page
        assert REASON in page
    denied = ask(house, "select target from journal_denial where by_id = %s order by id", cast.grit.id)
    assert [row[0] for row in denied] == ["AP-nowhere", cast.reference, protected, elsewhere]


def test_an_emergency_needs_a_reason_in_words(cast: Cast, browser_of: Browsers) -> None:
    answer = _emergency(browser_of(cast.farah), cast.reference, "Urgent.")
    assert answer.status_code == 409
    assert "at least 30 characters" in answer.content.decode()


def test_a_clerk_opens_nothing_in_an_emergency(cast: Cast, browser_of: Browsers) -> None:
    assert _emergency(browser_of(cast.hana), cast.reference).status_code == 403


def test_notices_are_read_when_i_say_so(house: House, cast: Cast, browser_of: Browsers) -> None:
    ask(
        house,
        "insert into notices_notice (id, member_id, entry_id, kind, case_id, at)"
        " values (gen_random_uuid(), %s, 1, 'cases.glass_broken', %s, now()) returning 1",
        cast.berg.id,
        cast.case,
    )
    berg = browser_of(cast.berg)
    assert "<strong>1</strong> <span>unread notices" in words(berg, "/adjudication/")
    page = words(berg, "/adjudication/notices/")
    assert "Somebody opened a case in an emergency" in page
    assert cast.reference in page
    page = led_to(berg, send(berg, "/adjudication/notices/read/"))
    assert "Notices were marked as read." in page
    assert "Mark all as read" not in page
