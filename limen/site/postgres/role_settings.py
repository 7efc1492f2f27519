"""What each database role is, and the limits it lives under: one table, from which the SQL is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from limen.site.postgres.roles import WARDEN, DatabaseRole

# Set on the role and not by the application, so that every client of the role lives under them.
COMMON = {"timezone": "UTC", "jit": "off", "row_security": "on", "lock_timeout": "5s"}

# A statement may carry a name, and an administrator may have set the server's log to talk: these keep it
# silent about the people in the rows. Only a superuser may set them.
DISCREET = {
    "log_statement": "none",
    "log_min_messages": "log",  # keeps trouble of the server, drops failed statements
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    # A running statement may carry a ticket, and pg_stat_activity shows it to every session of the same role.
    "track_activities": "off",
}


@dataclass(frozen=True, kw_only=True)
class RoleSetup:
    """One role's attributes, its settings within Limen's database, and the schemas it may look into."""

    name: str
    attributes: str
    purpose: str
    limits: dict[str, str] = field(default_factory=dict)
    schemas: tuple[str, ...] = ()
    discreet: bool = True


PLAIN = "NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"


def _limits(
    statement: str, transaction: str, idle: str = "60s", search_path: str = "public"
) -> dict[str, str]:
    return COMMON | {
        "statement_timeout": statement,
        "transaction_timeout": transaction,
        "idle_in_transaction_session_timeout": idle,
        "search_path": search_path,
    }


SETUPS = (
    RoleSetup(
        name=DatabaseRole.OWNER,
        # NOINHERIT: what belongs to the warden is out of the owner's reach until it says SET ROLE.
        attributes=f"LOGIN NOINHERIT {PLAIN}",
        purpose="owns the tables and migrates; row security applies to it too",
        limits=_limits("30min", "0", idle="10min"),
        schemas=("public", "access", "journal", "report"),
        discreet=False,
    ),
    RoleSetup(
        name=WARDEN,
        attributes=f"NOLOGIN NOINHERIT {PLAIN}",
        purpose="owns the functions in access and journal; nobody signs in as it",
        schemas=("public", "access", "journal"),
        discreet=False,
    ),
    RoleSetup(
        name=DatabaseRole.APP,
        attributes=f"LOGIN NOINHERIT {PLAIN}",
        purpose="the web server; reads and writes through row security",
        limits=_limits("15s", "60s"),
        schemas=("public", "access", "journal"),
    ),
    RoleSetup(
        name=DatabaseRole.DOOR,
        attributes=f"LOGIN NOINHERIT {PLAIN}",
        purpose="sign-in: accounts, credentials, sessions; no case",
        limits=_limits("10s", "30s"),
        schemas=("public", "access", "journal"),
    ),
    RoleSetup(
        name=DatabaseRole.JOBS,
        attributes=f"LOGIN NOINHERIT {PLAIN}",
        purpose="the worker",
        limits=_limits("10min", "20min"),
        schemas=("public", "access", "journal"),
    ),
    RoleSetup(
        name=DatabaseRole.REPORTS,
        attributes=f"LOGIN NOINHERIT {PLAIN}",
        purpose="statistics; the schema report and nothing else",
        limits=_limits("60s", "120s", search_path="report") | {"default_transaction_read_only": "on"},
        schemas=("report",),
    ),
    RoleSetup(
        name=DatabaseRole.LINKAGE,
        attributes=f"LOGIN NOINHERIT {PLAIN}",
        purpose="the nightly linkage: one function to read what is compared, one to propose; no table",
        limits=_limits("10min", "20min", search_path="access"),
        schemas=("access",),
    ),
    RoleSetup(
        name=DatabaseRole.BACKUP,
        # Forced row security binds even the owner, and a dump that it thins out is no backup: this role,
        # and no other, reads past it. It can write nothing, and the web server never has its password.
        attributes="LOGIN INHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE REPLICATION BYPASSRLS",
        purpose="physical and logical backups",
        limits={"timezone": "UTC", "default_transaction_read_only": "on", "statement_timeout": "0"},
    ),
)
