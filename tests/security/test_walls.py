"""The walls told one by one: what a curious insider with raw SQL and a good ticket still cannot do."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from limen.site.postgres.roles import DatabaseRole
from tests.conftest import House
from tests.security.rows import insert
from tests.security.scene import Scene, set_up
from tests.security.window import Window

BREAK = "select access.break_glass(gen_random_uuid(), %s, 'danger', %s, %s, %s)"
REASON = "The applicant stands at the desk and nobody assigned is in."
DENIED = "InsufficientPrivilege"


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


def ticket(scene: Scene, name: str) -> str:
    return scene.people[name].actor.ticket


def test_a_case_cannot_be_moved_to_another_organisation(scene: Scene, app: Window) -> None:
    """DB-12: neither the organisation nor a foreign unit, which would show the case there."""
    cast = scene.cast
    for change, value in [("organisation_id", cast.agency), ("unit_id", cast.agency_unit), ("id", new_id())]:
        for name in ("berg", "costa"):
            refused = app.refusal(
                ticket(scene, name), f"update cases_case set {change} = %s where id = %s", [value, cast.case]
            )
            assert refused == DENIED, (change, name)


@pytest.mark.parametrize("column", ["case_id", "compartment", "id"])
def test_a_note_cannot_be_moved_out_of_its_case_or_compartment(
    column: str, scene: Scene, app: Window
) -> None:
    refused = app.refusal(ticket(scene, "costa"), f"update notes_note set {column} = {column}")
    assert refused == DENIED


def test_nobody_writes_in_somebody_elses_name(scene: Scene, app: Window) -> None:
    change = "update notes_note set text = 'x', written_by_id = %s where id = %s"
    values = [scene.cast.costa.id, scene.notes["general"]]
    assert app.refusal(ticket(scene, "berg"), change, values) == DENIED
    review = "update cases_opening set reviewed_at = now(), reviewed_by_id = %s where member_id = %s"
    values = [scene.cast.hana.id, scene.cast.farah.id]
    assert app.refusal(ticket(scene, "costa"), review, values) == DENIED


def test_a_condition_that_fails_loudly_is_not_tried_on_hidden_cases(scene: Scene, app: Window) -> None:
    """Otherwise an error would say that the case exists."""
    for view in ("readable_case", "writable_case", "listable_case"):
        probe = f"select 1 from access.{view} where 1 / (case when id = %s then 0 else 1 end) = 1"
        assert app.refusal(ticket(scene, "berg"), probe, [scene.cast.case]) == "DivisionByZero"
        assert app.refusal(ticket(scene, "berg"), probe, [scene.cast.elio_case]) == ""
    for table in ("cases_case", "identity_member", "journal_entry"):
        probe = f"select 1 from {table} where organisation_id = %s and 1 / (length(id::text) * 0) = 1"
        assert app.refusal(ticket(scene, "berg"), probe, [scene.cast.other]) == "", table


def test_whose_case_an_id_is_cannot_be_asked(scene: Scene, app: Window) -> None:
    asked = app.refusal(ticket(scene, "berg"), "select access.organisation_of(%s)", [scene.cast.elio_case])
    assert asked == DENIED


def test_unique_values_of_other_organisations_do_not_betray_themselves(
    scene: Scene, app: Window, admin: Window
) -> None:
    """DB-08: the same reference is free here; a foreign note is refused before keys are compared."""
    reference = admin.rows("", "select reference from cases_case where id = %s", scene.cast.elio_case)[0][0]
    new_case = (
        "insert into cases_case (id, organisation_id, unit_id, reference, called, phase, opened_on,"
        " is_restricted, is_walled, version)"
        " values (gen_random_uuid(), %s, %s, %s, 'x', 'registered', now(), false, false, 1)"
    )
    values = [scene.cast.authority, scene.cast.unit, reference]
    assert app.refusal(ticket(scene, "costa"), new_case, values) == ""
    for note in (scene.notes["elio"], new_id()):
        draft = (
            "insert into notes_draft (id, case_id, note_id, member_id, text, base_version, saved_at)"
            " values (gen_random_uuid(), %s, %s, %s, '', 1, now())"
        )
        values = [scene.cast.case, note, scene.cast.berg.id]
        assert app.refusal(ticket(scene, "berg"), draft, values) == DENIED, "a foreign key answered"
        text = (
            "insert into notes_earliertext (id, note_id, case_id, compartment, version, text, written_by_id,"
            " written_at) values (gen_random_uuid(), %s, %s, 'general', 1, '', %s, now())"
        )
        values = [note, scene.cast.case, scene.cast.berg.id]
        assert app.refusal(ticket(scene, "berg"), text, values) == DENIED, "a unique key answered"


def test_the_open_part_of_glass_breaking(scene: Scene, app: Window) -> None:
    """One's own organisation, nothing walled or restricted: all others look like no case at all."""
    now, cast = datetime.now(UTC), scene.cast
    reference = {row["id"]: row["reference"] for row in scene.facts().all("cases_case")}

    def breaks(name: str, case: object) -> bool:
        until = now + timedelta(minutes=60)
        rows = app.rows(ticket(scene, name), BREAK, reference[case], REASON, now, until)
        return rows != [(None,)]

    assert breaks("farah", cast.case)
    assert not breaks("grit", cast.case)
    assert not breaks("farah", cast.elio_case)
    assert not breaks("farah", scene.restricted_case)
    assert not breaks("elio", cast.case)
    assert not breaks("dina", cast.case)
    for keeper in ("ivo", "jun", "hana", "lea", "mo"):
        assert not breaks(keeper, cast.other_case), keeper


@pytest.mark.parametrize(
    ("reason", "begins", "lasts"),
    [
        ("too short", 0, 60),
        (" " * 40, 0, 60),
        (REASON, 0, 61),
        (REASON, 0, 0),
        (REASON, 0, -5),
        (REASON, 600, 60),
        (REASON, 60 * 24 * 365, 60),
    ],
)
def test_the_database_itself_limits_an_opening(
    reason: str, begins: int, lasts: int, scene: Scene, app: Window
) -> None:
    """AZ-16. Not by the application's word: an hour that begins next year is a year."""
    at = datetime.now(UTC) + timedelta(minutes=begins)
    values = [scene.cast.reference, reason, at, at + timedelta(minutes=lasts)]
    assert app.refusal(ticket(scene, "farah"), BREAK, values) == "CheckViolation"


def test_an_opening_is_for_reading_alone(scene: Scene, app: Window) -> None:
    """Farah opened the other case: she reads it, and can neither write in it nor give it to herself."""
    cast = scene.cast
    assert app.column(ticket(scene, "farah"), "select id from notes_note") == {scene.notes["other"]}
    assert app.touched(ticket(scene, "farah"), "update notes_note set text = 'x'") == 0
    with psycopg.connect(scene.admin_dsn) as connection:  # no list reaches her now, only the opening
        connection.execute("select set_config('limen.act', 'x', true)")
        connection.execute("update identity_posting set reach = 0 where member_id = %s", [cast.farah.id])
    give = (
        "insert into cases_assignment (id, case_id, member_id, part, since_at)"
        " values (gen_random_uuid(), %s, %s, 'lead', now())"
    )
    assert app.refusal(ticket(scene, "farah"), give, [cast.other_case, cast.farah.id]) == DENIED
    extend = "update cases_opening set until_at = now() + interval '1 year'"
    assert app.refusal(ticket(scene, "farah"), extend) == DENIED


def test_two_changes_of_walls_at_once_leave_no_gap(house: House) -> None:
    """One lifts the last wall while another raises one: the case stays walled for whoever it keeps out."""
    scene = set_up(house.admin_dsn)
    cast, costa = scene.cast, scene.people["costa"]
    with psycopg.connect(house.admin_dsn) as connection, connection.cursor() as cursor:
        cursor.execute("select set_config('limen.act', 'x', true)")
        standing = insert(cursor, "cases_wall", case_id=cast.other_case, member_id=cast.hana.id,
                          ground="other", why="",
                          raised_by_id=costa.id, since_at=datetime.now(UTC))  # fmt: skip
    dsn = house.dsn(DatabaseRole.APP)
    raising, lifting = psycopg.connect(dsn), psycopg.connect(dsn)
    try:
        for connection in (raising, lifting):
            connection.execute("select set_config('limen.ticket', %s, true)", [costa.actor.ticket])
            connection.execute("select set_config('limen.act', 'x', true)")
        raising.execute(
            "insert into cases_wall (id, case_id, member_id, ground, why, raised_by_id, since_at)"
            " values (gen_random_uuid(), %s, %s, 'other', '', %s, now())",
            [cast.other_case, cast.grit.id, costa.id],
        )
        lift = "update cases_wall set until_at = now() where id = %s"
        other = threading.Thread(target=lambda: lifting.execute(lift, [standing]))
        other.start()
        other.join(0.3)  # it waits for the row of the case
        raising.commit()
        other.join()
        lifting.commit()
    finally:
        raising.close()
        lifting.close()
    window = Window(dsn)
    seen = window.column(cast.grit.actor.ticket, "select id from cases_case")
    window.close()
    assert cast.other_case not in seen


def test_a_line_cannot_be_written_in_another_name_or_about_a_foreign_case(scene: Scene, app: Window) -> None:
    line = "select journal.append(gen_random_uuid(), 'x', now(), %s, %s, 'general', '{}', '[]')"
    for said_by, case in [(scene.cast.costa.id, scene.cast.case), (scene.cast.berg.id, scene.cast.elio_case)]:
        assert app.refusal(ticket(scene, "berg"), line, [said_by, case]) == DENIED
    assert app.refusal("", line, [scene.cast.berg.id, scene.cast.case]) == DENIED
    assert app.refusal("", "select journal.note_reading('{}', 'x', now())") == DENIED


def test_tables_of_the_domain_refuse_a_change_outside_an_act(scene: Scene, app: Window) -> None:
    refused = app.refusal(ticket(scene, "berg"), "update notes_note set text = 'x'", act=False)
    assert refused == "RaiseException"


def test_the_application_leaves_nothing_shown_behind(house: House, scene: Scene) -> None:
    """acting_as() within a larger transaction gives back what was shown before, and nothing when it ends."""
    from django.db import connection, transaction

    def sees() -> int:
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from cases_case")
            return int(cursor.fetchone()[0])

    with transaction.atomic():
        with acting_as(scene.people["berg"].actor):
            with acting_as(scene.people["elio"].actor):
                assert sees() == 1
            assert sees() == 3
        assert sees() == 0
    assert sees() == 0
