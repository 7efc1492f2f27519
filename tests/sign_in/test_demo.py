"""A demonstration: one click to be somebody invented, and no such click anywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from tests.cast import Cast, sign_in
from tests.conftest import House
from tests.sign_in.people import SIGN_IN, new_browser
from tests.sign_in.test_entry import seen_with

IS_DEMO = (
    "insert into identity_instance (id, is_demo) values (1, true)"
    " on conflict (id) do update set is_demo = true"
)

Rows = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture
def switched_on() -> Iterator[None]:
    """The setting, without the database's own word."""
    from django.test import override_settings

    with override_settings(DEMO=True):
        yield


@pytest.fixture
def demonstration(switched_on: None, rows: Rows) -> Iterator[None]:
    """The setting and the database's word."""
    rows(IS_DEMO)
    yield
    rows("update identity_instance set is_demo = false")


def test_the_door_lists_the_invented_people(demonstration: None, cast: Cast) -> None:
    page = new_browser().get(SIGN_IN).content.decode()
    assert f"/account/sign-in/as/{cast.berg.id}/" in page
    assert "Case officer" in page
    assert "Office of Protection" in page


def test_one_click_and_one_is_somebody(demonstration: None, cast: Cast, rows: Rows) -> None:
    client = new_browser()
    answer = client.post(f"/account/sign-in/as/{cast.berg.id}/", {"next": "/account/preferences/"})
    assert answer["Location"] == "/account/preferences/"
    page = client.get("/account/preferences/").content.decode()
    assert "This is a demonstration" in page
    kept = rows("select assurance from identity_session where account_id = %s and data <> ''", cast.berg.id)
    assert kept == [("demo",)]


def test_one_click_and_one_is_somebody_else(demonstration: None, cast: Cast) -> None:
    client = new_browser()
    for player in (cast.berg, cast.ivo):
        client.post(f"/account/sign-in/as/{player.id}/")
    assert "Ivo" in client.get("/account/").content.decode()


def test_only_a_form_of_ours_does_it(demonstration: None, cast: Cast) -> None:
    from django.test import Client

    assert new_browser().get(f"/account/sign-in/as/{cast.berg.id}/").status_code == 405
    assert Client(enforce_csrf_checks=True).post(f"/account/sign-in/as/{cast.berg.id}/").status_code == 403


def test_there_is_no_such_page_outside_a_demonstration(cast: Cast) -> None:
    assert new_browser().post(f"/account/sign-in/as/{cast.berg.id}/").status_code == 404
    assert "invented" not in new_browser().get(SIGN_IN).content.decode()


def test_the_setting_alone_opens_nothing(switched_on: None, cast: Cast, house: House) -> None:
    """Switched on by mistake where real people are: nobody is listed, no click works, and a session that was
    made by hand opens nothing."""
    assert "/account/sign-in/as/" not in new_browser().get(SIGN_IN).content.decode()
    assert new_browser().post(f"/account/sign-in/as/{cast.berg.id}/").status_code == 404
    from limen.domain.identity.names import Assurance

    with psycopg.connect(house.admin_dsn) as connection, connection.cursor() as cursor:
        cookie = sign_in(cursor, cast.berg.id, Assurance.DEMO)
    assert seen_with(cookie) == (None, 0)


def test_the_databases_word_alone_opens_nothing(cast: Cast, rows: Rows, house: House) -> None:
    """A demonstration's database served by an installation that is none."""
    from django.conf import settings

    from limen.domain.identity.names import Assurance

    rows(IS_DEMO)
    try:
        assert new_browser().post(f"/account/sign-in/as/{cast.berg.id}/").status_code == 404
        with psycopg.connect(house.admin_dsn) as connection, connection.cursor() as cursor:
            cookie = sign_in(cursor, cast.berg.id, Assurance.DEMO)
        client = new_browser()
        client.cookies[settings.SESSION_COOKIE_NAME] = cookie
        assert client.get("/account/").status_code == 302
    finally:
        rows("update identity_instance set is_demo = false")


def test_an_invented_person_has_no_credentials_to_change(demonstration: None, cast: Cast) -> None:
    client = new_browser()
    client.post(f"/account/sign-in/as/{cast.berg.id}/")
    assert "nobody has a password" in client.get("/account/second-factors/").content.decode()
    for page in ("app/", "passkey/", "recovery-codes/"):
        assert client.get(f"/account/second-factors/{page}").status_code == 404
    assert client.get("/account/password/").status_code == 404
