"""The walls around what is kept of a person, told one by one: what raw SQL with a good ticket still cannot
do."""

from __future__ import annotations

import pytest

from limen.foundation.ids import new_id
from tests.conftest import House
from tests.security.kept_of_scene import ENDING, KEPT
from tests.security.scene import Scene, set_up
from tests.security.window import Window

DENIED = "InsufficientPrivilege"
NATIONALITY = "people_nationality"


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


def ticket(scene: Scene, name: str) -> str:
    return scene.people[name].actor.ticket


@pytest.mark.parametrize("column", ["birth", "sex", "gender"])
def test_what_is_corrected_is_signed_and_by_nobody_else(column: str, scene: Scene, app: Window) -> None:
    """Costa corrected the gender before: that is no leave to change the birth in the name of Berg."""
    amina, berg = scene.persons["amina"], ticket(scene, "berg")
    told = "unknown" if column == "gender" else "not_asked"  # another than stands there
    state = f"update people_person set {column}_state = '{told}'"
    unsigned = f"{state}, {column}_at = now() where id = %s"
    assert app.refusal(ticket(scene, "costa"), unsigned, [amina]) == DENIED
    foreign = f"{state}, {column}_by_id = %s, {column}_at = now() where id = %s"
    assert app.refusal(berg, foreign, [scene.cast.costa.id, amina]) == DENIED
    other = "sex" if column != "sex" else "gender"
    beside = f"{state}, {other}_by_id = %s where id = %s"
    assert app.refusal(ticket(scene, "costa"), beside, [scene.cast.costa.id, amina]) == DENIED
    assert app.refusal(berg, foreign, [scene.cast.berg.id, amina]) == ""


@pytest.mark.parametrize("table", [*ENDING, NATIONALITY, "people_need"])
def test_what_was_ended_stays_ended_and_nobody_ends_it_in_another_name(
    table: str, scene: Scene, app: Window
) -> None:
    berg, amina = ticket(scene, "berg"), scene.persons["amina"]
    again = (
        f"update {table} set ended_why = 'x', ended_by_id = %s where person_id = %s and ended_at is not null"
    )
    assert app.touched(berg, again, scene.cast.berg.id, amina) == 0
    back = (
        f"update {table} set ended_at = null, ended_by_id = null, ended_why = null"
        " where person_id = %s and ended_at is not null"
    )
    assert app.touched(berg, back, amina) == 0
    end = (
        f"update {table} set ended_at = now(), ended_by_id = %s, ended_why = 'x'"
        " where person_id = %s and ended_at is null"
    )
    assert app.refusal(berg, end, [scene.cast.costa.id, amina]) == DENIED
    assert app.touched(berg, end, scene.cast.berg.id, amina) == 1


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("people_place", "country"), ("people_language", "language"), ("people_wishedinterpreter", "others"),
        ("people_excludedinterpreter", "who"), ("people_fate", "fate"), ("people_picture", "content"),
        ("people_picture", "digest"), ("people_picture", "person_id"), ("people_need", "seen"),
        ("people_need", "person_id"), ("people_need", "organisation_id"), ("people_needreview", "why"),
        ("people_earlieranswer", "says"), (NATIONALITY, "country"),
    ],
)  # fmt: skip
def test_nothing_that_was_written_is_rewritten(table: str, column: str, scene: Scene, app: Window) -> None:
    assert app.refusal(ticket(scene, "costa"), f"update {table} set {column} = {column}") == DENIED


@pytest.mark.parametrize("table", KEPT)
def test_nothing_is_deleted_and_nothing_changes_outside_an_act(table: str, scene: Scene, app: Window) -> None:
    costa = ticket(scene, "costa")
    assert app.refusal(costa, f"delete from {table}") == DENIED
    column = "ended_why" if table in (*ENDING, "people_need") else None
    if column:
        assert app.refusal(costa, f"update {table} set {column} = 'x'", act=False) == "RaiseException"


def test_a_page_shows_no_document_of_somebody_else_and_says_of_no_id_whether_it_is_one(
    scene: Scene, app: Window
) -> None:
    """A foreign key is checked past row security: without the function it would say which ids exist."""
    costa = ticket(scene, "costa")
    add = (
        "insert into people_picture (id, person_id, shows, document_id, content, thumbnail, width, height,"
        " digest, added_by_id, added_at)"
        " values (gen_random_uuid(), %s, 'page', %s, '', '', 1, 1, 'x', %s, now())"
    )
    document = "select d.id from people_persondocument d where d.person_id = %s"
    (own,) = app.column(costa, document, scene.persons["amina"])
    amina, me = scene.persons["amina"], scene.cast.costa.id
    assert app.refusal(costa, add, [amina, own, me]) == ""
    (foreign,) = app.column(ticket(scene, "elio"), document, scene.persons["celeste"])
    (other,) = app.column(costa, document, scene.persons["basim"])
    for strange in (foreign, other, new_id()):
        assert app.refusal(costa, add, [amina, strange, me]) == DENIED


def test_the_function_that_asks_for_a_document_tells_nobody_outside(scene: Scene, app: Window) -> None:
    """It answers of a document and a person whose ids one knows both, and gives back nothing else."""
    assert app.rows(ticket(scene, "elio"), "select access.is_document_of(%s, %s)", new_id(), new_id()) == [
        (False,)
    ]
