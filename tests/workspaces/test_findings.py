"""What the night found, where people look: on my day, in the tasks of a case, in the worklist of the unit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from limen.jobs.finding import find
from tests.cast import AT, Cast
from tests.conftest import House
from tests.jobs.nights import as_worker, clock_of, row_of
from tests.jobs.test_finding import NIGHT
from tests.lawbook import put_in_force
from tests.workspaces.acting import queries, words

Browsers = Callable[..., Client]


@pytest.fixture
def term(cast: Cast, house: House) -> str:
    """The name of a clock in Amina's case that the night found."""
    put_in_force(cast, AT)
    clock = clock_of(cast, cast.berg, AT)
    with as_worker(house):
        find(NIGHT)
    return str(row_of(house, clock)["term_says"])


def test_it_stands_on_the_day_of_whoever_holds_the_case_with_its_reason(
    cast: Cast, browser_of: Browsers, term: str
) -> None:
    for page in ("/adjudication/", "/adjudication/tasks/", f"/adjudication/case/{cast.case}/tasks/"):
        said = words(browser_of(cast.berg), page)
        assert f"“{term}” was due on" in said
        assert "nobody said that it was met" in said
        assert "Found by the nightly look" in said
    assert "was due on" not in words(browser_of(cast.costa), "/adjudication/")


def test_it_stands_in_the_worklist_of_the_unit_and_can_be_asked_for(
    cast: Cast, browser_of: Browsers, term: str
) -> None:
    costa, unit = browser_of(cast.costa), f"/adjudication/work/of-unit/{cast.unit}/"
    everything, found = words(costa, unit), words(costa, f"{unit}?found=1")
    assert f"“{term}” was due on" in everything
    assert (cast.reference in everything, "Basim" in everything) == (True, True)
    assert (cast.reference in found, "Basim" in found) == (True, False)
    assert "Cases: 1" in found
    assert "sort=due&amp;found=1" in found or "found=1&amp;sort" in found, "the order keeps what was asked"
    assert "was due on" not in words(costa, f"{unit}?column=called"), "the column was not chosen"
    assert queries(costa, unit) == queries(costa, f"{unit}?column=called") + 1
    hidden = browser_of(cast.elio).get(unit)
    assert hidden.status_code == 404
