"""What one part of a pack says of another must be there: facts, regimes, terms, national values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from limen.law.calendars import Calendar
from limen.law.facts import FactKind
from limen.law.lengths import Unit
from limen.law.packs import Pack, Procedure
from limen.law.reading.analysis import faults_of_analysis
from limen.law.reading.applications import faults_of_gates, faults_of_type
from limen.law.reading.nodes import Place
from limen.law.reading.packs import Files
from limen.law.reading.troubles import Notebook
from limen.law.reading.weighing import faults_of_weighing
from limen.law.reading.withdrawals import faults_of_withdrawal
from limen.law.refusing import meant
from limen.law.terms import Run, Term


def check_references(pack: Pack, files: Files, calendars: dict[str, Calendar], notebook: Notebook) -> None:
    """Note whatever refers to nothing."""
    lines = {id: (place.file, place.line) for id, place in files.section("terms").items()}
    plans = {id: place.file for id, place in files.section("plans").items()}
    head = files.places.get("pack.yaml", files.missing)
    own = [term for term in pack.terms.values() if term.defined_in == pack.id or term.set_in == pack.id]
    for term in own:
        of_plan = plans.get(term.id.partition(".")[0], head.file), term.line
        file, line = lines.get(term.id, of_plan)
        for says, instead in _faults_of(term, pack):
            notebook.note(file, line, says, instead)
    for place, says, instead in (*_faults_elsewhere(pack, files), *_faults_of_applying(pack, files)):
        place.trouble(says, instead)
    if pack.calendar and pack.calendar not in calendars:
        head.trouble(f"There is no calendar called “{pack.calendar}”.", f"There are: {', '.join(calendars)}.")
    if len(pack.chain) > 1:
        for term in pack.terms.values():
            if term.national is not None and not term.ordinary.values:
                head.trouble(
                    f"“{term.id}” ({term.says}) is left to national law and is not set here.",
                    f"Set it in terms/, with “sets: {term.defined_in}”.",
                )


def _faults_of(term: Term, pack: Pack) -> Iterator[tuple[str, str]]:
    names = [run.runs_from for run in term.runs] + [run.governed_by for run in term.runs]
    if term.cap is not None:
        names.append(term.cap.runs_from)
    for name in dict.fromkeys(names):
        fact = pack.facts.get(name)
        if fact is None:
            yield (
                f"“{term.id}” runs from “{name}”, which is no fact.{meant(name, pack.facts)}",
                "Add it to facts.yaml.",
            )
        elif not fact.is_a_day:
            yield f"“{term.id}” runs from “{name}”, which is not a day.", "Its kind must be date or instant."
    for run in term.runs:
        yield from _faults_of_condition(term, run, pack)
    yield from _faults_of_hours(term)
    if term.regime and term.regime not in pack.regimes:
        yield f"“{term.id}” names the regime “{term.regime}”, which is not there.", "Add it to regimes.yaml."
    ids = [run.id for run in term.runs] + [one.id for one in term.extensions] + [one.id for one in term.stops]
    for id in {one for one in ids if ids.count(one) > 1}:
        yield f"“{term.id}” has two parts called “{id}”.", "Rename one."


def _faults_of_hours(term: Term) -> Iterator[tuple[str, str]]:
    """Hours are counted forwards and alone: under no cap, without stops, and longer only by hours."""
    units = [{one.value.unit for one in run.values.all} for run in term.runs]
    more = {one.value.unit for extension in term.extensions for one in extension.values.all}
    if Unit.HOURS in more and all(Unit.HOURS not in one for one in units):
        yield f"“{term.id}” is counted in days and made longer by hours.", "Write days for both, or hours."
    if term.cap is not None and any(one.value.unit is Unit.HOURS for one in term.cap.values.all):
        yield f"“{term.id}” is capped in hours.", "Write the cap in days, weeks, months or years."
    if all(one <= {Unit.HOURS} for one in units) and Unit.HOURS in units[-1]:
        if more - {Unit.HOURS}:
            yield (
                f"“{term.id}” is counted in hours and made longer by days.",
                "Write hours for both, or days.",
            )
        for part, there in (
            ("backwards", term.backwards),
            ("ends_at_latest", term.cap),
            ("stops", term.stops),
        ):
            if there:
                yield f"“{term.id}” is counted in hours, and such a period has no “{part}”.", "Remove it."


def _faults_of_condition(term: Term, run: Run, pack: Pack) -> Iterator[tuple[str, str]]:
    if run.when is None:
        return
    fact = pack.facts.get(run.when.fact)
    if fact is None:
        name = run.when.fact
        yield (
            f"“{term.id}” depends on “{name}”, which is no fact.{meant(name, pack.facts)}",
            "Add it to facts.yaml.",
        )
    elif run.when.one_of:
        answers = {code for code, _says in fact.one_of}
        unknown = run.when.one_of - answers
        if fact.kind in (FactKind.YES_NO, FactKind.NUMBER) or fact.is_a_day:
            yield f"“{fact.id}” is not answered in words, so this never holds.", f"Write “when: {fact.id}”."
        if fact.kind is FactKind.CHOICE and unknown:
            yield (
                f"“{', '.join(sorted(unknown))}” is no answer to “{fact.id}”.",
                f"Its answers: {', '.join(answers)}.",
            )
    elif not fact.is_a_day and fact.kind is not FactKind.YES_NO:
        yield f"“{term.id}” depends on “{fact.id}” as on a yes or a day.", "Write “when: {fact: answer}”."


def _faults_elsewhere(pack: Pack, files: Files) -> Iterator[tuple[Place, str, str]]:
    """Of what the pack says itself; what it inherits was looked at where it stands."""
    for id, place in files.section("outcomes").items():
        remedy = pack.outcomes[id].remedy
        if remedy and remedy not in pack.terms:
            yield place, f"The outcome “{id}” names the remedy “{remedy}”, which is no term.", "Mend it."
    for id, place in files.section("procedure").get("procedures", files.missing).named().items():
        for says, instead in _faults_of_procedure(pack.procedures[id], pack):
            yield place, says, instead
    for id, place in files.section("regimes").items():
        decided_by = pack.regimes[id].decided_by
        if decided_by not in pack.facts:
            yield place, f"The regime “{id}” asks “{decided_by}”, which is no fact.", "Add the fact."
    for id, place in files.section("entitlements").items():
        entitlement = pack.entitlements[id]
        used = {entitlement.governed_by} | {one.value.lasts_from for one in entitlement.values.all}
        for name in sorted(used - {""} - pack.facts.keys()):
            yield place, f"The entitlement “{id}” asks “{name}”, which is no fact.", "Add the fact."


def _faults_of_applying(pack: Pack, files: Files) -> Iterator[tuple[Place, str, str]]:
    shelves: tuple[tuple[str, Mapping[str, Any], Callable[[Any, Pack], Iterator[tuple[str, str]]]], ...] = (
        ("applications", pack.applications, faults_of_type),
        ("withdrawals", pack.withdrawals, faults_of_withdrawal),
        ("weighing", pack.weighing, faults_of_weighing),
        ("analysis", pack.analyses, faults_of_analysis),
    )
    for name, shelf, faults_of in shelves:
        for id, place in files.section(name).items():
            for says, instead in faults_of(shelf[id], pack):
                yield place, says, instead
    for id, place in files.section("requirements").items():
        for entry in pack.requirements[id].items.values():
            gates = (entry.gate,) if entry.gate else ()
            for says, instead in faults_of_gates(f"“{entry.id}” of “{id}”", gates):
                yield place, says, instead


def _faults_of_procedure(procedure: Procedure, pack: Pack) -> Iterator[tuple[str, str]]:
    if procedure.regime and procedure.regime not in pack.regimes:
        yield f"“{procedure.id}” names the regime “{procedure.regime}”, which is not there.", "Mend it."
    for move in procedure.moves:
        yield from faults_of_gates(f"The move “{move.act}” of “{procedure.id}”", move.needs)
        for name in (*move.terms, *move.closes):
            if name not in pack.terms:
                says = f"The move “{move.act}” of “{procedure.id}” names “{name}”, which is no term."
                yield says, f"Mend procedure.yaml.{meant(name, pack.terms)}"
