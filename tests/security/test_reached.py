"""The two ways in which the application asks whom somebody sees say the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from limen.foundation.actors import Reach
from limen.foundation.rows import acting_as
from tests.conftest import House
from tests.security.scene import Scene, set_up
from tests.security.test_filter_alone import NAMES


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


@pytest.mark.parametrize("name", NAMES)
def test_of_a_few_persons_and_of_all_it_is_the_same(name: str, scene: Scene) -> None:
    from limen.domain.cases.queries.reached import cases_reached, how_far
    from limen.domain.people.queries.reach import persons_and_how_far, persons_within

    by, at = scene.people[name].actor, datetime.now(UTC)
    everybody = [row["id"] for row in scene.facts().all("people_person")]
    with acting_as(by):
        listed = set(persons_within(by, need=Reach.LIST, at=at).values_list("pk", flat=True))
        read = set(persons_within(by, need=Reach.READ, at=at).values_list("pk", flat=True))
        far = how_far(everybody, by=by, at=at)
        rows, rows_read = persons_and_how_far(everybody, by=by, at=at)
        assert {one.person_id for one in cases_reached(everybody, by=by, at=at)} == listed
    assert set(far) == set(rows) == listed
    assert {key for key, reach in far.items() if reach >= Reach.READ} == rows_read == read


def test_somebody_sees_somebody(scene: Scene) -> None:
    """Or the test above would compare nothing with nothing."""
    from limen.domain.cases.queries.reached import how_far

    everybody = [row["id"] for row in scene.facts().all("people_person")]
    seen = []
    for name in NAMES:
        by = scene.people[name].actor
        with acting_as(by):
            seen.append(len(how_far(everybody, by=by, at=datetime.now(UTC))))
    assert max(seen) >= 3
    assert min(seen) == 0
