"""`limen law check`: schema, references, guards, worked examples."""

from __future__ import annotations

import argparse

from limen.law.library import Library
from limen.law.proving import faults_of
from limen.law.reading.troubles import PackTroubles
from limen.site.cli.law import packs


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which packs."""
    parser.add_argument("pack", nargs="*", help="only these, with what they inherit")
    packs.add_folder(parser)


def run(options: argparse.Namespace) -> int:
    """0 when everything is sound."""
    try:
        library = packs.library(options.packs, *options.pack)
    except PackTroubles as wrong:
        for trouble in wrong.troubles:
            print(trouble)
        print(f"{len(wrong.troubles)} troubles. Nothing was loaded.")
        return 1
    return 1 if _failed(library) else 0


def _failed(library: Library) -> int:
    failed = asked = 0
    for id, examples in library.examples.items():
        for example in examples:
            asked += 1
            for fault in faults_of(example, library.pack(id), library):
                failed += 1
                print(f"{example.file}, line {example.line}: {example.id} ({example.asks}): {fault}")
    terms = sum(len(pack.terms) for pack in library.packs.values())
    print(f"{len(library.packs)} packs, {terms} terms, {asked} examples, {failed} failed.")
    return failed
