"""`limen work`: the worker alone, for an installation that runs it beside the web server."""

from __future__ import annotations

import argparse
import importlib
import importlib.util

from limen.site import env
from limen.site.cli import django
from limen.site.cli.at_hand import database_at_hand
from limen.site.cli.folders import Folder
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble

WORKER = "limen.jobs.worker"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are none."""


def run(options: argparse.Namespace) -> int:
    """Work until somebody ends us."""
    if importlib.util.find_spec(WORKER) is None:
        raise Trouble("This version has no worker.", remedy="Nothing needs to be done.")
    if env.switch("LIMEN_POOLER"):
        # It waits for notifications, and holds locks longer than a transaction.
        raise Trouble(
            "The worker cannot work through a pooler.",
            remedy="Give it addresses of the database itself, and unset LIMEN_POOLER.",
        )
    with database_at_hand(Folder.chosen(options.folder)):
        django.set_up(DatabaseRole.JOBS)
        importlib.import_module(WORKER).run()
    return 0
