"""`limen law`: what is due and why, what a pack says, whether packs are sound, what an edit changes.

Needs no database and no Django. Reading packs takes a second, so only the deed asked for is imported.
"""

from __future__ import annotations

import argparse
import importlib

from limen.site.cli.law import options as declared


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be asked."""
    declared.add_deeds(parser)


def run(options: argparse.Namespace) -> int:
    """Answer one question."""
    deed = importlib.import_module(f"limen.site.cli.law.{options.deed}")
    return int(deed.run(options))
