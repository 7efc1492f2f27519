"""The ways to reach a person, as far as the asker reads the person, with what each rule says at this hour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from limen.domain.contacts.models import EarlierRule, Rule, Way
from limen.domain.contacts.names import Answer, ContactRule, Hindrance, Safety, Senders, WayKind
from limen.domain.contacts.queries.cards import RuleCard, WayCard, WaysCard
from limen.domain.contacts.queries.senders import senders_here
from limen.domain.contacts.rules.hours import is_hour_of, local, next_hour_of
from limen.domain.contacts.rules.sending import judged
from limen.domain.identity.queries.people import names_of
from limen.domain.people.queries.reach import persons_and_how_far, persons_within
from limen.foundation.actors import Actor, Reach
from limen.foundation.refusals import Hidden


def ways_of(person_id: UUID, *, by: Actor, at: datetime) -> WaysCard:
    """The ways to reach a person, none for whoever only lists them. Raises `Hidden` when the actor may not
    know of the person. Six queries, however many ways there are."""
    listed, read = persons_and_how_far([person_id], by=by, at=at)
    if person_id not in listed:
        raise Hidden(f"person {person_id}")
    if person_id not in read:
        return _card(listed[person_id].called, person_id, is_read=False, is_written=False, ways=[])
    # What was on record before stays in the house: a share shows a person as they are now.
    is_ours = listed[person_id].organisation_id == by.organisation_id
    of_person = Way.objects.filter(person_id=person_id, **({} if is_ours else {"until_at": None}))
    rows = list(of_person.order_by("-is_preferred", "added_at", "id"))
    earlier = EarlierRule.objects.filter(way__in=[row.id for row in rows]).order_by("-version")
    before = list(earlier) if is_ours else []
    names = names_of({row.rule_by_id for row in rows} | {row.rule_by_id for row in before}, by=by)
    senders = senders_here()
    ways = [_way(row, [one for one in before if one.way_id == row.id], names, senders, at) for row in rows]
    return _card(
        listed[person_id].called,
        person_id,
        is_read=True,
        is_written=is_written(person_id, by=by, at=at),
        ways=ways,
    )


def is_written(person_id: UUID, *, by: Actor, at: datetime) -> bool:
    """Whether the actor may write about the person, at home. One query."""
    written = persons_within(by, need=Reach.WORK, at=at).filter(organisation_id=by.organisation_id)
    return written.filter(pk=person_id).exists()


def way_seen(way_id: UUID, *, by: Actor, at: datetime) -> Way:
    """A way of a person whose file the actor reads; one that ended, in their own organisation alone. Raises
    `Hidden`. Two queries."""
    row = Way.objects.filter(pk=way_id).first()
    listed, read = persons_and_how_far([row.person_id] if row else [], by=by, at=at)
    if row is None or row.person_id not in read:
        raise Hidden(f"way {way_id}")
    if row.until_at is not None and listed[row.person_id].organisation_id != by.organisation_id:
        raise Hidden(f"way {way_id}")
    return row


def locked_way(way_id: UUID, *, by: Actor, at: datetime) -> Way | None:
    """A way that the actor may change, locked for the rest of the act; None when they only see it, or when it
    has ended. Raises `Hidden` when they do not even see it."""
    seen = way_seen(way_id, by=by, at=at)
    if not is_written(seen.person_id, by=by, at=at):
        return None
    return Way.objects.filter(pk=way_id).select_for_update(of=("self",)).first()


def rule_of(row: Rule) -> ContactRule:
    """The rule that a row holds."""
    return ContactRule(
        safety=Safety(row.safety),
        weekdays=tuple(row.weekdays),
        since_hour=row.since_hour,
        until_hour=row.until_hour,
        time_zone=row.time_zone,
        may_leave_message=Answer(row.may_leave_message),
        may_say_who=Answer(row.may_say_who),
        may_say_what=Answer(row.may_say_what),
        language=row.language,
        if_other_answers=row.if_other_answers,
        conditions=row.conditions,
        is_preferred=row.is_preferred,
    )


def _card(called: str, person_id: UUID, *, is_read: bool, is_written: bool, ways: list[WayCard]) -> WaysCard:
    return WaysCard(
        person_id=person_id,
        called=called,
        is_read=is_read,
        is_written=is_written,
        ways=tuple(way for way in ways if way.until_at is None),
        ended=tuple(way for way in ways if way.until_at is not None),
    )


def _way(
    row: Way, before: list[EarlierRule], names: Mapping[UUID, str], senders: Senders, at: datetime
) -> WayCard:
    rule, kind = rule_of(row), WayKind(row.kind)
    # Whether one may call: at this hour, and not where it is known to be unsafe or was never asked.
    is_usable = row.until_at is None and rule.safety in {Safety.SAFE, Safety.CONDITIONS}
    judgement = judged(rule, kind, is_ended=row.until_at is not None, senders=senders, at=at)
    return WayCard(
        id=row.id,
        kind=kind,
        value=row.value,
        address=row.address,
        through_name=row.through_name,
        through_relation=row.through_relation,
        rule=_rule_card(row, row.version, names),
        earlier=tuple(_rule_card(one, one.version, names) for one in before),
        is_allowed_now=is_usable and is_hour_of(rule, at),
        allowed_next_at=next_hour_of(rule, at) if is_usable else None,
        local_now=local(rule, at),
        hindrance=Hindrance(judgement.hindrance) if judgement.hindrance else None,
        version=row.version,
        until_at=row.until_at,
        end_why=row.end_why,
    )


def _rule_card(row: Rule, version: int, names: Mapping[UUID, str]) -> RuleCard:
    return RuleCard(
        version=version,
        rule=rule_of(row),
        why=row.rule_why,
        by=names.get(row.rule_by_id, ""),
        at=row.rule_at,
    )
