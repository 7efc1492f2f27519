"""Checks of the database server: patched, set to lose nothing, reached safely, and telling the right time."""

from __future__ import annotations

import time

from limen.site import env
from limen.site.cli.checking.findings import Finding, Look, fail, ok, warn

# Row security was leaky below these (CVE-2025-8713 and before).
PATCHED = {15: 14, 16: 10, 17: 6, 18: 0}
MUST_BE_ON = ("fsync", "full_page_writes", "synchronous_commit", "data_checksums")
LARGEST_SKEW = 1.0
BORROWINGS = 10
SAFE_TLS = frozenset({"require", "verify-ca", "verify-full"})


def version(look: Look) -> Finding:
    """The server's version is one whose row security has no known hole."""
    number = look.connection.info.server_version
    major, minor = divmod(number, 10_000)
    shown = f"PostgreSQL {major}.{minor}"
    if major not in PATCHED:
        return fail(f"{shown} is not one that Limen is tried on.", "Use 15, 16, 17 or 18.")
    if minor < PATCHED[major]:
        return fail(
            f"{shown} has known holes in row security.", f"Update it to {major}.{PATCHED[major]} or later."
        )
    return ok(f"{shown} is patched.")


def durability(look: Look) -> Finding:
    """What was saved is on the disk, and damage shows."""
    off = [
        name
        for name in MUST_BE_ON
        if look.one("SELECT current_setting(%s)", name) not in {"on", "remote_write", "remote_apply", "local"}
    ]
    if off:
        return fail(
            f"{', '.join(off)} is off: what was saved can be lost or silently damaged.", "Switch it on."
        )
    failures = look.one("SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database")
    if failures:
        return fail(
            f"{failures} damaged pages were found on the disk.", "Restore a backup onto another disk."
        )
    return ok("Saved is saved: fsync, full_page_writes, synchronous_commit and checksums are on.")


def pooler(look: Look) -> Finding:
    """A pooler forgets what was set on a connection before it lends it to the next."""
    if not env.switch("LIMEN_POOLER"):
        return ok("No pooler lends connections for one transaction.")
    look.one("SELECT set_config('limen.ticket', 'nobody', false)")
    seen = [look.one("SELECT current_setting('limen.ticket', true)") for _ in range(BORROWINGS)]
    look.one("SELECT set_config('limen.ticket', '', false)")
    if "nobody" in seen:
        return fail(
            "The pooler lends connections on which the last borrower's settings stand.",
            "Set server_reset_query = RESET ALL and server_reset_query_always = 1.",
        )
    return ok("The pooler forgets who borrowed a connection.")


def encryption(look: Look) -> Finding:
    """Nobody between us and the database can listen."""
    if look.app.is_local:
        return ok("The database is on this machine; nothing crosses a network.")
    in_use = look.one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    mode = look.app.parameters.get("sslmode", "")
    if not in_use or mode not in SAFE_TLS:
        return fail("The way to the database is not encrypted.", "Set sslmode=verify-full in every address.")
    if mode != "verify-full":
        return warn(
            f"sslmode={mode} does not check who answers.", "Set sslmode=verify-full in every address."
        )
    return ok("The way to the database is encrypted, and its certificate is checked.")


def clock(look: Look) -> Finding:
    """Deadlines and sessions are judged by two clocks, which must agree."""
    before = time.time()
    there = float(look.one("SELECT extract(epoch FROM clock_timestamp())"))
    after = time.time()
    skew = max(before - there, there - after, 0.0)
    if skew > LARGEST_SKEW:
        remedy = "Let both machines set their clock by the network (NTP)."
        return fail(f"The database's clock is {skew:.1f} s away from ours.", remedy)
    return ok("The database's clock agrees with ours.")
