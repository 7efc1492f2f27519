"""What the backup commands share: where the key is, where the backups are, and how a backup is shown."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from limen.site.cli.folders import Folder
from limen.site.cli.telling import say
from limen.site.postgres.backups import manifests
from limen.site.postgres.backups.keys import BackupKey, new_key, read_key
from limen.site.postgres.backups.manifests import Manifest
from limen.site.postgres.backups.restoring import all_in
from limen.site.postgres.clusters import write_secret
from limen.site.postgres.trouble import Trouble

KEY_FILE = "backup.key"
REHEARSED = "rehearsed.json"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A backup as it lies there, and when a restore of it was last proven."""

    folder: Path
    manifest: Manifest
    rehearsed: datetime | None

    @property
    def size(self) -> int:
        """Bytes of its sealed files."""
        return sum(file.size for file in self.manifest.files.values())


def key_for_writing(folder: Folder) -> BackupKey:
    """The key; made at the first backup, with a warning that must not be missed."""
    path = folder.secrets / KEY_FILE
    if path.exists():
        return read_key(path)
    folder.prepare()
    key = new_key(path)
    say(
        f"A key for the backups was made: {path}\n"
        "WITHOUT IT NO BACKUP CAN BE READ. Copy the line in it to two places outside this machine now."
    )
    return key


def key_for_reading(folder: Folder, wanted: Path | None) -> BackupKey:
    """The key that was named, or the folder's own."""
    return read_key(wanted or folder.secrets / KEY_FILE)


def kept_in(place: Path, key: BackupKey | None = None) -> list[Kept]:
    """All complete backups in a place, oldest first. One that cannot be understood is named and left out."""
    found: list[Kept] = []
    for folder in all_in(place):
        try:
            manifest = manifests.read(folder, key)
        except Trouble as trouble:
            say(f"  {trouble.problem}")
            continue
        found.append(Kept(folder=folder, manifest=manifest, rehearsed=_rehearsed(folder)))
    return found


def note_rehearsal(folder: Path, *, seconds: float) -> None:
    """Remember that this backup was restored and found whole."""
    said = {"at": datetime.now(UTC).isoformat(), "seconds": round(seconds, 1)}
    write_secret(folder / REHEARSED, json.dumps(said) + "\n")


def _rehearsed(folder: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(json.loads((folder / REHEARSED).read_text())["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
