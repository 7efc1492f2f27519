"""The walls around where an application stands: what raw SQL with a good ticket still cannot do."""

from __future__ import annotations

import psycopg
import pytest

from tests.conftest import House
from tests.security.scene import Scene, set_up
from tests.security.window import Window


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


def test_a_stage_that_was_left_stays_left(scene: Scene, app: Window, house: House) -> None:
    berg, case = scene.people["berg"].actor.ticket, scene.cast.case
    leave = "update procedure_casestage set until_at = now() where case_id = %s"
    assert app.touched(berg, leave, case) > 0, "a stage is left by whoever works on the case"
    with psycopg.connect(house.admin_dsn) as admin:
        admin.execute("select set_config('limen.act', 'x', true)")
        admin.execute(leave.encode(), [case])
    assert app.touched(berg, leave, case) == 0
    back = "update procedure_casestage set until_at = null where case_id = %s"
    assert app.touched(berg, back, case) == 0
