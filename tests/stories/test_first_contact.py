"""A case from its first day to the agency and back: opened, given, written, shared, read there, revoked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, led_to, send, words

Browsers = Callable[..., Client]


def test_first_contact(house: House, cast: Cast, browser_of: Browsers) -> None:
    hana, costa, berg = browser_of(cast.hana), browser_of(cast.costa), browser_of(cast.berg)
    dina = browser_of(cast.dina)
    reference = f"OP-{uuid4()}"[:16]

    # Hana registers somebody who has just arrived.
    day = {"opened_on_day": "2", "opened_on_month": "3", "opened_on_year": "2026"}
    sent: dict[str, Any] = {"unit_id": cast.unit, "reference": reference, "called": "أمينة", **day}
    led_to(hana, send(hana, "/adjudication/cases/open/", **sent))
    case = ask(house, "select id from cases_case where reference = %s", reference)[0][0]
    desk, there = f"/adjudication/case/{case}/", f"/casework/case/{case}/"

    # Berg does not know of it until Costa gives it to him.
    words(berg, desk, status=404)
    send(costa, desk + "assign/", member_id=cast.berg.id, part="lead", why="Has room.")
    assert reference in words(berg, "/adjudication/")

    # He writes down what was said, in the part of the file that is for everybody who works on it.
    day = {"happened_on_day": "3", "happened_on_month": "3", "happened_on_year": "2026"}
    note = {"text": "Asked for a lawyer.", "compartment": "general", **day}
    led_to(berg, send(berg, desk + "notes/write/", **note))

    # She agrees that Harbour House may read it, until the end of the year.
    words(dina, there, status=404)
    day = {"until_on_day": "31", "until_on_month": "12", "until_on_year": "2126"}
    share: dict[str, Any] = {
        "unit_id": cast.agency_unit,
        "purpose": "legal_aid",
        "basis": "consent",
        "basis_says": "Signed.",
    }
    assert "Berg shared the case with First unit" in led_to(berg, send(berg, desk + "share/", **share, **day))

    # Dina finds it on her round, reads it, and can change nothing.
    assert reference in words(dina, "/casework/cases/shared/")
    assert "Another organisation shares this case with you." in words(dina, there)
    assert "Asked for a lawyer." in words(dina, there + "notes/")
    assert send(dina, there + "notes/write/", **note).status_code == 404
    assert "Harbour House" in words(berg, desk + "readers/")

    # The consent is taken back. From the next page on there is nothing.
    given = ask(house, "select id from cases_share where case_id = %s", case)[0][0]
    led_to(berg, send(berg, f"{desk}shares/{given}/revoke/"))
    words(dina, there, status=404)
    words(dina, there + "notes/", status=404)
    assert reference not in words(dina, "/casework/cases/shared/")

    # Everything that happened is in its timeline, in order.
    page = words(berg, desk + "timeline/")
    said = ["revoked the share", "shared the case", "wrote a note", "assigned the case", "opened the case"]
    places = [page.index(sentence) for sentence in said]
    assert places == sorted(places)
