"""`limen law diff PACK A B`: what differs between two versions of a pack, in words."""

from __future__ import annotations

import argparse
from itertools import groupby

from limen.law.differences import differences, sentence
from limen.law.packs import Pack
from limen.law.reading.troubles import PackTroubles
from limen.site.cli.law.packs import files_in, library_of
from limen.site.cli.law.versions import version_of
from limen.site.cli.law.words import number_of, wrapped
from limen.site.postgres.trouble import Trouble


def run(options: argparse.Namespace) -> int:
    """Print every difference under the thing that it is about."""
    before = _pack(options, options.before)
    after = _pack(options, options.after)
    found = differences(before, after)
    for heading, ones in groupby(found, key=lambda one: one.heading):
        print(heading)
        for one in ones:
            print(wrapped(sentence(one), first="  - "))
        print()
    to = options.after or "the packs as they are now"
    print(f"{options.pack}: {number_of(len(found), 'difference')} from {options.before} to {to}.")
    return 0


def _pack(options: argparse.Namespace, name: str) -> Pack:
    files = version_of(options.packs, name) if name else files_in(options.packs)
    try:
        return library_of(files, options.pack).pack(options.pack)
    except PackTroubles as wrong:
        number = number_of(len(wrong.troubles), "trouble")
        first = f"The first: {wrong.troubles[0]}"
        raise Trouble(
            f"The packs of “{name or options.packs}” cannot be read: {number}.", remedy=first
        ) from None
