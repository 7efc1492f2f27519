"""The evidence board on its pages: laid, read at a glance, refused in words, and never told to a stranger."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.assessments.names import Finding
from limen.domain.identity.names import Compartment
from tests.cast import Cast, clear
from tests.conftest import House
from tests.domain.assessments.weighed import CIRCUMSTANCES, Weighed, board, lodged
from tests.domain.citations.filed import TITLE, paper
from tests.domain.people.conftest import nadia
from tests.workspaces.acting import led_to, queries, send, words

Browsers = Callable[..., Client]
__all__ = ["nadia"]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


def root(weighed: Weighed) -> str:
    return f"/adjudication/case/{weighed.case}/boards/{weighed.id}/"


def test_a_board_is_opened_and_worked_through(
    house: House, cast: Cast, nadia: UUID, now: datetime, browser_of: Browsers
) -> None:
    application = lodged(cast, nadia, now)
    document = paper(house, cast.case, cast.berg, now)[0]
    berg = browser_of(cast.berg)
    listed = f"/adjudication/case/{cast.case}/boards/"
    assert "There is no evidence board" in words(berg, listed)
    sent = send(berg, f"{listed}open/", about=f"{application} {nadia}", compartment="general")
    page = led_to(berg, sent)
    assert "No fact is stated yet." in page
    here = sent.headers["Location"].split("?")[0]
    page = led_to(berg, send(berg, f"{here}facts/state/", says="The river took it.", element="flood"))
    assert "1. <bdi>The river took it.</bdi>" in page
    fact = page.split('id="fact-', 1)[1].split('"', 1)[0]
    link = f"{here}{fact}/evidence/"
    name = f"document/{document.hex[-8:]}/v1/p2"
    looked = berg.post(link, {"op": "1", "version": "0", "shows": "Half a thought", "pick": name})
    assert f'value="{name}"' in looked.content.decode()
    assert "Half a thought" in looked.content.decode(), "picking loses no word"
    page = led_to(berg, send(berg, link, cites=name, stance="for", shows="The house was hers."))
    assert f"{TITLE}, page 2" in page
    page = led_to(berg, send(berg, f"{here}{fact}/conclude/", finding="accepted", reasons="It fits."))
    assert "<strong>Accepted</strong>" in page


def test_a_negative_conclusion_is_refused_in_words_and_keeps_what_was_typed(
    weighed: Weighed, browser_of: Browsers
) -> None:
    berg, fact = browser_of(weighed.cast.berg), weighed.fact()
    weighed.differs(fact, "March or May")
    where = f"{root(weighed)}{fact}/conclude/"
    assert "It cannot be concluded against the applicant yet:" in words(berg, where)
    sent = send(berg, where, finding="not_accepted", reasons="I do not believe it.")
    page = sent.content.decode()
    assert sent.status_code == 409
    assert "“March or May” was never put to the applicant" in page
    assert "The circumstances of the person were not looked at: Age; Loss." in page
    assert "I do not believe it." in page
    assert weighed.beside(fact).conclusion is None


def test_two_officers_see_both_texts_and_their_base(weighed: Weighed, browser_of: Browsers) -> None:
    fact = weighed.fact()
    weighed.conclude(fact, Finding.ACCEPTED, "First words.")
    weighed.conclude(fact, Finding.ACCEPTED, "Second words.", version=1)
    berg, where = browser_of(weighed.cast.berg), f"{root(weighed)}{fact}/conclude/"
    sent = send(berg, where, version="1", finding="accepted", reasons="My own words.")
    page = sent.content.decode()
    assert sent.status_code == 409
    assert all(text in page for text in ("First words.", "Second words.", "My own words."))
    assert 'name="version" value="2"' in page
    page = led_to(berg, send(berg, where, version="2", finding="accepted", reasons="Both."))
    assert "Both." in page


def test_what_is_typed_is_kept_for_its_writer_alone(weighed: Weighed, browser_of: Browsers) -> None:
    berg, costa, fact = browser_of(weighed.cast.berg), browser_of(weighed.cast.costa), weighed.fact()
    where = f"/adjudication/drafts/board/{weighed.case}/{weighed.id}/conclusion-{fact}/"
    body = json.dumps({"typed": {"reasons": "Half a reason", "finding": ""}, "base_version": 0})
    kept = berg.post(where, body, content_type="application/json")
    assert kept.status_code == 200, kept.content
    assert "Half a reason" in words(berg, f"{root(weighed)}{fact}/conclude/")
    assert "Half a reason" not in words(costa, f"{root(weighed)}{fact}/conclude/")
    weighed.conclude(fact, Finding.ACCEPTED, "Whole.")
    assert "Half a reason" not in words(berg, f"{root(weighed)}{fact}/conclude/")


def test_a_whole_list_is_worked_through_and_read_again(weighed: Weighed, browser_of: Browsers) -> None:
    berg = browser_of(weighed.cast.berg)
    where = f"{root(weighed)}circumstances/"
    told = {"answer_0": "does_not", "answer_1": "bears", "words_1": "Her brother drowned."}
    page = led_to(berg, send(berg, where, version="0", **told))
    assert "Her brother drowned." in page
    assert "Her brother drowned." in words(berg, where)
    assert weighed.sheet().circumstances is not None


def test_the_stranger_and_the_uncleared_see_no_board(
    house: House, cast: Cast, nadia: UUID, now: datetime, browser_of: Browsers
) -> None:
    cleared = clear(house.admin_dsn, cast.berg, "gbv")
    weighed = board(cast, nadia, now, compartment=Compartment.GBV, by=cleared)
    assert browser_of(cleared).get(root(weighed)).status_code == 200
    for name in ("costa", "elio", "grit"):
        assert browser_of(getattr(cast, name)).get(root(weighed)).status_code == 404
    assert "There is no evidence board" in words(
        browser_of(cast.costa), f"/adjudication/case/{cast.case}/boards/"
    )


def test_a_board_costs_the_same_whatever_lies_on_it(weighed: Weighed, browser_of: Browsers) -> None:
    berg, few = browser_of(weighed.cast.berg), weighed.fact()
    weighed.evidence(few)
    words(berg, root(weighed))
    before = queries(berg, root(weighed))
    for number in range(12):
        fact = weighed.fact(f"Fact {number}")
        weighed.evidence(fact)
        weighed.differs(fact)
    weighed.consider(CIRCUMSTANCES)
    assert queries(berg, root(weighed)) == before
