"""The walls around editions and clocks, one by one: what raw SQL and a good ticket still cannot do."""

from __future__ import annotations

from uuid import UUID

import psycopg
import pytest

from limen.foundation.ids import new_id
from limen.site.postgres.roles import DatabaseRole
from tests.conftest import House
from tests.security.scene import Scene, set_up
from tests.security.window import Window

DENIED = "InsufficientPrivilege"
EVERYBODY = ["berg", "costa", "farah", "grit", "hana", "ivo", "jun", "lena", "mats", "dina", "elio", "lea"]
START = (
    "insert into deadlines_clock (id, case_id, compartment, edition_id, pack, term, term_says, about, effect,"
    " calendar, facts, state, due_on, value, is_settled, ruling, started_by_id, started_at, version)"
    " values (gen_random_uuid(), %s, %s, %s, 'atlantis', 'decide', 'x', gen_random_uuid()::text, 'limit',"
    " 'city', '{}', 'running', now(), 'x', true, '{}', %s, now(), 1)"
)
STOP = (
    "insert into deadlines_stop (id, clock_id, case_id, compartment, cause, cause_says, attributed_to,"
    " does_stop, since_on, why, recorded_by_id, recorded_at)"
    " values (gen_random_uuid(), %s, %s, %s, 'x', 'x', 'applicant', true, now(), '', %s, now())"
)
EXTEND = (
    "insert into deadlines_extension (id, clock_id, case_id, compartment, ground, ground_says, length,"
    " decided_on, why, recorded_by_id, recorded_at)"
    " values (gen_random_uuid(), %s, %s, %s, 'complex', 'x', '', now(), 'x', %s, now())"
)
PROPOSE = (
    "insert into policy_adoption (id, organisation_id, edition_id, pack, state, why, proposed_by_id,"
    " proposed_at, answered_by_id, answer_says)"
    " values (gen_random_uuid(), %s, %s, 'utopia', %s, 'x', %s, now(), %s, '')"
)
ANSWER = "update policy_adoption set state = %s, answered_by_id = %s where state = %s and pack = 'atlantis'"
UNGRANTED = {
    "deadlines_clock": "case_id compartment pack term term_says about calendar facts started_by_id",
    "deadlines_stop": "clock_id case_id compartment cause attributed_to does_stop since_on recorded_by_id",
    "deadlines_extension": "clock_id case_id compartment ground length decided_on why recorded_by_id",
    "deadlines_difference": "clock_id case_id compartment edition_id stored_due_on found_due_on trouble",
    "policy_edition": "organisation_id pack fingerprint digest says as_of is_signed files kept_by_id",
    "policy_adoption": "organisation_id edition_id pack why proposed_by_id proposed_at",
}


@pytest.fixture(scope="module")
def scene(house: House) -> Scene:
    return set_up(house.admin_dsn)


def ticket(scene: Scene, name: str) -> str:
    return scene.people[name].actor.ticket


@pytest.mark.parametrize("edition", ["kept", "proposed", "replaced", "agency", "other"])
def test_no_clock_starts_under_an_edition_that_is_not_in_force_here(
    edition: str, scene: Scene, app: Window
) -> None:
    for name, case in [("berg", scene.cast.case), ("costa", scene.cast.other_case)]:
        by = scene.people[name].id
        values = [case, "general", scene.editions[edition], by]
        assert app.refusal(ticket(scene, name), START, values) == DENIED
        assert app.refusal(ticket(scene, name), START, [case, "general", new_id(), by]) == DENIED
        values = [case, "general", scene.editions["in force"], by]
        assert app.refusal(ticket(scene, name), START, values) == ""


@pytest.mark.parametrize("table", UNGRANTED)
@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_moves_or_rewrites_what_was_said(name: str, table: str, scene: Scene, app: Window) -> None:
    """A clock stays in its case with its facts and its starter; an edition stays what it is."""
    for column in ("id", *UNGRANTED[table].split()):
        refused = app.refusal(ticket(scene, name), f"update {table} set {column} = {column}")
        assert refused == DENIED, column


@pytest.mark.parametrize("table", UNGRANTED)
@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_deletes_anything(name: str, table: str, scene: Scene, app: Window) -> None:
    assert app.refusal(ticket(scene, name), f"delete from {table}") == DENIED


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_but_the_worker_reports_a_difference(name: str, scene: Scene, app: Window) -> None:
    report = (
        "insert into deadlines_difference (id, clock_id, case_id, compartment, edition_id, found_at, trouble)"
        " values (gen_random_uuid(), %s, %s, 'general', %s, now(), '')"
    )
    values = [scene.clocks["old"], scene.cast.case, scene.editions["in force"]]
    assert app.refusal(ticket(scene, name), report, values) == DENIED


def test_a_clock_changes_its_law_only_for_the_law_in_force(scene: Scene, app: Window) -> None:
    change, berg = "update deadlines_clock set edition_id = %s where id = %s", ticket(scene, "berg")
    for edition in ("kept", "proposed", "agency", "other"):
        assert app.refusal(berg, change, [scene.editions[edition], scene.clocks["old"]]) == DENIED, edition
    assert app.refusal(berg, change, [scene.editions["replaced"], scene.clocks["general"]]) == DENIED
    assert app.touched(berg, change, scene.editions["in force"], scene.clocks["old"]) == 1
    for name in ("grit", "farah", "lena", "elio"):
        assert app.touched(ticket(scene, name), change, scene.editions["in force"], scene.clocks["old"]) == 0


def test_what_was_closed_ended_or_settled_is_not_opened_again(scene: Scene, app: Window) -> None:
    berg, closed = ticket(scene, "berg"), scene.clocks["closed"]
    reopen = "update deadlines_clock set state = 'running', met_on = null where id = %s"
    assert app.refusal(berg, reopen, [closed]) == DENIED
    here = [closed, scene.cast.case, "general", scene.cast.berg.id]
    assert app.refusal(berg, STOP, here) == DENIED
    assert app.refusal(berg, EXTEND, here) == DENIED
    for until in ("null", "now()"):
        again = f"update deadlines_stop set until_on = {until} where until_on is not null"
        assert app.refusal(berg, again) == DENIED
    again = "update deadlines_difference set settled_at = null where settled_at is not null"
    assert app.refusal(berg, again) == DENIED


def test_nothing_is_hung_on_a_clock_of_another_case_or_compartment(scene: Scene, app: Window) -> None:
    """Nor does the answer say that there is such a clock, or that it was extended on that ground."""
    berg, me, case = ticket(scene, "berg"), scene.cast.berg.id, scene.cast.case
    for add in (STOP, EXTEND):
        for clock in (scene.clocks["gbv"], scene.clocks["elio"], scene.clocks["other"], new_id()):
            for compartment in ("general", "gbv"):
                assert app.refusal(berg, add, [clock, case, compartment, me]) == DENIED
        assert (
            app.refusal(berg, add, [scene.clocks["general"], scene.cast.elio_case, "general", me]) == DENIED
        )
        assert app.refusal(berg, add, [scene.clocks["general"], case, "gbv", me]) == DENIED
        other = scene.cast.costa.id
        assert app.refusal(berg, add, [scene.clocks["general"], case, "general", other]) == DENIED
    assert app.refusal(berg, STOP, [scene.clocks["general"], case, "general", me]) == ""


def test_a_condition_that_fails_loudly_is_not_tried_on_hidden_clocks(scene: Scene, app: Window) -> None:
    for table in ("deadlines_clock", "deadlines_stop", "deadlines_extension", "deadlines_difference"):
        probe = f"select 1 from {table} where compartment = 'gbv' and 1 / (length(id::text) * 0) = 1"
        assert app.refusal(ticket(scene, "berg"), probe) == "", table
        assert app.refusal(ticket(scene, "costa"), probe) == "DivisionByZero", table
    probe = "select 1 from policy_edition where organisation_id = %s and 1 / (length(pack) * 0) = 1"
    assert app.refusal(ticket(scene, "berg"), probe, [scene.cast.other]) == ""


@pytest.mark.parametrize("name", ["berg", "costa", "hana", "ivo", "jun", "dina", "elio", "lea"])
def test_only_policy_leads_touch_the_law(name: str, scene: Scene, app: Window) -> None:
    me = scene.people[name]
    for edition in ("kept", "proposed", "other", "agency"):
        values = [me.actor.organisation_id, scene.editions[edition], "proposed", me.id, None]
        assert app.refusal(ticket(scene, name), PROPOSE, values) == DENIED
    for state in ("adopted", "declined", "withdrawn", "replaced"):
        assert app.touched(ticket(scene, name), ANSWER, state, me.id, "proposed") == 0
    assert app.touched(ticket(scene, name), "update policy_adoption set ended_at = now()") == 0


def test_whoever_proposed_cannot_bring_it_into_force_alone(scene: Scene, app: Window) -> None:
    """Lena tries everything that comes to mind: her own name, the other's, a detour, a row made so."""
    lena, me, other = ticket(scene, "lena"), scene.cast.lena.id, scene.cast.mats.id
    assert app.refusal(lena, ANSWER, ["adopted", me, "proposed"]) == "CheckViolation"
    assert app.refusal(lena, ANSWER, ["adopted", other, "proposed"]) == DENIED
    assert app.refusal(lena, ANSWER, ["adopted", None, "proposed"]) == DENIED
    assert app.refusal(lena, ANSWER, ["replaced", other, "proposed"]) == DENIED
    assert app.refusal(lena, ANSWER, ["declined", me, "proposed"]) == "CheckViolation"
    assert app.refusal(lena, ANSWER, ["declined", other, "proposed"]) == DENIED
    assert app.refusal(lena, ANSWER, ["withdrawn", other, "proposed"]) == DENIED
    home = scene.cast.authority
    kept = scene.editions["kept"]
    assert app.refusal(lena, PROPOSE, [home, kept, "proposed", other, None]) == DENIED
    assert app.refusal(lena, PROPOSE, [home, kept, "adopted", me, other]) == DENIED
    assert app.refusal(lena, PROPOSE, [home, kept, "adopted", other, me]) == DENIED
    assert app.refusal(lena, PROPOSE, [home, kept, "proposed", me, other]) == DENIED
    disown = "update policy_adoption set proposed_by_id = %s where state = 'proposed'"
    assert app.refusal(lena, disown, [other]) == DENIED
    upsert = (
        "insert into policy_adoption select * from policy_adoption where state = 'proposed'"
        " on conflict (id) do update set state = 'adopted', answered_by_id = %s"
    )
    assert app.refusal(lena, upsert, [other]) == DENIED
    assert app.refusal(lena, upsert, [me]) == "CheckViolation"


def test_an_answer_is_given_once_and_in_ones_own_name(scene: Scene, app: Window) -> None:
    mats, me, lena = ticket(scene, "mats"), scene.cast.mats.id, scene.cast.lena.id
    take_back = "update policy_adoption set state = 'withdrawn' where state = 'proposed'"
    assert app.refusal(mats, take_back) == DENIED, "it is not his"
    assert app.touched(ticket(scene, "lena"), take_back) == 1
    assert app.refusal(mats, ANSWER, ["declined", lena, "proposed"]) == DENIED
    assert app.touched(mats, ANSWER, "declined", me, "proposed") == 1
    for state in ("adopted", "proposed", "declined", "withdrawn"):
        assert app.refusal(mats, ANSWER, [state, me, "replaced"]) == DENIED, "one alone brings it back"
        assert app.refusal(mats, ANSWER, [state, me, "adopted"]) == DENIED
    reword = "update policy_adoption set answer_says = 'x' where state = 'adopted'"
    assert app.refusal(mats, reword) == DENIED
    with app.shown(mats) as cursor:
        cursor.execute(ANSWER, ["declined", me, "proposed"])
        with pytest.raises(psycopg.errors.InsufficientPrivilege), cursor.connection.transaction():
            cursor.execute("update policy_adoption set state = 'adopted' where state = 'declined'")


def test_law_ends_only_when_other_law_takes_its_place(house: House) -> None:
    scene = set_up(house.admin_dsn)
    mats, end = scene.cast.mats, "update policy_adoption set state = 'replaced' where state = 'adopted'"
    with psycopg.connect(house.dsn(DatabaseRole.APP)) as connection:
        _acting(connection, mats.actor.ticket)
        connection.execute(end)
        connection.execute("select set_config('limen.ticket', '', true)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.commit()
        assert _states(house, scene.cast.authority)["adopted"] == scene.editions["in force"]
        _acting(connection, mats.actor.ticket)
        connection.execute(end)
        connection.execute(ANSWER, ["adopted", mats.id, "proposed"])
        connection.commit()
    assert _states(house, scene.cast.authority)["adopted"] == scene.editions["proposed"]


def test_bytes_are_kept_under_their_own_digest(scene: Scene, app: Window) -> None:
    keep = (
        "insert into policy_edition (id, organisation_id, pack, fingerprint, digest, says, as_of, is_signed,"
        " files, kept_at, kept_by_id) values (gen_random_uuid(), %s, 'atlantis', 'x', %s, 'x', now(), true,"
        " %s, now(), %s)"
    )
    values = [scene.cast.authority, "0" * 64, b"other bytes", scene.cast.lena.id]
    assert app.refusal(ticket(scene, "lena"), keep, values) == "CheckViolation"
    assert app.refusal(ticket(scene, "lena"), keep, [scene.cast.other, *values[1:]]) == DENIED
    values[3] = scene.cast.mats.id
    assert app.refusal(ticket(scene, "lena"), keep, values) == DENIED


@pytest.mark.parametrize("table", UNGRANTED)
def test_nothing_is_written_outside_an_act(table: str, scene: Scene, app: Window) -> None:
    columns = {"deadlines_clock": "value", "deadlines_stop": "until_on", "deadlines_difference": "settled_at",
               "policy_adoption": "ended_at"}  # fmt: skip
    name = "lena" if table.startswith("policy") else "costa"
    if table in columns:
        change = f"update {table} set {columns[table]} = {columns[table]} where false"
        assert app.refusal(ticket(scene, name), change, act=False) == "RaiseException"
    copy = f"insert into {table} select * from {table} limit 0"
    refused = app.refusal(ticket(scene, name), copy, act=False)
    assert refused == (DENIED if table == "deadlines_difference" else "RaiseException")


def _acting(connection: psycopg.Connection, shown: str) -> None:
    connection.execute("select set_config('limen.ticket', %s, true)", [shown])
    connection.execute("select set_config('limen.act', 'x', true)")


def _states(house: House, organisation: UUID) -> dict[str, UUID]:
    with psycopg.connect(house.admin_dsn) as connection:
        rows = connection.execute(
            "select state, edition_id from policy_adoption where organisation_id = %s", [organisation]
        ).fetchall()
    return dict(rows)


def test_the_lab_says_of_no_case_with_a_secret_whose_it_is(scene: Scene, app: Window) -> None:
    """Clocks of one case come with one id: a name beside any of them would be beside all of them."""
    trial = "select case_id, unit, lead, clock_id from access.clocks_for_trial(null, 1000)"
    rows = app.rows(ticket(scene, "lena"), trial)
    assert {row[3] for row in rows} >= {
        scene.clocks["general"],
        scene.clocks["gbv"],
        scene.clocks["restricted"],
    }
    hushed = [row for row in rows if row[0] in (scene.cast.case, scene.restricted_case)]
    assert {row[1:3] for row in hushed} == {(None, None)}
    assert {row[1] for row in rows if row[0] == scene.cast.other_case} == {"First unit"}
    assert not {row[0] for row in rows} & {scene.cast.elio_case, scene.cast.dina_case}
    for name in ("berg", "costa", "ivo", "jun", "elio", "dina"):
        assert app.rows(ticket(scene, name), trial) == [], name
