"""What the worker asks and reports at night: live clocks and their law, differences, limits that ran out.

The worker's role has no table of cases. It is given clocks by their ids through functions of the schema
`access`, and reports through others, which place a report beside its clock and make nobody wait.

A difference is a report and no act on the case: nothing in the file changed, and nobody has to answer for it.
So it is written inside an act of the system, as every row of the domain is, but leaves no line in the
journal. What a person then does (`rule_again`) is an act, and leaves one. A limit that ran out does leave a
line: that the alarm was raised, and when, must be provable.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from limen.domain.deadlines.events import Missed
from limen.domain.deadlines.queries.ruled import extended
from limen.domain.policy.queries import Law, library_read
from limen.foundation.ids import new_id
from limen.foundation.journal.writing import follow_up
from limen.law import rulings

CLOCKS_AT_ONCE = 2000
ALARMS_AT_ONCE = 200
_FIRST = UUID(int=0)


@dataclass(frozen=True, slots=True)
class EditionAtWork:
    """An edition that rules live clocks, and the one in force in its organisation, if there is one."""

    id: UUID
    organisation_id: UUID
    language: str
    pack: str
    fingerprint: str
    in_force_id: UUID | None
    in_force_fingerprint: str | None


class Kept(NamedTuple):
    """A live clock as it is stored: what the law is asked again, and what it answered then."""

    id: UUID
    version: int
    term: str
    calendar: str
    facts: str
    state: str
    effect: str
    due_on: date | None
    due_at: datetime | None
    work_to: date | None
    raw_on: date | None
    days_left: int | None
    calendar_fingerprint: str
    stops: str | None
    extensions: str | None
    reported: str | None

    def told(self) -> dict[str, str]:
        """The facts as they were told. Raises `ValueError` when they are none."""
        facts = json.loads(self.facts)
        if not isinstance(facts, dict) or not all(isinstance(answer, str) for answer in facts.values()):
            raise ValueError("no facts")
        return facts

    def stopped(self) -> list[rulings.Stop]:
        """What stopped it, or might have."""
        return [
            rulings.Stop(cause, date.fromisoformat(since), date.fromisoformat(until) if until else None)
            for cause, since, until in (json.loads(self.stops) if self.stops else ())
        ]

    def extended(self) -> list[rulings.Extended]:
        """What made it longer. Raises `Unanswerable`."""
        stored = json.loads(self.extensions) if self.extensions else ()
        return [extended(ground, length) for ground, length in stored]


class Finding(NamedTuple):
    """What is to be reported of a clock. `due_on` is by the edition; `trouble` says what a day cannot."""

    edition_id: UUID
    due_on: date | None
    trouble: str = ""


class Report(NamedTuple):
    """A clock as it was read, with what was found, or with nothing when all is well again."""

    kept: Kept
    finding: Finding | None

    @property
    def is_news(self) -> bool:
        """Whether no open difference says so already."""
        found, kept = self.finding, self.kept
        if found is None or kept.reported is None:
            return found is not None or kept.reported is not None
        says = [str(found.edition_id), _iso(kept.due_on), _iso(found.due_on), found.trouble]
        return bool(json.loads(kept.reported) != says)


class RunningOut(NamedTuple):
    """A limit that may be over: its calendar knows when its day ends."""

    clock_id: UUID
    edition_id: UUID
    calendar: str
    due_on: date


def editions_at_work() -> list[EditionAtWork]:
    """Every edition that rules a live clock, in all organisations; those of the same text side by side."""
    with connection.cursor() as cursor:
        cursor.execute("select * from access.editions_at_work()")
        return [EditionAtWork(*row) for row in cursor.fetchall()]


def own_law(edition: EditionAtWork) -> Law:
    """The edition, read. Raises what reading raises when it is not what it was."""
    return _law(edition.id, edition.pack, edition.fingerprint)


def law_in_force_now(edition: EditionAtWork) -> Law | None:
    """The edition in force in its organisation, read; None when none is. Raises as `own_law` does."""
    if edition.in_force_id is None or edition.in_force_fingerprint is None:
        return None
    return _law(edition.in_force_id, edition.pack, edition.in_force_fingerprint)


def _law(edition_id: UUID, pack: str, fingerprint: str) -> Law:
    with connection.cursor() as cursor:
        cursor.execute("select access.files_of_edition(%s)", [edition_id])
        content = bytes(cursor.fetchone()[0])
    library = library_read(pack, fingerprint, content)
    return Law(edition_id=edition_id, pack=library.pack(pack), library=library)


def live_clocks(edition_id: UUID, *, at_once: int = CLOCKS_AT_ONCE) -> Iterator[list[Kept]]:
    """The live clocks of an edition in pages, by key: each page is asked for when the last one is done."""
    after = _FIRST
    while True:
        with connection.cursor() as cursor:
            cursor.execute("select * from access.clocks_to_rule(%s, %s, %s)", [edition_id, after, at_once])
            page = [Kept(*row) for row in cursor.fetchall()]
        if page:
            yield page
        if len(page) < at_once:
            return
        after = page[-1].id


def report(found: Sequence[Report], *, at: datetime) -> tuple[int, int]:
    """Write what is new: how many differences were reported or changed, and how many settled themselves.

    A clock that was changed since it was read, or is being changed, is passed over. Call it in a transaction.
    """
    news = [_as_told(one) for one in found if one.is_news]
    if not news:
        return 0, 0
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from access.report_differences(%s, %s, %s::jsonb)", [new_id(), at, json.dumps(news)]
        )
        reported, settled = cursor.fetchone()
        return reported, settled


def settle_closed(*, at: datetime) -> int:
    """Settle differences of clocks that were met or set aside; how many."""
    with connection.cursor() as cursor:
        cursor.execute("select access.settle_differences_of_closed_clocks(%s, %s)", [new_id(), at])
        return int(cursor.fetchone()[0])


def limits_run_out(*, at: datetime, at_once: int = ALARMS_AT_ONCE) -> Iterator[list[RunningOut]]:
    """Limits that ran out or will within hours, and were not noticed; in pages, by key, the oldest first."""
    after_on, after = date.min, _FIRST
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "select * from access.limits_run_out(%s, %s, %s, %s)", [at, after_on, after, at_once]
            )
            page = [RunningOut(*row) for row in cursor.fetchall()]
        if page:
            yield page
        if len(page) < at_once:
            return
        after_on, after = page[-1].due_on, page[-1].clock_id


def note_missed(zones: Sequence[tuple[UUID, str]], *, at: datetime) -> int:
    """Raise the alarm for clocks whose day is over in the zone named with them, or whose hour passed: a line
    of the journal by the system, and what follows it. How many were new. Call it in a transaction."""
    told = json.dumps([{"clock": str(clock_id), "zone": zone} for clock_id, zone in zones])
    with connection.cursor() as cursor:
        cursor.execute("select entry_id from access.note_missed(%s, %s, %s::jsonb)", [new_id(), at, told])
        entries = [int(entry_id) for (entry_id,) in cursor.fetchall()]
    for entry_id in entries:
        follow_up(entry_id, Missed.kind)
    return len(entries)


def _as_told(one: Report) -> dict[str, object]:
    found: dict[str, object] = {"clock": str(one.kept.id), "version": one.kept.version, "differs": False}
    if one.finding is not None:
        found |= {
            "differs": True,
            "edition": str(one.finding.edition_id),
            "due_on": _iso(one.finding.due_on),
            "trouble": one.finding.trouble,
        }
    return found


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
