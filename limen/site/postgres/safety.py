"""How the embedded server is set: it may lose nothing, and its log may repeat nobody's row."""

from __future__ import annotations

from pathlib import Path

SUPERUSER = "postgres"

# Given on the server's command line, where neither a file in the data folder nor ALTER SYSTEM undoes them.
SAFE = {
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "data_sync_retry": "off",
    "wal_level": "replica",
    "max_wal_senders": "6",
    "password_encryption": "scram-sha-256",
    "idle_in_transaction_session_timeout": "10min",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "cluster_name": "limen",
}

# The lines DETAIL and STATEMENT of an error repeat the row: `terse` drops the first, `panic` the second.
DISCREET = {
    "log_statement": "ddl",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_line_prefix": "%m [%p] %q%u@%d ",
    "logging_collector": "on",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
}

# SCRAM for everybody; copying the whole cluster only for the two who back it up; nothing else is let in.
WHO_MAY_SIGN_IN = f"""\
# Written by Limen. Whoever is not named here is refused.
local all         all                        scram-sha-256
local replication {SUPERUSER},limen_backup   scram-sha-256
host  all         all                        127.0.0.1/32 scram-sha-256
host  replication {SUPERUSER},limen_backup   127.0.0.1/32 scram-sha-256
"""


def settings(*, sockets: Path, port: int, tcp: bool, logs: Path, archive: Path | None) -> dict[str, str]:
    """Every setting that the server is started with."""
    chosen = {
        "listen_addresses": "127.0.0.1" if tcp else "",
        "port": str(port),
        "unix_socket_directories": str(sockets),
        "unix_socket_permissions": "0700",
        "log_directory": str(logs),
        **SAFE,
        **DISCREET,
        "archive_mode": "on" if archive else "off",
    }
    if archive:
        # PostgreSQL's own module copies under another name, flushes and renames: nothing is ever half there.
        chosen |= {
            "archive_library": "basic_archive",
            "basic_archive.archive_directory": str(archive),
            "archive_timeout": "60s",
        }
    return chosen
