"""The pages of service plans: begun from a programme, worked through on a board, printed for the person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from limen.domain.plans.commands.wishing import add_goal, revise_goal
from limen.domain.plans.queries.sheets import plans_of
from limen.foundation.rows import acting_as
from tests.cast import Cast
from tests.conftest import House
from tests.domain.plans.papers import govern, leader, second
from tests.workspaces.acting import ask, led_to, send, words

Browsers = Callable[..., Client]
NOW = datetime.now(UTC)


def day(name: str, value: str) -> dict[str, str]:
    year, month, number = value.split("-")
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": number}


@pytest.fixture
def home(house: House, cast: Cast) -> str:
    """The plans of Dina's case, where there is a law."""
    govern(house, cast)
    return f"/casework/case/{cast.dina_case}/plans/"


def begun(client: Client, home: str) -> str:
    arrived = (NOW.date() - timedelta(days=1)).isoformat()
    answer = send(
        client, f"{home}begin/", programme="atlantis/arrival", person_id="", language="ara",
        **day("fact-arrived_on", arrived),
    )  # fmt: skip
    assert "began a service plan" in led_to(client, answer)
    found = re.search(r"/plans/([0-9a-f-]{36})/", answer.headers["Location"])
    assert found is not None
    return f"{home}{found[1]}/"


def steps(page: str) -> list[str]:
    """The addresses of the steps on a board, in its order."""
    return list(dict.fromkeys(re.findall(r'href="([^"]+/steps/[0-9a-f-]{36}/)"', page)))


def test_an_empty_case_offers_the_programmes_with_what_they_are_for(
    cast: Cast, home: str, browser_of: Browsers
) -> None:
    page = words(browser_of(cast.dina), home)
    assert "There is no plan yet." in page
    assert "Begin: The first weeks" in page
    assert "For whoever has just come ashore." in page
    assert "The old programme" not in page
    assert "Plans" in words(browser_of(cast.dina), f"/casework/case/{cast.dina_case}/")


def test_one_step_is_done_in_two_taps(cast: Cast, home: str, browser_of: Browsers) -> None:
    dina = browser_of(cast.dina)
    plan = begun(dina, home)
    board = words(dina, plan)
    first = steps(board)[0]
    assert f'href="{first}done/"' in board
    form = words(dina, f"{first}done/")
    filled: dict[str, Any] = {
        found[0]: found[1] for found in re.findall(r'name="(done_on_\w+|version)"[^>]*value="(\d+)"', form)
    }
    assert re.search(r'value="seen"[^>]*checked', form)
    page = led_to(dina, send(dina, f"{first}done/", shown_by="seen", says="", **filled))
    assert "Done (1)" in page
    assert "The worker was there, or saw it." in page
    assert "Why it is that day" in words(dina, first)


def test_the_way_of_a_plan(cast: Cast, home: str, house: House, browser_of: Browsers) -> None:
    dina, nora = browser_of(cast.dina), browser_of(leader(house, cast))
    plan = begun(dina, home)
    assert "أريد بيتًا" in led_to(dina, send(dina, f"{plan}goals/add/", says="أريد بيتًا", language="ara"))
    tomorrow = (NOW.date() + timedelta(days=1)).isoformat()
    own = {"says": "Sample: ring the school", "doer": "worker", **day("planned_on", tomorrow)}
    assert "Sample: ring the school" in led_to(dina, send(dina, f"{plan}steps/add/", **own))
    assert "Sample: ring the school" in words(dina, "/casework/tasks/")
    assert "First visit" in words(dina, f"/casework/case/{cast.dina_case}/deadlines/")
    led_to(dina, send(dina, f"{plan}day/", fact="housed_on", **day("told_on", tomorrow)))
    visit = next(one for one in steps(words(dina, plan)) if "First visit" in words(dina, one))
    led_to(dina, send(dina, f"{visit}put-off/", version="1", reason="illness", why="Sample: ill",
                      **day("planned_on", tomorrow)))  # fmt: skip
    assert "Illness" in words(dina, visit)
    assert dina.get(f"{visit}exception/").status_code == 403
    page = led_to(nora, send(nora, f"{visit}exception/", version="2", why="Sample: visited elsewhere"))
    assert "Left out with permission (1)" in page
    assert "Allowed by" in page
    others = [one for one in steps(page) if "Shown the town" in words(dina, one)]
    led_to(dina, send(dina, f"{others[0]}not-possible/", version="1", reason="no_offer", why="Sample: none"))
    held = {"version": "2", "says": "Sample: goes well", **day("held_on", NOW.date().isoformat())}
    assert "Sample: goes well" in led_to(dina, send(dina, f"{plan}review/", **held))
    assert "Looked at it again together" in words(dina, f"{plan}timeline/")
    refused = send(dina, f"{plan}close/", version="3", reason="reached", why="")
    assert "A goal is still being worked towards." in refused.content.decode()
    shut = led_to(
        dina, send(dina, f"{plan}close/", version="3", reason="handed_over", why="Sample: the town")
    )
    assert "Moved, or handed over to others" in shut


def test_two_who_write_one_goal_see_both_texts(
    cast: Cast, home: str, house: House, browser_of: Browsers
) -> None:
    dina, omar = browser_of(cast.dina), second(house, cast)
    plan = begun(dina, home)
    with acting_as(cast.dina.actor):
        key = plans_of(cast.dina_case, on=NOW.date(), by=cast.dina.actor, at=NOW)[0].id
    goal = add_goal(key, says="Sample", language="eng", by=cast.dina.actor, at=NOW).goal_id
    revise_goal(goal, says="Sample: theirs", language="eng", version=1, by=omar.actor, at=NOW)
    answer = send(dina, f"{plan}goals/{goal}/revise/", says="Sample: mine", language="eng", version="1")
    page = answer.content.decode()
    assert "theirs" in page
    assert "mine" in page
    assert 'name="language" value="eng"' in page
    again = send(dina, f"{plan}goals/{goal}/revise/", says="Sample: both", language="eng", version="2")
    assert "Sample: both" in led_to(dina, again)


def test_it_is_printed_in_the_language_of_the_person(cast: Cast, home: str, browser_of: Browsers) -> None:
    dina = browser_of(cast.dina)
    plan = begun(dina, home)
    led_to(dina, send(dina, f"{plan}goals/add/", says="أريد بيتًا", language="ara"))
    page = words(dina, f"{plan}print/")
    assert 'lang="ar" dir="rtl"' in page
    assert "أريد بيتًا" in page
    assert "What we want to reach" not in page
    assert 'lang="en"' in words(dina, plan)[:300]


def test_a_plan_is_shown_in_its_own_case_alone(
    cast: Cast, home: str, house: House, browser_of: Browsers
) -> None:
    dina = browser_of(cast.dina)
    plan = begun(dina, home)
    other = plan.replace(str(cast.dina_case), str(cast.case))
    for who in (cast.dina, cast.elio, cast.berg):
        assert browser_of(who).get(other).status_code in (403, 404)
    read = ask(house, "select what from journal_reading where case_ids @> array[%s::uuid]", cast.dina_case)
    assert any("plan" in row[0] for row in read)
