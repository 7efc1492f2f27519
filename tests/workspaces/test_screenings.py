"""The pages of screenings and of safety: asking, one question at a time, the result, over time, the steps."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from limen.domain.screenings.commands.safety import open_matter
from tests.cast import Cast, Player, clear
from tests.conftest import House
from tests.domain.screenings.papers import PATHWAY, answered, asked, finished, joined, matters, sheet
from tests.workspaces.acting import led_to, send, words

Browsers = Callable[..., Client]


@pytest.fixture
def now() -> datetime:
    """The instant of the story: the database's own clock decides what has ended."""
    return datetime.now(UTC)


@pytest.fixture
def dina(house: House, cast: Cast) -> Player:
    return clear(house.admin_dsn, cast.dina, "medical")


@pytest.fixture
def samira(cast: Cast, dina: Player, now: datetime) -> UUID:
    return joined(cast, dina, now)


def _here(cast: Cast) -> str:
    return f"/casework/case/{cast.dina_case}/"


def _said(samira: UUID, **more: str) -> dict[str, Any]:
    return {"person_id": str(samira), "questionnaire": "phq9/en", "manner": "aloud", "consent": "given",
            "pathway": PATHWAY} | more  # fmt: skip


def test_somebody_is_asked_and_answers_one_question_at_a_time(
    cast: Cast, dina: Player, samira: UUID, browser_of: Browsers
) -> None:
    browser, here = browser_of(dina), _here(cast)
    assert "Little interest" not in words(browser, f"{here}screenings/ask/")
    answer = send(browser, f"{here}screenings/ask/", **_said(samira))
    page = led_to(browser, answer)
    assert "Question 1 of 10" in page
    questions = answer.headers["Location"].partition("?")[0]
    for item in range(1, 9):
        sent = send(browser, questions, current=str(item), go="next", **{f"answer_{item}": "1"})
        assert sent.headers["Location"].endswith(f"?at={item + 1}")
    back = send(browser, questions, current="5", go="back", answer_5="3")
    assert back.headers["Location"].endswith("?at=4")
    send(browser, questions, current="9", go="next", answer_9="0")
    end = send(browser, questions, current="10", go="next", answer_10="refused")
    assert end.headers["Location"].endswith("/finish/")
    result = led_to(browser, send(browser, end.headers["Location"]))
    assert "This is a screening, not a diagnosis." in result
    assert "10, of 0 to 27" in result
    assert "moderate" in result
    assert "Kroenke, Spitzer, Williams (2001)" in result
    assert "Adults in primary care" in result
    listed = words(browser, f"{here}screenings/")
    assert "PHQ-9" in listed
    assert "of 0 to 27" not in listed


def test_no_is_kept(cast: Cast, dina: Player, samira: UUID, browser_of: Browsers) -> None:
    browser = browser_of(dina)
    answer = send(browser, f"{_here(cast)}screenings/ask/", **_said(samira, consent="declined", pathway=""))
    assert "Declined" in led_to(browser, answer)


def test_an_answer_that_calls_for_safety_leads_there_at_once(
    cast: Cast, dina: Player, samira: UUID, browser_of: Browsers, now: datetime
) -> None:
    browser, here = browser_of(dina), _here(cast)
    screening = asked(cast, dina, samira, now)
    sent = send(browser, f"{here}screenings/{screening}/questions/", current="9", go="next", answer_9="1")
    matter = sent.headers["Location"]
    assert re.search(r"/safety/[0-9a-f-]{36}/$", matter)
    assert "Stay with the person." in words(browser, matter)
    for page in (here, f"{here}notes/", f"{here}timeline/"):
        assert "5 steps are still to be written down." in words(browser, page)

    for step in ("stayed", "told", "plan", "followed_up"):
        led_to(browser, send(browser, f"{matter}step/{step}/", says="Sample: I did, at noon"))
    unheard = send(browser, f"{matter}step/acuity/", says="Sample")
    assert unheard.status_code == 200
    assert "1 step is still to be written down." in words(browser, here)
    heard = {"thoughts": "yes", "plan": "no", "means": "no", "intent": "unknown"}
    done = led_to(browser, send(browser, f"{matter}step/acuity/", says="Sample", **heard))
    assert "Do they know how they would do it?" in done
    assert "Safety comes first now" not in words(browser, here)


def test_it_is_not_dismissed_without_a_reason(
    cast: Cast, dina: Player, samira: UUID, browser_of: Browsers, now: datetime
) -> None:
    browser, here = browser_of(dina), _here(cast)
    matter = open_matter(cast.dina_case, person_id=samira, by=dina.actor, at=now).matter_id
    send(browser, f"{here}safety/{matter}/close/", why="")
    assert "Safety comes first now" in words(browser, here)
    page = led_to(browser, send(browser, f"{here}safety/{matter}/close/", why="Sample: a slip"))
    assert "Sample: a slip" in page
    assert "Safety comes first now" not in words(browser, here)


def test_whoever_is_worried_opens_it(
    cast: Cast, dina: Player, samira: UUID, browser_of: Browsers, now: datetime
) -> None:
    browser, here = browser_of(dina), _here(cast)
    led_to(browser, send(browser, f"{here}safety/open/", person_id=str(samira)))
    assert len(matters(cast.dina_case, dina, now)) == 1
    plan = words(browser, f"{here}safety/plan/")
    assert "How I notice that it is getting worse" in plan
    assert "Nadia" not in plan


def test_what_the_script_sends_is_kept_once_and_says_where_safety_is(
    cast: Cast, dina: Player, samira: UUID, browser_of: Browsers, now: datetime
) -> None:
    browser = browser_of(dina)
    screening = asked(cast, dina, samira, now)
    url = f"{_here(cast)}screenings/{screening}/keep/"

    def keep(key: str, **sent: str) -> Any:
        return browser.post(
            url, json.dumps(sent), content_type="application/json", headers={"Idempotency-Key": key}
        )

    first, key = keep(str(uuid4()), item="1", answer="2"), str(uuid4())
    assert (first.status_code, first.json()["safety"]) == (201, "")
    alarms = [keep(key, item="9", answer="1") for _ in range(2)]
    assert alarms[0].content == alarms[1].content
    assert "/safety/" in alarms[0].json()["safety"]
    assert keep(str(uuid4()), item="1", answer="7").status_code == 409
    assert keep(str(uuid4()), thing="1").status_code == 400
    assert sheet(screening, dina, now).answers == {"1": "2", "9": "1"}


def test_over_time_is_a_line_with_its_numbers_beside_it(
    cast: Cast, dina: Player, samira: UUID, browser_of: Browsers, now: datetime
) -> None:
    browser, here = browser_of(dina), _here(cast)
    finished(cast, dina, samira, now)
    url = f"{here}screenings/over-time/{samira}/phq9/"
    assert '<svg class="lm-chart' not in browser.get(url).content.decode()
    finished(cast, dina, samira, now, "2 2 2 2 2 2 2 2 0 0")
    page = browser.get(url).content.decode()
    assert page.count("lm-chart__dot") == 8  # two points of each of four scores
    assert "8, of 0 to 27" in page
    assert "16, of 0 to 27" in page
    words(browser, f"{here}screenings/over-time/{samira}/gad7/", status=404)


def test_half_answered_goes_on_where_it_was(
    cast: Cast, dina: Player, samira: UUID, browser_of: Browsers, now: datetime
) -> None:
    browser, here = browser_of(dina), _here(cast)
    screening = asked(cast, dina, samira, now)
    answered(screening, "1 2 3", dina, now)
    page = words(browser, f"{here}screenings/{screening}/questions/")
    assert "Question 4 of 10" in page
    assert (
        'name="current" value="4"' in browser.get(f"{here}screenings/{screening}/questions/").content.decode()
    )
    assert "Some questions have no answer yet" in words(browser, f"{here}screenings/{screening}/finish/")
    assert "of 0 to 27" not in words(browser, f"{here}screenings/{screening}/")
    led_to(browser, send(browser, f"{here}screenings/{screening}/withdraw/", why="Sample: she wept"))
    assert "Sample: she wept" in words(browser, f"{here}screenings/{screening}/")


def test_without_clearance_and_behind_other_doors_there_is_nothing(
    cast: Cast, dina: Player, samira: UUID, browser_of: Browsers, now: datetime
) -> None:
    screening = finished(cast, dina, samira, now)
    matter = open_matter(cast.dina_case, person_id=samira, by=dina.actor, at=now).matter_id
    here = _here(cast)
    for player in (cast.berg, cast.costa, cast.elio):
        browser = browser_of(player)
        for url in (
            f"screenings/{screening}/",
            "screenings/",
            f"safety/{matter}/",
            f"safety/{matter}/close/",
        ):
            assert browser.get(f"{here}{url}").status_code in (403, 404)
    assert browser_of(cast.costa).get(f"/adjudication/case/{cast.case}/screenings/").status_code == 404
