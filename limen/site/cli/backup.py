"""`limen backup`: a sealed physical copy, a sealed dump, and the log of changes since."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path

from limen.site.cli.at_hand import database_at_hand
from limen.site.cli.folders import Folder
from limen.site.cli.keeping import kept_in, key_for_writing
from limen.site.cli.telling import say, size, step
from limen.site.postgres.backups import forgetting, shipping, taking
from limen.site.postgres.backups.keys import BackupKey
from limen.site.postgres.embedded import Server
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.urls import DatabaseUrls


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    place = "where backups go (default: LIMEN_BACKUPS, or backups/ in the folder)"
    parser.add_argument("--to", type=Path, metavar="FOLDER", help=place)
    changes = "only ship the log of changes; cheap enough for every minute"
    parser.add_argument("--only-changes", action="store_true", help=changes)
    days = "then remove backups older than this, but never the newest three"
    parser.add_argument("--keep-days", type=int, metavar="DAYS", help=days)


def run(options: argparse.Namespace) -> int:
    """Make one backup and say where it is."""
    folder = Folder.chosen(options.folder)
    target = (options.to or folder.backups).absolute()
    with database_at_hand(folder) as server:
        key = key_for_writing(folder)
        if not options.only_changes:
            made = taking.take(_order(folder, target, server, key))
            kept = next(one for one in kept_in(target) if one.folder == made)
            counts = kept.manifest.after.rows
            say(f"\n{made}")
            say(f"  {size(kept.size)}, {sum(counts.values())} rows in {len(counts)} tables, all encrypted")
            say("Prove that it can be restored: `limen rehearse`. Copy the folder to another place: see")
            say("docs/operations/back-up-and-restore.md.")
        if shipped := shipping.ship(folder.archive, target, key):
            say(f"  {shipped} segments of the log of changes shipped")
        if options.keep_days is not None:
            at = datetime.now(UTC)
            for name in forgetting.forget(target, days=options.keep_days, at=at, key=key):
                say(f"  removed {name}")
    return 0


def _order(folder: Folder, target: Path, server: Server | None, key: BackupKey) -> taking.Order:
    return taking.Order(
        url=DatabaseUrls.from_environment(os.environ).required(DatabaseRole.BACKUP),
        key=key,
        target=target,
        work=folder.work,
        superuser=server.superuser_password if server else None,
        step=step,
    )
