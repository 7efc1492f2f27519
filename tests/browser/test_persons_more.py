"""Messages, households, proposing a pair, and both texts of a conflict, in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test.utils import override_settings
from playwright.sync_api import Page, expect

from limen.domain.contacts.commands.sending import send
from limen.domain.contacts.names import Particulars, Safety, Template, WayKind, WayTold
from limen.domain.families.commands.living import form_household
from limen.domain.people.commands.answering import correct_gender
from limen.domain.people.names import Told
from limen.foundation.ids import new_id
from tests import lawbook
from tests.browser.looking import apart, faults_of
from tests.browser.test_persons import furnish
from tests.cast import ON, Cast
from tests.domain.contacts.ways import ABLE, SAFE, added
from tests.domain.duplicates.pairs import pair_of

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
VIEWS = [("en", 1280), ("en", 390), ("ar", 390), ("ar", 1280)]
BASE = "/adjudication/person"


@pytest.fixture(autouse=True)
def _can_send() -> Iterator[None]:
    with override_settings(SENDERS=ABLE):
        yield


def _furnished(cast: Cast) -> tuple[UUID, UUID, UUID]:
    """Nadia with ways, a message and a household; and two records that look alike."""
    nadia, now = furnish(cast), datetime.now(UTC)
    safe = added(nadia, cast.berg, now).way_id
    never = WayTold(kind=WayKind.PHONE, value="+32 2 555 99 99", rule=replace(SAFE, safety=Safety.NEVER))
    added(nadia, cast.berg, now, never)
    send(
        safe, template=Template.PLEASE_CALL, particulars=Particulars(), message_id=new_id(),
        by=cast.berg.actor, at=now,
    )  # fmt: skip
    form_household(
        (nadia,), household_id=new_id(), since_on=ON - timedelta(days=9), on=ON, by=cast.berg.actor, at=now
    )
    pair = pair_of(cast, now)
    return nadia, pair.first, pair.second


@contextmanager
def _listening(page: Page) -> Iterator[list[str]]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield said


@pytest.mark.parametrize(("language", "width"), VIEWS)
def test_every_new_page_is_open_to_everybody(
    cast: Cast, window: Window, language: str, width: int, tmp_path: Path
) -> None:
    nadia, first, second = apart(lambda: _furnished(cast))
    apart(lambda: lawbook.put_in_force(cast, datetime.now(UTC)))
    faults: list[str] = []
    urls = (
        f"{BASE}/{nadia}/contact/send/", f"{BASE}/{nadia}/contact/", f"{BASE}/{nadia}/family/",
        f"{BASE}/{nadia}/family/household/", f"{BASE}/{nadia}/family/household/join/", f"{BASE}/{first}/",
        f"{BASE}/{first}/same-person/", f"/adjudication/duplicates/propose/{first}/{second}/",
        "/adjudication/duplicates/compare/", "/registration/quality/", "/registration/quality/children/",
    )  # fmt: skip
    with window(cast.costa, width=width, language=language) as context:
        page = context.new_page()
        with _listening(page) as said:
            for number, url in enumerate(urls):
                answer = page.goto(url)
                assert answer is not None
                assert answer.status == 200, url
                faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
                said.clear()
                page.screenshot(path=tmp_path / f"{number}.png", full_page=True)
    assert not faults, "\n".join(faults)


def test_a_message_by_keyboard(cast: Cast, window: Window) -> None:
    nadia, _, _ = apart(lambda: _furnished(cast))
    with window(cast.berg) as context:
        page = context.new_page()
        page.goto(f"{BASE}/{nadia}/contact/send/")
        forbidden = page.locator("li", has_text="+32 2 555 99 99")
        expect(forbidden.get_by_role("radio")).to_have_count(0)
        expect(forbidden).to_contain_text("The person must never be reached in this way.")
        page.get_by_role("radio", name="nadia@example.org").focus()
        page.keyboard.press("Space")
        page.get_by_label("What about").select_option("please_call")
        page.get_by_role("button", name="Show the words first").press("Enter")
        expect(page.get_by_role("heading", name="What would be sent")).to_be_visible()
        expect(page.get_by_role("radio", name="nadia@example.org")).to_be_checked()
        assert not [*faults_of(page)]
        page.get_by_role("button", name="Ask for the message").press("Enter")
        expect(page.get_by_role("heading", name="Messages to this person")).to_be_visible()
        expect(page.locator("section", has=page.locator("#messages")).get_by_role("row")).to_have_count(3)


def test_two_records_are_ticked_and_proposed_by_keyboard(cast: Cast, window: Window) -> None:
    apart(lambda: pair_of(cast, datetime.now(UTC)))
    with window(cast.costa) as context:
        page = context.new_page()
        page.goto("/adjudication/people/")
        page.locator("#search-box").fill("Karimi Nadia")
        page.locator("#search-box").press("Enter")
        page.wait_for_url("**/people/?asked=*")
        assert not [*faults_of(page)]
        for box in page.get_by_role("checkbox").all():
            box.focus()
            page.keyboard.press("Space")
        page.get_by_role("button", name="Compare two").press("Enter")
        page.wait_for_url("**/duplicates/propose/**")
        page.get_by_label("Why", exact=True).fill("The same voice.")
        page.get_by_role("button", name="Propose").press("Enter")
        expect(page.get_by_text("Nadia Karimi and Kareemi Nadya")).to_be_visible()


def test_both_texts_stand_side_by_side(cast: Cast, window: Window, tmp_path: Path) -> None:
    nadia = apart(lambda: furnish(cast))

    def faster() -> None:
        correct_gender(
            nadia, gender="woman", state=Told.TOLD, why="She says so.", version=1, by=cast.costa.actor,
            at=datetime.now(UTC),
        )  # fmt: skip

    for language, width in (("en", 1280), ("ar", 390)):
        with window(cast.berg, width=width, language=language) as context:
            page = context.new_page()
            page.goto(f"{BASE}/{nadia}/gender/correct/")
            page.locator("input[name=gender_state][value=told]").check()
            page.locator("input[name=gender]").fill("non-binary")
            if width == 1280:
                apart(faster)
            else:
                page.evaluate("document.querySelector('input[name=version]').value = '1'")
            page.locator("form[data-guard] button[type=submit]").first.press("Enter")
            theirs = page.locator("section", has=page.locator("#theirs"))
            expect(theirs).to_contain_text("woman")
            expect(page.locator("section", has=page.locator("#yours"))).to_contain_text("non-binary")
            assert not [*faults_of(page)]
            page.screenshot(path=tmp_path / f"both-{width}.png", full_page=True)


def test_the_sheet_prints_its_chapters_and_no_buttons(cast: Cast, window: Window, tmp_path: Path) -> None:
    nadia, _, _ = apart(lambda: _furnished(cast))
    with window(cast.berg) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        for part in ("", "family/", "contact/"):
            page.goto(f"{BASE}/{nadia}/{part}")
            expect(page.locator("main .govuk-button:visible")).to_have_count(0)
            page.screenshot(path=tmp_path / f"print{part.strip('/')}.png", full_page=True)
