"""`limen demo`: everything on this machine, with invented people, in one command and one folder."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.util
import os
import subprocess

from limen.site.cli import django, serve
from limen.site.cli.at_hand import embedded, is_external
from limen.site.cli.folders import DATABASE, FILES, Folder
from limen.site.cli.telling import say, step
from limen.site.postgres import provision
from limen.site.postgres.embedded import Server
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.starting import refuse_taken_port
from limen.site.postgres.trouble import Trouble

DEMO = "limen.site.demo"
HOST = "127.0.0.1"
FIRST_PORT, LAST_PORT = 8000, 8099


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--port", type=int, help=f"port (default: the first free from {FIRST_PORT})")
    parser.add_argument("--no-serve", action="store_true", help="prepare everything, then stop")
    parser.add_argument("--only-load", action="store_true", help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Prepare what is not there yet, and serve it to this machine alone."""
    if options.only_load:
        return _load()
    folder = Folder(options.folder) if options.folder else Folder.chosen(None).within("demo")
    _refuse_real_installation(folder)
    port = _port(options.port)
    say(f"A demonstration of Limen, with invented people, in {folder.root}")
    folder.prepare()
    folder.mark_as_demo()
    os.environ["LIMEN_DEMO"] = "1"
    os.environ["LIMEN_MESSAGES_FOLDER"] = str(folder.root / "messages")  # no message to anybody leaves it
    os.environ[FILES] = str(folder.files)  # and no invented paper comes among those of real people
    with contextlib.ExitStack() as stack:
        with step("starting the database"):
            server = stack.enter_context(embedded(folder))
        _prepare(folder, server)
        code = 0 if options.no_serve else _serve(folder, port)
    say("Everything is stopped. `limen demo` starts it again.")
    return code


def _serve(folder: Folder, port: int) -> int:
    os.environ["LIMEN_LISTEN"] = HOST
    try:
        return serve.serve(host=HOST, port=port, workers=1, folder=folder.root)
    finally:
        say("  stopping the database")


def _refuse_real_installation(folder: Folder) -> None:
    if folder.has_embedded_database and not folder.is_demo:
        raise Trouble(
            f"{folder.root} holds an installation that is not a demonstration.",
            remedy="Choose another --folder; real people must never meet invented ones.",
        )
    if is_external():
        raise Trouble(
            "The environment names a database, and a demonstration only ever uses its own.",
            remedy="Unset DATABASE_URL and the LIMEN_…_URL variables.",
        )


def _port(wanted: int | None) -> int:
    if wanted:
        serve.refuse_taken_port_of(HOST, wanted)
        return wanted
    for port in range(FIRST_PORT, LAST_PORT + 1):
        try:
            refuse_taken_port(port)
        except Trouble:
            continue
        if port != FIRST_PORT:
            say(f"Port {FIRST_PORT} is in use; taking {port}.")
        return port
    raise Trouble(f"All ports from {FIRST_PORT} to {LAST_PORT} are in use.", remedy="Choose one with --port.")


def _prepare(folder: Folder, server: Server) -> None:
    with step("roles, schemas and limits"):
        passwords = {role: folder.password(role) for role in DatabaseRole}
        provision.provision(server.admin_dsn(), database=DATABASE, passwords=passwords)
    with step("tables"):
        _ourselves(folder, "migrate")
    loaded = folder.postgres / "demo-loaded"
    if importlib.util.find_spec(DEMO) is None:
        say("  there are no invented people in this version")
    elif not loaded.exists():
        with step("invented people and cases"):
            admin = server.admin_dsn(DATABASE)
            _ourselves(folder, "demo", "--only-load", LIMEN_POOL="0", LIMEN_ADMIN_DSN=admin)
        loaded.touch()


def _ourselves(folder: Folder, *words: str, **environment: str) -> None:
    """A step in a process of its own, since it works as another database role."""
    command = [*serve.ourselves(folder.root), *words]
    done = subprocess.run(command, env={**os.environ, **environment}, check=False)
    if done.returncode:
        raise Trouble(f"`limen {words[0]}` did not succeed.", remedy="Its reason stands above.")


def _load() -> int:
    django.set_up(DatabaseRole.APP)
    importlib.import_module(DEMO).load(say=lambda line: say(f"    {line}"))
    return 0
