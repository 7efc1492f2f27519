"""The page of a withdrawal: what follows stands there with its source, before anybody confirms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from uuid import UUID

import pytest
from django.test import Client
from django.utils.html import strip_tags

from limen.domain.procedure.commands.moving import begin
from tests.cast import Cast
from tests.conftest import House
from tests.domain.people.conftest import nadia
from tests.domain.procedure.test_withdraw import WITH
from tests.petitions import ready, seen, today
from tests.workspaces.acting import ask, led_to, send, words

__all__ = ["nadia"]
Browsers = Callable[..., Client]


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


def said(page: str) -> str:
    """A page as its reader hears it: no marks, one blank between words."""
    return (
        " ".join(unescape(strip_tags(page.replace("<", " <"))).replace("\u2068", "").split())
        .replace("( ", "(")
        .replace(" )", ")")
        .replace(" :", ":")
    )


def lodged(cast: Cast, nadia: UUID, now: datetime) -> str:
    """The address of an application by a law that says what withdrawing means."""
    found = ready(cast, nadia, now, law=WITH)
    version = seen(found, cast.berg, now).card.version
    begin(found, lodged_on=today(now), on=today(now), version=version, by=cast.berg.actor, at=now)
    return f"/adjudication/case/{cast.case}/applications/{found}/"


def test_the_consequences_stand_before_the_confirmation_and_after_it(
    house: House, cast: Cast, nadia: UUID, browser_of: Browsers, now: datetime
) -> None:
    here, client = lodged(cast, nadia, now), browser_of(cast.berg)
    url = f"{here}move/withdraw/withdrawn/"
    page = said(words(client, url))
    for told in (
        "Taken back (Act, section 9)",
        "Clocks that end Decide on the application",
        "Clocks that run on None.",
        "Decision that follows Ended (Act, 9)",
        "The pack names no remedy against it.",
        "The pack names no time in which it can be opened again.",
        "It is final. (Act, section 9(2)) Second-hand",
    ):
        assert told in page, told
    assert "Not yet law." not in page
    query = "select id from procedure_casestage where until_at is null and case_id = %s"
    [(stage,)] = ask(house, query, cast.case)
    on = {"moved_on_day": str(now.day), "moved_on_month": str(now.month), "moved_on_year": str(now.year)}
    confirmed = {"gate-withdrawal_in_writing": "Letter of today."}
    page = said(led_to(client, send(client, url, stage_id=str(stage), **on, **confirmed)))
    assert "Decision that follows Ended" in page
    assert "Decisions in this case" in page


def test_what_must_come_first_stands_beside_the_button(
    cast: Cast, nadia: UUID, browser_of: Browsers, now: datetime
) -> None:
    here, client = lodged(cast, nadia, now), browser_of(cast.berg)
    page = said(words(client, f"{here}move/conclude/silent/"))
    assert "What comes first Say why you did not come: 5 days (Act, section 10)" in page
    assert "“Say why you did not come” comes first, and no clock for it was started in this case." in page
    assert "Ask that it is opened again: 3 months (Act, section 11)" in page
