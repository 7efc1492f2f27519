"""The deeds of `limen law` and their options; what each does is in the module of its name."""

from __future__ import annotations

import argparse
from pathlib import Path

from limen.site import env

_EXAMPLES = {
    "due": "for example:  limen law due eu register --fact made_on=2026-06-12 --calendar de",
    "explain": "for example:  limen law explain eu     limen law explain eu register",
    "check": "for example:  limen law check     limen law check eu --reasons",
    "lab": "for example:  limen law lab eu-example docs/examples/eu-example-2027",
    "diff": "for example:  limen law diff eu main packs     limen law diff eu v1.0 v1.1",
}


def add_deeds(parser: argparse.ArgumentParser) -> None:
    """One parser for each deed."""
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    _due(_deed(deeds, "due", "when something is due, and why"))
    _explain(_deed(deeds, "explain", "what a pack says, in words"))
    _check(_deed(deeds, "check", "look whether packs and their worked examples are sound"))
    _lab(_deed(deeds, "lab", "what a change of a pack would change on open cases, before it is adopted"))
    _diff(_deed(deeds, "diff", "what differs between two versions of a pack, in words"))


def _deed(
    deeds: argparse._SubParsersAction[argparse.ArgumentParser], name: str, purpose: str
) -> argparse.ArgumentParser:
    deed = deeds.add_parser(
        name,
        help=purpose,
        description=purpose[:1].upper() + purpose[1:] + ".",
        epilog=_EXAMPLES[name],
        allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    deed.add_argument(
        "--packs",
        type=Path,
        metavar="FOLDER",
        default=env.packs(),
        help="where the packs are (default: LIMEN_PACKS, or those that came with Limen)",
    )
    return deed


def _due(deed: argparse.ArgumentParser) -> None:
    deed.add_argument("pack", metavar="PACK", help="the pack, as in eu")
    deed.add_argument("term", metavar="TERM", help="the term, as in register")
    _many(deed, "--fact", "NAME=VALUE", "what is known about the case; again for more")
    deed.add_argument("--calendar", default="", metavar="NAME", help="whose days off (default: the pack's)")
    deed.add_argument("--on", default="", metavar="DATE", help="say how things stand on that day, or “today”")
    stop = "the clock stood still: from that day, up to the first that counted again (without: still)"
    _many(deed, "--stop", "CAUSE:FROM[:TO]", stop)
    extend = "made longer on that ground, by so much (without: all the law allows)"
    _many(deed, "--extend", "GROUND[:LENGTH]", extend)
    deed.add_argument(
        "--json", action="store_true", help="print it for a program; see docs/operations/law.md"
    )


def _many(deed: argparse.ArgumentParser, name: str, metavar: str, purpose: str) -> None:
    deed.add_argument(name, action="append", default=[], metavar=metavar, help=purpose)


def _explain(deed: argparse.ArgumentParser) -> None:
    deed.add_argument("pack", metavar="PACK", help="the pack, as in eu")
    what = "a term, or an entitlement, regime, list, plan, outcome …; without it: all there is, a line each"
    deed.add_argument("id", nargs="?", default="", metavar="ID", help=what)


def _check(deed: argparse.ArgumentParser) -> None:
    deed.add_argument("pack", nargs="*", metavar="PACK", help="only these, with what they inherit")
    deed.add_argument("--reasons", action="store_true", help="print every example with its reasons")
    against = "refuse edits of the past against this version (default: where this branch left main)"
    deed.add_argument("--against", default="", metavar="REF", help=against)


def _diff(deed: argparse.ArgumentParser) -> None:
    deed.add_argument("pack", metavar="PACK", help="the pack, as in eu")
    deed.add_argument("before", metavar="A", help="a version known to git, or a folder of packs")
    newer = "the same, for the newer one (default: the packs as they are now)"
    deed.add_argument("after", nargs="?", default="", metavar="B", help=newer)


def _lab(deed: argparse.ArgumentParser) -> None:
    deed.add_argument("pack", metavar="PACK", help="the pack in force, as in eu-example")
    deed.add_argument("change", type=Path, metavar="CHANGE", help="the changed file, or a folder of them")
    which = "whose cases, when the pack is in force in several organisations"
    deed.add_argument("--organisation", default="", metavar="NAME", help=which)
    deed.add_argument("--on", default="", metavar="DATE", help="what is today, when it is not")
    deed.add_argument("--json", action="store_true", help="print the counts for a program")
    deed.add_argument("--folder", type=Path, default=argparse.SUPPRESS, help=argparse.SUPPRESS)
