"""The database that a subcommand works with: the one in the environment, or the one in the folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from limen.site.cli.folders import DATABASE, Folder
from limen.site.cli.telling import say
from limen.site.postgres.embedded import Server
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble


def is_external() -> bool:
    """Whether the environment says where the database is."""
    return any(f"{role.variable}{ending}" in os.environ for role in DatabaseRole for ending in ("", "_FILE"))


@contextlib.contextmanager
def database_at_hand(folder: Folder) -> Iterator[Server | None]:
    """Start or join the folder's own server, if that is where the database is, and tell the environment."""
    folder.refuse_anothers()
    if folder.is_demo:
        os.environ["LIMEN_DEMO"] = "1"
    if is_external():
        os.environ.update(folder.environment())
        yield None
    elif folder.has_embedded_database:
        with embedded(folder) as server:
            yield server
    elif folder.url_file(DatabaseRole.APP).exists():
        os.environ.update(folder.environment())
        yield None
    else:
        raise Trouble(
            f"There is no database: none in {folder.root}, and DATABASE_URL is not set.",
            remedy="Run `limen provision` to make one, or `limen demo` to try Limen first.",
        )


@contextlib.contextmanager
def embedded(folder: Folder) -> Iterator[Server]:
    """The folder's own server, running; another process's if one runs it already."""
    archive = folder.archive if folder.wants_archive else None
    with Server(folder.postgres, attach=True, archive=archive, say=lambda words: say(f"  {words}")) as server:
        folder.write_urls(host=server.host, port=str(server.port), database=DATABASE)
        os.environ.update(folder.environment())
        yield server
