"""The clocks of a case, and one clock with everything that happened to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.deadlines.models import Clock, Difference, Extension, Stop
from limen.domain.deadlines.names import LIVE, Attribution, ClockState, Effect
from limen.domain.deadlines.queries.ruled import reasons_kept
from limen.domain.deadlines.queries.seen import clocks_seen_by
from limen.domain.identity.names import Compartment
from limen.domain.identity.queries.people import names_of
from limen.foundation.actors import Actor
from limen.foundation.refusals import Hidden
from limen.law.rulings import Reason

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class ClockCard:
    """A clock as a case or a list shows it. `due_on` is None while it stands still."""

    id: UUID
    case_id: UUID
    compartment: Compartment
    pack: str
    term: str
    term_says: str
    about: str
    effect: Effect
    state: ClockState
    due_on: date | None
    due_at: datetime | None
    work_to: date | None
    days_left: int | None
    value: str
    is_settled: bool
    is_missed: bool
    met_on: date | None


@dataclass(frozen=True, kw_only=True)
class StopCard:
    id: UUID
    cause_says: str
    attributed_to: Attribution
    does_stop: bool
    since_on: date
    until_on: date | None
    why: str
    by_name: str


@dataclass(frozen=True, kw_only=True)
class ExtensionCard:
    id: UUID
    ground: str
    ground_says: str
    length: str
    decided_on: date
    why: str
    by_name: str


@dataclass(frozen=True, kw_only=True)
class DifferenceCard:
    """The nightly reckoning found another day, by the edition in force."""

    id: UUID
    stored_due_on: date | None
    found_due_on: date | None
    found_at: datetime
    trouble: str


@dataclass(frozen=True, kw_only=True)
class ClockSheet:
    """One clock with what happened to it, and why it is due when it is."""

    clock: ClockCard
    edition_id: UUID
    calendar: str
    facts: dict[str, str]
    since: date
    raw_on: date | None
    source: str
    certainty: str
    interpretation: str
    pack_fingerprint: str
    calendar_fingerprint: str
    reasons: tuple[Reason, ...]
    stops: tuple[StopCard, ...]
    extensions: tuple[ExtensionCard, ...]
    difference: DifferenceCard | None
    started_by: str
    started_at: datetime
    version: int


def clocks_of(case_id: UUID, *, by: Actor, at: datetime, live_only: bool = False) -> list[ClockCard]:
    """The clocks of a case: those that run by their day, then those that stand still, then closed ones."""
    rows = clocks_seen_by(by, at=at).filter(case_id=case_id)
    if live_only:
        rows = rows.filter(state__in=LIVE)
    found = [card_of(row) for row in rows.order_by("due_on", "id")[: 4 * PAGE]]
    return sorted(found, key=lambda card: (card.state not in LIVE, card.due_on is None))


def clock_sheet(clock_id: UUID, *, by: Actor, at: datetime) -> ClockSheet:
    """One clock. Raises `Hidden`."""
    row = clocks_seen_by(by, at=at).filter(pk=clock_id).first()
    if row is None:
        raise Hidden(f"clock {clock_id}")
    return _sheets([row], by=by)[0]


def sheets_of(case_id: UUID, *, by: Actor, at: datetime) -> list[ClockSheet]:
    """All clocks of a case with what happened to them, in the order of `clocks_of`. Five queries."""
    rows = list(clocks_seen_by(by, at=at).filter(case_id=case_id).order_by("due_on", "id")[: 4 * PAGE])
    rows.sort(key=lambda row: (row.state not in LIVE, row.due_on is None))
    return _sheets(rows, by=by)


def _sheets(rows: list[Clock], *, by: Actor) -> list[ClockSheet]:
    """The rows with all that hangs on them: as many queries for one clock as for many."""
    stops, extensions = defaultdict[UUID, list[Stop]](list), defaultdict[UUID, list[Extension]](list)
    for stop in Stop.objects.filter(clock__in=rows).order_by("since_on", "id"):
        stops[stop.clock_id].append(stop)
    for extension in Extension.objects.filter(clock__in=rows).order_by("decided_on", "id"):
        extensions[extension.clock_id].append(extension)
    differences = {
        one.clock_id: _difference(one) for one in Difference.objects.filter(clock__in=rows, settled_at=None)
    }
    people = {row.started_by_id for row in rows}
    people |= {one.recorded_by_id for found in stops.values() for one in found}
    people |= {one.recorded_by_id for found in extensions.values() for one in found}
    names = names_of(people, by=by)
    return [_sheet(row, stops[row.id], extensions[row.id], differences.get(row.id), names) for row in rows]


def _sheet(
    row: Clock,
    stops: list[Stop],
    extensions: list[Extension],
    difference: DifferenceCard | None,
    names: Mapping[UUID, str],
) -> ClockSheet:
    return ClockSheet(
        clock=card_of(row),
        edition_id=row.edition_id,
        calendar=row.calendar,
        facts=row.facts,
        since=date.fromisoformat(row.ruling["since"]),
        raw_on=row.raw_on,
        source=row.ruling["source"],
        certainty=row.ruling["certainty"],
        interpretation=row.ruling["interpretation"],
        pack_fingerprint=row.ruling["pack_fingerprint"],
        calendar_fingerprint=row.ruling["calendar_fingerprint"],
        reasons=reasons_kept(row),
        stops=tuple(_stop(one, names) for one in stops),
        extensions=tuple(_extension(one, names) for one in extensions),
        difference=difference,
        started_by=names.get(row.started_by_id, ""),
        started_at=row.started_at,
        version=row.version,
    )


def _stop(row: Stop, names: Mapping[UUID, str]) -> StopCard:
    return StopCard(
        id=row.id,
        cause_says=row.cause_says,
        attributed_to=Attribution(row.attributed_to),
        does_stop=row.does_stop,
        since_on=row.since_on,
        until_on=row.until_on,
        why=row.why,
        by_name=names.get(row.recorded_by_id, ""),
    )


def _extension(row: Extension, names: Mapping[UUID, str]) -> ExtensionCard:
    return ExtensionCard(
        id=row.id,
        ground=row.ground,
        ground_says=row.ground_says,
        length=row.length,
        decided_on=row.decided_on,
        why=row.why,
        by_name=names.get(row.recorded_by_id, ""),
    )


def card_of(row: Clock) -> ClockCard:
    """A row as a card."""
    return ClockCard(
        id=row.id,
        case_id=row.case_id,
        compartment=Compartment(row.compartment),
        pack=row.pack,
        term=row.term,
        term_says=row.term_says,
        about=row.about,
        effect=Effect(row.effect),
        state=ClockState(row.state),
        due_on=row.due_on,
        due_at=row.due_at,
        work_to=row.work_to,
        days_left=row.days_left,
        value=row.value,
        is_settled=row.is_settled,
        is_missed=row.missed_at is not None,
        met_on=row.met_on,
    )


def _difference(row: Difference) -> DifferenceCard:
    return DifferenceCard(
        id=row.id,
        stored_due_on=row.stored_due_on,
        found_due_on=row.found_due_on,
        found_at=row.found_at,
        trouble=row.trouble,
    )
