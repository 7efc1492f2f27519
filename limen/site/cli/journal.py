"""`limen journal`: verify the journal, seal it, export it, and erase personal values from it."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from limen.site.cli import django
from limen.site.cli.at_hand import database_at_hand
from limen.site.cli.folders import Folder
from limen.site.cli.telling import say
from limen.site.postgres.clusters import kept_secret
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble
from limen.site.postgres.urls import DatabaseUrls

if TYPE_CHECKING:
    from limen.foundation.journal.verifying import Verdict

GROUNDS = ("retention", "request", "court", "mistake")  # as journal.events.ErasureGround


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be done, and the options of each."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    verify = deeds.add_parser("verify", help="look whether any line or seal was changed")
    verify.add_argument("--case", type=uuid.UUID, help="only the chain of this case")
    verify.add_argument("--since", type=int, metavar="SEAL", help="only what came after this seal")
    verify.add_argument("--key", action="append", help="a public key that may have sealed (default: our own)")
    verify.add_argument("--anchor", action="append", type=Path, default=[], help="compare with this anchor")
    deeds.add_parser("seal", help="sign how far every chain has come, and write an anchor")
    export = deeds.add_parser("export", help="write a file that anybody can verify without Limen")
    which = export.add_mutually_exclusive_group(required=True)
    which.add_argument("--case", type=uuid.UUID, help="the chain of this case")
    which.add_argument("--all", action="store_true", help="every chain")
    export.add_argument("--to", type=Path, required=True, metavar="FILE.zip")
    export.add_argument("--without-personal", action="store_true", help="leave personal values out")
    erase = deeds.add_parser("erase", help="erase the personal values of a case from the journal, for ever")
    erase.add_argument("--case", type=uuid.UUID, required=True)
    erase.add_argument("--ground", choices=GROUNDS, required=True)
    erase.add_argument("--by", required=True, metavar="LOGIN", help="who answers for it: it is written down")
    erase.add_argument("--yes", action="store_true", help="do not ask again")
    for deed in deeds.choices.values():  # after the deed as well as before it
        deed.add_argument("--folder", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Do one of the four."""
    folder = Folder.chosen(options.folder)
    with database_at_hand(folder):
        deed = {"verify": _verify, "seal": _seal, "export": _export, "erase": _erase}[options.deed]
        return deed(options, folder)


def _dsn(role: DatabaseRole) -> str:
    return DatabaseUrls.from_environment(os.environ).required(role).dsn


def _verify(options: argparse.Namespace, folder: Folder) -> int:
    from limen.foundation.journal.verifying import verify_database

    known = set(options.key or ()) or known_keys(folder)
    verdict = verify_database(
        _dsn(DatabaseRole.BACKUP),
        case=options.case,
        since=options.since,
        trusted=known or None,
        anchors=[_anchor(path) for path in options.anchor],
    )
    for sentence in told(verdict):
        say(sentence)
    if not known and verdict.seals:
        say("No public key is known here: any key was taken. Give --key, or compare with an anchor.")
    return 0 if verdict.is_sound else 1


def told(verdict: Verdict) -> list[str]:
    """The verdict in sentences, the first bad line first."""
    said = [
        f"{verdict.lines} lines in {verdict.streams} chains, {verdict.lines_per_second:.0f} lines a second",
        f"{verdict.personal} personal values are those of their lines, {verdict.erased} were erased",
        f"{verdict.seals} seals; {verdict.unsealed} lines are newer than the last seal of their chain",
    ]
    if verdict.is_sound:
        return [*said, "Nothing is wrong."]
    said += [f"  WRONG  {fault}" for fault in verdict.shown]
    if verdict.faults > len(verdict.shown):
        said.append(f"  and {verdict.faults - len(verdict.shown)} more")
    return [*said, f"{verdict.faults} faults. The journal was tampered with, or is damaged."]


def _anchor(path: Path) -> dict[str, Any]:
    try:
        anchor: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        int(anchor["number"]), anchor["root"], anchor["key"]
    except (OSError, ValueError, KeyError, TypeError):
        raise Trouble(f"{path} is not an anchor.", remedy="Name a file seal-….json that was kept.") from None
    return anchor


def _seal(options: argparse.Namespace, folder: Folder) -> int:
    set_up_key(folder)
    django.set_up(DatabaseRole.JOBS)
    from limen.foundation.journal import keys, sealing

    key = keys.from_environment()
    remember_key(folder, key.id)
    anchors = Path(os.environ.get(sealing.ANCHORS) or folder.anchors)
    seal = sealing.seal_now(datetime.now(UTC), key=key, anchors=anchors)
    if seal is None:
        say("Nothing was written since the last seal.")
        return 0
    say(f"Seal {seal.number} stands over {seal.lines} lines; {seal.streams} chains had grown.")
    say(f"Keep a copy of the anchor away from this machine: {anchors / f'seal-{seal.number:08d}.json'}")
    return 0


def set_up_key(folder: Folder) -> None:
    """Name the folder's own key in the environment, unless another was; make it when there is none."""
    if "LIMEN_SEAL_KEY" not in os.environ and "LIMEN_SEAL_KEY_FILE" not in os.environ:
        path = folder.secrets / "seal_key"
        if folder.secrets.is_dir():
            kept_secret(path)
        os.environ["LIMEN_SEAL_KEY_FILE"] = str(path)


def remember_key(folder: Folder, key_id: str) -> None:
    """Write the public key down, beside those that were used before it: old seals must stay verifiable."""
    path = folder.secrets / "seal_keys.public"
    known = path.read_text(encoding="utf-8").split() if path.exists() else []
    if folder.secrets.is_dir() and key_id not in known:
        path.write_text("".join(f"{one}\n" for one in [*known, key_id]), encoding="utf-8")


def known_keys(folder: Folder) -> set[str]:
    """The public keys that this installation seals with, or has; empty when none is known."""
    from limen.foundation.journal import keys

    path = folder.secrets / "seal_keys.public"
    known = set(path.read_text(encoding="utf-8").split()) if path.exists() else set()
    with contextlib.suppress(keys.BadKey):
        known.add(keys.from_environment().id)
    return known


def _export(options: argparse.Namespace, folder: Folder) -> int:
    from limen.foundation.journal.exporting import export

    done = export(
        _dsn(DatabaseRole.BACKUP),
        options.to,
        case=options.case,
        with_personal=not options.without_personal,
        key=" --key ".join(sorted(known_keys(folder))),
        at=datetime.now(UTC),
    )
    if not done.lines:
        options.to.unlink()
        raise Trouble("There is no line to export.", remedy="Look at the identifier in the case's address.")
    say(f"{done.lines} lines, {done.personal} personal values and {done.seals} seals are in {options.to}")
    if done.personal:
        say("It can be read by whoever has it. --without-personal leaves the personal values out.")
    return 0


def _erase(options: argparse.Namespace, folder: Folder) -> int:
    import psycopg

    django.set_up(DatabaseRole.JOBS)
    from limen.foundation.ids import new_id
    from limen.foundation.journal.erasing import erase
    from limen.foundation.journal.events import ErasureGround

    account = _account(options.by)
    if not options.yes and input(f"Erase for ever, in the name of {options.by}? Type yes: ").strip() != "yes":
        say("Nothing was erased.")
        return 1
    try:
        with psycopg.connect(_dsn(DatabaseRole.JOBS)) as connection, connection.cursor() as cursor:
            gone = erase(
                cursor,
                case_id=options.case,
                ground=ErasureGround(options.ground),
                asked_by=account,
                act_id=new_id(),
                at=datetime.now(UTC),
            )
    except psycopg.errors.InsufficientPrivilege as error:
        raise Trouble(
            f"{options.by} may not do this: {error.diag.message_primary}.",
            remedy="A supervisor or administrator of the case's organisation answers for erasing.",
        ) from None
    say(f"{gone} personal values were erased, and a line of the journal says so.")
    say("Backups made before today still hold them until they expire.")
    return 0


def _account(login: str) -> uuid.UUID:
    import psycopg

    with psycopg.connect(_dsn(DatabaseRole.BACKUP)) as connection:
        row = connection.execute(
            "select id from public.identity_account where login = lower(%s) and is_active", [login]
        ).fetchone()
    if row is None:
        raise Trouble(f"Nobody signs in as {login}.", remedy="Give the login of an active account.")
    found: uuid.UUID = row[0]
    return found
