"""A clock that ran out while a page was open: the page says what happened and what to do, and holds what was
typed. The clock of the web server is moved on between looking and sending."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from limen.domain.deadlines.commands.starting import start
from limen.domain.procedure.commands.moving import begin, move
from limen.web import moment
from tests.cast import Cast
from tests.conftest import House
from tests.domain.people.conftest import nadia
from tests.domain.procedure.test_withdraw import WITH
from tests.lawbook import put_in_force
from tests.petitions import ready, seen, today
from tests.workspaces.acting import ask, led_to, more_cases, send, words
from tests.workspaces.clocks import place, running, three

__all__ = ["nadia"]
Browsers = Callable[..., Client]
Later = Callable[[timedelta], None]
LAW = WITH | {
    "atlantis/procedure.yaml": WITH["atlantis/procedure.yaml"].replace(
        "needs: [reopening_in_time],", "needs: [reopening_in_time, reasons_given],"
    )
}
RELEASES = "/adjudication/work/releases/"


@pytest.fixture
def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Let so much time pass for every page from now on."""

    def move_on(by: timedelta) -> None:
        passed = SimpleNamespace(now=lambda zone: datetime.now(zone) + by)
        monkeypatch.setattr(moment, "datetime", passed)

    return move_on


def test_a_case_that_could_be_opened_again_until_yesterday(
    cast: Cast, nadia: UUID, browser_of: Browsers, house: House, now: datetime, later: Later
) -> None:
    application, on, by = ready(cast, nadia, now, law=LAW), today(now), cast.berg.actor
    version = seen(application, cast.berg, now).card.version
    begun = begin(application, lodged_on=on, on=on, version=version, by=by, at=now)

    def run(term: str, days_ago: int) -> None:
        facts = {"served_on": (on - timedelta(days=days_ago)).isoformat()}
        start(cast.case, pack="atlantis", term=term, facts=facts, by=by, at=now)

    run("answer", 20)
    move(application, stage_id=begun.stage_id, act="conclude", to="silent", moved_on=on, on=on, by=by,
         at=now + timedelta(seconds=1))  # fmt: skip
    run("ask_again", 1)
    berg = browser_of(cast.berg)
    url = f"/adjudication/case/{cast.case}/applications/{application}/move/reopen/examined/"
    page = words(berg, url)
    stage = page.split('name="stage_id" value="')[1].split('"')[0]
    later(timedelta(days=200))
    typed = three("moved_on", on) | {"gate-reasons_given": "She was in hospital; see document 3."}
    answer = send(berg, url, stage_id=stage, **typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ask that it is opened again" in page
    assert "If that day is wrong, or the time was made longer, put the clock right first." in page
    assert "Nothing was moved: a condition of this step does not hold, or holds no longer." in page
    assert f"/adjudication/case/{cast.case}/deadlines/" in page
    assert "She was in hospital; see document 3." in page
    where = "select stage from procedure_casestage where application_id = %s and until_at is null"
    assert ask(house, where, application) == [("silent",)]


def test_a_clock_that_could_be_made_longer_until_yesterday(
    cast: Cast, browser_of: Browsers, now: datetime, later: Later
) -> None:
    put_in_force(cast, now)
    clock, berg = running(cast, now), browser_of(cast.berg)
    url = place(cast, clock, "extend")
    assert "Difficult questions" in words(berg, url)
    later(timedelta(days=400))
    sent: dict[str, Any] = {
        "ground": "complex",
        "number": "",
        "unit": "months",
        "why": "Eleven witnesses.",
        "version": 1,
    }
    too_late = send(berg, url, **sent, **three("decided_on", now.date() + timedelta(days=400)))
    page = too_late.content.decode()
    assert too_late.status_code == 409
    assert "The time had run out when this was decided." in page
    assert "say the day on which it was" in page
    assert "Eleven witnesses." in page
    in_time = send(berg, url, **sent, **three("decided_on", now.date()))
    assert "Berg extended the clock" in led_to(berg, in_time), "decided in time, and written down later"


def test_a_list_whose_time_is_over(
    cast: Cast, browser_of: Browsers, house: House, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "EXPORT_ALONE_AT_MOST", 1)
    more_cases(house, cast.authority, cast.unit, 3)
    grit, costa = browser_of(cast.grit), browser_of(cast.costa)
    for why in ("First", "Second"):
        led_to(grit, send(grit, f"/adjudication/work/of-unit/{cast.unit}/export/", why=why))
    (first,), (second,) = ask(
        house, "select id from worklists_release where member_id = %s order by asked_at", cast.grit.id
    )
    led_to(costa, send(costa, f"{RELEASES}{first}/answer/", is_agreed="yes", why=""))
    words(costa, f"{RELEASES}{second}/answer/")
    words(grit, f"{RELEASES}{first}/take/")
    later(timedelta(hours=settings.EXPORT_WAITS_HOURS, minutes=5))
    answer = send(costa, f"{RELEASES}{second}/answer/", is_agreed="no", why="Too many names")
    assert answer.status_code == 409
    assert "This was asked too long ago. Whoever still needs the list asks again." in answer.content.decode()
    assert "Too many names" in answer.content.decode()
    taken = send(grit, f"{RELEASES}{first}/take/")
    assert taken.status_code == 409
    assert "The time in which you could take this list out is over. Ask again." in taken.content.decode()
