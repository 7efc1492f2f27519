"""`python3 dev.py words` updates the catalogues; `--check` only looks; `--compile` makes the .mo files."""

from __future__ import annotations

import argparse

from limen.web.words.catalogues import compile_all, update
from limen.web.words.extract import everything
from limen.web.words.faults import all_faults, coverage
from limen.web.words.languages import LOCALE, SOURCE, TRANSLATED, catalogue


def main() -> int:
    """Do one of the four things; the exit code."""
    parser = argparse.ArgumentParser(prog="python3 dev.py words", description=__doc__)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="fail when a catalogue lacks or breaks a sentence")
    what.add_argument("--compile", action="store_true", help="make the .mo files")
    what.add_argument("--coverage", action="store_true", help="say how far each language has come")
    asked = parser.parse_args()
    if asked.compile:
        compile_all(sorted(LOCALE.glob("*/LC_MESSAGES/*.po")))
        return 0
    if asked.check:
        return _check()
    if not asked.coverage:
        _update()
    _tell_coverage()
    return 0


def _update() -> None:
    found = everything()
    for language in (SOURCE, *TRANSLATED):
        if update(language, found):
            print(f"{catalogue(language).relative_to(LOCALE.parent)} changed")


def _check() -> int:
    faults = all_faults(everything())
    for fault in faults:
        print(fault)
    if not faults:
        _tell_coverage()
    return 1 if faults else 0


def _tell_coverage() -> None:
    for language in TRANSLATED:
        print(coverage(language))


raise SystemExit(main())
