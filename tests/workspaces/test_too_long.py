"""A page that the database stops: what to do, and what was typed is still there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from django.test import Client
from psycopg import sql

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, send, words

Browsers = Callable[..., Client]


@contextmanager
def held_up(house: House, table: str) -> Iterator[None]:
    """Somebody else holds a table, longer than the database lets anybody wait."""
    with psycopg.connect(house.admin_dsn) as other, connection.cursor() as cursor:
        other.execute(sql.SQL("lock table {} in access exclusive mode").format(sql.Identifier(table)))
        cursor.execute("set statement_timeout = '100ms'")
        try:
            yield
        finally:
            connection.close()


def test_a_list_that_takes_too_long_is_stopped_with_advice(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    browser = browser_of(cast.costa)
    with held_up(house, "worklists_row"):
        page = words(browser, f"/adjudication/work/of-unit/{cast.unit}/?within=7", status=503)
    assert "narrow the filter" in page
    assert f'href="/adjudication/work/of-unit/{cast.unit}/?within=7"' in page
    assert f'href="/adjudication/work/of-unit/{cast.unit}/"' in page
    assert "Nothing was changed" in page


def test_what_was_typed_is_still_there(cast: Cast, browser_of: Browsers, house: House) -> None:
    url = f"/adjudication/case/{cast.case}/notes/write/"
    browser = browser_of(cast.berg)
    with held_up(house, "notes_note"):
        answer = send(browser, url, op="0190b7a4-0000-7000-8000-000000000001", text="<a> harbour")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "&lt;a&gt; harbour</textarea>" in page
    assert "0190b7a4-0000-7000-8000-000000000001" in page
    assert answer.headers["Retry-After"] == "5"
    assert ask(house, "select count(*) from notes_note where case_id = %s", cast.case) == [(0,)]


def test_what_is_too_much_to_count_is_left_out_and_said(
    cast: Cast, browser_of: Browsers, house: House
) -> None:
    browser = browser_of(cast.costa)
    assert "not counted" not in words(browser, "/registration/quality/")
    with held_up(house, "contacts_way"):
        page = words(browser, "/registration/quality/")
    assert "Not everything was counted" in page
    assert page.count("not counted") == 2  # no safe way, and what comes after it
    assert "/registration/quality/need_overdue/" in page
