"""The clocks of a case, and one clock with everything that happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from limen.domain.deadlines.models import Clock, Difference
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
    stops = list(row.stops.order_by("since_on", "id"))
    extensions = list(row.extensions.order_by("decided_on", "id"))
    people = {row.started_by_id} | {one.recorded_by_id for one in stops}
    people |= {one.recorded_by_id for one in extensions}
    names = names_of(people, by=by)
    difference = Difference.objects.filter(clock=row, settled_at=None).first()
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
        stops=tuple(
            StopCard(
                id=one.id,
                cause_says=one.cause_says,
                attributed_to=Attribution(one.attributed_to),
                does_stop=one.does_stop,
                since_on=one.since_on,
                until_on=one.until_on,
                why=one.why,
                by_name=names.get(one.recorded_by_id, ""),
            )
            for one in stops
        ),
        extensions=tuple(
            ExtensionCard(
                id=one.id,
                ground_says=one.ground_says,
                length=one.length,
                decided_on=one.decided_on,
                why=one.why,
                by_name=names.get(one.recorded_by_id, ""),
            )
            for one in extensions
        ),
        difference=_difference(difference) if difference else None,
        started_by=names.get(row.started_by_id, ""),
        started_at=row.started_at,
        version=row.version,
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
