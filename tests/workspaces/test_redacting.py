"""A redacted copy, through the pages: boxes typed, looked at again, made, and linked to its original."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from limen.jobs.redacting import make_waiting
from limen.outside.storage.chosen import store_of
from tests.cast import Cast
from tests.conftest import House
from tests.jobs.nights import as_worker
from tests.outside.papers import pdf
from tests.workspaces.acting import ask, led_to, queries, send, words
from tests.workspaces.test_documents import _all, _documents, _file, _sent, _worked

BOX = {
    "left": "50",
    "top": "20",
    "right": "950",
    "bottom": "200",
    "reason": "other_person",
    "why": "A sister",
}


@pytest.fixture
def client(cast: Cast, browser_of: Any) -> Client:
    return browser_of(cast.berg)  # type: ignore[no-any-return]


@pytest.fixture
def paper(cast: Cast, client: Client, house: House) -> UUID:
    """A letter of two pages that was looked at."""
    assert _sent(client, cast, _file("x.pdf", pdf("Zakaria", "harbour")), title="Letter").status_code == 303
    _worked(house)
    [document] = _documents(house, cast)
    return document


def _made(house: House) -> None:
    with as_worker(house):
        make_waiting(store_of(settings.FILES), should_stop=lambda: False)
    _worked(house)


def _seen(page: str) -> str:
    found = re.search(r'name="boxes" value="([^"]*)"', page)
    assert found
    return found[1]


def test_from_a_box_to_the_copy(
    cast: Cast, client: Client, house: House, paper: UUID, browser_of: Any
) -> None:
    one = f"{_all(cast)}{paper}/"
    assert f"{one}v/1/p/1/redact/" in words(client, one)
    page = led_to(client, send(client, f"{one}v/1/p/1/redact/", **BOX))
    assert "About somebody else: A sister" in page
    assert 'class="is-box" x="50" y="20" width="900" height="180"' in page
    look = words(client, f"{one}v/1/redact/")
    assert "1 box on 1 of 2 pages" in look
    black = re.search(r'class="is-black" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', look)
    assert black
    assert int(black[1]) % 16 == 0
    assert int(black[3]) > 900 * 1240 // 1000, "a margin is shown as it will be painted"
    answer = send(client, f"{one}v/1/redact/", title="For the lawyer", boxes=_seen(look))
    assert "A redacted copy is being made" in led_to(client, answer)
    assert "every 3s" in words(client, f"{one}state/")
    _made(house)
    page = words(client, one)
    assert "There is a redacted copy" in page
    [copy] = set(_documents(house, cast)) - {paper}
    assert f'href="{_all(cast)}{copy}/"' in page
    page = words(client, f"{_all(cast)}{copy}/")
    assert "This is a redacted copy of" in page
    assert f'href="{one}"' in page
    assert "For the lawyer" in page
    assert "zakaria" not in words(client, f"{_all(cast)}{copy}/v/1/p/1/").lower()
    for path in (f"{one}v/1/p/1/redact/", f"{one}v/1/redact/"):
        words(browser_of(cast.elio), path, status=404)


def test_boxes_that_changed_meanwhile_are_looked_at_again(cast: Cast, client: Client, paper: UUID) -> None:
    one = f"{_all(cast)}{paper}/"
    send(client, f"{one}v/1/p/1/redact/", **BOX)
    seen = _seen(words(client, f"{one}v/1/redact/"))
    send(client, f"{one}v/1/p/2/redact/", **BOX)
    answer = send(client, f"{one}v/1/redact/", title="Kept title", boxes=seen)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The boxes are others" in page
    assert "Kept title" in page
    assert send(client, f"{one}v/1/redact/", title="Kept title", boxes=_seen(page)).status_code == 303


def test_a_box_is_taken_off_and_wrong_numbers_are_said(
    cast: Cast, client: Client, house: House, paper: UUID
) -> None:
    draw = f"{_all(cast)}{paper}/v/1/p/1/redact/"
    for wrong, says in (
        ({"left": "1001"}, "less than or equal to 1000"),
        ({"right": "50"}, "outside of the page"),
        ({"reason": ""}, "required"),
        ({"reason": "other", "why": ""}, "Write down the reason"),
    ):
        page = send(client, draw, **(BOX | wrong)).content.decode()
        assert says in page, wrong
        assert 'value="200"' in page, "nothing that was typed is lost"
    words(client, f"{_all(cast)}{paper}/v/1/redact/")
    send(client, draw, **BOX)
    [(box,)] = ask(house, "select id from documents_box where case_id = %s", cast.case)
    url = f"{_all(cast)}boxes/{box}/end/"
    assert url in words(client, draw)
    assert "There is none yet" in led_to(client, send(client, url))


def test_a_look_costs_the_same_however_many_boxes(cast: Cast, client: Client, paper: UUID) -> None:
    draw, look = f"{_all(cast)}{paper}/v/1/p/1/redact/", f"{_all(cast)}{paper}/v/1/redact/"
    send(client, draw, **BOX)
    few = queries(client, look)
    for _number in range(5):
        send(client, draw, **BOX)
    assert queries(client, look) == few
