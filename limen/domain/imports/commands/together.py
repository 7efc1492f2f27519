"""Many rows of a list at once: everything is asked of all of them together, and written together.

They are still dealt with in their order, as if one came after the other: a row that may be the same person as
an earlier one is asked for again when that one is on record. What the rules refuse is set aside before
anything is written; when the database refuses something, what was written together is undone and halved,
until the row is alone that it refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import DataError, IntegrityError, transaction

from limen.domain.cases.commands.arriving import Arrival, Reception
from limen.domain.imports.commands.noting import Registered, note
from limen.domain.imports.commands.registering import Registrar, Snapshot
from limen.domain.imports.models import Row
from limen.domain.imports.names import OnLikely, RowState, Understood
from limen.domain.people.queries.alike import may_be_each
from limen.domain.people.queries.newly import Newly
from limen.domain.people.queries.ranking import FoundCard
from limen.foundation.refusals import Hidden, Refused


def take_together(registrar: Registrar, rows: Sequence[Row]) -> list[Registered]:
    """Deal with waiting rows, and note in each what became of it. Nothing is written of the rows yet."""
    outcomes = Outcomes()
    _Together.of(registrar, rows, outcomes).take()
    done = [outcomes.of[row.id] for row in rows]
    for row, one in zip(rows, done, strict=True):
        note(row, one)
    return done


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """What became of rows, and who was registered from them, to be compared with whoever comes after."""

    of: dict[UUID, Registered] = field(default_factory=dict)
    newly: Newly = field(default_factory=Newly)


@dataclass(kw_only=True)
class _Together:
    """Rows while they are dealt with. `batch` are those since the last were written, `arrivals` the persons
    among them who are to be registered, with those on record who may be the same."""

    registrar: Registrar
    rows: Sequence[Row]
    outcomes: Outcomes
    reads: dict[UUID, Understood]
    likely: dict[UUID, tuple[FoundCard, ...]]
    reception: Reception
    before: Snapshot
    batch: list[Row] = field(default_factory=list)
    arrivals: list[tuple[Arrival, tuple[FoundCard, ...]]] = field(default_factory=list)

    @classmethod
    def of(cls, registrar: Registrar, rows: Sequence[Row], outcomes: Outcomes) -> _Together:
        """With all that must be asked about these rows. A fixed number of queries."""
        waiting = [row for row in rows if registrar.known(row) is None]
        reads = {row.id: registrar.read(row) for row in waiting}
        told = {key: read.told for key, read in reads.items() if read.told is not None}
        found = may_be_each(list(told.values()), by=registrar.by, at=registrar.at)
        return cls(
            registrar=registrar,
            rows=rows,
            outcomes=outcomes,
            reads=reads,
            likely=dict(zip(told, found, strict=True)),
            reception=registrar.reception(waiting),
            before=registrar.snapshot(),
        )

    def take(self) -> None:
        """Deal with them, in their order."""
        for row in self.rows:
            if self.registrar.known(row) is None and self.registrar.joins_earlier(row):
                self._take_alone(row)
                continue
            self.outcomes.of[row.id] = self._decided(row)
            self.batch.append(row)
        self._write()

    def _take_alone(self, row: Row) -> None:
        """A row that is not written with others, after those before it are on record."""
        self._write()
        done = self.outcomes.of[row.id] = self.registrar.take(row)
        self.before = self.registrar.snapshot()
        told = self.reads[row.id].told
        if told is not None and done.person_id is not None:
            self.outcomes.newly.add(done.person_id, told)

    def _decided(self, row: Row) -> Registered:
        if known := self.registrar.known(row):
            return known
        read = self.reads[row.id]
        if read.told is None:
            return Registered(state=RowState.WRONG, troubles=read.troubles)
        cards = self.likely[row.id]
        if self.outcomes.newly.may_hold(read.told):
            self._write()
            cards = may_be_each([read.told], by=self.registrar.by, at=self.registrar.at)[0]
        likely = tuple(card.id for card in cards)
        if likely and self.registrar.row.on_likely == OnLikely.PUT_ASIDE:
            return Registered(state=RowState.ASIDE, likely=likely)
        arrival = self.registrar.arrival(row, read, read.told)
        if obstacles := self.reception.obstacles_to(arrival):
            return self.registrar.refused(obstacles)
        self.registrar.accept(row, arrival)
        self.arrivals.append((arrival, cards))
        self.outcomes.newly.add(arrival.person_id, read.told)
        return Registered(
            state=RowState.REGISTERED, person_id=arrival.person_id, case_id=arrival.case_id, likely=likely
        )

    def _write(self) -> None:
        """Put on record whoever was decided upon since the last time."""
        batch, arrivals = self.batch, self.arrivals
        self.batch, self.arrivals = [], []
        try:
            if arrivals:
                with transaction.atomic():
                    self._receive(arrivals)
        except (Refused, Hidden, IntegrityError, DataError):
            self.registrar.restore(self.before)
            self._halved(batch)
        self.before = self.registrar.snapshot()

    def _receive(self, arrivals: Sequence[tuple[Arrival, tuple[FoundCard, ...]]]) -> None:
        self.reception.receive([arrival for arrival, _ in arrivals])
        self.registrar.propose((arrival.person_id, cards) for arrival, cards in arrivals)

    def _halved(self, rows: Sequence[Row]) -> None:
        """What could not be written together is taken in two parts, and in the end row by row."""
        if len(rows) == 1:
            self.outcomes.of[rows[0].id] = self.registrar.take(rows[0])
            return
        middle = len(rows) // 2
        for half in (rows[:middle], rows[middle:]):
            _Together.of(self.registrar, half, self.outcomes).take()
