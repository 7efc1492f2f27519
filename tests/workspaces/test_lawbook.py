"""The law to be read: who sees which, what a page says and what it does not promise, and trying a term."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.test import Client

from limen.domain.deadlines.commands.starting import start
from limen.domain.policy.commands import propose
from limen.domain.policy.queries import adoption_sheet, adoptions
from limen.foundation.rows import acting_as
from tests.cast import AT, Cast, clear
from tests.conftest import House
from tests.lawbook import changed, put_in_force
from tests.workspaces.acting import ask, more_cases, queries, readings, words
from tests.workspaces.whole_law import entries_of, put_distributed_in_force

Browsers = Callable[..., Client]
LAW = "/adjudication/law/"
PACK = f"{LAW}in-force/atlantis/"
TERM = f"{PACK}terms/"


@pytest.fixture
def lawful(cast: Cast) -> Cast:
    """A cast whose authority put the law of Atlantis in force."""
    put_in_force(cast, AT)
    return cast


def test_the_law_in_force_is_listed_with_its_standing(lawful: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(lawful.berg), LAW)
    assert "Law of Atlantis, for tests" in page
    assert "As distributed: draft, signed by no lawyer" in page
    assert "Proposed by <bdi>Lena</bdi>, adopted by <bdi>Mats</bdi>" in page


def test_an_organisation_without_law_is_told_what_to_do(lawful: Cast, browser_of: Browsers) -> None:
    for player, workspace in ((lawful.elio, "adjudication"), (lawful.dina, "casework")):
        client = browser_of(player)
        page = words(client, f"/{workspace}/law/")
        assert "It takes two policy leads" in page
        assert "Atlantis" not in page


def test_the_law_of_another_organisation_is_not_there(lawful: Cast, browser_of: Browsers) -> None:
    with acting_as(lawful.lena.actor):
        edition = adoption_sheet(_adoption(lawful), by=lawful.lena.actor).edition_id
    elio, berg = browser_of(lawful.elio), browser_of(lawful.berg)
    for page in ("", "files/", "terms/register/"):
        words(elio, PACK + page, status=404)
        words(elio, f"{LAW}editions/{edition}/{page}", status=404)
    assert "In force here" in words(berg, f"{LAW}editions/{edition}/")


def test_keepers_of_the_house_have_no_law_browser(lawful: Cast, browser_of: Browsers) -> None:
    for player in (lawful.ivo, lawful.jun, lawful.lena):
        words(browser_of(player), LAW, status=403)
    assert "Law of Atlantis" in words(browser_of(lawful.lena), "/policy/law/")


@pytest.mark.parametrize(
    "way", ["terms/nothing/", "nothing/", "nothing/x/", "procedures/", "terms/a.b/", "calendars/moon/"]
)
def test_what_the_pack_does_not_have_is_not_there(lawful: Cast, browser_of: Browsers, way: str) -> None:
    words(browser_of(lawful.berg), PACK + way, status=404)


def test_terms_are_found_by_name_source_and_id(lawful: Cast, browser_of: Browsers) -> None:
    berg = browser_of(lawful.berg)
    everything = words(berg, PACK)
    assert "Register the application" in everything
    assert "Send the prints" in everything
    for asked in ("prints", "SECTION 8", "72", "hand out"):
        page = words(berg, f"{PACK}?q={asked}")
        found = "Send the prints" in page
        assert found == (asked not in ("72", "hand out"))
        assert "Register the application" not in page
    assert "No term has these words." in words(berg, f"{PACK}?q=<script>")
    assert "<script>alert" not in words(berg, f"{PACK}?q=<script>alert")


def test_a_term_says_what_it_is_and_how_sure(lawful: Cast, browser_of: Browsers) -> None:
    page = words(browser_of(lawful.berg), f"{TERM}decide/")
    for said in (
        "6 months",
        "Act, section 4",
        "Day on which the application was made",
        "The authority’s time",
    ):
        assert said in page
    for said in (
        "Difficult questions",
        "up to 3 months",
        "Stops the clock",
        "Is recorded; the clock goes on",
    ):
        assert said in page
    assert "Not everything on this page" not in page
    unsure = words(browser_of(lawful.berg), f"{TERM}appeal/")
    assert "Not checked" in unsure
    assert "Not everything on this page was read in the law." in unsure


def test_a_correction_stands_beside_what_it_corrects(cast: Cast, browser_of: Browsers) -> None:
    wrong = "values: [{since: 2020-01-01, value: 6 months"
    right = (
        "values: [{since: 2020-01-01, value: 8 months, source: S, certainty: verified, corrects: yes, "
        'corrected_on: 2026-01-01, interpretation: "A guess."}, {since: 2020-01-01, value: 6 months'
    )
    put_in_force(cast, AT, changed("atlantis/terms/all.yaml", wrong, right))
    page = words(browser_of(cast.berg), f"{TERM}decide/")
    assert page.index("<s>6 months</s>") < page.index("Correction of 1 January 2026")
    assert "Read into the text:" in page
    assert "A guess." in page
    assert "Interpretation" in page


def test_a_term_is_tried_and_nothing_is_stored(house: House, lawful: Cast, browser_of: Browsers) -> None:
    before = ask(house, "select count(*) from deadlines_clock")
    day = "made_on_day=10&made_on_month=11&made_on_year=2026"
    page = words(browser_of(lawful.berg), f"{TERM}register/?{day}&calendar=city&ask=yes")
    # Tuesday and five days is Sunday; Monday is Founding Day.
    assert '<time datetime="2026-11-17">' in page
    assert "is a Sunday, so it ends on the next working day, 17 November 2026." in page
    crowded = words(browser_of(lawful.berg), f"{TERM}register/?{day}&crowded=yes&calendar=city&ask=yes")
    assert '<time datetime="2026-11-25">' in crowded
    assert "A special situation: Very many applications." in crowded
    assert ask(house, "select count(*) from deadlines_clock") == before


def test_a_term_in_hours_asks_the_hour(lawful: Cast, browser_of: Browsers) -> None:
    berg, day = browser_of(lawful.berg), "taken_at_day=10&taken_at_month=11&taken_at_year=2026&ask=yes"
    assert "give “taken_at” with its hour" in words(berg, f"{TERM}prints/?{day}")
    assert "15:00 (UTC)" in words(berg, f"{TERM}prints/?{day}&taken_at_hour=14:30")


def test_what_stretches_and_stops_a_term_is_tried_too(lawful: Cast, browser_of: Browsers) -> None:
    berg, day = browser_of(lawful.berg), "made_on_day=1&made_on_month=6&made_on_year=2026&ask=yes"
    assert '<time datetime="2027-03-01">' in words(berg, f"{TERM}decide/?{day}&extended=complex")
    stopped = "stop=postponed&stop_since_day=1&stop_since_month=7&stop_since_year=2026"
    assert "Nothing is due while the clock stands still." in words(berg, f"{TERM}decide/?{day}&{stopped}")
    assert "Say from which day it was stopped." in words(berg, f"{TERM}decide/?{day}&stop=postponed")


def test_a_wrong_question_is_told_what_to_do(lawful: Cast, browser_of: Browsers) -> None:
    berg = browser_of(lawful.berg)
    assert "Give it, and ask again." in words(berg, f"{TERM}register/?ask=yes")
    typed = "made_on_day=31&made_on_month=2&made_on_year=2026&ask=yes"
    assert "Enter a real day" in words(berg, f"{TERM}register/?{typed}")
    old = "made_on_day=1&made_on_month=2&made_on_year=1999&ask=yes"
    assert "The first holds since 1 January 2020" in words(berg, f"{TERM}register/?{old}")


def test_the_cases_a_term_touches_are_those_one_may_read(
    house: House, lawful: Cast, browser_of: Browsers
) -> None:
    _start(lawful, lawful.case)
    url = f"{TERM}register/"
    page = words(browser_of(lawful.berg), url)
    assert lawful.reference in page
    assert f"/adjudication/case/{lawful.case}/" in page
    assert "1 clock runs under this term" in page
    assert readings(house, lawful.case, lawful.berg.id) == ["adjudication:law_entry"]
    for player in (lawful.farah, lawful.grit, lawful.hana):
        hidden = words(browser_of(player), url)
        assert lawful.reference not in hidden
        assert "No clock runs under this term" in hidden
    assert "Cases it touches" not in words(
        browser_of(lawful.lena), "/policy/law/in-force/atlantis/terms/register/"
    )


def test_a_clock_in_a_compartment_is_for_those_cleared(
    house: House, lawful: Cast, browser_of: Browsers
) -> None:
    costa = clear(house.admin_dsn, lawful.costa, "gbv")
    _start(lawful, lawful.case, by=costa, compartment="gbv", about="Canary")
    assert "Canary" in words(browser_of(costa), f"{TERM}register/")
    assert "Canary" not in words(browser_of(lawful.berg), f"{TERM}register/")


def test_many_cases_are_paged_and_asked_for_as_few(house: House, lawful: Cast, browser_of: Browsers) -> None:
    costa, url = browser_of(lawful.costa), f"{TERM}register/"
    _start(lawful, lawful.case, by=lawful.costa)
    words(costa, url)
    few = queries(costa, url)
    more_cases(house, lawful.authority, lawful.unit, 60)
    ask(
        house,
        "insert into deadlines_clock (id, case_id, compartment, edition_id, pack, term, term_says, about,"
        " effect, calendar, facts, state, due_on, value, is_settled, ruling, started_by_id, started_at,"
        " version) select gen_random_uuid(), c.id, k.compartment, k.edition_id, k.pack, k.term, k.term_says,"
        " '', k.effect, k.calendar, k.facts, k.state, k.due_on + (row_number() over ())::int, k.value,"
        " k.is_settled, k.ruling, k.started_by_id, k.started_at, 1 from cases_case c, deadlines_clock k"
        " where c.unit_id = %s and c.id <> k.case_id and k.case_id = %s",
        lawful.unit,
        lawful.case,
    )
    assert queries(costa, url) == few
    page = words(costa, url)
    assert "62 clocks run under this term" in page
    after = page.split("after=")[1].split("#")[0].split('"')[0]
    second = words(costa, f"{url}?after={after}")
    assert lawful.reference not in second
    assert second.count("data-row-link") == 12
    assert words(costa, f"{url}?after=nonsense").count("data-row-link") == 50


def test_reading_a_page_asks_the_same_for_any_law(lawful: Cast, browser_of: Browsers) -> None:
    berg = browser_of(lawful.berg)
    for url in (LAW, PACK, f"{TERM}decide/"):
        words(berg, url)
        assert queries(berg, url) < 25, url


def test_an_edition_that_waits_can_be_read_and_taken_away(lawful: Cast, browser_of: Browsers) -> None:
    other = changed("atlantis/terms/all.yaml", "value: 5 days", "value: 4 days")
    later = AT + timedelta(minutes=1)
    waits = propose("atlantis", files=other, why="Faster.", by=lawful.lena.actor, at=later)
    with acting_as(lawful.lena.actor):
        edition = adoption_sheet(waits.adoption_id, by=lawful.lena.actor).edition_id
    mats = browser_of(lawful.mats)
    page = words(mats, f"/policy/law/editions/{edition}/terms/register/")
    assert "4 days" in page
    assert "Proposed" in page
    answer: Any = mats.get(f"/policy/law/editions/{edition}/files/")
    with ZipFile(BytesIO(answer.content)) as archive:
        assert {name: archive.read(name).decode() for name in archive.namelist()} == other
    words(mats, f"/policy/law/editions/{uuid4()}/files/", status=404)


@pytest.mark.parametrize("pack", ["eu-example", "settlement-us"])
def test_every_page_of_a_whole_pack_opens(cast: Cast, browser_of: Browsers, pack: str) -> None:
    library = put_distributed_in_force(cast, AT, pack)
    client = browser_of(cast.berg)
    for entry in entries_of(library, pack):
        page = client.get(f"{LAW}in-force/{pack}/{entry}", follow=True)
        assert page.status_code == 200, entry
        shown = page.content.decode()
        assert "signed by no lawyer" in shown, entry
        assert "&lt;bdi" not in shown, f"{entry} shows its marks as text"


def _adoption(cast: Cast) -> Any:
    return adoptions(cast.lena.actor)[0].id


def _start(cast: Cast, case: Any, *, by: Any = None, **more: Any) -> None:
    facts = {"made_on": "2026-11-10"}
    start(case, pack="atlantis", term="register", facts=facts, by=(by or cast.berg).actor, at=AT, **more)
