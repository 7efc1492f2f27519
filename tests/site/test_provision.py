"""The roles, asserted from the catalogue: what each may be, and what nobody may do."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from limen.site.postgres import provision_sql
from limen.site.postgres.embedded import Server
from limen.site.postgres.programs import embedded_programs
from limen.site.postgres.provision import make_roles, provision, script
from limen.site.postgres.role_settings import SETUPS, RoleSetup
from limen.site.postgres.roles import WARDEN, DatabaseRole
from limen.site.postgres.trouble import Trouble
from tests.site.conftest import PASSWORDS

ORDINARY = [DatabaseRole.APP, DatabaseRole.DOOR, DatabaseRole.JOBS, DatabaseRole.REPORTS]


def rows(server: Server, question: str, *values: object) -> list[tuple[object, ...]]:
    with psycopg.connect(server.admin_dsn("limen")) as connection:
        return connection.execute(question.encode(), values).fetchall()


def entered(server: Server, role: DatabaseRole) -> psycopg.Connection[tuple[object, ...]]:
    dsn = server.dsn(user=role, password=PASSWORDS[role], dbname="limen")
    return psycopg.connect(dsn, autocommit=True)


@pytest.mark.parametrize("role", [*ORDINARY, DatabaseRole.OWNER])
def test_no_serving_role_has_a_power_over_the_server(server: Server, role: DatabaseRole) -> None:
    powers = "rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolinherit"
    assert rows(server, f"SELECT {powers} FROM pg_roles WHERE rolname = %s", role) == [(False,) * 6]


@pytest.mark.parametrize("role", ORDINARY)
def test_no_serving_role_can_become_another(server: Server, role: DatabaseRole) -> None:
    question = "SELECT rolname FROM pg_roles WHERE rolname <> %s AND pg_has_role(%s, oid, 'MEMBER')"
    assert rows(server, question, role, role) == []


def test_only_the_backup_reads_past_row_security(server: Server) -> None:
    question = "SELECT rolname FROM pg_roles WHERE rolbypassrls AND NOT rolsuper"
    assert rows(server, question) == [(DatabaseRole.BACKUP,)]


def test_the_backup_can_write_nothing(server: Server) -> None:
    with entered(server, DatabaseRole.OWNER) as owner:
        owner.execute("CREATE TABLE public.kept (number int)")
    try:
        with entered(server, DatabaseRole.BACKUP) as backup:
            assert backup.execute("SELECT count(*) FROM public.kept").fetchone() == (0,)
            backup.execute("SET default_transaction_read_only = off")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                backup.execute("INSERT INTO public.kept VALUES (1)")
    finally:
        with entered(server, DatabaseRole.OWNER) as owner:
            owner.execute("DROP TABLE public.kept")


def test_nobody_signs_in_as_the_warden(server: Server) -> None:
    assert rows(server, "SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", WARDEN) == [(False,)]


def test_the_owner_is_the_warden_only_when_it_says_so(server: Server) -> None:
    with entered(server, DatabaseRole.OWNER) as owner:
        assert owner.execute("SELECT pg_has_role('limen_warden', 'USAGE')").fetchone() == (False,)
        owner.execute("SET ROLE limen_warden")
        owner.execute("CREATE FUNCTION access.trial() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        owner.execute("DROP FUNCTION access.trial()")


@pytest.mark.parametrize("role", [*ORDINARY, DatabaseRole.BACKUP])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TEMP TABLE t (number int)",
        "CREATE TABLE public.t (number int)",
        "CREATE TABLE access.t (number int)",
        "CREATE TABLE journal.t (number int)",
        "CREATE TABLE report.t (number int)",
        "CREATE SCHEMA t",
        "CREATE DATABASE t",
        "CREATE ROLE t",
        "SET ROLE limen_owner",
        "SET ROLE limen_warden",
        "ALTER TABLE public.walled DISABLE ROW LEVEL SECURITY",
        "TRUNCATE public.walled",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('PG_VERSION')",
    ],
)
def test_serving_roles_make_nothing(server: Server, walled: None, role: DatabaseRole, statement: str) -> None:
    with entered(server, role) as connection:
        if role is DatabaseRole.BACKUP:
            connection.execute("SET default_transaction_read_only = off")
        with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.ReadOnlySqlTransaction)):
            connection.execute(statement.encode())


@pytest.fixture(scope="module")
def walled(server: Server) -> None:
    """A table with a forced wall and no policy: nobody sees a row, the owner neither."""
    with entered(server, DatabaseRole.OWNER) as owner:
        owner.execute("CREATE TABLE public.walled (number int)")
        owner.execute("GRANT SELECT ON public.walled TO limen_app")
        owner.execute("INSERT INTO public.walled VALUES (1)")
        owner.execute("ALTER TABLE public.walled ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")


@pytest.mark.parametrize(
    ("role", "seen"), [(DatabaseRole.OWNER, 0), (DatabaseRole.APP, 0), (DatabaseRole.BACKUP, 1)]
)
def test_the_wall_stands_for_all_but_the_backup(
    server: Server, walled: None, role: DatabaseRole, seen: int
) -> None:
    with entered(server, role) as connection:
        assert connection.execute("SELECT count(*) FROM public.walled").fetchone() == (seen,)


def test_strangers_may_not_even_connect(server: Server) -> None:
    with psycopg.connect(server.admin_dsn(), autocommit=True) as admin:
        admin.execute("CREATE ROLE stranger LOGIN PASSWORD 'stranger'")
        try:
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(server.dsn(user="stranger", password="stranger", dbname="limen"))
        finally:
            admin.execute("DROP ROLE stranger")


@pytest.mark.parametrize(
    ("schema", "users"),
    [
        ("public", {"limen_owner", "limen_warden", "limen_app", "limen_door", "limen_jobs"}),
        ("access", {"limen_owner", "limen_warden", "limen_app", "limen_door", "limen_jobs", "limen_linkage"}),
        ("journal", {"limen_owner", "limen_warden", "limen_app", "limen_door", "limen_jobs"}),
        ("report", {"limen_owner", "limen_reports"}),
    ],
)
def test_each_schema_is_for_those_named(server: Server, schema: str, users: set[str]) -> None:
    question = (
        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'limen%%' AND rolname <> 'limen_backup' "
        "AND has_schema_privilege(oid, %s, 'USAGE')"
    )
    assert {row[0] for row in rows(server, question, schema)} == users


def test_a_new_function_is_for_nobody(server: Server) -> None:
    with entered(server, DatabaseRole.OWNER) as owner, entered(server, DatabaseRole.APP) as app:
        owner.execute("CREATE FUNCTION public.trial() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        try:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute("SELECT public.trial()")
        finally:
            owner.execute("DROP FUNCTION public.trial()")


@pytest.mark.parametrize("setup", [s for s in SETUPS if s.name != WARDEN], ids=lambda setup: setup.name)
def test_limits_are_in_force_at_sign_in(server: Server, setup: RoleSetup) -> None:
    with entered(server, DatabaseRole(setup.name)) as connection:
        for name, wanted in setup.limits.items():
            told = connection.execute("SELECT current_setting(%s)", [name]).fetchone()
            connection.execute("SELECT set_config(%s, %s, false)", [name, wanted])
            assert told == connection.execute("SELECT current_setting(%s)", [name]).fetchone(), name


def test_again_and_after_tampering_it_is_the_same(server: Server) -> None:
    state = (
        "SELECT rolname, rolsuper, rolinherit, rolbypassrls, rolreplication, setconfig FROM pg_roles "
        "LEFT JOIN pg_db_role_setting s ON s.setrole = pg_roles.oid WHERE rolname LIKE 'limen%%' ORDER BY 1"
    )
    before = rows(server, state)
    with psycopg.connect(server.admin_dsn("limen"), autocommit=True) as admin:
        admin.execute("ALTER ROLE limen_app BYPASSRLS CREATEROLE INHERIT")
        admin.execute("GRANT TEMP ON DATABASE limen TO PUBLIC")
        admin.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
    provision(server.admin_dsn(), database="limen", passwords=PASSWORDS)
    provision(server.admin_dsn(), database="limen", passwords={})
    assert rows(server, state) == before
    question = (
        "SELECT has_database_privilege('limen_app', 'limen', 'TEMP'), "
        "has_schema_privilege('limen_app', 'public', 'CREATE')"
    )
    assert rows(server, question) == [(False, False)]


def test_many_at_the_same_moment_all_succeed(server: Server) -> None:
    """Roles belong to the server; PostgreSQL refuses whoever changes one that another has just changed."""
    places = (server.admin_dsn(), server.admin_dsn("limen"))
    with ThreadPoolExecutor(max_workers=6) as pool:
        for done in [
            pool.submit(make_roles, places[turn % 2], passwords=PASSWORDS if turn % 3 else {})
            for turn in range(24)
        ]:
            done.result()


def test_no_password_reaches_the_log(server: Server) -> None:
    provision(server.admin_dsn(), database="limen", passwords=PASSWORDS)
    written = "".join(file.read_text() for file in server.log.glob("*.log"))
    assert "CREATE SCHEMA IF NOT EXISTS access" in written
    assert not [password for password in PASSWORDS.values() if password in written]
    assert "SCRAM-SHA-256$" not in written


def test_the_script_for_a_person_does_the_same(server: Server) -> None:
    text = "\n".join(line for line in script("by_hand").splitlines() if not line.startswith("\\password"))
    for _ in range(2):
        done = subprocess.run(
            [embedded_programs() / "psql", "--no-psqlrc", "--quiet", "-d", server.admin_dsn()],
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    with psycopg.connect(
        server.dsn(user="limen_app", password=PASSWORDS[DatabaseRole.APP], dbname="by_hand")
    ) as c:
        assert c.execute("SHOW statement_timeout").fetchone() == ("15s",)


@pytest.mark.parametrize("odd", ["Limen", "limen;drop", "", "a b", "1limen"])
def test_an_odd_name_is_refused(server: Server, odd: str) -> None:
    with pytest.raises(Trouble, match="not a plain database name"):
        provision(server.admin_dsn(), database=odd, passwords={})


def test_an_administrator_who_may_not_is_told(server: Server) -> None:
    dsn = server.dsn(user="limen_owner", password=PASSWORDS[DatabaseRole.OWNER], dbname="limen")
    with pytest.raises(Trouble, match="may not do this"):
        provision(dsn, database="limen", passwords={})


def test_nothing_in_the_sql_drops() -> None:
    statements = [*provision_sql.for_the_cluster(), *provision_sql.for_the_database("limen")]
    assert not [statement for statement in statements if "DROP" in statement.upper()]
