"""Opening a board for what one person tells in one application, and an analysis on one that has none."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from limen.domain.applications.names import ApplicationState
from limen.domain.applications.queries.sheets import ApplicationSheet, application_sheet
from limen.domain.assessments.commands.laying import lay_on
from limen.domain.assessments.events import AnalysisOpened, BoardOpened
from limen.domain.assessments.models import Board
from limen.domain.assessments.queries.law import asked_of_law, later_analysis, template_of
from limen.domain.assessments.queries.reach import boards_seen_by
from limen.domain.assessments.rules import acting, analysing
from limen.domain.cases.queries.sheets import is_worked_on, locked_case
from limen.domain.identity.names import Compartment
from limen.foundation.actors import Actor
from limen.foundation.commands import command
from limen.foundation.refusals import Hidden, Obstacle, Refused, refuse_if


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


@command("assessments.open_analysis")
def open_analysis(board_id: UUID, *, edition_id: UUID, by: Actor, at: datetime) -> AnalysisOpened:
    """Open the legal analysis on a board that was opened before its pack had one. `edition_id`: the edition
    that its opener saw named; refused when another one is in force meanwhile."""
    laid = lay_on(board_id, weighs=False, by=by, at=at)
    card = laid.sheet.card
    found = later_analysis(card, by=by) if not card.analysis else None
    refuse_if(
        analysing.obstacles_to_opening_analysis(
            has_analysis=bool(card.analysis),
            is_asked=found is not None,
            is_seen=found is not None and found.edition_id == edition_id,
        )
    )
    if found is None:  # refused above
        raise Refused([])
    Board.objects.filter(pk=board_id).update(
        analysis=found.analysis.id,
        analysis_edition_id=found.edition_id,
        analysis_opened_by_id=by.id,
        analysis_opened_at=at,
    )
    return AnalysisOpened(
        case_id=card.case_id,
        compartment=card.compartment,
        board_id=board_id,
        edition_id=found.edition_id,
        pack=card.pack,
        fingerprint=found.fingerprint,
        analysis=found.analysis.id,
        governed_on=card.governed_on.isoformat(),
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
