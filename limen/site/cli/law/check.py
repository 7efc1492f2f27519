"""`limen law check`: schema, references, frames of national law, worked examples, and edits of the past."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime

from limen.law.library import Library, read_library
from limen.law.past import edits_of_the_past
from limen.law.proving import answers_to, faults_of
from limen.law.reading.troubles import PackTroubles
from limen.site.cli.law.counts import counts_of
from limen.site.cli.law.packs import files_in, need
from limen.site.cli.law.versions import NoGit, commit_of, files_at, where_main_was_left
from limen.site.cli.law.words import number_of, wrapped
from limen.site.postgres.trouble import Trouble

SHORT = 9  # digits of a commit that a person can find again


def run(options: argparse.Namespace) -> int:
    """0 when everything is sound."""
    files = files_in(options.packs)
    need(files, options.pack)
    try:
        library = read_library(files, only=options.pack)
    except PackTroubles as wrong:
        for trouble in wrong.troubles:
            print(trouble)
        print(f"\n{number_of(len(wrong.troubles), 'trouble')}. Nothing was loaded, no example worked out.")
        return 1
    failed = _examples(library, with_reasons=options.reasons)
    edited = _past(options, library.files)
    _summary(library, failed)
    return 1 if failed or edited else 0


def _examples(library: Library, *, with_reasons: bool) -> int:
    """Work out every example; how many did not hold."""
    failed = 0
    for id, examples in library.examples.items():
        pack = library.pack(id)
        for example in examples:
            faults = faults_of(example, pack, library)
            failed += bool(faults)
            if not (faults or with_reasons):
                continue
            mark = "does not hold" if faults else "holds"
            print(
                f"{example.file}, line {example.line}: {example.id} ({example.asks}) {mark}: {example.says}"
            )
            for fault in faults:
                print(wrapped(fault, first="  - "))
            for line in _answer(answers_to(example, pack, library)):
                print(wrapped(line, first="    "))
    if failed or with_reasons:
        print()
    return failed


def _answer(found: Mapping[str, str]) -> list[str]:
    """What the law here says, and why."""
    because = found.get("because", "")
    answer = ", ".join(f"{name} {text}" for name, text in found.items() if text and name != "because")
    return [f"answer: {answer}", *([f"because: {because}"] if because else [])]


def _past(options: argparse.Namespace, files: Mapping[str, str]) -> int:
    """Compare with an older version; how many edits of the past there are."""
    folder, against = options.packs, options.against
    try:
        commit = commit_of(folder, against) if against else where_main_was_left(folder)
        older = files_at(folder, commit)
    except NoGit as why:
        if against:
            raise Trouble(
                f"“{against}” cannot be compared with. {why}",
                remedy="Name a branch, tag or commit with --against; `git log -- packs` lists them.",
            ) from None
        print(f"The past was not compared with an older version. {why}")
        return 0
    if options.pack:  # what was not asked about was not read, and has not vanished
        asked = {path.partition("/")[0] for path in files}
        older = {path: text for path, text in older.items() if path.partition("/")[0] in asked}
    edits = edits_of_the_past(older, files, on=datetime.now(UTC).date())
    for edit in edits:
        print(wrapped(str(edit), rest="  "))
    named = f"{against} ({commit[:SHORT]})" if against else f"main ({commit[:SHORT]})"
    print(f"Compared with {named}: {number_of(len(edits), 'edit')} of the past.")
    return len(edits)


def _summary(library: Library, failed: int) -> None:
    width = max(len(id) for id in library.packs)
    for id, pack in library.packs.items():
        print(f"{id:<{width}}  {pack.status:<6}  {counts_of(library, id)}")
    asked = sum(len(examples) for examples in library.examples.values())
    packs = f"{number_of(len(library.packs), 'pack')}, {number_of(len(library.calendars), 'calendar')}"
    print(f"{packs}. {number_of(asked, 'example')} worked out, {failed} failed.")
