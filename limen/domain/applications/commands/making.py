"""Recording that an application was made, saying for whom it is, and lodging it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Max

from limen.domain.applications import rules
from limen.domain.applications.events import Covered, Lodged, Made, TakenBack
from limen.domain.applications.models import Application, CoveredPerson
from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.reach import locked_application
from limen.domain.applications.queries.sheets import sheet_of
from limen.domain.cases.queries.parties import parties_of
from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.policy.queries import law_in_force
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Conflict, Refused, Text, refuse_if


@command("applications.make")
def make(
    case_id: UUID,
    *,
    application_id: UUID,
    pack: str,
    type: str,
    made_on: date,
    on: date,
    by: Actor,
    at: datetime,
) -> Made:
    """Record that something was applied for, by a type of the law in force. `on` is today at the desk; the id
    comes from whoever asks, so that the same act sent again is done once."""
    case = locked_case(case_id, by=by, at=at)
    law = law_in_force(pack, by=by)
    of = law.pack.applications.get(type) if law else None
    running = Application.objects.filter(case=case, pack=pack, type=type, state=ApplicationState.DRAFT)
    refuse_if(
        rules.obstacles_to_making(
            of=of,
            made_on=made_on,
            on=on,
            is_running=running.exists(),
            is_worked_on=is_worked_on(case_id, by=by, at=at),
        )
    )
    if law is None or of is None:  # refused above
        raise Refused([])
    Application.objects.create(
        id=application_id,
        case=case,
        edition_id=law.edition_id,
        pack=pack,
        type=type,
        type_says=of.says,
        made_on=made_on,
        recorded_by_id=by.id,
        recorded_at=at,
    )
    return Made(
        case_id=case_id,
        application_id=application_id,
        pack=pack,
        type=type,
        type_says=of.says,
        fingerprint=law.pack.fingerprint,
        made_on=made_on,
    )


@command("applications.cover")
def cover(
    application_id: UUID,
    *,
    person_id: UUID,
    is_covered: bool,
    is_separate: bool = False,
    why: str = "",
    by: Actor,
    at: datetime,
) -> Covered:
    """Say whether the application is for somebody of the case, and whether what they tell is kept from the
    others whom it is for."""
    row = locked_application(application_id, by=by, at=at)
    parties = {one.person_id: one.called for one in parties_of(row.case_id, by=by, at=at) if one.called}
    refuse_if(
        rules.obstacles_to_covering(
            state=row.state,
            is_party=person_id in parties,
            is_covered=is_covered,
            is_separate=is_separate,
            why=why,
            is_worked_on=is_worked_on(row.case_id, by=by, at=at),
        )
    )
    said = CoveredPerson.objects.filter(application=row, person_id=person_id)
    CoveredPerson.objects.create(
        application=row,
        case_id=row.case_id,
        person_id=person_id,
        number=(said.aggregate(last=Max("number"))["last"] or 0) + 1,
        is_covered=is_covered,
        is_separate=is_separate,
        why=why.strip(),
        said_by_id=by.id,
        said_at=at,
    )
    return Covered(
        case_id=row.case_id,
        application_id=application_id,
        person_id=person_id,
        called=parties[person_id],
        is_covered=is_covered,
        is_separate=is_separate,
        why=why.strip(),
    )


@command("applications.lodge", inner=True)
def lodge(
    application_id: UUID, *, lodged_on: date, on: date, version: int, by: Actor, at: datetime
) -> Lodged:
    """The application is complete and counts from a day. Performed by `procedure.begin`, which starts its
    clocks and its procedure. Raises `Conflict` when it changed since it was looked at."""
    row = locked_application(application_id, by=by, at=at)
    sheet = sheet_of(row, by=by, at=at)
    refuse_if(
        rules.obstacles_to_lodging(
            state=row.state,
            of=sheet.type,
            answers=sheet.answers,
            states=sheet.states,
            covered=sheet.covers,
            made_on=row.made_on,
            lodged_on=lodged_on,
            on=on,
            is_worked_on=is_worked_on(row.case_id, by=by, at=at),
        )
    )
    if row.version != version:
        raise Conflict(theirs=Text(says=row.type_says, by_name="", at=None), base=None, version=row.version)
    Application.objects.filter(pk=application_id).update(
        state=ApplicationState.LODGED, lodged_on=lodged_on, version=F("version") + 1
    )
    return Lodged(
        case_id=row.case_id,
        application_id=application_id,
        type_says=row.type_says,
        lodged_on=lodged_on,
    )


@command("applications.take_back", inner=True)
def take_back(application_id: UUID, *, by: Actor, at: datetime) -> TakenBack:
    """The applicant withdrew it. Performed by `procedure.move`, by the acts that the pack names."""
    row = locked_application(application_id, by=by, at=at)
    Application.objects.filter(pk=application_id).update(
        state=ApplicationState.WITHDRAWN, version=F("version") + 1
    )
    return TakenBack(case_id=row.case_id, application_id=application_id, type_says=row.type_says)
