"""How long a counter keeps its turn: nobody else of the organisation registers meanwhile."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bench.invented.people import Person, people

AT = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
SIZES = (1, 5)
OF_EACH = 10


def print_turns(ticket: str, unit: UUID, seed: int) -> None:
    """Register families that nobody heard of beside those on record, and say for how long others wait."""
    strangers = people(OF_EACH * sum(SIZES), seed + 1)
    print(f"\n{'milliseconds for which the turn is kept':<44}{'p50':>9}{'p95':>9}{'a second':>12}")
    for size in SIZES:
        kept = [_kept(ticket, unit, [next(strangers) for _ in range(size)]) for _ in range(OF_EACH)]
        p50, p95 = statistics.median(kept), statistics.quantiles(kept, n=20, method="inclusive")[-1]
        print(f"{f'registration of {size}':<44}{p50:>9.1f}{p95:>9.1f}{1000 / p50:>12.1f}", flush=True)


def _kept(ticket: str, unit: UUID, family: list[Person]) -> float:
    """From the moment at which the turn has come until what was written is committed."""
    from limen.domain.duplicates.commands.comparing import wait_for_turn
    from limen.domain.identity.queries.entering import entering
    from limen.domain.registration.commands.families import LikelySame, register_family
    from limen.foundation.ids import new_id
    from limen.foundation.rows import showing

    with showing(ticket):
        person = entering(ticket)
    assert person is not None, "the session was not accepted"
    told = _told(family)
    while True:
        try:
            with showing(ticket):
                wait_for_turn(person.actor)
                began = time.perf_counter()
                register_family(
                    told, registration_id=new_id(), case_id=new_id(), unit_id=unit, on=AT.date(),
                    by=person.actor, at=AT,
                )  # fmt: skip
            return (time.perf_counter() - began) * 1000
        except LikelySame as alike:
            seen = {one.person_id: {card.id for card in one.cards} for one in alike.likely}
            members = (replace(one, seen=(*one.seen, *seen.get(one.person_id, ()))) for one in told.members)
            told = replace(told, members=tuple(members))


def _told(family: list[Person]) -> Any:
    """The first is the applicant, the others are their children."""
    from limen.domain.cases.names import PartyPart
    from limen.domain.people.names import Birth, NameTold, Registration
    from limen.domain.registration.names.told import FamilyTold, MemberTold
    from limen.foundation.ids import new_id
    from limen.likeness.days import exact_day
    from limen.likeness.names import Part

    members = tuple(
        MemberTold(
            person_id=new_id(),
            part=PartyPart.CHILD if place else PartyPart.APPLICANT,
            told=Registration(
                names=(NameTold(parts=tuple(Part(text=part.recorded) for part in one.parts)),),
                birth=Birth.told(
                    exact_day(
                        one.born_on.year, one.born_on.month, one.born_on.day, told=one.born_on.isoformat()
                    )
                ),
            ),
        )
        for place, one in enumerate(family)
    )
    return FamilyTold(members=members, opened_on=AT.date())
