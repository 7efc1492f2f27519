"""Applications in a real Chromium: three kinds made, filled in and lodged; every page open to all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from limen.domain.applications.commands.letters import acknowledge
from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.procedure.commands.moving import begin
from limen.foundation.ids import new_id
from tests.browser.looking import apart, faults_of
from tests.browser.test_pages import LANGUAGES, WIDTHS
from tests.cast import ON, Cast
from tests.domain.people.registrations import NADIA, named
from tests.petitions import made, ready, seen, today
from tests.workspaces.whole_law import put_distributed_in_force

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
Typed = Mapping[str, Mapping[str, str]]
PROTECTION = {
    "making": {
        "place_of_making": "Harbour",
        "authority_of_making": "Guard",
        "applies_for_others": "no",
    },
    "journey": {"left_home_on": "21.3.1370", "calendar-left_home_on": "persian", "earlier_application": "no"},
    "claim": {"reasons": "The water rose, and they came at night.", "fears_from": "group"},
    "conduct": {"interviewer_sex": "female", "has_adviser": "no"},
}


def _days_ago(days: int) -> str:
    day = datetime.now(UTC).date() - timedelta(days=days)
    return f"{day.day}.{day.month}.{day.year}"


def _petition(petitioner: UUID, relative: UUID) -> Typed:
    return {
        "petitioner": {
            "petitioner": str(petitioner), "status_by": "asylum", "asylum_granted_on": _days_ago(300),
            "is_principal": "yes", "later_than_two_years": "no",
        },
        "beneficiary": {
            "beneficiary": str(relative), "relationship": "spouse", "married_on": "3.5.2015",
            "where_now": "KEN",
        },
    }  # fmt: skip


def _permit() -> Typed:
    return {
        "asylum_application": {
            "asylum_filed_on": _days_ago(170), "before": "uscis", "earlier_permit": "no",
        },
        "permit": {"arrived_on": _days_ago(200), "wants_number": "yes", "arrested": "no"},
    }  # fmt: skip


def test_protection_is_asked_for_by_the_keyboard_alone(cast: Cast, window: Window) -> None:
    person, _ = apart(lambda: _furnish(cast, "eu-example"))
    with window(cast.berg) as context:
        page = context.new_page()
        here = _make(page, cast, "eu-example/international_protection", _by_keys)
        for section, answers in PROTECTION.items():
            page.goto(f"{here}form/{section}/")
            _fill(page, answers, _by_keys)
            _send(page, here)
        _cover(page, here, person, _by_keys)
        expect(page.locator("#main")).to_contain_text("Nothing. It can be lodged.")
        assert [*_lodged(page, here)] == []
        expect(page.locator("#main")).to_contain_text("Application lodged")
        page.goto(f"/adjudication/case/{cast.case}/deadlines/")
        expect(page.locator(".lm-ribbon")).to_have_count(2)


def test_a_family_petition_is_lodged_on_a_phone(cast: Cast, window: Window) -> None:
    persons = apart(lambda: _furnish(cast, "us"))
    with window(cast.berg, width=360) as context:
        page = context.new_page()
        here = _make(page, cast, "us/family_reunification", _by_hand)
        faults = _filled_in(page, here, _petition(*persons))
        _cover(page, here, persons[1], _by_hand)
        _bring(page, here, "status_of_petitioner")
        assert [*faults, *_lodged(page, here)] == []
        expect(page.locator("#main")).to_contain_text("Petition received")


def test_a_work_permit_is_lodged_from_right_to_left(cast: Cast, window: Window) -> None:
    person, _ = apart(lambda: _furnish(cast, "us"))
    with window(cast.berg, language="ar") as context:
        page = context.new_page()
        here = _make(page, cast, "us/work_permit", _by_hand)
        faults = _filled_in(page, here, _permit())
        _cover(page, here, person, _by_hand)
        for item in ("asylum_receipt", "identity", "photographs", "fee"):
            _bring(page, here, item)
        assert [*faults, *_lodged(page, here)] == []
        expect(page.locator("#main")).to_contain_text("Application received")
        page.goto(f"/adjudication/case/{cast.case}/deadlines/")
        expect(page.locator(".lm-ribbon")).to_have_count(2)


def test_half_a_sentence_is_there_again_after_the_page_was_lost(cast: Cast, window: Window) -> None:
    apart(lambda: _furnish(cast, "eu-example"))
    with window(cast.berg) as context:
        page = context.new_page()
        here = _make(page, cast, "eu-example/international_protection", _by_hand)
        page.goto(f"{here}form/claim/")
        with page.expect_response(lambda answer: answer.ok and "at ni" in str(answer.request.post_data)):
            page.locator('[name="q-reasons"]').press_sequentially("They came at ni")
        expect(page.locator("[data-draft-status]")).to_have_attribute("data-state", "saved")
        page.close()
        page = context.new_page()
        page.goto(f"{here}form/claim/")
        expect(page.locator('[name="q-reasons"]')).to_have_value("They came at ni")
        expect(page.locator("#main")).to_contain_text("You left this unfinished")
        context.set_offline(True)
        page.locator('[name="q-reasons"]').press_sequentially("ght")
        expect(page.locator("[data-draft-status]")).to_have_attribute("data-state", "lost")
        context.set_offline(False)
        saved = page.locator('[data-draft-status][data-state="saved"]')
        expect(saved).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_an_application_is_open_to_everybody(
    cast: Cast, window: Window, language: str, width: int
) -> None:
    urls = apart(lambda: [*_in_every_state(cast)])
    faults: list[str] = []
    with window(cast.berg, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for url in urls:
            answer = page.goto(url)
            assert answer is not None
            assert answer.status == 200, url
            assert page.locator("html").get_attribute("dir") == LANGUAGES[language]
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
    assert not faults, "\n".join(faults)


def _furnish(cast: Cast, pack: str) -> tuple[UUID, UUID]:
    """The law as it is distributed, and two persons of the case."""
    now = datetime.now(UTC)
    put_distributed_in_force(cast, now, pack)
    return _join(cast, now, "Nadia"), _join(cast, now, "Samir")


def _join(cast: Cast, now: datetime, name: str) -> UUID:
    told = NADIA if name == "Nadia" else replace(NADIA, names=(named(name, "Haddad"),), documents=())
    part = PartyPart.APPLICANT if name == "Nadia" else PartyPart.SPOUSE
    by = cast.berg.actor
    return add_party(cast.case, person_id=new_id(), part=part, told=told, on=ON, by=by, at=now).person_id


def _in_every_state(cast: Cast) -> Iterator[str]:
    """One application that was lodged, and one that is being filled in."""
    now, by = datetime.now(UTC), cast.berg.actor
    nadia = _join(cast, now, "Nadia")
    lodged = ready(cast, nadia, now)
    version = seen(lodged, cast.berg, now).card.version
    begin(lodged, lodged_on=today(now), on=today(now), version=version, by=by, at=now)
    acknowledge(lodged, person_id=nadia, language="ar", letter_id=new_id(), by=by, at=now)
    draft = made(cast, cast.berg, now)
    root = f"/adjudication/case/{cast.case}/"
    yield from (root, f"{root}applications/", f"{root}applications/make/")
    for page in ("", "form/claim/", "form/road/", f"for/{nadia}/", "evidence/paper/", "lodge/", "missing/"):
        yield f"{root}applications/{draft}/{page}"
    for page in ("", "acknowledge/", "move/examine/examined/", "move/withdraw/withdrawn/"):
        yield f"{root}applications/{lodged}/{page}"


Put = Callable[[Page, str, str], None]


def _make(page: Page, cast: Cast, type: str, put: Put) -> str:
    page.goto(f"/adjudication/case/{cast.case}/applications/make/")
    put(page, "type", type)
    _press(page)
    page.wait_for_url(re.compile(r"/applications/[0-9a-f-]{36}/"))
    return page.url.split("?")[0].split("#")[0]


def _fill(page: Page, answers: Mapping[str, str], put: Put) -> None:
    for name, value in answers.items():
        put(page, name if name.startswith("calendar-") else f"q-{name}", value)


def _filled_in(page: Page, here: str, sections: Typed) -> list[str]:
    faults: list[str] = []
    for section, answers in sections.items():
        page.goto(f"{here}form/{section}/")
        _fill(page, answers, _by_hand)
        faults += faults_of(page)
        _send(page, here)
    return faults


def _cover(page: Page, here: str, person: UUID, put: Put) -> None:
    page.goto(f"{here}for/{person}/")
    put(page, "is_covered", "yes")
    _send(page, here)


def _bring(page: Page, here: str, item: str) -> None:
    page.goto(f"{here}evidence/{item}/")
    page.locator('[name="words"]').fill("Sample paper 12, folder 3")
    _send(page, here)


def _lodged(page: Page, here: str) -> Iterator[str]:
    page.goto(f"{here}lodge/")
    yield from faults_of(page)
    _send(page, here)
    yield from faults_of(page)


def _by_hand(page: Page, name: str, value: str) -> None:
    field = page.locator(f'[name="{name}"]').first
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(value)
    elif field.get_attribute("type") == "radio":
        page.locator(f'[name="{name}"][value="{value}"]').check()
    else:
        field.fill(value)


def _by_keys(page: Page, name: str, value: str) -> None:
    """Only keys, from where the field stands."""
    field = page.locator(f'[name="{name}"]').first
    field.focus()
    if field.evaluate("field => field.tagName") == "SELECT":
        while field.input_value() != value:
            page.keyboard.press("ArrowDown")
    elif field.get_attribute("type") == "radio":
        page.keyboard.press("Space")
        while page.locator(f'[name="{name}"]:checked').get_attribute("value") != value:
            page.keyboard.press("ArrowDown")
    else:
        page.keyboard.type(value)


def _press(page: Page) -> None:
    """Go on with the Tab key to the button of the form, and press it."""
    button = page.locator("#main form .lm-actions button[type=submit]").first
    page.locator("#main form :is(input:not([type=hidden]), textarea, select)").last.focus()
    for _step in range(3):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


def _send(page: Page, here: str) -> None:
    _press(page)
    page.wait_for_url(lambda url: url.split("?")[0].split("#")[0] == here)
