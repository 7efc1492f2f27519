"""The law: rulings a second on one core over the real packs, beside bare date arithmetic; reading the packs.

Every kind of question is asked of real terms with invented days; the floor is the arithmetic alone, without
facts, versions, situations or reasons. The seconds are those that this process had a core, and the best of
several rounds counts, because other work may be running.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from limen.law.asking import ask
from limen.law.calendars import Calendar
from limen.law.facts import FactKind, Facts, FactValue
from limen.law.lengths import Unit
from limen.law.library import Library, files_of, read_library
from limen.law.packs import Pack
from limen.law.reckoning import rule
from limen.law.refusing import Unanswerable
from limen.law.rulings import Extended, Ruling, Stop
from limen.law.terms import Run, Term

PACKS = Path(__file__).parents[1] / "packs"
FIRST = date(2026, 7, 1)
# What an office asks, of a hundred questions.
MIX = {
    "a plain limit in days, weeks or months": 50,
    "working days": 10,
    "a limit in hours": 5,
    "months, made longer": 15,
    "a clock that stood still twice": 10,
    "a special situation": 10,
}
GOAL = 50_000

READING = """
import re, sys, time
from limen.law.library import files_of, read_library
from pathlib import Path
peak = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
before, begun = peak(), time.process_time()
files = files_of(Path(sys.argv[1]))
read_library(files)
cold = time.process_time() - begun
begun = time.process_time()
read_library(files)
print(f"{cold:.3f} {time.process_time() - begun:.3f} {before} {peak()}")
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question, with everything that it takes to answer it."""

    pack: Pack
    term: Term
    facts: Facts
    calendar: Calendar
    stops: tuple[Stop, ...] = ()
    extensions: tuple[Extended, ...] = ()

    def ruled(self) -> Ruling:
        """The answer of the engine alone."""
        return rule(
            self.term,
            self.facts,
            calendar=self.calendar,
            stops=self.stops,
            extensions=self.extensions,
            pack_fingerprint=self.pack.fingerprint,
        )


def main(argv: Sequence[str]) -> int:
    """Print what reading costs and how fast rulings are; exit 1 when the goal is missed."""
    parser = argparse.ArgumentParser(prog="bench law", description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000, help="in a round")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args(argv)
    print(f"{os.cpu_count()} cores, load before: {os.getloadavg()[0]:.1f}")
    _reading(5)
    library = read_library(files_of(PACKS))
    kinds = {kind: list(_questions(library, kind)) for kind in MIX}
    mixed = _mixed(kinds, options.questions)
    print(f"rulings, best of {options.rounds} rounds:{'a second':>29}{'each':>12}")
    for kind, questions in kinds.items():
        some = (questions * (options.questions // 4 // len(questions) + 1))[: options.questions // 4]
        _told(f"{kind} ({len({one.term.id for one in questions})} terms)", _best(some, options.rounds))
    rate = _best(mixed, options.rounds)
    _told("all of these, mixed", rate)
    _told("the same through `ask`, by name", _best(mixed, options.rounds, by_name=True))
    _floors(mixed, options.rounds)
    print(f"load after: {os.getloadavg()[0]:.1f}")
    print(f"the goal is {GOAL:,} rulings a second: {'kept' if rate >= GOAL else 'missed'}")
    return 0 if rate >= GOAL else 1


def _reading(rounds: int) -> None:
    """In processes of their own, so that nothing is warm and the memory is that of reading alone."""
    told = []
    for _ in range(rounds):
        command = [sys.executable, "-c", READING, str(PACKS)]
        told.append(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())
    files = files_of(PACKS)
    size = sum(len(text.encode()) for text in files.values())
    print(f"reading {len(files)} files, {size // 1024} KB, with all days off:")
    print(f"  {min(float(one[0]) for one in told):.2f} s the first time, ", end="")
    print(f"{min(float(one[1]) for one in told):.2f} s again, as the days off of the library are then known")
    print(f"  {told[0][3]} MB of memory at most, of which {told[0][2]} MB before anything was read")


# --- questions -------------------------------------------------------------------------------------


def _questions(library: Library, kind: str) -> Iterator[Question]:
    """Ten of the kind for each way of each term that can answer it."""
    chance = Random(20)
    for pack in library.packs.values():
        calendar = library.calendars[pack.calendar or "de"]
        for term in pack.terms.values():
            for run in term.runs:
                for _ in range(10):
                    facts = _facts(pack, run, term, calendar.zone, chance)
                    since = calendar.civil_day(next(one for one in facts.values() if isinstance(one, date)))
                    question = Question(
                        pack=pack,
                        term=term,
                        facts=facts,
                        calendar=calendar,
                        stops=_stops(term, since) if "stood" in kind else (),
                        extensions=(Extended(term.extensions[0].id),)
                        if "longer" in kind and term.extensions
                        else (),
                    )
                    with suppress(Unanswerable):
                        if _is(kind, question, question.ruled()):
                            yield question


def _is(kind: str, question: Question, ruling: Ruling) -> bool:
    unit = ruling.value.unit
    if kind == "working days":
        return unit is Unit.WORKING_DAYS
    if kind == "a limit in hours":
        return unit is Unit.HOURS
    if kind == "months, made longer":
        return bool(question.extensions) and unit in (Unit.MONTHS, Unit.YEARS)
    if kind == "a clock that stood still twice":
        return bool(question.stops)
    if kind == "a special situation":
        return bool(ruling.situation)
    return not ruling.situation and unit in (Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS)


def _facts(pack: Pack, run: Run, term: Term, zone: ZoneInfo, chance: Random) -> dict[str, FactValue]:
    """What that way of running asks, and no more; every day is the same, so that no stop lies before it."""
    day = FIRST + timedelta(days=chance.randrange(400))
    instant = datetime(day.year, day.month, day.day, 14, 30, tzinfo=zone)
    names = {run.runs_from, run.governed_by} | ({term.cap.runs_from} if term.cap else set())
    given: dict[str, FactValue] = {
        name: instant if pack.facts[name].kind is FactKind.INSTANT else day for name in sorted(names)
    }
    if run.when is not None:
        given.setdefault(run.when.fact, min(run.when.one_of) if run.when.one_of else True)
    return given


def _stops(term: Term, since: date) -> tuple[Stop, ...]:
    causes = [cause.id for cause in term.stops if cause.stops]
    if not causes:
        return ()
    days = [since + timedelta(days=days) for days in (10, 24, 40, 61)]
    return Stop(causes[0], days[0], days[1]), Stop(causes[-1], days[2], days[3])


def _mixed(kinds: Mapping[str, Sequence[Question]], count: int) -> list[Question]:
    chance = Random(21)
    questions = [
        chance.choice(kinds[kind]) for kind, share in MIX.items() for _ in range(count * share // 100)
    ]
    chance.shuffle(questions)
    return questions


# --- clocks ----------------------------------------------------------------------------------------


def _best(questions: Sequence[Question], rounds: int, *, by_name: bool = False) -> float:
    """Rulings a second of the fastest round."""
    return max(_rate(_all_by_name if by_name else _all, questions) for _ in range(rounds))


def _rate(work: Callable[[Sequence[Question]], None], questions: Sequence[Question]) -> float:
    begun = time.process_time()
    work(questions)
    return len(questions) / (time.process_time() - begun)


def _all(questions: Sequence[Question]) -> None:
    for one in questions:
        rule(
            one.term,
            one.facts,
            calendar=one.calendar,
            stops=one.stops,
            extensions=one.extensions,
            pack_fingerprint=one.pack.fingerprint,
        )


def _all_by_name(questions: Sequence[Question]) -> None:
    for one in questions:
        ask(
            one.pack,
            one.term.id,
            one.facts,
            calendar=one.calendar,
            stops=one.stops,
            extensions=one.extensions,
        )


def _floors(questions: Sequence[Question], rounds: int) -> None:
    """The arithmetic alone: what no engine could go below in this language."""
    starts = [next(one for one in question.facts.values() if isinstance(one, date)) for question in questions]
    days = [date(start.year, start.month, start.day) for start in starts]
    calendar = questions[0].calendar
    worked = [day for n in range(20_000) if calendar.is_working(day := date(2000, 1, 1) + timedelta(days=n))]
    ordinals = [day.toordinal() for day in worked]

    def added(_: Sequence[Question]) -> None:
        for day in days:
            day + timedelta(days=30)

    def looked_up(_: Sequence[Question]) -> None:
        for day in days:
            worked[bisect_right(ordinals, day.toordinal()) + 9]

    for told, work in (
        ("floor: a date and thirty days", added),
        ("floor: the tenth working day, in a list", looked_up),
    ):
        _told(told, max(_rate(work, questions) for _ in range(rounds)))


def _told(what: str, rate: float) -> None:
    print(f"  {what:<46}{rate:>12,.0f}{1e6 / rate:>9.2f} µs", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
