"""The JSON door: the same walls as the pages, one shape of error, one effect per key."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.test import Client

from limen.api.v1 import api
from tests.cast import Cast
from tests.conftest import House

Browsers = Callable[..., Client]


def _note(client: Client, case: object, key: str = "", **changes: object) -> Any:
    body = {"text": "A sample note.", "happened_on": "2026-05-03"} | changes
    return client.post(
        f"/api/v1/cases/{case}/notes",
        json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": key or str(uuid4())},
    )


def test_it_says_who_i_am(cast: Cast, browser_of: Browsers) -> None:
    told = browser_of(cast.berg).get("/api/v1/me").json()
    assert told["name"] == "Berg"
    assert "notes.write" in told["permissions"]


def test_nobody_is_told_to_sign_in(browser_of: Browsers) -> None:
    answer = browser_of().get("/api/v1/me")
    assert answer.status_code == 401
    assert answer.json()["error"] == "signed_out"


def test_my_cases_are_those_assigned_to_me(cast: Cast, browser_of: Browsers) -> None:
    found = browser_of(cast.berg).get("/api/v1/cases").json()
    assert [row["id"] for row in found["cases"]] == [str(cast.case)]
    assert browser_of(cast.farah).get("/api/v1/cases").json()["cases"] == []


def test_a_hidden_case_looks_like_a_missing_one(cast: Cast, browser_of: Browsers) -> None:
    for player in (cast.elio, cast.grit, cast.dina, cast.ivo):
        client = browser_of(player)
        hidden, missing = (client.get(f"/api/v1/cases/{case}") for case in (cast.case, uuid4()))
        assert hidden.status_code == missing.status_code == 404
        assert hidden.content == missing.content


def test_a_case_is_read_only_after_the_reading_was_written(
    house: House, cast: Cast, browser_of: Browsers
) -> None:
    assert browser_of(cast.berg).get(f"/api/v1/cases/{cast.case}").json()["called"] == "Amina"
    with psycopg.connect(house.admin_dsn) as connection:
        lines = connection.execute(
            "select by_id, what from journal_reading where case_ids @> array[%s]", [cast.case]
        ).fetchall()
    assert lines == [(cast.berg.id, "api:case")]


def test_a_note_is_written_once_per_key(cast: Cast, browser_of: Browsers) -> None:
    client, key = browser_of(cast.berg), str(uuid4())
    first, again = _note(client, cast.case, key), _note(client, cast.case, key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(client.get(f"/api/v1/cases/{cast.case}/notes").json()) == 1


def test_a_key_used_for_something_else_is_refused(cast: Cast, browser_of: Browsers) -> None:
    client, key = browser_of(cast.berg), str(uuid4())
    _note(client, cast.case, key)
    assert _note(client, cast.case, key, text="Another text.").status_code == 422


def test_a_change_without_a_key_is_refused(cast: Cast, browser_of: Browsers) -> None:
    answer = browser_of(cast.berg).post(
        f"/api/v1/cases/{cast.case}/notes",
        json.dumps({"text": "x", "happened_on": "2026-05-03"}),
        content_type="application/json",
    )
    assert answer.status_code == 400


def test_a_refusal_names_its_obstacles(cast: Cast, browser_of: Browsers) -> None:
    answer = _note(browser_of(cast.berg), cast.case, text="  ", happened_on="2999-01-01")
    assert answer.status_code == 409
    assert {o["code"] for o in answer.json()["obstacles"]} == {"text", "happened_on"}


@pytest.mark.parametrize("name", ["hana", "ivo"])
def test_the_wrong_role_may_not_write(name: str, cast: Cast, browser_of: Browsers) -> None:
    assert _note(browser_of(getattr(cast, name)), cast.case).status_code == 403


def test_a_compartment_without_clearance_is_refused(cast: Cast, browser_of: Browsers) -> None:
    answer = _note(browser_of(cast.berg), cast.case, compartment="gbv")
    assert [o["code"] for o in answer.json()["obstacles"]] == ["compartment"]


def test_forged_requests_from_other_sites_are_refused(cast: Cast) -> None:
    from django.conf import settings

    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = cast.berg.cookie
    assert _note(client, cast.case).status_code == 403


def test_every_endpoint_is_asked_through_the_door() -> None:
    for _, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                assert hasattr(operation.view_func, "page"), path
