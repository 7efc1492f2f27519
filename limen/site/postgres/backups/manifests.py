"""What a backup says of itself: when, from where, how many rows; sealed against every change."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any

from limen.site.postgres.backups.files import StoredFile, flush_folder
from limen.site.postgres.backups.keys import BackupKey
from limen.site.postgres.clusters import write_secret
from limen.site.postgres.trouble import Trouble

NAME = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Rows in each table at one moment, and where the journal stood. No row's content is in here."""

    rows: Mapping[str, int]
    journal: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """One backup. Times are UTC in ISO 8601; `before` and `after` frame the physical copy."""

    format: int
    name: str
    begun_at: str
    copied_at: str
    finished_at: str
    postgres: int
    system: str
    database: str
    key: str
    first_segment: str
    files: Mapping[str, StoredFile]
    before: Counts
    after: Counts

    @property
    def major(self) -> int:
        """The major version of the server that was backed up."""
        return self.postgres // 10_000

    @property
    def finished(self) -> datetime:
        """When it was complete."""
        return datetime.fromisoformat(self.finished_at)

    @property
    def copied(self) -> datetime:
        """From this moment on, the physical copy and the log of changes can bring back any later one."""
        return datetime.fromisoformat(self.copied_at)


def write(manifest: Manifest, folder: Path, key: BackupKey) -> None:
    """Write it with its seal."""
    said = asdict(manifest)
    text = json.dumps({**said, "seal": _seal(said, key)}, indent=1, sort_keys=True)
    write_secret(folder / NAME, text + "\n")
    flush_folder(folder)


def read(folder: Path, key: BackupKey | None) -> Manifest:
    """Read it. With the key its seal is checked; without, it is only what somebody claims."""
    path = folder / NAME
    try:
        said: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        seal = said.pop("seal")
        manifest = _shaped(said)
    except OSError:
        remedy = "Name the folder of one backup; `limen backups` lists them."
        raise Trouble(f"{folder} is no backup: {NAME} cannot be read.", remedy=remedy) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Trouble(f"{path} cannot be understood.", remedy="Take another copy of this backup.") from None
    if key and manifest.key == key.id.hex() and not hmac.compare_digest(seal, _seal(said, key)):
        raise Trouble(f"{path} was changed.", remedy="Do not use it. Take another copy of this backup.")
    return manifest


def _shaped(said: dict[str, Any]) -> Manifest:
    if said.get("format") != FORMAT or set(said) != {field.name for field in fields(Manifest)}:
        raise ValueError
    shaped = {
        **said,
        "files": {name: StoredFile(**file) for name, file in said["files"].items()},
        "before": Counts(**said["before"]),
        "after": Counts(**said["after"]),
    }
    return Manifest(**shaped)


def _seal(said: Mapping[str, Any], key: BackupKey) -> str:
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), default=asdict)
    secret = hashlib.sha256(b"limen backup manifest" + key.secret).digest()
    return hmac.new(secret, text.encode(), hashlib.sha256).hexdigest()
