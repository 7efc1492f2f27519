"""Checks of the machine: room, fresh backups, secrets that are secret, a demonstration kept at home."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

from limen.site.cli.checking.findings import Finding, Look, fail, listed, ok, warn
from limen.site.cli.folders import BACKUPS, ELSEWHERE
from limen.site.cli.keeping import kept_in
from limen.site.postgres.backups.shipping import FINISHED
from limen.site.postgres.urls import LOCAL_HOSTS

LEAST_FREE = 0.15
BACKUP_HOURS, REHEARSAL_DAYS = 26, 8
UNSHIPPED_MINUTES = 60
SHORTEST_SECRET = 32
HOSTS_OF_THIS_MACHINE = LOCAL_HOSTS | {"[::1]"}


def disk(look: Look) -> Finding:
    """A full disk stops the database."""
    tight = []
    for place in (look.folder.root, look.folder.backups):
        if place.exists():
            usage = shutil.disk_usage(place)
            if usage.free < LEAST_FREE * usage.total:
                tight.append(f"{place} has {usage.free / usage.total:.0%} free")
    if tight:
        return fail(f"{listed(tight)}.", f"Free space: {LEAST_FREE:.0%} is the least.")
    return ok("There is room on the disk.")


def backup(look: Look) -> Finding:
    """The last backup is from last night, and restoring one was proven lately."""
    if os.environ.get(BACKUPS) == ELSEWHERE:
        return warn("Backups are made elsewhere.", "Run `limen check --only backup` there.")
    kept = kept_in(look.folder.backups)
    worse = warn if look.is_demo else fail
    if not kept:
        return worse("There is no backup.", "Run `limen backup`, and let it run every night.")
    now = datetime.now(UTC)
    hours = (now - max(one.manifest.finished for one in kept)).total_seconds() / 3600
    if hours > BACKUP_HOURS:
        return worse(
            f"The last backup is {hours:.0f} hours old.", "Run `limen backup`, and look why it did not run."
        )
    proven = [one.rehearsed for one in kept if one.rehearsed]
    if not proven or (now - max(proven)).days >= REHEARSAL_DAYS:
        return warn("No restore was proven lately.", "Run `limen rehearse`, and let it run every week.")
    return ok(f"The last backup is {hours:.0f} hours old, and restoring was rehearsed.")


def changes(look: Look) -> Finding:
    """The log of changes leaves the machine as it is written."""
    if not look.folder.wants_archive:
        return ok("No log of changes is kept: a restore goes back to the last backup.")
    waiting = [file for file in look.folder.archive.iterdir() if FINISHED.fullmatch(file.name)]
    oldest = min((file.stat().st_mtime for file in waiting), default=None)
    minutes = (datetime.now(UTC).timestamp() - oldest) / 60 if oldest else 0
    if minutes > UNSHIPPED_MINUTES:
        remedy = "Let `limen backup --only-changes` run every few minutes."
        return warn(f"{len(waiting)} segments wait to be shipped, one for {minutes:.0f} minutes.", remedy)
    return ok("The log of changes is shipped.")


def secrets(look: Look) -> Finding:
    """Secrets are long, different, and readable for their owner alone."""
    files = sorted(look.folder.secrets.glob("*")) if look.folder.secrets.is_dir() else []
    files += [
        Path(path)
        for name, path in os.environ.items()
        if name.startswith("LIMEN_") and name.endswith("_FILE")
    ]
    faults: list[str] = []
    seen: dict[str, Path] = {}
    for file in dict.fromkeys(file.resolve() for file in files if file.is_file()):
        if stat.S_IMODE(file.stat().st_mode) & 0o077 and Path("/run/secrets") not in file.parents:
            faults.append(f"{file} can be read by others")
        text = file.read_text(errors="replace").strip()
        if len(text) < SHORTEST_SECRET:
            faults.append(f"{file} is shorter than {SHORTEST_SECRET} characters")
        if text in seen:
            faults.append(f"{file} and {seen[text]} hold the same secret")
        seen[text] = file
    if faults:
        return fail(f"{listed(faults)}.", "Correct the mode with `chmod 600`; make a weak secret anew.")
    return (
        ok(f"{len(seen)} secrets are long, different and closed.")
        if seen
        else ok("Secrets come from elsewhere.")
    )


def demonstration(look: Look) -> Finding:
    """A demonstration lets anybody in as anybody, and is for this machine alone."""
    if not look.is_demo:
        return ok("This is no demonstration.")
    hosts = [word.strip() for word in os.environ.get("LIMEN_HOSTS", "").split(",") if word.strip()]
    listening = os.environ.get("LIMEN_LISTEN", "127.0.0.1")
    if outside := [host for host in [*hosts, listening] if host not in HOSTS_OF_THIS_MACHINE]:
        return fail(
            f"A demonstration would answer to {listed(outside)}.",
            "Unset LIMEN_DEMO for real work; leave LIMEN_HOSTS and --host on 127.0.0.1 for a demonstration.",
        )
    return ok("The demonstration answers to this machine alone.")
