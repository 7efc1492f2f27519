"""Invented screenings: two by one questionnaire over time, one that is half answered, one that somebody
declined, and a matter of safety that still waits for two of its steps."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from limen.domain.cases.commands.joining import add_party
from limen.domain.cases.names import PartyPart
from limen.domain.people.names import Birth, NameKind, NameTold, Registration, Sex, Told
from limen.domain.screenings.commands.safety import open_matter, take_step
from limen.domain.screenings.commands.screening import answer, ask, finish
from limen.domain.screenings.names import Acuity, Consent, Heard, Manner, StepKind
from limen.foundation.actors import Actor
from limen.foundation.ids import new_id
from limen.likeness.days import year_of
from limen.likeness.names import Part, PartKind

_WAY = "Sample words (invented): the clinic behind the bridge, Tuesdays and Thursdays; we telephone ahead."
_BEFORE, _AFTER = "2 2 3 2 1 2 2 1 0 2", "1 1 2 1 1 1 1 0 0 1"
_HOME, _NEIGHBOUR = "HH-2026-001", "HH-2026-002"


def screen(opened: dict[str, UUID], actors: dict[str, Actor], *, now: datetime) -> int:
    """Ask, answer, and take the first steps; how many were asked."""
    by = actors["miriam"]
    first = _joined(opened[_HOME], "Selin", "Demir", by, now - timedelta(days=50))
    other = _joined(opened[_NEIGHBOUR], "Farhad", "Nazari", by, now - timedelta(days=50))
    for days, answers in ((42, _BEFORE), (7, _AFTER)):
        at = now - timedelta(days=days)
        _answered(_asked(opened[_HOME], first, "phq9", by, at), answers, by, at)
    half = _asked(opened[_HOME], first, "gad7", by, now - timedelta(hours=3))
    answer(half, item="1", answer="1", by=by, at=now - timedelta(hours=3))
    _asked(opened[_NEIGHBOUR], other, "phq4", by, now - timedelta(days=3), Consent.DECLINED)
    at = now - timedelta(hours=5)
    matter = open_matter(opened[_NEIGHBOUR], person_id=other, by=by, at=at).matter_id
    said = "Sample words (invented): I stayed, Amadou came at once, we spoke for an hour."
    for kind in (StepKind.STAYED, StepKind.TOLD, StepKind.ACUITY):
        heard = dict.fromkeys(Acuity.values, Heard.NO.value) if kind is StepKind.ACUITY else {}
        take_step(matter, kind=kind, says=said, heard=heard, by=by, at=at)
    return 4


def _joined(case_id: UUID, given: str, family: str, by: Actor, at: datetime) -> UUID:
    """Somebody who never lived, as part of a household."""
    parts = (Part(text=given, kind=PartKind.GIVEN), Part(text=family, kind=PartKind.FAMILY))
    told = Registration(
        names=(NameTold(parts=parts, kind=NameKind.LEGAL),),
        birth=Birth.told(year_of(1988, told="1988")),
        sex=Sex.FEMALE if given == "Selin" else Sex.MALE,
        sex_state=Told.TOLD,
    )
    added = add_party(
        case_id, person_id=new_id(), part=PartyPart.APPLICANT, told=told, on=at.date(), by=by, at=at
    )
    return added.person_id


def _asked(
    case_id: UUID, person_id: UUID, instrument: str, by: Actor, at: datetime, consent: Consent = Consent.GIVEN
) -> UUID:
    asked = ask(
        case_id, person_id=person_id, instrument=instrument, language="en", manner=Manner.INTERPRETED,
        consent=consent, pathway=_WAY, by=by, at=at,
    )  # fmt: skip
    return asked.screening_id


def _answered(screening_id: UUID, answers: str, by: Actor, at: datetime) -> None:
    for item, given in enumerate(answers.split(), 1):
        answer(screening_id, item=str(item), answer=given, by=by, at=at)
    finish(screening_id, by=by, at=at)
