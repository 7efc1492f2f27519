"""What was put on record of the invented persons: families, safe ways, needs, and two pairs to decide."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from limen.domain.cases.commands.joining import add_party
from limen.domain.contacts.commands.keeping import add_way
from limen.domain.contacts.names import Answer, ContactRule, Safety, WayKind, WayTold
from limen.domain.duplicates.commands.proposing import propose
from limen.domain.families.commands import appointing, living, relating
from limen.domain.families.names import (
    Accompanied,
    AppointmentKind,
    AppointmentTold,
    Kind,
    RelationshipTold,
    Stance,
    Union,
    Weight,
)
from limen.domain.people.commands.needs import observe_need
from limen.domain.people.names import Guarantee, GuaranteesGiven, NeedCategory, NeedObserved, Source
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.site.demo.persons import members

_YES, _NO = Answer.YES, Answer.NO
_SAFE = ContactRule(
    safety=Safety.SAFE, may_leave_message=_YES, may_say_who=_YES, may_say_what=_YES, is_preferred=True
)
_QUIET = ContactRule(
    safety=Safety.CONDITIONS, weekdays=(1, 2, 3, 4, 5), since_hour=time(9), until_hour=time(12),
    may_leave_message=_NO, may_say_who=_NO, may_say_what=_NO, language="apc",
    if_other_answers="Sample words (invented): ask for the language course, and hang up.",
)  # fmt: skip
_NEVER = ContactRule(safety=Safety.NEVER, may_leave_message=_NO, may_say_who=_NO, may_say_what=_NO)
_NEUTRAL = ContactRule(safety=Safety.SAFE, may_leave_message=_YES, may_say_who=_NO, may_say_what=_NO)
_WAYS: tuple[tuple[str, WayKind, str, ContactRule], ...] = (
    ("amina", WayKind.PHONE, "+32 460 00 00 01", _QUIET),
    ("amina", WayKind.EMAIL, "amina.h@demo.invalid", _NEUTRAL),
    ("oleksandra", WayKind.EMAIL, "oleksandra@demo.invalid", _SAFE),
    ("lan", WayKind.PHONE, "+32 460 00 00 02", _NEVER),
    ("reza", WayKind.PHONE, "+32 460 00 00 03", _SAFE),
    ("dmytro", WayKind.EMAIL, "dmytro@demo.invalid", _SAFE),
    ("ibrahima", WayKind.PHONE, "+32 460 00 00 04", ContactRule()),
)
_NEEDS: tuple[tuple[str, NeedCategory, str, tuple[Guarantee, ...]], ...] = (
    ("amina", NeedCategory.PREGNANT, "She said that she is in her sixth month.",
     (Guarantee.BREAKS, Guarantee.STAFF_OF_A_SEX)),
    ("selam", NeedCategory.CHILD_ALONE, "She came with nobody, and says that she is sixteen.",
     (Guarantee.REPRESENTATIVE, Guarantee.COMPANION, Guarantee.SHORT_SESSIONS)),
    ("tariq", NeedCategory.COMMUNICATION, "He asked to have the form read to him.",
     (Guarantee.SIGN_LANGUAGE, Guarantee.MORE_TIME)),
    ("rosa", NeedCategory.DISABILITY, "She walks with two sticks and asked for a chair.",
     (Guarantee.ACCESSIBLE_ROOM,)),
)  # fmt: skip


def put_on_record(opened: dict[str, UUID], actors: dict[str, Actor], *, now: datetime) -> int:
    """Everybody with their families, ways and needs, and two pairs that wait; how many persons there are."""
    at = now - timedelta(days=2)
    who: dict[str, Any] = {"by": actors["ruth"], "at": at}
    on = at.date()
    found: dict[str, UUID] = {}
    for member in members(on):
        before = tuple(found.values())  # the clerk looked at all of them, and says that they are others
        found[member.key] = new_id()
        part, told = member.part, member.told
        add_party(
            opened[member.reference], person_id=found[member.key], part=part, told=told, on=on,
            seen=before, **who,
        )  # fmt: skip
    for key, kind, value, rule in _WAYS:
        add_way(found[key], way=WayTold(kind=kind, value=value, rule=rule), way_id=new_id(), **who)
    for key, category, seen, follows in _NEEDS:
        _observe(found[key], category, seen, follows, on, who)
    _relate(found, on, who)
    _act_for(found["selam"], on, who)
    _propose(found, actors, now)
    return len(found)


def _observe(
    person_id: UUID, category: NeedCategory, seen: str, follows: tuple[Guarantee, ...], on: date, who: Any
) -> None:
    need = NeedObserved(
        category=category,
        seen=f"Sample words (invented): {seen}",
        observed_on=on,
        review_on=on + timedelta(days=45),
        guarantees=GuaranteesGiven(these=follows),
    )
    observe_need(person_id, need=need, need_id=new_id(), on=on, **who)


def _relate(found: dict[str, UUID], on: date, who: Any) -> None:
    """The Karimi family, who live together; the brothers; the sister of the man who is on record twice."""
    seen = Weight(stance=Stance.SUPPORTED, source=Source.DOCUMENT, evidence="Sample words (invented).")
    said = Weight(stance=Stance.CLAIMED, source=Source.PERSON)
    pairs = [("reza", Kind.PARTNER, "fatema", seen), ("zahra", Kind.SIBLING, "ali", said)]
    pairs += [(one, Kind.PARENT, child, said) for one in ("reza", "fatema") for child in ("zahra", "ali")]
    pairs += [("dmytro", Kind.SIBLING, "danylo", seen), ("fatoumata", Kind.SIBLING, "ibrahim", said)]
    for first, kind, other, weight in pairs:
        told = RelationshipTold(
            person_id=found[first], kind=kind, other_id=found[other], weight=weight,
            union=Union.RELIGIOUS if kind is Kind.PARTNER else None,
        )  # fmt: skip
        relating.relate(told, relationship_id=new_id(), **who)
    living.form_household(
        tuple(found[key] for key in ("reza", "fatema", "zahra", "ali")),
        household_id=new_id(), since_on=on - timedelta(days=40), source=Source.PERSON, on=on, **who,
    )  # fmt: skip
    for child in ("zahra", "ali"):
        appointing.say_accompaniment(
            found[child], state=Accompanied.BY_PARENT, words=None,
            why="Sample words (invented): both parents are here.", version=0, **who,
        )  # fmt: skip


def _act_for(child: UUID, on: date, who: Any) -> None:
    """She came alone, and has a guardian."""
    appointing.say_accompaniment(
        child, state=Accompanied.UNACCOMPANIED, words=None,
        why="Sample words (invented): she says so, and nobody else came.", version=0, **who,
    )  # fmt: skip
    guardian = AppointmentTold(
        kind=AppointmentKind.GUARDIAN, name="Katrien Maes (invented)",
        organisation="Guardianship Service of Aldoria (invented)", appointed_on=on,
        authority="Guardianship Service of Aldoria (invented)",
    )  # fmt: skip
    appointing.appoint(child, told=guardian, appointment_id=new_id(), **who)


def _propose(found: dict[str, UUID], actors: dict[str, Actor], now: datetime) -> None:
    """Two pairs for the review desk: one person on record twice, and two who only look like one."""
    for first, other, by, why in (
        ("ibrahima", "ibrahim", "ngozi",
         "Sample reason (invented): he speaks of a sister Fatoumata, and his name is spelled both ways."),
        ("dmytro", "danylo", "tenzin",
         "Sample reason (invented): the same day of birth and the same family name at two counters."),
    ):  # fmt: skip
        propose(
            found[first], other_id=found[other], why=why, proposal_id=new_id(), by=actors[by],
            at=now - timedelta(hours=5),
        )  # fmt: skip
