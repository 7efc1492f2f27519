"""The law and the policy leads' pages in a real Chromium: open to everybody, on desk and phone, both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest

from limen.domain.policy.commands import propose
from limen.law.library import files_of
from limen.site.env import DISTRIBUTED
from tests.browser.looking import apart, faults_of
from tests.browser.test_pages import LANGUAGES, WIDTHS
from tests.cast import AT, Cast
from tests.workspaces.whole_law import put_distributed_in_force

pytestmark = pytest.mark.browser

Window = Callable[..., Any]
PACK = "/adjudication/law/in-force/eu-example/"
TRIED = "?on_day=2&on_month=11&on_year=2026&ask=yes"
MADE = "?made_on_day=12&made_on_month=6&made_on_year=2026&calendar=exampland&ask=yes"


def _reading() -> Iterator[str]:
    yield from ("/adjudication/law/", PACK, f"{PACK}?q=appeal")
    yield from (
        f"{PACK}terms/register/{MADE}",
        f"{PACK}terms/appeal_short/",
        f"{PACK}terms/examine_merits/?ask=yes",
    )
    yield from (f"{PACK}{part}/" for part in ("procedures", "outcomes", "holds", "amounts", "calendars"))
    yield from (f"{PACK}procedures/international_protection/", f"{PACK}regimes/examination/{TRIED}")
    yield from (f"{PACK}lists/safe_countries_of_origin/{TRIED}", f"{PACK}grounds/accelerated/")
    yield from (f"{PACK}requirements/decision_contents/", f"{PACK}calendars/exampland/")


def _answering(adoption: object) -> Iterator[str]:
    yield from ("/policy/", "/policy/history/", "/policy/propose/")
    yield from (f"/policy/proposals/{adoption}/{act}" for act in ("", "adopt/", "decline/", "withdraw/"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_law_is_open_to_everybody(cast: Cast, window: Window, language: str, width: int) -> None:
    adoption = apart(lambda: _furnish(cast))
    faults: list[str] = []
    for player, urls in ((cast.berg, _reading()), (cast.mats, _answering(adoption))):
        with window(player, width=width, language=language) as context:
            page = context.new_page()
            said: list[str] = []
            page.on("console", lambda message, said=said: said.append(message.text))
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            for url in urls:
                answer = page.goto(url)
                assert answer.status == 200, url
                faults += [f"{url}: {fault}" for fault in (*faults_of(page), *said)]
                said.clear()
    assert not faults, "\n".join(faults)


def _furnish(cast: Cast) -> UUID:
    """A law in force, and a proposal of another that waits."""
    put_distributed_in_force(cast, AT, "eu-example")
    files = files_of(DISTRIBUTED)
    return propose("eu", files=files, why="To read it beside ours.", by=cast.lena.actor, at=AT).adoption_id
