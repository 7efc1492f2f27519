"""Pages beside the desks in a real Chromium: an analysis that is opened later, its paper, and a collection
that is put away; by keyboard, and open to everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import expect

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.country.commands.collecting import make_collection, put_away
from limen.domain.country.names import Profile
from limen.foundation.ids import new_id
from tests.browser.looking import apart, faults_of
from tests.cast import AT, ON, Cast
from tests.domain.assessments.analysed import ANALYSIS_LAW
from tests.domain.assessments.weighed import Weighed, board
from tests.domain.people.registrations import NADIA
from tests.lawbook import put_in_force

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
SIZES = [("en", 1280), ("en", 360), ("ar", 1280), ("ar", 360)]


def _unopened(cast: Cast) -> Weighed:
    """A board whose law asks nothing, under a pack that does by now."""
    now = datetime.now(UTC)
    nadia = add_party(
        cast.case, person_id=new_id(), part=PartyPart.FAMILY, told=NADIA, on=ON, by=cast.berg.actor, at=now
    ).person_id
    found = board(cast, nadia, now)
    put_in_force(cast, now, ANALYSIS_LAW)
    return found


def _collected(cast: Cast) -> UUID:
    profile = Profile(called="Sample teachers", country="ATA", claim="Dismissed teachers", note="")
    return make_collection(profile, by=cast.lena.actor, at=AT).collection_id


def test_the_analysis_is_opened_by_keyboard(cast: Cast, window: Window) -> None:
    found = apart(lambda: _unopened(cast))
    base = f"/adjudication/case/{found.case}/boards/{found.id}/"
    with window(cast.berg) as context:
        page = context.new_page()
        page.goto(f"{base}analysis/")
        page.get_by_role("link", name="Open the analysis").press("Enter")
        expect(page.get_by_text("By which edition")).to_be_visible()
        page.get_by_role("button", name="Open the analysis").press("Enter")
        expect(page.get_by_role("heading", name="1. Home was flooded")).to_be_visible()
        link = page.get_by_role("link", name="The board and the analysis as PDF")
        answer = context.request.get(str(link.get_attribute("href")))
        assert answer.body().startswith(b"%PDF-")


@pytest.mark.parametrize(("language", "width"), SIZES)
def test_an_analysis_to_be_opened_is_open_to_everybody(
    cast: Cast, window: Window, language: str, width: int
) -> None:
    found = apart(lambda: _unopened(cast))
    base = f"/adjudication/case/{found.case}/boards/{found.id}/"
    with window(cast.berg, language=language, width=width) as context:
        page = context.new_page()
        for where in (base, f"{base}analysis/", f"{base}analysis/open/"):
            page.goto(where)
            assert list(faults_of(page)) == [], where


@pytest.mark.parametrize(("language", "width"), SIZES)
def test_a_collection_that_is_away_is_open_to_everybody(
    cast: Cast, window: Window, language: str, width: int
) -> None:
    collection = apart(lambda: _collected(cast))
    base = "/policy/country/collections/"
    with window(cast.lena, language=language, width=width) as context:
        page = context.new_page()
        page.goto(f"{base}{collection}/away/")
        assert list(faults_of(page)) == []
        apart(lambda: put_away(collection, by=cast.lena.actor, at=AT))
        for where in (f"{collection}/", f"{collection}/back/", "?away=1", ""):
            page.goto(f"{base}{where}")
            assert list(faults_of(page)) == [], where
