"""`limen law`: what is due and why, and whether the packs are sound. Needs no database."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from limen.site.cli.law import check, due

_DEEDS: dict[str, Callable[[argparse.Namespace], int]] = {"due": due.run, "check": check.run}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be asked."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    due.add_arguments(deeds.add_parser("due", help="when something is due, and why"))
    check.add_arguments(deeds.add_parser("check", help="look whether packs and their examples are sound"))


def run(options: argparse.Namespace) -> int:
    """Answer one question."""
    return _DEEDS[options.deed](options)
