"""Which account of the operating system runs the database: PostgreSQL refuses to run as root, rightly."""

from __future__ import annotations

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from limen.site.postgres.trouble import Trouble

# `initdb` looks its own account up by name, so an unnamed number will not do.
CANDIDATES = ("postgres", "limen", "nobody")
VARIABLE = "LIMEN_POSTGRES_ACCOUNT"


@dataclass(frozen=True, kw_only=True)
class Account:
    """A named account that root steps down to before it starts PostgreSQL."""

    name: str
    uid: int
    gid: int


def serving_account(cluster: Path) -> Account | None:
    """The account to step down to, or None when we are not root and simply stay who we are.

    A data folder that exists keeps its owner; otherwise LIMEN_POSTGRES_ACCOUNT decides, otherwise the first
    of `CANDIDATES` that this machine knows.
    """
    if os.geteuid() != 0:
        return None
    if cluster.exists() and (uid := cluster.stat().st_uid) != 0:
        return _account_by_uid(uid, cluster)
    wanted = os.environ.get(VARIABLE)
    for name in (wanted,) if wanted else CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)
    raise Trouble(
        f"PostgreSQL must not run as root, and there is no account {wanted or 'postgres, limen or nobody'}.",
        remedy=f"Create one with `useradd --system limen`, or name one in {VARIABLE}.",
    )


def _account_by_uid(uid: int, cluster: Path) -> Account:
    try:
        entry = pwd.getpwuid(uid)
    except KeyError:
        raise Trouble(
            f"{cluster} belongs to the account number {uid}, which has no name on this machine.",
            remedy="Create that account, or give the folder to another with `chown -R`.",
        ) from None
    return Account(name=entry.pw_name, uid=uid, gid=entry.pw_gid)


def give(path: Path, account: Account | None) -> None:
    """Hand one file or folder to the account. Nothing happens when we are not root."""
    if account:
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def first_closed_folder(path: Path, account: Account | None) -> Path | None:
    """The topmost folder on the way to `path` that the account cannot pass through, or None."""
    if account is None:
        return None
    for folder in [*reversed(path.parents), path]:
        if not folder.exists():
            return None
        mode, owner = folder.stat().st_mode, folder.stat()
        if owner.st_uid == account.uid:
            passes = mode & stat.S_IXUSR
        elif owner.st_gid == account.gid:
            passes = mode & stat.S_IXGRP
        else:
            passes = mode & stat.S_IXOTH
        if not passes:
            return folder
    return None
