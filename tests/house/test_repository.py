"""The repository as a whole: no host it was built against, no binary surprises, nothing left half merged."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path

from tests.house import tree

# Hosts of package registries, in pieces, so that this file does not contain them.
REGISTRIES = re.compile(
    "|".join([r"py" r"pi\.org", r"python" r"hosted", r"registry\.npm" r"js", r"deb\.deb" r"ian"])
)
HALF_MERGED = re.compile(r"^(<{7} |>{7} |={7}$)", re.MULTILINE)
BIGGEST = 2_000_000  # bytes


@cache
def files() -> list[Path]:
    """Every file that is, or is about to be, in the repository."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(asked, cwd=tree.ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:  # an unpacked archive has no history: then there is nothing to ask
        return []
    return [path for name in done.stdout.split("\0") if name and (path := tree.ROOT / name).is_file()]


def texts() -> list[tuple[Path, str]]:
    """Every file that is text."""
    found = []
    for path in files():
        content = path.read_bytes()
        if b"\0" not in content:
            found.append((path, content.decode("utf-8", errors="replace")))
    return found


def test_no_file_names_a_package_registry() -> None:
    faults = [tree.place(path) for path, text in texts() if REGISTRIES.search(text)]
    assert not faults, tree.listed(faults)


def test_no_file_is_half_merged() -> None:
    faults = [tree.place(path) for path, text in texts() if HALF_MERGED.search(text)]
    assert not faults, tree.listed(faults)


def test_no_file_is_huge() -> None:
    faults = [tree.place(path) for path in files() if path.stat().st_size > BIGGEST]
    assert not faults, tree.listed(faults)
