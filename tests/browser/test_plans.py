"""Service plans in a real Chromium: open to everybody, on a phone and at the desk, in English and Arabic."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from limen.domain.plans.commands.beginning import begin
from limen.domain.plans.commands.keeping import review
from limen.domain.plans.commands.stepping import finish_step
from limen.domain.plans.commands.wishing import add_goal
from limen.domain.plans.names import Outline, Proof
from limen.domain.plans.queries.sheets import plan_sheet
from limen.foundation.rows import acting_as
from tests.browser.looking import apart, faults_of
from tests.cast import Cast
from tests.conftest import House
from tests.domain.plans.papers import govern

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
LANGUAGES = {"en": "ltr", "ar": "rtl"}


def _furnish(house: House, cast: Cast) -> tuple[UUID, UUID, UUID]:
    """A plan with a goal, a step that is done and a review; its goal and an open step."""
    now = datetime.now(UTC)
    on, by = now.date(), cast.dina.actor
    govern(house, cast)
    outline = Outline(
        pack="atlantis", template="arrival", person_id=None, language="ara",
        facts={"arrived_on": (on - timedelta(days=20)).isoformat()},
    )  # fmt: skip
    plan = begin(cast.dina_case, outline=outline, on=on, by=by, at=now).plan_id
    goal = add_goal(plan, says="أريد بيتًا قريبًا من المدرسة", language="ara", by=by, at=now).goal_id
    with acting_as(by):
        steps = plan_sheet(plan, on=on, by=by, at=now).steps
    finish_step(steps[2].id, done_on=on, proof=Proof(says="Sample: seen"), on=on, version=1, by=by, at=now)
    review(plan, held_on=on, says="Sample: it goes well.", next_on=None, on=on, version=1, by=by, at=now)
    return plan, goal, steps[0].id


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_plan_is_open_to_everybody(
    cast: Cast, house: House, window: Window, language: str, width: int
) -> None:
    plan, goal, step = apart(lambda: _furnish(house, cast))
    home = f"/casework/case/{cast.dina_case}/plans/"
    here = f"{home}{plan}/"
    faults: list[str] = []
    with window(cast.dina, width=width, language=language) as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for url in (
            home, f"{home}begin/", here, f"{here}timeline/", f"{here}day/", f"{here}goals/add/",
            f"{here}goals/{goal}/revise/", f"{here}goals/{goal}/end/", f"{here}steps/add/",
            f"{here}steps/{step}/", f"{here}steps/{step}/done/", f"{here}steps/{step}/put-off/",
            f"{here}steps/{step}/not-possible/", f"{here}review/", f"{here}close/",
        ):  # fmt: skip
            found = page.goto(url)
            assert found.status == 200, url
            assert page.evaluate("document.dir") == LANGUAGES[language]
            faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
            said.clear()
        page.goto(f"{here}print/")
        assert page.evaluate("document.dir") == "rtl"
        faults += [f"print: {fault}" for fault in (*faults_of(page), *said)]
    assert faults == []


def test_a_step_is_done_in_two_taps_on_a_phone(cast: Cast, house: House, window: Window) -> None:
    plan, _, step = apart(lambda: _furnish(house, cast))
    with window(cast.dina, width=360, language="en") as context:
        page = context.new_page()
        page.goto(f"/casework/case/{cast.dina_case}/plans/{plan}/")
        page.locator(f'a[href$="/steps/{step}/done/"]').click()
        page.locator("main form button[type=submit]").click()
        page.wait_for_selector("caption:has-text('Done (2)')", state="attached")
