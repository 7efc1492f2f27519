"""`limen provision`: the database, its roles and their passwords, on our own server or on one of yours."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from limen.site.cli.at_hand import embedded
from limen.site.cli.folders import DATABASE, Folder
from limen.site.cli.telling import say, step
from limen.site.postgres import provision
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble

ADMIN = "LIMEN_ADMIN_URL"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.epilog = (
        f"The administrator's address of your server is read from {ADMIN} or {ADMIN}_FILE, not from the "
        "command line, where every user of the machine could read the password. Without it, Limen runs a "
        "PostgreSQL of its own in the folder."
    )
    parser.add_argument("--database", default=DATABASE, help="its name (default: %(default)s)")
    parser.add_argument("--print-sql", action="store_true", help="print the SQL for psql and change nothing")
    parser.add_argument(
        "--archive",
        action="store_true",
        help="let the folder's own server keep every change, for restoring to any moment",
    )


def run(options: argparse.Namespace) -> int:
    """Make what is missing, correct what is wrong, leave the rest."""
    if options.print_sql:
        print(provision.script(options.database), end="")
        return 0
    folder = Folder.chosen(options.folder)
    folder.prepare()
    admin = _admin_url()
    if admin:
        _provide(admin, folder, options.database)
        parts = {key: str(value) for key, value in conninfo_to_dict(admin).items()}
        place = {"host": parts.pop("host", ""), "port": parts.pop("port", "")}
        for other_persons in ("user", "password", "dbname"):
            parts.pop(other_persons, None)
        folder.write_urls(**place, database=options.database, parameters=parts)
    else:
        if options.archive:
            folder.postgres.mkdir(exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
            folder.archive.mkdir(exist_ok=True, mode=0o700)
        with embedded(folder) as server:
            _provide(server.admin_dsn(), folder, DATABASE)
    _tell_how_to_go_on(folder, external=bool(admin))
    return 0


def _admin_url() -> str | None:
    if file := os.environ.get(f"{ADMIN}_FILE"):
        try:
            url = Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise Trouble(
                f"{ADMIN}_FILE cannot be read ({error.strerror}).", remedy="Correct the path."
            ) from None
    else:
        url = os.environ.get(ADMIN, "")
    if not url:
        return None
    try:
        conninfo_to_dict(url)
    except ProgrammingError:  # its message repeats pieces of the address
        remedy = "It should read postgresql://postgres:password@host/postgres, the password percent-encoded."
        raise Trouble(f"{ADMIN} cannot be understood.", remedy=remedy) from None
    return url


def _provide(admin_dsn: str, folder: Folder, database: str) -> None:
    passwords = {role: folder.password(role) for role in DatabaseRole}
    with step(f"roles, schemas and limits in the database {database}"):
        provision.provision(admin_dsn, database=database, passwords=passwords)


def _tell_how_to_go_on(folder: Folder, *, external: bool) -> None:
    if external:
        say("\nHow each role signs in is written, readable for you alone, in:")
        for role in DatabaseRole:
            say(f"  {role.variable}_FILE={folder.url_file(role)}")
        say("Give the web server DATABASE_URL and LIMEN_DOOR_URL, and nobody but you LIMEN_OWNER_URL.")
    say("\nNext: `limen migrate`, then `limen create-admin`.")
