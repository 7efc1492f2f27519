"""Every table, every person, every command: the database says exactly what the rules of access say."""

from __future__ import annotations

import pytest

from tests.conftest import House
from tests.security import comparing
from tests.security.expectations import EXPECTED
from tests.security.rules_of_access import Facts
from tests.security.scene import Scene, set_up
from tests.security.window import Window

pytestmark = pytest.mark.slow

NAMES = [
    "berg",
    "costa",
    "farah",
    "grit",
    "hana",
    "ivo",
    "jun",
    "lena",
    "mats",
    "sami",
    "dina",
    "elio",
    "lea",
    "mo",
]


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


@pytest.fixture(scope="module")
def facts(scene: Scene) -> Facts:
    return scene.facts()


def test_no_table_escapes_the_rules(admin: Window) -> None:
    """A new table that the application may touch needs its line in `expectations`."""
    granted = admin.column(
        "",
        "select distinct c.relname::text from pg_class c, lateral (select * from aclexplode(c.relacl)"
        "   union all select x.* from pg_attribute t, aclexplode(t.attacl) x where t.attrelid = c.oid) a"
        " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
        " and a.grantee = 'limen_app'::regrole and c.relrowsecurity",
    )
    assert granted == EXPECTED.keys()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("table", EXPECTED)
def test_everybody_sees_exactly_what_is_theirs(
    table: str, name: str, app: Window, scene: Scene, facts: Facts
) -> None:
    with app.shown(scene.people[name].actor.ticket) as cursor:
        assert comparing.seeing(cursor, table, scene.somebody(name, facts), facts, scene) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("table", EXPECTED)
def test_everybody_changes_exactly_what_is_theirs(
    table: str, name: str, app: Window, scene: Scene, facts: Facts
) -> None:
    with app.shown(scene.people[name].actor.ticket) as cursor:
        assert comparing.changing(cursor, table, scene.somebody(name, facts), facts, scene) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("table", EXPECTED)
def test_everybody_adds_exactly_what_is_theirs(
    table: str, name: str, app: Window, scene: Scene, facts: Facts
) -> None:
    with app.shown(scene.people[name].actor.ticket) as cursor:
        assert comparing.adding(cursor, table, scene.somebody(name, facts), facts, scene) == []


@pytest.mark.parametrize("table", EXPECTED)
def test_without_a_ticket_there_is_nothing(table: str, app: Window, scene: Scene, facts: Facts) -> None:
    """DB-04."""
    nobody = scene.somebody("mo", facts)  # suspended: by the rules nobody, in whose name nothing happens
    with app.shown("") as cursor:
        for found in (comparing.seeing(cursor, table, nobody, facts, scene),
                      comparing.changing(cursor, table, nobody, facts, scene),
                      comparing.adding(cursor, table, nobody, facts, scene)):  # fmt: skip
            assert found == []
