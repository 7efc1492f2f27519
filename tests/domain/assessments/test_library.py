"""A passage of the library as evidence: linked by its name, offered by its words, read where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest
from django.test import Client

from limen.domain.citations.names import PassageKey, short
from limen.domain.country.commands.keeping import withdraw
from tests.cast import Cast
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.country.shelves import WELLS, shelved
from tests.domain.told import obstacles
from tests.workspaces.acting import words

Browsers = Callable[..., Client]


@pytest.fixture
def weighed(cast: Cast, nadia: UUID, now: datetime) -> Weighed:
    return board(cast, nadia, now)


@pytest.fixture
def report(cast: Cast) -> UUID:
    return shelved(cast.lena, WELLS).report_id


def _name(report: UUID) -> str:
    return str(PassageKey(of=short(report), page=1, number=1))


def test_a_passage_is_evidence_and_leads_to_its_page(
    weighed: Weighed, report: UUID, browser_of: Browsers
) -> None:
    fact = weighed.fact()
    weighed.evidence(fact, _name(report))
    [linked] = weighed.beside(fact).evidence
    assert linked.evidence.cites == _name(report)
    page = words(browser_of(weighed.cast.berg), f"/adjudication/case/{weighed.case}/boards/{weighed.id}/")
    assert f"/{report}/?page=1#p-1" in page
    assert "Sample report (invented)" in page


def test_a_name_that_leads_to_no_passage_is_refused(weighed: Weighed, report: UUID) -> None:
    fact = weighed.fact()
    nowhere = str(PassageKey(of=short(report), page=9, number=9))
    assert obstacles(lambda: weighed.evidence(fact, nowhere)) == {"cites"}


def test_a_report_that_was_withdrawn_is_marked_on_the_board(
    cast: Cast, weighed: Weighed, report: UUID, browser_of: Browsers
) -> None:
    weighed.evidence(weighed.fact(), _name(report))
    withdraw(report, why="It was retracted.", by=cast.lena.actor, at=weighed.now)
    page = words(browser_of(weighed.cast.berg), f"/adjudication/case/{weighed.case}/boards/{weighed.id}/")
    assert "The report was withdrawn" in page


def test_words_of_a_passage_find_it_among_what_can_be_linked(
    weighed: Weighed, report: UUID, browser_of: Browsers
) -> None:
    fact = weighed.fact()
    form = f"/adjudication/case/{weighed.case}/boards/{weighed.id}/{fact}/evidence/"
    browser = browser_of(weighed.cast.berg)
    assert _name(report) not in words(browser, form)
    page = browser.post(form, {"op": "1", "version": "0", "do": "look", "cite": "shepherds"}).content.decode()
    assert _name(report) in page
