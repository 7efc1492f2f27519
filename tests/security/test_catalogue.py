"""What PostgreSQL itself says about the walls: roles, row security, views, functions, triggers, grants.

The catalogue cannot forget a table or a function, so neither can these tests: whatever a migration adds is
asked about the day it comes.
"""

from __future__ import annotations

import pytest

from limen.site.postgres import unwalled
from limen.site.postgres.roles import WARDEN, DatabaseRole
from tests.cast import Cast
from tests.conftest import House
from tests.security.window import Window

SERVING = (DatabaseRole.APP, DatabaseRole.DOOR, DatabaseRole.JOBS, DatabaseRole.REPORTS, DatabaseRole.LINKAGE)

# Tables with facts of the house that change outside an act, each with the reason.
NOT_BY_ACTS = {
    "applications_answersdraft": "half an answer is not yet said; only its writer sees it",
    "assessments_draft": "half a thought on a board is not yet said; only its writer sees it",
    "decisions_draft": "half a section is not yet said; only its writer sees it",
    "notes_draft": "half a sentence is not yet said; only its writer sees it",
    "registration_draft": "half a registration is not yet said; only its writer sees it",
    "registration_draftpicture": "taken for half a registration; seen by whoever has it, on record by an act",
    "practice_draft": "half a note is not yet said; only its writer sees it",
    "country_meaning": "what the model makes of passages; the worker writes it, and no serving role may",
    "interviews_block": "half an answer is not yet the record: closing it is the act, and names their hash",
    "interviews_soundpiece": "seconds are not yet the recording: ending it is the act, and names their hash",
    "deadlines_trial": "how far a look at open cases has come; only whoever asked sees it",
    "worklists_row": "repeats what other tables say; triggers of theirs write it, and no serving role may",
    "worklists_tally": "counts what other tables say; triggers write it, and no serving role may",
    "once_done": "the answer to an act that has its own line",
    "identity_instance": "made when the database is; no serving role may write it",
    "identity_organisation": "made by the command line; no serving role may write it",
    "identity_unit": "made by the command line; no serving role may write it",
    "identity_account": "reached through the door and through functions that acts call",
    "identity_session": "signing in is told by the sign-in pages, not by an act",
}
SEARCH_PATHS = {"search_path=pg_catalog, public, pg_temp", "search_path=pg_catalog, pg_temp"}


def test_no_serving_role_has_any_power_beside_its_grants(admin: Window) -> None:
    rows = admin.rows(
        "",
        "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles"
        " where rolname = any (%s)",
        [*SERVING, DatabaseRole.OWNER, WARDEN],
    )
    assert len(rows) == len(SERVING) + 2
    assert [row for row in rows if any(row[1:])] == []


def test_no_serving_role_is_a_member_of_another_or_owns_anything(admin: Window) -> None:
    memberships = admin.rows(
        "", "select member::regrole::text, roleid::regrole::text from pg_auth_members"
        " where member::regrole::text = any (%s)", [*SERVING, WARDEN]
    )  # fmt: skip
    assert memberships == []
    owned = admin.rows(
        "", "select relname from pg_class where relowner::regrole::text = any (%s)", [*SERVING]
    ) + admin.rows("", "select proname from pg_proc where proowner::regrole::text = any (%s)", [*SERVING])
    assert owned == []


def test_only_the_owner_can_become_the_warden(admin: Window) -> None:
    members = admin.rows(
        "", "select member::regrole::text from pg_auth_members where roleid::regrole::text = %s", WARDEN
    )
    assert set(members) <= {(str(DatabaseRole.OWNER),), ("postgres",)}


def test_every_table_is_walled_even_for_its_owner(admin: Window) -> None:
    """DB-02. A bare table either belongs to nobody, or has its reason written down."""
    bare = admin.rows(
        "",
        "select 'public.' || c.relname,"
        " exists (select from aclexplode(c.relacl) a where a.grantee <> c.relowner)"
        " from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
        " and not (c.relrowsecurity and c.relforcerowsecurity)",
    )
    assert {table for table, _ in bare} - unwalled.TABLES.keys() == set()
    touched = {table for table, is_granted in bare if is_granted}
    assert all(table.startswith("public.procrastinate_") for table in touched), touched


def test_every_grant_has_a_policy_that_limits_it(admin: Window) -> None:
    """DB-02. What is granted and named by no policy would be refused on every row: a mistake as well."""
    missing = admin.rows(
        "",
        """
        with granted as (
            select distinct c.oid, c.relname, a.grantee, a.privilege_type from pg_class c,
                lateral (select * from aclexplode(c.relacl)
                    union all select x.* from pg_attribute t, aclexplode(t.attacl) x
                        where t.attrelid = c.oid) a
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                and a.grantee <> c.relowner and c.relrowsecurity
                and a.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE'))
        select relname, grantee::regrole::text, privilege_type from granted g
        where not exists (select from pg_policy p where p.polrelid = g.oid
            and (g.grantee = any (p.polroles) or p.polroles = '{0}')
            and p.polcmd in ('*', case privilege_type when 'SELECT' then 'r' when 'INSERT' then 'a'
                when 'UPDATE' then 'w' else 'd' end))
        order by 1, 2, 3
        """,
    )
    assert missing == []


def test_nothing_is_granted_to_everybody(admin: Window) -> None:
    to_public = admin.rows(
        "",
        "select c.relname from pg_class c, aclexplode(c.relacl) a where a.grantee = 0"
        " and c.relnamespace::regnamespace::text in ('public', 'access', 'journal', 'report')"
        " union all select p.proname from pg_proc p left join lateral aclexplode(p.proacl) a on true"
        " where p.pronamespace::regnamespace::text in ('public', 'access', 'journal', 'report')"
        " and (p.proacl is null or a.grantee = 0)",
    )
    assert to_public == []


def test_only_the_warden_has_a_policy_that_lets_everything_through(admin: Window) -> None:
    """The door's tables hold accounts and sessions, which it exists to check; no case stands there."""
    rows = admin.rows(
        "",
        "select tablename::text, policyname::text, roles::text[] from pg_policies"
        " where schemaname = 'public' and (qual = 'true' or with_check = 'true')",
    )
    open_to = {(table, tuple(roles)) for table, _, roles in rows if roles != [WARDEN]}
    assert all(roles <= ("limen_door", "limen_jobs") for _, roles in open_to), open_to
    about_cases = (
        "cases people families contacts notes notices policy country deadlines hall documents applications"
        " interviews assessments decisions procedure tasks worklists registration practice screenings"
        " directory plans"
    )
    begins = tuple(f"{module}_" for module in about_cases.split())
    touching_cases = {table for table, _ in open_to if table.startswith(begins)}
    assert touching_cases == set()
    assert not any("limen_app" in roles for _, roles in open_to), open_to


def test_views_ask_with_the_askers_rights_or_give_back_ids_alone(admin: Window) -> None:
    """DB-03. A view runs with its owner's rights unless told otherwise; a materialised one keeps a copy."""
    views = admin.rows(
        "",
        "select c.oid::regclass::text, c.relnamespace::regnamespace::text, c.relowner::regrole::text,"
        " coalesce(c.reloptions, '{}'), (select array_agg(a.attname || ' ' || a.atttypid::regtype::text)"
        "   from pg_attribute a where a.attrelid = c.oid and a.attnum > 0)"
        " from pg_class c where c.relkind = 'v'"
        " and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')",
    )
    for view, schema, owner, options, columns in views:
        if "security_invoker=true" in options:
            continue
        assert schema == "access", f"{view} asks with the rights of {owner}"
        assert (owner, columns) == (WARDEN, ["id uuid"]), view
        assert "security_barrier=true" in options, f"{view}: a condition could be tried on hidden rows"
    assert admin.rows("", "select relname from pg_class where relkind in ('m', 'f')") == []
    assert admin.rows("", "select extname from pg_extension where extname <> 'plpgsql'") == []


def test_functions_with_the_wardens_rights_are_where_they_belong_and_look_nowhere_else(admin: Window) -> None:
    """DB-03. A definer function that took its search path from the caller could be led to another table."""
    functions = admin.rows(
        "",
        "select p.oid::regprocedure::text, p.pronamespace::regnamespace::text, p.proowner::regrole::text,"
        " coalesce(p.proconfig, '{}') from pg_proc p where p.prosecdef"
        " and p.pronamespace::regnamespace::text not in ('pg_catalog', 'information_schema')",
    )
    assert len(functions) > 20
    for name, schema, owner, settings in functions:
        assert schema in {"access", "journal", "report"} or name in unwalled.FUNCTIONS, name
        assert owner == WARDEN, f"{name} is owned by {owner}"
        assert set(settings) & SEARCH_PATHS, f"{name} has no search path of its own"


def test_tables_of_the_domain_change_only_within_an_act(admin: Window) -> None:
    """Outside one, the trigger refuses: a line in the journal is not a matter of remembering."""
    bare = admin.column(
        "",
        "select c.relname::text from pg_class c"
        " where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'"
        " and c.relname ~ '^(identity|people|duplicates|families|contacts|cases|notes|notices|once"
        "|policy|country|deadlines|documents|hall|applications|interviews|assessments|decisions|procedure"
        "|tasks|worklists|registration|practice|screenings|directory|plans)_'"
        " and not exists (select from pg_trigger t"
        "   where t.tgrelid = c.oid and t.tgname = 'within_an_act' and t.tgenabled = 'O')",
    )
    assert bare == set(NOT_BY_ACTS), "write the reason, or the trigger"


@pytest.mark.parametrize(
    "table", ["entry", "personalfact", "head", "seal", "sealedhead", "reading", "denial"]
)
def test_the_memory_of_the_house_is_append_only(table: str, admin: Window) -> None:
    """Even for a superuser, as long as the trigger stands (AD-06)."""
    column = "stream_id" if table == "head" else "id"
    changes = (f"update journal_{table} set {column} = {column}", f"delete from journal_{table}")
    for change in (*changes, f"truncate journal_{table} cascade"):
        assert admin.refusal("", change) == "InsufficientPrivilege", change


FORBIDDEN_FRUIT = [
    "create temporary table loot (line text)",
    "create table public.loot (line text)",
    "create schema loot",
    "create function public.loot() returns int language sql as 'select 1'",
    "create function access.loot() returns int language sql as 'select 1'",
    "create extension dblink",
    "copy (select 1) to program 'true'",
    "copy (select 1) to '/tmp/loot'",
    "select lo_import('/etc/hostname')",
    "select pg_read_file('/etc/hostname')",
    "select pg_ls_dir('.')",
    "set role limen_owner",
    "set role limen_warden",
    "set session authorization postgres",
    "alter role current_user bypassrls",
    "select pg_terminate_backend((select min(pid) from pg_stat_activity where usename = 'postgres'))",
    "alter table cases_case disable row level security",
    "create policy loot on cases_case using (true)",
    "drop policy seen on cases_case",
    "alter table cases_case disable trigger all",
    "set session_replication_role = replica",
    "select rolpassword from pg_authid",
    "truncate cases_case cascade",
]


@pytest.mark.parametrize("role", SERVING)
@pytest.mark.parametrize("statement", FORBIDDEN_FRUIT)
def test_a_serving_role_can_do_nothing_but_its_work(role: DatabaseRole, statement: str, house: House) -> None:
    """DB-05."""
    window = Window(house.dsn(role))
    refused = window.refusal("", statement)
    window.close()
    assert refused in {"InsufficientPrivilege", "UndefinedTable", "ReadOnlySqlTransaction"}, statement


def test_the_application_cannot_touch_credentials(app: Window, cast: Cast) -> None:
    for table in ("identity_account", "identity_session", "mfa_authenticator", "account_emailaddress"):
        for change in (f"select * from {table}", f"delete from {table}", f"update {table} set id = id"):
            assert app.refusal(cast.ivo.actor.ticket, change) == "InsufficientPrivilege", change


def test_the_door_cannot_touch_a_case(door: Window, admin: Window, cast: Cast) -> None:
    tables = admin.column(
        "", "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
        " and (relname ~ '^(people|families|contacts|cases|notes|notices|journal|once"
        "|policy|country|deadlines|documents|hall|applications|interviews|assessments|decisions|procedure"
        "|tasks|worklists|registration|practice|screenings|directory|plans)_'"
        " or relname ~ '^identity_(member|posting|clearance|unit|org)')"
    )  # fmt: skip
    assert len(tables) > 15
    for table in tables:
        assert door.refusal(cast.costa.actor.ticket, f"select 1 from {table}") == "InsufficientPrivilege", (
            table
        )


def test_the_application_is_the_restricted_role(house: House) -> None:
    """DB-13: what the other tests prove, they prove about limen_app."""
    from django.db import connections

    asked = {}
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("select current_user, session_user")
            asked[alias] = cursor.fetchone()
    assert asked == {"default": ("limen_app", "limen_app"), "door": ("limen_door", "limen_door")}


def test_the_owner_of_the_tables_sees_no_row(house: House, admin: Window, cast: Cast) -> None:
    """FORCE: a stolen migration password reads nothing, not even under a good ticket."""
    owner = Window(house.dsn(DatabaseRole.OWNER))
    tables = admin.column(
        "", "select relname::text from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
        " and relrowsecurity"
    )  # fmt: skip
    seen = {
        table: owner.rows(cast.costa.actor.ticket, f"select count(*) from {table}")[0][0] for table in tables
    }
    owner.close()
    assert {table: count for table, count in seen.items() if count} == {}


def test_one_session_of_a_role_does_not_see_what_another_is_asking(
    app: Window, house: House, cast: Cast
) -> None:
    """A statement may carry a ticket; pg_stat_activity would show it to whoever injects SQL elsewhere."""
    onlooker = Window(house.dsn(DatabaseRole.APP))
    with app.shown(cast.costa.actor.ticket) as cursor:
        cursor.execute("select 'a ticket in the open'")
        running = onlooker.column("", "select query from pg_stat_activity where usename = current_user")
    onlooker.close()
    assert not any("ticket" in (query or "") for query in running)
