"""`limen law lab PACK CHANGE`: what a change of a pack would do to open cases. No name of any client."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from limen.law.library import Library, files_of, read_library
from limen.site.cli import django
from limen.site.cli.at_hand import database_at_hand
from limen.site.cli.folders import Folder
from limen.site.cli.telling import say
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.trouble import Trouble

if TYPE_CHECKING:
    from limen.domain.deadlines.queries.lab import Candidate
    from limen.domain.deadlines.queries.tallies import Tally, TermTally

_BAR = 30


class InForce(NamedTuple):
    """An edition that governs an organisation."""

    organisation_id: UUID
    organisation: str
    pack: str
    fingerprint: str
    edition_id: UUID
    files: Mapping[str, str]


def run(options: argparse.Namespace) -> int:
    """Look at every open case of an organisation, and print what would change."""
    with database_at_hand(Folder.chosen(options.folder)):
        django.set_up(DatabaseRole.REPORTS)
        from limen.domain.deadlines.queries.lab import Candidate

        edition = _chosen(options.pack, options.organisation)
        now = read_library(edition.files, only=[edition.pack]).pack(edition.pack)
        library = _changed(edition, options.change)
        on = _day(options.on)
        candidate = Candidate(now=now, then=library.pack(edition.pack), library=library, on=on)
        say(f"{edition.organisation}: {edition.pack} {edition.fingerprint[:12]} is in force.")
        say(f"The change reads as {candidate.then.fingerprint[:12]}.")
        _say_differences(candidate)
        started = time.monotonic()
        tally = _tally(edition.organisation_id, candidate)
    if options.json:
        print(json.dumps(tally.as_kept(), ensure_ascii=False, sort_keys=True))
    else:
        _say(tally, candidate, time.monotonic() - started)
    return 0


def _day(given: str) -> date:
    """The day that counts as today, in the zone of this machine unless it is said."""
    try:
        return date.fromisoformat(given) if given else datetime.now(UTC).astimezone().date()
    except ValueError:
        raise Trouble(f"“{given}” is not a day.", remedy="Write it as in 2026-11-22.") from None


def _chosen(pack: str, organisation: str) -> InForce:
    from django.db import connection

    from limen.domain.policy.queries import unpacked

    with connection.cursor() as cursor:
        cursor.execute("select * from report.editions_in_force()")
        rows = [row for row in cursor.fetchall() if row[2] == pack]
    names = ", ".join(f"“{row[1]}”" for row in rows)
    rows = [row for row in rows if organisation in ("", row[1])]
    if not rows:
        raise Trouble(
            f"No edition of “{pack}” is in force{f' in “{organisation}”' if organisation else ''}.",
            remedy=f"It is in force in {names}." if names else "Two policy leads must adopt one first.",
        )
    if len(rows) > 1:
        raise Trouble(
            f"“{pack}” is in force in several organisations.", remedy=f"Say --organisation: {names}."
        )
    organisation_id, name, _pack, fingerprint, edition_id, content = rows[0]
    files = unpacked(bytes(content))
    return InForce(organisation_id, name, pack, fingerprint, edition_id, files)


def _changed(edition: InForce, change: Path) -> Library:
    """The edition with the change laid over it: a folder with files by their path in the pack, or a file."""
    if change.is_dir():
        laid = {f"{edition.pack}/{path}": text for path, text in files_of(change).items()}
    elif change.is_file():
        paths = [path for path in edition.files if path.startswith(f"{edition.pack}/")]
        fitting = [path for path in paths if path.rpartition("/")[2] == change.name]
        if len(fitting) != 1:
            raise Trouble(
                f"“{edition.pack}” has {len(fitting) or 'no'} files called {change.name}.",
                remedy="Put it into a folder, under its path in the pack, and name the folder.",
            )
        laid = {fitting[0]: change.read_text(encoding="utf-8")}
    else:
        raise Trouble(f"There is no file or folder {change}.", remedy="Name the changed file, or a folder.")
    if not laid:
        raise Trouble(f"There are no YAML files in {change}.", remedy="Put the changed files there.")
    return read_library({**edition.files, **laid}, only=[edition.pack])


def _tally(organisation: UUID, candidate: Candidate) -> Tally:
    from django.db import connection

    from limen.domain.deadlines.queries.lab import CASES_AT_ONCE, look_at, row_from
    from limen.domain.deadlines.queries.tallies import Tally

    tally, after = Tally(), None
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "select * from report.clocks_of_organisation(%s, %s, %s)",
                [organisation, after, CASES_AT_ONCE],
            )
            rows = [row_from(found) for found in cursor.fetchall()]
        if not rows:
            break
        look_at(rows, candidate, tally)
        after = rows[-1].case_id
        if sys.stderr.isatty():
            print(f"\r  {tally.cases:,} open cases …", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r" + " " * _BAR + "\r", end="", file=sys.stderr)
    return tally


def _say_differences(candidate: Candidate) -> None:
    from limen.law.differences import differences, sentence

    if candidate.now is None:
        return
    for one in differences(candidate.now, candidate.then):
        say(f"  {one.heading}: {sentence(one)}")


def _say(tally: Tally, candidate: Candidate, seconds: float) -> None:
    from limen.domain.deadlines.queries.lab import term_says

    say(f"{tally.cases:,} open cases in {seconds:.1f} s; {tally.changed_cases:,} would change.")
    for id, term in sorted(tally.terms.items(), key=lambda pair: -pair[1].changed):
        if term.changed:
            say(f"  {term_says(candidate.then, id)} ({id}): {_in_words(term)}")
    if not tally.changed_clocks:
        say("  No clock of an open case would change.")
    for unit, count in tally.by_unit.most_common(20):
        say(f"  {count:>8,}  {unit or 'not to be named (restricted, or in a compartment)'}")
    for (unit, lead), count in tally.by_lead.most_common(20):
        if unit:
            say(f"  {count:>8,}  {lead or 'nobody leads them'}, {unit}")


def _in_words(term: TermTally) -> str:
    words = {
        "earlier": "due earlier",
        "later": "due later",
        "new": "would start",
        "ended": "would be no term",
        "unanswerable": "could not be answered",
    }
    parts = [f"{term.counts[kind]:,} {says}" for kind, says in words.items() if term.counts[kind]]
    if term.least_days or term.most_days:
        parts.append(f"by {term.least_days:+} to {term.most_days:+} days")
    if term.runs_out:
        parts.append(f"{term.runs_out:,} would have run out already")
    if term.trouble:
        parts.append(term.trouble)
    return ", ".join(parts)
