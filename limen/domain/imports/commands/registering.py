"""One row of a list: understood, compared with who is on record, and registered, or said why not.

`together` does the same with many rows at once, and leaves to this what somebody or something refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from limen.domain.cases.commands.arriving import Arrival, Reception
from limen.domain.cases.commands.joining import add_party, join_new, register_applicant
from limen.domain.cases.names import PartyPart
from limen.domain.contacts.names import WayKind, WayTold
from limen.domain.duplicates.commands.proposing import Pair, propose_newcomers
from limen.domain.duplicates.names import Origin
from limen.domain.imports.commands.noting import Registered, write_notes
from limen.domain.imports.models import Import, Row, Taken
from limen.domain.imports.names import Field, Mapping, OnLikely, RowState, Trouble, Understood
from limen.domain.imports.queries.reach import rows_within, taken_within
from limen.domain.imports.queries.sheets import mapping_of
from limen.domain.imports.rules.understanding import understood
from limen.domain.people.names import Registration
from limen.domain.people.queries.alike import may_be_each
from limen.domain.people.queries.ranking import FoundCard
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.foundation.refusals import Hidden, Obstacle, Refused


@dataclass(kw_only=True)
class Registrar:
    """Takes rows of one list within one act."""

    row: Import
    mapping: Mapping
    on: date
    by: Actor
    at: datetime
    taken: dict[bytes, list[Taken]]
    cases: dict[str, UUID] = field(default_factory=dict)
    opened: set[UUID] = field(default_factory=set)
    new: list[Taken] = field(default_factory=list)

    @classmethod
    def of(cls, row: Import, page: Sequence[Row], *, on: date, by: Actor, at: datetime) -> Registrar:
        """With what is known of these rows and of the families in them. Two queries."""
        keys = {bytes(one.key) for one in page}
        taken = taken_within(by).filter(unit_id=row.unit_id, source_key=row.source_key, key__in=keys)
        by_key: dict[bytes, list[Taken]] = {}
        for one in taken:
            by_key.setdefault(bytes(one.key), []).append(one)
        families = {one.family for one in page if one.family}
        cases = rows_within(by).filter(listing_id=row.id, family__in=families, case__isnull=False)
        return cls(
            row=row,
            mapping=mapping_of(row),
            on=on,
            by=by,
            at=at,
            taken=by_key,
            cases=dict(cases.order_by("-number").values_list("family", "case_id")) if families else {},
        )

    def take(self, one: Row) -> Registered:
        """Deal with a waiting row, alone."""
        return self.known(one) or self._registered(one, is_decided=False)

    def keep(self, page: Sequence[Row]) -> None:
        """Write what became of the rows. Two queries."""
        Taken.objects.bulk_create(self.new)
        write_notes(page)

    def register(self, one: Row) -> Registered:
        """Register the person of a row about which somebody decided: nobody is compared any more."""
        return self._registered(one, is_decided=True)

    def settle(self, one: Row, person_id: UUID | None) -> None:
        """The row has been dealt with, by registering somebody or by a decision."""
        before = self.taken.setdefault(bytes(one.key), [])
        if any(bytes(each.content) == bytes(one.content) for each in before):
            return
        taken = Taken(
            unit_id=self.row.unit_id,
            listing_id=self.row.id,
            source_key=self.row.source_key,
            key=bytes(one.key),
            content=bytes(one.content),
            person_id=person_id,
        )
        before.append(taken)
        self.new.append(taken)

    def known(self, one: Row) -> Registered | None:
        """Whether the row was dealt with before, in this list or in another from the same sender."""
        before = self.taken.get(bytes(one.key), [])
        if not before:
            return None
        likely = tuple({each.person_id for each in before if each.person_id})
        if any(each.listing_id == self.row.id for each in before):
            says = _("The same reference, or the same row, stands earlier in the list.")
            return Registered(
                state=RowState.ASIDE, troubles=(Trouble(code="twice", says=says),), likely=likely
            )
        same = [each for each in before if bytes(each.content) == bytes(one.content)]
        if not same:
            says = _("An earlier list had this row with other words. Nothing was changed on record.")
            return Registered(
                state=RowState.ASIDE, troubles=(Trouble(code="changed", says=says),), likely=likely
            )
        return Registered(state=RowState.KNOWN, person_id=same[0].person_id)

    def read(self, one: Row) -> Understood:
        """What a row says, as it is understood."""
        return understood(one.cells, self.mapping, on=self.on)

    def joins_earlier(self, one: Row) -> bool:
        """Whether the case of the row's family was there before this act: others may have changed it."""
        case_id = self.cases.get(one.family) if one.family else None
        return case_id is not None and case_id not in self.opened

    def reception(self, rows: Sequence[Row]) -> Reception:
        """Where the persons of these rows arrive. Two queries."""
        return Reception.of(
            (self._reference(one) for one in rows),
            unit_id=self.row.unit_id,
            opened_on=self.row.opened_on or self.on,
            on=self.on,
            by=self.by,
            at=self.at,
        )

    def arrival(self, one: Row, read: Understood, told: Registration) -> Arrival:
        """How the person of a row arrives: with a case of their own, or in that of their family, which was
        opened within this act."""
        case_id = self.cases.get(one.family) if one.family else None
        is_first = case_id is None
        return Arrival(
            person_id=new_id(),
            told=told,
            case_id=case_id or new_id(),
            part=PartyPart(self.row.part) if is_first else read.part or PartyPart.FAMILY,
            ways=_ways(read),
            reference=self._reference(one) if is_first else "",
        )

    def accept(self, one: Row, arrival: Arrival) -> None:
        """The person of the row is put on record: the next of the family join their case."""
        self.settle(one, arrival.person_id)
        if arrival.reference:
            self._opened(one, arrival.case_id)

    def snapshot(self) -> Snapshot:
        """What has been dealt with until now."""
        taken = {key: [*before] for key, before in self.taken.items()}
        return Snapshot(taken=taken, cases={**self.cases}, opened={*self.opened}, new=[*self.new])

    def restore(self, before: Snapshot) -> None:
        """What was dealt with since then was undone by the database."""
        self.taken = {key: [*these] for key, these in before.taken.items()}
        self.cases, self.opened, self.new = {**before.cases}, {*before.opened}, [*before.new]

    def refused(self, obstacles: Sequence[Obstacle]) -> Registered:
        """A row whose person cannot be registered, and why."""
        phone = self.mapping.column_of(Field.PHONE)
        troubles = tuple(
            Trouble(code=each.code, says=each.says, column=phone if each.code == "phone" else None)
            for each in obstacles
        )
        return Registered(state=RowState.WRONG, troubles=troubles)

    def propose(self, alike: Iterable[tuple[UUID, Sequence[FoundCard]]]) -> None:
        """Ask about everybody who may be one of those just registered. Another person answers."""
        pairs = (
            Pair(person_id=person_id, other_id=card.id, proposal_id=new_id(), grounds=tuple(card.grounds))
            for person_id, cards in alike
            for card in cards
        )
        why = _("Found while the list “%(name)s” was registered.") % {"name": self.row.file_name}
        propose_newcomers(pairs, why=why, origin=Origin.CREATION, by=self.by, at=self.at)

    def _registered(self, one: Row, *, is_decided: bool) -> Registered:
        read = self.read(one)
        if read.told is None:
            return Registered(state=RowState.WRONG, troubles=read.troubles)
        cards = () if is_decided else may_be_each([read.told], by=self.by, at=self.at)[0]
        likely = tuple(card.id for card in cards)
        if likely and self.row.on_likely == OnLikely.PUT_ASIDE:
            return Registered(state=RowState.ASIDE, likely=likely)
        person_id = new_id()
        try:
            with transaction.atomic():
                case_id = self._on_record(one, read, read.told, person_id)
                self.propose([(person_id, cards)])
        except Refused as refused:
            return self.refused(refused.obstacles)
        except (Hidden, IntegrityError, DataError):
            says = _("This row could not be kept as it is. Look at it, and try it again.")
            return Registered(state=RowState.WRONG, troubles=(Trouble(code="unkept", says=says),))
        if self.cases.get(one.family) != case_id:
            self._opened(one, case_id)
        self.settle(one, person_id)
        return Registered(state=RowState.REGISTERED, person_id=person_id, case_id=case_id, likely=likely)

    def _on_record(self, one: Row, read: Understood, told: Registration, person_id: UUID) -> UUID:
        """Register the person with a case of their own, or as part of the case of their family."""
        if one.family and (case_id := self.cases.get(one.family)):
            join = join_new if case_id in self.opened else partial(add_party, is_compared=True)
            join(
                case_id,
                person_id=person_id,
                part=read.part or PartyPart.FAMILY,
                told=told,
                on=self.on,
                ways=_ways(read),
                by=self.by,
                at=self.at,
            )
            return case_id
        case_id = new_id()
        register_applicant(
            told,
            person_id=person_id,
            case_id=case_id,
            part=PartyPart(self.row.part),
            unit_id=self.row.unit_id,
            reference=self._reference(one),
            opened_on=self.row.opened_on or self.on,
            on=self.on,
            ways=_ways(read),
            is_compared=True,
            by=self.by,
            at=self.at,
        )
        return case_id

    def _opened(self, one: Row, case_id: UUID) -> None:
        if one.family:
            self.cases[one.family] = case_id
            self.opened.add(case_id)

    def _reference(self, one: Row) -> str:
        return f"{self.row.prefix}{one.number:06d}"


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """What a registrar had dealt with at some time."""

    taken: dict[bytes, list[Taken]]
    cases: dict[str, UUID]
    opened: set[UUID]
    new: list[Taken]


def _ways(read: Understood) -> tuple[WayTold, ...]:
    return (WayTold(kind=WayKind.PHONE, value=read.phone),) if read.phone else ()
