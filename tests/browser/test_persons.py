"""Searching for people, and their sheets, in a real Chromium: open to everybody, on desk and phone."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.contacts.commands.keeping import add_way
from limen.domain.contacts.names import Answer, ContactRule, Safety, WayKind, WayTold
from limen.domain.families.commands.relating import relate
from limen.domain.families.names import Kind, RelationshipTold, Stance, Weight
from limen.domain.people.commands import needs, picturing
from limen.domain.people.names import (
    NeedCategory,
    NeedObserved,
    PictureGiven,
    PictureKind,
    Registration,
)
from limen.foundation.ids import new_id
from tests.browser.looking import apart, faults_of
from tests.browser.test_pages import LANGUAGES, WIDTHS
from tests.cast import ON, Cast
from tests.domain.people.registrations import NADIA, named

pytestmark = pytest.mark.browser

Window = Callable[..., Any]


def _pages(cast: Cast, person: UUID) -> Iterator[str]:
    sheet = f"/adjudication/person/{person}/"
    yield from (sheet, f"{sheet}family/", f"{sheet}contact/", f"{sheet}history/", f"{sheet}documents/add/")
    yield from (
        f"{sheet}names/add/",
        f"{sheet}birth/correct/",
        f"{sheet}needs/observe/",
        f"{sheet}contact/add/",
    )
    yield from (f"/adjudication/case/{cast.case}/people/", f"/adjudication/case/{cast.case}/people/add/")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_persons_are_open_to_everybody(cast: Cast, window: Window, language: str, width: int) -> None:
    person = apart(lambda: furnish(cast))
    faults: list[str] = []
    with window(cast.berg, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        _search(page, "Kareemi Nadya 1991")
        expect(page.locator(".lm-found__one")).to_have_count(2)
        assert "Kareemi" not in page.url
        faults += [f"search: {fault}" for fault in (*faults_of(page), *said)]
        pages = [*_pages(cast, person)]
        # Every page wide in English and on a phone in Arabic; the fullest ones the other way round.
        for url in pages if (language == "en") == (width == WIDTHS[0]) else pages[:3]:
            answer = page.goto(url)
            assert answer is not None
            assert answer.status == 200, url
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
    assert not faults, "\n".join(faults)


def test_the_box_suggests_and_the_keyboard_chooses(cast: Cast, window: Window) -> None:
    person = apart(lambda: furnish(cast))
    with window(cast.berg) as context:
        page = context.new_page()
        page.goto("/adjudication/")
        page.keyboard.press("/")
        box = page.locator("#search-box")
        expect(box).to_be_focused()
        page.keyboard.type("Nadia Kari")
        options = page.locator(".lm-suggest [role=option]")
        expect(options.first).to_contain_text("Nadia Karimi")
        assert not [*faults_of(page)]
        page.keyboard.press("Escape")
        expect(options).to_have_count(0)
        page.keyboard.type("m")
        expect(options.first).to_be_visible()
        page.keyboard.press("ArrowDown")
        expect(options.first).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/adjudication/person/{person}/")


def _search(page: Page, text: str) -> None:
    page.goto("/adjudication/people/")
    page.locator("#search-box").fill(text)
    page.locator("#search-box").press("Enter")
    page.wait_for_url("**/people/?asked=*")


def furnish(cast: Cast) -> UUID:
    """Nadia and her son, with something in every chapter."""
    who: dict[str, Any] = {"by": cast.berg.actor, "at": datetime.now(UTC)}
    nadia, son = (
        add_party(cast.case, person_id=new_id(), part=part, told=told, on=ON, **who).person_id
        for part, told in (
            (PartyPart.APPLICANT, NADIA),
            (PartyPart.CHILD, Registration(names=(named("Omid", "Karimi"), named("امید", "کریمی")))),
        )
    )
    kin = RelationshipTold(
        person_id=nadia, kind=Kind.PARENT, other_id=son, weight=Weight(stance=Stance.CLAIMED)
    )
    relate(kin, relationship_id=new_id(), **who)
    rule = ContactRule(
        safety=Safety.CONDITIONS, weekdays=(1, 2, 3), since_hour=time(9), until_hour=time(12),
        may_leave_message=Answer.NO, may_say_who=Answer.NO, may_say_what=Answer.NO,
        if_other_answers="Say that it is the school.",
    )  # fmt: skip
    phone = WayTold(kind=WayKind.PHONE, value="+32 2 555 12 12", rule=rule)
    add_way(nadia, way=phone, way_id=new_id(), **who)
    seen = NeedObserved(
        category=NeedCategory.COMMUNICATION, seen="She did not read the form.",
        observed_on=ON, review_on=date(2027, 2, 1),
    )  # fmt: skip
    needs.observe_need(nadia, need=seen, need_id=new_id(), on=who["at"].date(), **who)
    file = io.BytesIO()
    Image.new("RGB", (480, 600), (150, 160, 165)).save(file, "JPEG")
    face = PictureGiven(shows=PictureKind.FACE, content=file.getvalue())
    picturing.add_picture(nadia, picture=face, picture_id=new_id(), **who)
    return nadia
