"""`limen migrate`: bring the tables up to date, as their owner, one at a time, without holding anybody up."""

from __future__ import annotations

import argparse
import contextlib
import os
import time
from collections.abc import Iterator

import psycopg

from limen.site.cli import django
from limen.site.cli.at_hand import database_at_hand
from limen.site.cli.folders import Folder
from limen.site.cli.telling import say, step
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble
from limen.site.postgres.urls import DatabaseUrls

# Any number will do, as long as it is always this one.
ONE_AT_A_TIME = 0x6C696D656E
ATTEMPTS = 6


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--check", action="store_true", help="change nothing; exit code 1 when something is to do"
    )
    parser.add_argument(
        "--lock-timeout", default="5s", help="give way after waiting this long for a table (default: 5s)"
    )
    parser.add_argument(
        "--statement-timeout", default="30min", help="longest single statement (default: 30min)"
    )


def run(options: argparse.Namespace) -> int:
    """Migrate, or look whether it is needed."""
    with database_at_hand(Folder.chosen(options.folder)):
        return migrate(options)


def migrate(options: argparse.Namespace) -> int:
    """Migrate the database that the environment names."""
    url = DatabaseUrls.from_environment(os.environ).required(DatabaseRole.OWNER)
    django.set_up(DatabaseRole.OWNER)
    with one_at_a_time(url.dsn):
        todo = _todo()
        if not todo:
            say("  the tables are up to date")
            return 0
        if options.check:
            say(f"  {len(todo)} migrations are to be applied: {', '.join(todo)}")
            return 1
        with step(f"applying {len(todo)} migrations"):
            _apply(options)
    return 0


@contextlib.contextmanager
def one_at_a_time(dsn: str) -> Iterator[None]:
    """Hold a lock in the database while we migrate. It is gone with our connection, however we end."""
    with psycopg.connect(dsn, autocommit=True, application_name="limen migrate") as connection:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME]).fetchone()
        if row != (True,):
            raise Trouble(
                "Somebody else is migrating this database.", remedy="Wait until it is done, then look again."
            )
        yield


def _todo() -> list[str]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def _apply(options: argparse.Namespace) -> None:
    """Give way at a table in use, so that nobody queues behind us, and try again."""
    from django.core.management import call_command
    from django.db import OperationalError, connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [options.lock_timeout])
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [options.statement_timeout])
    for attempt in range(1, ATTEMPTS + 1):
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as error:
            if not isinstance(error.__cause__, psycopg.errors.LockNotAvailable) or attempt == ATTEMPTS:
                raise
            say(f"  a table is in use; trying again in {attempt * 5} s")
            time.sleep(attempt * 5)
        else:
            return
