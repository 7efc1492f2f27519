"""The `limen` command line: one module per subcommand, each imported only when it is asked for."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
from collections.abc import Sequence
from pathlib import Path

# In the order in which a person meets them. A subcommand whose module is not there is not offered.
SUBCOMMANDS = {
    "demo": "try Limen on this machine, with invented people and nothing to prepare",
    "provision": "make the database, its roles and their passwords",
    "migrate": "bring the tables up to date",
    "create-admin": "make the first administrator",
    "serve": "run the web server and the worker",
    "work": "run only the worker",
    "check": "look whether this installation is safe to use",
    "backup": "make an encrypted backup",
    "backups": "list the backups",
    "restore": "bring a backup back into an empty folder",
    "rehearse": "prove that the newest backup can be restored",
    "journal": "verify or export the journal",
    "reckon": "rule every clock again now, and say what differs and what ran out",
    "link": "compare all records now, and propose those that may be the same person",
    "country": "bring reports into the library of country information",
    "instruments": "look whether the screening instruments are sound",
    "law": "say when something is due and why, and look whether the packs are sound",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand. What can be expected to fail ends in one sentence and exit code 1."""
    options = _parsed(sys.argv[1:] if arguments is None else arguments)
    # What can go wrong is known to modules that `limen --help` need not import.
    from limen.site.cli.troubles import told_in_a_sentence

    with told_in_a_sentence() as outcome:
        outcome.code = options.run(options)
    return outcome.code


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="limen", description="Casework at the threshold.", allow_abbrev=False
    )
    _add_folder(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    asked = _asked(arguments)
    for name, purpose in SUBCOMMANDS.items():
        module = f"limen.site.cli.{name.replace('-', '_')}"
        if importlib.util.find_spec(module) is None:
            continue
        command = commands.add_parser(
            name, help=purpose, description=purpose.capitalize() + ".", allow_abbrev=False
        )
        _add_folder(command, default=argparse.SUPPRESS)
        if name == asked:
            loaded = importlib.import_module(module)
            loaded.add_arguments(command)
            command.set_defaults(run=loaded.run)
    return parser.parse_args(arguments)


def _add_folder(parser: argparse.ArgumentParser, default: object = None) -> None:
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="FOLDER",
        default=default,
        help="where the data, secrets and backups are (default: LIMEN_FOLDER, or ./data)",
    )


def _asked(arguments: Sequence[str]) -> str | None:
    """The subcommand, which is the first word that is not an option nor the folder's name."""
    words = iter(arguments)
    for word in words:
        if word == "--folder":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return None
