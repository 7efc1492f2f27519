"""The frame of the pages of one application: the case, the application in it, and the way back."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import get_language

from limen.domain.applications.queries.sheets import ApplicationSheet, application_sheet
from limen.domain.cases.queries.parties import PartyCard, parties_of
from limen.domain.cases.queries.sheets import CaseSheet, case_sheet
from limen.foundation.refusals import Hidden
from limen.web.casefile.frame import address
from limen.web.requests import Request


def opened(request: Request, case_id: UUID, application_id: UUID) -> tuple[CaseSheet, ApplicationSheet]:
    """The application and the case it is in. Raises `Hidden` when it is in another one."""
    case = read_case(request, case_id)
    found = application_sheet(application_id, by=request.actor, at=request.at)
    if found.card.case_id != case_id:
        raise Hidden(f"application {application_id} in case {case_id}")
    return case, found


def read_case(request: Request, case_id: UUID) -> CaseSheet:
    """The head of a case whose own file the person reads: a share shows no application. Raises `Hidden`."""
    case = case_sheet(case_id, by=request.actor, at=request.at)
    if not case.is_read:
        raise Hidden(f"the file of case {case_id}")
    return case


def home(request: Request, sheet: ApplicationSheet) -> str:
    """The page of the application."""
    return address(request, "application", sheet.card.case_id, sheet.card.id)


def people(request: Request, case_id: UUID) -> list[PartyCard]:
    """Those who are part of the case now."""
    return [one for one in parties_of(case_id, by=request.actor, at=request.at) if one.called]


def language() -> str:
    """The language of the page."""
    return get_language() or "en"
