"""Removing old backups: what was erased from somebody's file must, after a time, be gone from here too."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from limen.site.postgres.backups import manifests
from limen.site.postgres.backups.files import ENDING
from limen.site.postgres.backups.keys import BackupKey
from limen.site.postgres.backups.restoring import all_in
from limen.site.postgres.backups.shipping import FINISHED, FOLDER

ALWAYS_KEPT = 3


def forget(target: Path, *, days: int, at: datetime, key: BackupKey) -> list[str]:
    """Remove backups that are older than `days`, never the newest three, and the changes that only they need.

    Gives the names of what was removed. A backup whose manifest does not verify is left where it is.
    """
    kept = [manifests.read(folder, key) for folder in all_in(target)]
    kept.sort(key=lambda manifest: manifest.copied)
    old = [one for one in kept[:-ALWAYS_KEPT] if at - one.finished > timedelta(days=days)]
    for manifest in old:
        shutil.rmtree(target / manifest.name)
    left = [manifest for manifest in kept if manifest not in old]
    if old and left:
        _forget_changes(target / FOLDER, before=min(one.first_segment[8:24] for one in left))
    return [manifest.name for manifest in old]


def _forget_changes(folder: Path, *, before: str) -> None:
    """Remove segments older than the oldest copy that is left can use; the histories of timelines stay."""
    for file in folder.glob(f"*{ENDING}"):
        name = file.name.removesuffix(ENDING)
        if FINISHED.fullmatch(name) and len(name) >= 24 and name[8:24] < before:
            file.unlink()
