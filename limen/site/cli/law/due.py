"""`limen law due PACK TERM --fact name=value`: when something is due, and why."""

from __future__ import annotations

import argparse

from limen.law.asking import ask
from limen.law.facts import read_facts
from limen.law.saying import in_english
from limen.site.cli.law import packs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The question."""
    parser.add_argument("pack")
    parser.add_argument("term")
    parser.add_argument("--fact", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--calendar", default="")
    packs.add_folder(parser)


def run(options: argparse.Namespace) -> int:
    """Print the answer with its reasons."""
    library = packs.library(options.packs, options.pack)
    pack = library.pack(options.pack)
    calendar = library.calendar_for(pack, options.calendar)
    given = dict(one.partition("=")[::2] for one in options.fact)
    ruling = ask(pack, options.term, read_facts(given, pack.facts, pack=pack.id, calendar=calendar), calendar=calendar)
    print(ruling.due_at or ruling.due)
    for sentence in in_english(ruling, pack, calendar):
        print(f"  {sentence}")
    return 0
