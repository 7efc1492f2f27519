"""The file of a case: who sees how much of it, and that every reading is written down first."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import Cast
from tests.conftest import House
from tests.workspaces.acting import ask, queries, readings, send, words

Browsers = Callable[..., Client]
PARTS = ("", "notes/", "notes/write/", "timeline/", "access/", "readers/", "share/", "conflict/")


def test_the_holder_sees_the_whole_file(house: House, cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.berg), f"/adjudication/case/{cast.case}/")
    for part in ("Overview", "Notes", "Timeline", "Who may see this", "Who read it"):
        assert part in page
    assert "<bdi>Berg</bdi> (Leads the case)" in page
    assert readings(house, cast.case, cast.berg.id) == ["adjudication:case"]


def test_whoever_only_lists_is_told_how_to_get_further(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.farah)
    page = words(client, f"/adjudication/case/{cast.case}/")
    assert "You cannot read its file" in page
    assert f"/adjudication/emergency/?reference={cast.reference}" in page
    assert "Write a note" not in page
    for part in ("notes/", "timeline/", "readers/"):
        words(client, f"/adjudication/case/{cast.case}/{part}", status=404)


def test_a_clerk_is_not_offered_what_is_not_theirs(cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.hana), f"/adjudication/case/{cast.case}/")
    assert "Open in an emergency" not in page
    assert "Open a case" in page


@pytest.mark.parametrize("part", PARTS)
def test_a_stranger_cannot_tell_hidden_from_missing(cast: Cast, browser_of: Browsers, part: str) -> None:
    for player in (cast.elio, cast.grit):
        client = browser_of(player)
        nowhere = uuid4()
        hidden = words(client, f"/adjudication/case/{cast.case}/{part}", status=404)
        missing = words(client, f"/adjudication/case/{nowhere}/{part}", status=404)
        assert _plain(hidden, cast.case) == _plain(missing, nowhere)


def test_the_keepers_of_the_house_see_no_case(cast: Cast, browser_of: Browsers) -> None:
    for player in (cast.ivo, cast.jun):
        words(browser_of(player), f"/adjudication/case/{cast.case}/", status=403)
        words(browser_of(player), f"/casework/case/{cast.case}/", status=403)


def test_a_refusal_is_written_down(house: House, cast: Cast, browser_of: Browsers) -> None:
    words(browser_of(cast.grit), f"/adjudication/case/{cast.case}/", status=404)
    found = ask(house, "select what, why from journal_denial where by_id = %s", cast.grit.id)
    assert found == [("adjudication:case", "hidden")]


def test_only_who_allocates_sees_the_walls(cast: Cast, browser_of: Browsers) -> None:
    url = f"/adjudication/case/{cast.case}/access/"
    assert "<bdi>Grit</bdi>" in words(browser_of(cast.costa), url)
    assert "Kept away" not in words(browser_of(cast.berg), url)


def test_a_button_that_cannot_act_says_why(cast: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(cast.costa), f"/adjudication/case/{cast.case}/access/")
    assert 'aria-disabled="true"' in page
    assert "Assign the case to yourself first." in page


def test_who_read_it_names_people_and_pages(cast: Cast, browser_of: Browsers) -> None:
    words(browser_of(cast.costa), f"/adjudication/case/{cast.case}/timeline/")
    page = words(browser_of(cast.berg), f"/adjudication/case/{cast.case}/readers/")
    assert "<bdi>Costa</bdi>" in page
    assert "Timeline" in page


def test_the_timeline_says_what_happened(cast: Cast, browser_of: Browsers) -> None:
    client = browser_of(cast.berg)
    day = {"happened_on_day": "1", "happened_on_month": "11", "happened_on_year": "2026"}
    url = f"/adjudication/case/{cast.case}/notes/write/"
    send(client, url, text="Sample.", compartment="general", **day)
    assert "Berg wrote a note." in words(client, f"/adjudication/case/{cast.case}/timeline/")
    assert "Berg wrote a note." in words(client, f"/adjudication/case/{cast.case}/")


def test_a_file_asks_as_much_for_many_notes_as_for_few(
    house: House, cast: Cast, browser_of: Browsers
) -> None:
    client = browser_of(cast.berg)
    urls = [f"/adjudication/case/{cast.case}/{part}" for part in ("", "notes/", "access/", "timeline/")]
    _notes(house, cast, 1)
    few = [queries(client, url) for url in urls]
    _notes(house, cast, 30)
    assert [queries(client, url) for url in urls] == few


def _plain(page: str, case_id: object) -> str:
    """A page without what differs each time: the instant, the tokens of its forms, its own address."""
    page = re.sub(r'(datetime|title|value)="[^"]*"|[0-9]{2}:[0-9]{2}', "", page)
    return page.replace(str(case_id), "")


def _notes(house: House, cast: Cast, count: int) -> None:
    ask(
        house,
        "insert into notes_note (id, case_id, compartment, happened_on, text, written_by_id, written_at,"
        " version) select gen_random_uuid(), %s, 'general', '2026-05-03', 'Sample', %s,"
        " timestamptz '2026-05-03 10:00Z' + n * interval '1 minute', 1 from generate_series(1, %s) n",
        cast.case,
        cast.berg.id,
        count,
    )
