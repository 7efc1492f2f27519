"""What somebody tells at the counter, for the stories of persons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from limen.domain.cases.commands.joining import register_applicant
from limen.domain.cases.events import ApplicantRegistered
from limen.domain.cases.names import PartyPart
from limen.domain.duplicates.commands.comparing import NotCompared
from limen.domain.people.names import (
    Belonging,
    Birth,
    DocumentKind,
    DocumentShown,
    NameKind,
    NameTold,
    NationalityTold,
    Registration,
    Sex,
    Source,
    Told,
)
from limen.foundation.events import Event
from limen.foundation.ids import new_id
from limen.likeness.days import exact_day
from limen.likeness.names import Part, PartKind
from tests.cast import ON, Player

E = TypeVar("E", bound=Event)

ZONE = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10"  # the specimen of ICAO Doc 9303
)


def named(*parts: str, kind: NameKind = NameKind.LEGAL, source: Source = Source.PERSON) -> NameTold:
    """A name of parts that assume nothing."""
    return NameTold(parts=tuple(Part(text=part) for part in parts), kind=kind, source=source)


PASSPORT = DocumentShown(document=DocumentKind.PASSPORT, number="L 898902-C", issuing_state="UTO", zone=ZONE)
NADIA = Registration(
    names=(
        NameTold(
            parts=(Part(text="Nadia", kind=PartKind.GIVEN), Part(text="Karimi", kind=PartKind.FAMILY)),
        ),
        named("نادیا", "کریمی"),
        named("Nadya", "Kareemi", kind=NameKind.AS_ON_DOCUMENT, source=Source.DOCUMENT),
    ),
    birth=Birth.told(exact_day(1991, 3, 21, told="21.3.1991")),
    sex=Sex.FEMALE,
    sex_state=Told.TOLD,
    gender_state=Told.REFUSED,
    nationalities=(NationalityTold(belonging=Belonging.NATIONAL, country="AFG"),),
    documents=(PASSPORT,),
)


def registered(by: Player, at: datetime, told: Registration = NADIA, **more: Any) -> ApplicantRegistered:
    """Somebody who stands at the counter of `by`, with a case of their own."""
    facts: dict[str, Any] = {
        "person_id": new_id(), "case_id": new_id(), "part": PartyPart.APPLICANT, "unit_id": by.unit_id,
        "reference": f"N-{str(new_id())[-12:]}", "opened_on": ON, "on": ON,
    } | more  # fmt: skip
    return compared(register_applicant, told, by=by.actor, at=at, **facts)


def compared(act: Callable[..., E], *args: Any, **facts: Any) -> E:
    """An act, as a clerk performs it who has looked at those on record who are alike."""
    try:
        return act(*args, **facts)
    except NotCompared as alike:
        return act(*args, **facts, seen={one for card in alike.cards for one in card.ids})
