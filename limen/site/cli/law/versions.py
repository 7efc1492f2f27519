"""Other versions of the packs: out of git, by any name it knows, or out of another folder."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from limen.site.cli.law.packs import files_in, names_of
from limen.site.postgres.trouble import Trouble

MAINS = ("origin/main", "main")


class NoGit(Exception):
    """There is no older version to be had here; the message says why."""


def version_of(folder: Path, name: str) -> dict[str, str]:
    """The packs as they are in another folder, or were in a version that git knows. Raises `Trouble`."""
    other = Path(name)
    if other.is_dir():
        inner = other / folder.name
        return files_in(inner if not names_of_folder(other) and names_of_folder(inner) else other)
    try:
        found = files_at(folder, commit_of(folder, name))
        if not names_of(found):
            raise NoGit("That version has no packs here.")
        return found
    except NoGit as why:
        raise Trouble(
            f"“{name}” is no folder of packs, and no version of them. {why}",
            remedy="Name a folder of packs, or a branch, tag or commit; `git log -- packs` lists them.",
        ) from None


def names_of_folder(folder: Path) -> tuple[str, ...]:
    """The packs in a folder, without reading them."""
    return names_of(f"{head.parent.name}/pack.yaml" for head in folder.glob("*/pack.yaml"))


def where_main_was_left(folder: Path) -> str:
    """The commit at which this branch left main. Raises `NoGit`."""
    if not _succeeds(folder, "rev-parse", "--is-inside-work-tree"):
        raise NoGit("This is no checkout of git.")
    for main in MAINS:
        if _succeeds(folder, "rev-parse", "--verify", "--quiet", f"{main}^{{commit}}"):
            return _git(
                folder, "merge-base", "HEAD", main, why=f"This branch and {main} share nothing."
            ).strip()
    raise NoGit("There is no branch called main.")


def commit_of(folder: Path, name: str) -> str:
    """The commit of that name. Raises `NoGit`."""
    if not _succeeds(folder, "rev-parse", "--is-inside-work-tree"):
        raise NoGit("This is no checkout of git.")
    if name.startswith("-"):
        raise NoGit("A name does not begin with a dash.")
    why = "Git does not know that name here."
    return _git(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}", why=why).strip()


def files_at(folder: Path, commit: str) -> dict[str, str]:
    """The YAML files of the folder as they were in a commit; none when it was not there. Raises `NoGit`."""
    listed = _git(folder, "ls-tree", "-r", "-z", commit, "--", ".", why="Git cannot list its files.")
    blobs: dict[str, str] = {}
    for line in listed.split("\0"):
        about, tab, path = line.partition("\t")
        if tab and path.endswith(".yaml"):
            blobs[path] = about.split()[2]
    return dict(zip(blobs, _contents(folder, list(blobs.values())), strict=True))


def _contents(folder: Path, blobs: list[str]) -> list[str]:
    """All of them by one process: a hundred would take seconds."""
    told = _run(folder, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in blobs).encode()).stdout
    texts: list[str] = []
    at = 0
    for _blob in blobs:
        end = told.index(b"\n", at)
        size = int(told[at:end].split()[2])
        texts.append(told[end + 1 : end + 1 + size].decode("utf-8", errors="replace"))
        at = end + 1 + size + 1
    return texts


def _git(folder: Path, *words: str, why: str) -> str:
    done = _run(folder, *words)
    if done.returncode:
        raise NoGit(why)
    return done.stdout.decode("utf-8", errors="replace")


def _succeeds(folder: Path, *words: str) -> bool:
    return _run(folder, *words).returncode == 0


def _run(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("git")
    if program is None:
        raise NoGit("There is no git on this machine.")
    # Within a hook, git tells its children which repository it works on; we ask about the folder's own.
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return subprocess.run(
        [program, "-C", str(folder), *words], input=given, capture_output=True, check=False, env=surroundings
    )
