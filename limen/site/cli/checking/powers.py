"""Checks of the database roles: none of those that serve may do more than its work."""

from __future__ import annotations

from limen.site.cli.checking.findings import Finding, Look, fail, listed, ok
from limen.site.postgres.roles import WARDEN, DatabaseRole

SERVING = [DatabaseRole.APP, DatabaseRole.DOOR, DatabaseRole.JOBS, DatabaseRole.REPORTS, DatabaseRole.LINKAGE]
AGAIN = "Run `limen provision` again."
POWERS = (
    "is a superuser",
    "passes through every wall",
    "can make roles",
    "can make databases",
    "can copy the whole cluster",
)


def roles(look: Look) -> Finding:
    """Serving roles exist, and have none of the powers over the server."""
    found = {
        row[0]: row[1:]
        for row in look.rows(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication "
            "FROM pg_roles WHERE rolname = ANY(%s)",
            [*SERVING, DatabaseRole.OWNER, WARDEN],
        )
    }
    if missing := [role for role in [*SERVING, DatabaseRole.OWNER, WARDEN] if role not in found]:
        return fail(f"There is no role {listed(missing)}.", AGAIN)
    too_much = [
        f"{role} {what}"
        for role, held in found.items()
        for what, has in zip(POWERS, held, strict=True)
        if has
    ]
    if too_much:
        return fail(f"{listed(too_much)}.", AGAIN)
    signed_in = look.one("SELECT session_user")
    if signed_in != DatabaseRole.APP:
        return fail(f"The web server signs in as {signed_in}.", f"It must be {DatabaseRole.APP}.")
    return ok("No serving role has a power over the server.")


def membership(look: Look) -> Finding:
    """No serving role can become another one, least of all the owner or the warden."""
    pairs = look.rows(
        "SELECT one.rolname, other.rolname FROM pg_roles one, pg_roles other WHERE one.rolname = ANY(%s) "
        "AND one.oid <> other.oid AND pg_has_role(one.oid, other.oid, 'MEMBER')",
        SERVING,
    )
    if pairs:
        return fail(
            f"{listed([f'{one} can become {other}' for one, other in pairs])}.", "Revoke the membership."
        )
    return ok("No serving role can become another.")


def making(look: Look) -> Finding:
    """No serving role can make a table or a function, not even a temporary one, or owns anything."""
    faults = look.rows(
        "SELECT rolname || ' can make temporary tables' FROM pg_roles "
        "WHERE rolname = ANY(%(roles)s) AND has_database_privilege(oid, current_database(), 'TEMP') "
        "UNION ALL SELECT rolname || ' can make schemas' FROM pg_roles "
        "WHERE rolname = ANY(%(roles)s) AND has_database_privilege(oid, current_database(), 'CREATE') "
        "UNION ALL SELECT r.rolname || ' can make things in ' || n.nspname FROM pg_roles r, pg_namespace n "
        "WHERE r.rolname = ANY(%(roles)s) AND n.nspname !~ '^pg_(temp|toast)' "
        "AND has_schema_privilege(r.oid, n.oid, 'CREATE') "
        "UNION ALL SELECT pg_get_userbyid(relowner) || ' owns ' || relname FROM pg_class "
        "WHERE pg_get_userbyid(relowner) = ANY(%(roles)s)".replace("%(roles)s", "%s"),
        *[SERVING] * 4,
    )
    if faults:
        return fail(f"{listed([row[0] for row in faults])}.", AGAIN)
    return ok("No serving role owns or makes anything.")
