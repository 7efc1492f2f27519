"""`limen rehearse`: restore the newest backup into a temporary folder, read all of it, and throw it away."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from limen.site.cli.folders import Folder
from limen.site.cli.keeping import key_for_reading, note_rehearsal
from limen.site.cli.restore import brought_back, tell
from limen.site.cli.telling import say, step
from limen.site.postgres.accounts import first_closed_folder, serving_account
from limen.site.postgres.backups import manifests, restoring
from limen.site.postgres.backups.restoring import Wish
from limen.site.postgres.backups.taking import SUPERUSER


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--from", dest="source", type=Path, metavar="FILE", help="a backup, or a folder of backups"
    )
    parser.add_argument("--key", type=Path, metavar="FILE", help="the backup key (default: the folder's own)")
    parser.add_argument("--logical", action="store_true", help="rehearse with the dump instead of the copy")


def run(options: argparse.Namespace) -> int:
    """Exit code 1 when the backup is not what it should be."""
    folder = Folder.chosen(options.folder)
    key = key_for_reading(folder, options.key)
    backup = restoring.chosen((options.source or folder.backups).absolute(), key)
    manifest = manifests.read(backup, key)
    logical = options.logical or SUPERUSER not in manifest.files
    say(f"Rehearsing a restore of {backup.name}{' from its dump' if logical else ''}")
    place = _place(folder)
    try:
        wish = Wish(backup=backup, key=key, folder=place / "postgres", step=step)
        with (
            brought_back(wish, manifest, logical=logical) as restored,
            step("reading every page and every index"),
        ):
            unsound = restoring.examined(restored.server, manifest.database)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    tell(restored)
    for line in unsound:
        say(f"  UNSOUND: {line}")
    if restored.faults or unsound:
        return 1
    note_rehearsal(backup, seconds=restored.seconds)
    say("The backup is whole.")
    return 0


def _place(folder: Folder) -> Path:
    """A temporary folder on the disk of the installation, where the database's account can pass."""
    folder.root.mkdir(parents=True, exist_ok=True)
    account = serving_account(folder.postgres / "cluster")
    parent = None if first_closed_folder(folder.root, account) else folder.root
    place = Path(tempfile.mkdtemp(prefix="rehearsal-", dir=parent))
    place.chmod(0o711 if account else 0o700)
    return place
