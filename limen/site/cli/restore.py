"""`limen restore`: bring a backup back into an empty folder, and compare it with what was backed up."""

from __future__ import annotations

import argparse
import contextlib
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from limen.site.cli.folders import Folder
from limen.site.cli.keeping import key_for_reading
from limen.site.cli.telling import say, step
from limen.site.postgres import provision
from limen.site.postgres.backups import manifests, restoring
from limen.site.postgres.backups.manifests import Manifest
from limen.site.postgres.backups.restoring import Moment, Wish
from limen.site.postgres.embedded import Server
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble

LATEST = "latest"


@dataclass(frozen=True, kw_only=True)
class Restored:
    """A backup that was brought back: its running server, what is in it, and what is wrong with it."""

    server: Server
    manifest: Manifest
    rows: int
    faults: tuple[str, ...]
    seconds: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--from", dest="source", type=Path, metavar="FILE", help="a backup, or a folder of backups"
    )
    parser.add_argument("--into", type=Path, required=True, metavar="FOLDER", help="an empty folder")
    until = "replay changes up to this time (ISO 8601, UTC unless it says otherwise), or `latest`"
    parser.add_argument("--until", metavar="TIMESTAMP", help=until)
    parser.add_argument("--key", type=Path, metavar="FILE", help="the backup key (default: the folder's own)")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--logical", action="store_true", help="load the dump instead of the physical copy")
    how.add_argument(
        "--unpack", action="store_true", help="only decrypt the physical copy, for another server"
    )


def run(options: argparse.Namespace) -> int:
    """Restore, compare, stop, and say how to go on."""
    folder, into = Folder.chosen(options.folder), Folder(options.into)
    wish = wished(options, folder, into)
    manifest = manifests.read(wish.backup, wish.key)
    say(f"Restoring {wish.backup.name} of {manifest.finished:%Y-%m-%d %H:%M:%S} UTC into {into.root}")
    if options.unpack:
        restoring.unpack(wish, manifest)
        say(f"\nThe data folder of a PostgreSQL {manifest.major} is in {wish.folder / 'cluster'}.")
        return 0
    with brought_back(wish, manifest, logical=options.logical) as restored:
        _give_secrets(folder, into)
        with step("setting the passwords of the roles"):
            passwords = {role: into.password(role) for role in DatabaseRole}
            provision.provision(restored.server.admin_dsn(), database=manifest.database, passwords=passwords)
    tell(restored)
    if not restored.faults:
        say(f"\nServe it with `limen --folder {into.root} serve`.")
    return 1 if restored.faults else 0


def wished(options: argparse.Namespace, folder: Folder, into: Folder) -> Wish:
    """What is asked for, refused before anything is written when it cannot be done."""
    restoring.refuse_occupied(into.root)
    moment = _moment(options.until)
    if moment and (options.logical or options.unpack):
        raise Trouble("--until goes with the physical copy.", remedy="Leave --logical and --unpack out.")
    key = key_for_reading(folder, options.key)
    place = (options.source or folder.backups).absolute()
    backup = restoring.chosen(place, key, before=moment.until if moment else None)
    manifest = manifests.read(backup, key)
    if moment and moment.until and moment.until < manifest.copied:
        raise Trouble(
            f"{backup.name} was copied at {manifest.copied:%Y-%m-%d %H:%M:%S} UTC, which is later.",
            remedy="Name an older backup, or the folder of all of them, with --from.",
        )
    return Wish(backup=backup, key=key, folder=into.postgres, step=step, moment=moment)


@contextlib.contextmanager
def brought_back(wish: Wish, manifest: Manifest, *, logical: bool) -> Iterator[Restored]:
    """Restore and compare. The server runs within the block; what fails is removed, to be repeated."""
    begun = time.monotonic()
    wish.folder.mkdir(parents=True, exist_ok=True)
    try:
        if logical:
            server = restoring.restore_logical(wish, manifest)
        else:
            server = restoring.restore_physical(wish, manifest)
            with step("starting and replaying"):
                server.start()
    except BaseException:
        shutil.rmtree(wish.folder, ignore_errors=True)
        raise
    with server:
        with step("comparing with the manifest"):
            moved_on = wish.moment is not None
            found, faults = restoring.compared(server, manifest, logical=logical, moved_on=moved_on)
        if found.journal:
            with step("verifying the journal"):
                faults += journal_faults(server.admin_dsn(manifest.database))
        yield Restored(
            server=server,
            manifest=manifest,
            rows=sum(found.rows.values()),
            faults=tuple(faults),
            seconds=time.monotonic() - begun,
        )


def journal_faults(dsn: str) -> list[str]:
    """What is wrong with the journal that was brought back."""
    from limen.foundation.journal.verifying import verify_database

    try:
        verdict = verify_database(dsn)
    except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn):
        say("  the tables are of another version: `limen migrate` them, then `limen journal verify`")
        return []
    except psycopg.Error as error:
        return [f"the journal cannot be verified ({type(error).__name__})"]
    return [f"the journal: {fault}" for fault in verdict.shown]


def tell(restored: Restored) -> None:
    """Say what is there, and what is wrong."""
    tables = len(restored.manifest.after.rows)
    say(f"\n  {restored.rows} rows, {tables} tables; usable after {restored.seconds:.1f} s (RTO)")
    for fault in restored.faults:
        say(f"  WRONG: {fault}")


def _moment(text: str | None) -> Moment | None:
    if text is None:
        return None
    if text == LATEST:
        return Moment(until=None)
    try:
        until = datetime.fromisoformat(text)
    except ValueError:
        remedy = "Write it like 2026-11-22T14:05:00 or 2026-11-22T14:05:00+01:00."
        raise Trouble(f"{text!r} is not a time.", remedy=remedy) from None
    return Moment(until=until if until.tzinfo else until.replace(tzinfo=UTC))


def _give_secrets(folder: Folder, into: Folder) -> None:
    """The restored installation keeps the secrets of the old one, if they are still there."""
    if folder.secrets.is_dir() and not into.secrets.exists():
        shutil.copytree(folder.secrets, into.secrets, ignore=shutil.ignore_patterns("*.url"))
    into.prepare()
    if folder.is_demo:
        into.mark_as_demo()
