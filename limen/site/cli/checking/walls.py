"""Checks of the walls: every table has one that nobody is exempt from, and nothing leads around them."""

from __future__ import annotations

from limen.site.cli.checking.findings import Finding, Look, fail, listed, ok
from limen.site.postgres import unwalled
from limen.site.postgres.roles import WARDEN, DatabaseRole

# Everything that is not PostgreSQL's own, nor an extension's.
TABLES = """
SELECT n.nspname || '.' || c.relname, c.relrowsecurity AND c.relforcerowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(pg_|information_schema$)'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""
VIEWS = """
SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE (c.relkind = 'm' OR c.relkind = 'v' AND NOT EXISTS (SELECT FROM unnest(c.reloptions) o
        WHERE o IN ('security_invoker=true', 'security_invoker=on', 'security_invoker=1')))
    AND n.nspname !~ '^(pg_|information_schema$)'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""
FUNCTIONS = """
SELECT n.nspname || '.' || p.proname, n.nspname IN ('access', 'journal'), pg_get_userbyid(p.proowner) = %s,
    EXISTS (SELECT FROM unnest(p.proconfig) s WHERE s LIKE 'search_path=%%' AND s NOT LIKE '%%$user%%'),
    has_function_privilege('public', p.oid, 'EXECUTE')
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prosecdef AND n.nspname !~ '^(pg_|information_schema$)'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
LISTED_IN = "limen/site/postgres/unwalled.py"


def tables(look: Look) -> Finding:
    """Row security is on, and forced, on every table that is not listed with a reason."""
    found = look.rows(TABLES)
    if not found:
        return fail("There are no tables yet.", "Run `limen migrate`.")
    bare = sorted(name for name, has_wall in found if not has_wall and name not in unwalled.TABLES)
    if bare:
        return fail(
            f"No forced row security on {listed(bare)}.",
            f"Force it in a migration, or list the table in {LISTED_IN} with the reason.",
        )
    walled = sum(has_wall for _, has_wall in found)
    return ok(f"Forced row security on {walled} of {len(found)} tables; the rest is listed.")


def views(look: Look) -> Finding:
    """A view asks as the one who looks; one that does not would show what its owner may see."""
    around = look.rows(VIEWS)
    unlisted = sorted(name for (name,) in around if name not in unwalled.VIEWS)
    if unlisted:
        remedy = f"Create it WITH (security_invoker), or list it in {LISTED_IN} with the reason."
        return fail(f"{listed(unlisted)} shows what its owner may see.", remedy)
    return ok("Every view asks as the one who looks, or is listed.")


def functions(look: Look) -> Finding:
    """A function with its owner's rights is the warden's, says where it searches, is not for everybody."""
    found = look.rows(FUNCTIONS, WARDEN)
    faults = [
        f"{name} {fault}"
        for name, in_place, owned, fixed, public in found
        if name not in unwalled.FUNCTIONS
        for fault, is_so in (
            ("is not in access or journal", not in_place),
            (f"does not belong to {WARDEN}", not owned),
            ("has no fixed search_path", not fixed),
            ("may be called by everybody", public),
        )
        if is_so
    ]
    if faults:
        return fail(f"{listed(sorted(faults))}.", "Correct it in a migration.")
    return ok(f"All {len(found)} functions with their owner's rights are the warden's, and closed.")


def door(look: Look) -> Finding:
    """The application cannot touch a credential or a session."""
    open_to = look.rows(
        "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind = 'r' AND n.nspname || '.' || c.relname = ANY(%s) "
        "AND has_table_privilege(%s, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')",
        sorted(unwalled.BEHIND_THE_DOOR),
        DatabaseRole.APP,
    )
    if open_to:
        names = listed(sorted(name for (name,) in open_to))
        return fail(f"{DatabaseRole.APP} can touch {names}.", "Revoke it in a migration: that is the door's.")
    return ok("Credentials and sessions are behind the door.")
