"""Opening a board for what one person tells in one application."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import ApplicationSheet, application_sheet
from limen.domain.assessments.events import BoardOpened
from limen.domain.assessments.models import Board
from limen.domain.assessments.queries.law import asked_of_law, template_of
from limen.domain.assessments.queries.reach import boards_seen_by
from limen.domain.assessments.rules import acting
from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, Obstacle, refuse_if


@command("assessments.open_board")
def open_board(
    case_id: UUID,
    *,
    board_id: UUID,
    application_id: UUID,
    person_id: UUID,
    compartment: Compartment = Compartment.GENERAL,
    by: Actor,
    at: datetime,
) -> BoardOpened:
    """Open a board. The edition of the application, and the template and the analysis of its procedure on the
    day on which it was made, are fixed for good."""
    case = locked_case(case_id, by=by, at=at)
    reach = is_worked_on(case_id, by=by, at=at)
    refuse_if(acting.obstacles_to_working(is_worked_on=reach, compartment=compartment, by=by))
    sheet = application_sheet(application_id, by=by, at=at)
    if sheet.card.case_id != case_id:
        raise Hidden(f"application {application_id} of case {case_id}")
    template, analysis = template_of(sheet.card, by=by), asked_of_law(sheet.card, by=by)
    has_law = template is not None or analysis is not None
    refuse_if(_obstacles(sheet, has_law, person_id, compartment, by, at))
    row = Board.objects.create(
        id=board_id,
        case=case,
        compartment=compartment,
        application_id=application_id,
        person_id=person_id,
        edition_id=sheet.card.edition_id,
        pack=sheet.card.pack,
        fingerprint=sheet.law.pack.fingerprint,
        template=template.id if template else "",
        analysis=analysis.id if analysis else "",
        governed_on=sheet.card.made_on,
        opened_by_id=by.id,
        opened_at=at,
    )
    return BoardOpened(
        case_id=case_id,
        compartment=compartment,
        board_id=row.pk,
        application_id=application_id,
        person_id=person_id,
        pack=row.pack,
        fingerprint=row.fingerprint,
        template=row.template,
        analysis=row.analysis,
        governed_on=row.governed_on.isoformat(),
    )


def _obstacles(
    sheet: ApplicationSheet,
    has_law: bool,
    person_id: UUID,
    compartment: Compartment,
    by: Actor,
    at: datetime,
) -> list[Obstacle]:
    boards = list(boards_seen_by(by, at=at).filter(case_id=sheet.card.case_id))
    asked = (sheet.card.id, person_id, compartment)
    return acting.obstacles_to_opening(
        was_lodged=sheet.card.state is not ApplicationState.DRAFT,
        has_law=has_law,
        pack=sheet.card.pack,
        packs={one.pack for one in boards},
        person=person_id,
        covered={key for key, one in sheet.covered.items() if one.is_covered},
        is_taken=any((one.application_id, one.person_id, one.compartment) == asked for one in boards),
    )
