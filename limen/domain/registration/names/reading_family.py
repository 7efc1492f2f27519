"""Reads what was typed of a whole family: its members, what they are to each other, how they are reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from limen.domain.cases.names import PartyPart
from limen.domain.contacts.names import Answer, ContactRule, Safety, WayKind, WayTold
from limen.domain.families.names import AppointmentKind, AppointmentTold, Kind, RelationshipTold, Union
from limen.domain.people.names import Registration, Told
from limen.domain.registration.names.reading import one_of, read_person, read_plain_day
from limen.domain.registration.names.reading_children import came_with
from limen.domain.registration.names.told import AppointedFor, FamilyTold, MemberTold, ReachedBy, RelationTold
from limen.domain.registration.names.troubles import Trouble, Troubles
from limen.domain.registration.names.typed import FamilyTyped, PersonTyped, WayTyped, person_key

CENTRAL = (PartyPart.APPLICANT, PartyPart.CLIENT)
# What somebody is to the first of the family, as it is asked; the two last are said from the first one's
# side.
CHILD, GRANDCHILD = "child", "grandchild"
_BY_PART = {PartyPart.SPOUSE: Kind.PARTNER.value, PartyPart.CHILD: CHILD}


@dataclass(frozen=True, kw_only=True)
class FamilyRead:
    """What the fields of a family say. A trouble names the whole field, so that a page can lead there."""

    told: FamilyTold
    troubles: tuple[Trouble, ...]


def read_family(typed: FamilyTyped, *, registration_id: UUID, language: str, on: date) -> FamilyRead:
    """Read everything. Ids of what hangs together are made from the registration's own, so that the same page
    read twice is the same family."""
    troubles: list[Trouble] = []
    members = []
    for one in typed.persons:
        read = read_person(one, language=language, on=on)
        troubles += [Trouble(field=person_key(one.id, t.field), says=t.says) for t in read.troubles]
        members.append(_member(one, _with_ids(one, read.told, registration_id)))
    found = Troubles()
    opened_on = read_plain_day(typed.opened_on, lambda says: found.add("family-opened_on", says))
    told = FamilyTold(
        members=tuple(members),
        opened_on=opened_on or on,
        relations=tuple(_relations(typed, registration_id)),
        ways=tuple(_ways(typed, registration_id, found)),
        appointments=tuple(_appointments(typed, registration_id, found)),
        accompaniments=tuple(replace(said, person_id=_who(one)) for one, said in came_with(typed, found)),
        reference=typed.reference.strip() or None,
    )
    return FamilyRead(told=told, troubles=(*troubles, *found.all))


def relation_of(typed: PersonTyped) -> str:
    """What somebody is to the first of the family: as it was chosen, or as their part in the case says."""
    if typed.relation:
        return typed.relation
    return _BY_PART.get(PartyPart(typed.part), "") if typed.part in PartyPart.values else ""


def _member(typed: PersonTyped, told: Registration) -> MemberTold:
    record = _id(typed.record)
    return MemberTold(
        person_id=record or typed.id,
        part=one_of(PartyPart, typed.part, PartyPart.FAMILY),
        told=told,
        is_on_record=record is not None,
        base_version=int(typed.record_version) if typed.record_version.isdigit() else None,
        seen=tuple(found for one in typed.seen if (found := _id(one))),
        is_photograph_refused=typed.photograph == Told.REFUSED,
    )


def _with_ids(typed: PersonTyped, told: Registration, registration_id: UUID) -> Registration:
    """Documents under ids of the registration, so that pictures of their pages can say so."""
    documents = [
        replace(one, document_id=uuid5(registration_id, f"document {_who(typed)} {one.number}"))
        for one in told.documents
    ]
    return replace(told, documents=tuple(documents))


def _relations(typed: FamilyTyped, registration_id: UUID) -> Iterator[RelationTold]:
    if not typed.persons:
        return
    first = typed.persons[0]
    partner = next((one for one in typed.persons[1:] if relation_of(one) == Kind.PARTNER), None)
    for one in typed.persons[1:]:
        if told := _to_first(one, first):
            yield _relation(registration_id, told)
        if one.other_parent == "yes" and partner is not None and partner is not one:
            parent = RelationshipTold(person_id=_who(partner), kind=Kind.PARENT, other_id=_who(one))
            yield _relation(registration_id, parent)


def _to_first(one: PersonTyped, first: PersonTyped) -> RelationshipTold | None:
    relation, words = relation_of(one), one.relation_words.strip() or None
    if relation in (CHILD, GRANDCHILD):
        kind = Kind.PARENT if relation == CHILD else Kind.GRANDPARENT
        return RelationshipTold(person_id=_who(first), kind=kind, other_id=_who(one))
    if relation not in Kind.values:
        return None
    kind = Kind(relation)
    union = Union(one.union) if kind == Kind.PARTNER and one.union in Union.values else None
    return RelationshipTold(
        person_id=_who(one),
        kind=kind,
        other_id=_who(first),
        union=union,
        words=words if kind.is_said_in_words else None,
    )


def _relation(registration_id: UUID, told: RelationshipTold) -> RelationTold:
    name = f"relation {told.person_id} {told.other_id}"
    return RelationTold(relationship_id=uuid5(registration_id, name), told=told)


def _ways(typed: FamilyTyped, registration_id: UUID, found: Troubles) -> Iterator[ReachedBy]:
    for way in typed.ways:
        if not way.value.strip() or not typed.persons:
            continue
        whose = typed.person(_id(way.whose) or typed.persons[0].id) or typed.persons[0]
        told = WayTold(
            kind=one_of(WayKind, way.kind, WayKind.PHONE),
            value=way.value.strip(),
            through_name=way.through.strip() or None,
            through_relation=way.through_relation.strip() or None,
            rule=_rule(way, found),
        )
        yield ReachedBy(way_id=uuid5(registration_id, f"way {way.place}"), person_id=_who(whose), told=told)


def _rule(way: WayTyped, found: Troubles) -> ContactRule:
    return ContactRule(
        safety=one_of(Safety, way.safety, Safety.NOT_ASKED),
        since_hour=_hour(way, "since", way.since, found),
        until_hour=_hour(way, "until", way.until, found),
        may_leave_message=one_of(Answer, way.leave, Answer.NOT_ASKED),
        may_say_who=one_of(Answer, way.who, Answer.NOT_ASKED),
        may_say_what=one_of(Answer, way.what, Answer.NOT_ASKED),
        if_other_answers=way.other_answers.strip() or None,
        conditions=way.conditions.strip() or None,
    )


def _hour(way: WayTyped, field: str, value: str, found: Troubles) -> time | None:
    if not value.strip():
        return None
    try:
        return time.fromisoformat(value.strip().zfill(5))
    except ValueError:
        found.add(f"way-{way.place}-{field}", _("Enter an hour, such as 09:00."))
        return None


def _appointments(typed: FamilyTyped, registration_id: UUID, found: Troubles) -> Iterator[AppointedFor]:
    for one in typed.persons:
        if not one.guardian.strip():
            continue
        since = _since(one, found)
        if since is None:
            continue
        told = AppointmentTold(
            kind=one_of(AppointmentKind, one.guardian_kind, AppointmentKind.TRUSTED_ADULT),
            name=one.guardian.strip(),
            contact=one.guardian_contact.strip() or None,
            appointed_on=since,
        )
        name = f"appointment {one.id}"
        yield AppointedFor(appointment_id=uuid5(registration_id, name), person_id=_who(one), told=told)


def _since(typed: PersonTyped, found: Troubles) -> date | None:
    key = person_key(typed.id, "guardian_since")
    if not typed.guardian_since.strip():
        found.add(key, _("Enter the day since which somebody acts for the child."))
    return read_plain_day(typed.guardian_since, lambda says: found.add(key, says))


def _who(typed: PersonTyped) -> UUID:
    """The record that stands for somebody: the one on file when it is used, else the one to be made."""
    return _id(typed.record) or typed.id


def _id(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
