"""PostgreSQL's client programs that fit a server: our own, or those that the machine has."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from limen.site.postgres.clusters import MAJOR
from limen.site.postgres.programs import embedded_programs, run
from limen.site.postgres.trouble import Trouble

VARIABLE = "LIMEN_POSTGRES_PROGRAMS"


@dataclass(frozen=True, kw_only=True)
class Tools:
    """A folder of programs and their major version."""

    folder: Path
    major: int

    def __truediv__(self, name: str) -> Path:
        return self.folder / name


def tools_for(major: int, *, over_network: bool) -> Tools:
    """The programs of the server's own version, or the nearest newer ones, which can read from it too.

    Our own were built without TLS, so they are of no use for a server that is reached over a network.
    """
    found = [tools for tools in _all(over_network=over_network) if tools.major >= major]
    if not found:
        raise Trouble(
            f"There are no programs on this machine to back up PostgreSQL {major}"
            f"{' over TLS' if over_network else ''}.",
            remedy=f"Install postgresql-client-{major}, or name their folder in {VARIABLE}.",
        )
    return min(found, key=lambda tools: tools.major)


def _all(*, over_network: bool) -> Iterator[Tools]:
    if not over_network:
        with contextlib.suppress(Trouble):  # another kind of machine: what it has itself must do
            yield Tools(folder=embedded_programs(), major=MAJOR)
    yield from _elsewhere()


def _elsewhere() -> Iterator[Tools]:
    """What the machine has itself."""
    places = [Path(os.environ[VARIABLE])] if VARIABLE in os.environ else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin")) + sorted(Path("/usr").glob("pgsql-*/bin"))
    if on_path := shutil.which("pg_basebackup"):
        places.append(Path(on_path).resolve().parent)
    for place in places:
        if (place / "pg_basebackup").exists() and (place / "pg_dump").exists():
            said = re.search(r"\) (\d+)", run([place / "pg_dump", "--version"]).stdout)
            if said:
                yield Tools(folder=place, major=int(said[1]))
