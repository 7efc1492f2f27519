"""Screenings for tests. All of it is invented."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.screenings.commands.screening import answer, ask, finish
from limen.domain.screenings.names import Acuity, Consent, Heard, Manner, StepKind
from limen.domain.screenings.queries.cards import MatterCard, ScreeningSheet
from limen.domain.screenings.queries.safety import open_matters
from limen.domain.screenings.queries.screenings import screening_sheet
from limen.foundation.ids import new_id
from limen.foundation.rows import acting_as
from tests.cast import ON, Cast, Player
from tests.domain.people.registrations import NADIA

PATHWAY = "Sample: the clinic behind the bridge, on weekdays"
HEARD = {one.value: Heard.NO.value for one in Acuity}


def joined(cast: Cast, by: Player, at: datetime) -> UUID:
    """Somebody on record, part of Dina's case."""
    added = add_party(
        cast.dina_case, person_id=new_id(), part=PartyPart.FAMILY, told=NADIA, on=ON, by=by.actor, at=at
    )
    return added.person_id


def asked(cast: Cast, by: Player, person: UUID, at: datetime, **more: Any) -> UUID:
    """Somebody was asked, and said yes."""
    facts: dict[str, Any] = {
        "instrument": "phq9", "language": "en", "manner": Manner.ALOUD, "consent": Consent.GIVEN,
        "pathway": PATHWAY, "person_id": person,
    }  # fmt: skip
    facts |= more
    return ask(cast.dina_case, by=by.actor, at=at, **facts).screening_id


def answered(screening: UUID, answers: str, by: Player, at: datetime) -> None:
    """Answers in the order of the items."""
    for item, given in enumerate(answers.split(), 1):
        answer(screening, item=str(item), answer=given, by=by.actor, at=at)


def finished(
    cast: Cast, by: Player, person: UUID, at: datetime, answers: str = "1 1 1 1 1 1 1 1 0 0"
) -> UUID:
    """A finished screening."""
    screening = asked(cast, by, person, at)
    answered(screening, answers, by, at)
    finish(screening, by=by.actor, at=at)
    return screening


def sheet(screening: UUID, by: Player, at: datetime) -> ScreeningSheet:
    """A screening as somebody sees it."""
    with acting_as(by.actor):
        return screening_sheet(screening, by=by.actor, at=at)


def matters(case_id: UUID, by: Player, at: datetime) -> list[MatterCard]:
    """What stands at the head of a case."""
    with acting_as(by.actor):
        return open_matters(case_id, by=by.actor, at=at)


def heard(kind: StepKind) -> dict[str, str]:
    """What a step needs beside its sentence."""
    return HEARD if kind is StepKind.ACUITY else {}
