"""The log of changes: every finished segment leaves the archive folder, sealed, for where the backups are.

Together with a physical copy it brings back any moment since that copy.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from limen.site.postgres.accounts import Account, give
from limen.site.postgres.backups.files import ENDING, Squeezing, Unsqueezing, opened_file, sealed_file
from limen.site.postgres.backups.keys import BackupKey
from limen.site.postgres.trouble import Trouble

FOLDER = "changes"
# A segment, the history of a timeline, or the label of a base backup; never a copy still being written.
FINISHED = re.compile(r"[0-9A-F]{24}(\.[0-9A-F]{8}\.backup)?|[0-9A-F]{8}\.history")
BLOCK = 256 * 1024


def ship(archive: Path, target: Path, key: BackupKey) -> int:
    """Seal every finished segment into `target`, then remove the plain one. Gives how many there were."""
    if not archive.is_dir():
        return 0
    folder = target / FOLDER
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    waiting = sorted(file for file in archive.iterdir() if FINISHED.fullmatch(file.name) and is_plain(file))
    for file in waiting:
        sealed = folder / f"{file.name}{ENDING}"
        with file.open("rb") as plain, sealed_file(sealed, key, purpose=_purpose(file.name)) as (sealer, _):
            squeezing = Squeezing(sealer)
            shutil.copyfileobj(plain, squeezing, BLOCK)
            squeezing.close()
        file.unlink()
    return len(waiting)


def fetch(source: Path, into: Path, key: BackupKey, *, since: str, account: Account | None) -> int:
    """Open every segment from `since` on, for a server that replays them. Gives how many there were."""
    into.mkdir(mode=0o700)
    give(into, account)
    count = 0
    for sealed in sorted(source.glob(f"*{ENDING}")):
        name = sealed.name.removesuffix(ENDING)
        # The first eight digits are the timeline: later ones follow from the same copy.
        if not FINISHED.fullmatch(name) or (len(name) >= 24 and name[8:24] < since[8:24]):
            continue
        plain = into / name
        with opened_file(sealed, key, purpose=_purpose(name)) as (opened, _), plain.open("wb") as file:
            unsqueezing = Unsqueezing(opened)
            while block := unsqueezing.read(BLOCK):
                file.write(block)
        plain.chmod(0o600)
        give(plain, account)
        count += 1
    if not count:
        raise Trouble(
            f"There is no log of changes in {source}.",
            remedy="Restore without --until, or name the folder of the backups with --from.",
        )
    return count


def is_plain(file: Path) -> bool:
    """Whether it is a file and no link: the folder belongs to a lesser account than the one that reads it."""
    return file.is_file() and not file.is_symlink()


def _purpose(name: str) -> str:
    return f"{FOLDER}/{name}"
