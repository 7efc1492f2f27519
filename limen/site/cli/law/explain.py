"""`limen law explain PACK [ID]`: what a pack says, in words."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator

from limen.law.asking import term_of
from limen.law.library import Library
from limen.law.packs import Pack
from limen.law.refusing import Unanswerable, meant
from limen.site.cli.law.explaining.others import of_others, shelves
from limen.site.cli.law.explaining.overview import of_pack
from limen.site.cli.law.explaining.terms import of_term
from limen.site.cli.law.packs import library_with
from limen.site.postgres.trouble import Trouble


def run(options: argparse.Namespace) -> int:
    """Print the pack at a glance, or all that has the id."""
    library = library_with(options.packs, options.pack)
    pack = library.pack(options.pack)
    if not options.id:
        print("\n".join(of_pack(pack, library)))
        return 0
    found = list(_found(pack, options.id, library))
    if not found:
        names = {*pack.terms, *(id for shelf, *_rest in shelves(pack).values() for id in shelf)}
        raise Trouble(
            f"“{pack.id}” has nothing called “{options.id}”.{meant(options.id, sorted(names))}",
            remedy=f"`limen law explain {pack.id}` lists all there is.",
        )
    print("\n\n".join("\n".join(lines) for lines in found))
    return 0


def _found(pack: Pack, id: str, library: Library) -> Iterator[list[str]]:
    with contextlib.suppress(Unanswerable):  # no term; something else may have that name
        yield list(of_term(term_of(pack, id), pack, library))
    yield from of_others(pack, id, library)
