"""`limen country import FOLDER`: reports into the library of country information, as a catalogue says."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from limen.site.cli import django
from limen.site.cli.at_hand import database_at_hand
from limen.site.cli.folders import DATABASE, Folder
from limen.site.cli.telling import say
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("act", choices=["import"], help="what to do")
    parser.add_argument("reports", type=Path, help="the folder in which the files lie")
    parser.add_argument("--catalogue", type=Path, help="what each is (default: catalogue.yaml or .csv in it)")
    parser.add_argument("--by", required=True, metavar="LOGIN", help="who keeps them: a policy lead")


def run(options: argparse.Namespace) -> int:
    """Bring them in, and tell what failed. Run again it goes on where it was broken off."""
    catalogue = options.catalogue or _beside(options.reports)
    with database_at_hand(Folder.chosen(options.folder)) as server:
        admin = server.admin_dsn(DATABASE) if server else os.environ.get("LIMEN_ADMIN_DSN", "")
        if not admin:
            raise Trouble(
                "This acts in the name of somebody, which only a superuser of the database can arrange.",
                remedy="Say their address in LIMEN_ADMIN_DSN.",
            )
        django.set_up(DatabaseRole.APP)
        from limen.domain.country.queries.catalogues import Unreadable
        from limen.foundation.refusals import Forbidden
        from limen.site.library.shelving import bring_in, session_of

        began = time.monotonic()
        try:
            with session_of(options.by, admin) as ticket:
                brought = bring_in(options.reports, catalogue, ticket, _progress)
        except Forbidden as error:
            raise Trouble(
                f"{options.by} does not keep the library.", remedy="Name a policy lead with --by."
            ) from error
        except Unreadable as error:
            raise Trouble(str(error), remedy="Nothing was lost; mend it and run this again.") from error
    seconds = time.monotonic() - began
    said = f"{brought.kept} reports with {brought.pages:,} pages and {brought.passages:,} passages"
    say(f"{said} in {seconds:.1f} s; {brought.already} were there already.")
    for name in brought.without_text:
        say(f"  {name}: has pages without text, which no search finds")
    for name, why in brought.failures:
        say(f"  {name}: not taken. {why}")
    return 1 if brought.failures else 0


def _beside(folder: Path) -> Path:
    for name in ("catalogue.yaml", "catalogue.csv"):
        if (folder / name).exists():
            return folder / name
    raise Trouble(f"There is no catalogue.yaml and no catalogue.csv in {folder}.", remedy="Name one.")


def _progress(name: str) -> None:
    if sys.stdout.isatty():
        print(f"  {name} …".ljust(70), end="\r", flush=True)
