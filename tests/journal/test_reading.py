"""The reading log and the denials: written before anything is served, and out of the application's reach."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
import pytest
from django.test import Client, override_settings
from django.urls import path

from limen.domain.cases.queries.sheets import case_sheet
from limen.foundation.journal import reading
from limen.foundation.rows import acting_as
from limen.site.postgres.roles import DatabaseRole
from limen.site.urls import urlpatterns as urls_of_the_house
from tests.cast import AT, Cast
from tests.conftest import House

TABLES = ["entry", "personalfact", "head", "seal", "sealedhead", "reading", "denial"]
DEEDS = {
    "insert": "insert into public.journal_{} select * from public.journal_{}",
    "insert a row": "insert into public.journal_{} default values",
    "update": "update public.journal_{} set id = id",
    "delete": "delete from public.journal_{}",
    "truncate": "truncate public.journal_{} cascade",
    "drop": "drop table public.journal_{} cascade",
    "take the triggers away": "alter table public.journal_{} disable trigger all",
    "take the walls away": "alter table public.journal_{} disable row level security",
}
SERVING = [role for role in DatabaseRole if role is not DatabaseRole.OWNER]


@pytest.mark.parametrize("role", SERVING)
@pytest.mark.parametrize("table", TABLES)
def test_no_serving_role_changes_the_journal(house: House, role: DatabaseRole, table: str) -> None:
    with psycopg.connect(house.dsn(role), autocommit=True) as connection:
        connection.execute("set default_transaction_read_only = off")
        for deed in DEEDS.values():
            statement = deed.replace("set id = id", "set hash = hash") if table == "head" else deed
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.format(table, table).encode())


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("deed", ["update", "delete", "truncate"])
def test_even_a_superuser_must_first_switch_a_trigger_off(house: House, table: str, deed: str) -> None:
    statement = DEEDS[deed].replace("set id = id", "set hash = hash") if table == "head" else DEEDS[deed]
    with (
        psycopg.connect(house.admin_dsn) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="the journal is append-only"),
    ):
        connection.execute(statement.format(table).encode())


@pytest.mark.parametrize("role", [role for role in SERVING if role is not DatabaseRole.APP])
def test_only_the_web_server_writes_lines_and_readings(house: House, role: DatabaseRole) -> None:
    calls = [
        "journal.append(null, null, null, null, null, null, null, null)",
        "journal.note_reading(null, null, null)",
        "journal.note_denial(null, null, null, null)",
    ]
    with psycopg.connect(house.dsn(role), autocommit=True) as connection:
        for call in calls:
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"):
                connection.execute(f"select {call}".encode())


def test_every_function_of_the_journal_is_safe_to_define(house: House) -> None:
    """A function with the warden's rights looks where its maker did, and is nobody's by default."""
    with psycopg.connect(house.admin_dsn) as connection:
        rows = connection.execute(
            "select p.proname, pg_get_userbyid(p.proowner), p.prosecdef, p.proconfig,"
            " exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
            "   where a.grantee = 0)"
            " from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'journal'"
        ).fetchall()
    assert len(rows) >= 12
    for name, owner, is_definer, settings, is_for_all in rows:
        path_set = next((one for one in settings or [] if one.startswith("search_path=")), "")
        assert path_set.endswith("pg_temp"), name
        assert path_set.startswith("search_path=pg_catalog"), name
        assert not is_for_all, name
        assert not is_definer or owner == "limen_warden", name


# --- the log comes before the page -------------------------------------------------------------------------

SERVED: list[object] = []


def _case_page(request: Any, case_id: Any) -> Any:
    from django.http import HttpResponse

    sheet = case_sheet(case_id, by=request.actor, at=request.at)
    SERVED.append(case_id)
    return HttpResponse(f"the file of {sheet.called}")


def _refused_halfway(request: Any, case_id: Any) -> Any:
    """A page that writes, and then finds that the case is not there: everything rolls back."""
    from limen.domain.notes.commands import write
    from limen.foundation.refusals import Hidden

    reading.shown([case_id], what="trial:before", at=request.at)
    raise Hidden(f"{write.permission} comes too late")


def _urls() -> list[Any]:
    from limen.web.page import page

    return [
        path("trial/<uuid:case_id>/", page(None)(_case_page), name="trial_case"),
        path("trial/<uuid:case_id>/halfway/", page(None)(_refused_halfway), name="trial_halfway"),
        *urls_of_the_house,
    ]


@pytest.fixture
def with_trial_pages(house: House) -> Iterator[None]:
    SERVED.clear()
    with override_settings(ROOT_URLCONF=tuple(_urls())):
        yield


@contextmanager
def administrator(house: House, before: str, after: str) -> Iterator[None]:
    with psycopg.connect(house.admin_dsn, autocommit=True) as connection:
        connection.execute(before.encode())
        try:
            yield
        finally:
            connection.execute(after.encode())


def readings(house: House, case: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(house.admin_dsn) as connection:
        return connection.execute(
            "select by_id, what, session_id is not null from journal_reading"
            " where case_ids @> array[%s::uuid] order by id",
            [case],
        ).fetchall()


def denials(house: House, target: object) -> list[tuple[Any, ...]]:
    with psycopg.connect(house.admin_dsn) as connection:
        return connection.execute(
            "select by_id, what, why from journal_denial where target = %s order by id", [str(target)]
        ).fetchall()


Browser = Callable[..., Client]


@pytest.mark.usefixtures("with_trial_pages")
def test_a_page_is_noted_and_then_served(house: House, cast: Cast, browser_of: Browser) -> None:
    answer = browser_of(cast.berg).get(f"/trial/{cast.case}/")
    assert (answer.status_code, answer.content) == (200, b"the file of Amina")
    assert readings(house, cast.case) == [(cast.berg.id, "trial_case", True)]


SILENT = (
    "revoke execute on function journal.note_reading(uuid[], text, timestamptz) from limen_app",
    "grant execute on function journal.note_reading(uuid[], text, timestamptz) to limen_app",
)
BROKEN = (
    "create function public.no_room() returns trigger language plpgsql as $$ begin"
    " raise exception 'no room' using errcode = 'disk_full'; end $$;"
    " create trigger no_room before insert on journal_reading execute function public.no_room()",
    "drop function public.no_room cascade",
)


@pytest.mark.usefixtures("with_trial_pages")
@pytest.mark.parametrize("trouble", [SILENT, BROKEN], ids=["may not write", "disk full"])
def test_what_cannot_be_noted_is_not_served(
    house: House, cast: Cast, browser_of: Browser, trouble: tuple[str, str]
) -> None:
    with administrator(house, *trouble):
        answer = browser_of(cast.berg).get(f"/trial/{cast.case}/")
    assert [cast.case] == SERVED  # the page had been made; it was the log that held it back
    assert answer.status_code in (404, 500, 503)
    assert b"Amina" not in answer.content
    assert readings(house, cast.case) == []
    assert browser_of(cast.berg).get(f"/trial/{cast.case}/").status_code == 200


@pytest.mark.usefixtures("with_trial_pages")
def test_a_denial_outlives_the_request_that_was_rolled_back(
    house: House, cast: Cast, browser_of: Browser
) -> None:
    assert browser_of(cast.berg).get(f"/trial/{cast.case}/halfway/").status_code == 404
    assert readings(house, cast.case) == []
    assert denials(house, cast.case) == [(cast.berg.id, "trial_halfway", "hidden")]


@pytest.mark.usefixtures("with_trial_pages")
def test_a_stranger_is_noted_by_name(house: House, cast: Cast, browser_of: Browser) -> None:
    assert browser_of(cast.elio).get(f"/trial/{cast.case}/").status_code == 404
    assert denials(house, cast.case) == [(cast.elio.id, "trial_case", "hidden")]
    assert readings(house, cast.case) == []


# --- who may read the log ----------------------------------------------------------------------------------


def readers(player: Any, case: UUID) -> list[tuple[Any, ...]]:
    from django.db import connection

    with acting_as(player.actor), connection.cursor() as cursor:
        cursor.execute("select by_id, what, was_list from journal.readers_of(%s, 'infinity', 50)", [case])
        return list(cursor.fetchall())


@pytest.mark.usefixtures("house")
def test_only_those_who_work_on_a_case_see_who_read_it(cast: Cast) -> None:
    with acting_as(cast.berg.actor):
        reading.shown([cast.case], what="adjudication:case", at=AT)
    with acting_as(cast.costa.actor):
        reading.shown([cast.case, cast.other_case], what="adjudication:cases", at=AT)
    expected = [(cast.costa.id, "adjudication:cases", True), (cast.berg.id, "adjudication:case", False)]
    assert readers(cast.berg, cast.case) == expected
    assert readers(cast.costa, cast.case) == expected
    for player in (cast.farah, cast.grit, cast.hana, cast.ivo, cast.jun, cast.dina, cast.elio):
        assert readers(player, cast.case) == [], player.login


@pytest.mark.parametrize("table", ["journal_reading", "journal_head", "journal_seal", "journal_sealedhead"])
def test_the_application_cannot_look_into_what_is_not_shown(house: House, table: str) -> None:
    with (
        psycopg.connect(house.dsn(DatabaseRole.APP)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute(f"select 1 from {table}".encode())


@pytest.mark.usefixtures("house")
def test_denials_are_for_the_keepers_of_the_organisation(cast: Cast) -> None:
    from django.db import connection

    with acting_as(cast.berg.actor):
        reading.denied(what="trial", target=str(cast.elio_case), why="hidden", at=AT)
    seen = {}
    for player in cast.everyone:
        with acting_as(player.actor), connection.cursor() as cursor:
            cursor.execute("select count(*) from journal_denial where target = %s", [str(cast.elio_case)])
            seen[player.actor.name] = cursor.fetchone()[0]
    assert {name for name, count in seen.items() if count} == {"Ivo", "Jun"}


@pytest.mark.usefixtures("house")
def test_nobody_reads_or_writes_without_saying_who(cast: Cast) -> None:
    from django.db import Error, transaction

    with pytest.raises(Error, match="does not know who is reading"), transaction.atomic():
        reading.shown([cast.case], what="trial", at=AT)


def test_a_line_of_a_name_that_is_not_the_tickets_is_refused(house: House, cast: Cast) -> None:
    """The database stamps who acts from the ticket; the name that the application says must be the same."""
    for ticket in (cast.berg.actor.ticket, "forged", ""):
        with psycopg.connect(house.dsn(DatabaseRole.APP)) as connection:
            connection.execute("select set_config('limen.ticket', %s, true)", [ticket])
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="does not know who is acting"):
                connection.execute(
                    "select journal.append(gen_random_uuid(), 'trial', %s, %s, %s, 'general', '{}', '[]')",
                    [AT, cast.costa.id, cast.case],
                )
