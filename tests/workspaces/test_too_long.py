"""A page that the database stops: what to do, and what was typed is still there."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, send, words

Browsers = Callable[..., Client]


@pytest.fixture
def _hurried() -> Iterator[None]:
    """The database's own limit, so short that it always strikes."""
    with connection.cursor() as cursor:
        cursor.execute("set statement_timeout = '1ms'")
    try:
        yield
    finally:
        connection.close()


@pytest.mark.usefixtures("_hurried")
def test_a_list_that_takes_too_long_is_stopped_with_advice(cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.costa), f"/adjudication/work/of-unit/{cast.unit}/?within=7", status=503)
    assert "narrow the filter" in page
    assert f'href="/adjudication/work/of-unit/{cast.unit}/?within=7"' in page
    assert f'href="/adjudication/work/of-unit/{cast.unit}/"' in page
    assert "Nothing was changed" in page


@pytest.mark.usefixtures("_hurried")
def test_what_was_typed_is_still_there(cast: Cast, browser_of: Browsers, house: House) -> None:
    url = f"/adjudication/case/{cast.case}/notes/write/"
    answer = send(browser_of(cast.berg), url, op="0190b7a4-0000-7000-8000-000000000001", text="<a> harbour")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "&lt;a&gt; harbour</textarea>" in page
    assert "0190b7a4-0000-7000-8000-000000000001" in page
    assert answer.headers["Retry-After"] == "5"
    assert ask(house, "select count(*) from notes_note where case_id = %s", cast.case) == [(0,)]
