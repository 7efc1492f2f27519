"""`limen instruments check`: whether instruments and their wordings are whole, and what may be shown.
Needs no database."""

from __future__ import annotations

import argparse
from pathlib import Path

from limen.instruments.library import Instruments, instruments_in
from limen.law.reading.troubles import PackTroubles
from limen.site import env
from limen.site.postgres.trouble import Trouble


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what can be asked."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    check = deeds.add_parser(
        "check", help="look whether instruments and wordings are whole", allow_abbrev=False
    )
    check.add_argument("--instruments", type=Path, metavar="FOLDER", default=env.INSTRUMENTS,
                       help="where the instruments are (default: those that came with Limen)")  # fmt: skip
    check.add_argument("--own", type=Path, metavar="FOLDER", default=env.own_instruments(),
                       help="what this house adds (default: LIMEN_INSTRUMENTS)")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """0 when everything is sound."""
    for folder in (options.instruments, options.own):
        if folder is not None and not folder.is_dir():
            raise Trouble(f"There is no folder {folder}.", remedy="Name the folder of instruments.")
    try:
        found = instruments_in(options.instruments, options.own)
    except PackTroubles as wrong:
        for trouble in wrong.troubles:
            print(trouble)
        print(f"\n{len(wrong.troubles)} to mend. Nothing was loaded.")
        return 1
    _tell(found)
    return 0


def _tell(found: Instruments) -> None:
    width = max(len(id) for id in found.by_id)
    for id, one in found.by_id.items():
        words = ", ".join(f"{language} ({wording.status})" for language, wording in one.wordings.items())
        shape = f"{len(one.items)} items, {len(one.scores)} scores, {len(one.rules)} rules"
        print(f"{id:<{width}}  {shape:<32}  {words or f'empty: {one.licence.terms}'}")
    slots = sum(1 for one in found.by_id.values() if one.is_slot)
    print(f"{len(found.by_id)} instruments, {slots} of them without words.")
