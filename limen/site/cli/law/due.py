"""`limen law due PACK TERM --fact name=value`: when something is due, and why."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator

from limen.law.rulings import Ruling
from limen.law.saying import in_english
from limen.law.terms import Effect
from limen.site.cli.law.due_json import as_json
from limen.site.cli.law.packs import library_with
from limen.site.cli.law.questions import Question, question
from limen.site.cli.law.standing import standing_on
from limen.site.cli.law.sureness import HOW_SURE, notes_of, standing, unsettled, version_used
from limen.site.cli.law.words import number_of, plain, section, spoken, wrapped

FINGERPRINT = 12  # hex digits that a person can compare
_EFFECTS = {
    Effect.LIMIT: "a limit",
    Effect.TARGET: "a target; nothing follows when it passes",
    Effect.EARLIEST: "an earliest day",
    Effect.REVIEW: "a review; it comes again, from the last one",
    Effect.STORAGE: "a storage period",
    Effect.VALIDITY: "how long something holds",
}

_ENDS = {Effect.EARLIEST: "first day", Effect.STORAGE: "kept until", Effect.VALIDITY: "holds until"}


def run(options: argparse.Namespace) -> int:
    """Print the answer with its reasons."""
    library = library_with(options.packs, options.pack, calendar=options.calendar)
    asked = question(options, library)
    ruling = asked.ruling()
    if options.json:
        print(json.dumps(as_json(asked, ruling), indent=2, ensure_ascii=False))
    else:
        print("\n".join(_lines(asked, ruling)))
    return 0


def _lines(asked: Question, ruling: Ruling) -> Iterator[str]:
    term, pack = asked.term, asked.pack
    yield f"{_answer(asked, ruling)}  {term.says or term.id}"
    yield ""
    yield from _dates(asked, ruling)
    yield f"  what it is     {_EFFECTS[ruling.effect]}; the time of {_whose(str(term.whose))}"
    if asked.on is not None:
        yield f"  on {asked.on}  {standing_on(asked, ruling, asked.on).says}"
    yield from section("Why", _numbered(in_english(ruling, pack, asked.calendar)))
    yield from section("How sure", _sure(asked, ruling))
    notes = notes_of(term, version_used(asked, ruling))
    yield from section("To know", [wrapped(note, first="  ") for note in notes])
    if term.when_missed:
        yield from section("When missed", [wrapped(term.when_missed, first="  ")])
    courts = (f"As of {one.as_of}: {one.says} ({one.source})" for one in term.litigation)
    yield from section("In the courts", [wrapped(one, first="  ") for one in courts])
    yield ""
    yield f"pack {pack.id} {ruling.pack_fingerprint[:FINGERPRINT]}: {standing(pack)}"
    yield f"     sources read on {pack.as_of}"
    yield f"calendar {ruling.calendar} {ruling.calendar_fingerprint[:FINGERPRINT]}: {asked.calendar.says}"


def _answer(asked: Question, ruling: Ruling) -> str:
    if ruling.due_at is not None:
        return f"{ruling.due_at.astimezone(asked.calendar.zone):%Y-%m-%d %H:%M}"
    return "stands still" if ruling.due is None else str(ruling.due)


def _dates(asked: Question, ruling: Ruling) -> Iterator[str]:
    end = _ENDS.get(ruling.effect, "legal end")
    if ruling.due is None:
        left = number_of(ruling.days_left or 0, "day")
        yield f"  {end:<13}  none while the clock stands still; {left} would be left"
        return
    if ruling.due_at is not None:
        moment = ruling.due_at.astimezone(asked.calendar.zone)
        yield f"  {end:<13}  {spoken(ruling.due)} at {moment:%H:%M} ({asked.calendar.zone.key})"
    else:
        yield f"  {end:<13}  {spoken(ruling.due)}"
    if ruling.raw is not None and ruling.raw != ruling.due:
        yield f"  before moving  {spoken(ruling.raw)}"
    if ruling.work_to is not None and (ruling.effect.rolls or ruling.work_to != ruling.due):
        same = ruling.work_to == ruling.due
        yield f"  work to        {'the same day' if same else spoken(ruling.work_to)}"
    situation = f", as for “{plain(ruling.situation)}”" if ruling.situation else ""
    yield f"  counted        {ruling.value}{situation}"


def _whose(whose: str) -> str:
    return f"the {plain(whose)}"


def _numbered(sentences: tuple[str, ...]) -> Iterator[str]:
    for number, sentence in enumerate(sentences, 1):
        yield wrapped(sentence, first=f"  {number}. ")


def _sure(asked: Question, ruling: Ruling) -> Iterator[str]:
    open_questions = unsettled(asked, ruling)
    for one in open_questions:
        yield wrapped(f"not settled: {one}", first="  ")
    if not open_questions:
        yield f"  {ruling.certainty}: {HOW_SURE[ruling.certainty]}."
    yield wrapped(f"source: {ruling.source}", first="  ")
