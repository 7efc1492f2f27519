"""Notes: written once, kept when refused, never lost in a conflict, folded where they may hurt."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from tests.cast import Cast, clear
from tests.conftest import House
from tests.workspaces.acting import ask, led_to, readings, send, words

Browsers = Callable[..., Client]
DAY = {"happened_on_day": "1", "happened_on_month": "11", "happened_on_year": "2026"}
WRITTEN = {"text": "The family asked for an interpreter.", "compartment": "general", **DAY}


def _file(cast: Cast) -> str:
    return f"/adjudication/case/{cast.case}/notes/"


def _note(house: House, cast: Cast) -> UUID:
    found: list[tuple[UUID]] = ask(house, "select id from notes_note where case_id = %s", cast.case)
    return found[0][0]


def _draft(client: Client, url: str, text: str, version: object = None, **headers: str) -> Any:
    body = json.dumps({"name": "text", "text": text, "base_version": version})
    return client.post(url, body, content_type="application/json", headers=headers)


def test_a_note_is_written(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.berg)
    page = led_to(client, send(client, _file(cast) + "write/", **WRITTEN))
    assert "Berg wrote a note." in page
    assert WRITTEN["text"] in page


def test_two_clicks_write_one_note(house: House, cast: Cast, browser_of: Browsers) -> None:
    client, op = browser_of(cast.berg), str(uuid4())
    first, second = (send(client, _file(cast) + "write/", op=op, **WRITTEN) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(ask(house, "select 1 from notes_note where case_id = %s", cast.case)) == 1


def test_wrong_input_keeps_what_was_typed(cast: Cast, browser_of: Browsers) -> None:
    answer = send(browser_of(cast.berg), _file(cast) + "write/", **{**WRITTEN, "happened_on_month": "13"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert WRITTEN["text"] in page
    assert 'value="13"' in page
    assert "Enter a real day" in page


def test_a_refused_note_keeps_what_was_typed(house: House, cast: Cast, browser_of: Browsers) -> None:
    answer = send(browser_of(cast.berg), _file(cast) + "write/", **{**WRITTEN, "happened_on_year": "2126"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert WRITTEN["text"] in page
    assert "cannot lie in the future" in page
    assert not ask(house, "select 1 from notes_note where case_id = %s", cast.case)


def test_only_own_compartments_are_offered(house: House, cast: Cast, browser_of: Browsers) -> None:
    url = _file(cast) + "write/"
    assert "Gender-based violence" not in words(browser_of(cast.berg), url)
    answer = send(browser_of(cast.berg), url, **{**WRITTEN, "compartment": "gbv"})
    assert answer.status_code == 200
    assert not ask(house, "select 1 from notes_note where case_id = %s", cast.case)
    assert "Gender-based violence" in words(browser_of(clear(house.admin_dsn, cast.berg, "gbv")), url)


def test_a_closed_part_is_folded_and_unknown_to_others(
    house: House, cast: Cast, browser_of: Browsers
) -> None:
    client = browser_of(clear(house.admin_dsn, cast.berg, "gbv"))
    page = led_to(client, send(client, _file(cast) + "write/", **{**WRITTEN, "compartment": "gbv"}))
    assert "Gender-based violence, 1 November 2026" in page
    assert '<details class="lm-fold"><summary>' in page
    assert WRITTEN["text"] not in words(browser_of(cast.costa), _file(cast))


def test_who_may_not_write_does_not(cast: Cast, browser_of: Browsers) -> None:
    assert send(browser_of(cast.hana), _file(cast) + "write/", **WRITTEN).status_code == 403
    assert send(browser_of(cast.farah), _file(cast) + "write/", **WRITTEN).status_code == 404
    assert send(browser_of(cast.elio), _file(cast) + "write/", **WRITTEN).status_code == 404


def test_a_revision_keeps_what_was_said_before(house: House, cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.berg)
    send(client, _file(cast) + "write/", **WRITTEN)
    note = _note(house, cast)
    page = led_to(client, send(client, f"{_file(cast)}{note}/revise/", text="Better.", version=1))
    assert "Better." in page
    assert "Version 1" in page
    assert WRITTEN["text"] in page


def test_a_conflict_shows_both_texts(house: House, cast: Cast, browser_of: Browsers) -> None:
    berg, costa = browser_of(cast.berg), browser_of(cast.costa)
    send(berg, _file(cast) + "write/", **WRITTEN)
    url = f"{_file(cast)}{_note(house, cast)}/revise/"
    send(costa, url, text="Theirs was faster.", version=1)
    answer = send(berg, url, text="Mine was slower.", version=1)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Two versions of the same text" in page
    assert "Mine was slower." in page
    assert "Costa" in page
    assert '<input type="hidden" name="version" value="2">' in page
    assert "Mine was slower." in led_to(berg, send(berg, url, text="Mine was slower.", version=2))


def test_a_note_is_found_in_its_own_case_alone(house: House, cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.costa)
    send(client, _file(cast) + "write/", **WRITTEN)
    words(client, f"/adjudication/case/{cast.other_case}/notes/{_note(house, cast)}/", status=404)


def test_a_draft_is_kept_and_offered_again(house: House, cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.berg)
    answer = _draft(client, f"/adjudication/drafts/{cast.case}/", "Half a sente")
    assert answer.status_code == 200
    assert answer.json()["saved_at"].endswith("+00:00")
    assert not readings(house, cast.case, cast.berg.id)
    page = words(client, _file(cast) + "write/")
    assert "Half a sente" in page
    assert "You left this unfinished" in page
    assert "Half a sente" not in words(browser_of(cast.costa), _file(cast) + "write/")
    send(client, _file(cast) + "write/", **WRITTEN)
    assert "Half a sente" not in words(client, _file(cast) + "write/")


def test_a_draft_hears_of_a_conflict(house: House, cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.berg)
    send(client, _file(cast) + "write/", **WRITTEN)
    url = f"/adjudication/drafts/{cast.case}/{_note(house, cast)}/"
    assert _draft(client, url, "Better", "1").status_code == 200
    assert "Better" in words(client, f"{_file(cast)}{_note(house, cast)}/revise/")
    send(browser_of(cast.costa), f"{_file(cast)}{_note(house, cast)}/revise/", text="Other.", version=1)
    assert _draft(client, url, "Better still", "1").status_code == 409


def test_a_draft_needs_a_person_who_writes_there(cast: Cast, browser_of: Browsers) -> None:
    url = f"/adjudication/drafts/{cast.case}/"
    assert _draft(browser_of(), url, "x", accept="application/json").status_code == 401
    assert _draft(browser_of(cast.hana), url, "x").status_code == 403
    assert _draft(browser_of(cast.elio), url, "x").status_code == 404
    assert _draft(browser_of(cast.farah), url, "x").status_code == 409
    assert browser_of(cast.berg).post(url, b"[1]", content_type="application/json").status_code == 400
