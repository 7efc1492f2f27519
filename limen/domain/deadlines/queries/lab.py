"""The policy lab: what another edition of the law would change on open cases, before anybody adopts it.

Rows come from `access.clocks_for_trial`, which gives a policy lead dates and no names of people in files;
clocks in compartments and restricted cases are counted, attributed to nobody. Nothing here writes to a case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from limen.domain.deadlines.queries.tallies import Tally, Verdict
from limen.law import rulings
from limen.law.asking import ask, term_of
from limen.law.calendars import Calendar
from limen.law.facts import FactValue, read_facts
from limen.law.lengths import Length
from limen.law.library import Library
from limen.law.packs import Pack
from limen.law.refusing import Unanswerable
from limen.law.terms import Term

CASES_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One live clock of an open case, or, without `clock_id`, an open case that has none."""

    case_id: UUID
    phase: str
    unit: str
    lead: str
    clock_id: UUID | None
    pack: str
    term: str
    facts: Mapping[str, str]
    calendar: str
    due_on: date | None
    due_at: datetime | None
    days_left: int | None
    stops: tuple[rulings.Stop, ...]
    extensions: tuple[rulings.Extended, ...]


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """The edition in force, if there is one, and the one that is looked at."""

    now: Pack | None
    then: Pack
    library: Library
    on: date

    def new_terms(self) -> tuple[Term, ...]:
        """Terms that the candidate has and the edition in force has not."""
        known = self.now.terms if self.now else {}
        return tuple(term for id, term in self.then.terms.items() if id not in known)


def count_open_cases() -> int:
    """How many open cases the trial will look at."""
    with connection.cursor() as cursor:
        cursor.execute("select access.open_cases_for_trial()")
        return int(cursor.fetchone()[0])


def rows_for_trial(after: UUID | None, *, at_most: int = CASES_AT_ONCE) -> list[Row]:
    """The clocks of the next open cases after one, in the actor's organisation; for policy leads alone."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.clocks_for_trial(%s, %s)", [after, at_most])
        return [row_from(found) for found in cursor.fetchall()]


def row_from(found: tuple[Any, ...]) -> Row:
    """A row of `access.clocks_of_organisation`."""
    (case_id, phase, unit, lead, clock_id, pack, term, facts, calendar, due_on, due_at, days_left) = found[
        :12
    ]
    stops, extensions = _json(found[12]), _json(found[13])
    return Row(
        case_id,
        phase,
        unit or "",
        lead or "",
        clock_id,
        pack or "",
        term or "",
        _json(facts) or {},
        calendar or "",
        due_on,
        due_at,
        days_left,
        tuple(
            rulings.Stop(cause, date.fromisoformat(since), date.fromisoformat(until) if until else None)
            for cause, since, until in stops or ()
        ),
        tuple(
            rulings.Extended(ground, Length.read(length) if length else None)
            for ground, length in extensions or ()
        ),
    )


def look_at(rows: list[Row], candidate: Candidate, tally: Tally) -> None:
    """Add what the candidate would change on these cases to the tally."""
    new_terms = candidate.new_terms()
    for case in _by_case(rows):
        tally.see_case(case[0].phase)
        mine = [row for row in case if row.pack == candidate.then.id]
        verdicts = [(row, _verdict(row, candidate)) for row in mine]
        verdicts += [(case[0], one) for one in _would_start(mine, new_terms, candidate)]
        for row, verdict in verdicts:
            tally.add(verdict, unit=row.unit, lead=row.lead)
        tally.end_case(any(verdict.is_a_change for _row, verdict in verdicts))


def _by_case(rows: list[Row]) -> Iterator[list[Row]]:
    case: list[Row] = []
    for row in rows:
        if case and case[0].case_id != row.case_id:
            yield case
            case = []
        case.append(row)
    if case:
        yield case


def _verdict(row: Row, candidate: Candidate) -> Verdict:
    """What becomes of one clock."""
    try:
        calendar = candidate.library.calendar_for(candidate.then, row.calendar)
        ruling = ask(
            candidate.then,
            row.term,
            _facts(row.facts, candidate.then, calendar),
            calendar=calendar,
            stops=row.stops,
            extensions=row.extensions,
        )
    except Unanswerable as wrong:
        gone = wrong.code == "unknown_term"
        return Verdict(term=row.term, what="ended" if gone else "unanswerable", days=0, says=str(wrong))
    if ruling.due is None or row.due_on is None:
        days = (ruling.days_left or 0) - (row.days_left or 0)
    elif ruling.due_at is not None and row.due_at is not None:
        hours = int((ruling.due_at - row.due_at).total_seconds() // 3600)
        days = (ruling.due - row.due_on).days or (hours > 0) - (hours < 0)
    else:
        days = (ruling.due - row.due_on).days
    what = "same" if not days else "later" if days > 0 else "earlier"
    runs_out = ruling.due is not None and row.due_on is not None and ruling.due < candidate.on <= row.due_on
    return Verdict(term=row.term, what=what, days=days, runs_out=runs_out)


def _would_start(rows: list[Row], terms: tuple[Term, ...], candidate: Candidate) -> Iterator[Verdict]:
    """Clocks that the candidate knows and the edition in force does not, for which the facts are there."""
    if not rows or not terms:
        return
    told: dict[str, str] = {}
    for row in rows:
        told |= row.facts
    for term in terms:
        if term.run_for({}).runs_from not in told and not any(run.runs_from in told for run in term.runs):
            continue
        try:
            calendar = candidate.library.calendar_for(candidate.then, rows[0].calendar)
            asked = {name: answer for name, answer in told.items() if name in candidate.then.facts}
            ruling = ask(candidate.then, term.id, _facts(asked, candidate.then, calendar), calendar=calendar)
        except Unanswerable:
            continue
        overdue = ruling.due is not None and ruling.due < candidate.on
        yield Verdict(term=term.id, what="new", days=0, runs_out=overdue)


def _facts(told: Mapping[str, str], pack: Pack, calendar: Calendar) -> dict[str, FactValue]:
    return read_facts(told, pack.facts, pack=pack.id, calendar=calendar)


def term_says(pack: Pack, id: str) -> str:
    """The sentence of a term, or its id when the pack no longer has it."""
    try:
        return term_of(pack, id).says
    except Unanswerable:
        return id


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
