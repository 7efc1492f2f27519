"""Registering a family: its persons, their case, their parts, what they are to each other, in one act."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid5

from limen.domain.cases.commands.joining import joined
from limen.domain.cases.commands.opening import new_case
from limen.domain.cases.models import Case
from limen.domain.duplicates.commands.comparing import wait_for_turn
from limen.domain.duplicates.rules import likely_same
from limen.domain.people.commands.adding import add_document, add_name
from limen.domain.people.commands.registering import register
from limen.domain.people.models import Person
from limen.domain.people.queries.sheets import PersonSheet, locked_person, person_sheet
from limen.domain.people.rules import received_before
from limen.domain.registration import rules
from limen.domain.registration.commands.hanging import keep_what_hangs_together, propose_dismissed
from limen.domain.registration.commands.numbering import next_reference
from limen.domain.registration.commands.picturing import keep_pictures
from limen.domain.registration.events import FamilyRegistered
from limen.domain.registration.models import Draft
from limen.domain.registration.names.told import FamilyTold, MemberTold
from limen.domain.registration.queries.likely import Likely, not_looked_at
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Obstacle, Refused, refuse_if

_REFERENCES_TRIED = 20


class LikelySame(Refused):
    """Somebody on record may be one of the family, and nobody has looked at them. Nothing was registered."""

    def __init__(self, likely: list[Likely]) -> None:
        super().__init__([likely_same(one.called) for one in likely])
        self.likely = tuple(likely)


@command("registration.register_family")
def register_family(
    told: FamilyTold,
    *,
    registration_id: UUID,
    case_id: UUID,
    unit_id: UUID,
    on: date,
    by: Actor,
    at: datetime,
) -> FamilyRegistered:
    """Put a family on record and open their case. `on` is today where the actor sits.

    All ids come from whoever registers, so that a device that heard no answer can send the same again: it is
    then refused as `received`, and nothing is done twice. One registration of an organisation happens at a
    time:
    whoever comes second sees what the first one wrote. Raises `LikelySame`.
    """
    refuse_if(rules.obstacles_to_registering(told, unit_id=unit_id, by=by))
    wait_for_turn(by)
    if _is_received(told, case_id):
        raise Refused([received_before()])
    if likely := not_looked_at(told.members, by=by, at=at):
        raise LikelySame(likely)
    called = [
        _known(one, registration_id, on=on, by=by, at=at)
        if one.is_on_record
        else register(one.told, person_id=one.person_id, on=on, by=by, at=at).called
        for one in told.members
    ]
    keep_what_hangs_together(told, by=by, at=at)
    keep_pictures(told, registration_id, by=by, at=at)
    case = _opened(told, called[0], case_id=case_id, unit_id=unit_id, on=on, by=by, at=at)
    for one in told.members:
        joined(case_id, one.person_id, one.part, at)
    propose_dismissed(told, registration_id, by=by, at=at)
    _close_draft(registration_id, case_id, by=by, at=at)
    return FamilyRegistered(
        case_id=case_id,
        registration_id=registration_id,
        unit_id=unit_id,
        reference=case.reference,
        called=called[0],
        opened_on=told.opened_on,
        size=len(told.members),
        person_ids=tuple(one.person_id for one in told.members),
        joined=tuple(one.person_id for one in told.members if one.is_on_record),
        dismissed=tuple(f"{one.person_id}={seen}" for one in told.members for seen in one.seen),
        unphotographed=tuple(one.person_id for one in told.members if one.is_photograph_refused),
    )


def _is_received(told: FamilyTold, case_id: UUID) -> bool:
    """Whether the same registration arrived before. A record that the actor does not see is refused by the
    database, and by the same word."""
    new = [one.person_id for one in told.members if not one.is_on_record]
    return Case.objects.filter(pk=case_id).exists() or Person.objects.filter(pk__in=new).exists()


def _opened(
    told: FamilyTold, called: str, *, case_id: UUID, unit_id: UUID, on: date, by: Actor, at: datetime
) -> Case:
    """The case, under the reference that was typed, or under the next one of the unit that is free."""
    for _attempt in range(_REFERENCES_TRIED):
        try:
            return new_case(
                case_id=case_id,
                unit_id=unit_id,
                reference=told.reference or next_reference(unit_id, by=by, at=at),
                called=called,
                opened_on=told.opened_on,
                on=on,
                by=by,
            )
        except Refused as refused:
            if told.reference or {one.code for one in refused.obstacles} != {"taken"}:
                raise
    raise Refused([Obstacle("taken", rules.no_reference_left())])


def _known(one: MemberTold, registration_id: UUID, *, on: date, by: Actor, at: datetime) -> str:
    """Use a record on file: add the names and documents that are not on it, and change nothing that is."""
    person = locked_person(one.person_id, by=by, at=at)
    sheet = person_sheet(one.person_id, by=by, at=at)
    if person is None:
        raise Refused([rules.only_seen(sheet.called)])
    if one.base_version is not None and one.base_version != person.version:
        raise Refused([rules.record_changed(sheet.called)])
    _add_what_is_new(one, sheet, registration_id, on=on, by=by, at=at)
    return sheet.called


def _add_what_is_new(
    one: MemberTold, sheet: PersonSheet, registration_id: UUID, *, on: date, by: Actor, at: datetime
) -> None:
    written = {name.written.casefold() for name in sheet.names}
    for name in one.told.names:
        if name.written.casefold() not in written:
            name_id = uuid5(registration_id, f"name {one.person_id} {name.written}")
            add_name(one.person_id, name=name, name_id=name_id, by=by, at=at)
    numbers = {(document.number, document.issuing_state) for document in sheet.documents}
    for document in one.told.documents:
        if (document.number, document.issuing_state) not in numbers:
            document_id = uuid5(registration_id, f"document {one.person_id} {document.number}")
            add_document(one.person_id, document=document, document_id=document_id, on=on, by=by, at=at)


def _close_draft(registration_id: UUID, case_id: UUID, *, by: Actor, at: datetime) -> None:
    """What was typed is on record now; the draft leads there, and keeps nothing itself."""
    Draft.objects.filter(pk=registration_id, member_id=by.id).update(
        content={}, registered_at=at, case_id=case_id, thrown_away_at=None
    )
