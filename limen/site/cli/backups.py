"""`limen backups`: what there is, how old, and when a restore of it was last proven."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from limen.site.cli.folders import Folder
from limen.site.cli.keeping import KEY_FILE, kept_in
from limen.site.cli.telling import say, size
from limen.site.postgres.backups.keys import read_key
from limen.site.postgres.backups.shipping import FOLDER as CHANGES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--from", dest="place", type=Path, metavar="FOLDER", help="where the backups are")


def run(options: argparse.Namespace) -> int:
    """List them, oldest first."""
    folder = Folder.chosen(options.folder)
    place = options.place or folder.backups
    key_file = folder.secrets / KEY_FILE
    kept = kept_in(place, read_key(key_file) if key_file.exists() else None)
    if not kept:
        say(f"There is no backup in {place}. `limen backup` makes one.")
        return 0
    now = datetime.now(UTC)
    for one in kept:
        hours = (now - one.manifest.finished).total_seconds() / 3600
        age = f"{hours:.0f} hours old" if hours < 48 else f"{hours / 24:.0f} days old"
        proven = f"restore proven {one.rehearsed:%Y-%m-%d %H:%M}" if one.rehearsed else "restore not proven"
        about = f"{size(one.size)}, PostgreSQL {one.manifest.major}, key {one.manifest.key}"
        say(f"{one.folder.name}  {age}, {about}, {proven}")
    changes = sorted((place / CHANGES).glob("*.limen"))
    if changes:
        newest = datetime.fromtimestamp(changes[-1].stat().st_mtime, UTC)
        say(f"log of changes: {len(changes)} files, newest {newest:%Y-%m-%d %H:%M} UTC")
    return 0
