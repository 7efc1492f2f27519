"""Putting a way to reach somebody on record, changing its rule, and ending it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from limen.domain.contacts.events import RuleChanged, WayAdded, WayEnded
from limen.domain.contacts.models import EarlierRule, Rule, Way
from limen.domain.contacts.names import ContactRule, Safety, WayKind, WayTold
from limen.domain.contacts.queries.ways import is_written, locked_way, rule_of, way_seen
from limen.domain.contacts.rules import keeping as rules
from limen.domain.identity.models import Organisation
from limen.domain.identity.queries.people import names_of
from limen.domain.people.queries.reach import persons_and_how_far
from limen.foundation.actors import Actor
from limen.foundation.commands import command, write_down_each
from limen.foundation.ids import new_id
from limen.foundation.refusals import Conflict, Hidden, Refused, Text, refuse_if


@command("contacts.add_way")
def add_way(person_id: UUID, *, way: WayTold, way_id: UUID, by: Actor, at: datetime) -> WayAdded:
    """Put on record how a person can be reached, and what is safe there."""
    listed, _read = persons_and_how_far([person_id], by=by, at=at)
    if person_id not in listed:
        raise Hidden(f"person {person_id}")
    if not is_written(person_id, by=by, at=at):
        raise Refused([rules.only_seen()])
    return _kept(person_id, way, way_id=way_id, by=by, at=at)


@command("contacts.keep_way", inner=True)
def keep_way(person_id: UUID, *, way: WayTold, way_id: UUID, by: Actor, at: datetime) -> WayAdded:
    """The same for somebody who is being registered, before they are made part of a case."""
    return _kept(person_id, way, way_id=way_id, by=by, at=at)


@command("contacts.change_rule")
def change_rule(
    way_id: UUID, *, rule: ContactRule, why: str, version: int, by: Actor, at: datetime
) -> RuleChanged:
    """Say anew what is safe on a way. It counts from now on, also for messages that wait. `version` is what
    the writer had before them; raises `Conflict` when somebody else changed the rule meanwhile."""
    row = _in_hand(way_id, by=by, at=at)
    refuse_if(rules.obstacles_to_changing_rule(rule, why=why))
    if row.version != version:
        raise _conflict(row, version, by)
    before = EarlierRule(
        way=row,
        version=version,
        rule_why=row.rule_why,
        rule_by_id=row.rule_by_id,
        rule_at=row.rule_at,
        **_columns(rule_of(row), row.time_zone),
    )
    before.save(force_insert=True)
    Way.objects.filter(pk=way_id).update(
        version=version + 1,
        rule_why=why,
        rule_by_id=by.id,
        rule_at=at,
        **_columns(rule, rule.time_zone or row.time_zone),
    )
    return RuleChanged(
        person_id=row.person_id, way_id=way_id, safety=rule.safety, why=why, version=version + 1
    )


@command("contacts.end_way")
def end_way(way_id: UUID, *, why: str, by: Actor, at: datetime) -> WayEnded:
    """Say that somebody can no longer be reached in this way. Messages that wait there are withheld."""
    row = _in_hand(way_id, by=by, at=at)
    refuse_if(rules.obstacles_to_ending_way(why=why))
    Way.objects.filter(pk=way_id).update(until_at=at, ended_by_id=by.id, end_why=why)
    return WayEnded(person_id=row.person_id, way_id=way_id, why=why)


def keep_ways(told: Sequence[tuple[UUID, WayTold]], *, by: Actor, at: datetime) -> None:
    """`keep_way` for many people at once, each with a line of their own: a fixed number of queries. One way
    that cannot be kept refuses them all."""
    if not told:
        return
    ours = Organisation.objects.get(pk=by.organisation_id)
    for _person_id, way in told:
        refuse_if(rules.obstacles_to_adding_way(way, region=ours.country))
    rows = [_row(person_id, way, way_id=new_id(), ours=ours, by=by, at=at) for person_id, way in told]
    Way.objects.bulk_create(rows)
    write_down_each([_added(row) for row in rows], by=by, at=at)


def _kept(person_id: UUID, way: WayTold, *, way_id: UUID, by: Actor, at: datetime) -> WayAdded:
    ours = Organisation.objects.get(pk=by.organisation_id)
    refuse_if(rules.obstacles_to_adding_way(way, region=ours.country))
    row = _row(person_id, way, way_id=way_id, ours=ours, by=by, at=at)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise Refused([rules.received_before()]) from error
    return _added(row)


def _row(person_id: UUID, way: WayTold, *, way_id: UUID, ours: Organisation, by: Actor, at: datetime) -> Way:
    return Way(
        id=way_id,
        person_id=person_id,
        kind=way.kind,
        value=way.value.strip(),
        address=rules.address_of(way, region=ours.country),
        through_name=way.through_name or None,
        through_relation=way.through_relation or None,
        added_by_id=by.id,
        added_at=at,
        rule_by_id=by.id,
        rule_at=at,
        **_columns(way.rule, way.rule.time_zone or ours.time_zone),
    )


def _added(row: Way) -> WayAdded:
    return WayAdded(
        person_id=row.person_id,
        way_id=row.id,
        way_kind=WayKind(row.kind),
        value=row.value,
        safety=Safety(row.safety),
    )


def _columns(rule: ContactRule, time_zone: str) -> dict[str, Any]:
    return {
        "safety": rule.safety,
        "weekdays": sorted(rule.weekdays),
        "since_hour": rule.since_hour,
        "until_hour": rule.until_hour,
        "time_zone": time_zone,
        "may_leave_message": rule.may_leave_message,
        "may_say_who": rule.may_say_who,
        "may_say_what": rule.may_say_what,
        "language": rule.language,
        "if_other_answers": rule.if_other_answers,
        "conditions": rule.conditions,
        "is_preferred": rule.is_preferred,
    }


def _in_hand(way_id: UUID, *, by: Actor, at: datetime) -> Way:
    if way_seen(way_id, by=by, at=at).until_at is not None:
        raise Refused([rules.ended_before()])
    row = locked_way(way_id, by=by, at=at)
    if row is None:
        raise Refused([rules.only_seen()])
    return row


def _conflict(row: Way, version: int, by: Actor) -> Conflict:
    base = EarlierRule.objects.filter(way=row, version=version).first()
    rows: list[Rule] = [row, base] if base is not None else [row]
    names = names_of({one.rule_by_id for one in rows}, by=by)
    return Conflict(theirs=_text(row, names), base=_text(base, names) if base else None, version=row.version)


def _text(row: Rule, names: dict[UUID, str]) -> Text:
    says = [str(Safety(row.safety).label), row.conditions or "", row.rule_why or ""]
    return Text(
        says=". ".join(one for one in says if one),
        by_name=names.get(row.rule_by_id, ""),
        at=row.rule_at,
    )
